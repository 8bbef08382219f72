"""A line between a desk and its sandbox that can be cut: then nobody answers at its address, as without a network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from tests.whole.there import There


class Line:
    """Hands bytes on, both ways, as long as it is whole."""

    def __init__(self, address: str) -> None:
        self._there = urlsplit(address)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0

    @property
    def servers(self) -> dict[str, str]:
        """What to connect to."""
        return {"api": f"http://127.0.0.1:{self.port}{self._there.path}"}

    async def mend(self) -> None:
        """Listen, on the same port as before."""
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Break what is open; nobody listens any more."""
        if self._server is None:
            return
        self._server.close()
        for writer in tuple(self._open):
            writer.transport.abort()
        await self._server.wait_closed()
        self._server = None

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._there.hostname, self._there.port)
        self._open |= {writer, far_writer}
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        self._open -= {writer, far_writer}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def line_to(there: There) -> AsyncIterator[Line]:
    """A line to the sandbox while the block runs."""
    line = Line(there.described["servers"]["api"])
    await line.mend()
    try:
        yield line
    finally:
        await line.cut()
