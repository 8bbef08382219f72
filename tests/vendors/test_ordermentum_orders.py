"""One order of Ordermentum from its documents: its summary and the whole of it, days, states, what may be edited."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.vendors import mapping
from desktop.vendors.contract import Documents, Request, Resource, Stop
from desktop.vendors.ordermentum import tables
from desktop.vendors.ordermentum.codecs import day_in, flag, money, to_day, to_moment, without_secrets
from desktop.vendors.ordermentum.order_acts import ACTS, CANCEL, NOT_HERE, RESOLVE
from desktop.vendors.ordermentum.order_fields import open_only
from desktop.vendors.ordermentum.order_lists import again
from desktop.vendors.ordermentum.orders import more
from desktop.vendors.tables import find_field
from tests.vendors.mentum import AT, CONTEXT, facts, judged, line, order, summary

ORDERS: Resource = tables(CONTEXT)["orders"]
SYDNEY = ZoneInfo("Australia/Sydney")


def viewed(**documents: object) -> Documents:
    return ORDERS.view("o1", documents)  # type: ignore[arg-type] # documents by part


# ── days and other values (4) ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("wire", "day"),
    [
        ("2019-04-29T14:00:00.000Z", date(2019, 4, 30)),  # a midnight of Sydney's winter
        ("2026-01-11T13:00:00.000Z", date(2026, 1, 12)),  # of its summer
        ("2026-01-12T00:00:00.000Z", date(2026, 1, 12)),  # a midnight in UTC is that same day
        ("TBA", None), ("", None), (None, None), ({}, None),
    ],
)  # fmt: skip
def test_a_delivery_is_a_pure_day_of_the_suppliers_zone(wire: object, day: date | None) -> None:
    assert to_day(wire, SYDNEY) == day
    codec = day_in(SYDNEY)
    assert codec.encode(day, wire) == wire, "what says so already stays as it stands"


def test_a_new_day_is_sent_as_the_midnight_of_the_zone() -> None:
    assert day_in(SYDNEY).encode(date(2027, 1, 12), "TBA") == "2027-01-11T13:00:00.000Z"
    assert day_in(ZoneInfo("Australia/Perth")).encode(date(2027, 1, 12), None) == "2027-01-11T16:00:00.000Z"
    assert day_in(SYDNEY).encode(None, "2026-01-11T13:00:00.000Z") is None


@pytest.mark.parametrize(
    "wire",
    [
        "2025-01-01T10:00:00Z", "2025-01-01T10:00:00.000Z", "2025-01-01T10:00:00+00:00", "2025-01-01T10:00:00.000+0000",
        "Wed Jan 01 2025 21:00:00 GMT+1100 (AEDT)",
    ],
)  # fmt: skip
def test_an_instant_is_read_in_every_form_that_was_seen(wire: str) -> None:
    assert to_moment(wire) == datetime(2025, 1, 1, 10, tzinfo=UTC)


def test_money_is_read_as_number_and_as_text_and_goes_back_as_it_was() -> None:
    assert money.decode("7.5000") == money.decode(Decimal("7.5")) == Decimal("7.5")
    assert money.encode(Decimal(8), "7.5000") == "8"
    assert money.encode(Decimal("8.25"), 7) == Decimal("8.25")
    assert [flag.decode(value) for value in ("yes", "no", "1", "true", False, None)] == [
        True, False, True, True, False, None,
    ]  # fmt: skip


def test_secrets_are_taken_out_wherever_they_are() -> None:
    user = {"id": "u", "fullName": "Ada", "email": "ada@example.test"}
    dirty = {"supplier": {"id": "s", "sharedSecret": "x"}, "updatedBy": user, "orders": [{"placedBy": user}],
             "retailer": {"email": "cafe@example.test"}}  # fmt: skip
    clean = without_secrets(dirty)
    assert "ada@example.test" not in str(clean)
    assert "sharedSecret" not in str(clean)
    assert clean["retailer"] == {"email": "cafe@example.test"}, "the customer's own is wanted"
    plain = order()
    assert without_secrets(plain) is plain


@pytest.mark.parametrize(
    "member",
    [
        "updatedBy", "cancelledBy", "placedBy", "createdBy", "paidBy", "chargedBy", "chargedByUser", "reportedBy",
        "user", "updated_by", "cancelled_by", "placed_by", "created_by", "paid_by", "charged_by", "charged_by_user",
        "reported_by",
    ],
)  # fmt: skip
def test_a_users_own_e_mail_is_kept_of_no_member_that_has_users(member: str) -> None:
    user = {"id": "u", "fullName": "Ada", "email": "ada@example.test", "shared_secret": "x"}
    for dirty in ({member: user}, {"issue": {member: user}}, {"invoices": [{"retailer": {member: user}}]}):
        told = str(without_secrets(dirty))
        assert "Ada" in told
        assert "ada@example.test" not in told
        assert "shared_secret" not in told
    assert without_secrets({member: "2026-01-01"}) == {member: "2026-01-01"}


# ── summary and whole order (7.3, 18.5) ───────────────────────────────────────────────────────────────────────────


def test_a_summary_alone_makes_a_row_and_tells_how_many_lines_there_are() -> None:
    shown = mapping.shown(ORDERS, viewed(summary=summary(lineCount=14)), CONTEXT, ())
    assert mapping.COLUMNS["orders"]["lines"](shown.record) == 14
    assert mapping.COLUMNS["orders"]["total"](shown.record) == Decimal("77.00")
    assert mapping.COLUMNS["orders"]["po"](shown.record) == "PO-9"
    assert mapping.COLUMNS["orders"]["delivery"](shown.record) == date(2026, 3, 4)


def test_a_summary_of_nothing_but_an_id_makes_a_row() -> None:
    shown = mapping.shown(ORDERS, viewed(summary={"id": "o1"}), CONTEXT, ())
    assert shown.record.id == "o1"
    assert mapping.COLUMNS["orders"]["lines"](shown.record) is None, "how many there are is not known"


@pytest.mark.parametrize(
    ("stamp", "status"),
    [("2026-03-02T03:04:05.700Z", "Unpaid"), ("2026-03-02T03:04:05.699Z", "Unpaid"), ("2026-03-02T03:04:06Z", "Paid"),
     (None, "Unpaid")],
)  # fmt: skip
def test_only_a_newer_summary_stands_over_the_whole_order(stamp: str | None, status: str) -> None:
    found = viewed(summary=summary(status="Paid", updatedAt=stamp), order=order())
    assert found["order"]["status"] == status
    assert found["order"]["lineItems"]


def test_an_opened_order_is_asked_for_only_if_its_stamp_is_another() -> None:
    def asked(**documents: object) -> list[str]:
        return [ask.request.path for ask in more("o1", viewed(**documents), CONTEXT)]

    assert asked(summary=summary())[0] == "/v1/orders/o1"
    assert "/v1/orders/o1" not in asked(summary=summary(), order=order())
    assert "/v1/orders/o1" in asked(summary=summary(updatedAt="2026-03-05T00:00:00Z"), order=order())
    assert "/v1/orders/o1" in asked(summary=summary(updatedAt=None), order=order()), "it may be another"


def test_an_order_is_looked_at_when_it_is_overdue() -> None:
    later = (AT + timedelta(days=3)).isoformat()
    assert again(viewed(order=order(dueAt=later)), AT) == AT + timedelta(days=3, minutes=1)
    assert again(viewed(order=order(dueAt="2026-03-10T02:00:00.000Z")), AT) is None
    assert again(viewed(order=order(dueAt=later, status="Paid")), AT) is None


# ── states, and what may be edited (7.5, 7.6) ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ({"status": "Unpaid"}, "new"), ({"status": "Unpaid (Overdue)"}, "new"),
        ({"orderStatus": "Accepted"}, "confirmed"), ({"status": "CANCELLED", "orderStatus": "cancelled"}, "cancelled"),
        ({"cancelledAt": "2026-01-01T00:00:00Z"}, "cancelled"), ({"deliveredAt": "2026-01-01T00:00:00Z"}, "sent"),
        ({"status": "Zapped", "orderStatus": "Odd"}, "other"),
    ],
)  # fmt: skip
def test_the_platforms_words_have_common_states_and_are_never_lost(members: dict[str, str], state: str) -> None:
    record = ORDERS.derive(viewed(order=order(**members)), CONTEXT)
    assert mapping.COLUMNS["orders"]["state"](record) == state
    assert mapping.COLUMNS["orders"]["vendor_state"](record) == members.get("status", "Unpaid")


def test_what_may_be_edited_is_said_by_the_whole_order_else_by_the_clear_cases_of_its_summary() -> None:
    assert open_only(viewed(order=order()), CONTEXT) == ""
    assert open_only(viewed(order=order(editable=False)), CONTEXT)
    assert open_only(viewed(summary=summary()), CONTEXT) == ""
    for members in ({"status": "Paid"}, {"cancelled": True}, {"cancelledAt": "2026-01-01T00:00:00Z"}):
        assert open_only(viewed(summary=summary(**members)), CONTEXT), members
    newer = summary(updatedAt="2026-03-05T00:00:00Z")
    silent = {name: value for name, value in order().items() if name != "editable"}
    assert open_only(viewed(order=silent), CONTEXT), "only what it says may be changed"
    assert open_only(viewed(summary=newer, order=order(editable=False)), CONTEXT) == "", "it was so before"


@pytest.mark.parametrize(
    ("said", "is_open"), [(True, 1), ("true", 1), ("1", 1), ("yes", 1), (False, 0), ("false", 0), ("no", 0), ("0", 0),
                          (None, 0), ("", 0), ({}, 0), ("maybe", 0)],
)  # fmt: skip
def test_yes_is_read_in_every_way_that_old_data_has(said: object, is_open: int) -> None:
    assert (open_only(viewed(order=order(editable=said)), CONTEXT) == "") == bool(is_open)
    assert bool(open_only(viewed(summary=summary(cancelled=said)), CONTEXT)) == bool(is_open), "cancelled, then"


# ── what is sent (7.5) ────────────────────────────────────────────────────────────────────────────────────────────


def sent(documents: Documents, *changes: Change) -> Request | Stop:
    (step,) = ORDERS.write("o1", changes)
    request = step.request(facts(documents, changes=changes))
    assert isinstance(request, Request | Stop)
    return request


def test_only_what_changes_is_sent() -> None:
    request = sent(viewed(order=order()), Change(field="note", seen="Back door", wanted=""))
    assert isinstance(request, Request)
    assert (request.method, request.path, request.body) == ("PATCH", "/v1/orders/o1", {"comment": None})


def test_lines_are_sent_as_the_full_list_with_ids_and_without_prices() -> None:
    two = viewed(order=order(line(comment="Ripe"), line("l2", productId="p2", variantId="v2", quantity=5)))
    request = sent(two, Change(field="quantity", line="l2", seen=Decimal(5), wanted=Decimal(9)))
    assert isinstance(request, Request)
    assert request.body == {"lineItems": [
        {"id": "l1", "productId": "p1", "quantity": 2, "comment": "Ripe"},
        {"id": "l2", "productId": "p2", "variantId": "v2", "quantity": 9, "comment": None},
    ]}  # fmt: skip


def test_lines_without_ids_are_told_by_what_they_are_of() -> None:
    bare = {key: value for key, value in line().items() if key != "id"}
    request = sent(viewed(order=order(bare)), Change(field="quantity", line="p1/", seen=Decimal(2), wanted=Decimal(3)))
    assert isinstance(request, Request)
    assert request.body == {"lineItems": [{"productId": "p1", "quantity": 3, "comment": None}]}


def test_an_order_is_never_sent_without_lines() -> None:
    assert isinstance(sent(viewed(order=order()), Change(field=REMOVE_LINE, line="l1")), Stop)


def test_a_line_is_looked_for_by_what_it_is_of_how_many_and_its_note() -> None:
    changes = (Change(field=ADD_LINE, line="+1"), Change(field="product", line="+1", seen="", wanted="p7"))
    (step,) = ORDERS.write("o1", changes)
    known = facts(viewed(order=order()), changes=changes)
    before, after = order(), order(line(), line("l9", productId="p7", quantity=1))
    assert judged(step, [before], [after], known) == "yes"
    assert judged(step, [before], [before], known) == "no"
    assert judged(step, [before], [{"data": after}], known) == "yes", "should it ever come in an envelope"


def test_lines_that_stay_although_they_were_taken_out_are_told() -> None:
    two = order(line(), line("l2", productId="p2", name="Kale"))
    changes = (Change(field=REMOVE_LINE, line="l2"),)
    (step,) = ORDERS.write("o1", changes)
    known = facts(viewed(order=two), changes=changes)
    assert "“Kale”" in step.short(two, known)
    assert step.short(order(line()), known) == ""


def test_lines_that_were_priced_anew_are_told() -> None:
    changes = (Change(field="quantity", line="l1", seen=Decimal(2), wanted=Decimal(3)),)
    (step,) = ORDERS.write("o1", changes)
    known = facts(viewed(order=order()), changes=changes)
    assert step.tells(order(line(price="36.5000", quantity=3)), known) == (
        "Ordermentum priced lines anew: Macarons costs 36.5 now, not 35."
    )  # fmt: skip
    assert step.tells(order(line(quantity=3)), known) == ""


def test_the_other_verb_says_the_same() -> None:
    changes = (Change(field="note", seen="Back door", wanted="Ring"),)
    (step,) = ORDERS.write("o1", changes)
    assert step.instead is not None
    other = step.instead(facts(viewed(order=order()), changes=changes))
    assert (other.method, other.path, other.body) == ("PUT", "/v1/orders/o1", {"comment": "Ring"})


def test_cancelling_is_done_whatever_time_it_says() -> None:
    (step,) = CANCEL.steps({})
    known = facts(viewed(order=order()))
    request = step.request(known)
    assert isinstance(request, Request)
    assert request.body == {"cancelledAt": "2026-11-29T08:30:00.000Z"}
    assert judged(step, [order()], [order(orderStatus="Cancelled")], known) == "yes"
    assert judged(step, [order()], [order(cancelledAt="2020-01-01T00:00:00Z")], known) == "yes"
    assert judged(step, [order()], [order()], known) == "no"


def test_a_problem_is_resolved_once() -> None:
    assert RESOLVE.allowed(viewed(order=order()), CONTEXT)
    assert RESOLVE.allowed(viewed(order=order(issue={"comment": "Short", "resolvedAt": None})), CONTEXT) == ""
    assert RESOLVE.allowed(viewed(order=order(issue={"resolvedAt": "2026-01-01T00:00:00Z"})), CONTEXT)


def test_what_cannot_be_done_says_why() -> None:
    assert {act.name for act in NOT_HERE} <= {act.name for act in ACTS}
    for act in NOT_HERE:
        assert act.allowed(viewed(order=order()), CONTEXT).endswith(".")
    price = find_field(ORDERS, "price", "l1")
    assert price is not None
    assert price.editable(viewed(order=order()), CONTEXT) == "The customer’s price group decides it."
