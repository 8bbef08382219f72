"""Dispatches and what they do to lines, stock and status (contract 5.5, 6.9, 8)."""

import re

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, documents, goods, shipping

CUSTOM = {"name": "Gift box", "quantity": 3, "unit_price": 2.5}


async def sent(sites: Sites, order: Json, *lines: Json, status: int = 200, **more: object) -> Json:
    body = {"order_id": order["id"], "comments": "DPD 1550", "dispatch_lines": list(lines), **more}
    answer = await sites.severn.post("/dispatches", json={"dispatch": body})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found["dispatch"] if status == 200 else found


async def test_a_dispatch_copies_its_order_and_shows_its_lines(sites: Sites) -> None:
    first, second, *_ = sites.skus()
    order = await sites.placed(goods(first, 3), goods(second, 2), customer_note="Ring", customer_po_number="PO 7")
    dispatch = await sent(sites, order, goods(second, 1))
    assert re.fullmatch(r"di_[a-z0-9]{8}", dispatch["id"])
    assert (dispatch["order_id"], dispatch["order_number"]) == (order["id"], order["number"])
    assert (dispatch["comments"], dispatch["phone"]) == ("DPD 1550", order["phone"])
    assert dispatch["email_address"] == order["email_addresses"]["dispatches"]
    for name in ("customer_note", "customer_po_number", "shipping_type", "shipping_address"):
        assert dispatch[name] == order[name]
    line = order["order_lines"][1]
    assert dispatch["dispatch_lines"] == [
        {
            "order_line_id": line["id"],
            "sku": second,
            "name": line["name"],
            "options": line["options"],
            "quantity": 1,
        }
    ]
    assert await sites.keys("dispatches", order_id=order["id"]) == [dispatch["id"]]


async def test_a_part_makes_part_fulfilled_and_the_rest_fulfilled(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3), shipping())
    await sent(sites, order, goods(sku, 2))
    now = await sites.again(order)
    assert (now["status"], now["order_lines"][0]["dispatched"]) == ("part_fulfilled", 2)
    await sent(sites, order, goods(sku, 1))
    now = await sites.again(order)
    assert (now["status"], now["order_lines"][0]["dispatched"]) == ("fulfilled", 3)
    assert now["order_lines"][1]["dispatched"] == 0  # shipping is not sent
    refused = await sent(sites, order, goods(sku, 1), status=422)
    assert refused["message"] == "The order has already been fulfilled"


async def test_on_hand_falls_and_what_is_available_fell_before(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3))
    before = sites.level(sku)
    await sent(sites, order, goods(sku, 2))
    assert before
    assert sites.level(sku) == {**before, "on_hand": before["on_hand"] - 2}


async def test_of_a_preorder_nothing_was_held_so_both_figures_fall(sites: Sites) -> None:
    site = sites.site()
    inside = next(iter(site.windows.values()))["categories"][0]["id"]
    product = next(each for each in documents(site.products) if inside in [one["id"] for one in each["categories"]])
    sku = product["product_variants"][0]["sku"]
    order = await sites.placed(goods(sku, 4))
    before = sites.level(sku)
    await sent(sites, order, goods(sku, 4))
    assert before
    assert sites.level(sku) == {"sku": sku, "on_hand": before["on_hand"] - 4, "available": before["available"] - 4}


async def test_a_sku_on_two_lines_fills_them_in_turn(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 2), goods(sku, 5))
    dispatch = await sent(sites, order, goods(sku, 3), goods(sku, 1))
    assert [line["quantity"] for line in dispatch["dispatch_lines"]] == [2, 2]
    assert [line["dispatched"] for line in (await sites.again(order))["order_lines"]] == [2, 2]
    await sent(sites, order, goods(sku, 3))
    assert (await sites.again(order))["status"] == "fulfilled"


async def test_custom_lines_are_not_waited_for(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 1), CUSTOM, shipping())
    await sent(sites, order, goods(sku, 1))
    assert (await sites.again(order))["status"] == "fulfilled"


