"""Markdown for a reader who looks something up: tables, lists, spans of time."""

from collections.abc import Iterable, Sequence
from datetime import timedelta


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; no lines at all where it has no rows."""
    told = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |", *told, ""] if told else []


def cell(text: str) -> str:
    """A text that may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """A text as it stands in a program or on the wire."""
    return f"`{text}`" if text else ""


def bullets(texts: Iterable[str]) -> list[str]:
    """A list; no lines where it is empty."""
    told = [f"- {' '.join(text.split())}" for text in texts]
    return [*told, ""] if told else []


def span(time: timedelta) -> str:
    """A span of time: "60 s", "2 min", "1 h", "1 day"."""
    seconds = time.total_seconds()
    for size, name in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size or (seconds == size and size > 60):
            count = f"{seconds / size:g}"
            return f"{count} {name}" if (count, name) != ("1", "days") else "1 day"
    return f"{seconds:g} s"


class Notes:
    """Reasons that stand beneath a table, once each; in the table by their numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def marks(self, texts: Iterable[str]) -> str:
        """The numbers of these reasons: "(1, 4)"; "" of none."""
        numbers = sorted({self._numbers.setdefault(text, len(self._numbers) + 1) for text in texts})
        return f"({', '.join(map(str, numbers))})" if numbers else ""

    def lines(self) -> list[str]:
        """All of them, in the order of their numbers."""
        told = [f"{number}. {' '.join(text.split())}" for text, number in self._numbers.items()]
        return [*told, ""] if told else []
