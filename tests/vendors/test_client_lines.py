"""Lines that break, stall, drip, lie or never end: each ends in a sentence, in bounded time and memory."""

import asyncio
import gzip
import socket
import sys
import time

import pytest

from desktop.errors import Offline, Rejected
from desktop.vendors.contract import Request
from tests.vendors import wire
from tests.vendors.wire import Script, failure_of, line_to, serving

READ = Request(method="GET", path="/orders", query=(("limit", "500"),))
WRITE = Request(method="PUT", path="/orders/1", body={"id": "1"})
BODY = b'{"status":"success","orders":[{"id":"1"}]}'
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
MIB = 2**20


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


# ── nothing was sent ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("request_", [READ, WRITE], ids=["read", "write"])
async def test_nobody_there_is_clearly_not_sent(request_: Request) -> None:
    async with line_to(f"http://127.0.0.1:{free_port()}") as client:
        error = await failure_of(client, request_)
    assert isinstance(error, Offline)
    assert error.title == "Order Desk cannot be reached."
    assert "127.0.0.1" in error.hint
    assert not error.unclear


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:99999", "http://[::", "", "127.0.0.1:80", "ftp://127.0.0.1", "http://"]
)
async def test_an_address_that_is_none_is_clearly_not_sent(url: str) -> None:
    async with line_to(url) as client:
        error = await failure_of(client, WRITE)
    assert not error.unclear
    assert client.waits_for() == 0


async def test_a_closed_line_sends_nothing() -> None:
    async with serving(wire.said(body=BODY)) as server, line_to(server.url) as client:
        await client.close()
        error = await failure_of(client, WRITE)
        assert isinstance(error, Offline)
        assert not error.unclear
        assert server.connections == 0


async def test_a_line_closed_meanwhile_ends_what_is_under_way() -> None:
    async with serving(wire.nothing) as server, line_to(server.url) as client:
        waiting = asyncio.create_task(failure_of(client, WRITE))
        await server.came.wait()
        await client.close()
        error = await waiting
        assert isinstance(error, Offline)
        assert error.unclear


# ── the end was not seen ──────────────────────────────────────────────────────────────────────────────────────────

ENDS: dict[str, Script] = {
    "reset before an answer": wire.reset,
    "closed before an answer": wire.close,
    "reset in the middle of the head": wire.then(wire.raw(b"HTTP/1.1 200 OK\r\nconte"), wire.reset),
    "cut in the middle of a body": wire.then(wire.raw(HEAD + b"content-length: 42\r\n\r\n" + BODY[:20]), wire.close),
    "reset in the middle of a body": wire.then(wire.raw(HEAD + b"content-length: 42\r\n\r\n" + BODY[:20]), wire.reset),
    "a length that is too large": wire.then(wire.raw(HEAD + b"content-length: 99\r\n\r\n" + BODY), wire.close),
    "chunks without an end": wire.then(wire.raw(CHUNKED + b"2a\r\n" + BODY + b"\r\n"), wire.close),
    "chunks of no length": wire.raw(CHUNKED + b"many\r\n" + BODY + b"\r\n0\r\n\r\n"),
    "half a packed body": wire.said(body=gzip.compress(BODY)[:-12], content_encoding="gzip"),
    "no HTTP at all": wire.raw(b"220 mail.example.com ESMTP ready\r\n\r\n"),
    "a length that is none": wire.raw(HEAD + b"content-length: many\r\n\r\n" + BODY),
    "an endless header": wire.then(wire.raw(HEAD), wire.endlessly(b"x-filler: " + b"x" * 1000 + b"\r\n")),
    "an endless header line": wire.then(wire.raw(HEAD), wire.endlessly(b"x" * 1000)),
    "a redirect to nowhere": wire.said(302, location="http://[::"),
}


@pytest.mark.parametrize("script", ENDS.values(), ids=ENDS)
async def test_a_broken_line_is_unclear_for_a_write_and_harmless_for_a_read(script: Script) -> None:
    async with serving(script) as server, line_to(server.url) as client:
        for request, unclear in ((READ, False), (WRITE, True)):
            error = await failure_of(client, request)
            assert isinstance(error, Offline)
            assert error.title == "The line to Order Desk broke."
            assert error.unclear is unclear
        assert len(server.requests) == client.requests == 2


