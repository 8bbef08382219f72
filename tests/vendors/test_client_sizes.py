"""Answers too large for any desk, packed ones that are a thousand times their size: bounded memory, a sentence."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.errors import Rejected
from desktop.vendors.contract import Request
from desktop.vendors.transfer import LARGEST
from tests.vendors import wire
from tests.vendors.wire import Script, failure_of, line_to, serving

READ = Request(method="GET", path="/orders")
WRITE = Request(method="PUT", path="/orders/1", body={"id": "1"})
BODY = b'{"status":"success","orders":[{"id":"1"}]}'
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
MIB = 2**20


@contextmanager
def within_64_mib() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < 64 * MIB
    finally:
        tracemalloc.stop()


# ── too large ─────────────────────────────────────────────────────────────────────────────────────────────────────


def bomb(size: int) -> bytes:
    """So many MiB of zeros, packed: one packed MiB, repeated."""
    packer = zlib.compressobj(9, wbits=31)
    start = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + again * (size - 1) + packer.flush()


LARGE: dict[str, Script] = {
    "1 GiB packed into 1 MiB": wire.said(body=bomb(1024), content_encoding="gzip"),
    "an endless body": wire.then(wire.raw(HEAD + b"\r\n"), wire.endlessly(b" " * MIB)),
    "1 GB announced": wire.then(wire.raw(HEAD + b"content-length: 1000000000\r\n\r\n"), wire.endlessly(b" " * MIB)),
    "endless chunks": wire.then(wire.raw(CHUNKED), wire.endlessly(b"100000\r\n" + b" " * MIB + b"\r\n")),
}


@pytest.mark.parametrize("script", LARGE.values(), ids=LARGE)
async def test_an_answer_that_is_too_large_is_given_up_within_64_mib(script: Script) -> None:
    async with serving(script) as server, line_to(server.url) as client:
        with within_64_mib():
            error = await failure_of(client, WRITE)
        async with asyncio.timeout(10):
            await server.gone.wait()
        assert isinstance(error, Rejected)
        assert error.title == "Order Desk’s answer could not be read."
        assert error.unclear


def test_the_bomb_is_one() -> None:
    assert len(bomb(1024)) < 1.1 * MIB
    assert zlib.decompressobj(31).decompress(bomb(4), 3 * MIB) == bytes(3 * MIB)


# ── packed ────────────────────────────────────────────────────────────────────────────────────────────────────────

BIG = b'{"status":"success","filler":"%s"}' % (b"0123456789" * 400_000)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("gzip", gzip.compress(BIG)), ("X-GZip", gzip.compress(BIG)), ("deflate", zlib.compress(BIG)), ("identity", BIG)],
)
async def test_packed_answers_are_unpacked(encoding: str, packed: bytes) -> None:
    async with serving(wire.said(body=packed, content_encoding=encoding)) as server, line_to(server.url) as client:
        assert (await client.send(READ, "opened")).body == BIG
        assert b"\r\naccept-encoding: gzip\r\n" in server.requests[0].lower()


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "compress", "zstd"])
async def test_packing_that_was_not_asked_for_is_refused(encoding: str) -> None:
    async with serving(wire.said(body=BODY, content_encoding=encoding)) as server, line_to(server.url) as client:
        assert isinstance(await failure_of(client, READ), Rejected)


async def test_an_answer_that_is_not_packed_as_it_says_is_refused() -> None:
    async with serving(wire.said(body=BODY, content_encoding="gzip")) as server, line_to(server.url) as client:
        error = await failure_of(client, WRITE)
        assert isinstance(error, Rejected)
        assert error.unclear


def test_the_limit_leaves_room_for_the_answer_to_be_read() -> None:
    assert 2 * LARGEST <= 64 * MIB
