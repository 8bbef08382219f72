"""What goes wrong at the stand-in: refusals in its own words, lost answers, other people's changes (contract 5, 13)."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from desktop.sandbox.canonical import digest
from desktop.sandbox.ordercloud import SWITCHES
from tests.sandbox.ordercloud.shops import KONTOR, LARDER, Shop, opened
from tests.sandbox.ordercloud.test_orders import ADDRESS, code, path
from tests.sandbox.standing import never_set

HERE = {"vendor": "ordercloud", "account": LARDER}


@pytest.mark.parametrize("wait", [None, 3])
async def test_after_so_many_calls_there_are_too_many_with_and_without_a_wait(shop: Shop, wait: int | None) -> None:
    shop.fault("throttle", where={"skip": 2, "path": "/v1/"}, times=2, **({"wait": wait} if wait else {}))
    answers = [await shop.larder.get("/me") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429, 200]
    assert answers[2].headers.get("retry-after") == (str(wait) if wait else None)
    assert answers[2].json()["Errors"][0]["ErrorCode"] == "TooManyRequests"


async def test_errors_of_the_server_come_in_its_own_words_or_as_a_page(shop: Shop) -> None:
    shop.fault("failed")
    assert code(await shop.larder.get("/me")) == (500, "ServerError")
    shop.fault("offline")
    assert code(await shop.larder.get("/me")) == (503, "Api.Offline")
    shop.fault("server_error", status=502)
    answer = await shop.larder.get("/me")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (502, "text/html")
    assert (await shop.larder.get("/me")).status_code == 200


def test_each_switch_is_set_in_a_test_of_this_folder() -> None:
    assert never_set(Path(__file__).parent, SWITCHES) == []


async def test_switches_come_in_sets() -> None:
    async with opened(profile=("cloud_strict",)) as shop:
        assert code(await shop.larder.get("/lineitems/Incoming")) == (400, "Order.SearchNotEnabled")
        refused = await shop.larder.post(path(shop.order("Open"), "/cancel"))
        assert code(refused) == (400, "Order.CannotCancelInCurrentStatus")
    async with opened(profile=("cloud_slow",)) as shop:
        product = shop.product(0)
        await shop.larder.patch(f"/products/{product}", json={"Name": "New"})
        shop.pass_time(119)
        assert (await shop.larder.get(f"/products/{product}")).json()["Name"] != "New"


async def test_a_hook_of_the_shop_vetoes_writes_to_one_product(shop: Shop) -> None:
    product = shop.product(0)
    shop.fault("veto", where={"path": f"/products/{product}", "method": "PATCH"}, times=None)
    answer = await shop.larder.patch(f"/products/{product}", json={"Name": "x"})
    data = answer.json()["Errors"][0]["Data"]
    assert (answer.status_code, data["body"]["customMessage"]) == (400, "Figures are kept by the warehouse.")
    assert data["WebhookName"]
    assert shop.market().table("products")[product]["Name"] != "x"
    assert (await shop.larder.patch(f"/products/{shop.product(1)}", json={"Name": "x"})).status_code == 200


@pytest.mark.parametrize("setting", ["no", "yes"])
async def test_error_bodies_start_with_a_byte_order_mark_where_the_switch_says(shop: Shop, setting: str) -> None:
    await shop.set("byte_order_mark", setting)
    refused = await shop.larder.get("/orders/Incoming/gone")
    assert refused.content.startswith(b"\xef\xbb\xbf") is (setting == "yes")
    error = json.loads(refused.content.decode("utf-8-sig"))["Errors"][0]
    assert error["Data"] == {"ObjectType": "Order", "ObjectID": "gone"}
    assert not (await shop.larder.get("/me")).content.startswith(b"\xef")


@pytest.mark.parametrize("name", ["applied_reset", "applied_stall"])
async def test_a_post_is_done_though_its_answer_is_lost_and_a_repeat_is_told(shop: Shop, name: str) -> None:
    order = shop.order("Open")
    buyer = order["FromCompanyID"]
    shop.fault(name, where={"method": "POST", "path": "/addresses$"})
    sent = {**ADDRESS, "ID": "mine"}
    with pytest.raises(httpx.TransportError):
        await shop.larder.post(f"/buyers/{buyer}/addresses", json=sent, timeout=0.3)
    assert (await shop.larder.get(f"/buyers/{buyer}/addresses/mine")).status_code == 200
    assert code(await shop.larder.post(f"/buyers/{buyer}/addresses", json=sent)) == (409, "IdExists")
    assert [(write.applied, write.status) for write in shop.writes()] == [(True, 201), (False, 409)]


async def test_somebody_else_changes_an_order_between_the_read_and_the_write(shop: Shop) -> None:
    order = shop.order("Open")
    changes = [{"path": ["Comments"], "value": "theirs"}]
    shop.fault("stale_write", where={"method": "GET", "path": f"/orders/Incoming/{order['ID']}$"}, changes=changes)
    read = (await shop.larder.get(path(order))).json()
    assert read["Comments"] != "theirs"
    after = (await shop.larder.patch(path(order), json={"ShippingCost": 3})).json()
    assert (after["Comments"], after["LastUpdated"] > read["LastUpdated"]) == ("theirs", True)


async def test_control_changes_any_part_of_a_record_and_what_follows_from_it(shop: Shop) -> None:
    order = shop.order("Open", lines=2)
    line = next(iter(shop.market().table("lines", order["ID"])))
    answer = await shop.change(
        "orders", order["ID"], ([f"line:{line}", "Quantity"], 100), (["order", "xp"], {"a": [1]})
    )
    assert answer.status_code == 200
    after = (await shop.larder.get(path(order))).json()
    assert (after["xp"], after["Subtotal"] > order["Subtotal"]) == ({"a": [1]}, True)
    buyer = order["FromCompanyID"]
    user = next(iter(shop.market().table("users", buyer)))
    await shop.change("customers", buyer, (["Name"], "Renamed"), ([f"user:{user}", "Phone"], "99"))
    assert (await shop.larder.get(f"/buyers/{buyer}")).json()["Name"] == "Renamed"
    assert (await shop.larder.get(f"/buyers/{buyer}/users/{user}")).json()["Phone"] == "99"
    for key in stock_keys(shop):
        own = ["QuantityAvailable"] if key.count("/") == 2 else ["Inventory", "QuantityAvailable"]
        assert (await shop.change("stock", key, (own, 41))).status_code == 200
        documents = shop.sandbox.world.account("ordercloud", LARDER).records("stock")[key]
        first = json.loads(next(iter(documents.values())))
        assert (first if len(own) == 1 else first["Inventory"])["QuantityAvailable"] == 41
    assert shop.writes() == []


def stock_keys(shop: Shop) -> list[str]:
    """One of each of the four situations: p, p/v, p//r, p/v/r."""
    keys = list(shop.sandbox.world.hashes("ordercloud", LARDER, "stock"))
    found = [next(key for key in keys if "/" not in key)]
    found.append(next(key for key in keys if key.count("/") == 1))
    found.append(next(key for key in keys if "//" in key))
    found.append(next(key for key in keys if key.count("/") == 2 and "//" not in key))
    return found


