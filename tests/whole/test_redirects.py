"""An answer that points elsewhere is not followed: no credential reaches another server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.whole.room import room

STATUSES = (301, 302, 303, 307, 308)


@asynccontextmanager
async def another_server() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server on another port: its address, and all that it was told."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://localhost:{server.sockets[0].getsockname()[1]}/taken", heard
    finally:
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize("status", STATUSES)
async def test_a_redirect_is_told_and_not_followed(tmp_path: Path, status: int) -> None:
    async with another_server() as (address, heard), room(tmp_path) as desk:
        account = await desk.connect()
        await desk.there.fault("redirect", times=None, status=status, to=address)
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        form = await desk.shows("offline", account)
        assert "points to another address" in form.words
        assert "not followed" in form.words
        desk.there.mend()
        await desk.in_step()
        assert heard == []


async def test_a_redirect_on_connecting_saves_nothing(tmp_path: Path) -> None:
    async with another_server() as (address, heard), room(tmp_path) as desk:
        await desk.there.fault("redirect", times=None, to=address)
        report = await desk.try_to_connect(*desk.wanted())
        assert "points to another address" in report.title
        assert desk.backend.engine.accounts == {}
        assert heard == []


@pytest.mark.parametrize("status", STATUSES)
async def test_a_write_that_is_redirected_is_not_sent_elsewhere_and_nothing_is_lost(
    tmp_path: Path, status: int
) -> None:
    async with another_server() as (address, heard), room(tmp_path, settle=0.1) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.fault("redirect", status=status, to=address, where={"method": "PUT"})
        await desk.send(key, {"shipping_method": "Own van"})
        await desk.delivered()
        if desk.outbox():
            assert desk.entry(key).state == "refused"
            await desk.work(lambda: desk.backend.engine.drafts.retry(desk.entry(key).id))
            await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.applied) == 1
        assert heard == []
