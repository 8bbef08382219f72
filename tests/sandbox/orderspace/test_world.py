"""The first data of the stand-in: a function of seed and time, with everything in it that is rare elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.orderspace.plans import SEVERN, TIDEWATER
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.stage import Stage
from tests.sandbox.desks import NOW
from tests.sandbox.orderspace.sites import Json, documents

STATUSES = {
    *("new", "invoiced", "released", "part_fulfilled"),
    *("preorder", "fulfilled", "standing_order", "cancelled"),
}
TABLES = ("orders", "customers", "products", "levels", "dispatches", "invoices", "categories", "price_lists")


def made(name: str = SEVERN.name, *, orders: int = 60, stock: int = 60, seed: int = 1, later: float = 0) -> Site:
    now = NOW + timedelta(seconds=later)
    stage = Stage(Options(orders=orders, stock=stock, seed=seed, now=now, vendors=("orderspace",)), VENDORS)
    account: Any = stage.world.account("orderspace", name)
    site: Site = account.site
    return site


@pytest.fixture(scope="module", params=[SEVERN.name, TIDEWATER.name])
def world(request: pytest.FixtureRequest) -> Site:
    return made(request.param, orders=1_000, stock=300)


@pytest.fixture(scope="module")
def severn() -> Site:
    return made(orders=1_000, stock=300)


def bodies(site: Site) -> list[bytes]:
    return [row.body for name in TABLES for row in getattr(site, name).rows()]


def lines_of(site: Site) -> list[Json]:
    return [line for order in documents(site.orders) for line in order["order_lines"]]


def variants_of(site: Site) -> list[Json]:
    return [variant for product in documents(site.products) for variant in product["product_variants"]]


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
@pytest.mark.parametrize("orders", [14, 1_000])
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


RARE_ORDERS: dict[str, Callable[[Json], object]] = {
    "200 lines": lambda order: len(order["order_lines"]) >= 200,
    "one line": lambda order: len(order["order_lines"]) == 1,
    "no shipping line": lambda order: order["shipping_type"] == "",
    "a shipping line": lambda order: any(line["shipping"] for line in order["order_lines"]),
    "a custom line": lambda order: any(not line["sku"] and not line["shipping"] for line in order["order_lines"]),
    "a SKU twice": lambda order: (
        len([line for line in order["order_lines"] if line["sku"]])
        > len({line["sku"] for line in order["order_lines"] if line["sku"]})
    ),
    "no delivery date, as null": lambda order: order["delivery_date"] is None,
    "no delivery date, as a blank": lambda order: order["delivery_date"] == "",
    "a day of delivery": lambda order: re.fullmatch(r"\d{4}-\d\d-\d\d", order["delivery_date"] or ""),
    "somebody who entered it": lambda order: order["created_by"],
    "nobody who entered it": lambda order: order["created_by"] is None,
    "a note on two lines": lambda order: "\n" in order["customer_note"],
    "a note of tags": lambda order: "<b>" in order["customer_note"],
    "a note that runs from right to left": lambda order: "\u0600" < (order["customer_note"] or " ")[0] < "\u06ff",
    "an internal note": lambda order: order["internal_note"],
    "a purchase order number": lambda order: order["customer_po_number"],
    "a reference": lambda order: order["reference"],
    "another currency": lambda order: order["currency"] in ("EUR", "CAD"),
    "a price of three decimals": lambda order: any(
        len(str(line["unit_price"]).partition(".")[2]) == 3 for line in order["order_lines"]
    ),
    "no address at all": lambda order: order["billing_address"]["line1"] == "",
    "several dispatch addresses": lambda order: order["email_addresses"]["dispatches"] == "",
}


@pytest.mark.parametrize("what", RARE_ORDERS)
def test_some_order_has(world: Site, what: str) -> None:
    assert any(RARE_ORDERS[what](order) for order in documents(world.orders))


RARE_CUSTOMERS: dict[str, Callable[[Json], object]] = {
    "a blank buyer and a blank address": lambda each: (
        each["buyers"] == [{"name": "", "email_address": ""}] and not any(each["addresses"][0].values())
    ),
    "four addresses": lambda each: len(each["addresses"]) == 4,
    "several mails with blanks and capitals": lambda each: re.match(
        r" [A-Z].*,.+ , ", each["email_addresses"]["invoices"]
    ),
    "no mail for dispatches": lambda each: each["email_addresses"]["dispatches"] == "",
    "a login with blanks": lambda each: each["buyers"][0]["email_address"].startswith(" "),
    "the town in the wrong field": lambda each: each["addresses"][0]["city"] == "" and each["addresses"][0]["state"],
    "no rate, as null": lambda each: each["tax_rate_id"] is None,
    "no rate, as a blank": lambda each: each["tax_rate_id"] == "",
    "no group, as a blank": lambda each: each["customer_group_id"] == "",
    "no terms": lambda each: each["payment_terms_id"] is None,
    "a price list": lambda each: each["price_list_id"],
    "a minimum": lambda each: each["minimum_spend"] == 150.0,
    "a note with a script in it": lambda each: "<script>" in each["internal_note"],
    "a long name": lambda each: len(each["company_name"]) > 200,
    "right-to-left text": lambda each: any("\u0590" <= sign <= "\u06ff" for sign in each["company_name"]),
}


@pytest.mark.parametrize("what", RARE_CUSTOMERS)
def test_some_customer_has(world: Site, what: str) -> None:
    assert any(RARE_CUSTOMERS[what](customer) for customer in documents(world.customers))


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


def test_a_site_with_rates_has_fixed_ones_for_some_customers(severn: Site) -> None:
    assert {customer["tax_rate_id"] for customer in documents(severn.customers)} > {None, ""}
    rates = {line["tax_rate"] for line in lines_of(severn)}
    assert rates == {0.0, 5.0, 20.0}


RARE_PRODUCTS: dict[str, Callable[[Json], object]] = {
    "one variant": lambda each: len(each["product_variants"]) == 1 and each["variant_options"] == [],
    "six variants": lambda each: len(each["product_variants"]) == 6,
    "no place in the shop": lambda each: each["active"] is False,
    "two categories": lambda each: len(each["categories"]) == 2,
    "a picture": lambda each: each["images"],
    "no picture": lambda each: each["images"] == [],
    "no description": lambda each: each["description"] == "",
    "tags in its name": lambda each: "<b>" in each["name"],
    "a name of 250 signs": lambda each: len(each["name"]) == 250,
    "right-to-left text": lambda each: any("\u0590" <= sign <= "\u06ff" for sign in each["name"]),
}
RARE_VARIANTS: dict[str, Callable[[Json], object]] = {
    "no barcode": lambda each: each["barcode"] == "",
    "no retail price": lambda each: each["rrp"] == 0.0,
    "no weight": lambda each: each["weight"] == 0.0,
    "leave to be ordered without stock": lambda each: each["backorder"],
    "fixed prices": lambda each: len(each["price_list_prices"]) == 2,
    "a multiple": lambda each: each["multiple"] == 3,
    "a SKU of odd signs": lambda each: {*"/+ "} <= {*each["sku"]},
    "a SKU with a comma and quotes": lambda each: {*",'\""} <= {*each["sku"]},
    "a SKU with what queries are made of": lambda each: {*"%&?#"} <= {*each["sku"]},
    "a SKU beyond ASCII": lambda each: not each["sku"].isascii(),
}


def test_some_product_and_some_variant_is_rare_in_each_way(world: Site) -> None:
    for rare, records in ((RARE_PRODUCTS, documents(world.products)), (RARE_VARIANTS, variants_of(world))):
        for what, is_so in rare.items():
            if what != "two categories" or world.windows:
                assert any(is_so(record) for record in records), what


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
