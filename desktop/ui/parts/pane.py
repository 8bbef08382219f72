"""What the right panes of Outbox and Connections have in common: a head with a cross, hairlines, emptied layouts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.forms import AccountForm
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, IconButton, Kind
from desktop.ui.parts.labels import ElasticLabel, Glyph, Paragraph
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.words.accounts import badge_of

PANE = 436
WIDE_PANE = 560
WIDE_WINDOW = 1600
HEAD = 42


class Line(QWidget):
    """A hairline across."""

    def __init__(self, theme: Theme, *, is_upright: bool = False) -> None:
        super().__init__()
        self._theme = theme
        if is_upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.line)
        painter.end()


def divider(theme: Theme, *, is_upright: bool = False) -> Line:
    """A hairline between two areas."""
    return Line(theme, is_upright=is_upright)


def pane_width(window: int) -> int:
    """How wide a right pane is in a window of that width."""
    return WIDE_PANE if window >= WIDE_WINDOW else PANE


class PaneHead(QWidget):
    """An account's badge and name, the cross, and below them the record's title, which opens the record."""

    closed = Signal()
    title_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._badge = Glyph(theme, size=16)
        self._account = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT2)
        close = IconButton(theme, "close", self.tr("Close"), keys="Esc")
        close.clicked.connect(self.closed)
        self._open = Button(theme, self.tr("Open the record"), Kind.LINK)
        self._open.clicked.connect(self.title_pressed)
        self._title = Paragraph(theme, "", Type.DETAIL_TITLE)
        top = QHBoxLayout()
        top.setContentsMargins(Space.WIDE, 0, Space.MIDDLE, 0)
        top.setSpacing(Space.MIDDLE)
        top.addWidget(self._badge)
        top.addWidget(self._account)
        top.addStretch(1)
        top.addWidget(self._open)
        top.addWidget(close)
        strip = QWidget()
        strip.setFixedHeight(HEAD)
        strip.setLayout(top)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip)
        under = QHBoxLayout()
        under.setContentsMargins(Space.WIDE, 0, Space.WIDE, Space.TIGHT)
        under.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(under)

    def show_record(self, title: str, account: AccountForm | None) -> None:
        """Name the record and the account it belongs to."""
        self._title.setText(title)
        self._account.setText(account.name if account else "")
        self._badge.set_shape(badge_of(account) if account else None)


def scrolled(theme: Theme, body: QWidget) -> QScrollArea:
    """A body that scrolls up and down where it is higher than its place; it takes no focus of its own."""
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    SlimScrollBar(theme, area)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll what scrolls around a widget until it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def centred(widget: QWidget) -> QHBoxLayout:
    """A widget of fixed width in the middle. Aligned instead, its paragraphs would be measured at the full width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


def flush(part: QWidget | QLayout, inset: int) -> QHBoxLayout:
    """A part whose focus ring needs room, so that what is seen of it begins where everything else does."""
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addSpacing(-inset)
    if isinstance(part, QWidget):
        row.addWidget(part)
    else:
        row.addLayout(part)
    row.addStretch(1)
    return row


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)
