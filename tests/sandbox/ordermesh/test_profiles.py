"""Where services lie, which paths are there, who may write, and how far reads are behind (contract 1, 5, 7, 11)."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from desktop.sandbox.ordermesh import SETS, SWITCHES
from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from desktop.sandbox.ordermesh.routes import ROUTES
from tests.sandbox.ordermesh.meshes import Mesh, opened, wrong
from tests.sandbox.standing import never_set

VENDOR = HARBOR_PRINT.vendors[0].id
SHIPMENT_WRITES = (
    ("PATCH", "/shipment/v1/{shipment}"),
    ("POST", "/shipment/v1/{shipment}"),
    ("DELETE", "/shipment/v1/{shipment}"),
    ("POST", f"/shipment/v1/order/{{order}}/vendor/{VENDOR}"),
    ("PATCH", "/shipment/v1/{shipment}/packages/{package}"),
    ("PATCH", "/shipment/v1/{shipment}/cancel"),
    ("POST", "/shipment/v1/{shipment}/unassign"),
    ("POST", "/shipment/v1/{shipment}/resubmit"),
    ("POST", "/shipment/v1/reroute"),
)
GUESSED = (
    *(
        ("POST", "/v1/orders/bulk"),
        ("GET", "/v1/orders/bulk"),
        ("PATCH", "/v1/orders/bulk"),
        ("GET", "/v1/orders/list"),
    ),
    *(("GET", "/v1/orders/safeId/{safe}"), ("GET", "/v1/orders/{order}/items/{item}")),
    *(("PATCH", "/v1/orders/{order}/items/{item}"), ("POST", "/v1/orders/{order}/cancel")),
    *(("POST", "/v1/orders/{order}/customerCareHold"), ("GET", "/v1/orders/{order}/items/{item}/auditLogs")),
    *(("POST", "/v1/orders/refunds"), ("GET", "/v1/orderItems"), ("GET", "/shipment/v1/order/{order}")),
    *(("GET", f"/shipment/v1/order/{{order}}/vendor/{VENDOR}"), ("GET", "/shipment/v1/orderItem/{item}")),
    *(("GET", "/shipment/v1/search"), ("GET", "/shipment/v1/{shipment}/packingSlip")),
    *(("GET", "/catalog/v1/merchantCatalog"), ("GET", "/catalog/v1/merchantCatalog/{catalogue}")),
    *(("GET", "/catalog/v1/products"), ("GET", "/catalog/v1/products/variants/{sku}")),
    *SHIPMENT_WRITES[3:],
)
CERTAIN = (
    *(("GET", "/v1/orders"), ("GET", "/v1/orders/{order}"), ("PATCH", "/v1/orders/{order}")),
    *(("GET", "/v1/orders/{order}/auditLogs"), ("GET", "/v1/notes"), ("GET", "/shipment/v1/{shipment}")),
    *(("PATCH", "/shipment/v1/{shipment}"), ("GET", "/catalog/v1/merchantCatalog/effective/variants/list")),
    ("PATCH", "/catalog/v1/merchantCatalog"),
)


async def asked(mesh: Mesh, method: str, path: str) -> httpx.Response:
    """A call about a shipped order's things, with a body that is good for every write."""
    shipment = mesh.some_shipment(4)
    row = mesh.merchant().orders.get(shipment["orderId"])
    assert row
    filled = path.format(
        shipment=shipment["id"],
        package=shipment["packages"][0]["id"],
        order=row.id,
        item=row.item_ids[0],
        safe=row.safe_id,
        catalogue=HARBOR_PRINT.catalogue,
        sku=mesh.sku(0),
    )
    body = {"id": HARBOR_PRINT.catalogue} if "Catalog" in path else {}
    return await mesh.harbor.request(method, filled, json=None if method == "GET" else body)


# ── where services lie ──


