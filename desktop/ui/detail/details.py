"""The first tab of the pane: the record's fields in their sections, its lines, notes and what was shipped."""

from collections import Counter
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.forms import RecordForm
from desktop.records import Order, Shipment
from desktop.ui.detail import history
from desktop.ui.detail.edits import Edits, Spot
from desktop.ui.detail.field_rows import FieldRow, SectionRows
from desktop.ui.detail.history import Event, Events
from desktop.ui.detail.line_tables import LineTables
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import LOCKED, WRONG, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts import values as parts
from desktop.ui.parts.labels import LINE_HEIGHTS, Glyph, Paragraph
from desktop.ui.parts.scrolling import SlimScrollBar, fill
from desktop.ui.tables.table_model import ROW_MARKS
from desktop.ui.words.readings import Reader

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
        self._glyph.setFixedHeight(LINE_HEIGHTS[13])  # centred on the first line beside it
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
    """All that can be typed, in one column. `more_lines_wanted` (prefix): to the tab of that table."""

    more_lines_wanted = Signal(str)

    def __init__(self, theme: Theme, reader: Reader, edits: Edits) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._edits = edits
        self._shape: object = None
        self._shown: RecordForm | None = None
        self._late: tuple[RecordForm, bool] | None = None
        self._sections: list[SectionRows] = []
        self._banner = Banner(theme)
        self._first, self._rest = QVBoxLayout(), QVBoxLayout()
        self.lines = LineTables(theme, reader, edits, most=MOST_LINES)
        self.lines.more_wanted.connect(self.more_lines_wanted)
        self.lines.closed.connect(self._catch_up)
        self._notes = Events(theme, reader.values, self.tr("Notes"))
        self._shipments = Events(theme, reader.values, self.tr("Shipments"))
        self._history = Events(theme, reader.values, self.tr("History"))
        self._lay_out()
        self._bar = SlimScrollBar(theme, self)

    def show_form(self, form: RecordForm, *, is_wide: bool) -> None:
        """Show a record; the rows of the same fields are kept, with what is being typed in them.

        Rows of other fields are made when nobody types: nothing moves under the hand.
        """
        self._shown = form
        shape = (form.kind, tuple((s.name, tuple(f.name for f in s.fields)) for s in form.sections))
        self._late = (form, is_wide) if shape != self._shape and self.is_typing else None
        if shape != self._shape and self._late is None:
            self._shape = shape
            self._rebuild(form)
        shared = shared_reason(form)
        for rows in self._sections:
            rows.tell_reasons(but=shared)
            rows.show_fields(field for section in form.sections for field in section.fields)
        self._show_banner(form, shared)
        if self.lines.show_form(form):
            self._order_stops()
        self._notes.show_events(history.of_notes(form.notes))
        order = form.record if isinstance(form.record, Order) else None
        shipments = order.shipments if order else ()
        self._shipments.show_events([self._shipment(each, order.currency if order else "") for each in shipments])
        self._history.show_events(history.of_notes(form.history)[:MOST_EVENTS] if is_wide else ())

    def mend(self, spot: Spot) -> None:
        """Open the editor of a text that could not be kept."""
        name, line = spot
        if line:
            if self._shown is not None:
                self.lines.mend(spot, self._shown)
        elif (row := self._rows().get(name)) is not None:
            self.ensureWidgetVisible(row)
            row.edit()

    def first_row(self, *, editable: bool) -> FieldRow | None:
        """The first field, or the first one that may be edited."""
        return next((row for row in self._rows().values() if row.value.can_edit or not editable), None)

    def finish(self) -> None:
        """Be done with what is typed so far."""
        for section in self._sections:
            section.finish()
        self.lines.finish()

    def reset(self) -> None:
        """Another record: begin at the top."""
        self.lines.forget()
        self.verticalScrollBar().setValue(0)

    def _rows(self) -> dict[str, FieldRow]:
        return {name: row for section in self._sections for name, row in section.rows.items()}

    @property
    def is_typing(self) -> bool:
        """Whether a field or a cell is being edited."""
        return self.lines.is_typing or any(section.is_typing for section in self._sections)

    def _catch_up(self) -> None:
        """The typing has ended: show what was put off."""
        if self._late is not None and not self.is_typing:
            form, is_wide = self._late
            self.show_form(form, is_wide=is_wide)

    def _rebuild(self, form: RecordForm) -> None:
        """Make the rows anew; the keyboard stays on the field that it is on, if it still is one."""
        focused: QWidget | None = QApplication.focusWidget()
        had_focus = focused is not None and any(rows.isAncestorOf(focused) for rows in self._sections)
        name = next((name for name, row in self._rows().items() if focused and row.isAncestorOf(focused)), "")
        self._build(form)
        if had_focus and (row := self._rows().get(name) or self.first_row(editable=False)):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, form: RecordForm) -> None:
        """Records of one kind differ in few fields: the rows of the others are used again."""
        known, self._sections = {rows.name: rows for rows in self._sections}, []
        for old in known.values():
            for layout in (self._first, self._rest):
                layout.removeWidget(old)  # not takeAt: the item would stay, and the next one keep a height for ever
        for place, section in enumerate(form.sections):
            if (rows := known.pop(section.name, None)) is None:
                rows = SectionRows(self._theme, self._reader, self._edits, section)
                rows.closed.connect(self._catch_up)
            else:
                rows.set_fields(section.fields)
            (self._first if place == 0 else self._rest).addWidget(rows)
            self._sections.append(rows)
        for rows in known.values():
            rows.hide()
            rows.deleteLater()
        parts.align(list(self._rows().values()))
        self._order_stops()

    def _order_stops(self) -> None:
        """The Tab key goes down the page, whatever the order in which its rows were made."""
        of_rows = [[stop for row in rows.rows.values() for stop in row.stops] for rows in self._sections]
        first, rest = of_rows[:1], of_rows[1:]
        stops = [stop for group in (*first, self.lines.stops, *rest) for stop in group]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_banner(self, form: RecordForm, shared: str) -> None:
        if form.unread:
            words = self.tr("This record could not be read. It is kept as it came, see Raw. The reason: {reason}")
            self._banner.tell(WRONG, words.format(reason=form.unread))
        elif form.gone:
            words = self.tr("It is gone on the platform. The last copy stays here.")
            self._banner.tell(ROW_MARKS["gone"], words)
        elif form.origin or shared:
            self._banner.tell(LOCKED, f"{self.tr('Read-only here.')} {form.origin}" if form.origin else shared)
        self._banner.setVisible(bool(form.unread or form.gone or form.origin or shared))

    def _shipment(self, shipment: Shipment, currency: str) -> Event:
        day = self._reader.values.day(shipment.shipped_on) if shipment.shipped_on else ""
        tracking = self.tr("tracking {number}").format(number=shipment.tracking) if shipment.tracking else ""
        values = self._reader.values
        weight = self.tr("weight {number}").format(number=values.quantity(shipment.weight)) if shipment.weight else ""
        cost = self.tr("cost {amount}").format(amount=values.money(shipment.cost, currency)) if shipment.cost else ""
        carried = f"{shipment.carrier} {shipment.method}".strip()
        told = (carried, tracking, shipment.status, shipment.contents, weight, cost, shipment.url)
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
        fill(self, inside)


def shared_reason(form: RecordForm) -> str:
    """The one reason why most of the fields may not be edited; it is told once, above them all."""
    reasons = Counter(field.locked for section in form.sections for field in section.fields)
    return next((reason for reason, fields in reasons.items() if 2 * fields > reasons.total()), "")
