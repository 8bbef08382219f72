"""Ordermentum's edits and acts, and how its stand-in's own data tell what became of them.

Its searches are behind by a second; the desk reckons with a little more. Orders move the stock of their goods: what is
counted by hand here is in none that may still be changed.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from desktop.sandbox.ledger import Visit
from tests.campaigns.deeds import Means, Sort
from tests.campaigns.shared import figure, is_said, naming, repeated, words

SEARCH_LAG, LAG = "search_lag=1", 1.3
WHOLE = 1_000
"""Quantities are kept in thousandths."""

# ── orders: a field of the head; a line, which goes out with all others; half of them are left to be cancelled ─────


def _open(supplier: Any) -> list[Any]:  # noqa: ANN401 - the stand-in's own data
    orders = (order for order in supplier.orders.rows.values() if not order.is_favourite)
    return [order for order in orders if order.is_editable and not order.odd]


def _in_half(half: int) -> Callable[[Any], list[str]]:
    return lambda supplier: [order.id for order in _open(supplier) if int(order.number[3:]) % 2 == half]


def _variant(line: Any) -> str:  # noqa: ANN401
    """What a line takes from stock."""
    return str(line.variant.id if line.variant else line.product.variants[0])


def _has_more(supplier: Any, line: Any) -> bool:  # noqa: ANN401
    """Whether one more of it can be ordered, and it is counted in whole ones."""
    variant = supplier.variants.rows.get(_variant(line))
    return line.quantity % WHOLE == 0 and variant is not None and variant.document["available"] > 0


def _with_more(supplier: Any) -> list[str]:  # noqa: ANN401
    """Orders of whose first line one more can be had."""
    keys = _in_half(0)(supplier)
    return [key for key in keys if _has_more(supplier, supplier.orders.rows[key].lines[0])]


def _note(supplier: Any, key: str) -> str:  # noqa: ANN401
    return str(supplier.orders.rows[key].comment or "")


def _status(supplier: Any, key: str) -> str:  # noqa: ANN401
    return "Cancelled" if supplier.orders.rows[key].cancelled is not None else ""


def _quantity(supplier: Any, key: str) -> str:  # noqa: ANN401
    return str(supplier.orders.rows[key].lines[0].quantity // WHOLE)


NOTE = Sort(
    name="note", kind="orders", field="note", column="note", picks=_in_half(0), wish=words("Back door"), said=_note,
    borne=is_said(_note),
)  # fmt: skip
QUANTITY = Sort(
    name="quantity of a line", kind="orders", field="quantity", typed=Decimal, picks=_with_more,
    line=lambda supplier, key: str(supplier.orders.rows[key].lines[0].id),
    wish=lambda supplier, key, number: str(int(_quantity(supplier, key)) + 1), said=_quantity,
    borne=is_said(_quantity),
)  # fmt: skip
CANCEL = Sort(
    name="cancel", kind="orders", act="cancel", picks=_in_half(1), wish=lambda supplier, key, number: "Cancelled",
    borne=is_said(_status),
)  # fmt: skip

# ── customers, products; and stock at a location, which is on a host of its own ───────────────────────────────────


def _alias(supplier: Any, key: str) -> str:  # noqa: ANN401
    return str(supplier.purchasers.rows[key].document["retailerAlias"])


def _alone(supplier: Any) -> dict[str, str]:  # noqa: ANN401
    """The variant of each product that has but one → the product."""
    return {row.variants[0]: row.id for row in supplier.products.rows.values() if len(row.variants) == 1}


def _name(supplier: Any, key: str) -> str:  # noqa: ANN401
    return str(supplier.products.rows[_alone(supplier)[key]].document["name"])


def _item(supplier: Any, key: str) -> Any:  # noqa: ANN401
    return supplier.items.rows[f"{key}@{supplier.default_location}"].document


def _available(supplier: Any, key: str) -> str:  # noqa: ANN401
    return str(_item(supplier, key)["available"])


def _still(supplier: Any) -> list[str]:  # noqa: ANN401
    """Variants that are counted, and are in no order that is open."""
    moving = {_variant(line) for order in _open(supplier) for line in order.lines}
    return [id for id in supplier.variants.rows if id not in moving and _item(supplier, id)["tracked"]]


ALIAS = Sort(
    name="name of a customer", kind="customers", field="alias", column="name",
    picks=lambda supplier: [id for id in supplier.purchasers.rows if _alias(supplier, id)], wish=words("House"),
    said=_alias, borne=is_said(_alias),
)  # fmt: skip
PRODUCT = Sort(
    name="name of a product", kind="stock", field="name", column="name", picks=lambda supplier: list(_alone(supplier)),
    wish=words("Figs"), said=_name, borne=is_said(_name), names=lambda supplier, key, wish: (_alone(supplier)[key],),
)  # fmt: skip
AVAILABLE = Sort(
    name="stock at a location", kind="stock", field="available", column="on_hand", typed=Decimal, picks=_still,
    wish=figure, said=_available, borne=is_said(_available),
)  # fmt: skip

# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def read_again(visits: Sequence[Visit]) -> int:
    """The history of orders is walked by windows of the time of their making, in short and whole."""
    return repeated(
        f"{visit.path}?{visit.query}"
        for visit in visits
        if visit.path.endswith("/orders") and "createdAt" in visit.query
    )


def has_caught_up(supplier: Any) -> bool:  # noqa: ANN401
    """Whether the searches show all that was written."""
    tables = (supplier.orders, supplier.invoices, supplier.products)
    return not any(table.behind(supplier.lag) for table in tables)


MEANS = Means(
    vendor="ordermentum", account=0, data=lambda account: account.supplier, touches=naming(), read_again=read_again,
    edits=(NOTE, AVAILABLE, QUANTITY, ALIAS, PRODUCT), acts=(CANCEL,), orders=300, stock=160,
    profile=(SEARCH_LAG,), lag=LAG, has_caught_up=has_caught_up, echoes=True,
)  # fmt: skip
