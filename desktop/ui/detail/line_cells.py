"""The lines of a table as cells: which columns fit, how a line that is changed, added or taken off shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItem

from desktop.forms import FieldForm, LineForm, LinesForm
from desktop.records import Value
from desktop.ui.detail.edits import Spot
from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.tables import cells
from desktop.ui.tables.cells import Cell
from desktop.ui.tables.rows import AFTER_RIGHT, PADDING
from desktop.ui.words.values import Values

NAME = "name"
"""The column that says what a line is about; where there is none, the first with text."""

LEAST_NAME = 124
WIDTHS: Mapping[str, int] = {"quantity": 66, "count": 66, "money": 64, "day": 88, "flag": 84}
WIDTHS_BY_NAME: Mapping[str, int] = {"code": 96, "amount": 86}
USUAL_WIDTH = 92
PADDINGS = PADDING + AFTER_RIGHT + Space.CELL
"""Beside a number that is the last of its line and follows another, at most."""
RIGHT = frozenset({"quantity", "count", "money"})

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class LineColumn:
    """One column that is shown: which cell of a line, and how wide.

    In the head a line that is taken off is struck out; in one other column it says so.
    """

    place: int
    field: FieldForm
    width: int
    is_head: bool = False
    tells: bool = False

    @property
    def looks(self) -> tuple[int, str, int]:
        """What must be the same for its cells to stay where they are."""
        return self.place, self.field.name, self.width

    @property
    def is_right(self) -> bool:
        """Whether it stands at the end of its column."""
        return self.field.editor in RIGHT


def fitting(form: LinesForm, room: int, values: Values) -> tuple[LineColumn, ...]:
    """The columns for which there is room, in their order; what a line costs goes before what describes it."""
    columns = form.columns
    widths = {place: max(_width(field), _longest(form, place, values)) for place, field in enumerate(columns)}
    head = _head(columns)
    left = room - LEAST_NAME
    taken = {head} if columns else set()
    for place in sorted(widths, key=lambda place: (_rank(columns[place]), place)):
        if place not in taken and widths[place] <= left:
            taken.add(place)
            left -= widths[place]
    telling = next((place for place in taken if columns[place].name == "price"), max(taken, default=head))
    more = _shared(left, [place for place in taken - {head} if _is_wide(columns[place])])
    widths[head] = LEAST_NAME + left - sum(more.values())
    return tuple(
        LineColumn(
            place=place, field=columns[place], width=widths[place] + more.get(place, 0), is_head=place == head,
            tells=place == telling != head,
        )
        for place in sorted(taken)
    )  # fmt: skip


def _shared(left: int, places: Sequence[int]) -> dict[int, int]:
    """What room is left, shared by the head and the other columns of text."""
    return dict.fromkeys(places, left // (len(places) + 1))


def _is_wide(field: FieldForm) -> bool:
    return field.editor in ("text", "choice") and field.name not in WIDTHS_BY_NAME


def _head(columns: Sequence[FieldForm]) -> int:
    names = [place for place, field in enumerate(columns) if field.name == NAME]
    texts = [place for place, field in enumerate(columns) if field.editor == "text"]
    return next(iter((*names, *texts)), 0)


def heading(column: LineColumn) -> QStandardItem:
    """The C++ item of a heading."""
    made = QStandardItem(column.field.label)
    if column.is_right:
        made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def line_cell(line: LineForm, column: LineColumn, saving: Mapping[Spot, Value], values: Values) -> Cell:
    """One cell of a line."""
    field = line.cells[column.place]
    spot = (field.name, line.key)
    value = saving.get(spot, field.value)
    made = _cell(field, value, values)
    if line.removed:
        return _taken_off(column, made)
    if line.added:
        return cells.changed(made)
    if not field.changed and spot not in saving:
        return made
    before = field.before if field.changed else field.value
    old = _words(field, before, values)
    changed = cells.changed(made, old if field.editor in {"quantity", "count"} else None)
    return replace(changed, told=translate("lines", "{new}, was {old}").format(new=made.text, old=old or "–"))


def line_tip(field: FieldForm, values: Values) -> str:
    """What a cell tells to a pointer that rests on it."""
    if field.locked:
        return field.locked
    if not field.changed:
        return ""
    return translate("lines", "was {old}, not sent").format(old=_words(field, field.before, values) or "–")


def line_name(line: LineForm) -> str:
    """What a line is about, in words."""
    return line.name or line.key


def _cell(field: FieldForm, value: Value, values: Values) -> Cell:
    if field.editor == "money" and isinstance(value, Decimal):
        tone = Tone.TEXT if field.name == "amount" else Tone.TEXT2
        return cells.number(values.amount(value, field.currency), tone=tone)
    words = _words(field, value, values)
    if field.editor in RIGHT:
        return cells.number(words)
    if field.name == "code":
        return cells.code(words)
    return cells.text(words)


def _taken_off(column: LineColumn, made: Cell) -> Cell:
    words = translate("lines", "taken off")
    if column.is_head:
        return replace(cells.changed(replace(made, text=""), made.text or "–"), told=f"{made.text}, {words}")
    if column.tells:
        if column.is_right:
            return cells.number(words, tone=Tone.MINE)
        return cells.changed(replace(made, text=words), made.text or None)
    return replace(made, tone=Tone.TEXT3, use=Type.SECOND if made.use is Type.BODY else made.use)


def _words(field: FieldForm, value: Value, values: Values) -> str:
    return values.show(field.editor, value, currency="", choices=field.choices)


def _width(field: FieldForm) -> int:
    return WIDTHS_BY_NAME.get(field.name) or WIDTHS.get(field.editor, USUAL_WIDTH)


def _longest(form: LinesForm, place: int, values: Values) -> int:
    """What the longest number of a column takes: a number is never cut."""
    if form.columns[place].editor not in RIGHT:
        return 0
    cells = [line.cells[place] for line in form.lines]
    told = max((_cell(cell, cell.value, values).text for cell in cells), key=len, default="")
    return ceil(writing.line(told, Type.BODY).width) + PADDINGS


def _rank(field: FieldForm) -> int:
    known = ("quantity", "price", "amount", "code")
    return known.index(field.name) if field.name in known else len(known)
