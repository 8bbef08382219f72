"""Rows of a list as cells: one function for each shape of column, from a row's values and what is known around it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QStandardItem

from desktop.questions import Row
from desktop.records import Value
from desktop.ui.kit import marks
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables import cells
from desktop.ui.tables.cells import CLOSES_GROUP, Cell
from desktop.ui.tables.columns import Column, Shape
from desktop.ui.tables.headings import HAS_UNIT
from desktop.ui.words.accounts import badge_of
from desktop.ui.words.sight import Sight

FINISHED = frozenset({"sent", "cancelled"})

ROW_MARKS: Mapping[str, Mark] = {
    "conflict": marks.EDIT_STATES["conflict"],
    "refused": marks.EDIT_STATES["refused"],
    "asked": Mark(icon="ring-dashed-question", tone=Tone.BAD, source=str(QT_TRANSLATE_NOOP("marks", "Asks you"))),
    "checking": marks.EDIT_STATES["checking"],
    "sending": marks.EDIT_STATES["sending"],
    "waiting": marks.EDIT_STATES["waiting"],
    "draft": marks.EDIT_STATES["draft"],
    "unread": Mark(icon="triangle", tone=Tone.WARN, source=str(QT_TRANSLATE_NOOP("marks", "Could not be read"))),
    "gone": Mark(icon="trash", tone=Tone.TEXT3, source=str(QT_TRANSLATE_NOOP("marks", "Gone on the platform"))),
    "locked": marks.LOCKED,
}
"""The words of a row's marks, the one that asks loudest first; the first column has room for two."""

STOCK_STATES: Mapping[str, Mark] = {
    **marks.STOCK_STATES,
    "empty": replace(marks.STOCK_STATES["low"], source=str(QT_TRANSLATE_NOOP("marks", "Empty"))),
}


def cell(row: Row, column: Column, sight: Sight) -> Cell:
    """One cell of a row; a value that has not left the desk is marked as the user's own."""
    made = CELLS[column.shape](row, column, sight)
    if column.name not in row.changed or column.shape in {"marks", "badge"}:
        return made
    before = row.changed[column.name]
    old = sight.values.quantity(before) if column.shape == "quantity" and isinstance(before, Decimal) else None
    return cells.changed(made, old)


def tip(row: Row, column: Column, sight: Sight) -> str:
    """What a cell tells to a pointer that rests on it; "" where the cell says it all."""
    if column.shape == "marks":
        words = [mark.word for mark in row_marks(row)]
        return ". ".join(words + ([row.locked] if row.locked else []))
    if column.shape in {"account", "badge"} and (account := sight.accounts.get(row.account)):
        return f"{account.name}, {account.vendor_label}"
    if column.shape == "age" and (known := sight.freshness(row)[0]):
        return sight.values.moment(known)
    if row.values.get(column.name) is None and column.shape in {"money", "quantity", "count"} and not column.if_known:
        return _uncounted(row, column, sight) or QCoreApplication.translate("columns", "The platform gives none.")
    return ""


def _uncounted(row: Row, column: Column, sight: Sight) -> str:
    """Why the platform of a row tells no figure of stock at all."""
    account = sight.accounts.get(row.account)
    return account.uncounted if account and column.name == "on_hand" else ""


def row_marks(row: Row) -> tuple[Mark, ...]:
    """The marks of a row, the one that asks loudest first."""
    words = {*row.marks, *(["locked"] if row.locked else []), *(["gone"] if row.gone else [])}
    return tuple(mark for word, mark in ROW_MARKS.items() if word in words)


def item(row: Row, column: Column, sight: Sight) -> QStandardItem:
    """A C++ item for one cell."""
    return cells.item(cell(row, column, sight), tip(row, column, sight))


def heading(column: Column) -> QStandardItem:
    """The C++ item of a heading."""
    made = QStandardItem(column.heading)
    made.setData(column.shape == "money", HAS_UNIT)
    translate = QCoreApplication.translate
    names = {"marks": translate("columns", "Marks"), "badge": translate("columns", "Account")}
    if column.shape in names:
        made.setData(names[column.shape], Qt.ItemDataRole.AccessibleTextRole)
    if column.is_right:
        made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def close_groups(items: list[QStandardItem], days: list[date | None]) -> None:
    """Let the last row of each day end with a stronger line; `items` are the first of their rows."""
    for at, made in enumerate(items):
        ends = at + 1 < len(days) and days[at] != days[at + 1]
        if bool(made.data(CLOSES_GROUP)) != ends:
            made.setData(ends, CLOSES_GROUP)


