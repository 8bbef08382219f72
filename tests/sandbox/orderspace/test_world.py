"""The first data of the stand-in: a function of seed and time, with everything in it that is rare elsewhere."""

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from desktop.sandbox.orderspace.plans import SEVERN, TIDEWATER
from desktop.sandbox.orderspace.site import Site
from tests.sandbox.desks import NOW
from tests.sandbox.orderspace.sites import documents
from tests.sandbox.orderspace.worlds import lines_of, made, variants_of

STATUSES = {
    *("new", "invoiced", "released", "part_fulfilled"),
    *("preorder", "fulfilled", "standing_order", "cancelled"),
}
TABLES = ("orders", "customers", "products", "levels", "dispatches", "invoices", "categories", "price_lists")


def bodies(site: Site) -> list[bytes]:
    return [row.body for name in TABLES for row in getattr(site, name).rows()]


def test_the_world_is_a_function_of_seed_and_time() -> None:
    one = bodies(made())
    assert one == bodies(made())
    assert one != bodies(made(seed=2))
    assert one != bodies(made(later=3_600))


def test_the_numbers_asked_for_are_there(world: Site) -> None:
    assert len(documents(world.orders)) == 1_000
    assert len(variants_of(world)) == 300
    assert len(documents(world.customers)) == 170


def test_an_empty_world_is_possible() -> None:
    site = made(orders=0, stock=0)
    assert (documents(site.orders), documents(site.products), documents(site.levels)) == ([], [], [])
    assert documents(site.customers)


@pytest.mark.parametrize("name", [SEVERN.name, TIDEWATER.name])
@pytest.mark.parametrize("orders", [14, 150])
def test_every_status_is_there_in_small_worlds_too(orders: int, name: str) -> None:
    site = made(name, orders=orders)
    assert {order["status"] for order in documents(site.orders)} == STATUSES
    assert {customer["status"] for customer in documents(site.customers)} == {"new", "active", "closed"}


def test_orders_spread_over_two_years_denser_towards_now(world: Site) -> None:
    stamps = [order["created"] for order in documents(world.orders)]
    assert stamps == sorted(stamps)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp) for stamp in stamps)
    ages = [NOW - datetime.fromisoformat(stamp) for stamp in stamps]
    assert timedelta(0) <= min(ages) < timedelta(hours=3)
    assert timedelta(days=700) < max(ages) <= timedelta(days=731)
    recent = sum(age < timedelta(days=60) for age in ages)
    assert recent > 3 * sum(timedelta(days=300) < age < timedelta(days=360) for age in ages)
    assert len(set(stamps)) < len(stamps)  # some were brought in together


def test_an_order_has_about_six_lines(world: Site) -> None:
    assert 5 < len(lines_of(world)) / 1_000 < 7


def test_ids_are_unique_and_the_old_ones_have_capital_letters(world: Site) -> None:
    ids = [document["id"] for name in TABLES if name != "levels" for document in documents(getattr(world, name))]
    ids += [line["id"] for line in lines_of(world)] + [variant["id"] for variant in variants_of(world)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"(cu|or|ol|di|pr|pv|iv|ca|pl)_[A-Za-z0-9]{8}", id) for id in ids)
    orders = documents(world.orders)
    assert any(order["id"] != order["id"].lower() for order in orders[:50])
    assert all(order["id"] == order["id"].lower() for order in orders[-50:])


def test_numbers_count_up_with_holes(world: Site) -> None:
    numbers = [order["number"] for order in documents(world.orders)]
    assert numbers == sorted(set(numbers))
    assert 1_010 < numbers[-1] - numbers[0] < 1_200
    assert world.last_number == numbers[-1]


def test_figures_of_orders_and_invoices_agree(world: Site) -> None:
    for document in [*documents(world.orders), *documents(world.invoices)]:
        lines = document.get("order_lines") or document["invoice_lines"]
        for line in lines:
            exact = Decimal(str(line["unit_price"])) * line["quantity"]
            assert abs(Decimal(str(line["sub_total"])) - exact) <= Decimal("0.005")
        net = sum(Decimal(str(line["sub_total"])) for line in lines)
        tax = sum(Decimal(str(line["tax_amount"])) for line in lines)
        assert Decimal(str(document["net_total"])) == net
        assert Decimal(str(document["gross_total"])) == net + tax


def test_the_counters_are_the_sums_of_dispatches_and_invoices(world: Site) -> None:
    sent, billed, paid = Counter[str](), Counter[str](), Counter[str]()
    for dispatch in documents(world.dispatches):
        sent.update({line["order_line_id"]: line["quantity"] for line in dispatch["dispatch_lines"]})
    for invoice in documents(world.invoices):
        if not invoice["proforma"]:
            counts = {line["order_line_id"]: line["quantity"] for line in invoice["invoice_lines"]}
            billed.update(counts)
            paid.update(counts if invoice["paid"] else {})
    for line in lines_of(world):
        expected = (sent[line["id"]], billed[line["id"]], paid[line["id"]])
        assert (line["dispatched"], line["invoiced"], line["paid"]) == expected
        assert line["dispatched"] <= line["quantity"] >= line["invoiced"]


