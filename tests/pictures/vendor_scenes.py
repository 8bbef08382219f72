"""Pictures of the other vendors' records beside the first one's: what is their own, in the same places."""

from collections.abc import Mapping
from functools import partial

from desktop.ui.filters.narrowing import Narrowing
from desktop.vendors import VENDORS
from tests.pictures.stage import Scene, Stage, is_usual


async def order(vendor: str, stage: Stage) -> None:
    """An order of it, open over the orders of all accounts."""
    await stage.open("orders", await _usual(vendor, stage))


async def _usual(vendor: str, stage: Stage) -> int:
    rows = await stage.real.rows("orders", accounts=stage.real.accounts_of(vendor))
    return next((row for row in rows if is_usual(row)), rows[0]).id


async def lines(vendor: str, stage: Stage) -> None:
    await order(vendor, stage)
    stage.page("orders").pane.tabs.choose("lines")


async def acts(vendor: str, stage: Stage) -> None:
    """What can be done with it, and why the rest cannot."""
    await order(vendor, stage)
    pane = stage.page("orders").pane
    stage.opens_again = lambda: pane.deeds.show_menu(pane.foot.acts)


async def told(stage: Stage) -> None:
    """What a platform told of an order when it was asked, in the pane."""
    desk, row = stage.real.desk, await _usual("ordermentum", stage)
    form = await desk.record(row)
    assert form is not None
    asking = next(act for act in form.acts if act.name == "price_again")
    await desk.act(row, asking.name, {each.name: each.value for each in asking.inputs})
    await stage.real.until(lambda: all(entry.row != row for entry in desk.outbox()))
    await stage.open("orders", row)


async def customer(vendor: str, stage: Stage) -> None:
    """One with many orders, with all that lies under it."""
    rows = await stage.real.rows("customers", accounts=stage.real.accounts_of(vendor))
    row = max(rows, key=lambda row: row.values["orders"] or 0)
    await stage.open("customers", row.id)


async def stock(vendor: str, stage: Stage) -> None:
    """Its stock, and an item of it."""
    own = stage.real.accounts_of(vendor)
    await stage.narrow(Narrowing(accounts=own), "stock")
    rows = await stage.real.rows("stock", accounts=own)
    await stage.open("stock", rows[0].id)


async def places(stage: Stage) -> None:
    """Products that hold their stock themselves, by variant, by place, and by both; one of the last is open."""
    own = stage.real.accounts_of("ordercloud")
    await stage.narrow(Narrowing(accounts=own), "stock")
    rows = await stage.real.rows("stock", accounts=own)
    row = next(row for row in rows if row.key.count("/") == 2 and "//" not in row.key)
    await stage.open("stock", row.id)


async def connect(vendor: str, stage: Stage) -> None:
    """The form that connects it, with all that it may ask."""
    real = stage.real
    real.window.pages.connect_account(vendor)
    await real.settle()


_SCENES = {"order": order, "lines": lines, "acts": acts, "customer": customer, "stock": stock, "connect": connect}

VENDOR: Mapping[str, Scene] = {
    **{f"{vendor}-{name}": partial(scene, vendor) for vendor in list(VENDORS)[1:] for name, scene in _SCENES.items()},
    "ordercloud-stock": places,
    "ordermentum-told": told,
}
