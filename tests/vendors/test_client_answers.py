"""Whatever a vendor answers becomes an answer or one of our errors, with a next step and the vendor's own words."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from desktop.errors import NeedsLogin, Offline, Rejected, Throttled
from desktop.vendors.client import MOST_WORDS, Client
from desktop.vendors.contract import Answer, Request
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.transfer import make_http
from tests.vendors.wire import CREDENTIALS, SECRET, answered_by, failure_of

READ = Request(method="GET", path="/orders", query=(("limit", "500"), ("order_by", "date_updated")))
WRITE = Request(method="PUT", path="/orders/1", body={"id": "1", "price": Decimal("12.50"), "name": "Tea ☕"})
SERVERS = {"api": "https://vendor.example/api/v2/"}
GOOD = b'{"status":"success","orders":[]}'
HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


def line(answer: Callable[[httpx.Request], httpx.Response], **settings: Any) -> Client:  # noqa: ANN401
    return Client(VENDOR, SERVERS, CREDENTIALS, make_http=answered_by(answer), **{"pace": None, **settings})


def keeping(sent: list[httpx.Request]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, content=GOOD)

    return answer


def answering(status: int, body: bytes = GOOD) -> Client:
    return line(lambda request: httpx.Response(status, content=body))


# ── what goes out ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_error_that_the_tables_cannot_make_sense_of_is_still_one() -> None:
    def fail(answer: Answer) -> str:
        raise ValueError("beyond words")

    vendor = replace(VENDOR, words=fail, forbids=fail, blames=fail)
    for status, kind in ((400, Rejected), (401, NeedsLogin), (403, NeedsLogin), (503, Offline)):
        answered = answered_by(lambda request, status=status: httpx.Response(status, content=GOOD))  # type: ignore[misc]
        client = Client(vendor, {"api": "https://vendor.example"}, CREDENTIALS, make_http=answered, pace=None)
        assert isinstance(await failure_of(client, WRITE), kind)


async def test_a_read_is_sent_with_credentials_and_without_a_body() -> None:
    sent: list[httpx.Request] = []
    answer = await line(keeping(sent)).send(READ, "news")
    assert str(sent[0].url) == "https://vendor.example/api/v2/orders?limit=500&order_by=date_updated"
    assert sent[0].headers["orderdesk-api-key"] == SECRET
    assert not {"content-type", "content-length", "transfer-encoding"} & set(sent[0].headers)
    assert sent[0].content == b""
    assert (answer.request, answer.status, answer.body) == (READ, 200, GOOD)


async def test_a_delete_is_sent_without_a_body() -> None:
    sent: list[httpx.Request] = []
    await line(keeping(sent)).send(Request(method="DELETE", path="/orders/1"), "edit")
    assert not {"content-type", "content-length", "transfer-encoding"} & set(sent[0].headers)
    assert sent[0].content == b""


async def test_whatever_a_query_holds_stays_in_its_place() -> None:
    """A number of the origin is free text (Order Desk 2.2)."""
    sent: list[httpx.Request] = []
    number = "A&B=1+2 #é/?"
    await line(keeping(sent)).send(Request(method="GET", path="/orders", query=(("source_id", number),)), "opened")
    assert parse_qs(sent[0].url.query.decode("ascii")) == {"source_id": [number]}


async def test_a_slow_server_is_given_its_time() -> None:
    """As working clients give it: 15 s to be reached, 60 s for what comes next (Order Desk 2.5)."""
    async with make_http({}) as http:
        assert http.timeout == httpx.Timeout(60, connect=15)


async def test_a_write_is_sent_as_json_with_money_as_a_number() -> None:
    sent: list[httpx.Request] = []
    await line(keeping(sent)).send(WRITE, "edit")
    assert sent[0].headers["content-type"] == "application/json"
    assert sent[0].content == '{"id":"1","price":12.50,"name":"Tea ☕"}'.encode()


async def test_names_of_headers_are_in_small_letters_and_the_clock_is_ours() -> None:
    answer = await line(lambda request: httpx.Response(200, content=GOOD, headers={"X-Tokens-Remaining": "7"})).send(
        READ, "opened"
    )
    assert answer.headers["x-tokens-remaining"] == "7"
    assert answer.at.tzinfo is not None


@pytest.mark.parametrize("value", ["\ud83d", Decimal("NaN"), object()])
async def test_what_cannot_be_written_is_told_and_not_sent(value: object) -> None:
    client = answering(200)
    error = await failure_of(client, Request(method="PUT", path="/orders/1", body={"name": value}))
    assert isinstance(error, Rejected)
    assert not error.unclear
    assert client.requests == 0


async def test_a_server_that_the_account_does_not_have_is_told_and_not_sent() -> None:
    client = answering(200)
    error = await failure_of(client, Request(method="GET", path="/orders", server="stock"))
    assert "address" in error.title
    assert client.requests == 0


async def test_requests_are_counted_the_failed_ones_as_well() -> None:
    client = answering(500)
    for number in range(1, 4):
        await failure_of(client, READ)
        assert client.requests == number


# ── what comes back ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("body", [b"", b" ", HTML, b"null", b"[]", b'{"status":"success"', b"\xff\xfe"])
@pytest.mark.parametrize("request_", [READ, WRITE], ids=["read", "write"])
async def test_a_success_that_is_not_json_is_no_success(body: bytes, request_: Request) -> None:
    error = await failure_of(answering(200, body), request_)
    assert isinstance(error, Rejected)
    assert error.title == "Order Desk’s answer could not be read."
    assert error.unclear is (request_ is WRITE)


async def test_a_success_that_says_error_is_a_refusal_in_the_vendors_words() -> None:
    error = await failure_of(answering(200, b'{"status":"error","message":"Shipment Not Added"}'), WRITE)
    assert isinstance(error, Rejected)
    assert error.words == "Shipment Not Added"
    assert not error.unclear


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("body", [b'{"status":"error","message":"Invalid API Key"}', HTML, b""])
async def test_credentials_that_are_not_taken_ask_for_others(status: int, body: bytes) -> None:
    error = await failure_of(answering(status, body), WRITE)
    assert isinstance(error, NeedsLogin)
    assert VENDOR.login_hint in error.hint
    assert ("Invalid API Key" in error.hint) is (b"Invalid" in body)
    assert not error.unclear


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 520, 599])
@pytest.mark.parametrize("body", [HTML, b"", b'{"status":"error","message":"Down for repairs"}'])
async def test_a_vendor_in_trouble_is_waited_for(status: int, body: bytes) -> None:
    client = answering(status, body)
    for request, unclear in ((READ, False), (WRITE, True)):
        error = await failure_of(client, request)
        assert isinstance(error, Offline)
        assert str(status) in error.title
        assert ("Down for repairs" in error.hint) is (b"Down" in body)
        assert error.unclear is unclear


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 413, 415, 422])
async def test_a_refusal_keeps_its_status_and_its_words(status: int) -> None:
    client = answering(status, b'{"status":"error","message":"Order Not Found"}')
    error = await failure_of(client, WRITE)
    assert isinstance(error, Rejected)
    assert (error.status, error.words, error.unclear) == (status, "Order Not Found", False)
    assert "Order Not Found" in error.hint


async def test_what_a_role_lacks_is_our_sentence_and_not_the_vendors_words() -> None:
    vendor = replace(VENDOR, forbids=lambda answer: "It needs the role Shipper.")
    answer = httpx.Response(403, content=b'{"status":"error","message":"No"}')
    client = Client(vendor, SERVERS, CREDENTIALS, make_http=answered_by(lambda request: answer), pace=None)
    error = await failure_of(client, WRITE)
    assert isinstance(error, Rejected)
    assert (error.words, str(error)) == ("", "Order Desk does not allow this. It needs the role Shipper.")


async def test_a_vendor_with_too_many_words_is_cut_short() -> None:
    error = await failure_of(answering(400, b'{"status":"error","message":"%s"}' % (b"no " * 5_000)), WRITE)
    assert isinstance(error, Rejected)
    assert len(error.words) == MOST_WORDS
    assert len(error.hint) < MOST_WORDS + 100


async def test_after_any_failure_the_next_answer_is_taken() -> None:
    answers = iter([401, 500, 404, 302, 200])
    client = line(lambda request: httpx.Response(next(answers), content=GOOD))
    for _ in range(4):
        await failure_of(client, READ)
    assert (await client.send(READ, "opened")).status == 200


async def test_a_refusal_for_being_too_fast_changes_nothing_and_is_never_unclear() -> None:
    error = await failure_of(answering(429, HTML), WRITE)
    assert isinstance(error, Throttled)
    assert not error.unclear


# ── secrets ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 409, 500, 503])
@pytest.mark.parametrize("before", [0, MOST_WORDS - 10])
@pytest.mark.parametrize("as_sent", [SECRET, SECRET.upper()])
async def test_a_key_that_the_vendor_repeats_is_not_repeated_by_us(status: int, before: int, as_sent: str) -> None:
    body = f'{{"status":"error","message":"{"x" * before}{as_sent} is no key of store 50421."}}'
    error = await failure_of(answering(status, body.encode()), READ)
    said = f"{error!r} {error} {error.title} {error.hint} {getattr(error, 'words', '')}"
    assert SECRET[:8].casefold() not in said.casefold()
    assert "…" in said
