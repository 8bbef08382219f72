"""What the journal is narrowed to: words, an account, a sort of entry, days."""

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.forms import AccountForm
from desktop.questions import Filter, JournalQuestion
from desktop.ui.filters.editors import DaysEditor
from desktop.ui.filters.kinds import FilterKind
from desktop.ui.journal.rows import sorts
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.chips import AddChip, Chip
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.lines import MIDDLE, SearchField
from desktop.ui.words.readings import Reader

HEIGHT = 36
FIELD = 210
TYPING = 200
"""Milliseconds of silence after which typed words are looked for."""
DAYS = FilterKind(column="at", source=str(QT_TRANSLATE_NOOP("filters", "Days")), means="days")


class JournalFilters(QWidget):
    """A bar over the journal. `asked` (JournalQuestion); `left`: the keyboard goes on to the rows."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, reader: Reader) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._days: Filter | None = None
        self._field = SearchField(theme, self.tr("Filter the journal"), keys="Ctrl+F")
        self._field.setFixedWidth(FIELD)
        self._account = Dropdown(theme, self.tr("Account"), height=MIDDLE)
        self._sort = Dropdown(theme, self.tr("Entries"), (("", self.tr("All entries")), *sorts()), height=MIDDLE)
        self._chip = Chip(theme, self.tr("Days"), "")
        self._chip.hide()
        self._add = AddChip(theme, self.tr("Days"))
        self._typing = QTimer(self, interval=TYPING, singleShot=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CELL, 0, Space.CELL, 0)
        row.setSpacing(Space.MIDDLE)
        for part in (self._field, self._account, self._sort, self._chip, self._add):
            row.addWidget(part)
        row.addStretch(1)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Filters"))
        self.show_accounts(())
        self._connect()

    def _connect(self) -> None:
        self._field.textChanged.connect(lambda: self._typing.start())
        self._typing.timeout.connect(self.search_now)
        self._field.left.connect(self.left)
        self._account.currentIndexChanged.connect(self.search_now)
        self._sort.currentIndexChanged.connect(self.search_now)
        self._chip.clicked.connect(self._edit_days)
        self._add.clicked.connect(self._edit_days)
        self._chip.remove_wanted.connect(lambda: self.show_days(None))
        find = QShortcut(QKeySequence("Ctrl+F"), self, context=Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(lambda: self._field.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def show_accounts(self, accounts: tuple[AccountForm, ...]) -> None:
        """Which accounts can be chosen; a choice that still is one stays."""
        with QSignalBlocker(self._account):
            choices = [("", self.tr("All accounts")), *((account.id, account.name) for account in accounts)]
            self._account.set_choices(choices)

    def show_account(self, account: str) -> None:
        """Narrow to one account; "" shows all."""
        self._account.choose(account)

    def clear(self) -> None:
        """Show everything again."""
        for part in (self._field, self._account, self._sort):
            part.blockSignals(True)
        self._field.clear()
        self._account.choose("")
        self._sort.choose("")
        for part in (self._field, self._account, self._sort):
            part.blockSignals(False)
        self.show_days(None)

    def question(self) -> JournalQuestion:
        """What is asked for now."""
        since, until = self._days.values if self._days else (None, None)
        return JournalQuestion(
            accounts=(self._account.chosen,) if self._account.chosen else (),
            what=(self._sort.chosen,) if self._sort.chosen else (),
            text=self._field.text().strip(),
            since=since if isinstance(since, date) else None,
            until=until if isinstance(until, date) else None,
        )

    def search_now(self) -> None:
        """Ask without waiting for more typing."""
        self._typing.stop()
        self.asked.emit(self.question())

    def _edit_days(self) -> None:
        at = self._chip if self._days else self._add
        editor = DaysEditor(self._theme, DAYS, self._reader, self._days, self)
        editor.condition_set.connect(self.show_days)
        editor.move(at.mapToGlobal(QPoint(0, at.height())))
        editor.show()

    def show_days(self, days: Filter | None) -> None:
        """Narrow to days; None takes the filter off."""
        self._days = days
        if days is not None:
            first, last = (self._reader.values.day(day) if isinstance(day, date) else "…" for day in days.values)
            self._chip.set_words(self.tr("Days"), first if first == last else f"{first} – {last}")
        self._chip.setVisible(days is not None)
        self._add.setVisible(days is None)
        self.search_now()
