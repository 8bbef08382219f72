"""The Connections page: every account with its state and what can be done, and the form that connects one."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms import AccountForm, VendorForm
from desktop.ui.connections.account_dialogs import NameDialog, OptionsDialog, ask_removal
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.connections.first_start import FirstStart
from desktop.ui.connections.rows import row
from desktop.ui.connections.trial import TrialDialog
from desktop.ui.desk import Desk
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.menus import MenuOfActs
from desktop.ui.parts.page_head import PageHead
from desktop.ui.parts.pane import divider
from desktop.ui.tables.row_table import RowTable
from desktop.ui.tables.rows import Density
from desktop.ui.tables.shapes import Heading, Key
from desktop.ui.words import ages
from desktop.ui.words.ages import several
from desktop.ui.words.values import Values

SECOND, HALF_MINUTE = 1000, 30_000
"""How often ages are told anew: while a wait is counted, and else."""


class ConnectionsPage(QWidget):
    """Reads the accounts and tells the desk what is wished. `outbox_wanted` (entry ids): unsent changes are to be seen
    first, and these drafts sent.
    """

    outbox_wanted = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values) -> None:
        super().__init__()
        self._desk, self._theme, self._tasks, self._values = desk, theme, tasks, values
        self._form: ConnectForm | None = None
        self.setAccessibleName(self.tr("Connections"))
        self._table = RowTable(theme, self._headings(), Density.CONNECTIONS)
        self._table.setAccessibleName(self.tr("Accounts"))
        self._first = FirstStart(theme, desk.vendors(), desk.words_for_key)
        self._fetch = Button(theme, self.tr("Fetch now"), keys="F5", icon="refresh")
        self._add = Button(theme, self.tr("Connect account"), icon="plus")
        self._head = PageHead(theme, self.tr("Connections"), self._fetch, self._add)
        self._edge = divider(theme, is_upright=True)
        self._lay_out()
        self._table.act_wanted.connect(self._act)
        self._fetch.clicked.connect(lambda: self._start(desk.fetch_now()))
        self._add.clicked.connect(self.connect_account)
        self._first.chosen.connect(self.open_form_for)
        desk.news.accounts_changed.connect(self.refresh)
        self._ticks = QTimer(self, interval=HALF_MINUTE)
        self._ticks.timeout.connect(self.refresh)
        self.refresh()

    def _headings(self) -> tuple[Heading, ...]:
        return (
            Heading(words=self.tr("Account"), width=196, narrow=140),
            Heading(words=self.tr("State"), width=330, narrow=0, grows=(148, 520)),
            Heading(words=self.tr("Last good"), width=92, narrow=82, is_right=True),
            Heading(words=self.tr("In the copy"), width=0, narrow=142),
            Heading(words="", width=128, narrow=104),
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._head)
        left.addWidget(divider(self._theme))
        left.addWidget(self._table, 1)
        left.addWidget(self._first, 1)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(left, 1)
        self._whole.addWidget(self._edge)
        self._edge.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Ages grow while nothing is told of an account."""
        super().showEvent(event)
        self.refresh()
        self._ticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()

    @property
    def pane(self) -> QWidget | None:
        """The form, while it is open."""
        return self._form

    # ── showing ──

    def refresh(self) -> None:
        """Show the accounts as the desk knows them now."""
        accounts = self._desk.accounts()
        self._table.show_rows(
            [row(one, self._values, has_options=bool(self._vendor(one.vendor).options)) for one in accounts]
        )
        goes = self._first if accounts else self._table
        keyboard: QWidget | None = QApplication.focusWidget()
        had_keyboard = keyboard is not None and (goes is keyboard or goes.isAncestorOf(keyboard))
        self._table.setVisible(bool(accounts))
        self._first.setVisible(not accounts)
        if had_keyboard:
            self.focus_first()  # else it would go on to the sidebar
        self._fetch.setVisible(bool(accounts))
        self._add.setVisible(bool(accounts))
        self._head.say(self._sentence(accounts))
        if self._form is not None and self._form.signs_in not in ("", *(account.id for account in accounts)):
            self._close_form()  # its account was removed
        is_counting = any(account.state == "waiting" for account in accounts)
        wanted = SECOND if is_counting else HALF_MINUTE
        if self._ticks.interval() != wanted:
            self._ticks.setInterval(wanted)

    def _sentence(self, accounts: tuple[AccountForm, ...]) -> str:
        if not accounts:
            return ""
        total = several(len(accounts), self.tr("{n} account"), self.tr("{n} accounts"))
        needy = sum(ages.needs_user(account) for account in accounts)
        return f"{total}, {several(needy, self.tr('{n} needs you'), self.tr('{n} need you'))}" if needy else total

    def choose(self, account: str) -> None:
        """Put the keyboard on an account's row."""
        self._table.choose(account)
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        if self._form is not None:
            self._form.focus_first()
        elif self._desk.accounts():
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._first.focus_first()

    # ── connecting ──

    def connect_account(self) -> None:
        """Choose a platform to connect; with one platform there is nothing to choose."""
        vendors = self._desk.vendors()
        if len(vendors) == 1:
            self.open_form_for(vendors[0].id)
            return
        menu = MenuOfActs(self._theme, self)
        for vendor in vendors:
            chosen = menu.addAction(vendor.label.replace("&", "&&"))
            chosen.triggered.connect(partial(self.open_form_for, vendor.id))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height())))

    def open_form_for(self, vendor: str) -> None:
        self._show_form(self._vendor(vendor), None)

    def _show_form(self, vendor: VendorForm, account: AccountForm | None) -> None:
        self._close_form()
        self._form = ConnectForm(self._desk, self._theme, self._tasks, vendor, account)
        self._form.done.connect(self._close_form)
        self._form.closed.connect(self._close_form)
        self._whole.addWidget(self._form)
        self._edge.show()
        self._form.show()  # a layout would show it only later, and the keyboard cannot go into what is hidden
        self._form.focus_first()

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            self._edge.hide()
            self.focus_first()

    def _vendor(self, id: str) -> VendorForm:
        return next(vendor for vendor in self._desk.vendors() if vendor.id == id)

    # ── doing ──

    def _act(self, key: Key, name: str) -> None:
        account = next((account for account in self._desk.accounts() if account.id == key), None)
        if account is None:
            return
        desk, id = self._desk, account.id
        wishes: dict[str, Callable[[], Awaitable[None]]] = {
            "go_on": lambda: desk.pause(id, False),
            "pause": lambda: desk.pause(id, True),
            "try_now": desk.fetch_now,
            "load_history": lambda: desk.pause_history(id, False),
            "pause_history": lambda: desk.pause_history(id, True),
            "read_only": lambda: desk.set_read_only(id, True),
            "allow_sending": lambda: desk.set_read_only(id, False),
        }
        if name in wishes:
            self._start(wishes[name]())
        elif name == "sign_in":
            self._show_form(self._vendor(account.vendor), account)
        elif name == "test":
            TrialDialog(self._desk, self._theme, self._tasks, account, self).begin()
        elif name == "rename":
            self._rename(account)
        elif name == "options":
            self._set_options(account)
        elif name == "remove":
            self._remove(account)

    def _rename(self, account: AccountForm) -> None:
        taken = [other.name for other in self._desk.accounts()]
        dialog = NameDialog(self._theme, self, account, taken)

        async def keep(name: str, colour: str) -> None:
            if name != account.name:
                await self._desk.rename(account.id, name)
            if colour != account.colour:
                await self._desk.recolour(account.id, colour)

        dialog.wanted.connect(lambda name, colour: self._start(keep(name, colour)))
        dialog.open()

    def _set_options(self, account: AccountForm) -> None:
        dialog = OptionsDialog(self._theme, self, account, self._vendor(account.vendor))
        dialog.wanted.connect(lambda options: self._start(self._desk.set_options(account.id, options)))
        dialog.open()

    def _remove(self, account: AccountForm) -> None:
        unsent = [entry for entry in self._desk.outbox() if entry.account == account.id]
        drafts = [entry.id for entry in unsent if entry.state == "draft"]

        def answered(answer: Literal["send", "remove"]) -> None:
            if answer == "remove":
                self._start(self._desk.remove(account.id))
                return
            self.outbox_wanted.emit(drafts if ages.may_send(account) else [])

        ask_removal(self._theme, self, account, unsent, answered)

    def _start(self, wish: Awaitable[None]) -> None:
        self._tasks.carry_out(wish)
