"""OrderMesh's customers: the accounts that sell and the people to whom orders go, put together from orders."""

from decimal import Decimal
from typing import Any

from desktop.records import Customer
from desktop.vendors.contract import Document, folded
from desktop.vendors.ordermesh.customers import CUSTOMERS, parts, recipient_of
from desktop.vendors.ordermesh.order_records import derive
from tests.vendors.mesh import CONTEXT, address, documents, item, money, order, shipment


def shares(*all_documents: dict[str, Document]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for each in all_documents:
        for part in parts(derive(each, CONTEXT), each, CONTEXT):
            found.setdefault(f"{part.kind} {part.key}", []).append(part.body)
    return found


def customer(*bodies: Any) -> Customer:  # noqa: ANN401 - JSON
    assert CUSTOMERS.fold is not None
    found = folded(CUSTOMERS.fold(CONTEXT), bodies)
    assert isinstance(found, Customer)
    return found


def test_an_order_belongs_to_its_account_and_to_whom_it_goes() -> None:
    found = shares(dict(documents(order(), shipment())))
    assert sorted(found) == [
        "customers account:m-1", "customers recipient:emily.w@example.com", "stock CAT-i1",
    ]  # fmt: skip


def test_a_recipient_without_an_e_mail_is_known_by_name_postal_code_and_street() -> None:
    told = recipient_of(address(email=" "))
    assert told == "recipient:emily williams|08232|475 oak avenue"
    assert recipient_of(address(email="", firstName=" EMILY ", zip="08232 ")) == told
    assert recipient_of({}) == ""


def test_the_e_mail_of_a_recipient_is_told_without_the_blanks_around_it() -> None:
    (key, bodies), *_ = [
        (key, bodies)
        for key, bodies in shares(dict(documents(order(shippingAddress=address(email="  a@b.example "))))).items()
        if key.startswith("customers recipient:")
    ]
    assert key == "customers recipient:a@b.example"
    assert customer(*bodies).email == "a@b.example"


def test_an_account_is_called_as_its_shipments_call_it_and_by_its_id_until_one_is_seen() -> None:
    named, unnamed = dict(documents(order(), shipment())), dict(documents(order(id="o2")))
    found = shares(unnamed)["customers account:m-1"]
    assert customer(*found).name == "m-1"
    found += shares(named)["customers account:m-1"]
    assert customer(*found).name == customer(*reversed(found)).name == "Acme Shirts"


def test_a_recipient_has_the_newest_profile_and_sums_without_cancelled_orders() -> None:
    old = order(id="o0", createdAt="2026-01-01T00:00:00Z", shippingAddress=address(city="Old Town"))
    gone = order(item(status="Cancelled"), id="o2", createdAt="2026-02-01T00:00:00Z", status="Cancelled")
    found = shares(*(dict(documents(each)) for each in (order(), old, gone)))
    told = customer(*found["customers recipient:emily.w@example.com"])
    assert (told.name, told.city, told.orders, told.cancelled) == ("Emily Williams", "Pleasantville", 3, 1)
    assert (told.total, told.currency) == (Decimal("51.6"), "USD")
    assert [place.city for place in told.ship_to] == ["Pleasantville", "Old Town"]
    assert "Edit the addresses of its orders" in told.locked
    assert told.origin == "Somebody to whom orders go: put together from 3 orders"


def test_money_of_another_currency_is_not_added() -> None:
    euros = order(id="o0", createdAt="2026-01-01T00:00:00Z", merchantTotal=money(5, "EUR"))
    found = shares(dict(documents(order())), dict(documents(euros)))
    assert customer(*found["customers account:m-1"]).total == Decimal("25.8")


def test_open_orders_tell_how_many_units_they_want_of_what_may_be_sold() -> None:
    several = order(item(), item("i2", originalSKU="CAT-i1", quantity=5), item("i3", status="Cancelled"))
    assert shares(dict(documents(several)))["stock CAT-i1"] == [{"units": "7"}]
    done = order(item(status="Fulfilled"), status="Fulfilled")
    assert not [key for key in shares(dict(documents(done))) if key.startswith("stock")]
