"""The stand-in's answers beside those that the vendor's reference prints: the same members of the same types."""

import pytest

from tests.sandbox.orderspace.samples import differing, sample
from tests.sandbox.orderspace.sites import TOKEN, Json, Sites, documents


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