async def test_records_are_hashes_of_documents_as_they_are_served(shop: Shop) -> None:
    hashes = shop.sandbox.world.hashes("ordercloud", LARDER, "orders")
    order = shop.order("Completed", lines=2)
    lines = (await shop.larder.get(path(order, "/lineitems?pageSize=100"))).json()["Items"]
    parts = {"order": (await shop.larder.get(path(order))).json()} | {f"line:{line['ID']}": line for line in lines}
    assert len(lines) == order["LineItemCount"]
    assert {part: digest(json.dumps(document).encode()) for part, document in parts.items()} == hashes[order["ID"]]
    drafts = shop.sandbox.world.hashes("ordercloud", LARDER, "drafts")
    assert drafts.keys() == {
        order["ID"] for order in shop.market().table("orders").values() if order["Status"] == "Unsubmitted"
    }
    assert not drafts.keys() & hashes.keys()


async def test_a_write_changes_the_hash_of_its_record_alone(shop: Shop) -> None:
    before = shop.sandbox.world.hashes("ordercloud", LARDER, "orders")
    order = shop.order("Open")
    await shop.larder.patch(path(order), json={"Comments": "new"})
    after = shop.sandbox.world.hashes("ordercloud", LARDER, "orders")
    assert {id for id in after if after[id] != before[id]} == {order["ID"]}


@pytest.mark.parametrize("account", [LARDER, KONTOR])
async def test_records_arrive_and_go(shop: Shop, account: str) -> None:
    here = {**HERE, "account": account}
    client = shop.larder if account == LARDER else shop.kontor
    for kind, where in (("orders", "/orders/Incoming"), ("drafts", "/orders/Incoming"), ("customers", "/buyers")):
        id = (await shop.control.post("/create", json={**here, "kind": kind})).json()["id"]
        assert (await client.get(f"{where}/{id}")).status_code == 200
        assert (await shop.control.post("/remove", json={**here, "kind": kind, "id": id})).status_code == 200
        assert (await client.get(f"{where}/{id}")).status_code == 404
    given = {"ID": "fresh", "Name": "Dill"}
    id = (await shop.control.post("/create", json={**here, "kind": "stock", "document": given})).json()["id"]
    assert (await client.get(f"/products/{id}")).json()["Name"] == "Dill"
    assert (await shop.control.post("/remove", json={**here, "kind": "stock", "id": id})).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "orders", "id": "gone", "changes": [{"path": ["Comments"], "value": 1}]},
        {"kind": "invoices", "id": "1", "changes": []},
        {"kind": "logins", "id": "nobody", "changes": [{"path": ["Active"], "value": False}]},
        {"kind": "clients", "id": "nobody", "changes": [{"path": ["active"], "value": False}]},
        {"kind": "stock", "id": "gone/x", "changes": []},
    ],
)
async def test_a_wrong_wish_is_answered_with_a_sentence(shop: Shop, body: dict[str, Any]) -> None:
    answer = await shop.control.post("/change", json={**HERE, **body})
    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 10
