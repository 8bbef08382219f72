"""Steps against one document: what is sent, and what a look at it proves."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.codecs import any_case, text, to_text
from desktop.vendors.contract import Context, Document, Facts, Field, Json, Request, Resource, Stop, Verdict
from desktop.vendors.reading import Answer
from desktop.vendors.refusals import said, unreadable
from desktop.vendors.steps import adds, answered, at, impossible, moves, saving
from desktop.vendors.tables import always

NOW = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
ORDER: Document = {
    "id": 7,
    "note": "Ring",
    "ship": {"street": "Quay 1", "city": "Bristol"},
    "status": "open",
    "log": [],
}
TABLE = Resource(
    kind="orders",
    part="order",
    derive=lambda documents, context: NotImplemented,
    fields=(
        Field(name="note", path=("note",), codec=text, label="Note", editable=always),
        Field(name="city", path=("ship", "city"), codec=any_case, label="City", editable=always),
    ),
)
TRUTH = answered("order", "status")


def facts(inputs: Mapping[str, Value] | None = None, fresh: Document | None = ORDER) -> Facts:
    documents = {} if fresh is None else {"order": fresh}
    return Facts(key="7/a", fresh=documents, context=Context(), inputs=inputs or {}, now=NOW)


# ── an edit ───────────────────────────────────────────────────────────────────────────────────────────────────────

EDIT = (Change(field="note", seen="Ring", wanted="Knock"), Change(field="city", seen="Bristol", wanted="Bath"))
(SAVE,) = saving(TABLE, "/orders", "Greengate", "status")("7/a", EDIT)


def test_an_edit_sends_the_members_that_change_and_no_others() -> None:
    ship = {"street": "Quay 1", "city": "Bath"}
    assert SAVE.request(facts()) == Request(method="PATCH", path="/orders/7%2Fa", body={"note": "Knock", "ship": ship})
    (look,) = SAVE.look(facts())
    assert look.request == Request(method="GET", path="/orders/7%2Fa")
    assert SAVE.changes == EDIT


def test_an_edit_of_what_is_gone_is_not_sent() -> None:
    assert isinstance(SAVE.request(facts(fresh=None)), Stop)


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ({**ORDER, "note": "Knock", "ship": {"city": "BATH"}}, "yes"),
        ({**ORDER, "note": "Knock"}, "no"),
        ({**ORDER, "note": "Knock", "ship": "nowhere"}, "no"),
        (None, "no"),
    ],
)
def test_an_edit_has_happened_when_all_of_it_is_there(now: Json, verdict: Verdict) -> None:
    assert SAVE.happened([ORDER], [now], facts()).verdict == verdict


def test_an_answer_is_the_record_only_when_it_holds_it() -> None:
    assert SAVE.truth(ORDER) == {"order": ORDER}
    assert SAVE.truth({"ok": True}) is None
    assert SAVE.truth([ORDER]) is None


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def status(order: Document) -> str:
    return to_text(order.get("status"))


CANCEL = moves("cancel", at("/orders", "/cancel"), at("/orders"), status, ["cancelled"], truth=TRUTH)
NOTE = adds("log", at("/orders", "/log"), at("/orders"), "log", truth=TRUTH)


@pytest.mark.parametrize(
    ("now", "verdict"), [("cancelled", "yes"), ("open", "no"), ("sent", "cannot tell"), (None, "no")]
)
def test_a_move_has_happened_when_the_record_is_where_it_leads(now: str | None, verdict: Verdict) -> None:
    found = CANCEL.happened([ORDER], [now and {**ORDER, "status": now}], facts())
    assert found.verdict == verdict
    assert CANCEL.request(facts()) == Request(method="POST", path="/orders/7%2Fa/cancel")
    assert CANCEL.sets


TYPED = {"text": "Paid", "kind": "cash"}
ROW = {"id": 1, "at": "today", **TYPED}


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ([], [ROW], "yes"),
        ([ROW], [ROW, ROW], "yes"),
        ([ROW], [ROW], "no"),
        ([], [{**ROW, "kind": "card"}], "no"),
        ([], [ROW, ROW], "cannot tell"),
        (None, [ROW], "cannot tell"),
    ],
)
def test_a_row_is_added_when_there_is_one_more_like_it(before: Json, now: Json, verdict: Verdict) -> None:
    was = None if before is None else {**ORDER, "log": before}
    assert NOTE.happened([was], [{**ORDER, "log": now}], facts(TYPED)).verdict == verdict
    assert NOTE.request(facts(TYPED)) == Request(method="POST", path="/orders/7%2Fa/log", body=TYPED)
    assert not NOTE.sets


def test_what_is_impossible_says_why_wherever_it_is_asked() -> None:
    act = impossible("refund", "Refund", "Nothing is paid back here.")
    (step,) = act.steps({})
    assert act.allowed({}, Context()) == "Nothing is paid back here."
    assert step.request(facts()) == Stop(because="Nothing is paid back here.")


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def answer(body: bytes, method: str = "GET") -> Answer:
    return Answer(request=Request(method=method, path="/"), status=200, headers={}, body=body, at=NOW)


@pytest.mark.parametrize("body", [b'{"id": 1}', b'\xef\xbb\xbf {"id": 1}\n'])
def test_an_object_can_be_read(body: bytes) -> None:
    assert unreadable("Greengate", answer(body)) is None


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"[1]", b'{"id":'])
def test_anything_else_cannot_and_leaves_a_write_unclear(body: bytes) -> None:
    for method, is_unclear in (("GET", False), ("PATCH", True)):
        error = unreadable("Greengate", answer(body, method))
        assert error is not None
        assert error.unclear is is_unclear
        assert "Greengate" in error.title
    assert said(answer(body)) == {}
