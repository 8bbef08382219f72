"""Bench `stall`: how smooth the window stays while 20,000 orders are loaded and its table is open."""

import tempfile
from functools import partial

from desktop.vendors import VENDORS
from tests.bench.children import Figures, ask
from tests.bench.report import Report, Row, in_turn, middle, verdict
from tests.bench.world import NOW

ORDERS = 20_000
MOST_P99, MOST_MAX = 16.0, 50.0
WORDS = f"""\
The real window (offscreen) with the list of orders open while the demo's accounts of each vendor, and then of all
vendors, load {ORDERS // 2:,} orders each at once, without limits of pace. Stall: the gap between two ticks of a
precise 16 ms timer on the window's thread, minus 16 ms; idle: the same in the same window afterwards. Medians of the
runs, and the longest of them all."""


def bench(runs: int) -> Report:
    rows: list[Row] = [("", "p50 ms", "p99 ms", "longest ms", "longest ms of all runs", "seconds")]
    for vendors in (*((vendor,) for vendor in VENDORS), tuple(VENDORS)):
        rows += _rows(vendors, runs)
    return Report(title="stall", words=WORDS, rows=rows)


def _rows(vendors: tuple[str, ...], runs: int) -> list[Row]:
    measured = in_turn(runs, desk=partial(_desk, vendors))["desk"]
    p99, longest = middle(measured, "p99"), middle(measured, "max")
    names = " and ".join(VENDORS[vendor].label for vendor in vendors)
    return [
        (
            f"loading {names}", f"{middle(measured, 'p50'):.1f}", f"**{p99:.1f}**", f"**{longest:.1f}**",
            f"{max(each['max'] for each in measured):.1f}", f"{middle(measured, 'seconds'):.1f}",
        ),
        (
            "idle", f"{middle(measured, 'idle p50'):.1f}", f"{middle(measured, 'idle p99'):.1f}",
            f"{middle(measured, 'idle max'):.1f}", f"{max(each['idle max'] for each in measured):.1f}", "",
        ),
        ("target", "", f"≤ {MOST_P99:.0f}, {verdict(p99, MOST_P99)}", f"≤ {MOST_MAX:.0f}, {verdict(longest, MOST_MAX)}",
         "", ""),
    ]  # fmt: skip


def _desk(vendors: tuple[str, ...]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        task = {"folder": folder, "orders": ORDERS // 2, "now": NOW.isoformat(), "vendors": ",".join(vendors)}
        return ask("stalling", task)
