"""The foot of a table: which rows are seen, the way to the other pages, and how many rows a page has."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIntValidator, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.kit import painting, writing
from desktop.ui.kit.fonts import Type, font
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.labels import ElasticLabel, Label
from desktop.ui.parts.lines import SHORT, LineEdit

HEIGHT = 32
SIZES = (20, 40, 100, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """Where a table stands. Rows and pages count from 1; `first` is 0 when there are none. `note` is said beside it."""

    first: int
    last: int
    total: int
    page: int
    pages: int
    size: int
    note: str = ""


NOTHING = PageState(first=0, last=0, total=0, page=1, pages=1, size=40)


class Pager(QWidget):
    """Tells the state and asks for pages (`page_wanted`, from 1) and sizes (`size_wanted`)."""

    page_wanted = Signal(int)
    size_wanted = Signal(int)

    def __init__(self, theme: Theme, sizes: Sequence[int] = SIZES) -> None:
        super().__init__()
        self._theme = theme
        self._state = NOTHING
        self._rows = ElasticLabel(theme, "", Type.SECOND_STRONG, Tone.TEXT2)
        self._note = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT3)
        self._of = Label(theme, "", Type.SECOND, Tone.TEXT3)
        self._first = IconButton(theme, "first", self.tr("First page"))
        self._before = IconButton(theme, "chevron-left", self.tr("Previous page"))
        self._after = IconButton(theme, "chevron-right", self.tr("Next page"))
        self._last = IconButton(theme, "last", self.tr("Last page"))
        self._page = LineEdit(theme, self.tr("Go to page"), height=SHORT)
        self._size = Dropdown(theme, self.tr("Rows on a page"), self._named(sizes), height=SHORT)
        self._size.setFont(font(Type.SECOND))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(HEIGHT)
        self.setAccessibleName(self.tr("Pages"))
        self._lay_out(theme)
        self._connect()
        self.set_state(NOTHING)
        theme.changed.connect(self.update)

    def set_state(self, state: PageState) -> None:
        """Show where the table stands."""
        self._state = state
        number = QLocale().toString
        if state.total:
            rows = self.tr("Rows {first}–{last} of {total}")
            words = rows.format(first=number(state.first), last=number(state.last), total=number(state.total))
        else:
            words = self.tr("No rows")
        self._rows.setText(words)
        self._note.setText(state.note)
        self._of.setText(self.tr("of {pages}").format(pages=number(state.pages)))
        self._page.setText(str(state.page))
        self._page.setFixedWidth(writing.line("0" * max(4, len(str(state.pages))), Type.BODY).width + 18)
        for button, is_open in self._ways():
            button.setEnabled(is_open)
        with QSignalBlocker(self._size):
            self._size.choose(str(state.size))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.lined(self, self._theme.tokens.sheet, self._theme.tokens.line)

    def _ways(self) -> tuple[tuple[IconButton, bool], ...]:
        is_later, is_earlier = self._state.page > 1, self._state.page < self._state.pages
        return ((self._first, is_later), (self._before, is_later), (self._after, is_earlier), (self._last, is_earlier))

    def _named(self, sizes: Sequence[int]) -> list[tuple[str, str]]:
        return [(str(size), self.tr("{count} rows").format(count=size)) for size in sizes]

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CELL, 1, Space.TIGHT, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self._rows)
        row.addSpacing(Space.CELL)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self._size)
        row.addSpacing(Space.MIDDLE)
        row.addWidget(self._first)
        row.addWidget(self._before)
        row.addWidget(Label(theme, self.tr("Page"), Type.SECOND, Tone.TEXT3))
        row.addWidget(self._page)
        row.addWidget(self._of)
        row.addWidget(self._after)
        row.addWidget(self._last)
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setTextMargins(-6, 0, -6, 0)
        self._page.setValidator(QIntValidator(1, 999_999_999, self._page))

    def _fit(self) -> None:
        """Which rows are seen and the ways to others come first; the note is said where it can be said whole."""
        more = self._note.sizeHint().width() + Space.TIGHT if self._note.isHidden() else 0
        self._note.setVisible(bool(self._state.note) and self.sizeHint().width() + more <= self.width())

    def _go(self, page: int) -> None:
        self.page_wanted.emit(min(page, self._state.pages))

    def _connect(self) -> None:
        self._first.clicked.connect(lambda: self.page_wanted.emit(1))
        self._before.clicked.connect(lambda: self.page_wanted.emit(self._state.page - 1))
        self._after.clicked.connect(lambda: self.page_wanted.emit(self._state.page + 1))
        self._last.clicked.connect(lambda: self.page_wanted.emit(self._state.pages))
        self._page.returnPressed.connect(lambda: self._go(int(self._page.text())))
        self._page.editingFinished.connect(lambda: self._page.setText(str(self._state.page)))
        self._size.currentIndexChanged.connect(lambda: self.size_wanted.emit(int(self._size.chosen)))