async def test_a_length_that_is_too_small_is_an_answer_that_cannot_be_read() -> None:
    async with serving(wire.raw(HEAD + b"content-length: 30\r\n\r\n" + BODY)) as server, line_to(server.url) as client:
        error = await failure_of(client, WRITE)
        assert isinstance(error, Rejected)
        assert error.unclear


async def test_after_a_broken_line_the_next_request_goes_well() -> None:
    scripts = iter([wire.reset, wire.said(body=BODY), wire.close, wire.said(body=BODY)])

    async def next_one(writer: asyncio.StreamWriter) -> None:
        await next(scripts)(writer)

    async with serving(next_one) as server, line_to(server.url) as client:
        for _ in range(2):
            await failure_of(client, READ)
            assert (await client.send(READ, "opened")).body == BODY


# ── too slow ──────────────────────────────────────────────────────────────────────────────────────────────────────

SLOW: dict[str, Script] = {
    "no answer": wire.nothing,
    "a head without an end": wire.then(wire.raw(HEAD), wire.nothing),
    "a body without an end": wire.then(wire.raw(HEAD + b"content-length: 42\r\n\r\n" + BODY[:20]), wire.nothing),
}
DRIPS: dict[str, Script] = {
    "a header": wire.then(wire.raw(HEAD + b"x-filler: "), wire.endlessly(b"x", every=0.01)),
    "a body": wire.then(wire.raw(HEAD + b"content-length: 90000\r\n\r\n"), wire.endlessly(b" ", every=0.01)),
    "chunks": wire.then(wire.raw(CHUNKED), wire.endlessly(b"1\r\n \r\n", every=0.01)),
    "answers before the answer": wire.endlessly(b"HTTP/1.1 103 Early Hints\r\n\r\n", every=0.001),
}


@pytest.mark.parametrize("script", SLOW.values(), ids=SLOW)
async def test_a_line_that_falls_silent_is_given_up(script: Script) -> None:
    async with serving(script) as server, line_to(server.url, patience=0.2) as client:
        error = await failure_of(client, WRITE)
        assert isinstance(error, Offline)
        assert error.unclear


@pytest.mark.parametrize("script", DRIPS.values(), ids=DRIPS)
async def test_a_line_that_drips_is_given_up_when_its_time_is_over(script: Script) -> None:
    async with serving(script) as server, line_to(server.url, longest=0.2) as client:
        began = time.monotonic()
        error = await failure_of(client, WRITE)
        assert isinstance(error, Offline)
        assert error.unclear
        assert time.monotonic() - began >= 0.2
        assert client.requests == 1


async def test_a_busy_loop_does_not_turn_a_finished_answer_into_a_late_one() -> None:
    body = b'{"status":"success","filler":"%s"}' % (b"x" * 150_000)

    async def answer_and_block(writer: asyncio.StreamWriter) -> None:
        await wire.said(body=body)(writer)
        await writer.drain()
        assert writer.transport.get_write_buffer_size() == 0  # the answer is on the client's side
        time.sleep(0.5)  # noqa: ASYNC251 - the loop is meant to be blocked

    async with serving(answer_and_block) as server, line_to(server.url, longest=0.2) as client:
        assert (await client.send(WRITE, "edit")).body == body


async def test_giving_up_ourselves_is_no_failure_of_the_line() -> None:
    async with serving(wire.nothing) as server, line_to(server.url) as client:
        task = asyncio.create_task(client.send(READ, "opened"))
        await server.came.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


# ── what a request costs ──────────────────────────────────────────────────────────────────────────────────────────


async def test_no_request_searches_for_modules_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """It took half a millisecond each, a sixth of the time of vendors who want many."""
    searched: list[str] = []

    class Search:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            searched.append(name)

    async with serving(wire.said(body=BODY)) as server, line_to(server.url) as client:
        await client.send(READ, "opened")
        monkeypatch.setattr("sys.meta_path", [Search, *sys.meta_path])
        await client.send(READ, "opened")
    assert searched == []
