"""Results: the ordered row ids that answer a question, and the pages read from them."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop.questions import Page, Question, Row
from desktop.records import Kind
from desktop.store.columns import USUAL_ORDER, column
from desktop.store.conditions import EVERY, where_of
from desktop.store.database import Connection
from desktop.store.drawing import KIND_TABLES
from desktop.store.faces import row_of_face

IDS = msgspec.json.Decoder(list[int])


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All row ids that answer a question, in its order. It belongs to no connection: any reader can page through it."""

    number: int
    question: Question
    ids: "array[int]"

    @property
    def total(self) -> int:
        return len(self.ids)


def first_page(db: Connection, question: Question, size: int) -> Page:
    """The first rows, before all are known."""
    table = KIND_TABLES[question.kind]
    where, bound = where_of(db, question)
    found = db.execute(
        f"SELECT id FROM {table} WHERE {where} ORDER BY {_order(question, where != EVERY)} LIMIT ?", (*bound, size)
    )
    rows = rows_of(db, question.kind, [row for (row,) in found])
    return Page(question=question, first=0, rows=rows, total=None)


def complete(db: Connection, question: Question, number: int) -> Result:
    """All of them. They leave SQLite as one text: a hundred thousand steps would each take and leave Python's lock."""
    table = KIND_TABLES[question.kind]
    where, bound = where_of(db, question)
    (ids,) = db.execute(
        f"SELECT json_group_array(id ORDER BY {_order(question, where != EVERY)}) FROM {table} WHERE {where}", bound
    ).fetchone()
    return Result(number=number, question=question, ids=array("q", IDS.decode(ids)))


def page(db: Connection, result: Result, first: int, size: int) -> Page:
    """The rows from `first` on, as they are now; those that have been removed meanwhile are left out."""
    rows = rows_of(db, result.question.kind, result.ids[first : first + size])
    return Page(question=result.question, first=first, rows=rows, total=result.total, result=result.number)


def place_of(result: Result, row: int) -> int | None:
    """Where a row stands in the result, from 0; None when it is not in it."""
    try:
        return result.ids.index(row)
    except ValueError:
        return None


def rows_of(db: Connection, kind: Kind, ids: Sequence[int]) -> tuple[Row, ...]:
    """These rows as a list shows them, in this order; those that are not there are left out."""
    table = KIND_TABLES[kind]
    found = db.execute(
        f"""SELECT id, records.account, key, gone, unread, as_of, face FROM records JOIN {table} USING (id)
        WHERE id IN ({",".join("?" * len(ids))})""",
        tuple(ids),
    )
    by_id = {stored[0]: row_of_face(kind, stored) for stored in found}
    return tuple(by_id[row] for row in ids if row in by_id)


def _order(question: Question, has_conditions: bool) -> str:
    """The ORDER BY of a question; unknown comes last, money lies by its currency, and the row id decides at the end.

    Under conditions the plus sign keeps SQLite from walking the sort index, which is ruinous where few rows match.
    """
    kind = question.kind
    name, descending = (question.sort, question.descending) if question.sort else USUAL_ORDER[kind]
    sorted_by, way = column(kind, name), "DESC" if descending else "ASC"
    first = '"currency" NULLS LAST, ' if sorted_by.how == "money" else ""
    return f'{first}{"+" if has_conditions else ""}"{sorted_by.name}" {way} NULLS LAST, id {way}'
