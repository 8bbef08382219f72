"""The left side of the window: pages with counts, accounts with badges, and the menu of settings."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtGui import QActionGroup

from desktop.changes import Entry
from desktop.forms import AccountForm
from desktop.records import KINDS
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.menus import MenuOfActs
from desktop.ui.parts.sidebar import EntryWords, SideBar
from desktop.ui.words import ages
from desktop.ui.words.accounts import badge_of

PAGES = ("orders", "customers", "stock", "outbox", "journal", "connections")
ICONS = {
    "orders": "inbox",
    "customers": "people",
    "stock": "box",
    "outbox": "plane",
    "journal": "book",
    "connections": "plug",
}
ACCOUNT = "account "
"""Before an account's id in the key of its entry."""


class Navigation(SideBar):
    """`page_chosen` (page), `account_chosen` (id), and the wishes of the settings menu."""

    page_chosen = Signal(str)
    account_chosen = Signal(str)
    theme_chosen = Signal(object)
    name_wanted = Signal()
    recovery_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Wholedesk")
        self._own_theme = theme
        self._settings = Button(theme, self.tr("Settings"), Kind.QUIET, icon="gear")
        self._settings.clicked.connect(self._show_settings)
        if (column := self.layout()) is not None:
            column.addWidget(self._settings)
        self.chosen.connect(self._choose)
        self.show_counts((), (), "orders")

    def show_counts(self, accounts: Sequence[AccountForm], entries: Sequence[Entry], kind: str) -> None:
        """Show the pages and accounts with their counts; an account's count is that of `kind`."""
        number = QLocale().toString
        names = self._names()
        counts = {page: sum(account.counts.get(page, 0) for account in accounts) for page in KINDS}
        shown: dict[str, tuple[int, Tone]] = {page: (count, Tone.TEXT3) for page, count in counts.items()}
        shown["outbox"] = (len(entries), Tone.MINE)
        shown["connections"] = (sum(ages.needs_user(account) for account in accounts), Tone.WARN)
        pages = []
        for page in PAGES:
            count, tone = shown.get(page, (0, Tone.TEXT3))
            told = number(count) if count else ""
            pages.append(EntryWords(key=page, words=names[page], shape=ICONS[page], count=told, tone=tone))
        self.set_section("", pages)
        if accounts:
            self.set_section(self.tr("By account"), [_entry(account, kind) for account in accounts])

    def _names(self) -> dict[str, str]:
        return {
            "orders": self.tr("Orders"),
            "customers": self.tr("Customers"),
            "stock": self.tr("Stock"),
            "outbox": self.tr("Outbox"),
            "journal": self.tr("Journal"),
            "connections": self.tr("Connections"),
        }

    def _choose(self, key: str) -> None:
        if key.startswith(ACCOUNT):
            self.account_chosen.emit(key.removeprefix(ACCOUNT))
        else:
            self.page_chosen.emit(key)

    def _show_settings(self) -> None:
        menu = MenuOfActs(self._own_theme, self, self.tr("Settings"))
        group = QActionGroup(menu)
        looks = (
            (Choice.SYSTEM, self.tr("Look like the system")),
            (Choice.LIGHT, self.tr("Light")),
            (Choice.DARK, self.tr("Dark")),
        )
        for choice, told in looks:
            look = menu.add_choice(told, is_on=self._own_theme.choice is choice)
            look.triggered.connect(lambda _=False, choice=choice: self.theme_chosen.emit(choice))
            group.addAction(look)
        menu.addSeparator()
        menu.addAction(self.tr("Your name in the journal …"), self.name_wanted.emit)
        menu.addAction(self.tr("Recovery code …"), self.recovery_wanted.emit)
        menu.addAction(self.tr("All keys"), self.keys_wanted.emit)
        menu.popup(self._settings.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def _entry(account: AccountForm, kind: str) -> EntryWords:
    count = account.counts.get(kind, 0)
    told = QLocale().toString(count) if count else ""
    return EntryWords(key=ACCOUNT + account.id, words=account.name, shape=badge_of(account), count=told)
