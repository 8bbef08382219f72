"""A desk on which everything changes between two key presses: values, sections, lines, columns, entries, accounts."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.changes import EntryState
from desktop.forms import LinesForm, RecordForm, Section, VendorForm
from desktop.questions import JournalEntry
from desktop.records import Value
from desktop.ui.frame.window import Window
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import NOW, account
from tests.ui.sight import focused
from tests.ui.window_scene import journal_entry

STATES: Sequence[EntryState] = ("waiting", "sending", "checking", "refused", "asked")


class RestlessDesk(DeskStand):
    """`disturb` changes all that can change of a record, and all around it, without telling."""

    def __init__(self, row: int) -> None:
        super().__init__(orders=60)
        self.made = self.world[row]
        self.turn = 0
        self.own_fields: set[str] = set()  # those that are typed in: their own truth is left alone

    async def record(self, row: int) -> RecordForm | None:
        form = await super().record(row)
        return self._reshaped(form) if form is not None and row == self.made.row else form

    def disturb(self) -> None:
        self.turn += 1
        turn = self.turn
        for name in {"po_number", "phone", "email", "note", "ship_to"} - self.own_fields:
            self.made.truth[name] = f"{name} {turn}"
        first = next(iter(self.made.lines))
        if turn % 2:
            new: dict[str, Value] = {
                "code": f"N{turn}",
                "name": "New",
                "quantity": Decimal(turn),
                "price": Decimal(turn),
            }
            self.made.lines = {f"n{turn}": new, **self.made.lines}
        elif first.startswith("n"):
            del self.made.lines[first]
        self.entries = [entry for entry in self.entries if entry.act != "note"]
        if turn % 3:
            going = replace(self._entry(self.made.row), act="note", label="Note", state=STATES[turn % len(STATES)])
            self.entries.append(replace(going, not_before=NOW + timedelta(seconds=turn)))
        self.journal_entries: list[JournalEntry] = [journal_entry(turn), *self.journal_entries]
        states = ("in_step", "working", "offline")
        self.account_forms = [
            account(self._vendor(form.vendor), form.id, f"{form.name.partition(' ')[0]} {turn}",
                    state=states[turn % 3], counts={"orders": turn}, unread={"orders": turn % 2})
            for form in self.account_forms
        ]  # fmt: skip

    def tell_all(self) -> None:
        """Every signal there is."""
        self.news.rows_changed.emit(frozenset({"orders", "customers", "stock"}))
        self.news.accounts_changed.emit()
        self.news.outbox_changed.emit()
        self.news.journal_changed.emit()
        self.news.trouble.emit(f"The disk is full, for the {self.turn}th time.", "Free some space.")

    def _vendor(self, id: str) -> VendorForm:
        return next(vendor for vendor in self.desk().vendors() if vendor.id == id)

    def _reshaped(self, form: RecordForm) -> RecordForm:
        """Now and then a section more, another order of sections, or one column fewer."""
        sections, lines = form.sections, form.lines
        if self.turn % 2:
            extra = replace(sections[0].fields[1], name=f"extra {self.turn}", label="Extra")
            sections = (Section(name=f"Extra {self.turn}", fields=(extra,)), *reversed(sections))
        if self.turn % 4 == 3:
            lines = tuple(map(self._without_code, lines))
        return replace(form, sections=sections, lines=lines)

    def _without_code(self, table: LinesForm) -> LinesForm:
        keep = [at for at, column in enumerate(table.columns) if column.name != "code"]
        lines = tuple(replace(line, cells=tuple(line.cells[at] for at in keep)) for line in table.lines)
        return replace(table, columns=tuple(table.columns[at] for at in keep), lines=lines)


class RestlessWindow:
    """Types into a window while all of it changes."""

    def __init__(self, desk: RestlessDesk, window: Window) -> None:
        self.desk = desk
        self.window = window

    async def settle(self) -> None:
        await asyncio.sleep(0)  # a window that was opened gets the keyboard in the next turn of the loop
        await self.window.tasks.idle()

    async def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, and then everything changes."""
        QTest.keyClick(focused(self.window), key, modifiers)
        await self.disturb()

    async def type(self, text: str) -> None:
        """Each letter goes to where the keyboard is then."""
        for letter in text:
            QTest.keyClicks(focused(self.window), letter)
            await self.disturb()

    async def disturb(self) -> None:
        for _ in range(2):  # what is being saved arrives too
            self.desk.disturb()
            self.desk.tell_all()
            await self.settle()
