"""`--demo --headless`: load everything, compare it with the sandbox's own records, print one JSON object, end."""

import asyncio
import json
import os
import sys
from argparse import Namespace
from pathlib import Path

from desktop.app import headless
from desktop.app.backend import Backend
from desktop.app.demo import connect_all, start_demo
from desktop.app.keys import in_memory
from desktop.errors import AppError
from desktop.sandbox.options import read_options
from desktop.sync.engine import Terms
from desktop.vendors import VENDORS

PICTURES = "pictures"
LONGEST = 900.0
"""Seconds after which loading is given up."""


def run_headless(options: Namespace, folder: Path) -> int:
    """Returns 0 when ids and contents of every account are those of the sandbox, else 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return asyncio.run(_run(options, folder))


async def _run(options: Namespace, folder: Path) -> int:
    world = read_options(options)
    demo = await asyncio.to_thread(start_demo, world)
    opened = in_memory()
    backend = Backend(
        folder, opened.key, VENDORS, opened.make_secrets, terms=Terms(), tell=lambda told: None, pace=world.pace
    )
    try:
        await backend.start()
        await backend.worker.ask(lambda: connect_all(backend.engine, demo.description))
        took = await headless.load_all(backend, LONGEST)
        found, differences = await headless.summary(backend, demo.description, took)
    except (AppError, TimeoutError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        await backend.stop()
        await asyncio.to_thread(demo.stop)
    found["files"] = []
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    for words in differences:
        sys.stderr.write(f"{words}\n")
    return 1 if differences else 0
