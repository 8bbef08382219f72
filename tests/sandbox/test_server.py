"""The server at the socket: connections kept and shared, strange requests, an orderly end."""

import asyncio
import socket

import httpx
import pytest

from desktop.sandbox.server import Server
from desktop.sandbox.wire import Answer, Delivery, Page, Request
from tests.sandbox.desks import Desk


def echo(request: Request) -> Answer:
    told = f"{request.method} {request.path} {request.query} {len(request.body)}"
    return Answer(body=told.encode())


async def talk(port: int, sent: bytes, until: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.readuntil(until), 5)
    finally:
        writer.close()
        await writer.wait_closed()


async def test_requests_sent_together_are_answered_in_turn() -> None:
    server = Server(echo)
    port = await server.start(0)
    one = b"GET /%d?q=a%%20b HTTP/1.1\r\nHost: x\r\n\r\n"
    received = await talk(port, one % 1 + one % 2, b"GET /2 (('q', 'a b'),) 0")
    assert received.index(b"GET /1") < received.index(b"GET /2")
    await server.stop()


ANSWERS = (
    Answer(body=b"{}", headers=(("content-type", "application/json"), ("X-Odd", "a, b"))),
    Answer(body=Page(head=b"[", rows=(b"1", b"2"), tail=b"]")),
    Answer(status=204, headers=()),
    Answer(status=304, headers=(("etag", '"1"'),), body=b"never sent"),
    Answer(status=404, body="ü".encode()),
    Answer(delivery=Delivery(way="cut", amount=0.5), body=b"half"),
)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.status} {answer.delivery.way}")
@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n", b"X-Long:  a b \r\n", b"Content-Length: 0\r\n"])
async def test_a_read_alone_is_taken_and_answered_as_one_of_many(answer: Answer, more: bytes) -> None:
    asked: list[Request] = []

    def respond(request: Request) -> Answer:
        asked.append(request)
        return answer

    server = Server(respond)
    port = await server.start(0)
    read = b"GET /a%20b?q=%C3%BC&q= HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n"
    alone, together = await told(port, read), await told(port, read + read)
    assert together in (alone, alone * 2)
    assert all(request == asked[0] for request in asked)
    await server.stop()


async def told(port: int, sent: bytes) -> bytes:
    """All that comes until nothing is left to come."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    writer.write_eof()
    try:
        return await asyncio.wait_for(reader.read(), 5)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


async def test_a_body_that_waits_for_leave_gets_it() -> None:
    server = Server(echo)
    port = await server.start(0)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"
    assert b"HTTP/1.1 100" in await talk(port, head, b"\r\n\r\n")
    await server.stop()


async def test_what_is_no_http_is_hung_up_on() -> None:
    server = Server(echo)
    port = await server.start(0)
    with pytest.raises(asyncio.IncompleteReadError) as ended:
        await talk(port, b"\x00\x01\r\n\r\n", b"anything")
    assert ended.value.partial == b""
    await server.stop()


async def test_a_head_request_is_answered_without_a_body(desk: Desk) -> None:
    answer = await desk.hall.head("/test")
    assert (answer.status_code, answer.content) == (405, b"")


async def test_one_connection_serves_many_requests_and_many_connections_one_server(desk: Desk) -> None:
    first = [(await desk.hall.get("/test")).extensions["network_stream"] for _ in range(3)]
    assert len({stream.get_extra_info("client_addr") for stream in first}) == 1
    answers = await asyncio.gather(*(desk.hall.get("/orders", params={"offset": n}) for n in range(20)))
    assert [answer.json()["offset"] for answer in answers] == [*range(20)]


async def test_no_delay_is_set_and_only_loopback_is_listened_on(desk: Desk) -> None:
    stream = (await desk.hall.get("/test")).extensions["network_stream"]
    assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
    server = Server(echo)
    port = await server.start(0)
    assert server.addresses == [("127.0.0.1", port)]
    await server.stop()


async def test_stopping_ends_connections_that_still_wait_for_an_answer() -> None:
    server = Server(lambda request: Answer(delivery=Delivery(way="stall")))
    port = await server.start(0)
    async with httpx.AsyncClient(timeout=5) as client:
        waiting = asyncio.ensure_future(client.get(f"http://127.0.0.1:{port}/"))
        async with asyncio.timeout(5):
            while not server.connections:
                await asyncio.wait([waiting], timeout=0.01)
        await server.stop()
        with pytest.raises(httpx.TransportError):
            await waiting


async def test_a_taken_port_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        await Server(echo).start(taken.getsockname()[1])
