"""What Order Desk's records are shown as, where that is not what they say: folders, moments, numbers (2.2, 2.3, 3)."""

from datetime import UTC, datetime

import pytest

from desktop.records import Order, StockItem
from desktop.vendors import mapping
from desktop.vendors.contract import Context, Document
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.stock import STOCK
from tests.vendors.made import CONTEXT, item, order


def shown(document: Document, context: Context = CONTEXT) -> Order:
    record = mapping.shown(ORDERS, {"order": document}, context, ()).record
    assert isinstance(record, Order)
    return record


@pytest.mark.usefixtures("elsewhere")
def test_a_time_without_a_zone_is_utc_wherever_the_desk_stands() -> None:
    """Neither the computer's nor the store's, which is another (2.3)."""
    assert CONTEXT.references["store"]["timezone"] == "Europe/Berlin"
    placed = shown(order(date_added="2026-11-21 05:30:00")).placed_at
    assert placed == datetime(2026, 11, 21, 5, 30, tzinfo=UTC)


def test_an_order_whose_number_is_blank_is_called_by_its_id() -> None:
    """That is what a blank one becomes (3.3)."""
    assert shown(order(source_id="")).number == "4091036031"
    assert shown(order(source_id="A-7")).number == "A-7"


@pytest.mark.parametrize(
    ("folder", "state"),
    [
        ("New", "new"), ("Prepared", "picking"), ("Closed", "sent"), ("Canceled", "cancelled"),
        (" ON HOLD ", "on_hold"), ("Partially Shipped", "part_sent"), ("Goods in", "other"),
    ],
)  # fmt: skip
def test_the_state_of_an_order_is_the_folder_it_lies_in(folder: str, state: str) -> None:
    """There is no status; ids of folders are the store's own (3.3, 3.6)."""
    found = shown(order(folder_id=77, status="Paid"), Context(references={"store": {"folders": {"77": folder}}}))
    assert (found.state, found.vendor_state) == (state, folder)


def test_a_parcel_does_not_move_its_order() -> None:
    """Only its folder tells that an order was sent (5)."""
    assert shown(order(order_shipments=[{"id": "1", "tracking_number": "1Z99", "order_items": ""}])).state == "new"


def test_a_folder_that_is_not_known_is_told_by_its_number() -> None:
    found = shown(order(folder_id=88))
    assert (found.state, found.vendor_state) == ("other", "Folder 88")


def test_a_stock_item_may_have_null_for_a_text_and_no_details_at_all() -> None:
    """(2.2, 6)."""
    bare = {name: value for name, value in item().items() if name not in ("metadata", "variation_list")}
    assert bare["manufacturer_sku"] is None
    assert isinstance(mapping.shown(STOCK, {"item": bare}, CONTEXT, ()).record, StockItem)
    values = {field.name: mapping.decode(STOCK, field, {"item": bare}) for field in STOCK.fields}
    assert (values["manufacturer_sku"], values["details"], values["metadata"]) == ("", "", "")


def test_an_order_is_found_by_its_checkout_details_and_tracking_numbers() -> None:
    """The list has no search (3.2): it is the copy that is searched."""
    parcel = {"id": "1", "tracking_number": "1Z99", "order_items": ""}
    sought = order(checkout_data={"Gift message": "Happy birthday"}, order_shipments=[parcel])
    text = mapping.shown(ORDERS, {"order": sought}, CONTEXT, ()).search
    assert "Happy birthday" in text
    assert "1Z99" in text
