"""The fields of a row of stock (9.1, 9.2, 9.4), and why one of them may not be edited there."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from desktop.records import Value
from desktop.vendors.codecs import count, flag, money, to_decimal, to_text
from desktop.vendors.contract import Context, Document, Documents, Editable, Field, Listed, Resource
from desktop.vendors.ordercloud.codecs import moment, paragraph, text
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.stock_records import (
    BREAKS,
    ITEM,
    OTHERS,
    PART,
    derive,
    holds_none,
    is_by_variant,
    of_what,
)
from desktop.vendors.tables import never

MOST_NAME, MOST_WORDS = 100, 2_000
LARGEST = 2**31
LATE = (
    "Of products and variants OrderCloud may tell old news for some minutes: what others changed just before may be "
    "overwritten unseen. They are read again five minutes after an edit."
)

Why = Callable[[Documents], str]
"""Why something cannot be done to this row; "" when it can."""


# ── when ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _when(*whys: Why, roles: Sequence[str] = ("ProductAdmin",)) -> Editable:
    def editable(documents: Documents, context: Context) -> str:
        found = (why(documents) for why in whys)
        return next(filter(None, found), "") or lacks(context, *roles)

    return editable


def _code(documents: Documents) -> str:
    return to_text(documents[PART].get("ID"))


def _is_below(documents: Documents) -> bool:
    return "/" in documents[ITEM]["Key"]


def _of_product(documents: Documents) -> str:
    return f"It is the product’s: change it in the row of {_code(documents)}." if _is_below(documents) else ""


def _holds_none(documents: Documents) -> str:
    return "Parents and bundles hold no stock." if holds_none(documents[PART]) else ""


def _is_sum(documents: Documents) -> str:
    item = documents[ITEM]
    if words := of_what(item):
        return f"It is the {words}: change those, in their own rows."
    is_waiting = is_by_variant(documents[PART]) and not _is_below(documents)
    return "It is counted by variant: change those, in their own rows." if is_waiting else ""


def _is_not_counted(documents: Documents) -> str:
    if documents[ITEM]["Counted"]:
        return ""
    where = f" in the row of {_code(documents)}" if _is_below(documents) else ""
    return f"It is not counted: switch that on first{where}."


def _set_elsewhere(documents: Documents) -> str:
    """Whether orders may exceed the stock is said for the product, or for each place (9.2)."""
    item = documents[ITEM]
    if item["Places"]:
        return "It is set for each place, in their own rows."
    return "" if item["Record"] else _of_product(documents)


def _cannot_split(documents: Documents) -> str:
    """Counting by variant cannot change while there are inventory records (5.2, 9.2)."""
    product, item = documents[PART], documents[ITEM]
    if item["Places"]:
        return "It cannot be changed while places hold the stock."
    return "" if product.get("VariantCount") or is_by_variant(product) else "It has no variants."


def _schedule(documents: Documents, context: Context) -> str:
    if reason := lacks(context, "PriceScheduleReader", "PriceScheduleAdmin"):
        return f"Prices are not shown. {reason}"
    return "Which price schedule a product has is chosen in the vendor’s portal."


# ── what ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _filled(value: Value, documents: Documents) -> str:
    return "" if isinstance(value, str) and value.strip() else "A product has a name."


def _whole(value: Value, documents: Documents) -> str:
    return _figure(value) if value is not None else "A stock that is counted has a number: 0 where there is nothing."


def _mark(value: Value, documents: Documents) -> str:
    return _figure(value) if value is not None else ""


def _figure(value: Value) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return "Only whole numbers."
    return "" if abs(value) < LARGEST else "The number is too large."


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────

ITS_OWN = never("OrderCloud sets it itself.")
RENAMED = never("IDs stay as they are: orders and the shop know it by them.")
STAMP = ("updated_at",)

FIELDS: tuple[Field, ...] = (
    Field(name="code", path=("Code",), part=ITEM, codec=text, label="SKU", editable=RENAMED),
    Field(
        name="name", path=("Name",), codec=text, label="Product", editable=_when(_of_product), check=_filled,
        limit=MOST_NAME,
    ),
    Field(
        name="description", path=("Description",), codec=paragraph, label="Description", editable=_when(_of_product),
        limit=MOST_WORDS,
    ),
    Field(name="active", path=("Active",), codec=flag, label="Active", editable=_when(_of_product)),
    Field(name="place", path=("Place",), part=ITEM, codec=text, label="Place", section="Stock", editable=never(
        "The address of a place is chosen in the vendor’s portal."
    )),
    Field(name="options", path=("Options",), part=ITEM, codec=text, label="Variant", section="Stock", editable=never(
        "What makes a variant is chosen in the vendor’s portal."
    )),
    Field(
        name="on_hand", path=("QuantityAvailable",), part=ITEM, codec=count, label="On hand", section="Stock",
        editable=_when(_holds_none, _is_sum, _is_not_counted), check=_whole, moves=STAMP, hint=LATE,
    ),
    Field(
        name="low_mark", path=("NotificationPoint",), part=ITEM, codec=count, label="Low mark", section="Stock",
        editable=_when(_holds_none, _is_not_counted), check=_mark, moves=STAMP,
        hint="At or under it, the stock is shown as low.",
    ),
    Field(
        name="oversell", path=("OrderCanExceed",), part=ITEM, codec=flag, label="Orders may exceed it",
        section="Stock", editable=_when(_holds_none, _set_elsewhere, _is_not_counted), moves=STAMP,
    ),
    Field(
        name="counted", path=("Inventory", "Enabled"), codec=flag, label="Counted", section="Stock",
        editable=_when(_of_product, _holds_none), moves=("on_hand", "oversell", "by_variant", *STAMP),
        hint="Only what is counted is enforced: orders take from it, and may find too little.",
    ),
    Field(
        name="by_variant", path=("Inventory", "VariantLevelTracking"), codec=flag, label="Counted by variant",
        section="Stock", editable=_when(_of_product, _holds_none, _is_not_counted, _cannot_split),
        moves=("on_hand", *STAMP),
    ),
    Field(
        name="schedule", path=("DefaultPriceScheduleID",), codec=text, label="Price schedule", section="Price",
        editable=_schedule,
    ),
    Field(name="id", path=("ID",), codec=text, label="Product ID", section="Origin", editable=RENAMED),
    Field(name="variant", path=("Variant",), part=ITEM, codec=text, label="Variant ID", section="Origin",
          editable=RENAMED),
    Field(name="record", path=("Record",), part=ITEM, codec=text, label="Inventory record", section="Origin",
          editable=RENAMED),
    Field(name="created_at", path=("DateCreated",), codec=moment, label="Made", section="Origin", editable=ITS_OWN),
    Field(name="updated_at", path=("LastUpdated",), part=ITEM, codec=moment, label="Stock changed", section="Origin",
          editable=ITS_OWN),
)  # fmt: skip


# ── prices (9.4) ──────────────────────────────────────────────────────────────────────────────────────────────────


def _quantity(row: Document) -> str:
    return to_text(row.get("Quantity"))


def _label(row: Document) -> str:
    """A break in words, with how many other products it is the price of: an edit changes all of them."""
    others = row.get(OTHERS) or 0
    shared = f", and of {others} other product{'s' if others > 1 else ''}" if others else ""
    return f"Price from {_quantity(row)}{shared}"


def _sells(rows: Sequence[Document], before: Sequence[Document]) -> str:
    if not rows:
        return "A price schedule keeps one price at least."
    prices = [to_decimal(row.get("Price")) for row in rows]
    return "A price is not below 0." if any(price is not None and price < Decimal(0) for price in prices) else ""


PRICES = Listed(
    prefix="price.", path=(BREAKS,), key=_quantity, label=_label, member="Price", codec=money, section="Price",
    editable=_when(_of_product, roles=("PriceScheduleAdmin",)), check=_sells,
    hint="All products of the price schedule get it, in new orders; their rows here follow within the hour. "
    "Emptied: no such price any more.",
)  # fmt: skip

TABLE = Resource(kind="stock", part=PART, fields=FIELDS, listed=(PRICES,), derive=derive)
