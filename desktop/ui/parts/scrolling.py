"""Scroll bars that are thin and lie over what they scroll, so that nothing moves when they come."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QScrollBar, QWidget

from desktop.ui.kit import painting
from desktop.ui.kit.theme import Theme

WIDTH = 8
THICK = 5
SHORTEST = 24


class SlimScrollBar(QScrollBar):
    """A vertical bar over the end of an area; it does what the area's own hidden bar does."""

    def __init__(self, theme: Theme, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._theme = theme
        self._area = area
        self.setAccessibleName(self.tr("Scroll"))
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._own = area.verticalScrollBar()
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        area.viewport().installEventFilter(self)
        self._follow()
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        span = self.maximum() - self.minimum() + self.pageStep()
        length = max(SHORTEST, self.height() * self.pageStep() / max(1, span))
        start = (self.height() - length) * (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        handle = QRectF((self.width() - THICK) / 2, start, THICK, length)
        painting.box(painter, handle, tokens.control if self.underMouse() else tokens.edge, None, THICK / 2)
        painter.end()

    def _follow(self) -> None:
        own, seen = self._own, self._area.viewport().geometry()
        self.setRange(own.minimum(), own.maximum())
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setValue(own.value())
        left = seen.left() if self.isRightToLeft() else seen.right() + 1 - WIDTH
        self.setGeometry(left, seen.top() + 1, WIDTH, seen.height() - 2)
        self.setVisible(own.maximum() > own.minimum())
        self.raise_()


def fill(area: QScrollArea, inside: QWidget) -> None:
    """Put what scrolls into an area that has neither frame nor ground of its own."""
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