async def test_by_profile_orders_and_notes_lie_under_a_prefix_alone() -> None:
    async with opened(profile=("prefixed",)) as mesh:
        id = mesh.some_order("Open")["id"]
        for path in ("/v1/orders", f"/v1/orders/{id}", "/v1/notes", "/v1/orderItems"):
            assert (await mesh.harbor.get(path)).status_code == 404
            assert (await mesh.harbor.get(f"/order{path}")).status_code == 200
        inbound = {"body": 1, "merchantId": "x", "transformationId": "y"}
        assert (await mesh.harbor.post("/order/v1/inbound/orders", json=inbound)).status_code == 202
        assert (await mesh.harbor.get("/catalog/v1/merchantCatalog")).status_code == 200
        assert (await mesh.harbor.get("/shipment/v1/search")).status_code == 200


async def test_an_account_tells_its_prefixes_where_they_are_not_the_usual_ones() -> None:
    for profile, options in (((), {}), (("prefixed",), {"order_prefix": "/order", "notes_prefix": "/order"})):
        async with opened(orders=1, profile=profile) as mesh:
            described: Any = mesh.sandbox.description
            vendor = described["vendors"]["ordermesh"]
            assert [account["options"] for account in vendor["accounts"]] == [options, options]
            assert {*vendor["servers"]} == {"api"}
            assert all({*account["credentials"]} == {"client_id", "client_secret"} for account in vendor["accounts"])


# ── which paths are there ──


@pytest.mark.parametrize(("method", "path"), GUESSED)
async def test_by_profile_a_path_that_is_only_assumed_is_not_there(mesh: Mesh, method: str, path: str) -> None:
    assert (await asked(mesh, method, path)).status_code != 404
    await mesh.set("unconfirmed")
    answer = await asked(mesh, method, path)
    assert (answer.status_code, answer.json()) == (404, {"statusCode": 404, "message": "Resource not found"})


async def test_what_rests_on_known_paths_works_all_the_same() -> None:
    async with opened(profile=("unconfirmed",)) as mesh:
        order = await mesh.new_order()
        note = await mesh.harbor.post("/v1/notes", json={"orderId": order["id"], "text": "x"})
        assert note.status_code == 201
        for method, path in CERTAIN:
            assert (await asked(mesh, method, path)).status_code in (200, 400), path


def test_every_path_is_either_guessed_or_certain() -> None:
    assumed = {(route.method, route.path) for route in ROUTES if route.mark == "assumed"}
    assert len(assumed) == len(GUESSED)
    assert len({(route.service, route.method, route.path) for route in ROUTES}) == len(ROUTES)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/v1/customers", 404),
        ("GET", "/v2/orders", 404),
        ("GET", "/shipment/v1/a/b/c/d", 404),
        ("DELETE", "/v1/orders/x", 405),
        ("PUT", "/v1/orders", 405),
        ("PATCH", "/v1/orders/x/cancel", 405),
    ],
)
async def test_what_is_nowhere_is_told_by_the_gateway(mesh: Mesh, method: str, path: str, status: int) -> None:
    answer = await mesh.harbor.request(method, path)
    assert (answer.status_code, answer.json()["statusCode"]) == (status, status)
    assert answer.json()["message"]


# ── who may write ──


@pytest.mark.parametrize(("method", "path"), SHIPMENT_WRITES)
async def test_by_profile_a_merchants_client_writes_to_no_shipment(mesh: Mesh, method: str, path: str) -> None:
    assert (await asked(mesh, method, path)).status_code != 403
    await mesh.set("merchant_only")
    shipment = mesh.merchant().shipments.listed("created")[0]
    assert wrong(await asked(mesh, method, path)) == (403, None)
    assert mesh.merchant().shipments.listed("created")[0] == shipment
    assert not mesh.writes()[-1].applied


async def test_a_merchants_client_reads_shipments_and_writes_the_rest() -> None:
    async with opened(profile=("merchant_only",)) as mesh:
        for method, path in (("GET", "/shipment/v1/{shipment}"), ("GET", "/shipment/v1/order/{order}")):
            assert (await asked(mesh, method, path)).status_code == 200
        assert (await mesh.new_order())["id"]
        assert (await asked(mesh, "PATCH", "/catalog/v1/merchantCatalog")).status_code == 200


