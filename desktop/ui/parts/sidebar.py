"""The sidebar: the program's mark, the pages, the accounts; real buttons that tell their name and count."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.kit import badges, icons, painting, writing
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.fonts import Type, metrics
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Radius, Space, Tone
from desktop.ui.parts.labels import Label

WIDTH = 196
ROW = 26
ICON = 16
MARGIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """One entry: its key, its words, an icon's name or a badge, and a count at the end."""

    key: str
    words: str
    shape: str | Badge
    count: str = ""
    tone: Tone = Tone.TEXT3


class Entry(QPushButton):
    """One row of the sidebar. Arrow keys walk between them; Enter and Space choose."""

    def __init__(self, theme: Theme, shown: EntryWords) -> None:
        super().__init__()
        self._theme = theme
        self._shown = shown
        self._is_chosen = False
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(ROW, round(metrics(Type.BOLD).height()) + 6))
        self.tell(shown)
        theme.changed.connect(self.update)

    def tell(self, shown: EntryWords) -> None:
        """Another count or name for the same entry."""
        self._shown = shown
        self.setAccessibleName(f"{shown.words}, {shown.count}" if shown.count else shown.words)
        self.setToolTip(writing.plain(shown.words))
        self.updateGeometry()
        self.update()

    def set_chosen(self, is_chosen: bool) -> None:
        """Whether this is what the window shows."""
        self._is_chosen = is_chosen
        self.setAccessibleDescription(self.tr("shown now") if is_chosen else "")
        self.update()

    def sizeHint(self) -> QSize:
        words, count = self._lines(None)
        return QSize(MARGIN + ICON + 9 + words.width + Space.MIDDLE + count.width + MARGIN, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(MARGIN * 2 + ICON, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, box = self._theme.tokens, QRectF(self.rect())
        if self._is_chosen or self.underMouse():
            edge = tokens.edge if tokens.is_outlined and self._is_chosen else None
            painting.box(painter, box, tokens.ground2, edge, Radius.FIELD)
        ink = tokens.text if self._is_chosen else tokens.text2
        self._paint_shape(painter, QRectF(self._left(MARGIN, ICON), 0, ICON, box.height()))
        words, count = self._lines(self.width())
        line = writing.baseline(box, Type.STRONG)
        writing.draw(painter, words, QPointF(self._left(MARGIN + ICON + 9, words.width), line), ink)
        at_end = QPointF(self._left(self.width() - MARGIN - count.width, count.width), line)
        writing.draw(painter, count, at_end, tokens.of(self._shown.tone))
        if self.hasFocus():
            painting.ring(painter, box, tokens, Radius.FIELD)
        painter.end()

    def _paint_shape(self, painter: QPainter, box: QRectF) -> None:
        tokens = self._theme.tokens
        if isinstance(self._shown.shape, Badge):
            badges.draw(painter, self._shown.shape, tokens, box)
        else:
            icons.draw(painter, self._shown.shape, tokens.text if self._is_chosen else tokens.text2, box)

    def _lines(self, width: int | None) -> tuple[writing.Line, writing.Line]:
        strong = Type.SECOND_STRONG if self._shown.tone is not Tone.TEXT3 else Type.SECOND
        count = writing.line(self._shown.count, strong)
        room = None if width is None else width - 2 * MARGIN - ICON - 9 - count.width - (6 if self._shown.count else 0)
        is_page = isinstance(self._shown.shape, str)
        use = Type.BOLD if self._is_chosen else Type.STRONG if is_page else Type.BODY
        return writing.line(self._shown.words, use, room), count

    def _left(self, offset: float, width: float) -> float:
        return self.width() - offset - width if self.isRightToLeft() else offset


class SideBar(QWidget):
    """Sections of entries under the mark. `chosen` tells the key of an entry that was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._entries: dict[str, Entry] = {}
        self._sections: dict[str, QVBoxLayout] = {}
        self._key = ""
        self.setAccessibleName(self.tr("Pages and accounts"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(WIDTH)
        self._body = QVBoxLayout()
        self._body.addWidget(_Name(theme, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 10)
        column.setSpacing(0)
        column.addLayout(self._body)
        column.addStretch(1)
        theme.changed.connect(self.update)

    @property
    def key(self) -> str:
        """The entry that the window shows."""
        return self._key

    def set_section(self, title: str, entries: Sequence[EntryWords]) -> None:
        """The entries of a section, made when it is new; those that stay keep the focus. "" is a section untitled."""
        section = self._sections.get(title) or self._added(title)
        kept = {entry.key for entry in entries}
        for key, old in [(key, old) for key, old in self._entries.items() if section.indexOf(old) >= 0]:
            if key not in kept:
                section.removeWidget(self._entries.pop(key))
                old.deleteLater()
        start = 1 if title else 0
        for place, shown in enumerate(entries):
            entry = self._entries.get(shown.key) or self._made(shown)
            entry.tell(shown)
            section.insertWidget(start + place, entry)

    def choose(self, key: str) -> None:
        """Mark an entry as what the window shows; tells nobody."""
        self._key = key
        for own, entry in self._entries.items():
            entry.set_chosen(own == key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.ground)
        left = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(left, 0, 1, self.height(), self._theme.tokens.line)
        painter.end()

    def _added(self, title: str) -> QVBoxLayout:
        section = QVBoxLayout()
        section.setContentsMargins(0, 0, 0, 14)
        section.setSpacing(0)
        if title:
            heading = Label(self._theme, title, Type.SECTION, Tone.TEXT3)
            heading.setContentsMargins(MARGIN, 3, MARGIN, 7)
            section.addWidget(heading)
        self._body.addLayout(section)
        self._sections[title] = section
        return section

    def _made(self, shown: EntryWords) -> Entry:
        entry = Entry(self._theme, shown)
        entry.clicked.connect(lambda: self.chosen.emit(shown.key))
        entry.set_chosen(shown.key == self._key)
        self._entries[shown.key] = entry
        return entry


class _Name(QWidget):
    """The mark and the name of the program."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        mark = QLabel()
        mark.setPixmap(icons.app_icon().pixmap(20, 20))
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(9)
        row.addWidget(mark)
        row.addWidget(Label(theme, name, Type.NAME))
        row.addStretch(1)
        self.setFixedHeight(46)
