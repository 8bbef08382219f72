"""The filter bar over a list: free text, one chip for each filter, and the way to add, change and take off filters."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.forms import AccountForm
from desktop.questions import Filter
from desktop.records import Kind
from desktop.ui.filters import kinds
from desktop.ui.filters.editors import DaysEditor, FilterEditor, TickEditor, WordsEditor
from desktop.ui.filters.kinds import FILTERS, FilterKind
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.chips import AddChip, Chip
from desktop.ui.parts.lines import SearchField
from desktop.ui.parts.menus import MenuOfActs
from desktop.ui.words.readings import Reader

Distinct = Callable[[Kind, str], Awaitable[tuple[str, ...]]]
"""Kind and column → the values that occur."""

HEIGHT = 36
FIELD, NARROW_FIELD = 210, 172
NARROW_BELOW = 760


class FilterBar(QWidget):
    """Tells what the rows are narrowed to: `narrowed` (Narrowing). `left`: the keyboard goes on to the rows."""

    narrowed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, kind: Kind, reader: Reader, tasks: Tasks, distinct: Distinct) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._reader = reader
        self._tasks = tasks
        self._distinct = distinct
        self._accounts: Mapping[str, AccountForm] = {}
        self._narrowing = Narrowing()
        self._chips: dict[str, Chip] = {}
        self._field = SearchField(theme, self.tr("Filter this list"), keys="Ctrl+F")
        self._field.textChanged.connect(self._search)
        self._field.left.connect(self.left)
        self._add = AddChip(theme, self.tr("Filter"))
        self._add.clicked.connect(self._offer)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.CELL, 0, Space.CELL - 3, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self._field)
        self._row.addSpacing(Space.TIGHT)
        self._row.addWidget(self._add)
        self._row.addStretch(1)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Filters"))
        find = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.focus_text)

    def focus_text(self) -> None:
        """Go to the free text."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def show_narrowing(self, narrowing: Narrowing, accounts: Mapping[str, AccountForm]) -> None:
        """Show what the rows are narrowed to, without telling."""
        self._narrowing, self._accounts = narrowing, accounts
        if self._field.text().strip() != narrowing.text:  # a blank at the end is the beginning of the next word
            with QSignalBlocker(self._field):
                self._field.setText(narrowing.text)
        self._show_chips()

    def edit(self, column: str) -> None:
        """Open the editor of one filter."""
        offered = next(each for each in FILTERS[self._kind] if each.column == column)
        if offered.means == "flag":
            self._narrow(Filter(column=column, how="among", values=(True,)), column)
        elif offered.means == "occurring":
            self._tasks.start(self._edit_occurring(offered), key=f"filter {self._kind}")
        else:
            self._open(offered, ())

    # ── chips ──

    def _show_chips(self) -> None:
        wanted = [each for each in FILTERS[self._kind] if self._condition(each.column)]
        for column in [column for column in self._chips if column not in {each.column for each in wanted}]:
            chip = self._chips.pop(column)
            if chip.hasFocus():
                self._add.setFocus()
            chip.hide()
            chip.deleteLater()
        for offered in wanted:
            condition = self._condition(offered.column)
            if condition is None:
                continue
            words = kinds.chip_words(offered, condition, self._names(offered), self._reader.values)
            if offered.column in self._chips:
                self._chips[offered.column].set_words(*words)
            else:
                self._add_chip(offered.column, *words)
        self._fold()

    def _add_chip(self, column: str, words: str, value: str) -> None:
        chip = Chip(self._theme, words, value)
        chip.clicked.connect(lambda: self.edit(column))
        chip.remove_wanted.connect(lambda: self._narrow(None, column))
        self._chips[column] = chip
        self._row.insertWidget(self._row.indexOf(self._add), chip)

    def _fold(self) -> None:
        """Chips that do not fit are counted on the last one instead of being cut."""
        is_narrow = self.width() < NARROW_BELOW
        self._field.setFixedWidth(NARROW_FIELD if is_narrow else FIELD)
        room = self.width() - self._field.width() - 2 * Space.CELL - Space.MIDDLE - self._add.sizeHint().width() - 16
        hidden = 0
        for chip in self._chips.values():
            room -= chip.sizeHint().width() + 2
            chip.setVisible(room >= 0)
            hidden += room < 0
        self._add.setText(self.tr("{n} more").replace("{n}", str(hidden)) if hidden else self.tr("Filter"))
        self._add.setAccessibleName(self._add.text())
        self._add.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # ── choosing ──

    def _offer(self) -> None:
        menu = MenuOfActs(self._theme, self, self.tr("Filters"))
        for offered in FILTERS[self._kind]:
            action = menu.add_choice(offered.label, is_on=self._condition(offered.column) is not None)
            action.triggered.connect(lambda _=False, column=offered.column: self.edit(column))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    async def _edit_occurring(self, offered: FilterKind) -> None:
        found = await self._distinct(self._kind, offered.column)
        self._open(offered, tuple((value, value) for value in found))

    def _open(self, offered: FilterKind, choices: tuple[tuple[str, str], ...]) -> None:
        condition = self._condition(offered.column)
        editor: FilterEditor
        if offered.means == "days":
            editor = DaysEditor(self._theme, offered, self._reader, condition, self)
        elif offered.means == "words":
            editor = WordsEditor(self._theme, offered, condition, self)
        else:
            given = choices or tuple(self._names(offered).items())
            is_account = offered.means == "accounts"
            editor = TickEditor(self._theme, offered, given, condition, self, may_exclude=not is_account)
        editor.condition_set.connect(lambda made: self._narrow(made, offered.column))
        under: QWidget = self._chips.get(offered.column, self._add)
        under = under if under.isVisible() else self._add
        editor.move(under.mapToGlobal(QPoint(0, under.height())))
        editor.show()

    def _search(self, text: str) -> None:
        self._tell(replace(self._narrowing, text=text.strip()))

    def _narrow(self, condition: Filter | None, column: str) -> None:
        if column == "account":
            values = condition.values if condition else ()
            self._tell(replace(self._narrowing, accounts=tuple(str(value) for value in values)))
        elif condition is None:
            self._tell(self._narrowing.without(column))
        else:
            self._tell(self._narrowing.narrowed(condition))

    def _tell(self, narrowing: Narrowing) -> None:
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            self._show_chips()
            self.narrowed.emit(narrowing)

    def _condition(self, column: str) -> Filter | None:
        if column == "account":
            accounts = self._narrowing.accounts
            return Filter(column=column, how="among", values=accounts) if accounts else None
        return self._narrowing.of(column)

    def _names(self, offered: FilterKind) -> dict[str, str]:
        if offered.means == "accounts":
            return {account.id: account.name for account in self._accounts.values()}
        return dict(kinds.states(self._kind)) if offered.means == "states" else {}
