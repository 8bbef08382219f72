"""Lines of orders, their prices, taxes and sums (contract 5.1, 6.2, 13)."""

import re

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, documents, goods, shipping

CUSTOM = {"name": "Gift box", "quantity": 3, "unit_price": 2.5}


async def test_lines_are_goods_custom_or_shipping(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 4), CUSTOM, shipping())
    product, custom, sent = order["order_lines"]
    assert product["sku"] == sku
    assert product["name"]
    assert (custom["sku"], custom["name"], custom["options"]) == ("", "Gift box", "")
    assert [line["shipping"] for line in order["order_lines"]] == [False, False, True]
    assert (sent["quantity"], sent["unit_price"]) == (1, 4.9)
    assert order["shipping_type"] == "Special Delivery"
    for line in order["order_lines"]:
        assert re.fullmatch(r"ol_[a-z0-9]{8}", line["id"])
        assert [line[name] for name in ("invoiced", "paid", "dispatched")] == [0, 0, 0]
        assert line["preorder_window_id"] is None
        assert line["on_hold"] is False
        assert "grouping_category" not in line


async def test_options_are_a_text_on_a_line(sites: Sites) -> None:
    found = [(each, product) for product in documents(sites.site().products) for each in product["product_variants"]]
    usable = {*sites.skus()}
    variant, product = next((each, product) for each, product in found if each["options"] and each["sku"] in usable)
    line = (await sites.placed(goods(variant["sku"])))["order_lines"][0]
    assert line["options"] == f"Pack: {variant['options']['Pack']}"
    assert line["name"] == product["name"]


async def test_a_custom_line_without_a_rate_has_no_tax_in_the_recorded_form(sites: Sites) -> None:
    (line,) = (await sites.placed(CUSTOM))["order_lines"]
    assert {name: line[name] for name in line if name.startswith("tax")} == {
        "tax_rate_id": None,
        "tax_name": "",
        "tax_rate": 0,
        "tax_amount": 0,
    }


async def test_totals_are_the_sums_of_rounded_lines_with_shipping(sites: Sites) -> None:
    standard, reduced, _ = sites.site().rates
    order = await sites.placed(
        {**CUSTOM, "quantity": 9, "unit_price": 1.105, "tax_rate_id": standard},
        {**CUSTOM, "quantity": 7, "unit_price": 0.35, "tax_rate_id": reduced},
        shipping(6.1),
    )
    first, second, sent = order["order_lines"]
    assert (first["sub_total"], first["tax_amount"], first["tax_name"]) == (9.95, 1.99, "Standard")
    assert (second["sub_total"], second["tax_amount"], second["tax_rate"]) == (2.45, 0.12, 5.0)
    assert (sent["sub_total"], sent["tax_amount"]) == (6.1, 1.22)
    assert (order["net_total"], order["gross_total"]) == (18.5, 21.83)


async def test_money_has_a_fraction_on_the_wire_and_quantities_have_none(sites: Sites) -> None:
    answer = await sites.severn.get("/orders", params={"limit": 1})
    assert re.search(r'"net_total":\d+\.\d', answer.text)
    assert re.search(r'"quantity":\d+,', answer.text)


async def test_a_price_is_that_of_the_customers_list_or_goes_by_its_rate(sites: Sites) -> None:
    site = sites.site()
    usable = {*sites.skus()}
    (trade, euros, _) = documents(site.price_lists)
    variants = [each for product in documents(site.products) for each in product["product_variants"]]
    fixed = next(each for each in variants if each["price_list_prices"] and each["sku"] in usable)
    plain = next(each for each in variants if not each["price_list_prices"] and each["sku"] in usable)
    customer = sites.customer(price_list_id=euros["id"])
    order = await sites.placed(goods(fixed["sku"]), goods(plain["sku"]), customer=customer)
    prices = {row["id"]: row["unit_price"] for row in fixed["price_list_prices"]}
    first, second = [line["unit_price"] for line in order["order_lines"]]
    assert first == prices[euros["id"]] != prices[trade["id"]]
    assert second == pytest.approx(plain["unit_price"] * euros["conversion_rate"] / 100, abs=0.005)
    assert order["currency"] == "EUR"


async def test_a_price_of_goods_cannot_be_sent(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    usual = (await sites.placed(goods(sku)))["order_lines"][0]["unit_price"]
    order = await sites.placed({**goods(sku), "unit_price": 0.01, "name": "Mine"})
    assert order["order_lines"][0]["unit_price"] == usual
    assert sites.writes()[-1].ignored == ("order_lines[0].unit_price", "order_lines[0].name")


async def test_the_customers_tax_rate_comes_before_that_of_the_goods(sites: Sites) -> None:
    zero = [*sites.site().rates][-1]
    customer = sites.customer(tax_rate_id=zero)
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku), shipping(), customer=customer)
    assert {line["tax_rate_id"] for line in order["order_lines"]} == {zero}
    assert order["net_total"] == order["gross_total"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"name": "Box", "quantity": 1}, "Validation failed: Unit price can't be blank"),
        ({"unit_price": 1.0, "quantity": 1}, "Validation failed: Name can't be blank"),
        ({**CUSTOM, "quantity": 0}, "Validation failed: Quantity must be greater than 0"),
        ({**CUSTOM, "quantity": 1.5}, "Validation failed: Quantity must be an integer"),
        ({**CUSTOM, "unit_price": "2.50"}, "Validation failed: Unit price is not a number"),
        ({**CUSTOM, "tax_rate_id": "tr_none"}, "Validation failed: Tax Rate is invalid"),
    ],
)
async def test_a_line_that_is_wrong_is_refused_in_words(sites: Sites, line: Json, words: str) -> None:
    assert (await sites.placed(line, status=422))["message"] == words
    assert not sites.writes()[-1].applied
