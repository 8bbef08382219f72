"""The lines of an order as cells: which columns fit, how a line that is changed, added or taken off shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItem

from desktop.forms import FieldForm, LineForm
from desktop.records import Value
from desktop.ui.detail.edits import Spot
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.tokens import Tone
from desktop.ui.tables import cells
from desktop.ui.tables.cells import Cell
from desktop.ui.words.values import Values

NAME = "name"
"""The column that says what a line is about takes what the others leave."""

LEAST_NAME = 124
WIDTHS: Mapping[str, int] = {"quantity": 66, "count": 66, "money": 64, "day": 88, "flag": 50}
WIDTHS_BY_NAME: Mapping[str, int] = {"code": 96, "amount": 86}
USUAL_WIDTH = 92
RIGHT = frozenset({"quantity", "count", "money"})

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class LineColumn:
    """One column that is shown: which cell of a line, and how wide."""

    place: int
    field: FieldForm
    width: int

    @property
    def is_right(self) -> bool:
        """Whether it stands at the end of its column."""
        return self.field.editor in RIGHT


def fitting(columns: Sequence[FieldForm], room: int) -> tuple[LineColumn, ...]:
    """The columns for which there is room, in their order; what a line costs goes before what describes it."""
    widths = {place: _width(field) for place, field in enumerate(columns)}
    names = [place for place, field in enumerate(columns) if field.name == NAME]
    left = room - (LEAST_NAME if names else 0)
    taken = set(names)
    for place in sorted(widths, key=lambda place: (place not in names, _rank(columns[place]), place)):
        if place not in taken and widths[place] <= left:
            taken.add(place)
            left -= widths[place]
    return tuple(
        LineColumn(
            place=place, field=columns[place], width=LEAST_NAME + left if place in names else widths[place]
        )
        for place in sorted(taken)
    )  # fmt: skip


def heading(column: LineColumn) -> QStandardItem:
    """The C++ item of a heading."""
    made = QStandardItem(column.field.label)
    if column.is_right:
        made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def line_cell(line: LineForm, place: int, saving: Mapping[Spot, Value], values: Values) -> Cell:
    """One cell of a line."""
    field = line.cells[place]
    spot = (field.name, line.key)
    value = saving.get(spot, field.value)
    made = _cell(field, value, values)
    if line.removed:
        return _taken_off(field, made)
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
    named = {cell.name: str(cell.value) for cell in line.cells if cell.value}
    return named.get(NAME) or named.get("code") or line.key


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


def _taken_off(field: FieldForm, made: Cell) -> Cell:
    words = translate("lines", "taken off")
    if field.name == NAME:
        return replace(cells.changed(replace(made, text=""), made.text or "–"), told=f"{made.text}, {words}")
    if field.name == "price":
        return cells.number(words, tone=Tone.MINE)
    return replace(made, tone=Tone.TEXT3, use=Type.SECOND if made.use is Type.BODY else made.use)


def _words(field: FieldForm, value: Value, values: Values) -> str:
    return values.show(field.editor, value, currency="", choices=field.choices)


def _width(field: FieldForm) -> int:
    return WIDTHS_BY_NAME.get(field.name) or WIDTHS.get(field.editor, USUAL_WIDTH)


def _rank(field: FieldForm) -> int:
    known = ("quantity", "price", "amount", "code")
    return known.index(field.name) if field.name in known else len(known)
