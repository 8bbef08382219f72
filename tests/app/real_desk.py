"""The real window on the real engine, with the sandbox in the same loop, worked by keys as a person would."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.accounts import Secrets
from desktop.accounts.system import SystemKeyring
from desktop.app.keys import Opened
from desktop.app.options import read_options
from desktop.app.session import Session
from desktop.changes import Entry
from desktop.sandbox import Options, running
from desktop.sync.account import Settings
from desktop.sync.engine import Terms
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.detail.pane import DetailPane
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Theme
from desktop.ui.lists.page import ListPage
from desktop.ui.parts.buttons import Button
from desktop.ui.words.values import Values
from tests.shelf import Shelf
from tests.ui.sight import focused, said
from tests.whole.there import There

KEY = bytes(range(32))
PATIENCE = 20.0
"""Seconds after which a fact that does not come is a failure."""
NONE, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
TERMS = Terms(grace=timedelta(0), settle=timedelta(seconds=0.3), pauses=(0.05, 0.1, 0.2))


class RealDesk:
    """One start of the program on a folder. What `keyring` holds outlives it; it refuses while it has `trouble`."""

    def __init__(self, there: There, folder: Path, terms: Terms = TERMS, zone: str = "UTC") -> None:
        self.there = there
        self.folder = folder
        self.terms = terms
        self.zone = ZoneInfo(zone)
        self.keyring = Shelf()
        self.secrets = Secrets(SystemKeyring(lambda: self.keyring, PATIENCE).drawer("desk"))
        self.session: Session
        self.theme: Theme

    async def open(self) -> None:
        """Start the program and wait for its window."""
        await self.begin_start()
        self.window.activateWindow()
        await self.session.is_ready.wait()

    async def begin_start(self) -> None:
        """Start the program as far as its window."""
        opened = Opened(key=KEY, make_secrets=lambda desk, worker: self.secrets, words="Kept by the test.")
        self.theme = Theme(QApplication.styleHints())
        values = Values(locale=QLocale("en_GB"), zone=self.zone)
        options = read_options(["--data", str(self.folder)])
        self.session = Session(options, self.folder, opened, self.theme, values, terms=self.terms, pace=None)
        await self.session.start()

    async def close(self) -> None:
        """Close the window and end the program, as its user does."""
        self.session.close()
        await self.session.ended()
        await self.session.stop()

    async def reopen(self) -> None:
        await self.close()
        await self.open()

    # ── facts ──

    @property
    def window(self) -> Window:
        return self.session.window

    @property
    def page(self) -> ListPage:
        """The list that is seen."""
        return next(page for page in self.window.findChildren(ListPage) if page.isVisible())

    @property
    def pane(self) -> DetailPane:
        return self.page.pane

    def outbox(self) -> tuple[Entry, ...]:
        return self.session.backend.engine.pending.all

    def states(self) -> list[str]:
        """The states of all entries."""
        return [entry.state for entry in self.outbox()]

    def keeps_secrets_of(self) -> set[str]:
        """The ids of the accounts that have an entry in the keyring."""
        return {name.rpartition(" ")[2] for _, name in self.keyring.texts}

    def drafted(self) -> dict[str, object]:
        """What the drafts want, by field."""
        changes = (change for entry in self.outbox() if entry.state == "draft" for change in entry.changes)
        return {change.field: change.wanted for change in changes}

    def rows(self) -> dict[str, FieldRow]:
        """The rows of the fields on show, by the fields' names."""
        return {row.field.name: row for row in self.pane.details.findChildren(FieldRow) if not row.isHidden()}

    def field(self, name: str) -> FieldRow:
        """The row of a field that is on show."""
        return self.rows()[name]

    said = staticmethod(said)

    async def count_unseen(self, key: str) -> None:
        """Count 500 of the stock item that is open; the answer is lost, and an order of twelve comes in meanwhile."""
        await self.there.fault("applied_reset", where={"method": "PUT"})
        await self.type_over("on_hand", "500")
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await self.until(self.dialogs)
        await self.press("Send")
        await self.until(lambda: self.there.applied)
        await self.there.change(key, "stock", value=488, kind="stock")
        await self.until(lambda: self.states() == ["asked"])

    def buttons(self, words: str, within: QWidget | None = None) -> list[Button]:
        """The buttons of these words that are seen."""
        found = (each for each in (within or self.window).findChildren(Button) if each.accessibleName() == words)
        return [each for each in found if each.isVisible()]

    async def press(self, words: str, within: QWidget | None = None) -> None:
        """Press the button of these words as soon as it is there and can be pressed."""
        button = await self.until(lambda: [each for each in self.buttons(words, within) if each.isEnabled()])
        button[0].click()

    def dialogs(self) -> list[QDialog]:
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]

    async def until(self, fact: Callable[[], object], patience: float = PATIENCE) -> Any:  # noqa: ANN401
        """Wait until `fact()` is true and return it."""
        async with asyncio.timeout(patience):
            while not (found := fact()):  # noqa: ASYNC110 - facts of other threads and of the other side tell nobody
                await asyncio.sleep(0.005)
            return found

    async def shown(self, row: int) -> None:
        """Wait until a record is shown in its pane."""
        await self.until(lambda: self.pane.shows(row))

    # ── acting ──

    async def connect(self, number: int = 0, *, waits: bool = True, **more: Any) -> str:  # noqa: ANN401
        """Connect one of the sandbox's accounts, and wait until all of it is here; returns its id."""
        engine, found = self.session.backend.engine, self.there.described
        account = found["accounts"][number]
        wanted = Settings(
            id="", vendor=self.there.vendor, name=account["name"], servers=found["servers"], options=account["options"]
        )
        before = set(engine.accounts)
        connecting = replace(wanted, **more)
        await self.session.backend.worker.ask(lambda: engine.connections.connect(connecting, account["credentials"]))
        (added,) = set(engine.accounts) - before
        if waits:
            await self.in_step()
        return added

    async def in_step(self) -> None:
        """Wait until every account has everything."""
        engine = self.session.backend.engine
        await self.until(lambda: engine.forms and all(form.complete for form in engine.forms))

    async def begin(self, page: str = "orders") -> None:
        """Go to a list and wait for its rows."""
        self.window.pages.show_page(page)
        await self.until(lambda: self.page.table.rows)
        await self.window.tasks.idle()

    async def open_row(self, line: int = 0) -> int:
        """Open a row of the list, and wait until its record is shown; returns the row's id."""
        row = self.page.table.rows[line].id
        self.window.activateWindow()  # after a dialog, for no window manager gives the keyboard back here
        await self.until(self.window.isActiveWindow)
        self.page.focus_rows()
        self.page.table.step_to(line)
        self.key(Qt.Key.Key_Return)
        await self.shown(row)
        return row

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key, wherever the keyboard is."""
        QTest.keyClick(focused(self.window), key, modifiers)

    def type(self, text: str) -> None:
        """Text, a key at a time, wherever the keyboard is at each of them."""
        for letter in text:
            QTest.keyClicks(focused(self.window), letter)

    def overtype(self, text: str) -> None:
        """Open the editor of what has the keyboard, and type in the place of what it says."""
        self.key(Qt.Key.Key_F2)
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(text)

    async def type_over(self, name: str, text: str) -> None:
        """Type over what a field says once it may be changed (the pane may be a moment older than what was done), and
        wait until the draft has it.
        """
        await self.until(lambda: self.field(name).value.can_edit)
        self.field(name).setFocus()
        self.overtype(text)
        self.key(Qt.Key.Key_Return)
        await self.until(lambda: str(self.drafted().get(name)) == text)
        await self.window.tasks.idle()


@asynccontextmanager
async def real_desk(
    folder: Path,
    *,
    orders: int = 30,
    stock: int = 12,
    accounts: int = 1,
    terms: Terms = TERMS,
    zone: str = "UTC",
    vendor: str = "",
) -> AsyncIterator[RealDesk]:
    """A desk with its window, connected to a vendor (the first one where none is named), while the block runs."""
    async with running(Options(orders=orders, stock=stock, pace=None, seed=7)) as sandbox:
        desk = RealDesk(There(sandbox).at(vendor), folder, terms, zone)
        await desk.open()
        try:
            for number in range(accounts):
                await desk.connect(number)
            if accounts:
                await desk.begin()
            yield desk
        finally:
            await desk.close()
