"""What the pictures show of a real desk on the sandbox: each scene brings its window to one place."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.questions import Filter, Row
from desktop.records import Kind
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.frame.navigation import Navigation
from desktop.ui.lists.page import ListPage
from desktop.ui.tables.row_table import RowTable
from tests.pictures.camera import turn
from tests.pictures.real_desk import NOW, RealDesk

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

    def page(self, kind: Kind) -> ListPage:
        return next(page for page in self.real.window.findChildren(ListPage) if page.table.kind == kind)

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

    async def act(self, place: int) -> None:
        """Open the dialog of one act of the drafted order, over few rows."""
        await self.narrow_to(self.drafted)
        await self.open("orders", self.drafted.id)
        form = await self.real.desk.record(self.drafted.id)
        assert form is not None
        asking = [act for act in form.acts if act.inputs or act.warning]
        self.page("orders").pane.deeds.start(asking[place])

    async def clear(self) -> None:
        """Close what is open, and show all rows again."""
        window = self.real.window
        while over := [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]:
            over[0].close()
            await turn()
        for form in window.findChildren(ConnectForm):
            form.close_form()
        for page in window.findChildren(ListPage):
            page.pane.tabs.choose("details")
            page.close_pane()
            if page.rows.place.narrowing != Narrowing():
                page.rows.narrow(Narrowing())
        await self.real.settle()


async def prepare(real: RealDesk) -> Stage:
    """Connect the sandbox's accounts, and leave some changes of each sort."""
    await real.connect()
    orders = [row for row in await real.rows("orders") if _is_usual(row)]
    drafted, other = orders[2], orders[8]
    form = await real.desk.record(drafted.id)
    assert form is not None
    assert form.lines is not None
    await real.edit(drafted.id, {"po_number": "PO 20931", "note": "Back door, ring twice. No substitutes."})
    await real.edit(drafted.id, {"quantity": Decimal(24)}, form.lines.lines[1].key)
    await real.edit(other.id, {"note": "Call before delivery."})
    items = [row for row in await real.rows("stock") if row.values["on_hand"]]
    await real.edit(items[3].id, {"on_hand": 320})
    await real.settle()
    return Stage(real, drafted, items[3], orders[5:8])


def _is_usual(row: Row) -> bool:
    lines = row.values["lines"]
    return isinstance(lines, int) and 4 <= lines <= 8 and row.values["state"] == "new" and not row.marks


async def orders(stage: Stage) -> None:
    await stage.submit_one()
    await stage.narrow(Narrowing(filters=FILTERS))
    stage.page("orders").table.choose(stage.drafted.id)


async def detail(stage: Stage) -> None:
    await stage.open("orders", stage.drafted.id)


async def lines(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id, "lines")


async def going(stage: Stage) -> None:
    """A change that goes out in some seconds, and what has happened to the record so far."""
    row = await stage.submit_one()
    await stage.narrow_to(row)
    await stage.open("orders", row.id, "history")


async def raw(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id, "raw")


async def customers(stage: Stage) -> None:
    rows = await stage.real.rows("customers")
    await stage.open("customers", rows[3].id)


async def stock(stage: Stage) -> None:
    stage.real.window.pages.show_page("stock")
    await stage.real.settle()
    stage.page("stock").table.choose(stage.item.id)


async def stock_question(stage: Stage) -> None:
    await stage.narrow(Narrowing(text=str(stage.item.values["code"])), "stock")
    await stage.open("stock", stage.item.id)
    stage.page("stock").pane.send()


async def journal(stage: Stage) -> None:
    stage.real.window.pages.show_page("journal")


async def name_dialog(stage: Stage) -> None:
    await _account_act(stage, "rename")


async def removal(stage: Stage) -> None:
    await _account_act(stage, "remove")


async def settings_dialog(stage: Stage) -> None:
    await _account_act(stage, "options")


async def _account_act(stage: Stage, act: str) -> None:
    stage.real.window.pages.show_page("connections")
    account = stage.real.desk.accounts()[0]
    table = next(table for table in stage.real.window.findChildren(RowTable) if account.id in table.row_keys())
    table.act_wanted.emit(account.id, act)


async def move(stage: Stage) -> None:
    await stage.act(0)


async def shipment(stage: Stage) -> None:
    await stage.act(4)


async def delete(stage: Stage) -> None:
    await stage.act(5)


async def acts(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await detail(stage)
    stage.page("orders").pane.show_menu()


async def filter_ticks(stage: Stage) -> None:
    await _filter(stage, "state")


async def filter_days(stage: Stage) -> None:
    await _filter(stage, "placed")


async def filter_words(stage: Stage) -> None:
    await _filter(stage, "customer")


async def _filter(stage: Stage, column: str) -> None:
    await stage.narrow(Narrowing(text="umber", filters=FILTERS))
    stage.page("orders").filters.edit(column)


async def nothing_found(stage: Stage) -> None:
    await stage.narrow(Narrowing(text="no such customer", filters=FILTERS))


async def keys(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")
    stage.real.window.findChildren(Navigation)[0].keys_wanted.emit()


async def recovery(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")
    stage.real.window.offer_recovery_code()


async def connect_form(stage: Stage) -> None:
    """A real test of a connection, with half a key."""
    real = stage.real
    vendor = real.desk.vendors[0]
    there = real.demo.description["vendors"][vendor.id]
    real.window.pages.connect_account(vendor.id)
    await real.settle()
    form = next(form for form in real.window.findChildren(ConnectForm) if form.isVisible())
    given = {**there["accounts"][0]["credentials"], **there["servers"]}
    for asked in (*vendor.credentials, *vendor.servers):
        line = next(line for line in form.findChildren(QLineEdit) if line.accessibleName() == asked.label)
        line.setText("half of the key" if asked.editor == "secret" else str(given[asked.name]))
    form.start()
    await real.settle()


Scene = Callable[[Stage], Awaitable[None]]

SCENES: Mapping[str, Scene] = {
    "orders": orders, "detail": detail, "detail-lines": lines, "detail-raw": raw, "detail-going": going,
    "customers": customers, "stock": stock, "stock-question": stock_question,
    "journal": journal, "connect-error": connect_form, "account-name": name_dialog, "account-removal": removal,
    "account-settings": settings_dialog,
    "act-menu": acts, "act-move": move, "act-shipment": shipment, "act-delete": delete, "filter-ticks": filter_ticks,
    "filter-days": filter_days, "filter-words": filter_words, "nothing-found": nothing_found, "keys": keys,
    "recovery-code": recovery,
}  # fmt: skip
