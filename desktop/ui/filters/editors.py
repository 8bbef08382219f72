"""What opens under a chip to set its filter: values to tick, days with a calendar, or words."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.questions import Filter
from desktop.ui.filters.kinds import FilterKind
from desktop.ui.kit import painting
from desktop.ui.kit.calendar import Calendar
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.choices import EDGE, CheckBox, Radio
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import Label
from desktop.ui.parts.lines import LineEdit
from desktop.ui.parts.pane import flush
from desktop.ui.parts.scrolling import fill
from desktop.ui.words.readings import Reader

MOST_SEEN = 320
"""Pixels after which a list of choices scrolls."""


class FilterEditor(QFrame):
    """A small window under its chip. `condition_set`: the filter as it is now, None = none. Escape closes it."""

    condition_set = Signal(object)

    def __init__(self, theme: Theme, offered: FilterKind, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._column = offered.column
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(offered.label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.CELL, Space.MIDDLE, Space.CELL, Space.CELL)
        self.column.setSpacing(Space.TIGHT)
        self.column.addWidget(Label(theme, offered.label, Type.SECTION, Tone.TEXT3))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painting.box(painter, QRectF(self.rect()), tokens.raised, tokens.edge, Radius.FIELD)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


class TickEditor(FilterEditor):
    """Values to tick; with `may_exclude` also whether they are the wanted or the unwanted ones."""

    def __init__(
        self,
        theme: Theme,
        offered: FilterKind,
        choices: Sequence[tuple[str, str]],
        condition: Filter | None,
        parent: QWidget,
        *,
        may_exclude: bool = True,
    ) -> None:
        super().__init__(theme, offered, parent)
        self._is_not = Radio(theme, self.tr("is not"))
        ticked = {str(value) for value in condition.values} if condition else set()
        offers = {**dict(choices), **{value: value for value in ticked if value not in dict(choices)}}
        self._boxes = {value: CheckBox(theme, words) for value, words in offers.items()}
        if may_exclude:
            self._add_sides(theme, is_not=condition is not None and condition.how == "not_among")
        if not self._boxes:
            self.column.addWidget(Label(theme, self.tr("No row has a value here yet."), Type.SECOND, Tone.TEXT2))
        self._add_boxes(ticked)

    def _add_sides(self, theme: Theme, *, is_not: bool) -> None:
        is_one_of = Radio(theme, self.tr("is"))
        is_one_of.setChecked(not is_not)
        self._is_not.setChecked(is_not)
        row = QHBoxLayout()
        row.setSpacing(Space.CELL)
        row.addWidget(is_one_of)
        row.addWidget(self._is_not)
        self.column.addLayout(flush(row, EDGE))
        self._is_not.toggled.connect(self._tell)

    def _add_boxes(self, ticked: set[str]) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for value, box in self._boxes.items():
            box.setChecked(value in ticked)
            box.toggled.connect(self._tell)
            box.installEventFilter(self)
            rows.addWidget(box)
        area = QScrollArea()
        fill(area, inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint = inside.sizeHint()
        area.setFixedSize(max(180, hint.width() + 20), min(MOST_SEEN, max(1, hint.height())))
        self.column.addLayout(flush(area, EDGE))
        if self._boxes:
            next(iter(self._boxes.values())).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            boxes = list(self._boxes.values())
            if step and isinstance(watched, CheckBox):
                boxes[(boxes.index(watched) + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        values = tuple(value for value, box in self._boxes.items() if box.isChecked())
        how = "not_among" if self._is_not.isChecked() else "among"
        made = Filter(column=self._column, how="among", values=values)
        if how == "not_among":
            made = Filter(column=self._column, how="not_among", values=values)
        self.condition_set.emit(made if values else None)


class DaysEditor(FilterEditor):
    """From and to, typed or taken from a calendar; an empty end is open."""

    def __init__(
        self, theme: Theme, offered: FilterKind, reader: Reader, condition: Filter | None, parent: QWidget
    ) -> None:
        super().__init__(theme, offered, parent)
        self._reader = reader
        given = condition.values if condition and condition.how == "between" else (None, None)
        like = self.tr("like {day}").format(day=reader.written("day", self._today))
        self._ends = tuple(
            Field(theme, label, LineEdit(theme, label), like) for label in (self.tr("From"), self.tr("To"))
        )
        row = QHBoxLayout()
        row.setSpacing(Space.CELL)
        for end, value in zip(self._ends, given, strict=True):
            line = self._line(end)
            line.setText(reader.written("day", value))
            line.editingFinished.connect(self._tell)
            line.installEventFilter(self)
            row.addWidget(end)
        self.column.addLayout(row)
        self._at = 0
        self._calendar = Calendar(theme, reader.values.locale)
        self._calendar.clicked.connect(self._take)
        self._calendar.activated.connect(self._take)
        self.column.addWidget(self._calendar)
        self._add_shortcuts(theme)
        self._show_day()
        self._line(self._ends[0]).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The calendar shows and fills the end that was typed in last."""
        if event.type() == QEvent.Type.FocusIn:
            self._at = next((at for at, end in enumerate(self._ends) if end.editor is watched), self._at)
            self._show_day()
        return super().eventFilter(watched, event)

    @property
    def _today(self) -> date:
        return self._reader.values.now().astimezone(self._reader.values.zone).date()

    def _show_day(self) -> None:
        """The day of that end, or today where it is open."""
        value = self._reader.read("day", self._line(self._ends[self._at]).text()).value
        day = value if isinstance(value, date) else self._today
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))

    def _add_shortcuts(self, theme: Theme) -> None:
        today = self._today
        spans = (
            (self.tr("Today"), today, today),
            (self.tr("Last 7 days"), today - timedelta(days=6), today),
            (self.tr("This month"), today.replace(day=1), today),
        )
        row = QHBoxLayout()
        for words, first, last in spans:
            button = Button(theme, words, Kind.QUIET)
            button.clicked.connect(lambda _=False, first=first, last=last: self._set(first, last))
            row.addWidget(button)
        self.column.addLayout(flush(row, button.inset))

    def _line(self, end: Field) -> LineEdit:
        if not isinstance(end.editor, LineEdit):
            raise TypeError("An end is typed in a line.")
        return end.editor

    def _take(self, day: QDate) -> None:
        self._line(self._ends[self._at]).setText(self._reader.written("day", date(day.year(), day.month(), day.day())))
        self._at = 1
        self._tell()

    def _set(self, first: date, last: date) -> None:
        for end, day in zip(self._ends, (first, last), strict=True):
            self._line(end).setText(self._reader.written("day", day))
        self._tell()

    def _tell(self) -> None:
        readings = [self._reader.read("day", self._line(end).text()) for end in self._ends]
        for end, reading in zip(self._ends, readings, strict=True):
            end.set_error(reading.wrong)
        if any(reading.wrong for reading in readings):
            return
        first, last = (reading.value for reading in readings)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self._ends[1].set_error(self.tr("This day is before the first one."))
            return
        made = Filter(column=self._column, how="between", values=(first, last))
        self.condition_set.emit(made if first or last else None)


class WordsEditor(FilterEditor):
    """Words that the column holds."""

    def __init__(self, theme: Theme, offered: FilterKind, condition: Filter | None, parent: QWidget) -> None:
        super().__init__(theme, offered, parent)
        self._words = LineEdit(theme, offered.label)
        self._words.setMinimumWidth(220)
        self._words.setText(str(condition.values[0]) if condition else "")
        self._words.editingFinished.connect(self._tell)
        self.column.addWidget(self._words)
        self._words.setFocus()

    def _tell(self) -> None:
        words = self._words.text().strip()
        self.condition_set.emit(Filter(column=self._column, how="contains", values=(words,)) if words else None)
