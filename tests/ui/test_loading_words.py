"""How a history that is loading is told."""

from dataclasses import replace

import pytest

from desktop.records import Kind
from desktop.ui.frame.bars import pacing
from desktop.ui.words import ages
from tests.ui.desk_world import HARBOUR, NOW
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


def test_where_there_is_little_room_a_load_is_told_by_its_share_and_an_offline_account_without_since_when() -> None:
    assert ages.short(replace(HARBOUR, state="working", progress_words="Mar 2024", progress=0.25)) == "25\u00a0%"
    assert ages.short(replace(HARBOUR, state="working", progress_words="Mar 2024")) == "loading"
    assert ages.short(replace(HARBOUR, state="offline", since=NOW)) == "offline"
    assert ages.short(HARBOUR) == "", "it is short already"


def test_all_platforms_that_are_waited_for_are_told_once_each() -> None:
    waiting = replace(HARBOUR, state="waiting", until=NOW)
    told = [replace(waiting, words=f"{name} asks us to wait.") for name in ("Acme", "Bolt", "Acme")]
    assert pacing([HARBOUR, *told]) == "Acme asks us to wait. Bolt asks us to wait."
    assert pacing([HARBOUR]) == ""
