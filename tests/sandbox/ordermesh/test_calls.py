"""Every call of section 5 once, by plain requests written from the contract's own words, in one story."""

import httpx

from desktop.sandbox import Options, running
from desktop.sandbox.ordermesh.routes import ROUTES
from tests.plain import NO_TLS
from tests.sandbox.desks import NOW
from tests.sandbox.ordermesh.meshes import ADDRESS, Json


class Caller:
    """Makes calls, and keeps which were made."""

    def __init__(self, base: str) -> None:
        self._client = httpx.AsyncClient(base_url=base, timeout=5, verify=NO_TLS)
        self.made: set[tuple[str, str]] = set()

    async def ask(self, status: int, method: str, path: str, body: Json | None = None, **ids: str) -> Json:
        answer = await self._client.request(method, path.format(**ids), json=body)
        assert answer.status_code == status, (method, path, answer.text)
        self.made.add((method, path.partition("?")[0]))
        found: Json = answer.json() if answer.content else {}
        return found

    async def sign_in(self, credentials: Json) -> None:
        both = {**credentials, "clientId": credentials["client_id"], "clientSecret": credentials["client_secret"]}
        token = (await self.ask(200, "POST", "/user/v1/clients/token", both))["accessToken"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    async def close(self) -> None:
        await self._client.aclose()


async def orders(api: Caller, merchant: str, sku: str) -> Json:
    """O1 to O18; gives an order with two open items."""
    create: Json = {"safeId": "story-1", "merchantId": merchant, "externalId": "A-1", "shippingAddress": ADDRESS}
    create["items"] = [{"sku": sku, "quantity": 2}, {"sku": sku, "quantity": 1}]
    order: Json = (await api.ask(201, "POST", "/v1/orders", create))["order"]
    assert (await api.ask(200, "GET", "/v1/orders?page=1&pageSize=50"))["orders"][0] == order
    assert (await api.ask(200, "GET", "/v1/orders/list?page=1&pageSize=50"))["orders"][0] == order
    row = (await api.ask(200, "POST", "/v1/orders/bulk", {"bulk": [{**create, "safeId": "story-2"}]}))["bulk"][0]
    assert row["statusCode"] == 201
    other = row["id"]
    assert len((await api.ask(200, "GET", "/v1/orders/bulk?ids={a},{b}", a=order["id"], b=other))["orders"]) == 2
    patch = {"bulk": [{"id": other, "meta": {"a": "1"}}]}
    assert (await api.ask(200, "PATCH", "/v1/orders/bulk", patch))["bulk"][0]["errors"] is None
    ids = {"order": order["id"], "item": order["items"][0]["id"]}
    assert (await api.ask(200, "GET", "/v1/orders/{order}", **ids))["order"] == order
    corrected = await api.ask(200, "PATCH", "/v1/orders/{order}", {"customerShippingMethod": "Expedited"}, **ids)
    assert corrected["order"]["customerShippingMethod"] == "Expedited"
    assert (await api.ask(200, "GET", "/v1/orders/safeId/story-1"))["order"]["id"] == order["id"]
    assert (await api.ask(200, "GET", "/v1/orders/{order}/items/{item}", **ids))["orderItem"]["sku"] == sku
    item = await api.ask(200, "PATCH", "/v1/orders/{order}/items/{item}", {"quantity": 5}, **ids)
    assert item["orderItem"]["quantity"] == 5
    assert (await api.ask(200, "GET", "/v1/orders/{order}/auditLogs", **ids))["auditLogs"]
    assert (await api.ask(200, "GET", "/v1/orders/{order}/items/{item}/auditLogs", **ids))["auditLogs"]
    rows = [{"itemId": ids["item"], "isShippingRefund": False, "amount": 1, "reason": "Late"}]
    await api.ask(200, "POST", "/v1/orders/refunds", {"orderId": order["id"], "refunds": rows})
    assert (await api.ask(200, "GET", "/v1/orderItems?page=1&pageSize=50"))["orderItems"]
    held = await api.ask(200, "POST", "/v1/orders/{order}/customerCareHold", {"reason": "Ask"}, order=other)
    assert held["order"]["status"] == "CustomerCareHold"
    gone = await api.ask(200, "POST", "/v1/orders/{order}/cancel", {"reason": "Wrong"}, order=other)
    assert gone["order"]["status"] == "Cancelled"
    inbound = {"body": "anything", "merchantId": merchant, "transformationId": "c03ecd9c"}
    await api.ask(202, "POST", "/v1/inbound/orders", inbound)
    return order


async def notes(api: Caller, order: str) -> None:
    """Section 5.2."""
    note = (await api.ask(201, "POST", "/v1/notes", {"orderId": order, "text": "Call first"}))["note"]
    assert (await api.ask(200, "GET", "/v1/notes?orderId={order}", order=order))["notes"] == [note]
    assert (await api.ask(200, "GET", "/v1/notes/{note}", note=note["id"]))["note"] == note
    after = await api.ask(200, "PUT", "/v1/notes/{note}", {**note, "text": "Called"}, note=note["id"])
    assert after["note"]["text"] == "Called"
    assert (await api.ask(200, "GET", "/v1/notes/{note}/auditLogs", note=note["id"]))["auditLogs"]
    await api.ask(204, "DELETE", "/v1/notes/{note}", note=note["id"])


async def shipments(api: Caller, order: Json, maker: Json) -> None:
    """S1 to S16 but for S13; maker: a shipment of the vendor that is to make the order."""
    first, second = (item["id"] for item in order["items"])
    ids = {"order": order["id"], "vendor": maker["vendorId"], "item": first}
    path = "/shipment/v1/order/{order}/vendor/{vendor}"
    made = await api.ask(201, "POST", path, {"facilityId": maker["facilityId"], "orderItemIDs": [first, second]}, **ids)
    ids["shipment"] = made["id"]
    for read in ("/shipment/v1/{shipment}", "/shipment/v1/order/{order}", path, "/shipment/v1/orderItem/{item}"):
        assert (await api.ask(200, "GET", read, **ids))["id"] == made["id"]
    assert (await api.ask(200, "GET", "/shipment/v1/search?page=1&pageSize=50"))["shipments"][0]["id"] == made["id"]
    after = await api.ask(200, "PATCH", "/shipment/v1/{shipment}", {"shippingMethod": "Ground"}, **ids)
    assert after["shippingMethod"] == "Ground"
    await api.ask(200, "POST", "/shipment/v1/{shipment}/unassign", {"orderItemIDs": [second]}, **ids)
    await api.ask(200, "POST", "/shipment/v1/{shipment}/resubmit", **ids)
    moved = {"shipmentId": made["id"], "facilityId": maker["facilityId"], "reason": "Nearer", "orderItems": []}
    await api.ask(200, "POST", "/shipment/v1/reroute", moved)
    tracking = {"carrierName": "UPS", "carrierTrackingNumber": "1Z1", "orderItemIDs": [first]}
    packed = await api.ask(201, "POST", "/shipment/v1/{shipment}", {"packages": [tracking]}, **ids)
    ids["package"] = packed["packages"][0]["id"]
    correction = {"carrierTrackingNumber": "1Z2"}
    await api.ask(200, "PATCH", "/shipment/v1/{shipment}/packages/{package}", correction, **ids)
    assert await api.ask(200, "GET", "/shipment/v1/{shipment}/packingSlip", **ids)
    await api.ask(204, "DELETE", "/shipment/v1/{shipment}", **ids)
    waiting = await api.ask(201, "POST", path, {"facilityId": maker["facilityId"], "orderItemIDs": [second]}, **ids)
    await api.ask(200, "PATCH", "/shipment/v1/{shipment}/cancel", shipment=waiting["id"])


async def catalogues(api: Caller) -> None:
    """C1 to C7."""
    path = "/catalog/v1/merchantCatalog"
    rows = (await api.ask(200, "GET", f"{path}/effective/variants/list?page=1&pageSize=50"))["variants"]
    listed = next(row for row in (await api.ask(200, "GET", path))["merchantCatalogs"] if row["isEnabled"])
    whole = await api.ask(200, "GET", path + "/{id}", id=listed["id"])
    assert (await api.ask(200, "PUT", path, whole))["errors"] == []
    edit = {**listed, "variantsToAdd": [], "variantsSkusToRemove": [], "variantsToUpdate": [whole["variants"][0]]}
    assert (await api.ask(200, "PATCH", path, edit))["variantsUpdated"] == 1
    assert await api.ask(200, "GET", path + "/{id}", id=listed["id"]) == whole
    sent = {"merchantCatalogId": listed["id"], "variants": [{"id": None, "sku": "SKU123"}]}
    assert (await api.ask(200, "POST", "/catalog/v1/merchantVariants", sent))["variantsAdded"] == 1
    assert (await api.ask(200, "GET", "/catalog/v1/products?search=Mug&page=1&pageSize=50"))["products"]
    assert (await api.ask(200, "GET", "/catalog/v1/products/variants/{sku}", sku=rows[0]["sku"]))["merchantSku"]


async def test_every_call_of_the_contract_is_answered() -> None:
    options = Options(orders=30, stock=30, now=NOW, pace=None, vendors=("ordermesh",))
    async with running(options) as sandbox:
        vendor: Json = sandbox.description["vendors"]["ordermesh"]  # type: ignore[index]
        api = Caller(vendor["servers"]["api"])
        await api.sign_in(vendor["accounts"][0]["credentials"])
        routed = (await api.ask(200, "GET", "/shipment/v1/search?page=1&pageSize=50"))["shipments"]
        variants = await api.ask(200, "GET", "/catalog/v1/merchantCatalog/effective/variants/list?page=1&pageSize=50")
        order = await orders(api, routed[0]["merchantId"], variants["variants"][0]["sku"])
        await notes(api, order["id"])
        await shipments(api, order, routed[0])
        await catalogues(api)
        await api.close()
        assert len(api.made) == len(ROUTES) + 1  # and the one that gave the token
