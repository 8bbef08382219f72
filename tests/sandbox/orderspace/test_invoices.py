"""Invoices and what they do to their orders (contract 5.6, 6.8, 8)."""

import re
from typing import Any

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, documents, goods, shipping

CUSTOM = {"name": "Gift box", "quantity": 3, "unit_price": 2.5}


async def billed(sites: Sites, *orders: Json, status: int = 200, **more: object) -> Json:
    body = {"customer_id": orders[0]["customer_id"], "orders": [{"id": order["id"]} for order in orders], **more}
    answer = await sites.severn.post("/invoices", json={"invoice": body})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found["invoice"] if status == 200 else found


async def test_without_lines_all_that_is_open_is_invoiced(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3), CUSTOM, shipping())
    invoice = await billed(sites, order)
    assert re.fullmatch(r"iv_[a-z0-9]{8}", invoice["id"])
    assert re.fullmatch(r"INV-\d+", invoice["number"])
    assert [line["quantity"] for line in invoice["invoice_lines"]] == [3, 3, 1]
    assert (invoice["net_total"], invoice["gross_total"]) == (order["net_total"], order["gross_total"])
    assert invoice["orders"] == [{"id": order["id"], "number": order["number"]}]
    assert (invoice["paid"], invoice["proforma"], invoice["payments"]) == (False, False, [])
    assert (invoice["invoice_date"], invoice["address"]) == ("2026-11-20", order["billing_address"])
    assert invoice["email_address"] == order["email_addresses"]["invoices"]
    assert "payment_terms_id" not in invoice


async def test_the_counters_rise_and_a_new_order_is_invoiced_also_by_a_part(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3), CUSTOM)
    await billed(sites, order, invoice_lines=[goods(sku, 1)])
    now = await sites.again(order)
    assert now["status"] == "invoiced"
    assert [line["invoiced"] for line in now["order_lines"]] == [1, 0]
    rest = await billed(sites, order)
    assert [line["quantity"] for line in rest["invoice_lines"]] == [2, 3]
    refused = await billed(sites, order, status=422)
    assert refused["message"] == "Validation failed: Orders have already been invoiced"


async def test_other_statuses_stay(sites: Sites) -> None:
    order = sites.order("preorder")
    await billed(sites, order)
    assert (await sites.again(order))["status"] == "preorder"


async def test_a_line_is_named_by_its_id_its_sku_or_made_up(sites: Sites) -> None:
    standard = next(iter(sites.site().rates))
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3), CUSTOM)
    own = {"name": "Custom invoice item", "quantity": 1, "unit_price": 1.23, "tax_rate_id": standard}
    by_id = {"order_line_id": order["order_lines"][1]["id"], "quantity": 1}
    invoice = await billed(sites, order, invoice_lines=[by_id, goods(sku, 2), own])
    first, second, third = invoice["invoice_lines"]
    assert (first["order_line_id"], first["name"], first["sku"]) == (order["order_lines"][1]["id"], "Gift box", "")
    assert (second["order_line_id"], second["quantity"]) == (order["order_lines"][0]["id"], 2)
    assert (third["order_line_id"], third["sub_total"], third["tax_amount"]) == (None, 1.23, 0.25)


async def test_a_sku_on_two_lines_must_be_named_by_line(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 2), goods(sku, 2))
    refused = await billed(sites, order, invoice_lines=[goods(sku, 1)], status=422)
    assert refused["message"] == f"invoice_lines[0] SKU '{sku}' matches more than one order line"
    assert await sites.again(order) == order


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"sku": "NO-SUCH", "quantity": 1}, "invoice_lines[0] SKU 'NO-SUCH' is not on the orders"),
        ({"order_line_id": "ol_1", "quantity": 1}, "invoice_lines[0] order line 'ol_1' is not on the orders"),
        ({"sku": "{sku}", "quantity": 4}, "invoice_lines[0] quantity is greater than the quantity to invoice"),
        ({"sku": "{sku}"}, "invoice_lines[0] quantity can't be blank"),
        ({"quantity": 1}, "invoice_lines[0] needs a SKU, an order line or a name with a price"),
        ({**CUSTOM, "tax_rate_id": "tr_none"}, "Validation failed: Tax Rate is invalid"),
    ],
)
async def test_a_line_that_is_wrong_is_refused_in_words(sites: Sites, line: Json, words: str) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3))
    line = line | {"sku": sku} if line.get("sku") == "{sku}" else line
    assert (await billed(sites, order, invoice_lines=[line], status=422))["message"] == words


async def test_several_orders_of_one_customer_and_currency_share_an_invoice(sites: Sites) -> None:
    customer = sites.customer(price_list_id=None)
    first, second = [await sites.placed(CUSTOM, customer=customer) for _ in range(2)]
    invoice = await billed(sites, first, second)
    assert [order["id"] for order in invoice["orders"]] == [first["id"], second["id"]]
    assert invoice["net_total"] == 15.0
    assert {(await sites.again(order))["status"] for order in (first, second)} == {"invoiced"}


async def test_orders_of_others_or_of_two_currencies_do_not(sites: Sites) -> None:
    ours = sites.customer(price_list_id=None)
    other = next(each for each in documents(sites.site().customers) if each["price_list_id"])
    first = await sites.placed(CUSTOM, customer=ours)
    second = await sites.placed(CUSTOM, customer=other)
    assert (await billed(sites, first, second, status=422))["message"] == "Validation failed: Orders are invalid"
    euros = documents(sites.site().price_lists)[1]["id"]
    await sites.severn.put(f"/customers/{ours['id']}", json={"customer": {"price_list_id": euros}})
    third = await sites.placed(CUSTOM, customer=ours)
    refused = await billed(sites, first, third, status=422)
    assert refused["message"] == "Validation failed: Orders must have the same currency"


