"""Small servers on loopback that answer as a script says, however wrong, and keep what they were sent."""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from desktop.errors import AppError
from desktop.vendors.client import Client
from desktop.vendors.contract import Request
from desktop.vendors.line import MakeHttp
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.transfer import make_http

SECRET = "canary-5f1d2c9e77"
CREDENTIALS = {"store_id": "11", "api_key": SECRET}

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What is done once a request has come whole."""


@dataclass(slots=True, kw_only=True)
class Server:
    """What came in: connections, and each request as it was on the wire."""

    url: str = ""
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)  # a whole request has
    gone: asyncio.Event = field(default_factory=asyncio.Event)  # a line has been ended, by whomever


@asynccontextmanager
async def serving(
    script: Script, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", at_once: bool = False
) -> AsyncIterator[Server]:
    """Serve until the block ends; `at_once`: do what the script says without reading a request."""
    server = Server()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        try:
            while True:
                if not at_once:
                    server.requests.append(await _request(reader))
                    server.came.set()
                await script(writer)
                await writer.drain()
                if at_once:
                    return
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            server.gone.set()
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"{'https' if tls else 'http'}://{host}:{port}"
    try:
        yield server
    finally:
        listening.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listening.wait_closed()


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return head + await reader.readexactly(length)


# ── scripts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def raw(*pieces: bytes) -> Script:
    """Write these bytes and leave the line open."""

    async def write(writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return write


def said(status: int = 200, body: bytes = b'{"status":"success"}', **headers: str) -> Script:
    """A whole answer; header names with _ for -."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {status} As Scripted", f"content-length: {len(body)}", *lines])
    return raw(head.encode() + b"\r\n\r\n" + body)


def then(first: Script, second: Script) -> Script:
    """One after the other."""

    async def both(writer: asyncio.StreamWriter) -> None:
        await first(writer)
        await writer.drain()
        await second(writer)

    return both


async def close(writer: asyncio.StreamWriter) -> None:
    """End the line in order."""
    writer.close()
    raise ConnectionError("closed, as scripted")


async def reset(writer: asyncio.StreamWriter) -> None:
    """End the line as a crashing machine does."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    raise ConnectionError("reset, as scripted")


async def nothing(writer: asyncio.StreamWriter) -> None:
    """Keep the line and say nothing, for as long as the other side has patience."""
    await asyncio.Event().wait()


def endlessly(piece: bytes, every: float = 0.0) -> Script:
    """The same piece again and again, at most once in so many seconds."""

    async def write(writer: asyncio.StreamWriter) -> None:
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every)

    return write


# ── a line to it ──────────────────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def line_to(url: str, *, patience: float = 60.0, longest: float = 120.0) -> AsyncIterator[Client]:
    """A client of an account there. `patience`: seconds without a byte; `longest`: for the whole answer."""

    def patient(servers: Mapping[str, str]) -> httpx.AsyncClient:
        http = make_http(servers)
        http.timeout = patience
        return http

    client = Client(VENDOR, {"api": url}, CREDENTIALS, make_http=patient, pace=None, longest=longest)
    try:
        yield client
    finally:
        await client.close()


def answered_by(answer: Callable[[httpx.Request], Any]) -> MakeHttp:
    """HTTP that goes nowhere: each request is answered by a function."""
    return lambda servers: httpx.AsyncClient(transport=httpx.MockTransport(answer))


async def failure_of(client: Client, request: Request) -> AppError:
    with pytest.raises(AppError) as caught:
        await client.send(request, "opened")
    error = caught.value
    assert error.title.endswith(".")
    assert error.hint.endswith(".")
    return error
