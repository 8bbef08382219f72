"""How far a first load has come, and when the list that it reads will be there."""

from datetime import UTC, datetime, timedelta

from desktop.sync.progress import Progress

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_the_rest_takes_as_long_as_the_pace_so_far_says() -> None:
    progress = Progress()
    progress.moved("orders", "orders", 0.2, "Mar 2024", NOON)
    progress.moved("orders", "orders", 0.3, "Feb 2024", after(10))
    assert (progress.kind, progress.fraction, progress.words) == ("orders", 0.3, "Feb 2024")
    assert progress.ready_at == after(10 + 70)


def test_the_first_moments_say_nothing_of_the_pace() -> None:
    progress = Progress()
    progress.moved("orders", "orders", 0.0, "", NOON)
    progress.moved("orders", "orders", 0.3, "", after(1))
    assert progress.ready_at is None


def test_a_list_that_does_not_move_has_no_end_in_sight() -> None:
    progress = Progress()
    progress.moved("stock", "items", 0.4, "", NOON)
    progress.moved("stock", "items", 0.4, "", after(60))
    assert progress.ready_at is None


def test_the_next_list_begins_at_its_own_pace() -> None:
    progress = Progress()
    progress.moved("orders", "orders", 0.0, "", NOON)
    progress.moved("orders", "orders", 1.0, "", after(100))
    progress.moved("stock", "items", 0.1, "", after(101))
    assert (progress.kind, progress.fraction, progress.ready_at) == ("stock", 0.1, None)
    progress.moved("stock", "items", 0.2, "", after(111))
    assert progress.ready_at == after(111 + 80)


def test_a_list_that_is_read_anew_is_timed_anew() -> None:
    progress = Progress()
    progress.moved("stock", "items", 0.1, "", NOON)
    progress.moved("stock", "items", 0.9, "", after(100))
    progress.moved("stock", "items", 0.1, "", after(200))
    assert progress.ready_at is None


def test_what_is_complete_has_nothing_left() -> None:
    progress = Progress()
    progress.moved("stock", "items", 0.1, "", NOON)
    progress.moved("stock", "items", 0.9, "", after(100))
    progress.ended()
    assert progress.complete
    assert (progress.kind, progress.fraction, progress.ready_at) == (None, None, None)


def test_how_far_the_last_list_was_is_told_no_more_once_all_is_there() -> None:
    progress = Progress()
    progress.follows("orders", 600, NOON)
    progress.follows("orders", 1, after(100))
    assert progress.words == "599 of 600"
    progress.ended()
    assert progress.words == ""


def test_what_is_read_singly_counts_on_after_a_failure_and_with_what_comes_to_it() -> None:
    progress = Progress()
    progress.follows("stock", 600, NOON)
    progress.follows("stock", 599, after(1))
    assert (progress.words, progress.fraction) == ("1 of 600", 1 / 600)
    progress.follows("stock", 610, after(2))
    assert progress.words == "0 of 610"
