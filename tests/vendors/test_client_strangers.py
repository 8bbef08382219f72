"""Credentials go to the vendor's own address and nowhere else: no redirect, no log, no word of an error."""

import base64
import logging
import traceback
from urllib.parse import quote

import httpx
import pytest

from desktop.errors import AppError, NeedsLogin, Offline, Rejected
from desktop.vendors.client import Client
from desktop.vendors.contract import Request
from desktop.vendors.orderdesk import VENDOR
from tests.vendors import wire
from tests.vendors.test_client_lines import DRIPS, ENDS
from tests.vendors.wire import CREDENTIALS, SECRET, answered_by, failure_of, line_to, serving

READ = Request(method="GET", path="/orders", query=(("limit", "500"),))
WRITE = Request(method="POST", path="/orders", body={"id": "1", "note": "canary-body"})


# ── redirects ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("request_", [READ, WRITE], ids=["read", "write"])
async def test_a_redirect_is_told_and_never_followed(status: int, host: str, request_: Request) -> None:
    async with serving(wire.said()) as stranger:
        elsewhere = stranger.url.replace("127.0.0.1", host) + "/orders"
        async with serving(wire.said(status, b"<html>moved", location=elsewhere)) as server:
            async with line_to(server.url) as client:
                error = await failure_of(client, request_)
            assert isinstance(error, Rejected)
            assert error.title == "Order Desk points to another address."
            assert error.status == status
            assert error.unclear is (request_ is WRITE and status == 303)
            assert len(server.requests) == 1
        assert stranger.connections == 0


async def test_a_redirect_to_itself_is_not_followed_either() -> None:
    async with serving(wire.said(302, location="/elsewhere")) as server, line_to(server.url) as client:
        await failure_of(client, READ)
        assert len(server.requests) == 1


# ── proxies ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_no_proxy_stands_on_the_way_to_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(wire.said()) as proxy, serving(wire.said()) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        servers = {"api": server.url, "other": "https://vendor.example"}
        client = Client(VENDOR, servers, CREDENTIALS, pace=None)
        assert (await client.send(READ, "opened")).status == 200
        await client.close()
        assert len(server.requests) == 1
        assert proxy.connections == 0


async def test_a_proxy_sees_no_credentials_and_its_refusal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(wire.said(407, b"who are you?")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        async with line_to("https://vendor.example/api") as client:
            error = await failure_of(client, WRITE)
        assert isinstance(error, Offline)
        assert "proxy" in error.hint
        assert not error.unclear
        assert [request.split()[0] for request in proxy.requests] == [b"CONNECT"]
        assert SECRET.encode() not in proxy.requests[0]


@pytest.mark.parametrize(
    "proxy", ["socks://127.0.0.1:9", "socks5://127.0.0.1:9", "nonsense://127.0.0.1:9", "http://[::"]
)
async def test_a_proxy_that_we_cannot_speak_to_is_told_and_not_gone_around(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    async with line_to("https://vendor.example/api") as client:
        error = await failure_of(client, WRITE)
    assert isinstance(error, Offline)
    assert "proxy" in error.hint
    assert not error.unclear


# ── secrets ───────────────────────────────────────────────────────────────────────────────────────────────────────


def everything_of(error: BaseException) -> str:
    """All that a log, a dump or a person could see of an error and of what lies behind it."""
    texts = traceback.format_exception(error)
    cause: BaseException | None = error
    while cause is not None:
        texts += [str(cause), repr(cause), repr(cause.args), repr(vars(cause))]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(texts)


def forms_of(secret: str) -> tuple[str, ...]:
    return secret, quote(secret, safe=""), base64.b64encode(secret.encode()).decode(), secret.encode().hex()


async def test_no_error_and_no_log_repeats_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seen = []
    scripts = [*ENDS.values(), *DRIPS.values(), wire.said(302, location="http://127.0.0.1:9")]
    scripts += [wire.said(status, b"<html>") for status in (200, 400, 401, 403, 404, 429, 500)]
    for script in scripts:
        async with serving(script) as server, line_to(server.url, patience=0.1, longest=0.1) as client:
            with pytest.raises(AppError) as caught:
                await client.send(WRITE, "edit")
            assert SECRET.encode() in server.requests[0]
            seen += [everything_of(caught.value), repr(client)]
    assert caplog.records
    seen += [record.getMessage() + str(record.args) for record in caplog.records]
    assert not [text for text in seen for form in forms_of(SECRET) if form in text]


@pytest.mark.parametrize(
    "wrong", [f"{SECRET}\r\nX: y", f"{SECRET}\x00", f" {SECRET}", f"{SECRET}\t", f"{SECRET}é", f"{SECRET}\n"]
)
async def test_a_key_that_no_header_can_hold_asks_for_another_and_is_not_repeated(wrong: str) -> None:
    def never(request: httpx.Request) -> httpx.Response:
        raise AssertionError("nothing may be sent")

    credentials = {"store_id": "11", "api_key": wrong.format(SECRET)}
    client = Client(VENDOR, {"api": "http://127.0.0.1"}, credentials, make_http=answered_by(never), pace=None)
    error = await failure_of(client, WRITE)
    assert isinstance(error, NeedsLogin)
    assert not error.unclear
    assert not [form for form in forms_of(SECRET) if form in everything_of(error)]
    await client.close()