def day_of(value: Value, sight: Sight) -> date | None:
    """The local day of an instant, or the day itself."""
    if isinstance(value, datetime):
        return value.astimezone(sight.values.zone).date()
    return value if isinstance(value, date) else None


# ── one function for each shape ──


def _marks(row: Row, column: Column, sight: Sight) -> Cell:
    return cells.marks(*row_marks(row))


def _account(row: Row, column: Column, sight: Sight) -> Cell:
    account = sight.accounts.get(row.account)
    return cells.account(account.name, badge_of(account)) if account else cells.account(row.account, None)


def _badge(row: Row, column: Column, sight: Sight) -> Cell:
    shown = _account(row, column, sight)
    return replace(shown, text="", told=shown.text) if shown.glyphs else shown


def _title(row: Row, column: Column, sight: Sight) -> Cell:
    words = _words(row, column)
    if not words and "unread" in row.marks:
        return cells.text(row.key, use=Type.CODE)
    return cells.text(words, use=Type.BODY if row.values.get("state") in FINISHED else Type.STRONG)


def _text(row: Row, column: Column, sight: Sight) -> Cell:
    return cells.text(_words(row, column))


def _second(row: Row, column: Column, sight: Sight) -> Cell:
    return cells.text(_words(row, column), use=Type.SECOND, tone=Tone.TEXT2)


def _code(row: Row, column: Column, sight: Sight) -> Cell:
    return cells.code(_words(row, column))


def _money(row: Row, column: Column, sight: Sight) -> Cell:
    value, currency = row.values.get(column.name), str(row.values.get("currency") or "")
    if not isinstance(value, Decimal):
        return replace(cells.missing(is_right=True), unit=" ")  # the slot keeps the dash under the numbers
    return cells.number(sight.values.amount(value, currency), unit=currency or " ")


def _quantity(row: Row, column: Column, sight: Sight) -> Cell:
    value = row.values.get(column.name)
    if not isinstance(value, Decimal):
        words = cells.DASH if column.if_known else QCoreApplication.translate("columns", "not given")
        return replace(cells.missing(is_right=True, words=words), told=_uncounted(row, column, sight))
    return cells.number(sight.values.quantity(value), tone=Tone.BAD if value < 0 else Tone.TEXT)


def _count(row: Row, column: Column, sight: Sight) -> Cell:
    value = row.values.get(column.name)
    return cells.number(sight.values.count(value)) if isinstance(value, int) else cells.missing(is_right=True)


def _state(row: Row, column: Column, sight: Sight) -> Cell:
    found = marks.ORDER_STATES.get(str(row.values.get(column.name) or ""))
    return cells.state(found) if found else _text(row, column, sight)


def _stock_state(row: Row, column: Column, sight: Sight) -> Cell:
    found = STOCK_STATES.get(str(row.values.get(column.name) or ""))
    return cells.state(found) if found else _text(row, column, sight)


def _day(row: Row, column: Column, sight: Sight) -> Cell:
    value = row.values.get(column.name)
    return cells.text(sight.values.day(value)) if isinstance(value, date) else cells.text("")


def _instant(row: Row, column: Column, sight: Sight) -> Cell:
    value = row.values.get(column.name)
    return cells.text(sight.values.instant(value)) if isinstance(value, datetime) else cells.text("")


def _moment(row: Row, column: Column, sight: Sight) -> Cell:
    value = row.values.get(column.name)
    return cells.text(sight.values.moment(value)) if isinstance(value, datetime) else cells.text("")


def _age(row: Row, column: Column, sight: Sight) -> Cell:
    known, is_stale = sight.freshness(row)
    return cells.age(sight.values.brief(known) if known else "", is_stale=is_stale)


def _words(row: Row, column: Column) -> str:
    value = row.values.get(column.name)
    return "" if value is None else str(value)


CELLS: Mapping[Shape, Callable[[Row, Column, Sight], Cell]] = {
    "marks": _marks,
    "account": _account,
    "badge": _badge,
    "title": _title,
    "text": _text,
    "second": _second,
    "code": _code,
    "money": _money,
    "quantity": _quantity,
    "count": _count,
    "state": _state,
    "stock_state": _stock_state,
    "day": _day,
    "instant": _instant,
    "moment": _moment,
    "age": _age,
}
