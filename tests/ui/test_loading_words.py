"""How a history that is loading is told."""

from dataclasses import replace

import pytest

from desktop.records import Kind
from desktop.ui.words import ages
from tests.ui.desk_world import HARBOUR
from tests.ui.window_scene import Clock, values_at


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("orders", "Mar 2024", "Mar 2024, 25\u00a0%"),
        ("stock", "340 of 600", "stock, 340 of 600, 25\u00a0%"),
        ("customers", "26 customers", "26 customers, 25\u00a0%"),
    ],
)
def test_what_is_loading_is_named_once(kind: Kind, words: str, told: str) -> None:
    account = replace(HARBOUR, loading=kind, progress_words=words, progress=0.25)
    assert ages.loaded(account, values_at(Clock())) == told
