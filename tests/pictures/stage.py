"""A real desk with changes in it, as the stage of the pictures' scenes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QApplication, QWidget

from desktop.questions import Filter, Row
from desktop.records import Kind
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.lists.page import ListPage
from desktop.ui.tables.row_table import RowTable
from desktop.ui.tables.shapes import Key
from tests.pictures.camera import turn
from tests.pictures.real_desk import FIRST, NOW, RealDesk

FILTERS = (
    Filter(column="state", how="not_among", values=("cancelled",)),
    Filter(column="placed", how="between", values=(NOW.date().replace(month=1, day=1), None)),
)


@dataclass
class Stage:
    """A real desk with changes in it, and what a scene does with its window."""

    real: RealDesk
    drafted: Row
    item: Row
    others: list[Row]
    opens_again: Callable[[], None] = lambda: None
    """What is done when the window has another size or theme: a menu stands where it was opened, as it was then."""
    afterwards: Callable[[], Awaitable[None]] | None = None
    """What is done when the pictures of the scene are taken: what later ones would not have begun with."""

    is_busy: bool = False
    """Whether the window itself waits for something that does not come while the pictures are taken."""

    async def settle(self) -> None:
        """Wait until the window shows what the desk knows, with what lies over it in its place."""
        if self.is_busy:
            await turn()
            return
        await self.real.until(lambda: all(account.state != "working" for account in self.real.desk.accounts()))
        await self.real.settle()
        self.opens_again()

    def page(self, kind: Kind) -> ListPage:
        return next(page for page in self.real.window.findChildren(ListPage) if page.table.kind == kind)

    def table_with(self, key: Key) -> RowTable:
        """The table that is seen and has a row of this key."""
        tables = (table for table in self.real.window.findChildren(RowTable) if table.isVisible())
        return next(table for table in tables if key in table.row_keys())

    def account_row(self) -> tuple[RowTable, str]:
        """The table of Connections, and the first account in it."""
        account = self.real.desk.accounts()[0].id
        return self.table_with(account), account

    async def open(self, kind: Kind, row: int, tab: str = "details") -> None:
        """Show a record in its pane."""
        self.real.window.pages.show_page(kind)
        await self.real.settle()
        self.page(kind).open_record(row)
        await self.real.settle()
        self.page(kind).pane.tabs.choose(tab)

    async def narrow(self, narrowing: Narrowing, kind: Kind = "orders") -> None:
        """Show a list, and of it only some rows: what matters is beside them, or lies over them."""
        self.real.window.pages.show_page(kind)
        self.page(kind).rows.narrow(narrowing)
        await self.real.settle()

    async def submit_one(self) -> Row:
        """Change an order that nothing has been done to, and submit it: it goes out ten seconds later."""
        row = self.others.pop(0)
        await self.real.edit(row.id, {"po_number": "PO 20933"})
        await self.real.desk.submit([entry.id for entry in self.real.desk.outbox() if entry.row == row.id])
        return row

    async def narrow_to(self, row: Row) -> None:
        """Show the orders of one customer."""
        await self.narrow(Narrowing(text=str(row.values["customer"]).split()[0]))

    async def act(self, name: str) -> None:
        """Open the dialog of one act of the drafted order, over few rows."""
        await self.narrow_to(self.drafted)
        await self.open("orders", self.drafted.id)
        form = await self.real.desk.record(self.drafted.id)
        assert form is not None
        self.page("orders").pane.deeds.start(next(act for act in form.acts if act.name == name))

    async def clear(self) -> None:
        """Close what is open, put back what was changed for the pictures, and show all rows again."""
        window, self.opens_again = self.real.window, lambda: None
        if self.afterwards is not None:
            await self.afterwards()
            self.afterwards = None
        self.is_busy = False
        close_over(window)
        await turn()
        for form in window.findChildren(ConnectForm):
            form.close_form()
        for page in window.findChildren(ListPage):
            page.pane.tabs.choose("details")
            page.close_pane()
            if page.rows.place.narrowing != Narrowing():
                page.rows.narrow(Narrowing())
        await self.real.settle()


def close_over(window: QWidget) -> None:
    """Close the dialogs and menus over a window."""
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and one is not window:
            one.close()
    window.activateWindow()  # no window manager does it here


Scene = Callable[[Stage], Awaitable[None]]
"""Brings the window of a stage to what is to be seen."""


async def prepare(real: RealDesk) -> Stage:
    """Connect the sandbox's accounts, and leave some changes of each sort."""
    await real.connect()
    own = real.accounts_of(FIRST)
    orders = [row for row in await real.rows("orders", accounts=own) if is_usual(row)]
    drafted, other = orders[2], orders[8]
    form = await real.desk.record(drafted.id)
    assert form is not None
    await real.edit(drafted.id, {"po_number": "PO 20931", "note": "Back door, ring twice. No substitutes."})
    await real.edit(drafted.id, {"quantity": Decimal(24)}, form.lines[0].lines[1].key)
    await real.edit(other.id, {"note": "Call before delivery."})
    items = [row for row in await real.rows("stock", accounts=own) if row.values["on_hand"]]
    await real.edit(items[3].id, {"on_hand": 320})
    await real.settle()
    return Stage(real, drafted, items[3], [*orders[5:8], *orders[9:11]])


def is_usual(row: Row) -> bool:
    """A new order with some lines, that nothing was done to."""
    lines = row.values["lines"]
    return isinstance(lines, int) and 4 <= lines <= 8 and row.values["state"] == "new" and not row.marks
