"""One request and its answer on the wire, within bounds: no redirect followed, no answer too large or too long."""

import asyncio
import os
import ssl
import sys
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from importlib.util import find_spec
from typing import cast

import httpx

LARGEST = 32 * 1024 * 1024
"""Bytes that one answer may hold, unpacked; reading one to its end takes twice as much memory."""
PIECE = 256 * 1024
"""Bytes unpacked at a time: a small packed answer may hold a thousand times its size."""

_LOOPBACK = ("all://localhost", "all://127.0.0.1", "all://[::1]")
_AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
_PACKED = ("gzip", "x-gzip", "deflate")
_ANY_HEADER = 32 + zlib.MAX_WBITS  # zlib finds out by itself which of the forms above it is


def make_http(servers: Mapping[str, str]) -> httpx.AsyncClient:
    """The HTTP client of one account. It follows no redirect: credentials never go to another address.

    A proxy of the system is used, but never on the way to this computer itself.
    """
    _end_search()
    timeout = httpx.Timeout(60.0, connect=15.0)
    away = any(address.lower().startswith("https:") for address in servers.values())
    try:
        return httpx.AsyncClient(
            verify=trust(), timeout=timeout, follow_redirects=False,
            trust_env=away, mounts=dict.fromkeys(_LOOPBACK),
        )  # fmt: skip
    except (ImportError, ValueError, httpx.InvalidURL):  # no kind of proxy that we can speak to: never around it
        return httpx.AsyncClient(transport=httpx.MockTransport(_refuse), trust_env=False)


def _end_search() -> None:
    """httpcore asks four times a request whether another loop than asyncio runs, by importing a module that need not be
    there: each time it would be searched for in all folders, half a millisecond a request. None says that it is not.
    """
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment] # as the import system documents it


def trust() -> ssl.SSLContext:
    """Whom we believe to be who they say. Read once: it takes 20 ms and more."""
    return _trust(*map(os.environ.get, _AUTHORITIES))


@cache
def _trust(*places: str | None) -> ssl.SSLContext:
    """`places`: where the system says that the authorities lie."""
    return httpx.create_ssl_context()


def _refuse(request: httpx.Request) -> httpx.Response:
    raise httpx.ProxyError("the proxy in the settings of this computer is of a kind that cannot be used")


async def transfer(
    http: httpx.AsyncClient, request: httpx.Request, longest: float
) -> tuple[int, Mapping[str, str], bytes]:
    """Send once; status, headers (names in lower case) and unpacked body of the answer.

    Raises httpx.DecodingError for a body that is too large or not packed as it says, TimeoutError after `longest`
    seconds, and what httpx and the system raise for broken lines (httpx.TransportError, OSError).
    """
    async with _within(longest):
        response = await http.send(request, stream=True)
        try:
            body = await _read(response)
        finally:
            await response.aclose()
    return response.status_code, {name.lower(): value for name, value in response.headers.items()}, body


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    """Raises TimeoutError when it takes longer, headers included, which httpx waits for as long as they drip in.

    Time is up a moment after the loop has noticed it: were it up at once, an answer that arrived whole while the loop
    was busy with something long would be taken for a late one, and a write for an unclear one.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:
        noticed = loop.call_later(seconds, lambda: limit.reschedule(loop.time() + min(1.0, seconds)))
        try:
            yield
        finally:
            noticed.cancel()


async def _read(response: httpx.Response) -> bytes:
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("", "identity", *_PACKED):
        raise httpx.DecodingError(f"the answer is packed as {packing[:20]!r}")
    unpacker = zlib.decompressobj(_ANY_HEADER) if packing in _PACKED else None
    body, has_come = bytearray(), False
    async for chunk in cast("httpx.AsyncByteStream", response.stream):  # raw: httpx unpacks chunks whole
        has_come = has_come or bool(chunk)
        for piece in _unpacked(chunk, unpacker):
            body += piece
            if len(body) > LARGEST:
                raise httpx.DecodingError("the answer is larger than any answer should be")
    if unpacker is not None and has_come and not unpacker.eof:
        raise httpx.RemoteProtocolError("the packed answer has no end")
    return bytes(body)


def _unpacked(chunk: bytes, unpacker: "zlib._Decompress | None") -> Iterator[bytes]:
    if unpacker is None:
        yield chunk
        return
    try:
        while chunk and not unpacker.eof:
            yield unpacker.decompress(chunk, PIECE)
            chunk = unpacker.unconsumed_tail
    except zlib.error as error:
        raise httpx.DecodingError("the answer is not packed as it says") from error
