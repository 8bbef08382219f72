"""The pages of the window, one of them shown, and the ways from one to another."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records import KINDS, Kind
from desktop.ui.connections.page import ConnectionsPage
from desktop.ui.desk import Desk
from desktop.ui.journal.page import JournalPage
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.lists.page import ListPage
from desktop.ui.outbox.page import OutboxPage
from desktop.ui.words.entries import Deed
from desktop.ui.words.values import Values

Page = TypeVar("Page", ListPage, OutboxPage, JournalPage, ConnectionsPage)


class Pages(QStackedWidget):
    """Six pages by name, each made when it is first needed: the first one stands sooner that way.

    `shown` (name, account's id or ""): what is seen now, and which account it is narrowed to.
    """

    shown = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values) -> None:
        super().__init__()
        self._desk, self._theme, self._tasks, self._values = desk, theme, tasks, values
        self._pages: dict[str, QWidget] = {}
        self._lists: dict[str, ListPage] = {}
        self._begun: list[ListPage] = []

    @cached_property
    def _outbox(self) -> OutboxPage:
        page = self._add("outbox", OutboxPage(self._desk, self._theme, self._tasks, self._values))
        page.record_wanted.connect(self.open_record)
        return page

    @cached_property
    def _journal(self) -> JournalPage:
        page = self._add("journal", JournalPage(self._desk, self._theme, self._tasks, self._values))
        page.record_wanted.connect(self.open_record)
        return page

    @cached_property
    def _connections(self) -> ConnectionsPage:
        page = self._add("connections", ConnectionsPage(self._desk, self._theme, self._tasks, self._values))
        page.outbox_wanted.connect(self._send_from_outbox)
        return page

    def _send_from_outbox(self, drafts: Sequence[int]) -> None:
        self.show_page("outbox")
        if drafts:
            self._outbox.deeds.submit(drafts)

    def _page(self, name: str) -> ListPage | OutboxPage | JournalPage | ConnectionsPage:
        match name:
            case "outbox":
                return self._outbox
            case "journal":
                return self._journal
            case "connections":
                return self._connections
            case "customers" | "stock":
                return self._list(name)
        return self._list("orders")

    def _list(self, kind: Kind) -> ListPage:
        if kind not in self._lists:
            page = self._add(kind, ListPage(self._desk, self._theme, self._tasks, self._values, kind))
            page.account_shown.connect(self._tell)
            page.answer_wanted.connect(self.answer)
            page.rows.accounts_wanted.connect(lambda: self.show_page("connections"))
            self._lists[kind] = page
        return self._lists[kind]

    def _add(self, name: str, page: Page) -> Page:
        self._pages[name] = page
        self.addWidget(page)
        return page

    @property
    def name(self) -> str:
        """The name of the page that is seen; "" before the first one is."""
        return next((name for name, page in self._pages.items() if page is self.currentWidget()), "")

    def parts(self) -> list[QWidget]:
        """What F6 walks through on this page: the page, then the pane beside it."""
        page = self._page(self.name)
        pane = None if isinstance(page, JournalPage) else page.pane
        return [page, pane] if pane is not None else [page]

    def show_page(self, name: str) -> None:
        """Bring a page up as it was left, with the keyboard in it."""
        page = self._page(name)
        self.setCurrentWidget(page)
        if isinstance(page, ListPage):
            self._begin(page)
            page.focus_rows()
        else:
            page.focus_first()
        self._tell("")

    def choose_page(self, name: str) -> None:
        """Bring a page up with the rows of all accounts."""
        self.show_page(name)
        self._show_account("")

    def choose_account(self, account: str) -> None:
        """Narrow what is seen to one account; pages without accounts give way to the orders."""
        if self.name not in (*KINDS, "journal"):
            self.show_page("orders")
        self._show_account(account)
        self._tell(account)

    def open_record(self, row: int, kind: str, anew: int = 0) -> None:
        """Show a record in its list, and ask for the inputs of its act `anew`; Alt+Left leads back within the list."""
        if kind in KINDS:
            self.show_page(kind)
            page = self._list(kind)
            page.open_record(row)
            if (entry := next((entry for entry in self._desk.outbox() if entry.id == anew), None)) is not None:
                page.pane.when_shown(lambda: page.pane.deeds.do(Deed.EDIT, entry))

    def answer_first(self) -> None:
        """Open the first change that asks."""
        self.show_page("outbox")
        self._outbox.answer_first()

    def answer(self, entry_id: int) -> None:
        """Open what one change asks."""
        self.show_page("outbox")
        self._outbox.answer(entry_id)

    def take_back(self) -> None:
        """Take back what was submitted last, while it can be."""
        self._outbox.take_back()

    def show_connection(self, account: str) -> None:
        """Show an account's row on Connections."""
        self.show_page("connections")
        self._connections.choose(account)

    def connect_account(self, vendor: str) -> None:
        """Open the form for a platform."""
        self.show_page("connections")
        self._connections.open_form_for(vendor)

    def leave(self) -> None:
        """Keep where the lists stand for the next start, and what is just being typed."""
        for page in self._lists.values():
            page.leave()

    def unkept(self) -> tuple[str, ...]:
        """The typed texts that could not be kept, in all lists."""
        return tuple(
            text for page in self._lists.values() for texts in page.pane.edits.unkept.values() for text in texts
        )

    def show_unkept(self) -> None:
        """Open the first record in which such a text waits, with the keyboard on it."""
        for name, page in self._lists.items():
            for row in page.pane.edits.unkept:
                self.show_page(name)
                page.open_record(row)
                page.pane.when_shown(page.pane.mend)
                return

    def _begin(self, page: ListPage) -> None:
        """Let a list read its rows when it is seen for the first time."""
        if page not in self._begun:
            self._begun.append(page)
            page.begin()

    def _show_account(self, account: str) -> None:
        page = self._page(self.name)
        if isinstance(page, ListPage | JournalPage):
            page.show_account(account)

    def _tell(self, account: str) -> None:
        self.shown.emit(self.name, account)