@pytest.mark.parametrize("status", ["cancelled", "standing_order"])
async def test_what_is_no_true_order_is_not_invoiced(sites: Sites, status: str) -> None:
    refused = await billed(sites, sites.order(status), status=422)
    assert refused["message"] == "Validation failed: Orders can't be invoiced"


@pytest.mark.parametrize(
    ("change", "words"), [({"orders": []}, "Orders can't be blank"), ({"customer_id": "x"}, "Customer is invalid")]
)
async def test_an_invoice_needs_its_orders_and_their_customer(sites: Sites, change: Json, words: str) -> None:
    order = await sites.placed(CUSTOM)
    assert (await billed(sites, order, **change, status=422))["message"] == f"Validation failed: {words}"


async def test_a_number_is_the_next_free_one_or_that_which_was_sent(sites: Sites) -> None:
    numbers = [(await billed(sites, await sites.placed(CUSTOM)))["number"] for _ in range(2)]
    first, second = [int(number.removeprefix("INV-")) for number in numbers]
    assert second == first + 1
    order = await sites.placed(CUSTOM)
    assert (await billed(sites, order, number="2026/A-1"))["number"] == "2026/A-1"
    refused = await billed(sites, await sites.placed(CUSTOM), number="2026/A-1", status=422)
    assert refused["message"] == "Validation failed: Number has already been taken"


async def test_terms_give_the_due_date_and_the_deposit_and_a_due_date_goes_before_them(sites: Sites) -> None:
    terms = {each["name"]: each["id"] for each in sites.site().terms.values()}

    async def made(**more: str) -> Json:
        wish: Json = {"invoice_date": "2026-11-01", **more}
        return await billed(sites, await sites.placed(CUSTOM), **wish)

    plain = await made(payment_terms_id=terms["15 Days"])
    assert (plain["payment_terms"], plain["due_date"], plain["deposit"]) == ("15 Days", "2026-11-16", None)
    season = await made(payment_terms_id=terms["Season Deposit"])
    assert season["deposit"] == {"percentage": 25.0, "due_date": "2026-11-01"}
    assert (await made(payment_terms_id=terms["15 Days"], due_date="2026-12-24"))["due_date"] == "2026-12-24"
    refused = await billed(sites, await sites.placed(CUSTOM), payment_terms_id="pt_none", status=422)
    assert refused["message"] == "Validation failed: Payment Terms are invalid"


async def test_without_terms_those_of_the_customer_hold_or_none(sites: Sites) -> None:
    for customer in (sites.customer(payment_terms_id=None), sites.customer(payment_terms_id=[*sites.site().terms][1])):
        invoice = await billed(sites, await sites.placed(CUSTOM, customer=customer))
        terms: Any = sites.site().terms.get(customer["payment_terms_id"])
        assert invoice["payment_terms"] == (terms["name"] if terms else "")
        assert (invoice["due_date"] is None) is (terms is None)


async def test_a_deleted_invoice_sets_its_order_back_when_no_other_is_left(sites: Sites) -> None:
    (sku, *_) = sites.skus()
    order = await sites.placed(goods(sku, 3))
    first = await billed(sites, order, invoice_lines=[goods(sku, 1)])
    second = await billed(sites, order)
    answer = await sites.severn.delete(f"/invoices/{second['id']}")
    assert answer.json() == {"invoice": {"id": second["id"], "deleted": True}}
    now = await sites.again(order)
    assert (now["status"], now["order_lines"][0]["invoiced"]) == ("invoiced", 1)
    await sites.severn.delete(f"/invoices/{first['id']}")
    assert await sites.again(order) == order
    assert (await sites.severn.get(f"/invoices/{first['id']}")).status_code == 404


async def test_a_deleted_invoice_changes_no_other_status(sites: Sites) -> None:
    order = sites.order("released")
    (invoice,) = [
        each for each in documents(sites.site().invoices) if order["id"] in [one["id"] for one in each["orders"]]
    ]
    await sites.severn.delete(f"/invoices/{invoice['id']}")
    now = await sites.again(order)
    assert now["status"] == "released"
    assert {(line["invoiced"], line["paid"]) for line in now["order_lines"]} == {(0, 0)}


async def test_a_proforma_invoice_moves_nothing(sites: Sites) -> None:
    order = await sites.placed(CUSTOM)
    invoice = await billed(sites, order, proforma=True)
    assert invoice["proforma"] is True
    assert await sites.again(order) == order
    await sites.severn.delete(f"/invoices/{invoice['id']}")
    assert await sites.again(order) == order


async def test_a_payment_is_no_member_that_can_be_sent(sites: Sites) -> None:
    invoice = await billed(sites, await sites.placed(CUSTOM), paid=True, payments=[{"amount": 7.5}])
    assert (invoice["paid"], invoice["payments"]) == (False, [])
    assert {*sites.writes()[-1].ignored} == {"paid", "payments"}


async def test_paying_an_invoice_at_the_site_releases_its_order(sites: Sites) -> None:
    order = await sites.placed(CUSTOM)
    invoice = await billed(sites, order)
    sites.account().change("orders", order["id"], {(f"invoice:{invoice['id']}", "paid"): True})
    now = await sites.again(order)
    assert (now["status"], now["order_lines"][0]["paid"]) == ("released", 3)
    assert invoice["id"] not in await sites.keys("invoices", paid="false", limit=200)
