"""Credentials, pace, methods and envelopes of the stand-in (contract 1, 2.1, 2.5, 2.6, 11)."""

import httpx
import pytest

from tests.sandbox.desks import Desk, opened


async def test_the_connection_test_tells_the_servers_clock_in_utc(desk: Desk) -> None:
    answer = (await desk.hall.get("/test")).json()
    assert answer["message"] == "Connection Successful"
    assert answer["current_date_time"].startswith("2026-11-20 09:30:")


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("ORDERDESK-API-KEY", "half-a-key", "Invalid API Key"),
        ("ORDERDESK-API-KEY", None, "Invalid API Key"),
        ("ORDERDESK-STORE-ID", "999", "Invalid Store ID"),
        ("ORDERDESK-STORE-ID", None, "Invalid Store ID"),
    ],
)
async def test_wrong_or_missing_credentials_are_refused_by_name(
    desk: Desk, header: str, value: str | None, message: str
) -> None:
    headers = {**desk.hall.headers}
    headers.pop(header.lower())
    if value:
        headers[header] = value
    async with httpx.AsyncClient(base_url=desk.hall.base_url) as stranger:
        answer = await stranger.get("/store", headers=headers)
    assert answer.status_code == 401
    assert answer.json().items() >= {"status": "error", "message": message}.items()
    assert answer.headers["x-tokens-remaining"]


async def test_the_key_of_one_store_opens_no_other(desk: Desk) -> None:
    mixed = {"ORDERDESK-API-KEY": desk.kontor.headers["orderdesk-api-key"]}
    assert (await desk.hall.get("/store", headers=mixed)).status_code == 401


async def test_twenty_requests_pass_at_once_and_the_next_is_told_to_wait() -> None:
    async with opened(pace=1.0) as desk:
        began = desk.sandbox.clock.now()
        left = []
        while (answer := await desk.hall.get("/test")).status_code == 200:
            left.append(answer.headers["x-tokens-remaining"])
        refused, passed = answer, desk.sandbox.clock.now() - began
        assert left[0] == "19"
        assert left[-1] == "0"
        assert 20 <= len(left) <= 20 + 3 * passed.total_seconds()
        assert refused.status_code == 429
        assert int(refused.headers["x-retry-after"]) >= 1
        assert "retry-after" not in refused.headers
        assert (await desk.kontor.get("/test")).status_code == 200  # one bucket for each store


async def test_the_bucket_refills_three_a_second_of_the_sandboxs_clock() -> None:
    async with opened(pace=1.0) as desk:
        while (await desk.hall.get("/test")).status_code == 200:
            pass
        desk.sandbox.clock.push(2.0)
        passed = [(await desk.hall.get("/test")).status_code for _ in range(6)]
        assert passed == [200] * 6
        desk.sandbox.clock.push(1_000)
        assert (await desk.hall.get("/test")).headers["x-tokens-remaining"] == "19"


async def test_a_pace_of_two_refills_twice_as_fast() -> None:
    async with opened(pace=2.0) as desk:
        while (await desk.hall.get("/test")).status_code == 200:
            pass
        desk.sandbox.clock.push(2.0)
        assert [(await desk.hall.get("/test")).status_code for _ in range(12)] == [200] * 12


async def test_pace_off_never_refuses(desk: Desk) -> None:
    answers = [await desk.hall.get("/test") for _ in range(40)]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[-1].headers["x-tokens-remaining"] == "20"


async def test_patch_is_not_allowed_and_a_post_may_be_a_put(desk: Desk) -> None:
    item = await desk.item()
    path = f"/inventory-items/{item['id']}"
    assert (await desk.hall.patch(path, json={})).status_code == 405
    changed = await desk.hall.post(path, json={**item, "stock": 7}, headers={"X-HTTP-Method-Override": "PUT"})
    assert changed.json()["message"] == "Inventory Item Updated"
    assert (await desk.item())["stock"] == 7


async def test_a_get_with_a_body_is_refused_and_one_with_a_content_type_is_not(desk: Desk) -> None:
    assert (await desk.hall.request("GET", "/test", content=b"{}")).status_code == 400
    assert (await desk.hall.get("/test", headers={"Content-Type": "application/json"})).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/orders/12",
        "/orders/none",
        "/orders/²",
        "/orders/99999999999999999999999",
        "/orders/12/order-items/3",
        "/orders/12/shipments",
        "/inventory-items/1",
        "/nothing",
    ],
)
async def test_what_does_not_exist_answers_404_with_an_error_body(desk: Desk, path: str) -> None:
    answer = await desk.hall.get(path)
    assert answer.status_code == 404
    assert answer.json()["status"] == "error"
    assert answer.json()["message"].endswith("Not Found")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"a": NaN}', b'{"a": "\\ud800"}', b"[" * 100_000, b'{"a": 1e999}', b"\xff"]
)
async def test_a_body_that_is_no_json_object_is_refused(desk: Desk, body: bytes) -> None:
    answer = await desk.hall.post("/orders", content=body)
    assert answer.status_code == 400
    assert answer.json()["message"] == "Invalid JSON"


async def test_the_store_shows_its_settings_secrets_and_folders_in_order(desk: Desk) -> None:
    store = (await desk.hall.get("/store")).json()["store"]
    assert store["settings"]["api_key"] == desk.hall.headers["orderdesk-api-key"]
    assert store["settings"]["smtp_password"]
    assert store["settings"]["timezone"] == "America/Los_Angeles"
    assert [*store["folders"].values()] == ["New", "Prepared", "Closed", "Canceled", "On Hold", "Ready to Ship"]
    other = (await desk.kontor.get("/store")).json()["store"]
    assert other["settings"]["timezone"] == "Europe/Berlin"
    assert [*other["folders"].values()] == ["New", "Prepared", "Closed", "Canceled"]


async def test_the_two_stores_share_no_record(desk: Desk) -> None:
    world = desk.sandbox.world
    for kind in ("orders", "stock", "customers"):
        hall, kontor = (world.account("orderdesk", name).records(kind) for name in ("Market Hall", "Alster Kontor"))
        assert hall
        assert not hall.keys() & kontor.keys()
