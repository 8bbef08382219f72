"""The inputs of an act as form fields: typed, chosen or ticked, and quantities for each line of the order."""

import json
from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.forms import FieldForm, Input, LineForm, LinesForm
from desktop.records import Value
from desktop.ui.detail.line_cells import line_name
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.choices import CheckBox, Dropdown
from desktop.ui.parts.fields import Fault, Field
from desktop.ui.parts.labels import ElasticLabel, Label
from desktop.ui.parts.lines import LineEdit, TextBox
from desktop.ui.words.hints import hint
from desktop.ui.words.readings import Reader

LONGEST = 60
"""Letters of an input that are told again before it is done."""


class InputField(QWidget):
    """One input under its label."""

    def __init__(self, theme: Theme, reader: Reader, asked: Input) -> None:
        super().__init__()
        self._reader = reader
        self._asked = asked
        self._editor = self._made(theme)
        is_said = asked.required or asked.editor == "flag"  # a box that is not ticked says something too
        label = asked.label if is_said else self.tr("{label} (if there is one)").format(label=asked.label)
        self._field = Field(theme, label, self._editor, hint(asked.hint, asked.editor, asked.choices))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self.setFocusProxy(self._field)

    def read(self) -> tuple[Value, bool]:
        """The value, and whether it can be taken; if not, the field says why."""
        asked = self._asked
        reading = self._reader.read(asked.editor, self._text(), choices=asked.choices, limit=asked.limit)
        words = reading.wrong
        if not words and asked.required and reading.value in (None, ""):
            words = self.tr("This is needed.")
        self._field.set_error(words)
        return reading.value, not words

    def told(self) -> str:
        """What is given, in words: "Folder: Prepared"; "" where nothing is."""
        choice = self._editor
        text = choice.currentText() if isinstance(choice, Dropdown) else " ".join(self._text().split())
        cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        return f"{self._asked.label}: {cut}" if cut else ""

    def _text(self) -> str:
        match self._editor:
            case Dropdown() as choice:
                return choice.chosen
            case TextBox() as box:
                return box.toPlainText()
            case CheckBox() as box:
                return self._reader.values.show("flag", box.isChecked())
            case LineEdit() as line:
                return line.text()
        return ""

    def _made(self, theme: Theme) -> QWidget:
        asked = self._asked
        written = self._reader.written(asked.editor, asked.value)
        if asked.editor == "choice":
            choice = Dropdown(theme, asked.label, [(each.value, each.label) for each in asked.choices])
            if written:
                choice.choose(written)
            return choice
        if asked.editor == "flag":
            box = CheckBox(theme, self.tr("Yes"))
            box.setChecked(bool(asked.value))
            return box
        if asked.editor == "paragraph":
            text = TextBox(theme, asked.label)
            text.setPlainText(written)
            return text
        line = LineEdit(theme, asked.label)
        line.setText(written)
        return line


