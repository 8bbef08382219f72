"""Bench `sync`: 20,000 orders into the encrypted, searchable cache, against the floor."""

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.children import Figures, ask
from tests.bench.report import Report, in_turn, middle, ratio, verdict
from tests.bench.world import World, requests_of, world

ORDERS = 20_000
MOST, MOST_MEMORY, MOST_SHARE = 3.5, 80.0, 0.1
WORDS = f"""\
{ORDERS:,} orders of about six lines, 2.9 kB each, from the sandbox in a process of its own, pre-rendered and without
limits. Floor: a bare httpx loop over the same requests, one after the other, into plain sqlite3 (orders, lines, raw
JSON). Wholedesk: the engine from connecting to complete, encrypted, searchable, customers derived, positions and
journal kept. Each in a process of its own, in turn; memory is the peak above the idle process."""


def bench(runs: int) -> Report:
    with world(ORDERS) as sandbox:
        addresses, headers = requests_of(sandbox.first())
        floor = partial(_floor, sandbox, {"addresses": addresses, "headers": headers})
        found = in_turn(runs, floor=floor, desk=partial(_desk, sandbox))
    seconds = ratio(found, "seconds", "desk", "floor")
    share = middle(found["floor"], "sandbox") / middle(found["floor"], "seconds")
    memory = middle(found["desk"], "memory")
    rows = [
        ("", "seconds", "orders/s", "CPU s", "peak memory MiB"),
        *(_row(label, found[side]) for label, side in (("floor", "floor"), ("Wholedesk", "desk"))),
        ("ratio", f"**{seconds:.2f}**", "", f"{ratio(found, 'cpu', 'desk', 'floor'):.2f}", ""),
        (
            "target",
            f"≤ {MOST}, {verdict(seconds, MOST)}",
            "",
            "",
            f"≤ {MOST_MEMORY:.0f}, {verdict(memory, MOST_MEMORY)}",
        ),
        ("sandbox", f"{share:.1%} of the floor's time (< {MOST_SHARE:.0%}: {verdict(share, MOST_SHARE)})", "", "", ""),
    ]
    return Report(title="sync", words=WORDS, rows=rows)


def _row(label: str, measured: list[Mapping[str, float]]) -> tuple[str, ...]:
    seconds = middle(measured, "seconds")
    cpu, memory = middle(measured, "cpu"), middle(measured, "memory")
    return (label, f"{seconds:.2f}", f"{ORDERS / seconds:,.0f}", f"{cpu:.2f}", f"{memory:.0f}")


def _floor(sandbox: World, task: Mapping[str, Any]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        before = sandbox.cpu_seconds()
        found = ask("floor", {**task, "path": str(Path(folder) / "floor.db")})
        return _whole({**found, "sandbox": sandbox.cpu_seconds() - before})


def _desk(sandbox: World) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return _whole(ask("loading", {"folder": folder, "description": sandbox.first()}))


def _whole(found: Figures) -> Figures:
    if found["orders"] != ORDERS:
        raise ValueError(f"{found['orders']} orders were loaded, not {ORDERS}")
    return found
