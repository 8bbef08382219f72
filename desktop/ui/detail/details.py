"""The first tab of the pane: the record's fields in their sections, its lines and sums, notes and what was shipped."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.forms import RecordForm
from desktop.records import Order, Shipment, Value
from desktop.ui.detail import history
from desktop.ui.detail.edits import Edits, Failure, Spot
from desktop.ui.detail.field_rows import FieldRow, SectionRows
from desktop.ui.detail.history import Event, Events
from desktop.ui.detail.lines_view import LinesView
from desktop.ui.fonts import Type
from desktop.ui.marks import LOCKED, WRONG, Mark
from desktop.ui.pane import clear
from desktop.ui.parts import values as parts
from desktop.ui.parts.labels import Glyph, Paragraph
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.readings import Reader
from desktop.ui.table_model import ROW_MARKS
from desktop.ui.theme import Theme
from desktop.ui.tokens import Space, Tone

MOST_LINES = 12
"""More lines than these stand on their own tab only."""

MOST_EVENTS = 6


class Banner(QWidget):
    """What is to be known before anything else of the record, in as many lines as it needs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._glyph = Glyph(theme)
        self._words = Paragraph(theme, "", Type.BODY, Tone.TEXT2)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        row.setSpacing(Space.MIDDLE)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        theme.changed.connect(self.update)

    def tell(self, mark: Mark, words: str) -> None:
        """Say something else."""
        self._glyph.set_shape(mark)
        self._words.setText(words)
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.sunken)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.line)
        painter.end()


class Details(QScrollArea):
    """All that can be typed, in one column. `more_lines_wanted`: to the tab of lines."""

    more_lines_wanted = Signal()

    def __init__(self, theme: Theme, reader: Reader, edits: Edits) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._edits = edits
        self._shape: object = None
        self._sections: list[SectionRows] = []
        self._banner = Banner(theme)
        self._first, self._rest = QVBoxLayout(), QVBoxLayout()
        self.lines = LinesView(theme, reader, edits, most=MOST_LINES)
        self.lines.more_wanted.connect(self.more_lines_wanted)
        self._notes = Events(theme, reader.values, self.tr("Notes"))
        self._shipments = Events(theme, reader.values, self.tr("Shipments"))
        self._history = Events(theme, reader.values, self.tr("History"))
        self._lay_out()
        self._bar = SlimScrollBar(theme, self)

    def show_form(self, form: RecordForm, saving: Mapping[Spot, Value], *, is_wide: bool) -> None:
        """Show a record; the rows of the same fields are kept, with what is being typed in them."""
        shape = (form.kind, tuple((s.name, tuple(f.name for f in s.fields)) for s in form.sections))
        if shape != self._shape:
            self._shape = shape
            had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
            self._build(form)
            if had_focus and (row := self.first_row(editable=False)):
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        shared = shared_reason(form)
        for rows, section in zip(self._sections, form.sections, strict=True):
            rows.tell_reasons(are_told=not shared)
            rows.show_fields(section.fields, saving)
        self._show_banner(form, shared)
        self.lines.show_form(form, saving)
        self._notes.show_events(history.of_notes(form.notes))
        shipments = form.record.shipments if isinstance(form.record, Order) else ()
        self._shipments.show_events([self._shipment(shipment) for shipment in shipments])
        self._history.show_events(history.of_notes(form.history)[:MOST_EVENTS] if is_wide else ())

    def give_back(self, failure: Failure) -> None:
        """Give a text that could not be kept back to its editor."""
        if failure.spot[1]:
            self.lines.give_back(failure)
            return
        for rows in self._sections:
            rows.give_back(failure)

    def first_row(self, *, editable: bool) -> FieldRow | None:
        """The first field, or the first one that may be edited."""
        rows = [row for section in self._sections for row in section.rows.values()]
        return next((row for row in rows if row.value.can_edit or not editable), None)

    def wrong_row(self) -> FieldRow | None:
        """The first field whose text cannot be taken."""
        return next((row for section in self._sections for row in section.rows.values() if row.value.error), None)

    def finish(self) -> None:
        """Be done with what is typed so far."""
        for section in self._sections:
            section.finish()
        self.lines.table.finish()

    def reset(self) -> None:
        """Another record: begin at the top, with nothing typed."""
        for section in self._sections:
            section.forget()
        self.lines.table.forget()
        self.verticalScrollBar().setValue(0)

    def _build(self, form: RecordForm) -> None:
        clear(self._first)
        clear(self._rest)
        self._sections = []
        for place, section in enumerate(form.sections):
            rows = SectionRows(self._theme, self._reader, section)
            rows.value_given.connect(lambda field, value, text: self._edits.change(field, "", value, text))
            rows.undo_wanted.connect(lambda field: self._edits.undo(field, ""))
            (self._first if place == 0 else self._rest).addWidget(rows)
            self._sections.append(rows)
        parts.align([row for section in self._sections for row in section.rows.values()])

    def _show_banner(self, form: RecordForm, shared: str) -> None:
        if form.unread:
            kept = self.tr("It is kept as it came: see Raw.")
            self._banner.tell(WRONG, f"{self.tr('This record could not be read.')} {form.unread} {kept}")
        elif form.gone:
            words = self.tr("It is gone on the platform. The last copy stays here.")
            self._banner.tell(ROW_MARKS["gone"], words)
        elif form.origin or shared:
            self._banner.tell(LOCKED, f"{self.tr('Read-only here.')} {form.origin or shared}")
        self._banner.setVisible(bool(form.unread or form.gone or form.origin or shared))

    def _shipment(self, shipment: Shipment) -> Event:
        day = self._reader.values.day(shipment.shipped_on) if shipment.shipped_on else ""
        tracking = self.tr("tracking {number}").format(number=shipment.tracking) if shipment.tracking else ""
        told = (f"{shipment.carrier} {shipment.method}".strip(), tracking, shipment.contents)
        at: datetime | None = None
        return at, day, ", ".join(part for part in told if part)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, Space.MIDDLE)
        column.setSpacing(0)
        self._first.setContentsMargins(0, Space.TIGHT, 0, 0)
        column.addWidget(self._banner)
        column.addLayout(self._first)
        column.addWidget(self.lines)
        column.addLayout(self._rest)
        for part in (self._notes, self._shipments, self._history):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)


def shared_reason(form: RecordForm) -> str:
    """The one reason why no field of the record may be edited; it is told once, above them all."""
    reasons = {field.locked for section in form.sections for field in section.fields}
    return reasons.pop() if len(reasons) == 1 else ""
