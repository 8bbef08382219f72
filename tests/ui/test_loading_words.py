"""How a history that is loading is told."""

from dataclasses import replace

import pytest

from desktop.records import Kind
from desktop.ui.connections import rows
from desktop.ui.frame.bars import pacing
from desktop.ui.lists import notices
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


@pytest.mark.parametrize(
    ("kind", "words", "state", "light"),
    [
        ("orders", "Jan 2026", "Loading history, Jan 2026", "loading Jan 2026"),
        ("customers", "", "Loading history, customers", "loading customers"),
        ("orders", "", "Loading history, newest first", "loading"),
    ],
)
def test_a_load_whose_end_the_platform_does_not_tell_is_told_as_one_and_can_be_paused(
    kind: Kind, words: str, state: str, light: str
) -> None:
    account = replace(
        HARBOUR, state="working", words="newest first", complete=False, loading=kind, progress_words=words
    )
    values = values_at(Clock())
    row = rows.row(account, values, has_options=False)
    assert (row.cells[1].told, [act.words for act in row.acts]) == (state, ["Pause", "More"])
    assert (ages.light(account, values), ages.short(account)) == (light, "loading")
    (notice,) = notices.notices("orders", [account], 0, values, None)
    assert (notice.does, notice.words.action) == ("pause", "Pause")


def test_all_platforms_that_are_waited_for_are_told_once_each() -> None:
    waiting = replace(HARBOUR, state="waiting", until=NOW)
    told = [replace(waiting, words=f"{name} asks us to wait.") for name in ("Acme", "Bolt", "Acme")]
    assert pacing([HARBOUR, *told]) == "Acme asks us to wait. Bolt asks us to wait."
    assert pacing([HARBOUR]) == ""
