"""Bench `pages`: pages, search and records in a desk of 100,000 orders."""

from pathlib import Path
from typing import Any

from tests.bench.children import ask
from tests.bench.desks import ORDERS, desk
from tests.bench.report import Report, Row, verdict

MOST_FIRST, MOST_PAGE, MOST_SEARCH = 50.0, 20.0, 100.0
WORDS = f"""\
{ORDERS:,} encrypted orders of three accounts at two vendors, loaded by the engine; a page is 40 rows; milliseconds.
First pages and pages from the asking to the rows at hand, over the reader's thread: every column as a filter (a
frequent and a rare value) under every sort in both directions. Search and opening through the window (offscreen),
from the typing or the key to the painted table or pane. Each figure is a median of the runs; the worst is the worst
of these."""


def bench(runs: int, kept: Path | None) -> Report:
    with desk(kept) as folder:
        read = ask("paging", {"folder": str(folder), "times": runs})
        seen = ask("looking", {"folder": str(folder), "times": runs, "terms": read["terms"]})
    rows: list[Row] = [
        ("", "median", "worst", "target"),
        (
            f"first page, {read['pairs']:,} pairs of filter and sort", f"{read['first']:.1f}",
            f"**{read['first worst']:.1f}** ({read['worst']})",
            f"≤ {MOST_FIRST:.0f}, {verdict(read['first worst'], MOST_FIRST)}",
        ),
        (
            "any page", f"{read['page']:.1f}", f"**{read['page worst']:.1f}**",
            f"≤ {MOST_PAGE:.0f}, {verdict(read['page worst'], MOST_PAGE)}",
        ),
        *(_search(label, total, seen) for label, (_, total) in read["terms"].items()),
        ("open a record", f"{seen['open']:.1f}", f"{seen['open worst']:.1f}", ""),
    ]  # fmt: skip
    return Report(title="pages", words=WORDS, rows=rows)


def _search(label: str, total: int, seen: dict[str, Any]) -> Row:
    target = f"≤ {MOST_SEARCH:.0f}, {verdict(seen[label], MOST_SEARCH)}"
    return (f"search that finds {total:,} ({label})", f"**{seen[label]:.1f}**", f"{seen[f'{label} worst']:.1f}", target)
