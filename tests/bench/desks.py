"""A desk of 100,000 orders of all vendors, loaded by the real engine, for the benches that read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.vendors import VENDORS
from tests.bench.children import ask
from tests.bench.world import OF_OTHERS, world

ORDERS = 100_000
MOST_OF_THEM = 0.98
"""Some are drafts at a vendor that has them, and are not asked for."""
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
    _, *others = VENDORS
    at = dict.fromkeys(others, OF_OTHERS)
    with world((ORDERS - sum(at.values())) // 2, orders_at=at) as sandbox:
        found = ask("loading", {"folder": str(folder), "description": sandbox.description})
    if not MOST_OF_THEM * ORDERS < found["orders"] <= ORDERS:
        raise ValueError(f"{found['orders']} orders were loaded, not {ORDERS}")
