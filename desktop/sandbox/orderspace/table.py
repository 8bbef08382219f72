"""Records of one kind: ready bytes with what lists filter by beside them, and what lists see of them yet."""

import json
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.sandbox.kept import Findings

Document = dict[str, Any]

Rank = Callable[[str, int], Any]
"""What a list sorts by: of a record's key and its number in the order of making."""


def newest(key: str, number: int) -> int:
    return -number


def oldest(key: str, number: int) -> int:
    return number


def by_key(key: str, number: int) -> str:
    return key


def spell(value: object) -> bytes:
    """JSON as this vendor writes it: compact and in UTF-8."""
    return _ENCODER.encode(value).encode()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A record as served. facts: members that lists filter by, some of which are in no document."""

    key: str
    rank: Any
    facts: Document
    body: bytes

    def document(self) -> Document:
        """A copy that can be changed."""
        value: Document = json.loads(self.body)
        return value


@dataclass(frozen=True, slots=True)
class Made:
    """A record that waits for its place in a table."""

    key: str
    facts: Document
    body: bytes


class Table:
    """names: the members that are kept as facts; lag: how many seconds lists are behind; elapsed: the clock."""

    def __init__(self, names: str, rank: Rank, lag: Callable[[], float], elapsed: Callable[[], float]) -> None:
        self._names = names.split()
        self._rank = rank
        self._lag = lag
        self._elapsed = elapsed
        self._rows: dict[str, Row] = {}
        self._shown: dict[str, Row] = {}
        self._waiting: deque[tuple[float, str, Row | None]] = deque()
        self._sorted: list[Row] | None = None
        self._findings = Findings()
        self._listings = 0
        self._made = 0
        self.deleted: set[str] = set()

    # ── records as they are ──

    def row(self, key: str) -> Row | None:
        return self._rows.get(key)

    def rows(self) -> Iterable[Row]:
        return self._rows.values()

    def make(self, key: str, document: Document, **aside: object) -> Made:
        """aside: facts that the document does not tell."""
        facts = {name: document[name] for name in self._names if name in document}
        return Made(key, facts | aside, spell(document))

    def load(self, records: Iterable[Made]) -> None:
        """Take many new records at once, the first made first."""
        for made in records:
            self._rows[made.key] = self._shown[made.key] = self._placed(made)
        self._sorted = None

    def put(self, key: str, document: Document, **aside: object) -> Row:
        """Keep a new or changed record; facts that are told by nobody stay."""
        made = self.make(key, document, **aside)
        before = self._rows.get(key)
        row = Row(key, before.rank, before.facts | made.facts, made.body) if before else self._placed(made)
        self._rows[key] = row
        self._waiting.append((self._elapsed(), key, row))
        return row

    def drop(self, key: str) -> None:
        del self._rows[key]
        self.deleted.add(key)
        self._waiting.append((self._elapsed(), key, None))

    def _placed(self, made: Made) -> Row:
        self._made += 1
        return Row(made.key, self._rank(made.key, self._made), made.facts, made.body)

    # ── records as lists see them ──

    def listed(self) -> list[Row]:
        """In the order of the list."""
        self._catch_up()
        if self._sorted is None:
            self._sorted = sorted(self._shown.values(), key=_rank_of)
            self._listings += 1
        return self._sorted

    def fitting(self, question: Hashable, fits: Callable[[Row], bool]) -> list[Row]:
        """Those of the list that fit; the question says all that the test depends on."""
        listed = self.listed()
        return self._findings.find(self._listings, question, lambda: [row for row in listed if fits(row)])

    def seen(self, key: str) -> Row | None:
        self._catch_up()
        return self._shown.get(key)

    def _catch_up(self) -> None:
        due = self._elapsed() - self._lag()
        while self._waiting and self._waiting[0][0] <= due:
            _, key, row = self._waiting.popleft()
            if row is None:
                self._shown.pop(key, None)
            else:
                self._shown[key] = row
            self._sorted = None


def place_after(rows: Sequence[Row], row: Row) -> int:
    """Where in rows of a list those after this one begin, which need not be among them."""
    return bisect_right(rows, row.rank, key=_rank_of)


def _rank_of(row: Row) -> Any:  # noqa: ANN401 - numbers in some tables, texts in others
    return row.rank
