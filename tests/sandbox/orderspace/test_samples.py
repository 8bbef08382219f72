"""The stand-in's answers beside those that the vendor's reference prints: the same members of the same types."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.orderspace.sites import ADDRESSES, TOKEN, Json, Sites, documents, goods, opened, shipping

SAMPLES = Path(__file__).parents[2] / "vendors" / "orderspace" / "samples"

# The reference's own slips, which the live service does not make (contract 0.10, 6.10).
SLIPS = {"created_at": "created", "deposit_pecentage": "deposit_percentage"}
# Null where nothing was said (contract 6).
NULLABLE = (
    *("_id", ".minimum", ".multiple", ".minimum_spend", ".due_date", ".delivery_date", ".created_by", ".deposit"),
    *(".tariff_code", ".country_of_origin", ".composition"),
)


def sample(name: str) -> Any:  # noqa: ANN401 - a recorded answer has any shape
    return json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))


def differing(theirs: object, ours: object, place: str = "") -> list[str]:
    """Where ours lacks a member of theirs or has it in another type."""
    if ours in (None, "") and place.endswith(NULLABLE):
        return []
    match theirs, ours:
        case dict(), dict() if place.endswith(".options"):
            return []  # its keys are free
        case dict(), dict():
            named = {SLIPS.get(name, name): value for name, value in theirs.items()}
            lacking = [f"{place}.{name}" for name in named.keys() - ours.keys()]
            shared = [differing(named[name], ours[name], f"{place}.{name}") for name in named.keys() & ours.keys()]
            return sum(shared, lacking)
        case [first, *_], [other, *_]:
            return differing(first, other, f"{place}[]")
        case list(), list():
            return []
    return [] if _type(theirs) == _type(ours) else [f"{place}: {theirs!r} became {ours!r}"]


def _type(value: object) -> str:
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


@pytest.fixture
async def full() -> Any:  # noqa: ANN401 - an async generator of what every test here wants
    """A site that has every feature, so that no member of the reference is left out."""
    async with opened(orders=60, profile=("site_features=both",)) as sites:
        yield sites


def rich_order(sites: Sites) -> Json:
    """An order whose first line has goods, a rate and a group."""
    return next(each for each in documents(sites.site().orders) if each["order_lines"][0]["sku"])


def rich_invoice(sites: Sites) -> Json:
    return next(each for each in documents(sites.site().invoices) if each["payments"] and "deposit" in each)


def rich_product(sites: Sites) -> Json:
    return next(each for each in documents(sites.site().products) if each["product_variants"][0]["price_list_prices"])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("order.get", "/orders/{order}"),
        ("order.object", "/orders/{order}"),
        ("orders.list", "/orders?number={number}"),
        ("customer.get", "/customers/{customer}"),
        ("customer.object", "/customers/{customer}"),
        ("customers.list", "/customers?status=active"),
        ("product.get", "/products/{product}"),
        ("product.object", "/products/{product}"),
        ("products.list", "/products?code={code}"),
        ("inventory_levels.list", "/inventory_levels"),
        ("dispatch.get", "/dispatches/{dispatch}"),
        ("dispatch.object", "/dispatches/{dispatch}"),
        ("dispatches.list", "/dispatches"),
        ("invoice.get", "/invoices/{invoice}"),
        ("invoice.object", "/invoices/{invoice}"),
        ("invoices.list", "/invoices?number={invoice_number}"),
        ("category.get", "/categories/{category}"),
        ("category.object", "/categories/{category}"),
        ("categories.list", "/categories"),
        ("price_list.get", "/price_lists/{price_list}"),
        ("price_list.object", "/price_lists/{price_list}"),
        ("price_lists.list", "/price_lists"),
        ("customer_groups.list", "/customer_groups"),
        ("payment_terms.list", "/payment_terms"),
        ("tax_rates.list", "/tax_rates"),
        ("preorder_windows.list", "/preorder_windows"),
    ],
)
async def test_reads_have_the_members_and_types_of_the_reference(full: Sites, name: str, path: str) -> None:
    site, order, product, invoice = full.site(), rich_order(full), rich_product(full), rich_invoice(full)
    ids = {
        "order": order["id"],
        "number": order["number"],
        "customer": full.customer()["id"],
        "product": product["id"],
        "code": product["code"],
        "dispatch": documents(site.dispatches)[0]["id"],
        "invoice": invoice["id"],
        "invoice_number": invoice["number"],
        "category": documents(site.categories)[0]["id"],
        "price_list": documents(site.price_lists)[0]["id"],
    }
    answer = await full.severn.get(path.format(**ids))
    assert answer.status_code == 200
    assert differing(sample(name), answer.json()) == []


async def test_single_objects_of_lists_are_those_of_the_reference(full: Sites) -> None:
    for name, plural in (
        ("inventory_level", "inventory_levels"),
        ("customer_group", "customer_groups"),
        ("payment_terms", "payment_terms"),
        ("tax_rate", "tax_rates"),
        ("preorder_window", "preorder_windows"),
    ):
        row = (await full.get(f"/{plural}"))[plural][0]
        assert differing(sample(f"{name}.object")[name], row) == []


async def test_a_token_is_that_of_the_reference(full: Sites) -> None:
    credentials = full.account().credentials
    form = {name: credentials.get(name, value) for name, value in sample("oauth.token.request").items()}
    answer = (await full.token.post(TOKEN, data=form)).json()
    assert differing(sample("oauth.token"), answer) == []
    assert answer | {"access_token": ""} == sample("oauth.token") | {"access_token": ""}


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
