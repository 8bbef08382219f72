"""Several shipments, or several stock items, in one request of Order Desk: how many, and what became of each (5, 6)."""

from typing import Any

import pytest

from desktop.errors import Rejected
from desktop.vendors.contract import Request
from desktop.vendors.orderdesk.batches import ITEMS, SHIPMENTS
from tests.vendors.made import CONTEXT, item

PARCELS = {
    key: Request(method="POST", path=f"/orders/{key}/shipments", body={"tracking_number": f"1Z{key}"})
    for key in ("21", "22")
}
FIGURES = {
    key: Request(method="PUT", path=f"/inventory-items/{key}", body=item(id=int(key), stock=4)) for key in ("31", "32")
}
ADDED, REFUSED = {"status": "success", "shipment_id": 7}, {"status": "error", "message": "Shipment Not Added"}


def test_no_more_go_out_at_once_than_the_contract_reckons_with() -> None:
    assert (SHIPMENTS.most, ITEMS.most) == (50, 100)


def test_parcels_go_out_as_a_bare_list_each_with_its_order() -> None:
    request = SHIPMENTS.join(PARCELS)
    assert (request.method, request.path) == ("POST", "/batch-shipments")
    assert request.body == [
        {"tracking_number": "1Z21", "order_id": "21"}, {"tracking_number": "1Z22", "order_id": "22"},
    ]  # fmt: skip


def test_stock_items_go_out_as_a_bare_list_of_whole_items() -> None:
    request = ITEMS.join(FIGURES)
    assert (request.method, request.path) == ("PUT", "/batch-inventory-items")
    assert request.body == [item(id=31, stock=4), item(id=32, stock=4)]


def test_each_parcel_has_its_own_word_though_the_whole_is_called_a_success() -> None:
    said = {"status": "success", "message": "0 Shipments Added", "results": [ADDED, REFUSED]}
    each = SHIPMENTS.each(said, PARCELS)
    assert each["21"] == ADDED
    assert isinstance(each["22"], Rejected)
    assert each["22"].words == "Shipment Not Added"


@pytest.mark.parametrize("results", [[ADDED], [], [ADDED, ADDED, ADDED], None])
def test_where_not_every_parcel_is_told_of_none_is_taken_for_told(results: Any) -> None:  # noqa: ANN401
    """Results are told apart by nothing but their place."""
    assert SHIPMENTS.each({"status": "success", "results": results}, PARCELS) == {}


@pytest.mark.parametrize("message", ["2 Inventory Items Updated", "2 items"])
def test_stock_items_that_all_were_taken_are_read_again(message: str) -> None:
    """The answer need not hold them."""
    assert ITEMS.each({"status": "success", "message": message}, FIGURES) == {"31": {}, "32": {}}


@pytest.mark.parametrize("message", ["1 Inventory Items Updated", "Inventory Items Updated", "", None])
def test_where_not_all_were_taken_or_nobody_says_so_each_is_looked_up(message: str | None) -> None:
    """Whether one bad row fails all is not known (6)."""
    assert ITEMS.each({"status": "success", "message": message}, FIGURES) == {}


def test_stock_items_in_the_answer_are_taken_from_it_and_the_others_looked_up() -> None:
    said = {"status": "success", "message": "2 Items", "inventory_items": [item(id=32, stock=4), item(id=99)]}
    assert ITEMS.each(said, FIGURES) == {"32": {"inventory_item": item(id=32, stock=4)}}


def test_items_are_read_by_their_skus_in_lists_but_for_those_with_a_comma() -> None:
    """A comma parts two SKUs there (6)."""
    known = {str(number): {"item": item(id=number, code=f"S{number}")} for number in range(60)}
    known |= {"60": {"item": item(id=60, code="A,B")}, "61": {"item": item(id=61, code=" ")}}
    assert ITEMS.read is not None
    asked = [dict(ask.request.query)["code"].split(",") for ask in ITEMS.read(known, CONTEXT)]
    assert [len(codes) for codes in asked] == [50, 10]
    assert [code for codes in asked for code in codes] == [f"S{number}" for number in range(60)]
