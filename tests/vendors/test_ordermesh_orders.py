"""OrderMesh's orders: read in every shape, edited by what changed, judged by every member that was sent."""

from decimal import Decimal
from typing import Any

import pytest

from desktop.changes import Change
from desktop.records import Order
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Request, Step, Stop
from desktop.vendors.ordermesh.order_records import derive, state_of, view
from desktop.vendors.ordermesh.orders import orders
from desktop.vendors.ordermesh.routes import request
from desktop.vendors.tables import find_field, keyed_lines
from tests.vendors.mesh import CONTEXT, address, documents, facts, item, judged, money, order, package, shipment

TABLE = orders(CONTEXT)


def read(main: Document, *shipments: Document, **more: Document) -> Order:
    return derive(view("o1", documents(main, *shipments, **more)), CONTEXT)


# ── what is read ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_order_says_who_what_and_how_much() -> None:
    found = read(order(), shipment(package("p1", "i1")), **{"note:1": {"id": "1", "text": "Ring", "createdBy": "Vera"}})
    assert (found.number, found.customer, found.po_number) == ("O04790082", "Emily Williams", "EXT-1")
    assert (found.total, found.currency, found.state, found.vendor_state) == (Decimal("25.8"), "USD", "new", "Open")
    assert found.placed_at is not None
    assert found.placed_at.microsecond == 491430  # seven digits
    assert str(found.ship_to) == "475 Oak Avenue, Suite 2B, Pleasantville NJ 08232, US"
    assert [note.text for note in found.notes] == ["Ring"]
    (parcel,) = found.shipments
    assert (parcel.tracking, parcel.contents, parcel.status) == ("1Z", "2 × MERCH-i1", "from Facility 1, status 1")


@pytest.mark.parametrize(
    ("total", "found"),
    [(Decimal("30.5"), (Decimal("30.5"), "EUR")), (money(24, "CAD"), (Decimal(24), "CAD")), (None, (None, "EUR"))],
)
def test_what_the_shopper_paid_stands_in_where_the_merchant_s_total_is_not_known(total: Any, found: Any) -> None:  # noqa: ANN401
    shown = read(order(merchantTotal=None, customerTotal=total, currencyCode="EUR"))
    assert (shown.total, shown.currency) == found


@pytest.mark.parametrize(
    ("word", "words", "state"),
    [
        ("Customer Care Hold", ("Open",), "on_hold"), ("customercarehold", ("Open",), "on_hold"),
        ("Open", ("Open", "Fulfilled"), "part_sent"), ("Fulfilled", ("Fulfilled",), "sent"),
        ("CANCELLED", ("Cancelled",), "cancelled"), ("In Review", ("Open",), "other"),
        (None, ("Cancelled", "Cancelled"), "cancelled"), (None, ("Cancelled", "Fulfilled"), "sent"),
        (None, ("CustomerCareHold", "Open"), "on_hold"),
    ],
)  # fmt: skip
def test_words_are_compared_without_case_and_blanks_and_items_tell_where_there_is_none(
    word: str | None, words: tuple[str, ...], state: str
) -> None:
    items = [item(f"i{place}", status=each) for place, each in enumerate(words)]
    assert read(order(*items, status=word)).state == state


def test_a_shipment_without_a_package_is_told_by_its_facility() -> None:
    (parcel,) = read(order(), shipment()).shipments
    assert (parcel.id, parcel.status, parcel.tracking) == ("S0000000001", "at Facility 1, status 1", "")


def test_one_shipment_that_cannot_be_read_does_not_hide_its_order() -> None:
    found = read(order(shipmentIds=["s1", "s2"]), shipment(packages="none"), shipment(id="s2"))
    assert [parcel.contents.startswith("It cannot be read") for parcel in found.shipments] == [True, False]


def test_nulls_where_lists_and_maps_were_expected_say_nothing() -> None:
    found = read(order(items=None, shipmentIds=None, shippingAddress=None, meta=None, status=None))
    assert (found.lines, found.shipments, found.customer) == ((), (), "")


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def steps(known: Documents, *changes: Change) -> list[Step]:
    return list(TABLE.write("o1", changes))


def sent(known: Documents, *changes: Change) -> list[Request]:
    found = [step.request(facts(known, changes=step.changes)) for step in steps(known, *changes)]
    assert all(isinstance(each, Request) for each in found)
    return found  # type: ignore[return-value] # as it says


def change(name: str, wanted: Any, seen: Any = "", line: str = "") -> Change:  # noqa: ANN401
    return Change(field=name, line=line, seen=seen, wanted=wanted)


KNOWN = view("o1", documents(order(), shipment(package("p1", "i1"))))


