"""The first load of an account by the real engine, from connecting to complete, without a window."""

import asyncio
import cProfile
import pstats
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.app.backend import Backend
from desktop.app.demo import connect_all
from desktop.app.interpreter import share_fairly
from desktop.store.database import Connection
from desktop.store.rows import counts
from desktop.sync.engine import Terms
from desktop.vendors import VENDORS
from tests.bench.children import Figures, Task, answer, memory
from tests.bench.opening import opened

LOOK_EVERY = 0.01
"""Seconds between two looks at whether the load is complete."""
LONGEST = 600.0
"""Seconds after which a load is given up."""
LOUDEST = 45
"""Functions named by a profile."""


def load(task: Task) -> Figures:
    """Connect the accounts of `description` to a desk in `folder` and load all of it."""
    share_fairly()
    folder = Path(task["folder"])
    figures = asyncio.run(_load(folder, task["description"]))
    return {**figures, "size": sum(file.stat().st_size for file in folder.iterdir()) / 2**20}


async def _load(folder: Path, description: Mapping[str, Any]) -> Figures:
    backend = await make_backend(folder)
    await backend.start()
    idle = memory("VmRSS")
    began, cpu = time.perf_counter(), time.process_time()
    await backend.worker.ask(lambda: connect_all(backend.engine, description))
    await completed(backend)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    found = await asyncio.wrap_future(backend.long.ask(_counted))
    await backend.stop()
    return {"seconds": seconds, "cpu": cpu, "memory": memory("VmHWM") - idle, "idle": idle, **found}


async def make_backend(folder: Path) -> Backend:
    """The engine and the files of a desk, without limits of pace."""
    key = await opened(folder)
    return Backend(folder, key.key, VENDORS, key.make_secrets, terms=Terms(), tell=lambda told: None, pace=None)


async def completed(backend: Backend) -> None:
    """Every account has loaded its history. AppError when one of them is in trouble."""
    async with asyncio.timeout(LONGEST):
        while not all(account.progress.complete for account in backend.engine.accounts.values()):
            for account in backend.engine.accounts.values():
                if account.trouble is not None:
                    raise account.trouble
            await asyncio.sleep(LOOK_EVERY)


def _counted(db: Connection) -> dict[str, float]:
    found: dict[str, float] = {}
    for count in counts(db):
        found[count.kind] = found.get(count.kind, 0) + count.total
    return found


def profiled(task: Task) -> Figures:
    """The same with the worker's thread under cProfile; what it says goes to standard error."""
    share_fairly()
    profile = cProfile.Profile()

    async def run() -> Figures:
        backend = await make_backend(Path(task["folder"]))
        await backend.start()
        backend.worker.loop.call_soon_threadsafe(profile.enable)
        began = time.perf_counter()
        await backend.worker.ask(lambda: connect_all(backend.engine, task["description"]))
        await completed(backend)
        seconds = time.perf_counter() - began
        backend.worker.loop.call_soon_threadsafe(profile.disable)
        await backend.stop()
        return {"seconds": seconds}

    figures = asyncio.run(run())
    for order in ("tottime", "cumtime"):
        pstats.Stats(profile, stream=sys.stderr).strip_dirs().sort_stats(order).print_stats(LOUDEST)
    return figures


if __name__ == "__main__":
    answer(profiled if "--profile" in sys.argv else load)
