"""Each fault, as a client meets it at its socket."""

import asyncio
import json
import time

import httpx
import pytest

from tests.sandbox.desks import Desk

NOTE = {"note": "Called"}


async def note(desk: Desk) -> httpx.Response:
    """A write that can be counted: each one that is applied leaves a line."""
    id = (await desk.newest())[0]["id"]
    return await desk.hall.post(f"/orders/{id}/order-history", json=NOTE)


async def notes(desk: Desk) -> int:
    history = (await desk.newest(get_order_history=1))[0]["order_history"]
    return sum(entry["note"] == "Called" for entry in history)


@pytest.mark.parametrize(("body", "type"), [("json", "application/json"), ("html", "text/html"), ("empty", "")])
async def test_any_status_comes_with_any_body_and_headers(desk: Desk, body: str, type: str) -> None:
    desk.fault("status", status=418, body=body, headers={"X-Retry-After": "soon"})
    answer = await desk.hall.get("/test")
    assert answer.status_code == 418
    assert answer.headers["x-retry-after"] == "soon"
    assert answer.headers.get("content-type", "").startswith(type)
    assert bool(answer.content) is (body != "empty")


async def test_success_may_hold_html_nothing_or_an_error(desk: Desk) -> None:
    for name in ("html_200", "empty_200", "error_200"):
        desk.fault(name)
    html, empty, error = [await desk.hall.get("/test") for _ in range(3)]
    assert {html.status_code, empty.status_code, error.status_code} == {200}
    assert html.text.startswith("<!doctype html>")
    assert empty.content == b""
    assert error.json()["status"] == "error"


async def test_credentials_end_in_the_middle(desk: Desk) -> None:
    desk.fault("unauthorized")
    answer = await desk.hall.get("/orders")
    assert (answer.status_code, answer.json()["message"]) == (401, "Invalid API Key")


@pytest.mark.parametrize(("wait", "header"), [(7, "7"), (None, None)])
async def test_a_throttle_names_its_wait_or_not(desk: Desk, wait: int | None, header: str | None) -> None:
    desk.fault("throttle", wait=wait)
    answer = await desk.hall.get("/orders")
    assert answer.status_code == 429
    assert answer.headers.get("x-retry-after") == header


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_server_errors_are_html(desk: Desk, status: int) -> None:
    desk.fault("server_error", status=status)
    answer = await desk.hall.get("/orders")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert answer.headers["x-tokens-remaining"] == "20"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_points_where_it_is_told(desk: Desk, status: int) -> None:
    desk.fault("redirect", status=status, to="http://127.0.0.1:9/elsewhere")
    answer = await desk.hall.get("/orders")
    assert (answer.status_code, answer.headers["location"]) == (status, "http://127.0.0.1:9/elsewhere")


@pytest.mark.parametrize(
    ("name", "applied", "error"),
    [
        ("reset", 0, httpx.ReadError),
        ("applied_reset", 1, httpx.ReadError),
        ("cut", 1, httpx.RemoteProtocolError),
        ("wrong_length", 1, httpx.RemoteProtocolError),
    ],
)
async def test_a_broken_write_was_applied_or_not_and_the_ledger_knows(
    desk: Desk, name: str, applied: int, error: type[Exception]
) -> None:
    desk.fault(name, where={"method": "POST"})
    with pytest.raises(error):
        await note(desk)
    assert await notes(desk) == applied
    (write,) = desk.writes()
    assert (write.applied, write.fault) == (bool(applied), name)


@pytest.mark.parametrize(("name", "applied"), [("stall", 0), ("applied_stall", 1)])
async def test_a_stalled_write_is_never_answered(desk: Desk, name: str, applied: int) -> None:
    desk.fault(name, where={"method": "POST"})
    desk.hall.timeout = httpx.Timeout(0.2)
    with pytest.raises(httpx.ReadTimeout):
        await note(desk)
    assert await notes(desk) == applied


async def test_a_failing_answer_may_hide_that_the_write_was_applied(desk: Desk) -> None:
    desk.fault("server_error", where={"method": "POST"}, applied=True)
    assert (await note(desk)).status_code == 500
    assert await notes(desk) == 1
    assert desk.writes()[0].applied


async def test_a_late_write_takes_effect_after_its_connection_is_gone(desk: Desk) -> None:
    desk.fault("applied_late", where={"method": "POST"}, delay=0.2)
    started = time.monotonic()
    with pytest.raises(httpx.ReadError):
        await note(desk)
    assert time.monotonic() - started < 0.2
    assert desk.writes() == []
    assert (await desk.control.get("/ledger")).json()["late"] == 1
    async with asyncio.timeout(5):
        while not desk.writes():
            await desk.control.get("/clock")
    assert time.monotonic() - started >= 0.2
    assert await notes(desk) == 1
    assert desk.writes()[0].applied
    assert (await desk.control.get("/ledger")).json()["late"] == 0