def test_an_address_goes_whole_as_it_was_read_and_nothing_else() -> None:
    (request,) = sent(KNOWN, change("ship_to.city", "Fremantle"), change("ship_to.line2", ""))
    assert (request.method, request.path, request.server) == ("PATCH", "/v1/orders/o1", "orders")
    assert request.body == {"shippingAddress": address(city="Fremantle", line2="")}


def test_free_values_go_with_all_the_others() -> None:
    (request,) = sent(KNOWN, change("meta.giftWrap", "false"), change("shipping_method", "Expedited"))
    assert request.body == {"meta": {"giftWrap": "false"}, "customerShippingMethod": "Expedited"}


def test_an_item_and_a_package_have_requests_of_their_own() -> None:
    (line,) = [key for key, _ in keyed_lines(TABLE, KNOWN) if key.startswith("package:")]
    first, second, third = sent(
        KNOWN, change("quantity", 3, 2, "i1"), change("tracking", "2Z", "1Z", line), change("shipping_method", "Slow")
    )
    assert (first.path, first.body) == ("/v1/orders/o1", {"customerShippingMethod": "Slow"})
    assert (second.method, second.path, second.body) == ("PATCH", "/v1/orders/o1/items/i1", {"quantity": 3})
    assert (third.path, third.body, third.server) == (
        "/v1/s1/packages/p1", {"carrierTrackingNumber": "2Z"}, "shipments",
    )  # fmt: skip


def test_an_edit_has_happened_when_every_member_that_was_sent_is_there() -> None:
    (step,) = steps(KNOWN, change("ship_to.city", "Fremantle"), change("ship_to.countryCode", "AU"))
    known = facts(KNOWN, changes=step.changes)
    there = order(shippingAddress=address(city="Fremantle", countryCode="au"))
    assert judged(step, [], [{"order": there}], known) == "yes"
    assert judged(step, [], [there], known) == "yes"  # without its wrapper
    assert judged(step, [], [{"order": order(shippingAddress=address(city="Fremantle"))}], known) == "no"
    assert judged(step, [], [None], known) == "no"


def test_so_it_is_with_an_item_and_a_package() -> None:
    (step,) = steps(KNOWN, change("quantity", 3, 2, "i1"))
    assert judged(step, [], [{"order": order(item(quantity=3))}], facts(KNOWN)) == "yes"
    assert judged(step, [], [{"order": order(item(quantity=2))}], facts(KNOWN)) == "no"
    (step,) = steps(KNOWN, change("tracking", "2Z", "1Z", "package:s1/p1"))
    there = shipment(package("p1", "i1", carrierTrackingNumber="2Z"))
    assert judged(step, [], [there], facts(KNOWN)) == "yes"
    assert judged(step, [], [shipment(package("p1", "i1"))], facts(KNOWN)) == "no"


def test_the_answer_of_a_patch_is_the_order_where_all_of_it_is_there() -> None:
    (step,) = steps(KNOWN, change("shipping_method", "Slow"))
    assert step.truth({"order": order()}) == {"order": order()}
    assert step.truth({"order": {"id": "o1"}}) is None
    assert step.truth({}) is None


def test_an_item_that_is_not_there_any_more_stops_its_edit() -> None:
    (step,) = steps(KNOWN, change("quantity", 3, 2, "i9"))
    assert isinstance(step.request(facts(KNOWN)), Stop)


@pytest.mark.parametrize("word", ["Fulfilled", "Cancelled"])
def test_an_order_that_is_done_says_why_it_is_not_changed(word: str) -> None:
    known = view("o1", documents(order(item(status=word), status=word)))
    for name in ("ship_to.city", "shipping_method", "meta.giftWrap"):
        field = find_field(TABLE, name)
        assert field is not None
        assert word in field.editable(known, Context())
    quantity = find_field(TABLE, "quantity", "i1")
    assert quantity is not None
    assert word in quantity.editable({**known, OF_LINE: known["order"]["items"][0]}, Context())


def test_the_total_of_another_quantity_is_for_the_vendor_to_tell() -> None:
    quantity = find_field(TABLE, "quantity", "i1")
    assert quantity is not None
    assert "total" in quantity.moves
    assert TABLE.recompute is None


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_connection_may_set_another_address() -> None:
    context = Context(options={"addresses": "cancel=/v2/{orderId}/void; nonsense; hold = no address"})
    asked = request(context, "cancel", "o/1")
    assert (asked.path, asked.guess) == ("/v2/o%2F1/void", "POST /v2/{orderId}/void")
    assert request(context, "hold", "o1").path == "/v1/orders/o1/customerCareHold"


def test_documented_addresses_are_no_guesses() -> None:
    for name in ("notes", "add_note", "shipment", "variants", "change_catalogue"):
        assert not request(Context(), name, "1").guess
    assert request(Context(), "order", "1").guess


def test_a_word_of_the_order_that_is_missing_is_made_of_its_items() -> None:
    assert state_of(order(item(status="Odd"), status=None)) == ""
