"""Customers: companies with their buyer and addresses, their walks, edits and acts put together."""

from dataclasses import replace

from desktop.vendors.contract import Act, Ask, Context, Request, Resource, Rows, Sweep, in_turn, steady
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.customer_edits import TABLE, path, write
from desktop.vendors.orderspace.customer_records import PART, search, view
from desktop.vendors.orderspace.lists import HOURLY, key_of, lag, news, whole
from desktop.vendors.orderspace.steps import at, delete
from desktop.vendors.steps import impossible
from desktop.vendors.tables import always

ROWS = Rows(member="customers", owner=key_of, part=PART)
CLOSED = (("status", "closed"),)


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The one request that reads a customer whole."""
    rows = Rows(member=PART, owner=key_of, part=PART)
    return (Ask(request=Request(method="GET", path=at("customers", key)), rows=rows),)


DELETE = Act(
    name="delete", label="Delete customer", allowed=always, final=True, gone=True,
    warning=f"{LABEL} deletes the customer for good. One with orders may be refused: close it instead, by its status.",
    steps=in_turn(steady(delete("delete", path), LABEL)),
)  # fmt: skip

NOT_HERE = (impossible("create", "New customer", f"They are made in {LABEL}’s admin."),)

CUSTOMERS: Resource = replace(
    TABLE,
    search=search,
    history=(
        whole("customers", "/customers", ROWS, "customers"),
        whole("closed customers", "/customers", ROWS, "customers", CLOSED),
    ),
    news=(
        news("new customers", (("/customers", ROWS),)),
        whole("customers anew", "/customers", ROWS, "customers", every=HOURLY),
        whole("closed customers anew", "/customers", ROWS, "customers", CLOSED, every=HOURLY),
    ),
    sweeps=(
        Sweep(walks=(
            whole("customers swept", "/customers", ROWS, "customers"),
            whole("closed customers swept", "/customers", ROWS, "customers", CLOSED),
        )),
    ),
    read=read,
    view=view,
    write=write,
    acts=(DELETE, *NOT_HERE),
    lag=lag,
)  # fmt: skip
