"""A small HTTP/1.1 server on asyncio and h11, close enough to the socket to break answers in every way."""

import asyncio
import re
import socket
import struct
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

import h11

from desktop.sandbox.wire import Answer, Request

Respond = Callable[[Request], Answer]

# A plain read, as nearly every request is: its first line, its header, nothing more.
_READ = re.compile(rb"GET (/[!-~]*) HTTP/1\.1\r\n")
_END = b"\r\n\r\n"
_UNUSUAL = {"content-length", "transfer-encoding", "expect", "upgrade"}  # a request may go on otherwise after these

# A reset instead of an orderly end: linger on, for zero seconds.
_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Conversation(asyncio.Protocol):
    """One connection with a client; asyncio sets TCP_NODELAY by itself."""

    def __init__(self, respond: Respond, others: set["Conversation"]) -> None:
        self._respond = respond
        self._others = others
        self._wire = h11.Connection(h11.SERVER, max_incomplete_event_size=256 * 1024)
        self._body = bytearray()
        self._head: h11.Request | None = None
        self._drip: asyncio.TimerHandle | None = None
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what create_server hands over, told to the types
        self._transport = transport
        self._others.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._drip:
            self._drip.cancel()
        self._others.discard(self)
        self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        request = _plain_read(data) if self._is_between_requests() else None
        if request is None:
            self._wire.receive_data(data)
            self._read()
            return
        answer = self._respond(request)
        whole = _whole(answer)
        if whole is not None:
            self._transport.write(whole)
            return
        self._wire.receive_data(data)
        while not isinstance(event := self._wire.next_event(), h11.EndOfMessage):
            self._take(event)
        self._deliver(answer)

    def _is_between_requests(self) -> bool:
        wire = self._wire
        return wire.our_state is wire.their_state is h11.IDLE and not wire.trailing_data[0]

    def eof_received(self) -> None:
        self._wire.receive_data(b"")

    def abort(self) -> None:
        self._transport.abort()

    def _read(self) -> None:
        while not self._transport.is_closing():
            try:
                event = self._wire.next_event()
            except h11.RemoteProtocolError:
                self._transport.close()
                return
            if event in (h11.NEED_DATA, h11.PAUSED):
                if self._wire.they_are_waiting_for_100_continue:
                    self._send(h11.InformationalResponse(status_code=100, headers=[]))
                return
            self._take(event)

    def _take(self, event: object) -> None:
        match event:
            case h11.Request():
                self._head, self._body = event, bytearray()
            case h11.Data():
                self._body += event.data
            case h11.EndOfMessage():
                assert self._head is not None  # noqa: S101 - h11 never ends a message that did not begin
                self._deliver(self._respond(_request(self._head, bytes(self._body))))
            case _:
                self._transport.close()

    def _deliver(self, answer: Answer) -> None:
        delivery = answer.delivery
        content = b"" if answer.status in (204, 304) or self._is_head() else answer.content()
        match delivery.way:
            case "reset":
                self._reset()
            case "stall":
                pass
            case "cut":
                self._begin(answer, len(content))
                self._send(h11.Data(data=content[: int(len(content) * delivery.amount)]))
                self._transport.close()
            case "wrong_length":
                self._begin(answer, max(0, len(content) + int(delivery.amount)))
                self._transport.write(content)
                self._transport.close()
            case "drip":
                self._begin(answer, len(content))
                self._drop(content, 0, delivery.amount)
            case "whole":
                self._begin(answer, len(content))
                if content:
                    self._send(h11.Data(data=content))
                self._end()

    def _is_head(self) -> bool:
        return self._head is not None and self._head.method == b"HEAD"

    def _begin(self, answer: Answer, length: int) -> None:
        # An answer that has no body by its status has no length either.
        sized = () if answer.status in (204, 304) else (("content-length", str(length)),)
        headers = [*answer.headers, *sized]
        self._send(h11.Response(status_code=answer.status, headers=headers))

    def _end(self) -> None:
        self._send(h11.EndOfMessage())
        if self._wire.our_state is h11.MUST_CLOSE:
            self._transport.close()
        else:
            self._wire.start_next_cycle()

    def _drop(self, content: bytes, place: int, pause: float) -> None:
        if place == len(content):
            self._end()
            self._read()
            return
        self._send(h11.Data(data=content[place : place + 1]))
        loop = asyncio.get_running_loop()
        self._drip = loop.call_later(pause, self._drop, content, place + 1, pause)

    def _send(self, event: h11.Event) -> None:
        pieces = self._wire.send_with_data_passthrough(event)
        if pieces and not self._transport.is_closing():
            self._transport.writelines(pieces)

    def _reset(self) -> None:
        raw = self._transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self._transport.abort()


class Server:
    """Listens on loopback until it is stopped."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._open: set[Conversation] = set()
        self._server: asyncio.Server | None = None

    async def start(self, port: int) -> int:
        """Listen; gives the port, which matters where 0 asked for any. Raises OSError where the port is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Conversation(self._respond, self._open), "127.0.0.1", port)
        return self.addresses[0][1]

    @property
    def addresses(self) -> list[tuple[str, int]]:
        """Where it listens."""
        return [listener.getsockname() for listener in self._server.sockets] if self._server else []

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        return len(self._open)

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        ending = [conversation.closed for conversation in self._open]
        for conversation in tuple(self._open):
            conversation.abort()
        await asyncio.gather(*ending)
        await self._server.wait_closed()


def _plain_read(data: bytes) -> Request | None:
    """The request, where the data are one plain read and no more: h11 has to see all others as they come."""
    line = _READ.match(data)
    if line is None or data.find(_END) != len(data) - len(_END):
        return None
    headers = _plain_headers(data[line.end() :])
    return None if headers is None else _asked("GET", line[1], headers)


@lru_cache(maxsize=256)
def _plain_headers(lines: bytes) -> Mapping[str, str] | None:
    """What h11 reads there, once for all requests of a client; none where one of them is unusual, or wrong."""
    wire = h11.Connection(h11.SERVER)
    wire.receive_data(b"GET / HTTP/1.1\r\n" + lines)
    try:
        head = wire.next_event()
    except h11.RemoteProtocolError:
        return None
    if not isinstance(head, h11.Request):
        return None
    headers = _headers(head)
    is_kept = headers.get("connection", "keep-alive").lower() == "keep-alive"
    return headers if is_kept and not _UNUSUAL & headers.keys() else None


def _whole(answer: Answer) -> bytes | None:
    """The answer as it is sent to a plain read, or nothing where its delivery or a header is not plain."""
    names = "".join(name + value for name, value in answer.headers)
    if answer.delivery.way != "whole" or not (names.isascii() and names.isprintable()):
        return None
    content = b"" if answer.status in (204, 304) else answer.content()
    sized = () if answer.status in (204, 304) else (f"content-length: {len(content)}",)
    lines = (f"HTTP/1.1 {answer.status} ", *(f"{name}: {value}" for name, value in answer.headers), *sized)
    return "\r\n".join((*lines, "\r\n")).encode() + content


def _request(head: h11.Request, body: bytes) -> Request:
    return _asked(head.method.decode("ascii"), head.target, _headers(head), body)


def _headers(head: h11.Request) -> dict[str, str]:
    return {name.decode("ascii"): value.decode("latin-1") for name, value in head.headers}


def _asked(method: str, target: bytes, headers: Mapping[str, str], body: bytes = b"") -> Request:
    path, _, query = target.decode("ascii").partition("?")
    return Request(
        method=method,
        path=unquote(path),
        query=tuple(parse_qsl(query, keep_blank_values=True)),
        query_text=query,
        headers=headers,
        body=body,
    )
