"""What a bench says: its tables, printed, and kept in a section of its own in docs/benchmarks.md."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.children import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
FIRST_WORDS = """\
# Benchmarks

Medians of five runs, anchor and candidate in turn, on a machine of two cores that others used at the same time: read
the ratios. `python -m tests.bench profile` prints where the CPU of the sync goes.
"""

Measured = Mapping[str, float]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`words` above the table say what was measured and how; the first row is the heading."""

    title: str
    words: str
    rows: Sequence[Row]


def in_turn(runs: int, **sides: Callable[[], Measured]) -> dict[str, list[Measured]]:
    """What each side measured, anchor and candidate in turn, so that a noisy minute hits both."""
    found: dict[str, list[Measured]] = {name: [] for name in sides}
    for _ in range(runs):
        for name, measure in sides.items():
            found[name].append(measure())
    return found


def middle(measured: Sequence[Measured], name: str) -> float:
    """The median of one figure."""
    return median(each[name] for each in measured)


def ratio(measured: Mapping[str, Sequence[Measured]], name: str, candidate: str, anchor: str) -> float:
    """The median of the ratios of one figure, turn by turn."""
    pairs = zip(measured[candidate], measured[anchor], strict=True)
    return median(one[name] / other[name] for one, other in pairs)


def verdict(value: float, most: float) -> str:
    """Whether a figure keeps to its target."""
    return "kept" if value <= most else f"missed by {(value / most - 1) * 100:.0f} %"


def text_of(report: Report, command: str) -> str:
    """The section as Markdown."""
    heading, *rows = report.rows
    lines = [heading, tuple("---" for _ in heading), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"## {report.title}\n\n{report.words}\n\n```\n{command}\n```\n\n{table}\n"


def keep(report: Report, command: str) -> None:
    """Put the section in the place of the one with its title; sections of other benches stay."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else FIRST_WORDS
    section = text_of(report, command)
    place = re.compile(rf"^## {re.escape(report.title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    page, times = place.subn(lambda _: f"{section}\n", page)
    if not times:
        page = f"{page.rstrip()}\n\n{section}"
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page.rstrip() + "\n", encoding="utf-8")
