"""What is shown of Orderspace's orders (6.1, 6.2, 6.8, 6.9, 8), and what cannot be done to them (11)."""

from decimal import Decimal
from typing import Any

import pytest

from desktop.records import Order
from desktop.vendors import mapping
from desktop.vendors.contract import Document, Documents, Heard
from desktop.vendors.orderspace.order_records import derive
from desktop.vendors.orderspace.orders import orders, read
from tests.vendors.space import CONTEXT, address, custom, dispatch, facts, invoice, line, order, shipping

RESOURCE = orders(CONTEXT)


def shown(order_document: Document, **parts: Document) -> Order:
    return derive({"order": order_document, **parts}, CONTEXT)


def test_an_order_in_common_words() -> None:
    found = shown(order())
    assert (found.number, found.customer, found.po_number, found.note) == ("1204", "Blue Sky", "PO-8", "")
    assert (str(found.placed_at), str(found.delivery_on)) == ("2026-11-01 08:00:00+00:00", "2026-12-01")
    assert (found.currency, found.source, found.payment) == ("GBP", "", "")
    assert str(found.ship_to) == "34 Edgar Buildings, Bath BA1 2FJ, GB"


def test_lines_for_shipping_are_a_charge_and_no_items() -> None:
    found = shown(order(line(), custom(), shipping(sub_total=Decimal("4.9"))))
    assert [each.name for each in found.lines] == ["Trench Coat", "Gift box"]
    assert found.shipping == Decimal("4.9")
    assert shown(order(line())).shipping is None


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("new", "new"), ("invoiced", "confirmed"), ("released", "picking"), ("part_fulfilled", "part_sent"),
        ("preorder", "on_hold"), ("fulfilled", "sent"), ("cancelled", "cancelled"), ("standing_order", "draft"),
        ("on_the_moon", "other"),
    ],
)  # fmt: skip
def test_the_platform_s_own_word_stands_beside_the_common_one(status: str, state: str) -> None:
    found = shown(order(status=status))
    assert (found.state, found.vendor_state) == (state, status)


@pytest.mark.parametrize("nothing", [None, ""])
def test_null_and_empty_both_mean_none(nothing: Any) -> None:  # noqa: ANN401
    found = shown(order(delivery_date=nothing, created_by=nothing, phone=nothing, customer_po_number=nothing))
    assert (found.delivery_on, found.source, found.phone, found.po_number) == (None, "", "", "")


@pytest.mark.parametrize(
    ("paid", "expected"), [((), ""), ((False,), "unpaid"), ((True, False), "part paid"), ((True, True), "paid")]
)
def test_payment_is_told_by_the_invoices(paid: tuple[bool, ...], expected: str) -> None:
    parts = {f"invoice:{place}": invoice(str(place), paid=each) for place, each in enumerate(paid)}
    assert shown(order(), **parts).payment == expected


@pytest.mark.parametrize(
    ("counters", "paid", "expected"),
    [((5, 2), True, "paid so far"), ((9, 0), True, "paid so far"), ((9, 2), True, "paid"), ((5, 2), False, "unpaid")],
)
def test_an_order_of_which_only_a_part_is_invoiced_is_not_paid(
    counters: tuple[int, int], paid: bool, expected: str
) -> None:
    """By the counters of its goods: whether those for shipping are counted is not stated (6.2)."""
    lines = line(invoiced=counters[0]), custom(invoiced=counters[1]), shipping(invoiced=0)
    assert shown(order(*lines), **{"invoice:iv_1": invoice("1", paid=paid)}).payment == expected


def test_invoices_are_told_with_what_was_paid_and_what_is_left() -> None:
    paid = [{"amount": 5, "payment_date": "2026-11-05", "source": "card", "description": "Visa"}]
    (note,) = shown(order(), **{"invoice:iv_1": invoice("1", payments=paid)}).history
    assert note.text == (
        "Invoice INV-1, of 2026-11-02, due 2026-12-02, 12.00 GBP, 5.00 GBP came 2026-11-05 card Visa, "
        "7.00 GBP to be paid"
    )
    (note,) = shown(order(), **{"invoice:iv_1": invoice("1", paid=True, proforma=True)}).history
    assert note.text.startswith("Proforma invoice INV-1")
    assert note.text.endswith(", paid")


@pytest.mark.parametrize("member", ["payments", "gross_total", "invoice_date"])
def test_an_invoice_or_a_dispatch_that_cannot_be_read_does_not_hide_its_order(member: str) -> None:
    bad = invoice("1", **{member: {"a": 1}})
    found = shown(order(), **{"invoice:iv_1": bad, "dispatch:di_1": dispatch("di_1", dispatch_lines=7, created=[])})
    assert "cannot be read" in found.history[0].text
    assert "cannot be read" in found.shipments[0].contents
    assert found.number == "1204"


def test_a_dispatch_shows_what_is_in_it_and_its_tracking_where_it_stands() -> None:
    parcel = dispatch("di_1", ("AD-10", 2), ("AD-12", 1), comments="DHL, 123")
    (found,) = shown(order(), **{"dispatch:di_1": parcel}).shipments
    assert (found.tracking, found.contents, str(found.shipped_on)) == ("DHL, 123", "2 × AD-10, 1 × AD-12", "2026-11-02")


def test_an_order_is_found_by_its_invoice_reference_and_note() -> None:
    documents: Documents = {"order": order(), "invoice:iv_1": invoice("iv_1")}
    text = mapping.shown(RESOURCE, documents, CONTEXT, ()).search
    assert all(word in text for word in ("R-1", "Ring", "INV-iv_1", "TC01-BLU-S", "PO-8"))


def test_orders_are_counted_to_their_customer_and_templates_are_not() -> None:
    (part,) = mapping.shown(RESOURCE, {"order": order()}, CONTEXT, ()).parts
    assert (part.kind, part.key) == ("customers", "cu_1")
    assert mapping.shown(RESOURCE, {"order": order(status="standing_order")}, CONTEXT, ()).parts == ()


def test_an_order_is_read_with_its_dispatches_and_the_invoices_since_it_was_placed() -> None:
    (first,) = read("or 1/x", CONTEXT)
    assert first.request.path == "/orders/or%201%2Fx"
    assert first.then is not None
    asks = first.then(Heard(request=first.request, headers={}, envelope={}, rows=[order()], count=1))
    assert [(ask.request.path, dict(ask.request.query), ask.replaces) for ask in asks] == [
        ("/dispatches", {"order_id": "or 1/x", "limit": "200"}, "dispatch:"),
        ("/invoices", {"customer_id": "cu_1", "created_since": "2026-11-01T08:00:00Z", "limit": "200"}, "invoice:"),
    ]  # fmt: skip


def test_every_field_says_why_it_stays_as_it_is() -> None:
    documents = {"order": order()}
    for field in RESOURCE.fields:
        assert field.editable(documents, CONTEXT), field.name
    (lines,) = RESOURCE.lines
    assert all(field.editable(documents, CONTEXT) for field in lines.fields)
    assert "Replace order" in lines.add(documents, CONTEXT)
    assert RESOURCE.write("or_1", ()) == ()


def test_what_is_not_to_be_had_stops_with_its_reason() -> None:
    documents = {"order": order(shipping_address=address())}
    found = {act.name: act for act in RESOURCE.acts}
    for name in ("cancel", "hold", "release", "pay", "add_note"):
        reason = found[name].allowed(documents, CONTEXT)
        (step,) = found[name].steps({})
        stop = step.request(facts(documents))
        assert reason
        assert getattr(stop, "because", "") == reason
