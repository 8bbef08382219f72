"""The bodies that the vendor's reference prints are taken, and answered in its form."""

from tests.sandbox.orderspace.samples import differing, sample
from tests.sandbox.orderspace.sites import ADDRESSES, Sites, documents, goods, shipping


async def test_an_order_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    body = sample("order.create.request")
    body["order"]["customer_id"] = full.customer(price_list_id=None)["id"]
    body["order"]["order_lines"][0]["sku"] = full.skus()[0]
    body["order"]["order_lines"][1]["tax_rate_id"] = [*full.site().rates][1]
    theirs = sample("order.create")
    ours = (await full.severn.post("/orders", json=body)).json()
    assert differing(theirs, ours) == []
    for name in ("status", "created_by", "shipping_type", "currency", "customer_note", "shipping_address"):
        assert ours["order"][name] == theirs["order"][name], name
    for mine, other in zip(ours["order"]["order_lines"][1:], theirs["order"]["order_lines"][1:], strict=True):
        for name in ("quantity", "sub_total", "tax_name", "tax_rate", "tax_amount", "shipping"):
            assert mine[name] == other[name], name
    gone = (await full.severn.delete(f"/orders/{ours['order']['id']}")).json()
    assert differing(sample("order.delete"), gone) == []
    body["order"]["order_lines"] = [goods("TC02-BLU-S"), goods("TC02-BLU-M")]
    assert (await full.severn.post("/orders", json=body)).json() == sample("order.create.error")


async def test_a_dispatch_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    body = sample("dispatch.create.request")
    lines = [
        goods(sku, row["quantity"]) for sku, row in zip(full.skus(), body["dispatch"]["dispatch_lines"], strict=False)
    ]
    order = await full.placed(*lines, shipping())
    body["dispatch"] |= {"order_id": order["id"], "dispatch_lines": lines}
    answer = (await full.severn.post("/dispatches", json=body)).json()
    assert differing(sample("dispatch.create"), answer) == []
    assert answer["dispatch"]["comments"] == sample("dispatch.create")["dispatch"]["comments"]
    assert (await full.severn.post("/dispatches", json=body)).json() == sample("dispatch.create.error")


async def test_an_invoice_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    body = sample("invoice.create.request")
    first, second, *_ = full.skus()
    order = await full.placed(goods(first, 1), goods(second, 3))
    lines = body["invoice"]["invoice_lines"]
    lines[0]["order_line_id"] = order["order_lines"][0]["id"]
    lines[1]["sku"], lines[2]["tax_rate_id"] = second, next(iter(full.site().rates))
    terms = next(each["id"] for each in full.site().terms.values() if each["deposit_percentage"])
    own = {"customer_id": order["customer_id"], "orders": [{"id": order["id"]}], "payment_terms_id": terms}
    body["invoice"] |= {**own, "number": "INV-99"}
    theirs = sample("invoice.create")
    ours = (await full.severn.post("/invoices", json=body)).json()
    assert differing(theirs, ours) == []
    for name in ("invoice_date", "due_date", "deposit", "proforma", "address", "payments"):
        assert ours["invoice"][name] == theirs["invoice"][name], name
    gone = (await full.severn.delete(f"/invoices/{ours['invoice']['id']}")).json()
    assert differing(sample("invoice.delete"), gone) == []


async def test_an_invoice_of_a_sku_on_two_lines_is_refused_in_the_references_words(full: Sites) -> None:
    (sku, *_) = full.skus()
    order = await full.placed(goods(sku), goods(sku))
    own = {"customer_id": order["customer_id"], "orders": [{"id": order["id"]}], "invoice_lines": [goods(sku)]}
    answer = await full.severn.post("/invoices", json={"invoice": own})
    assert answer.json()["message"] == sample("invoice.create.error")["message"].replace("ZAG-D-16", sku)


async def test_a_customer_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    site, body = full.site(), sample("customer.create.request")
    ids = {
        "payment_terms_id": [*site.terms][1],
        "customer_group_id": next(iter(site.groups)),
        "price_list_id": documents(site.price_lists)[0]["id"],
    }
    body["customer"] |= ids
    theirs = sample("customer.create")
    ours = (await full.severn.post("/customers", json=body)).json()
    assert differing(theirs, ours) == []
    for name in theirs["customer"].keys() - {"id", "created_at", *ids}:
        assert ours["customer"][name] == theirs["customer"][name], name
    update = {"customer": sample("customer.update.request")["customer"] | ids}
    path = f"/customers/{ours['customer']['id']}"
    assert (await full.severn.put(path, json=update)).json() == ours
    assert differing(sample("customer.update"), ours) == []
    other = full.customer()["id"]
    assert (await full.severn.put(f"/customers/{other}", json=update)).json() == sample("customer.update.error")
    assert differing(sample("customer.delete"), (await full.severn.delete(path)).json()) == []


