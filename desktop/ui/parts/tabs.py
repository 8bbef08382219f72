"""Tabs over a pane: words with a count, the chosen one underlined; real tabs to keys and screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar

from desktop.ui.kit import painting, writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone

HEIGHT = 32
GAP = 6
APART = 20
NEAR = 8
"""Pixels between two tabs: as many as there is room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab by key and words; no count where there is nothing to count."""

    key: str
    words: str
    count: int | None = None
    tone: Tone = Tone.TEXT3


class Tabs(QTabBar):
    """A row of tabs; `currentChanged` tells the place, `key` which one that is."""

    def __init__(self, theme: Theme, name: str, tabs: Sequence[Tab] = ()) -> None:
        super().__init__()
        self._theme = theme
        self._tabs: tuple[Tab, ...] = ()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_tabs(tabs)
        theme.changed.connect(self.update)

    @property
    def key(self) -> str:
        """The key of the chosen tab, "" when there is none."""
        at = self.currentIndex()
        return self._tabs[at].key if 0 <= at < len(self._tabs) else ""

    def choose(self, key: str) -> None:
        """Go to a tab; an unknown key changes nothing."""
        for at, tab in enumerate(self._tabs):
            if tab.key == key:
                self.setCurrentIndex(at)

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Other tabs or other counts; the chosen key stays chosen where it still is."""
        before = self.key
        same = [tab.key for tab in tabs] == [tab.key for tab in self._tabs]
        self._tabs = tuple(tabs)
        if not same:
            with QSignalBlocker(self):  # on the way to the new ones other tabs are the chosen one for a moment
                while self.count():
                    self.removeTab(0)
                for tab in tabs:
                    self.addTab(tab.words)
                self.choose(before)
            if self.key != before:
                self.currentChanged.emit(self.currentIndex())
        for at, tab in enumerate(tabs):
            told = tab.words if tab.count is None else f"{tab.words}, {QLocale().toString(tab.count)}"
            self.setTabText(at, tab.words)
            self.setAccessibleTabName(at, told)
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._inner(index) + (self._apart() if index < self.count() - 1 else 2), HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        for at in range(self.count()):
            self._paint_tab(painter, at)
        painter.end()

    def _paint_tab(self, painter: QPainter, at: int) -> None:
        tokens, is_chosen = self._theme.tokens, at == self.currentIndex()
        words, count = self._lines(at)
        inner = words.width + (GAP + count.width if count else 0)
        area = QRectF(self.tabRect(at))
        left = area.right() - inner if self.isRightToLeft() else area.left()
        box = QRectF(left, area.top(), inner, area.height() - 2)
        starts = [box.left(), box.left() + words.width + GAP]
        if self.isRightToLeft():
            starts = [box.right() - words.width, box.left()]
        tone = tokens.text if is_chosen else tokens.text2
        writing.draw(painter, words, QPointF(starts[0], writing.baseline(box, Type.STRONG)), tone)
        if count:
            color = tokens.of(self._tabs[at].tone)
            writing.draw(painter, count, QPointF(starts[1], writing.baseline(box, Type.STRONG)), color)
        if is_chosen:
            painter.fillRect(QRectF(box.left(), self.height() - 2, box.width(), 2), tokens.accent)
            if self.hasFocus():
                painting.ring(painter, box.adjusted(-4, Space.TIGHT, 4, -2), tokens, 5)

    def _inner(self, at: int) -> int:
        words, count = self._lines(at)
        return words.width + (GAP + count.width if count else 0)

    def _apart(self) -> int:
        gaps = max(self.count() - 1, 1)
        left = self.width() - 2 - sum(self._inner(at) for at in range(self.count()))
        return max(NEAR, min(APART, left // gaps))

    def _lines(self, at: int) -> tuple[writing.Line, writing.Line | None]:
        tab = self._tabs[at] if at < len(self._tabs) else Tab(key="", words=self.tabText(at))
        use = Type.BOLD if at == self.currentIndex() else Type.STRONG
        count = None if tab.count is None else writing.line(QLocale().toString(tab.count), Type.BODY)
        return writing.line(tab.words, use), count
