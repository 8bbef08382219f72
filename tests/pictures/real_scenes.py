"""What the pictures show of a real desk on the sandbox: each scene brings its window to one place."""

from collections.abc import Awaitable, Callable, Mapping

from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.questions import Filter
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.frame.navigation import Navigation
from desktop.ui.tables.row_table import RowTable
from tests.pictures.real_desk import NOW
from tests.pictures.stage import Stage

FILTERS = (
    Filter(column="state", how="not_among", values=("cancelled",)),
    Filter(column="placed", how="between", values=(NOW.date().replace(month=1, day=1), None)),
)


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
    await stage.act("move")


async def shipment(stage: Stage) -> None:
    await stage.act("add_shipment")


async def delete(stage: Stage) -> None:
    await stage.act("delete")


async def cancel(stage: Stage) -> None:
    await stage.act("cancel")


async def note(stage: Stage) -> None:
    await stage.act("add_note")


async def history_line(stage: Stage) -> None:
    await stage.act("add_history")


async def discount(stage: Stage) -> None:
    await stage.act("add_discount")


async def past(stage: Stage) -> None:
    await stage.open("orders", stage.drafted.id, "history")


async def sign_in(stage: Stage) -> None:
    await _account_act(stage, "sign_in")


async def acts(stage: Stage) -> None:
    await stage.narrow_to(stage.drafted)
    await detail(stage)
    stage.opens_again = lambda: _open_menu(stage)


def _open_menu(stage: Stage) -> None:
    if (old := QApplication.activePopupWidget()) is not None:
        old.close()
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
    "act-menu": acts, "act-move": move, "act-shipment": shipment, "act-delete": delete,
    "act-cancel": cancel, "act-note": note, "act-history": history_line, "act-discount": discount,
    "detail-history": past, "sign-in": sign_in, "filter-ticks": filter_ticks,
    "filter-days": filter_days, "filter-words": filter_words, "nothing-found": nothing_found, "keys": keys,
    "recovery-code": recovery,
}  # fmt: skip
