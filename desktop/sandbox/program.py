"""Starting and ending a sandbox: inside a program, in a child process, or by hand."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from desktop.sandbox.clock import Clock
from desktop.sandbox.faults import Faults
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.options import Options
from desktop.sandbox.server import Server
from desktop.sandbox.stage import Stage
from desktop.sandbox.stand_in import StandIn
from desktop.sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """A running sandbox; description: where it listens and how to sign in, as the command prints it."""

    description: Mapping[str, object]
    ledger: Ledger
    faults: Faults
    world: World
    clock: Clock


@asynccontextmanager
async def running(vendors: tuple[StandIn, ...], options: Options, port: int = 0) -> AsyncIterator[Sandbox]:
    """Serve on loopback while the block runs; port 0 takes any."""
    stage = Stage(options, vendors)
    server = Server(stage.respond)
    found = await server.start(port)
    try:
        yield Sandbox(
            description=describe(stage.vendors, stage.world, found),
            ledger=stage.ledger,
            faults=stage.faults,
            world=stage.world,
            clock=stage.clock,
        )
    finally:
        stage.close()
        await server.stop()


def describe(vendors: tuple[StandIn, ...], world: World, port: int) -> dict[str, object]:
    """Each vendor's servers and accounts with their credentials, those that a demo shows first; the control address."""
    root = f"http://127.0.0.1:{port}"
    return {
        "control": f"{root}/_control",
        "vendors": {
            vendor.id: {
                "shown": vendor.shown,
                "servers": {name: f"{root}/{vendor.id}{path}" for name, path in vendor.servers.items()},
                "accounts": [
                    {
                        "name": account.name,
                        "credentials": dict(account.credentials),
                        "options": dict(account.options),
                    }
                    for account in world.platforms[vendor.id].accounts
                ],
            }
            for vendor in vendors
        },
    }


async def run(
    vendors: tuple[StandIn, ...],
    options: Options,
    port: int,
    *,
    started: Callable[[Mapping[str, object]], None],
    parent_ended: Callable[[], None] | None = None,
) -> None:
    """Serve until a signal ends it or parent_ended, a call that blocks while the parent lives, returns."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def end() -> None:
        with suppress(RuntimeError):  # two ends at once: the second finds the loop closed
            loop.call_soon_threadsafe(ended.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: end())
    async with running(vendors, options, port) as sandbox:
        started(sandbox.description)
        if parent_ended is not None:
            threading.Thread(target=_watch, args=(parent_ended, end), daemon=True).start()
        await ended.wait()


def serve(vendors: tuple[StandIn, ...], pipe: Connection, options: Options) -> None:
    """Send the description through the pipe and serve until its other end is closed, also by a sudden death."""

    def parent_ended() -> None:
        try:
            while True:
                pipe.recv_bytes()
        except (EOFError, OSError):
            return

    asyncio.run(run(vendors, options, 0, started=pipe.send, parent_ended=parent_ended))


def _watch(parent_ended: Callable[[], None], end: Callable[[], None]) -> None:
    parent_ended()
    end()
