"""Records to be read singly: in turn, when they are due; what is wanted twice is read once."""

from collections.abc import Sequence
from datetime import timedelta

from desktop.store import follow
from desktop.store.database import Connection, transaction
from tests.store.making import ACME, NOW


def want(
    cache: Connection, *keys: str, minutes: float | None = None, past: bool = False, is_idle: bool = False
) -> None:
    due = None if minutes is None else NOW + timedelta(minutes=minutes)
    with transaction(cache):
        follow.want(cache, ACME, "stock", keys, due=due, past=past, is_idle=is_idle)


def due(cache: Connection, minutes: float = 0, *, past: bool = False) -> Sequence[follow.Followed]:
    return follow.due(cache, ACME, NOW + timedelta(minutes=minutes), past=past)


def keys(cache: Connection, minutes: float = 0, *, past: bool = False) -> list[str]:
    return [each.key for each in due(cache, minutes, past=past)]


def test_they_are_read_in_the_order_in_which_they_were_wanted_until_they_are_done(cache: Connection) -> None:
    want(cache, "b", "a")
    want(cache, "c")
    assert keys(cache) == ["b", "a", "c"]
    with transaction(cache):
        follow.done(cache, ACME, "stock", "a")
    assert keys(cache) == ["b", "c"]


def test_one_that_is_to_wait_is_due_when_its_time_has_come(cache: Connection) -> None:
    want(cache, "a", minutes=5)
    assert keys(cache, minutes=4.9) == []
    (found,) = due(cache, minutes=5)
    assert found == follow.Followed(kind="stock", key="a", past=False, is_again=True)


def test_what_is_wanted_twice_is_read_once_now_or_when_the_last_time_has_come(cache: Connection) -> None:
    """A record that is written again is behind for longer: what is read before that proves nothing."""
    want(cache, "a", "b", "c", minutes=5)
    want(cache, "a", minutes=9)
    want(cache, "b")
    want(cache, "c", minutes=3)
    assert keys(cache) == ["b"]
    assert keys(cache, minutes=5) == ["b", "c"]
    assert keys(cache, minutes=9) == ["a", "b", "c"]


def test_what_is_read_by_the_clock_does_not_hold_up_what_is_read_for_a_reason(cache: Connection) -> None:
    want(cache, "a", "b", minutes=60, is_idle=True)
    want(cache, "a", minutes=5)
    want(cache, "b")
    want(cache, "a", "b", minutes=60, is_idle=True)
    assert keys(cache) == ["b"]
    assert keys(cache, minutes=5) == ["a", "b"]


def test_of_two_times_by_the_clock_the_last_word_counts(cache: Connection) -> None:
    want(cache, "a", minutes=60, is_idle=True)
    want(cache, "a", minutes=5, is_idle=True)
    assert keys(cache, minutes=5) == ["a"]


def test_the_past_waits_by_itself_and_is_past_no_more_once_it_is_wanted_now(cache: Connection) -> None:
    want(cache, "a", "b", past=True)
    assert (keys(cache), keys(cache, past=True)) == ([], ["a", "b"])
    want(cache, "b")
    assert (keys(cache), keys(cache, past=True)) == (["b"], ["a"])
    assert follow.left(cache, ACME, "stock") == 1
    with transaction(cache):
        follow.done(cache, ACME, "stock", "a")
    assert follow.left(cache, ACME, "stock") == 0
