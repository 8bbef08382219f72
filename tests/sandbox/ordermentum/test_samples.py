"""The stand-in's answers beside those that the vendor's documents print: the same members of the same types."""

import pytest

from tests.sandbox.ordermentum.houses import ID, House, signed_in
from tests.sandbox.printed import Printed

# Slips and placeholders of the older reference, as its README and the contract say (4, 7.2, 18.7): {} stands for
# nothing or a value, the tax of an order has another letter, and paymentMethodType was a bare text.
NOTHING: object = {}
SLIPS = ("totalGst", "paymentMethodType", "paidBy", "chargedBy", "cancelledBy", "createdBy", "updatedBy", "schedules")
# Numbers of these are told in both ways today.
LOOSE = ("minimumOrderValue", "paidToSupplier", "freight", "description", "totalWeight", "variantId", "suppliers")

PRINTED = Printed(
    vendor="ordermentum",
    is_free=lambda place, theirs, ours: place.endswith((*SLIPS, *LOOSE)) or theirs in (NOTHING, None) or ours is None,
    optional=tuple(f".{name}" for name in (*SLIPS, *LOOSE)),
    any_row=True,  # members are left out of some (4)
)
sample, differences = PRINTED.sample, PRINTED.missing

READS = {
    "orders.v2.list": "/v2/orders?supplierId={id}",
    "orders.list": "/v1/orders?supplierId={id}",
    "order.get": "/v1/orders/{order}",
    "purchasers.list": "/v1/purchasers?supplierId={id}",
    "purchaser.get": "/v1/purchasers/{purchaser}",
    "purchaser.get.current": "/v1/purchasers/{purchaser}",
    "products.list": "/v1/products?supplierId={id}",
    "product.get": "/v1/products/{product}",
    "invoices.v2.list": "/v2/invoices?supplierId={id}",
    "invoices.list": "/v1/invoices?supplierId={id}",
    "invoice.get": "/v1/invoices/{invoice}",
    "price-groups.list": "/v1/price-groups",
    "webhooks.list": "/v1/webhooks?supplierId={id}",
}


def ids(house: House) -> dict[str, str]:
    order = house.order(lambda order: order.invoice and order.lines)
    assert order.invoice
    priced = next(row for row in house.supplier().purchasers.rows.values() if row.document["priceGroup"])
    coded = next(row for row in house.supplier().products.rows.values() if "SKU" in row.document)
    return {"id": ID, "order": order.id, "purchaser": priced.id, "product": coded.id, "invoice": order.invoice}


@pytest.mark.parametrize("name", READS)
async def test_reads_have_the_members_and_types_of_the_documents(house: House, name: str) -> None:
    answer = await house.harbour.get(READS[name].format(**ids(house)))
    assert answer.status_code == 200
    assert differences(sample(name), answer.json()) == []


async def test_signing_in_takes_and_gives_what_the_documents_print(house: House) -> None:
    user = house.supplier().plan.users[0]
    assert sample("auth.login.request").keys() == {"username", "password"}
    given = await signed_in(house.app, user.username, user.password)
    assert differences(sample("auth.login.response"), given.json()) == []
    await house.set("login_answer", "legacy")
    older = await signed_in(house.app, user.username, user.password)
    assert differences(sample("auth.login.response.legacy"), older.json()) == []


@pytest.mark.parametrize(
    ("name", "method", "path", "answered"),
    [
        ("order.update.cancel.request", "PUT", "/v1/orders/{order}", "order.get"),
        ("invoice.update.cancel.request", "PUT", "/v1/invoices/{invoice}", "invoice.get"),
        ("product.update.request", "PUT", "/v1/products/{product}", "product.get"),
        ("price-group.create.request", "POST", "/v1/price-groups", "price-group.create.response"),
    ],
)
async def test_writes_take_the_bodies_of_the_documents(
    house: House, name: str, method: str, path: str, answered: str
) -> None:
    found = ids(house)
    order = house.order(lambda order: order.is_editable and order.invoice)
    found |= {"order": order.id, "invoice": str(order.invoice)}
    answer = await house.harbour.request(method, path.format(**found), json=sample(name))
    assert answer.status_code in (200, 201), answer.text
    assert house.last_write().applied
    assert house.last_write().ignored == ()
    assert differences(sample(answered), answer.json()) == []


async def test_webhooks_and_places_take_the_bodies_of_the_documents(house: House) -> None:
    hook = await house.harbour.post("/v1/webhooks", json={**sample("webhook.create.request"), "entityId": ID})
    assert hook.status_code == 201
    renamed = await house.harbour.put(f"/v1/webhooks/{hook.json()['id']}", json=sample("webhook.update.request"))
    assert renamed.json()["name"] == "Test Webhook"
    place = await house.stock.post("/locations", json={**sample("stock-location.create.request"), "supplierId": ID})
    assert place.status_code == 201


async def test_a_product_that_is_made_looks_as_the_documents_print_it(house: House) -> None:
    printed = sample("product.create.response")
    body = {"name": printed["name"], "supplierId": ID, "basePrice": printed["basePrice"]}
    answer = await house.harbour.post("/v1/products", json=body)
    assert differences(printed, answer.json()) == []


async def test_a_stock_item_takes_the_documents_body(house: House) -> None:
    await house.set("stock_item_ids", "on")
    item = next(iter(house.supplier().items.rows.values())).document["id"]
    answer = await house.stock.patch(f"/items/{item}", json=sample("stock-item.update.request.superseded"))
    assert answer.json()["available"] == 75


def test_every_sample_is_held_against_an_answer_or_superseded() -> None:
    held = {*READS, "auth.login.request", "auth.login.response", "auth.login.response.legacy", "order.create.request"}
    held |= {"order.update.cancel.request", "invoice.update.cancel.request", "product.update.request"}
    held |= {"price-group.create.request", "price-group.create.response", "webhook.create.request"}
    held |= {"webhook.update.request", "stock-location.create.request", "product.create.response"}
    held |= {"stock-item.update.request.superseded"}
    # One fixed record of another kind is printed for webhooks; the rest has been withdrawn or superseded. What is
    # constructed was never answered: no page shows a variant, or a stock item, whole.
    assert PRINTED.names() - held == {
        *("webhook.get", "webhook.create.response", "stock-item.create.request.superseded"),
        *("stock-location.create.request.superseded", "inventory-service.create.response.historical"),
        *(
            "inventory-service.stock-callback.request.historical",
            "inventory-service.stock-callback.response.historical",
        ),
    }