class LinesInput(QWidget):
    """A quantity for each line, at first what is left of it. Its value is JSON text {line's key: quantity}; "" where
    there are no lines.
    """

    def __init__(self, theme: Theme, reader: Reader, asked: Input, lines: LinesForm | None) -> None:
        super().__init__()
        self._reader = reader
        self._asked = asked
        self._fault = Fault(theme)
        self._left = _quantities(asked.left)
        self._edits: dict[str, LineEdit] = {}
        self._names: dict[str, str] = {}
        kept = [line for line in lines.lines if line.key in self._left and not line.removed] if lines else []
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.MIDDLE)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(0, 1)
        self._fill(theme, grid, kept)
        none = Button(theme, self.tr("None"), Kind.LINK)
        every = Button(theme, self.tr("All of every line"), Kind.LINK)
        none.clicked.connect(lambda: self._set_all(is_all=False))
        every.clicked.connect(lambda: self._set_all(is_all=True))
        top = QHBoxLayout()
        top.addWidget(Label(theme, asked.label, Type.SECOND_STRONG))
        top.addStretch(1)
        top.addWidget(every)
        top.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addLayout(grid)
        column.addWidget(self._fault)
        self.setAccessibleName(asked.label)
        self._blame([])
        if not self._edits:
            self.hide()

    def read(self) -> tuple[Value, bool]:
        """The quantities above nothing, and whether they can be taken."""
        wanted: dict[str, str] = {}
        wrong: dict[str, str] = {}
        for key, edit in self._edits.items():
            reading = self._reader.read("quantity", edit.text())
            number = reading.value if isinstance(reading.value, Decimal) else Decimal(0)
            if words := reading.wrong or self._too_much(number, self._left[key]):
                wrong[key] = f"{self._names[key]}: {words}"
            if number > 0:
                wanted[key] = str(number)
        words = next(iter(wrong.values()), "")
        if not words and self._asked.required and not wanted:
            words = self.tr("Give at least one line a quantity.")
        self._fault.tell(words)
        self._blame(list(wrong))
        return (json.dumps(wanted) if self._edits else ""), not words

    def told(self) -> str:
        """What is given, in words: "Lines: 3 of 4"; "" where there are no lines."""
        given = _quantities(self.read()[0])
        of = self.tr("{n} of {total}").format(n=len(given), total=len(self._edits))
        return f"{self._asked.label}: {of}" if self._edits else ""

    def _blame(self, keys: Sequence[str]) -> None:
        """Show at which lines something is wrong; the keyboard comes in there, else at the first one."""
        for key, edit in self._edits.items():
            edit.set_wrong(key in keys)
        for key in [*keys, *self._edits][:1]:
            self.setFocusProxy(self._edits[key])

    def _too_much(self, number: Decimal, left: Decimal) -> str:
        if number < 0:
            return self.tr("A quantity cannot be below nothing.")
        if number > left:
            words = self.tr("No more than {number} of this line can be taken.")
            return words.format(number=self._reader.values.quantity(left))
        return ""

    def _fill(self, theme: Theme, grid: QGridLayout, lines: Sequence[LineForm]) -> None:
        given = _quantities(self._asked.value)
        for row, line in enumerate(lines):
            edit = LineEdit(theme, self.tr("Quantity of {line}").format(line=line_name(line)), height=24)
            edit.setFixedWidth(72)
            edit.setText(self._reader.written("quantity", given.get(line.key)))
            name = ElasticLabel(theme, line_name(line))
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(name, row, 0)
            grid.addWidget(edit, row, 1)
            grid.addWidget(Label(theme, self._of(line), Type.SECOND, Tone.TEXT3), row, 2)
            self._edits[line.key] = edit
            self._names[line.key] = line_name(line)

    def _of(self, line: LineForm) -> str:
        """How much there is, as the platform has it: "of 6", or "2 left of 6" where the rest went out before."""
        cell = next((cell for cell in line.cells if cell.name == "quantity"), None)
        ordered, left = _ordered(cell), self._left[line.key]
        pattern = self.tr("of {ordered}") if ordered in (None, left) else self.tr("{left} left of {ordered}")
        quantity = self._reader.values.quantity
        return pattern.format(left=quantity(left), ordered=quantity(left if ordered is None else ordered))

    def _set_all(self, *, is_all: bool) -> None:
        for key, edit in self._edits.items():
            edit.setText(self._reader.written("quantity", self._left[key]) if is_all else "")


def _quantities(text: Value) -> dict[str, Decimal]:
    """Line's key → quantity."""
    return {key: Decimal(number) for key, number in json.loads(str(text)).items()} if text else {}


def _ordered(cell: FieldForm | None) -> Decimal | None:
    """What the platform has: an unsent change of a quantity is nothing that can be sent on its way."""
    number = (cell.before if cell.changed else cell.value) if cell else None
    return Decimal(number) if isinstance(number, Decimal | int) else None