async def test_the_references_ids_are_not_there_and_are_refused_in_recorded_words(full: Sites) -> None:
    body = sample("customer.create.request")
    body["customer"]["price_list_id"] = None
    answer = (await full.severn.post("/customers", json=body)).json()
    assert answer == {"message": "Validation failed: Payment Terms are invalid, Customer Group is invalid"}


async def test_a_product_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    site, body, update = full.site(), sample("product.create.request"), sample("product.update.request")
    inside = [{"id": each["id"]} for each in documents(site.categories)[:2]]
    lists = [each["id"] for each in documents(site.price_lists)]
    for sent in (body, update):
        sent["product"] |= {"categories": inside, "grouping_category_id": inside[0]["id"]}
        for variant in sent["product"]["product_variants"]:
            for row, id in zip(variant["price_list_prices"], lists, strict=False):
                row["id"] = id
    ours = (await full.severn.post("/products", json=body)).json()
    assert differing(sample("product.create"), ours) == []
    for sent, made in zip(update["product"]["product_variants"], ours["product"]["product_variants"], strict=True):
        sent["id"] = made["id"]
    path = f"/products/{ours['product']['id']}"
    after = (await full.severn.put(path, json=update)).json()
    assert after == ours
    assert differing(sample("product.update"), after) == []
    for variant in body["product"]["product_variants"]:
        variant["sku"] += "-2"
    assert (await full.severn.post("/products", json=body)).json() == sample("product.create.error")
    assert differing(sample("product.delete"), (await full.severn.delete(path)).json()) == []


async def test_stock_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    body = sample("inventory_levels.update.request")
    for row, sku in zip(body["inventory_levels"], full.skus(), strict=False):
        row["sku"] = sku
    answer = (await full.severn.post("/inventory_levels", json=body)).json()
    assert differing(sample("inventory_levels.update"), answer) == []
    assert [*answer] == [*sample("inventory_levels.update")]
    for mine, row in zip(answer["inventory_levels"], body["inventory_levels"], strict=True):
        assert mine["on_hand"] == row["on_hand"]
        row["available"] = 1
    refused = (await full.severn.post("/inventory_levels", json=body)).json()
    assert refused == sample("inventory_levels.update.error")


async def test_a_category_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    products = documents(full.site().products)
    body = sample("category.create.request")
    for row, product in zip(body["category"]["products"], products, strict=False):
        row["product_id"] = product["id"]
    ours = (await full.severn.post("/categories", json=body)).json()
    assert differing(sample("category.create"), ours) == []
    path = f"/categories/{ours['category']['id']}"
    assert (await full.severn.put(path, json=body)).json() == ours
    body["category"]["name"] = "x" * 101
    assert (await full.severn.put(path, json=body)).json() == sample("category.update.error")
    assert differing(sample("category.delete"), (await full.severn.delete(path)).json()) == []


async def test_a_price_list_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    body = sample("price_list.create.request")
    assert (await full.severn.post("/price_lists", json=body)).json() == sample("price_list.create.error")
    body["price_list"]["name"] = "More Euros"
    ours = (await full.severn.post("/price_lists", json=body)).json()
    assert differing(sample("price_list.create"), ours) == []
    path = f"/price_lists/{ours['price_list']['id']}"
    assert (await full.severn.put(path, json=body)).json() == ours
    assert differing(sample("price_list.delete"), (await full.severn.delete(path)).json()) == []


async def test_a_webhook_of_the_references_body_is_answered_in_its_form(full: Sites) -> None:
    ours = (await full.severn.post("/webhooks", json=sample("webhook.create.request"))).json()
    assert differing(sample("webhook.create"), ours) == []
    path = f"/webhooks/{ours['webhook']['id']}"
    assert differing(sample("webhook.get"), (await full.severn.get(path)).json()) == []
    after = (await full.severn.put(path, json=sample("webhook.update.request"))).json()
    assert differing(sample("webhook.update"), after) == []
    assert differing(sample("webhooks.list"), await full.get("/webhooks")) == []
    assert differing(sample("webhook.delete"), (await full.severn.delete(path)).json()) == []
    refused = await full.severn.post("/webhooks", json={"webhook": {"endpoint": ""}})
    assert refused.json() == sample("webhook.create.error")


async def test_addresses_of_the_reference_have_no_members_that_are_not_kept(full: Sites) -> None:
    order = sample("order.create.request")["order"]
    body = {"customer_id": full.customer()["id"], "order_lines": [shipping()], **ADDRESSES}
    body |= {name: order[name] for name in ("shipping_address", "billing_address")}
    made = (await full.severn.post("/orders", json={"order": body})).json()["order"]
    assert made["shipping_address"] == order["shipping_address"]
    assert made["billing_address"] == order["billing_address"]
