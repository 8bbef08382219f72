"""Bench `start`: from the start of the process to the first rows of 100,000 orders, against a bare window."""

import time
from pathlib import Path
from typing import Any

from tests.bench.children import Figures, ask
from tests.bench.desks import ORDERS, desk
from tests.bench.report import Report, in_turn, middle, ratio, verdict

MOST, MOST_MEMORY = 5.0, 3.0
WORDS = f"""\
Whole processes (offscreen), from the start of the process to the first painting: a bare PySide6 window against the desk
with {ORDERS:,} orders, opened by its passphrase, until the rows of the first page are painted; in turn."""


def bench(runs: int, kept: Path | None) -> Report:
    with desk(kept) as folder:
        task = {"folder": str(folder)}
        ask("starting", task)  # the first start after an installation compiles
        found = in_turn(runs, bare=lambda: _started("bare", task), desk=lambda: _started("starting", task))
    seconds, memory = ratio(found, "seconds", "desk", "bare"), ratio(found, "memory", "desk", "bare")
    rows = [
        ("", "seconds", "CPU s", "memory MiB"),
        *((label, *_figures(found[side])) for label, side in (("bare window", "bare"), ("Wholedesk", "desk"))),
        ("ratio", f"**{seconds:.2f}**", f"{ratio(found, 'cpu', 'desk', 'bare'):.2f}", f"{memory:.2f}"),
        (
            "target",
            f"≤ {MOST:.0f}, {verdict(seconds, MOST)}",
            "",
            f"≤ {MOST_MEMORY:.0f}, {verdict(memory, MOST_MEMORY)}",
        ),
    ]
    return Report(title="start", words=WORDS, rows=rows)


def _figures(measured: list[Any]) -> tuple[str, str, str]:
    return f"{middle(measured, 'seconds'):.2f}", f"{middle(measured, 'cpu'):.2f}", f"{middle(measured, 'memory'):.0f}"


def _started(module: str, task: dict[str, str]) -> Figures:
    began = time.monotonic()
    found = ask(module, task)
    return {**found, "seconds": found["at"] - began}
