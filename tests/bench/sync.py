"""Bench `sync`: one account of each vendor into the encrypted, searchable cache, against the floor."""

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from desktop.vendors import VENDORS
from desktop.vendors.contract import Vendor
from tests.bench.children import Figures, ask
from tests.bench.report import Report, Row, in_turn, middle, ratio, verdict
from tests.bench.world import OF_OTHERS, World, headers_of, orders_of, requests_of, world

ORDERS = 20_000
MOST_OF_THEM = 0.95
"""Some are drafts at a vendor that has them, and are not asked for."""
MOST, MOST_MEMORY, MOST_SHARE = 3.5, 80.0, 0.1
WORDS = f"""\
{ORDERS:,} orders of the first vendor, {OF_OTHERS:,} of others, whose requests bring fewer; of about six lines each,
from the sandbox in a process of its own, without limits.
Floor: a bare httpx loop over the same requests, one after the other, into plain sqlite3 (orders, lines, the
raw JSON of every record).
Wholedesk: the engine from connecting to complete, encrypted, searchable, customers and stock too, positions and
journal kept. Each in a process of its own, in turn; memory is the peak above the idle process. Where the sandbox
takes more than a tenth of the floor's time, compare the CPU: the seconds are then mostly its own."""


def bench(runs: int) -> Report:
    rows: list[Row] = [("", "seconds", "orders/s", "CPU s", "peak memory MiB")]
    for vendor in VENDORS.values():
        rows += _rows(vendor, runs)
    return Report(title="sync", words=WORDS, rows=rows)


def _rows(vendor: Vendor, runs: int) -> list[Row]:
    with world(orders_of(vendor.id, ORDERS), vendors=(vendor.id,)) as sandbox:
        task = {"addresses": requests_of(sandbox, vendor.id), "headers": headers_of(sandbox, vendor.id)}
        floor = partial(_floor, sandbox, {**task, "vendor": vendor.id})
        found = in_turn(runs, floor=floor, desk=partial(_desk, sandbox, vendor.id))
    seconds = ratio(found, "seconds", "desk", "floor")
    share = middle(found["floor"], "sandbox") / middle(found["floor"], "seconds")
    memory, cpu = middle(found["desk"], "memory"), ratio(found, "cpu", "desk", "floor")
    return [
        _row(f"{vendor.label}, {len(task['addresses']):,} requests: floor", found["floor"]),
        _row("Wholedesk", found["desk"]),
        ("ratio", f"**{seconds:.2f}**", "", f"{cpu:.2f}", ""),
        (
            "target",
            f"≤ {MOST}, {verdict(seconds, MOST)}",
            "",
            "",
            f"≤ {MOST_MEMORY:.0f}, {verdict(memory, MOST_MEMORY)}",
        ),
        ("sandbox", f"{share:.1%} of the floor's time (< {MOST_SHARE:.0%}: {verdict(share, MOST_SHARE)})", "", "", ""),
    ]


def _row(label: str, measured: list[Mapping[str, float]]) -> Row:
    seconds = middle(measured, "seconds")
    cpu, memory = middle(measured, "cpu"), middle(measured, "memory")
    return (label, f"{seconds:.2f}", f"{middle(measured, 'orders') / seconds:,.0f}", f"{cpu:.2f}", f"{memory:.0f}")


def _floor(sandbox: World, task: Mapping[str, Any]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        before = sandbox.cpu_seconds()
        found = ask("floor", {**task, "path": str(Path(folder) / "floor.db")})
        return _whole(task["vendor"], {**found, "sandbox": sandbox.cpu_seconds() - before})


def _desk(sandbox: World, vendor: str) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return _whole(vendor, ask("loading", {"folder": folder, "description": sandbox.first(vendor)}))


def _whole(vendor: str, found: Figures) -> Figures:
    orders = orders_of(vendor, ORDERS)
    if not MOST_OF_THEM * orders < found["orders"] <= orders:
        raise ValueError(f"{found['orders']} orders were loaded, not {orders}")
    return found