# ── how far reads are behind ──


async def test_by_profile_reads_are_thirty_seconds_behind() -> None:
    async with opened(profile=("stale_reads",)) as mesh:
        order = mesh.some_order("Open")
        path = f"/v1/orders/{order['id']}"
        first = (await mesh.harbor.patch(path, json={"customerShippingMethod": "A"})).json()["order"]
        assert first["customerShippingMethod"] == "A"
        mesh.pass_time(25)
        assert await mesh.order(order["id"]) == order
        await mesh.harbor.patch(path, json={"customerShippingMethod": "B"})
        mesh.pass_time(6)
        assert (await mesh.order(order["id"]))["customerShippingMethod"] == "A"
        assert next(row for row in await mesh.orders() if row["id"] == order["id"])["customerShippingMethod"] == "A"
        mesh.pass_time(25)
        assert (await mesh.order(order["id"]))["customerShippingMethod"] == "B"


async def test_what_is_new_or_gone_is_so_for_reads_thirty_seconds_later() -> None:
    async with opened(profile=("stale_reads",)) as mesh:
        order, shipment = await mesh.new_order(), mesh.some_shipment(1)
        await mesh.harbor.delete(f"/shipment/v1/{shipment['id']}")
        sent = {"orderId": shipment["orderId"], "text": "late"}
        note = (await mesh.harbor.post("/v1/notes", json=sent)).json()["note"]
        for passed, status in ((0, 404), (31, 200)):
            mesh.pass_time(passed)
            assert (await mesh.harbor.get(f"/v1/orders/{order['id']}")).status_code == status
            assert (await mesh.harbor.get(f"/v1/orders/safeId/{order['safeId']}")).status_code == status
            assert (order["id"] in {row["id"] for row in await mesh.orders()}) is (status == 200)
            assert (await mesh.harbor.get(f"/v1/notes/{note['id']}")).status_code == status
            gone = await mesh.harbor.get(f"/shipment/v1/{shipment['id']}")
            assert (gone.status_code == 404) is (status == 200)


async def test_catalogues_are_behind_as_well() -> None:
    async with opened(profile=("stale_reads",)) as mesh:
        sku = mesh.sku(0)
        edit = {"id": HARBOR_PRINT.catalogue, "variantsSkusToRemove": [sku]}
        await mesh.harbor.patch("/catalog/v1/merchantCatalog", json=edit)
        for passed, is_there in ((0, True), (31, False)):
            mesh.pass_time(passed)
            rows = (await mesh.harbor.get("/catalog/v1/merchantCatalog/effective/variants/list")).json()["variants"]
            assert (sku in {row["sku"] for row in rows}) is is_there


async def test_a_write_meets_what_is_there_however_far_reads_are_behind() -> None:
    async with opened(profile=("stale_reads",)) as mesh:
        order = await mesh.new_order()
        answer = await mesh.harbor.post(f"/v1/orders/{order['id']}/cancel", json={})
        assert answer.json()["order"]["status"] == "Cancelled"
        assert wrong(await mesh.harbor.post(f"/v1/orders/{order['id']}/cancel", json={})) == (400, "Status")


# ── all of them ──


def test_each_switch_is_set_in_a_test_of_this_folder() -> None:
    assert never_set(Path(__file__).parent, SWITCHES) == []


def test_each_profile_of_the_contract_goes_by_its_own_name() -> None:
    named = "no_total bare_array page_cap page_ignored filters_ignored order_updated summary_rows no_content"
    named += " meta_replaces stale_reads own_safeid merchant_only catalogue_unreadable variant_replaces"
    named += " catalogue_blanks prefixed unconfirmed"
    assert {*named.split()} == {*SETS}
    defaults = {switch.name: switch.settings[0] for switch in SWITCHES}
    assert {name for name, setting in defaults.items() if setting != "no"} == {"auth_answer", "list_answer"}
