"""python -m tests.bench NAME: measures one thing against its anchor, and says so in a table."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping

from tests.bench import sync
from tests.bench.report import Report, keep, text_of

BENCHES: Mapping[str, Callable[[int], Report]] = {"sync": sync.bench}


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=sorted(BENCHES))
    parser.add_argument("--runs", type=int, default=5, help="how often each side runs (default 5)")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/benchmarks.md")
    chosen = parser.parse_args()
    command = f"python -m tests.bench {chosen.name}" + (f" --runs {chosen.runs}" if chosen.runs != 5 else "")
    report = BENCHES[chosen.name](chosen.runs)
    print(text_of(report, command))
    if chosen.write:
        keep(report, command)
    return 0


if __name__ == "__main__":
    sys.exit(main())