async def test_a_cut_body_ends_after_its_share(desk: Desk) -> None:
    desk.fault("cut", amount=0.25)
    received = []

    async def keep(answer: httpx.Response) -> None:
        async for piece in answer.aiter_raw():
            received.append(piece)

    async with desk.hall.stream("GET", "/orders") as answer:
        with pytest.raises(httpx.RemoteProtocolError):
            await keep(answer)
    assert len(b"".join(received)) == int(int(answer.headers["content-length"]) * 0.25) > 0


async def test_a_length_too_small_loses_the_end(desk: Desk) -> None:
    desk.fault("wrong_length", amount=-10)
    answer = await desk.hall.get("/test")
    with pytest.raises(json.JSONDecodeError):
        answer.json()


async def test_a_dripping_body_comes_byte_by_byte_and_whole(desk: Desk) -> None:
    desk.fault("drip", amount=0.001)
    pieces = []
    async with desk.hall.stream("GET", "/test") as answer:
        pieces = [piece async for piece in answer.aiter_raw()]
    assert len(pieces) > 20
    assert json.loads(b"".join(pieces))["status"] == "success"
    assert (await desk.hall.get("/test")).status_code == 200  # on the same connection


async def test_a_page_is_repeated(desk: Desk) -> None:
    pages = []
    desk.fault("repeat_page", where={"query": "offset=10"})
    for offset in (0, 10, 20):
        answer = await desk.hall.get("/orders", params={"limit": 10, "offset": offset})
        pages.append([order["id"] for order in answer.json()["orders"]])
    assert pages[0] == pages[1]
    assert not {*pages[1]} & {*pages[2]}


async def test_an_order_vanishes_between_list_and_detail(desk: Desk) -> None:
    id = (await desk.newest())[0]["id"]
    desk.fault("vanish", where={"path": f"/orders/{id}$"}, times=None)
    answer = await desk.hall.get(f"/orders/{id}")
    assert (answer.status_code, answer.json()["message"]) == (404, "Order Not Found")
    assert (await desk.newest())[0]["id"] == id


@pytest.mark.parametrize("garbage", ["nan", "surrogate", "digits", "depth", "control", "type"])
async def test_one_row_is_spoilt_and_its_siblings_are_not(desk: Desk, garbage: str) -> None:
    clean = (await desk.hall.get("/orders", params={"limit": 3})).content
    desk.fault("bad_record", garbage=garbage, row=1)
    spoilt = (await desk.hall.get("/orders", params={"limit": 3})).content
    rows = [json.dumps(order, separators=(",", ":")).encode() for order in json.loads(clean)["orders"]]
    assert rows[0] in spoilt
    assert rows[2] in spoilt
    assert rows[1] not in spoilt
    assert (b'"no record at all"' in spoilt) is (garbage == "type")


async def test_a_page_without_rows_leaves_the_fault_for_the_next(desk: Desk) -> None:
    desk.fault("bad_record", garbage="type")
    nobody = await desk.hall.get("/orders", params={"limit": 3, "search_start_date": "2100-01-01"})
    assert nobody.json()["orders"] == []
    assert b'"no record at all"' in (await desk.hall.get("/orders", params={"limit": 3})).content


async def test_a_member_may_be_of_a_wrong_type(desk: Desk) -> None:
    desk.fault("bad_record", member="date_added", json=["never"])
    assert (await desk.newest())[0]["date_added"] == ["never"]


async def test_somebody_else_writes_between_read_and_write(desk: Desk) -> None:
    order = (await desk.newest())[0]
    changes = [{"path": ["shipping", "city"], "value": "Salem"}, {"path": ["checkout_data", "PO Number"], "value": "7"}]
    desk.fault("stale_write", where={"method": "GET", "path": f"/orders/{order['id']}"}, changes=changes)
    read = await desk.order(order["id"])
    now = await desk.order(order["id"])
    assert read == order
    assert (now["shipping"]["city"], now["checkout_data"]["PO Number"]) == ("Salem", "7")
    assert now["date_updated"] > order["date_updated"]


async def test_somebody_else_writes_right_before_a_put(desk: Desk) -> None:
    order = (await desk.newest())[0]
    changes = [{"path": ["folder_id"], "value": 21660}]
    desk.fault("stale_write", where={"method": "PUT"}, changes=changes)
    answer = await desk.hall.put(f"/orders/{order['id']}", json=order)
    assert answer.json()["order"]["folder_id"] == 21660
