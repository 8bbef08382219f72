"""Faithful stand-ins of the vendors, seeded and on loopback only: the one list of them, and ways to run it."""

from contextlib import AbstractAsyncContextManager
from multiprocessing.connection import Connection

from desktop.sandbox import orderdesk, program
from desktop.sandbox.options import Options
from desktop.sandbox.program import Sandbox
from desktop.sandbox.stand_in import StandIn

VENDORS: tuple[StandIn, ...] = (orderdesk.STAND_IN,)

PROFILES: tuple[str, ...] = tuple(
    f"{switch.name}={setting}" for vendor in VENDORS for switch in vendor.switches for setting in switch.settings
)
"""Every setting of every switch, for tests that must hold in each."""


def running(options: Options, port: int = 0) -> AbstractAsyncContextManager[Sandbox]:
    """A sandbox of all vendors on this event loop, while the block runs."""
    return program.running(VENDORS, options, port)


def serve(pipe: Connection, options: Options) -> None:
    """A sandbox in a child process (target of a spawn); ends when the other end of the pipe is closed."""
    program.serve(VENDORS, pipe, options)


__all__ = ["PROFILES", "VENDORS", "Options", "Sandbox", "running", "serve"]
