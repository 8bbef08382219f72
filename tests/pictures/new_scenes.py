"""Pictures of a desk without accounts, and of one whose accounts are still loading."""

from collections.abc import Awaitable, Callable, Mapping

from desktop.app.demo import connect_all
from desktop.ui.tables.row_table import RowTable
from tests.pictures.real_desk import RealDesk

READ_BEFORE = 12
"""Requests for pages of the past that are answered before the loading stands still for its picture."""


async def first_start(real: RealDesk) -> None:
    real.window.pages.show_page("connections")


async def no_orders(real: RealDesk) -> None:
    real.window.pages.show_page("orders")


async def nothing_to_send(real: RealDesk) -> None:
    real.window.pages.show_page("outbox")


async def loading(real: RealDesk) -> None:
    if not real.desk.accounts():
        where = {"path": "/orders(/[^/]+)?$", "skip": READ_BEFORE}
        await real.everywhere("fault", name="stall", times=None, where=where)
        await real.backend.worker.ask(lambda: connect_all(real.backend.engine, real.demo.description))
        await real.until(lambda: all(account.counts.get("orders") for account in real.desk.accounts()))
    real.window.pages.show_page("orders")


async def loading_accounts(real: RealDesk) -> None:
    await loading(real)
    real.window.pages.show_page("connections")


async def removal(real: RealDesk) -> None:
    """Of an account with nothing that was not sent."""
    await loading_accounts(real)
    account = real.desk.accounts()[0].id
    tables = (table for table in real.window.findChildren(RowTable) if table.isVisible())
    next(table for table in tables if account in table.row_keys()).act_wanted.emit(account, "remove")


async def history_paused(real: RealDesk) -> None:
    await loading(real)
    for account in real.desk.accounts():
        await real.desk.pause_history(account.id, True)


NewScene = Callable[[RealDesk], Awaitable[None]]

NEW: Mapping[str, NewScene] = {
    "first-start": first_start, "orders-empty": no_orders, "outbox-empty": nothing_to_send,
    "loading": loading, "loading-accounts": loading_accounts, "account-removal-clean": removal,
    "history-paused": history_paused,
}  # fmt: skip
"""In this order: accounts that are once connected stay."""
