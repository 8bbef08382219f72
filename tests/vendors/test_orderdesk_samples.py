"""What Order Desk’s recorded answers come to on screen, and how its lists are cut (sections 2.1, 3.3, 4 to 6)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.records import Line, Note, Order, Shipment, StockItem
from desktop.vendors import mapping
from desktop.vendors.contract import Heard, Rows
from desktop.vendors.orderdesk import walks
from desktop.vendors.orderdesk.stock import STOCK
from desktop.vendors.rows import cut, read_row
from tests.vendors.recorded import RECORDED, raw_sample


def record(file: str, number: int = 0) -> object:
    (found,) = (each for each in RECORDED if str(each) == f"orderdesk-{file}-{number}")
    return mapping.shown(found.resource, found.documents, found.context, ()).record


def order(file: str) -> Order:
    found = record(file)
    assert isinstance(found, Order)
    return found


@pytest.mark.parametrize(
    ("file", "lines"),
    [("order_item.get.json", ["Black Shirt"]), ("order_items.list.json", ["Black Shirt", "Green Shirt"])],
)
def test_recorded_lines_are_lines_of_their_order(file: str, lines: list[str]) -> None:
    first, *_ = shown = order(file).lines
    assert [line.name for line in shown] == lines
    assert first == Line(
        id="47986", code="", name="Black Shirt", quantity=Decimal(1), price=Decimal("5.5"), amount=Decimal("5.5"),
        details="Size: Large",
    )  # fmt: skip


@pytest.mark.parametrize("file", ["shipment.get.json", "shipments.list.json"])
def test_recorded_shipments_are_parcels_of_their_order(file: str) -> None:
    assert order(file).shipments == (
        Shipment(
            id="437", carrier="UPS", method="Ground", tracking="1Z2398479234", shipped_on=date(2015, 6, 29),
            contents="", weight=Decimal("3.55"), cost=None, status="",
            url="http://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=1Z2398479234",
        ),
    )  # fmt: skip


def test_recorded_history_is_told_with_its_order_in_utc() -> None:
    at = datetime(2015, 10, 28, 23, 14, 30, tzinfo=UTC)
    assert order("order_history.create.json").history == (Note(text="My New Note", by="API", at=at),)


def test_a_bare_recorded_order_has_its_note_discount_and_price_in_text() -> None:
    found = order("order.object.json")
    assert [(note.by, note.at) for note in found.notes] == [
        ("Customer Service Rep", datetime(2014, 10, 9, 23, 12, 5, tzinfo=UTC))
    ]
    assert (found.lines[0].price, found.lines[0].details) == (Decimal(10), "Size: Small; Color: Black")
    assert (found.discount, found.total) == (Decimal("1.7"), Decimal("21.17"))


def test_a_made_stock_item_reads_as_it_was_sent() -> None:
    found = record("inventory_item.create.request.json")
    assert isinstance(found, StockItem)
    assert (found.name, found.code) == ("Three Wolves T-Shirt", "3wolf-XX")
    assert (found.price, found.on_hand) == (Decimal(11), Decimal(52))


@pytest.mark.parametrize(
    ("file", "rows", "keys"),
    [
        ("orders.list.json", walks.ORDER_ROWS, ["925086"]),
        ("order.get.json", walks.ORDER, ["925086"]),
        ("inventory_items.list.json", walks.ITEM_ROWS, ["2510", "2511", "2509", "2500", "2515"]),
        ("inventory_item.get.json", walks.ITEM, ["2510"]),
    ],
)
def test_a_recorded_answer_is_cut_into_its_records(file: str, rows: Rows, keys: list[str]) -> None:
    envelope, raws = cut(raw_sample("orderdesk", file), rows)
    pieces = [piece for raw in raws for piece in read_row(raw, rows)]
    assert [piece.key for piece in pieces] == keys
    assert not any(piece.trouble for piece in pieces)
    assert envelope["status"] == "success"


def test_a_recorded_list_shorter_than_a_page_is_the_last_whatever_its_count_is() -> None:
    (walk,) = STOCK.history
    state = walk.first("", RECORDED[0].context)
    ask = walk.ask(state)
    envelope, raws = cut(raw_sample("orderdesk", "inventory_items.list.json"), ask.rows)
    assert envelope["total_records"] == "5"
    heard = Heard(request=ask.request, headers={}, envelope={**envelope, "total_records": "0"}, count=len(raws))
    assert walk.next(state, heard).state is None
