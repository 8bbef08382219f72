"""What a vendor would not take is said where it is typed: found by typing generated values into every field."""

from decimal import Decimal

import pytest

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Context, Document, Documents
from desktop.vendors.ordermentum import tables as ordermentum
from desktop.vendors.ordermesh.order_records import person
from desktop.vendors.ordermesh.orders import orders
from desktop.vendors.orderspace.stock import stock
from desktop.vendors.tables import keyed_lines, refusal
from tests.vendors.mesh import documents, order, package, shipment

CUSTOMER: Document = {"id": "c1", "minimumOrderValue": "10.0000", "paymentDelay": 7}
VARIANT: Document = {"id": "v1", "productId": "p1", "available": 5, "tracked": True}
PRODUCT: Document = {"id": "p1", "variants": [{"id": "v1"}]}
WHOLE = "It is a whole number above 0; empty for none."


@pytest.mark.parametrize(
    ("name", "wanted", "words"),
    [
        ("minimum", None, "Type 0 for nothing."),
        ("minimum", Decimal(-1), "It is not below 0."),
        ("minimum", Decimal(0), ""),
        ("payment_delay", None, "Type 0 for nothing."),
    ],
)
def test_a_figure_of_a_customer_of_ordermentum_is_never_nothing(name: str, wanted: Value, words: str) -> None:
    resource = ordermentum(Context())["customers"]
    change = Change(field=name, seen=7, wanted=wanted)
    assert refusal(resource, {"purchaser": CUSTOMER}, Context(), change) == words


@pytest.mark.parametrize(
    ("wanted", "words"),
    [(Decimal("1.5"), "Ordermentum takes whole numbers."), (None, "Type 0 where there is nothing."), (Decimal(4), "")],
)
def test_stock_of_ordermentum_is_a_whole_number(wanted: Value, words: str) -> None:
    resource = ordermentum(Context())["stock"]
    change = Change(field="available", seen=Decimal(5), wanted=wanted)
    assert refusal(resource, {"variant": VARIANT, "product": PRODUCT}, Context(), change) == words


@pytest.mark.parametrize(("wanted", "words"), [(0, WHOLE), (-2, WHOLE), (Decimal("1.5"), WHOLE), (None, ""), (6, "")])
@pytest.mark.parametrize("name", ["minimum", "multiple"])
def test_no_least_quantity_of_orderspace_is_0(name: str, wanted: Value, words: str) -> None:
    change = Change(field=name, seen=2, wanted=wanted)
    told: Documents = {"variant": {"id": "v1", "minimum": 2, "multiple": 2}, "product": {"id": "p1"}}
    assert refusal(stock(Context()), told, Context(), change) == words


@pytest.mark.parametrize(("wanted", "fits"), [("us", True), ("", True), ("USA", False), ("ßx", False), ("U1", False)])
def test_a_country_of_ordermesh_is_two_letters(wanted: str, fits: bool) -> None:
    resource = orders(Context())
    change = Change(field="ship_to.countryCode", seen="US", wanted=wanted)
    assert (refusal(resource, documents(order()), Context(), change) == "") is fits


def test_when_a_package_was_shipped_is_not_emptied() -> None:
    resource, told = (
        orders(Context()),
        documents(order(), shipment(package("p1", "i1", shippedDate="2026-01-02T03:04:05"))),
    )
    told = resource.view("o1", told)
    line = next(key for key, _ in keyed_lines(resource, told) if key.startswith("package:"))
    change = Change(field="shipped", line=line, seen=None, wanted=None)
    assert refusal(resource, told, Context(), change) == "Shipped: it cannot be emptied."


def test_a_name_of_ordermesh_has_no_blanks_around_it() -> None:
    assert person({"firstName": " Ana ", "lastName": "  "}) == "Ana"
    assert person({"firstName": "Ana ", "lastName": " Khan"}) == "Ana Khan"
