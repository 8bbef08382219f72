"""Staff notes of Order Desk: stamped in UTC, counted whole, edited where they stand (2.3, 2.4, 3.5)."""

import pytest

from desktop.changes import Change
from desktop.vendors.contract import Document, Field, Request, Stop
from desktop.vendors.orderdesk.checks import NOTES_LIMIT
from desktop.vendors.orderdesk.notes import ADD_NOTE
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.tables import fields_of, refusal
from tests.vendors.made import CONTEXT, facts, order

(SAVE,) = ORDERS.write("", ())
(ADD,) = ADD_NOTE.steps({})
STAMP = "2026-11-20 05:30:00"
OLD: Document = {"date_added": STAMP, "username": "Ben", "content": "Old", "colour": "kept"}
LATER: Document = {"date_added": "2026-11-20 05:31:00", "username": "Eve", "content": "Later"}


@pytest.mark.usefixtures("elsewhere")
def test_a_new_note_is_dated_in_utc_wherever_the_desk_stands() -> None:
    request = ADD.request(facts({"order": order(order_notes=[])}, inputs={"text": "x"}))
    assert isinstance(request, Request)
    assert [note["date_added"] for note in request.body["order_notes"]] == ["2026-11-21 05:30:00"]


@pytest.mark.parametrize("over", [0, 1])
def test_dates_and_users_count_into_the_limit_of_all_notes(over: int) -> None:
    old = len(STAMP) + len("Ben")
    new = len(STAMP) + len("Ada") + len("Call first")
    crowded = order(order_notes=[{**OLD, "content": "x" * (NOTES_LIMIT - old - new + over)}])
    request = ADD.request(facts({"order": crowded}, inputs={"text": "Call first"}))
    assert isinstance(request, Stop if over else Request)


# ── where they stand ──────────────────────────────────────────────────────────────────────────────────────────────


def fields(*notes: Document) -> list[Field]:
    whole = {"order": order(order_notes=list(notes))}
    return [field for field in fields_of(ORDERS, whole, CONTEXT) if field.path == ("order_notes",)]


def sent(notes: list[Document], change: Change) -> list[Document]:
    request = SAVE.request(facts({"order": order(order_notes=notes)}, changes=[change]))
    assert isinstance(request, Request)
    found: list[Document] = request.body["order_notes"]
    return found


def test_a_note_is_edited_in_its_place_and_keeps_its_date_user_and_all_else() -> None:
    old, later = fields(OLD, LATER)
    assert (old.codec.editor, old.codec.decode([OLD, LATER])) == ("paragraph", "Old")
    assert sent([OLD, LATER], Change(field=old.name, wanted="New")) == [{**OLD, "content": "New"}, LATER]
    assert sent([OLD, LATER], Change(field=later.name, wanted=" ")) == [OLD]


def test_a_note_may_grow_to_the_limit_and_one_that_is_beyond_it_may_shrink() -> None:
    def problem(was: int, wanted: int) -> str:
        notes = [{**OLD, "content": "x" * was}, LATER]
        change = Change(field=fields(*notes)[0].name, wanted="y" * wanted)
        return refusal(ORDERS, {"order": order(order_notes=notes)}, CONTEXT, change)

    room = NOTES_LIMIT - 2 * (len(STAMP) + 3) - len("Later")
    assert problem(3, room) == ""
    assert "1800 characters" in problem(3, room + 1)
    assert problem(room + 100, room + 50) == ""
    assert "1800 characters" in problem(room + 100, room + 100)
