"""python -m tests.bench NAME: measures one thing against its anchor, and says so in a table."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.vendors import VENDORS
from tests.bench import pages, profile, stall, start, sync
from tests.bench.report import Report, keep, text_of

BENCHES: Mapping[str, Callable[[int, Path | None], Report]] = {
    "sync": lambda runs, kept: sync.bench(runs),
    "stall": lambda runs, kept: stall.bench(runs),
    "pages": pages.bench,
    "start": start.bench,
}
RUNS = 5


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=[*BENCHES, "profile"])
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each side runs (default {RUNS})")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/benchmarks.md")
    parser.add_argument("--desk", type=Path, metavar="DIR", help="where pages and start keep their desk for other runs")
    parser.add_argument("--vendor", choices=VENDORS, default=next(iter(VENDORS)), help="whose sync the profile is of")
    chosen = parser.parse_args()
    if chosen.name == "profile":
        profile.profile(chosen.vendor)
        return 0
    command = f"python -m tests.bench {chosen.name}" + (f" --runs {chosen.runs}" if chosen.runs != RUNS else "")
    report = BENCHES[chosen.name](chosen.runs, chosen.desk)
    print(text_of(report, command))
    if chosen.write:
        keep(report, command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
