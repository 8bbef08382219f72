"""Faithful stand-ins of the vendors, seeded and on loopback only: the one list of them, and ways to run it."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from typing import TYPE_CHECKING

from desktop.sandbox.options import Options

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from desktop.sandbox.program import Sandbox
    from desktop.sandbox.stand_in import StandIn

    VENDORS: tuple[StandIn, ...]
    PROFILES: Mapping[str, tuple[str, ...]]


NAMES = ("orderdesk", "ordercloud", "ordermentum", "orderspace", "ordermesh")
"""Their folders, which are their ids, in the order in which a demo shows them."""


def _vendors() -> "tuple[StandIn, ...]":
    return tuple(import_module(f"{__name__}.{name}").STAND_IN for name in NAMES)


def _profiles() -> "Mapping[str, tuple[str, ...]]":
    """Every setting of every switch by vendor, for tests that must hold in each."""
    return {
        vendor.id: tuple(f"{switch.name}={setting}" for switch in vendor.switches for setting in switch.settings)
        for vendor in _vendors()
    }


def _sandbox() -> "type[Sandbox]":
    from desktop.sandbox import program

    return program.Sandbox


_LATER = {"VENDORS": _vendors, "PROFILES": _profiles, "Sandbox": _sandbox}


def __getattr__(name: str) -> object:
    """Made when first asked for: every start of the desk reads the options, and only a demo needs the stand-ins."""
    if name not in _LATER:
        raise AttributeError(name)
    return _LATER[name]()


def check(options: Options) -> None:
    """Raises ValueError for names and settings that no stand-in knows, with those that there are."""
    from desktop.sandbox import stage

    stage.check(options, _vendors())


def running(options: Options, port: int = 0) -> "AbstractAsyncContextManager[Sandbox]":
    """A sandbox of all vendors on this event loop, while the block runs."""
    from desktop.sandbox import program

    return program.running(_vendors(), options, port)


def serve(pipe: "Connection", options: Options) -> None:
    """A sandbox in a child process (target of a spawn); ends when the other end of the pipe is closed."""
    from desktop.sandbox import program

    program.serve(_vendors(), pipe, options)


__all__ = ["PROFILES", "VENDORS", "Options", "Sandbox", "check", "running", "serve"]
