"""Changes of an order's lines (contract 7.5, 17.7)."""

from decimal import Decimal
from typing import Any

import pytest

from tests.sandbox.ordermentum.editing import edit, edited, lines_of, with_lines
from tests.sandbox.ordermentum.houses import House, Json


async def test_a_quantity_changes_the_line_in_its_place_and_all_totals(house: House) -> None:
    order = house.order(with_lines)
    lines, before = await lines_of(house, order), await house.get(f"/v1/orders/{order.id}")
    lines[0]["quantity"] = 1
    house.pass_time(5)
    after = await edited(house, order, lineItems=lines)
    first = after["lineItems"][0]
    assert (first["quantity"], first["price"], first["id"]) == (1, before["lineItems"][0]["price"], lines[0]["id"])
    assert first["createdAt"] == before["lineItems"][0]["createdAt"]
    assert first["updatedAt"] > before["lineItems"][0]["updatedAt"]
    assert after["lineItems"][1:] == before["lineItems"][1:]
    saved = Decimal(before["lineItems"][0]["subtotal"]) - Decimal(first["subtotal"])
    assert Decimal(str(before["totalCost"])) - Decimal(str(after["totalCost"])) == saved
    assert after["totalQuantity"] == sum(line["quantity"] for line in lines)
    expected = Decimal(str(after["total"])) + Decimal(str(after["surcharge"]))
    assert Decimal(after["invoice"]["total"]) == expected
    assert after["invoice"]["updatedAt"] == after["updatedAt"]


async def test_lines_left_out_go_and_new_ones_come_at_the_customers_price(house: House) -> None:
    order = house.order(with_lines)
    lines = await lines_of(house, order)
    product = next(row for row in house.supplier().products.rows.values() if row.document["prices"])
    after = await edited(house, order, lineItems=[lines[1], {"productId": product.id, "quantity": 3, "comment": "new"}])
    kept, new = after["lineItems"]
    assert kept["id"] == lines[1]["id"]
    assert (new["productId"], new["quantity"], new["comment"]) == (product.id, 3, "new")
    group = order.purchaser.document["priceGroupId"]
    expected = product.document["prices"].get(group, product.document["basePrice"])
    assert Decimal(new["price"]) == Decimal(str(expected))


async def test_a_price_is_not_set_and_a_comment_is(house: House) -> None:
    order = house.order(with_lines)
    lines = await lines_of(house, order)
    price = (await house.get(f"/v1/orders/{order.id}"))["lineItems"][0]["price"]
    lines[0] |= {"price": "0.0100", "comment": "thin"}
    first = (await edited(house, order, lineItems=lines))["lineItems"][0]
    assert (first["price"], first["comment"]) == (price, "thin")
    assert house.last_write().ignored == ("lineItems.price",)
    del lines[0]["comment"], lines[0]["price"]
    assert (await edited(house, order, lineItems=lines))["lineItems"][0]["comment"] == "thin"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"quantity": 0}, "Quantity must be at least 1"),
        ({"quantity": "many"}, "Quantity must be at least 1"),
        ({"id": "nothing"}, "Line item not found"),
        ({"id": None, "productId": "nothing"}, "Product not found"),
        ({"id": None, "variantId": "nothing"}, "Variant not found"),
    ],
)
async def test_a_line_that_makes_no_sense_is_told_at_its_place(house: House, wrong: Json, words: str) -> None:
    order = house.order(with_lines)
    lines = await lines_of(house, order)
    lines[1] |= wrong
    answer = await edit(house, order, lineItems=lines)
    assert answer.status_code == 400
    rows = answer.json()["lineItems"]
    assert rows[0]["errors"] == []
    assert [error["message"] for error in rows[1]["errors"]] == [words]
    assert answer.json()["lineItemErrorCount"] == 1
    assert house.supplier().orders.rows[order.id] is order


@pytest.mark.parametrize("lines", [[], None, {}, "none"])
async def test_an_order_without_lines_is_refused_in_the_known_words(house: House, lines: object) -> None:
    answer = await edit(house, house.order(with_lines), lineItems=lines)
    assert answer.status_code == 400
    assert [error["message"] for error in answer.json()["cart"]["errors"]] == ["no line items"]


async def test_by_a_switch_lines_left_out_stay(house: House) -> None:
    await house.set("lines_kept", "on")
    order = house.order(with_lines)
    lines = await lines_of(house, order)
    after = await edited(house, order, lineItems=[lines[1]])
    assert {line["id"] for line in after["lineItems"]} == {line["id"] for line in lines}


async def test_without_ids_lines_are_known_by_product_variant_and_occurrence(house: House) -> None:
    await house.set("lines_without_ids", "on")
    order = house.order(with_lines)
    before = (await house.get(f"/v1/orders/{order.id}"))["lineItems"]
    lines = [{name: line[name] for name in ("productId", "variantId", "quantity", "comment")} for line in before]
    twin = {**lines[0], "quantity": 5}
    after = (await edited(house, order, lineItems=[{**lines[0], "quantity": 2}, *lines[1:], twin]))["lineItems"]
    assert [line["createdAt"] for line in after[:-1]] == [line["createdAt"] for line in before]
    assert [line["quantity"] for line in after] == [2, *(line["quantity"] for line in lines[1:]), 5]
    assert [line["price"] for line in after[:-1]] == [line["price"] for line in before]
    kept = house.supplier().orders.rows[order.id].lines
    assert [line.id for line in kept[:-1]] == [line.id for line in order.lines]


@pytest.mark.parametrize("setting", ["off", "on"])
async def test_existing_lines_keep_their_price_unless_all_is_priced_anew(house: House, setting: str) -> None:
    await house.set("reprice", setting)
    order = house.order(lambda order: with_lines(order) and not order.lines[0].product.is_several)
    product = order.lines[0].product
    before = await lines_of(house, order)
    account: Any = house.sandbox.world.account("ordermentum", "Harbour Larder")
    variant = product.variants[0]
    account.change("stock", variant, {("product", "prices"): {}, ("product", "basePrice"): "77.0000"})
    price = (await edited(house, order, comment="nothing of lines"))["lineItems"][0]["price"]
    assert price != "77.0000"
    after = (await edited(house, order, lineItems=before))["lineItems"][0]
    assert after["price"] == ("77.0000" if setting == "on" else price)
