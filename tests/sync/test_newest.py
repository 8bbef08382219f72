"""What is known of a record's parts, and since when: older answers say nothing of them, newer ones and others do."""

from dataclasses import replace

from desktop.store.theirs import Known
from desktop.sync.newest import Asked, Newest, Place
from desktop.sync.pieces import pieces_of
from desktop.vendors.orderdesk import VENDOR

PLACE: Place = ("a", "orders", "1")
ORDERS = VENDOR.resources["orders"]


def test_nothing_is_late_where_nothing_is_known() -> None:
    assert Newest().late(PLACE, ("order",), Asked(1.0)) == ()


def test_what_was_asked_for_before_a_part_was_known_is_late_and_other_parts_are_not() -> None:
    newest = Newest()
    newest.note(PLACE, Asked(5.0), ["order"])
    assert newest.late(PLACE, ("order", "history"), Asked(4.0)) == ("order",)
    assert newest.late(PLACE, ("order", "history"), Asked(5.0)) == ()


def test_a_record_that_is_known_whole_has_all_its_parts_known() -> None:
    newest = Newest()
    newest.note(PLACE, Asked(5.0))
    assert newest.late(PLACE, ("order", "history"), Asked(4.0)) == ("order", "history")


def test_an_earlier_time_does_not_take_back_a_later_one() -> None:
    newest = Newest()
    newest.note(PLACE, Asked(5.0))
    newest.note(PLACE, Asked(3.0))
    assert newest.of(PLACE, "order") == 5.0


def test_of_one_answer_a_part_that_lags_is_late_and_an_exact_one_is_not() -> None:
    newest = Newest()
    newest.note(PLACE, Asked(5.0))
    assert newest.late(PLACE, ("order", "history"), Asked(2.0, {"history": 6.0})) == ("order",)


def test_what_was_read_of_some_parts_later_is_known_since_then() -> None:
    newest = Newest()
    newest.note(PLACE, Asked(2.0, {"history": 6.0}))
    assert newest.late(PLACE, ("order", "history"), Asked(4.0)) == ("history",)


def test_late_pieces_are_sifted_out_and_a_record_without_any_left() -> None:
    newest = Newest()
    newest.note(PLACE, Asked(5.0), ["order"])
    by_key = {"1": pieces_of("1", {"order": {"id": "1"}, "history": {}}), "2": pieces_of("2", {"order": {"id": "2"}})}
    assert newest.sift("a", ORDERS, by_key, {}, Asked(4.0)) == {"1": ("order",)}
    assert [piece.part for piece in by_key["1"]] == ["history"]
    only = {"1": pieces_of("1", {"order": {"id": "1"}})}
    assert newest.sift("a", ORDERS, only, {}, Asked(4.0)) == {"1": ("order",)}
    assert only == {}


def test_a_summary_is_not_late_where_the_record_was_read_by_itself() -> None:
    """What only lists tell is not held back until lists are newer than that reading."""
    summed = replace(ORDERS, summary="short")
    newest = Newest()
    newest.note(PLACE, Asked(5.0))
    by_key = {"1": pieces_of("1", {"order": {"id": "1"}, "short": {"id": "1"}})}
    assert newest.sift("a", summed, by_key, {}, Asked(4.0)) == {"1": ("order",)}
    assert [piece.part for piece in by_key["1"]] == ["short"]


def test_a_record_that_says_itself_that_it_is_newer_is_not_late() -> None:
    stamped = replace(ORDERS, stamp=lambda order: str(order["date_updated"]))
    newest = Newest()
    newest.note(PLACE, Asked(5.0), ["order"])
    had = Known(
        row=1, documents={"order": b'{"date_updated":"2026-01-02"}'}, mapping="", overlaid=False, gone=False, unread="",
        face=b"",
    )  # fmt: skip
    for stamp, left in (("2026-01-03", 1), ("2026-01-02", 0)):
        by_key = {"1": pieces_of("1", {"order": {"date_updated": stamp}})}
        newest.sift("a", stamped, by_key, {"1": had}, Asked(4.0))
        assert len(by_key) == left
