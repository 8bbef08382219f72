"""The head of the pane: the way to the rows beside, the record's name with its sum, and where it stands."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms import AccountForm, RecordForm
from desktop.records import Customer, Order, StockItem
from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import ORDER_STATES, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.labels import ElasticLabel, Glyph, Label, Paragraph
from desktop.ui.parts.wrapping import WrappingRow, block
from desktop.ui.tables.table_model import STOCK_STATES
from desktop.ui.words.accounts import badge_of
from desktop.ui.words.values import Values

NAVIGATION = 42
BETWEEN = 6
UNDER = 3
"""Pixels that bring the small currency down to the line of the large sum, and no lower."""
LONGEST = 140
"""Letters of a name that are shown; some are as long as a page."""


class Head(QWidget):
    """Shows who and what. `step_wanted` (-1, 1), `refresh_wanted`, `closed`."""

    step_wanted = Signal(int)
    refresh_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, values: Values) -> None:
        super().__init__()
        self._values = values
        self._position = Label(theme, "", Type.SECOND, Tone.TEXT2)
        self._as_of = Label(theme, "", Type.SECOND, Tone.TEXT3)
        self._title = Paragraph(theme, "", Type.DETAIL_TITLE)
        self._sum = Label(theme, "", Type.DETAIL_TITLE)
        self._unit = Label(theme, "", Type.UNIT, Tone.TEXT3)
        self._badge = Glyph(theme, size=16)
        self._account = Label(theme, "", Type.BODY, Tone.TEXT2)
        self._number = Label(theme, "", Type.STRONG)
        self._glyph = Glyph(theme)
        self._state = Label(theme, "")
        self._vendor_state = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._navigation(theme))
        column.addLayout(self._names())
        column.addLayout(self._facts())

    def show_position(self, words: str) -> None:
        """Where the record stands among the rows: "2 of 40"."""
        self._position.setText(words)

    def show_record(self, form: RecordForm, account: AccountForm | None) -> None:
        """Show a record by name, sum, account, number and state."""
        record = form.record
        name = record.customer if isinstance(record, Order) and record.customer else form.title
        self._show_name(name or form.key)
        self._badge.set_shape(badge_of(account) if account else None)
        self._account.setText(account.name if account else form.account)
        self._number.setText(_number(form))
        self._number.setVisible(bool(self._number.text()))
        mark, word = _state(form)
        self._glyph.set_shape(mark)
        self._glyph.setVisible(mark is not None)
        self._state.setText(mark.word if mark else "")
        self._state.set_tone(mark.word_tone if mark else Tone.TEXT)
        self._vendor_state.setText(word)
        self._show_sum(form)
        self._as_of.setText(self.tr("as of {time}").format(time=self._values.instant(form.as_of)) if form.as_of else "")

    def _show_name(self, name: str) -> None:
        is_long = len(name) > LONGEST
        self._title.setText(f"{name[:LONGEST].rstrip()}…" if is_long else name)
        self._title.setToolTip(writing.plain(name) if is_long else "")

    def _show_sum(self, form: RecordForm) -> None:
        last = form.totals[-1] if form.totals else None
        has_sum = last is not None and isinstance(last.value, Decimal)
        if last is not None and isinstance(last.value, Decimal):
            self._sum.setText(self._values.amount(last.value, last.currency))
            self._unit.setText(last.currency)
            self._sum.set_tone(Tone.MINE if last.changed else Tone.TEXT)
        self._sum.setVisible(has_sum)
        self._unit.setVisible(has_sum)

    def _navigation(self, theme: Theme) -> QWidget:
        before = IconButton(theme, "chevron-up", self.tr("Previous row"), keys="Alt+Up")
        after = IconButton(theme, "chevron-down", self.tr("Next row"), keys="Alt+Down")
        fresh = IconButton(theme, "refresh", self.tr("Read it again from the platform"), keys="Shift+F5")
        close = IconButton(theme, "close", self.tr("Close"), keys="Esc")
        before.clicked.connect(lambda: self.step_wanted.emit(-1))
        after.clicked.connect(lambda: self.step_wanted.emit(1))
        fresh.clicked.connect(self.refresh_wanted)
        close.clicked.connect(self.closed)
        bar = QWidget()
        bar.setFixedHeight(NAVIGATION)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.MIDDLE, 0, Space.MIDDLE, 0)
        row.setSpacing(0)
        for part in (before, after):
            row.addWidget(part)
        row.addSpacing(Space.MIDDLE)
        row.addWidget(self._position)
        row.addStretch(1)
        row.addWidget(self._as_of)
        row.addSpacing(Space.SMALL)
        row.addWidget(fresh)
        row.addWidget(close)
        return bar

    def _names(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        row.setSpacing(5)
        row.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(Space.MIDDLE)
        self._sum.setFixedHeight(self._title.line_height)  # on one line with the name's first
        self._unit.setContentsMargins(0, 0, 0, UNDER)
        total = QHBoxLayout()
        total.setSpacing(5)
        total.addWidget(self._sum)
        total.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        beside = QVBoxLayout()
        beside.addLayout(total)
        beside.addStretch(1)
        row.addLayout(beside)
        return row

    def _facts(self) -> QHBoxLayout:
        """Whose it is, and where it stands; below that where a long number leaves no room beside it."""
        whose = block(self._badge, self._account, self._number, spacing=BETWEEN)
        where = block(self._glyph, self._state, self._vendor_state, spacing=BETWEEN)
        row = QHBoxLayout()
        row.setContentsMargins(Space.WIDE, Space.TIGHT, Space.WIDE, Space.MIDDLE)
        row.addLayout(WrappingRow(whose, where, spacing=2 * BETWEEN + Space.SMALL), 1)
        return row


def _number(form: RecordForm) -> str:
    if isinstance(form.record, Order):
        return form.record.number
    return form.record.code if isinstance(form.record, StockItem) else ""


def _state(form: RecordForm) -> tuple[Mark | None, str]:
    """The common state, and the platform's own word for it or the place of a customer."""
    match form.record:
        case Order() as order:
            return ORDER_STATES.get(order.state), order.vendor_state
        case StockItem() as item:
            return STOCK_STATES.get(item.state), item.place
        case Customer() as customer:
            return None, customer.city
    return None, ""
