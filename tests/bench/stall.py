"""Bench `stall`: how smooth the window stays while 20,000 orders are loaded and its table is open."""

import tempfile

from tests.bench.children import Figures, ask
from tests.bench.report import Report, in_turn, middle, verdict
from tests.bench.world import NOW

ORDERS = 20_000
MOST_P99, MOST_MAX = 16.0, 50.0
WORDS = f"""\
The real window (offscreen) with the list of orders open while two accounts load {ORDERS:,} orders at once, without
limits of pace. Stall: the gap between two ticks of a precise 16 ms timer on the window's thread, minus 16 ms; idle: the
same in the same window afterwards. Medians of the runs, and the longest of them all."""


def bench(runs: int) -> Report:
    measured = in_turn(runs, desk=_desk)["desk"]
    p99, longest = middle(measured, "p99"), middle(measured, "max")
    rows = [
        ("", "p50 ms", "p99 ms", "longest ms", "longest ms of all runs", "seconds"),
        (
            "loading", f"{middle(measured, 'p50'):.1f}", f"**{p99:.1f}**", f"**{longest:.1f}**",
            f"{max(each['max'] for each in measured):.1f}", f"{middle(measured, 'seconds'):.1f}",
        ),
        (
            "idle", f"{middle(measured, 'idle p50'):.1f}", f"{middle(measured, 'idle p99'):.1f}",
            f"{middle(measured, 'idle max'):.1f}", f"{max(each['idle max'] for each in measured):.1f}", "",
        ),
        ("target", "", f"≤ {MOST_P99:.0f}, {verdict(p99, MOST_P99)}", f"≤ {MOST_MAX:.0f}, {verdict(longest, MOST_MAX)}",
         "", ""),
    ]  # fmt: skip
    return Report(title="stall", words=WORDS, rows=rows)


def _desk() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return ask("stalling", {"folder": folder, "orders": ORDERS // 2, "now": NOW.isoformat()})
