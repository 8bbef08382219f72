"""Orders: their tables, walks and acts put together. There are no edits: no order can be changed (0.1)."""

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
    Act,
    Ask,
    Context,
    Documents,
    Heard,
    Request,
    Resource,
    Rows,
    Sweep,
    in_turn,
    steady,
)
from desktop.vendors.orderspace import order_lists as lists
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.dispatching import DISPATCH_ALL, DISPATCH_PART
from desktop.vendors.orderspace.invoicing import DELETE_INVOICE, INVOICE_IT
from desktop.vendors.orderspace.lists import Query, all_of, key_of, lag
from desktop.vendors.orderspace.order_fields import FIELDS, LINES
from desktop.vendors.orderspace.order_history import all_of_it
from desktop.vendors.orderspace.order_lists import DISPATCH, INVOICE, PART
from desktop.vendors.orderspace.order_records import derive
from desktop.vendors.orderspace.replacing import REPLACE
from desktop.vendors.orderspace.steps import at, delete
from desktop.vendors.steps import impossible
from desktop.vendors.tables import always
from desktop.vendors.tallies import parts_of

# ── one order, read whole ─────────────────────────────────────────────────────────────────────────────────────────


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The order, then its dispatches, and the invoices of its customer since it was placed: no filter tells whose
    orders they are of (5.6).
    """

    def then(heard: Heard) -> tuple[Ask, ...]:
        order = heard.rows[0] if heard.rows else {}
        customer, placed = to_text(order.get("customer_id")), to_text(order.get("created"))
        since: Query = (("created_since", placed),) if placed else ()
        invoices = all_of("/invoices", lists.INVOICE_ROWS, (("customer_id", customer), *since), INVOICE)
        dispatches = all_of("/dispatches", lists.DISPATCH_ROWS, (("order_id", key),), DISPATCH)
        return (dispatches, invoices) if customer else (dispatches,)

    rows = Rows(member="order", owner=key_of, part=PART)
    return (Ask(request=Request(method="GET", path=at("orders", key)), rows=rows, then=then),)


def search(documents: Documents) -> str:
    """What people know an order by beside its own words: the wholesaler's reference and notes, its invoices."""
    order = documents[PART]
    words = [order.get("reference"), order.get("internal_note"), order.get("customer_id")]
    words += [invoice.get("number") for part, invoice in documents.items() if part.startswith(INVOICE)]
    return "\n".join(word for word in words if isinstance(word, str) and word)


def invoices_of(documents: Documents) -> tuple[str, ...]:
    """The ids of its invoices."""
    return tuple(part.removeprefix(INVOICE) for part in documents if part.startswith(INVOICE))


# ── what is done to it, and what cannot be (11) ───────────────────────────────────────────────────────────────────

DELETE = Act(
    name="delete", label="Delete order", allowed=always, final=True, gone=True,
    warning=f"{LABEL} deletes the order for good: it cannot be brought back. What it holds of the stock is free again; "
    "of one that was dispatched, the stock comes back.",
    steps=in_turn(steady(delete("delete", lambda facts: at("orders", facts.key)), LABEL)),
)  # fmt: skip

_IN_ADMIN = f"It is done in {LABEL}’s admin: there is no way to it from here"
NOT_HERE = (
    impossible("cancel", "Cancel order", f"{_IN_ADMIN}. “Delete order” is the nearest, and final."),
    impossible("hold", "Put on hold", f"{_IN_ADMIN}."),
    impossible("release", "Release without payment", f"{_IN_ADMIN}. The order can be dispatched without it."),
    impossible("pay", "Record a payment", f"{_IN_ADMIN}."),
    impossible(
        "add_note", "Add note",
        "An order gets its notes when it is placed. “Replace order”, or the customer’s internal note, is the nearest.",
    ),
)  # fmt: skip


def orders(context: Context) -> Resource:
    """The tables of orders, with templates of standing orders where the account wants to see them."""
    rows = lists.order_rows(context)
    return Resource(
        kind="orders",
        part=PART,
        fields=FIELDS,
        lines=(LINES,),
        derive=derive,
        search=search,
        history=(all_of_it(rows),),
        news=(lists.all_news(rows),),
        sweeps=(
            lists.open_ones(rows), lists.UNPAID_ONES, lists.INVOICES_ANEW,
            Sweep(walks=(lists.months("months anew", "/orders", rows),)),
        ),
        read=read,
        names=invoices_of,
        acts=(REPLACE, DISPATCH_ALL, DISPATCH_PART, INVOICE_IT, DELETE_INVOICE, DELETE, *NOT_HERE),
        totals=("net_total", "total"),
        lag=lag,
        parts=parts_of(lambda documents: to_text(documents[PART].get("customer_id"))),
    )  # fmt: skip
