"""Customers: their tables, walks and edits put together. A customer is the relation, not the retailer."""

from dataclasses import replace

from desktop.vendors.contract import Ask, Context, Request, Resource, Rows, Sweep, Walk
from desktop.vendors.ordermentum import references
from desktop.vendors.ordermentum.customer_edits import TABLE, write
from desktop.vendors.ordermentum.customer_records import PART, search, view
from desktop.vendors.ordermentum.lists import CREATED, DAWN, SIZE, UPDATED, key_of, lag, since
from desktop.vendors.ordermentum.making import NEW_ORDER
from desktop.vendors.ordermentum.order_records import stamp
from desktop.vendors.ordermentum.pricing import PRICE_NEW
from desktop.vendors.ordermentum.steps import at

PATH = "/v1/purchasers"
ROWS = Rows(member="data", owner=key_of, part=PART)
DISABLED = (("disabled", "true"),)
"""They may be in a list of their own only (5.4) [assumed]."""


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The one request that reads a customer whole."""
    rows = Rows(member="", owner=key_of, part=PART)
    return (Ask(request=Request(method="GET", path=at("purchasers", key)), rows=rows),)


def _both(name: str, by: str, start: str = "") -> tuple[Walk, ...]:
    return (
        since(name, PATH, ROWS, by, SIZE, start=start, words="customers"),
        since(f"{name}, disabled", PATH, ROWS, by, SIZE, DISABLED, start=start, words="disabled customers"),
    )


CUSTOMERS: Resource = replace(
    TABLE,
    search=search,
    view=view,
    stamp=stamp,
    history=_both("customers", CREATED, DAWN),
    news=_both("customer news", UPDATED),
    sweeps=(Sweep(walks=_both("customers swept", CREATED, DAWN)),),
    read=read,
    write=write,
    acts=(NEW_ORDER, PRICE_NEW),
    lag=lag,
    refused=references.refused(references.CUSTOMERS),
)
