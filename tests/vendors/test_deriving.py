"""Records made by the field table alone, of a vendor that nobody has."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop.records import Address, Customer, Line, Order, StockItem, StockState
from desktop.vendors.addresses import key_of
from desktop.vendors.codecs import money, quantity, text, utc_naive
from desktop.vendors.contract import Codec, Context, Document, Field, Lines
from desktop.vendors.deriving import derived, stock_state
from desktop.vendors.tables import always

EUROS = Context(options={"currency": "EUR"})


def field(name: str, *path: str, codec: Codec = text) -> Field:
    return Field(name=name, path=path, codec=codec, label=name, editable=always)


COLUMNS = (field("code", "sku"), field("quantity", "units", codec=quantity), field("shelf", "shelf"))
LINES = Lines(path=("rows",), key=key_of, fields=COLUMNS, add=always, remove=always, new=dict)
FIELDS = (
    field("id", "id"),
    field("number", "no"),
    field("placed_at", "at", codec=utc_naive),
    field("ship_to.street", "to", "street"),
    field("ship_to.city", "to", "city"),
    field("vendor_only", "more"),
)
ORDER: Document = {
    "id": 7, "no": "N7", "at": "2026-11-20 05:30:00", "to": {"street": "Quay 1", "city": "Bristol"}, "more": "x",
    "rows": [{"id": 1, "sku": "A", "units": 2}, {"id": 2, "sku": "B", "units": "1.5"}],
}  # fmt: skip


def test_what_is_named_like_a_member_is_that_member() -> None:
    derive = derived(Order, "order", FIELDS, LINES, source=lambda documents, context: "web")
    assert derive({"order": ORDER}, EUROS) == Order(
        id="7", number="N7", placed_at=datetime(2026, 11, 20, 5, 30, tzinfo=UTC), currency="EUR", source="web",
        ship_to=Address(street=("Quay 1",), city="Bristol"),
        lines=(Line(id="1", code="A", quantity=Decimal(2)), Line(id="2", code="B", quantity=Decimal("1.5"))),
    )  # fmt: skip


def test_what_is_not_there_stays_empty() -> None:
    derive = derived(Order, "order", FIELDS, LINES)
    assert derive({"order": {"id": 7}}, Context()) == Order(id="7", number="")


def test_what_is_told_beside_goes_before_the_field() -> None:
    derive = derived(Order, "order", FIELDS, number=lambda documents, context: "other", currency=lambda *_: "USD")
    found = derive({"order": ORDER}, EUROS)
    assert (found.number, found.currency) == ("other", "USD")


@pytest.mark.parametrize("spoilt", [{"at": "soon"}, {"to": "here"}, {"rows": "none"}, {"no": [1]}])
def test_what_cannot_be_read_is_an_error(spoilt: Document) -> None:
    with pytest.raises(ValueError, match=r".+"):
        derived(Order, "order", FIELDS, LINES)({"order": {**ORDER, **spoilt}}, EUROS)


def test_without_its_document_there_is_no_record() -> None:
    with pytest.raises(KeyError):
        derived(Order, "order", FIELDS)({}, EUROS)


def test_a_customer_has_no_currency_of_its_own() -> None:
    derive = derived(Customer, "customer", (field("id", "id"), field("name", "name")))
    assert derive({"customer": {"id": 1, "name": "Fig"}}, EUROS) == Customer(id="1", name="Fig")


@pytest.mark.parametrize(("figure", "state"), [(None, "not_counted"), (3, "in_stock"), (0, "empty"), (-1, "short")])
def test_the_figure_tells_in_what_state_stock_is(figure: int | None, state: StockState) -> None:
    columns = (field("id", "id"), field("code", "sku"), field("name", "name"))
    counted = (*columns, field("on_hand", "stock", codec=quantity), field("price", "price", codec=money))
    item = {"id": 1, "sku": "A", "name": "Fig", "stock": figure, "price": Decimal("2.50")}
    found = derived(StockItem, "item", counted)({"item": item}, EUROS)
    assert (found.state, found.price, found.currency) == (state, Decimal("2.50"), "EUR")
    assert stock_state(None if figure is None else Decimal(figure)) == state
    assert derived(StockItem, "item", columns)({"item": item}, EUROS).state == "not_counted"
