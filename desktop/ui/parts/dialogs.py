"""What all dialogs of the desk have in common: a hairline, the height that their words need, where answers stand."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.buttons import Button, Kind

translate = QCoreApplication.translate


class Dialog(QDialog):
    """Goes away for good when closed. Without a window manager its hairline is all that parts it from the page."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None, *, width: int = 0) -> None:
        super().__init__(parent)
        self._edge_of = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        theme.changed.connect(self.update)

    def showEvent(self, event: QShowEvent) -> None:
        """Paragraphs are measured at the width that the dialog really has."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that is needed for what is shown now."""
        if (layout := self.layout()) is None:
            return
        layout.activate()  # else what was hidden just now still holds the room that it had
        width = max(self.width(), layout.totalMinimumSize().width())  # Qt minds a minimum of ours, and forgets its own
        if width > self.width() or layout.hasHeightForWidth():
            self.resize(width, height_of(layout, width) if layout.hasHeightForWidth() else self.height())

    def ask_to_keep(self, keep: Callable[[], None], *parts: QWidget | QLayout) -> None:
        """Lay out what is asked, one below the other, ended by Cancel and Keep."""
        yes = Button(self._edge_of, translate("Dialog", "Keep"), Kind.PRIMARY)
        no = Button(self._edge_of, translate("Dialog", "Cancel"), keys="Esc")
        yes.clicked.connect(keep)
        yes.setDefault(True)
        no.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.AREA, Space.AREA, Space.AREA, Space.WIDE)
        whole.setSpacing(Space.CELL)
        for part in (*parts, answers(no, yes)):
            if isinstance(part, QWidget):
                whole.addWidget(part)
            else:
                whole.addLayout(part)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._edge_of.tokens.edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def height_of(layout: QLayout, width: int) -> int:
    """The height that a layout needs at a width."""
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


def answers(*buttons: Button) -> QHBoxLayout:
    """The buttons of a dialog at its end: the way out first, the main one last."""
    row = QHBoxLayout()
    row.setSpacing(Space.TIGHT)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    row.addSpacing(-RING)  # what is seen of them ends where everything else does
    return row
