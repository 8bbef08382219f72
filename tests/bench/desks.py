"""A desk of 100,000 orders, loaded by the real engine, for the benches that read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.children import ask
from tests.bench.world import world

ORDERS = 100_000
CACHE = "cache"


@contextmanager
def desk(kept: Path | None) -> Iterator[Path]:
    """The folder of the desk; `kept` is where it stays for other runs, and is taken as it is when it is there."""
    with tempfile.TemporaryDirectory() as passing:
        folder = kept or Path(passing)
        if not (folder / CACHE).exists():
            folder.mkdir(parents=True, exist_ok=True)
            _make(folder)
        yield folder


def _make(folder: Path) -> None:
    with world(ORDERS // 2) as sandbox:
        found = ask("loading", {"folder": str(folder), "description": sandbox.description})
    if found["orders"] != ORDERS:
        raise ValueError(f"{found['orders']} orders were loaded, not {ORDERS}")