async def test_or_they_are_by_the_switch_and_shipping_never(sites: Sites) -> None:
    await sites.set("custom_lines_hold", "on")
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 1), CUSTOM)
    await sent(sites, order, goods(sku, 1))
    assert (await sites.again(order))["status"] == "part_fulfilled"
    order = await sites.placed(goods(sku, 1), shipping())
    await sent(sites, order, goods(sku, 1))
    assert (await sites.again(order))["status"] == "fulfilled"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (None, "Validation failed: Dispatch Lines can't be blank"),
        ([], "Validation failed: Dispatch Lines can't be blank"),
        ([{"sku": "NO-SUCH", "quantity": 1}], "SKU 'NO-SUCH' is not on the order"),
        ([{"order_line_id": "ol_1", "quantity": 1}], "Validation failed: Dispatch Lines[0] needs a SKU and a quantity"),
        ([{"sku": "{sku}"}], "Validation failed: Dispatch Lines[0] needs a SKU and a quantity"),
        ([{"sku": "{sku}", "quantity": 0}], "Validation failed: Quantity must be greater than 0"),
        (
            [{"sku": "{sku}", "quantity": 2}, {"sku": "{sku}", "quantity": 2}],
            "dispatch_lines[1] quantity is greater than the quantity to dispatch",
        ),
    ],
)
async def test_lines_that_cannot_be_sent_are_refused_and_nothing_moves(
    sites: Sites, lines: list[Json] | None, words: str
) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3), CUSTOM)
    before = sites.level(sku)
    rows = [row | {"sku": sku} if row.get("sku") == "{sku}" else row for row in lines or []]
    more: Json = {"dispatch_lines": None} if lines is None else {}
    assert (await sent(sites, order, *rows, status=422, **more))["message"] == words
    assert await sites.again(order) == order
    assert sites.level(sku) == before


@pytest.mark.parametrize("status", ["new", "invoiced", "released", "part_fulfilled", "preorder"])
async def test_open_orders_of_every_status_can_be_sent(sites: Sites, status: str) -> None:
    order = sites.order(status)
    line = next(each for each in order["order_lines"] if each["sku"] and each["dispatched"] < each["quantity"])
    await sent(sites, order, goods(line["sku"], 1))
    assert (await sites.again(order))["status"] in ("part_fulfilled", "fulfilled")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("fulfilled", "The order has already been fulfilled"),
        ("cancelled", "The order has been cancelled"),
        ("standing_order", "The order is a standing order"),
    ],
)
async def test_what_is_no_open_order_is_not_sent(sites: Sites, status: str, words: str) -> None:
    order = sites.order(status)
    line = next(each for each in order["order_lines"] if each["sku"])
    assert (await sent(sites, order, goods(line["sku"]), status=422))["message"] == words


async def test_strictly_neither_unpaid_orders_nor_preorders_are_sent(sites: Sites) -> None:
    await sites.set("strict_dispatch", "on")
    for status, words in (("invoiced", "The order is awaiting payment"), ("preorder", "The order is on hold")):
        order = sites.order(status)
        line = next(each for each in order["order_lines"] if each["sku"])
        assert (await sent(sites, order, goods(line["sku"]), status=422))["message"] == words
    order = sites.order("released")
    line = next(each for each in order["order_lines"] if each["sku"])
    await sent(sites, order, goods(line["sku"], 1))


async def test_strictly_a_held_line_is_passed_over_or_refused(sites: Sites) -> None:
    await sites.set("strict_dispatch", "on")
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 2), goods(sku, 2))
    sites.account().change("orders", order["id"], {("order_lines", 0, "on_hold"): True})
    dispatch = await sent(sites, order, goods(sku, 2))
    assert [line["order_line_id"] for line in dispatch["dispatch_lines"]] == [order["order_lines"][1]["id"]]
    sites.account().change("orders", order["id"], {("order_lines", 1, "on_hold"): True})
    assert (await sent(sites, order, goods(sku), status=422))["message"] == f"SKU '{sku}' is on hold"


async def test_only_what_is_shown_can_be_set(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 2))
    dispatch = await sent(sites, order, goods(sku), tracking_number="1Z", created="2020-01-01T00:00:00Z")
    assert "tracking_number" not in dispatch
    assert dispatch["created"] > "2026"
    assert {*sites.writes()[-1].ignored} == {"tracking_number", "created"}


async def test_an_order_that_is_not_there_is_not_sent(sites: Sites) -> None:
    refused = await sent(sites, {"id": "or_none"}, goods("x"), status=422)
    assert refused["message"] == "Validation failed: Order is invalid"