def test_a_status_is_what_has_become_of_the_order(world: Site) -> None:
    for order in documents(world.orders):
        goods = [line for line in order["order_lines"] if line["sku"]]
        done = all(line["dispatched"] == line["quantity"] for line in goods)
        begun = any(line["dispatched"] for line in goods)
        match order["status"]:
            case "fulfilled":
                assert done
            case "part_fulfilled":
                assert begun
                assert not done
            case "preorder":
                assert all(line["on_hold"] for line in goods)
            case "invoiced":
                assert any(line["invoiced"] > line["paid"] for line in order["order_lines"])
            case "released":
                assert all(line["paid"] == line["quantity"] for line in order["order_lines"])
            case _:
                assert not begun
                assert not any(line["invoiced"] for line in goods)


def test_what_is_available_is_on_hand_but_for_what_open_orders_hold(world: Site) -> None:
    held = Counter[str]()
    for order in documents(world.orders):
        if order["status"] not in ("cancelled", "standing_order"):
            for line in order["order_lines"]:
                if not line["on_hold"]:
                    held[line["sku"]] += line["quantity"] - line["dispatched"]
    levels = documents(world.levels)
    for level in levels:
        assert level["available"] == level["on_hand"] - held[level["sku"]]
    assert any(level["available"] < 0 for level in levels)
    assert any(level["available"] == 0 for level in levels)
    assert 0 < len(variants_of(world)) - len(levels) < 30  # some are not counted


def test_two_customers_have_one_name_and_no_two_one_login(world: Site) -> None:
    customers = documents(world.customers)
    names = [customer["company_name"] for customer in customers]
    assert len(set(names)) < len(names)
    logins = [customer["buyers"][0]["email_address"].strip().lower() for customer in customers]
    assert len({login for login in logins if login}) == len([login for login in logins if login])


def test_nobody_orders_before_he_is_a_customer_or_is_approved(world: Site) -> None:
    customers = {customer["id"]: customer for customer in documents(world.customers)}
    for order in documents(world.orders):
        customer = customers[order["customer_id"]]
        assert customer["created"] <= order["created"] or customer is next(iter(customers.values()))
        assert customer["status"] != "new"
    assert any(customers[order["customer_id"]]["status"] == "closed" for order in documents(world.orders))


def test_a_site_with_rates_has_fixed_ones_for_some_customers() -> None:
    severn = made(orders=300)
    assert {customer["tax_rate_id"] for customer in documents(severn.customers)} > {None, ""}
    rates = {line["tax_rate"] for line in lines_of(severn)}
    assert rates == {0.0, 5.0, 20.0}


def test_codes_and_skus_are_unique(world: Site) -> None:
    codes = [product["code"] for product in documents(world.products)]
    skus = [variant["sku"] for variant in variants_of(world)]
    assert (len(set(codes)), len(set(skus))) == (len(codes), len(skus))


def test_invoices_are_of_every_kind(world: Site) -> None:
    invoices = documents(world.invoices)
    assert any(len(invoice["orders"]) == 2 for invoice in invoices)
    assert any(len(invoice["payments"]) == 2 for invoice in invoices)
    assert any(invoice["payments"] and not invoice["paid"] for invoice in invoices)
    assert any(invoice["proforma"] for invoice in invoices)
    assert any(invoice.get("deposit") for invoice in invoices)
    assert any("deposit" not in invoice for invoice in invoices)
    assert any(invoice.get("deposit", "") is None for invoice in invoices)
    assert any(invoice["due_date"] is None for invoice in invoices)
    numbers = [invoice["number"] for invoice in invoices]
    assert len(set(numbers)) == len(numbers)
    assert len({re.sub(r"\d+", "#", number) for number in numbers}) >= 3
    by_order: defaultdict[str, int] = defaultdict(int)
    for invoice in invoices:
        for order in invoice["orders"]:
            by_order[order["id"]] += 1
    fulfilled = [order for order in documents(world.orders) if order["status"] == "fulfilled"]
    assert any(by_order[order["id"]] == 0 for order in fulfilled)  # those can be deleted


def test_paid_invoices_are_paid_in_full(world: Site) -> None:
    for invoice in documents(world.invoices):
        paid = sum(Decimal(str(payment["amount"])) for payment in invoice["payments"])
        assert (paid == Decimal(str(invoice["gross_total"]))) is invoice["paid"]


def test_what_a_site_does_not_use_is_not_there() -> None:
    plain, full = made(SEVERN.name), made(TIDEWATER.name)
    assert not any("standing_order_id" in order for order in documents(plain.orders))
    assert not any("grouping_category" in line for line in lines_of(plain))
    assert all("standing_order_id" in order for order in documents(full.orders))
    assert any(order["standing_order_id"] for order in documents(made(TIDEWATER.name, orders=200).orders))
    assert all("grouping_category" in line for line in lines_of(full) if line["sku"])


def test_the_two_sites_share_no_record() -> None:
    ours, theirs = made(SEVERN.name), made(TIDEWATER.name)
    for name in TABLES:
        if name == "levels":
            continue  # one SKU may mean something at each of two sellers
        assert not {row.key for row in getattr(ours, name).rows()} & {row.key for row in getattr(theirs, name).rows()}
