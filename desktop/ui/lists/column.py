"""The middle of a list's page: title, filters, notices, the table or the words where it is empty, and the pager."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.filters.bar import FilterBar
from desktop.ui.kit.theme import Theme
from desktop.ui.lists.notices import Notice
from desktop.ui.lists.state import PAGE_SIZES
from desktop.ui.parts import notices
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.notices import EmptyState
from desktop.ui.parts.page_head import PageHead
from desktop.ui.parts.pager import Pager
from desktop.ui.parts.pane import divider
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.tables.table import RecordTable


class ListColumn(QWidget):
    """Lays out the parts of a list. `notice_pressed`: what the link of a notice does; `refresh_wanted`: F5."""

    notice_pressed = Signal(str)
    refresh_wanted = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, title: str, filters: FilterBar, table: RecordTable) -> None:
        super().__init__()
        self._theme = theme
        refresh = IconButton(theme, "refresh", self.tr("Fetch now"), keys="F5")
        refresh.clicked.connect(self.refresh_wanted)
        self._head = PageHead(theme, title, refresh)
        self.bars: list[notices.Notice] = []
        self._told: tuple[Notice, ...] = ()
        self._above = QVBoxLayout()
        self._above.setSpacing(0)
        self.pager = Pager(theme, PAGE_SIZES)
        self.empty = EmptyState(theme, "")
        self._middle = QStackedWidget()
        self._middle.addWidget(table)
        self._middle.addWidget(self.empty)
        self._bar = SlimScrollBar(theme, table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(filters)
        column.addWidget(divider(theme))
        column.addLayout(self._above)
        column.addWidget(self._middle, 1)
        column.addWidget(self.pager)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def tell(self, sentence: str) -> None:
        """The grey sentence beside the title."""
        self._head.say(sentence)

    def show_notices(self, told: Sequence[Notice]) -> None:
        """Say these things above the rows; a bar that stays is not made anew, so that its link keeps the focus."""
        for place, notice in enumerate(told):
            if place < len(self.bars):
                if self._told[place] != notice:
                    self.bars[place].tell(notice.words)
            else:
                self._add_notice(notice, place)
        for bar in self.bars[len(told) :]:
            bar.hide()
            bar.deleteLater()
        del self.bars[len(told) :]
        self._told = tuple(told)

    def show_empty(self, words: tuple[str, str, str] | None) -> None:
        """Words where rows would be; None shows the table."""
        if words is not None:
            self.empty.tell(*words)
        self._middle.setCurrentIndex(0 if words is None else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _add_notice(self, notice: Notice, place: int) -> None:
        bar = notices.Notice(self._theme, notice.words)
        bar.action_wanted.connect(partial(self._press, place))
        self._above.addWidget(bar)
        self.bars.append(bar)

    def _press(self, place: int) -> None:
        self.notice_pressed.emit(self._told[place].does)
