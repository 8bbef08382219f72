"""What goes wrong at the stand-in: refusals in its own words, lost answers, other people's changes (contract 8)."""

from typing import Any

import httpx
import pytest

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, wrong

CLIENT = "/user/v1/clients/token"
CREDENTIALS = {"clientId": HARBOR_PRINT.client_id, "clientSecret": HARBOR_PRINT.client_secret}


@pytest.mark.parametrize("wait", [None, 7, "Fri, 20 Nov 2026 09:31:00 GMT"])
async def test_too_many_calls_are_told_by_the_gateway_with_and_without_a_wait(mesh: Mesh, wait: object) -> None:
    mesh.fault("throttle", **({} if wait is None else {"wait": wait}))
    answer = await mesh.harbor.get("/v1/orders")
    assert (answer.status_code, answer.json()["statusCode"]) == (429, 429)
    assert answer.headers.get("retry-after") == (None if wait is None else str(wait))
    assert answer.json()["message"].startswith("Rate limit is exceeded.")
    assert (await mesh.harbor.get("/v1/orders")).status_code == 200


async def test_each_refusal_has_the_form_of_who_refuses(mesh: Mesh) -> None:
    for name, status, of_service in (
        ("failed", 500, True),
        ("vanish", 404, True),
        ("veto", 403, True),
        ("unauthorized", 401, False),
        ("offline", 503, False),
    ):
        mesh.fault(name)
        answer = await mesh.harbor.get("/v1/orders")
        assert answer.status_code == status
        assert (answer.json().keys() == {"errors"}) is of_service, name
        assert (answer.json().keys() == {"statusCode", "message"}) is not of_service, name
    mesh.fault("unauthorized")
    assert wrong(await mesh.root.post(CLIENT, json=CREDENTIALS)) == (401, None)


async def test_an_error_may_come_with_a_status_that_says_success(mesh: Mesh) -> None:
    mesh.fault("error_200")
    answer = await mesh.harbor.get("/v1/orders")
    assert (answer.status_code, answer.json()["errors"][0]["propertyName"]) == (200, None)


@pytest.mark.parametrize("name", ["applied_reset", "applied_stall"])
async def test_a_note_is_made_though_its_answer_is_lost(mesh: Mesh, name: str) -> None:
    id = mesh.some_order("Open")["id"]
    mesh.fault(name, where={"method": "POST", "path": "/v1/notes$"})
    with pytest.raises(httpx.TransportError):
        await mesh.harbor.post("/v1/notes", json={"orderId": id, "text": "once"}, timeout=0.3)
    notes = (await mesh.harbor.get("/v1/notes", params={"orderId": id})).json()["notes"]
    assert [note["text"] for note in notes if note["text"] == "once"] == ["once"]
    assert [(write.applied, write.status) for write in mesh.writes()] == [(True, 201)]


async def test_a_page_is_given_once_more_and_a_row_is_spoilt(mesh: Mesh) -> None:
    first = await mesh.orders(page=1, pageSize=5)
    mesh.fault("repeat_page", where={"path": "/v1/orders$"})
    assert await mesh.orders(page=2, pageSize=5) == first
    mesh.fault("bad_record", row=2, json="x", member="spoilt")
    rows = await mesh.orders(pageSize=5)
    assert [row.get("spoilt") for row in rows] == [None, None, "x", None, None]


@pytest.mark.parametrize("path", ["/v1/orders/{order}", "/shipment/v1/{shipment}", "/v1/notes/{note}"])
async def test_a_single_record_is_spoilt_too(mesh: Mesh, path: str) -> None:
    note = (await mesh.harbor.get("/v1/notes")).json()["notes"][0]
    shipment = mesh.some_shipment(4)
    mesh.fault("bad_record", json="x", member="spoilt")
    filled = path.format(order=shipment["orderId"], shipment=shipment["id"], note=note["id"])
    assert '"spoilt":"x"' in (await mesh.harbor.get(filled)).text


def changes(path: list[Any], value: object) -> list[Json]:
    return [{"path": path, "value": value}]


async def test_somebody_else_changes_what_a_path_names(mesh: Mesh) -> None:
    shipment = mesh.some_shipment(4)
    id = shipment["orderId"]
    note = (await mesh.harbor.post("/v1/notes", json={"orderId": id, "text": "x"})).json()["note"]["id"]
    order = f"/v1/orders/{id}"
    for path in (order, f"/shipment/v1/{shipment['id']}", f"/shipment/v1/order/{id}", f"/v1/notes/{note}"):
        mesh.fault("stale_write", where={"method": "GET"}, changes=changes(["customerShippingMethod"], path))
        assert (await mesh.harbor.get(path)).status_code == 200
        assert (await mesh.order(id))["customerShippingMethod"] == path


async def test_somebody_else_changes_what_a_body_names_right_before_the_write(mesh: Mesh) -> None:
    id, sku = mesh.some_order("Open")["id"], mesh.sku(0)
    mesh.fault("stale_write", where={"method": "POST"}, changes=changes(["customerShippingMethod"], "Theirs"))
    await mesh.harbor.post("/v1/notes", json={"orderId": id, "text": "x"})
    assert (await mesh.order(id))["customerShippingMethod"] == "Theirs"
    shipment = mesh.some_shipment(1)
    moved = {"shipmentId": shipment["id"], "facilityId": shipment["facilityId"], "reason": "x"}
    mesh.fault("stale_write", where={"method": "POST"}, changes=changes(["customerShippingMethod"], "Theirs too"))
    await mesh.harbor.post("/shipment/v1/reroute", json=moved)
    assert (await mesh.order(shipment["orderId"]))["customerShippingMethod"] == "Theirs too"
    mesh.fault("stale_write", where={"method": "PATCH"}, changes=changes(["merchantSku"], "Theirs"))
    edit = {"id": HARBOR_PRINT.catalogue, "variantsToUpdate": [{"sku": sku, "productId": "ours"}]}
    await mesh.harbor.patch("/catalog/v1/merchantCatalog", json=edit)
    variant = (await mesh.harbor.get(f"/catalog/v1/products/variants/{sku}")).json()
    assert (variant["merchantSku"], variant["productId"]) == ("Theirs", "ours")


async def test_what_names_no_record_is_about_none(mesh: Mesh) -> None:
    mesh.fault("stale_write", times=None, changes=changes(["customerShippingMethod"], "Theirs"))
    assert (await mesh.harbor.get("/v1/orders")).status_code == 200
    assert (await mesh.harbor.get("/v1/orders/none")).status_code == 404
    assert (await mesh.harbor.post("/v1/orders/refunds", json={"orderId": "none"})).status_code == 404
    assert (await mesh.root.post(CLIENT, json=CREDENTIALS)).status_code == 200
    edit = {"id": HARBOR_PRINT.catalogue, "description": "x"}
    assert (await mesh.harbor.patch("/catalog/v1/merchantCatalog", json=edit)).status_code == 200
