"""Pictures of another vendor's records beside the first one's: what is its own, in the same places."""

from collections.abc import Mapping

from desktop.ui.filters.narrowing import Narrowing
from tests.pictures.stage import Scene, Stage, is_usual


async def order(stage: Stage) -> None:
    """An order of it, open over the orders of all accounts."""
    row = next(row for row in await stage.real.rows("orders", accounts=stage.real.accounts_of(1)) if is_usual(row))
    await stage.open("orders", row.id)


async def lines(stage: Stage) -> None:
    await order(stage)
    stage.page("orders").pane.tabs.choose("lines")


async def acts(stage: Stage) -> None:
    """What can be done with it, and why the rest cannot."""
    await order(stage)
    pane = stage.page("orders").pane
    stage.opens_again = lambda: pane.deeds.show_menu(pane.foot.acts)


async def customer(stage: Stage) -> None:
    """One that the vendor keeps itself, with all that lies under it."""
    rows = await stage.real.rows("customers", accounts=stage.real.accounts_of(1))
    row = max(rows, key=lambda row: row.values["orders"] or 0)
    await stage.open("customers", row.id)


async def stock(stage: Stage) -> None:
    """Products that hold their stock themselves, by variant, by place, and by both; one of the last is open."""
    own = stage.real.accounts_of(1)
    await stage.narrow(Narrowing(accounts=own), "stock")
    rows = await stage.real.rows("stock", accounts=own)
    row = next(row for row in rows if row.key.count("/") == 2 and "//" not in row.key)
    await stage.open("stock", row.id)


async def connect(stage: Stage) -> None:
    """The form that connects it, with all that it may ask."""
    real = stage.real
    real.window.pages.connect_account(real.desk.vendors[1].id)
    await real.settle()


VENDOR: Mapping[str, Scene] = {
    "vendor-order": order, "vendor-lines": lines, "vendor-acts": acts, "vendor-customer": customer,
    "vendor-stock": stock, "vendor-connect": connect,
}  # fmt: skip
