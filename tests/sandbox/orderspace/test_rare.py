"""What is rare elsewhere is in the first data of each site (contract 14)."""

import re
from collections.abc import Callable

import pytest

from desktop.sandbox.orderspace.site import Site
from tests.sandbox.orderspace.sites import Json, documents
from tests.sandbox.orderspace.worlds import variants_of

RARE_ORDERS: dict[str, Callable[[Json], object]] = {
    "140 lines": lambda order: len(order["order_lines"]) >= 140,
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
