"""The demo: the sandbox in a process of its own, and its accounts connected to a throw-away desk."""

import multiprocessing
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import cycle
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from desktop.errors import AppError
from desktop.sandbox import Options, serve
from desktop.sync.account import Settings
from desktop.sync.engine import Engine
from desktop.vendors import VENDORS

START_WITHIN = 60.0
"""Seconds that the sandbox may take to make its world."""
COLOURS = ("teal", "copper", "violet", "slate")
"""Names of colours as the window knows them; one for each account in turn."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A running sandbox; it ends when its pipe is closed, also by our sudden death."""

    description: Mapping[str, Any]
    process: BaseProcess
    pipe: Connection

    def stop(self) -> None:
        """End the sandbox."""
        self.pipe.close()
        self.process.join(5)
        if self.process.is_alive():
            self.process.terminate()


def start_demo(options: Options) -> Demo:
    """Start the sandbox, of the vendors that the desk knows, and wait until it serves.

    Blocks: not for the GUI thread's loop.
    """
    options = replace(options, vendors=options.vendors or tuple(VENDORS))
    ours, its = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(its, options), daemon=True)
    process.start()
    its.close()
    try:
        if not ours.poll(START_WITHIN):
            raise EOFError
        description = ours.recv()
    except (EOFError, OSError) as error:
        process.terminate()
        raise AppError("The made-up accounts could not be started.", "Start the demo again.") from error
    return Demo(description, process, ours)


async def connect_all(engine: Engine, description: Mapping[str, Any]) -> None:
    """Connect the accounts that the sandbox has for a demo, as far as they are not connected yet."""
    known = {account.settings.name: account.id for account in engine.accounts.values()}
    colours = cycle(COLOURS)
    for vendor, found in description["vendors"].items():
        for account, colour in zip(found["accounts"][: found["shown"]], colours, strict=False):
            if account["name"] in known:
                await engine.connections.readdress(known[account["name"]], found["servers"])
                continue
            wanted = Settings(
                id="", vendor=vendor, name=account["name"], colour=colour,
                servers=found["servers"], options=account.get("options", {}),
            )  # fmt: skip
            report = await engine.connections.connect(wanted, account["credentials"])
            if report.title:
                raise AppError(report.title, report.hint)
    engine.refresh_forms()
