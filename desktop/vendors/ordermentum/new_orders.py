"""What a new order says (7.4): what is asked for it, of a customer or after an order, and what is sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Context, Document, Documents
from desktop.vendors.ordermentum.codecs import plain, stamp, words, zone_of
from desktop.vendors.ordermentum.order_lists import PART as ORDER
from desktop.vendors.ordermentum.order_records import LINES, line_key
from desktop.vendors.places import maps_in
from desktop.vendors.rows import decode, encode

SEEN, ADDED, QUANTITY = "seen", "added", "quantity."
"""Inputs: the lines as they were when the form was made, new ones, how many of each."""

_TYPED = re.compile(r"\s*([0-9]+)\s*[x×]?\s+(\S.*?)\s*")
_OF_LINE = ("id", "productId", "variantId", "name", "comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A line as it was typed: how many, and of which SKU."""

    quantity: int
    sku: str


# ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────────


def of_order(documents: Documents, context: Context) -> tuple[Input, ...]:
    """As many of each line as there are, and what may come to them."""
    lines = _goods(documents[ORDER])
    seen = [{name: line.get(name) for name in _OF_LINE} for line in lines]
    return (
        *(
            Input(name=f"{QUANTITY}{line_key(line)}", label=f"Quantity of {words(line.get('name'))}", editor="count",
                  value=_whole(line), hint="0 leaves it out.")
            for line in lines
        ),
        Input(name=ADDED, label="New lines", editor="paragraph", value="", required=False, hint=_HOW),
        Input(name=SEEN, label="Its lines as they were", value=encode(seen).decode(), is_kept=True),
    )  # fmt: skip


_HOW = "One a line, quantity and SKU: 3 FIG-1KG"


def after_order(documents: Documents, context: Context) -> tuple[Input, ...]:
    """Lines after an order; the day, PO number and note are this order's own, and are typed anew."""
    return (*basket_after_order(documents, context), *_HEADER)


def of_customer(documents: Documents, context: Context) -> tuple[Input, ...]:
    """All lines are typed."""
    return (*basket_of_customer(documents, context), *_HEADER)


def basket_after_order(documents: Documents, context: Context) -> tuple[Input, ...]:
    """What an order after another one comes to depends on."""
    return (*of_order(documents, context), _DELIVERY)


def basket_of_customer(documents: Documents, context: Context) -> tuple[Input, ...]:
    """The same of one whose lines are all typed."""
    return Input(name=ADDED, label="Lines", editor="paragraph", value="", hint=_HOW), _DELIVERY


_DELIVERY = Input(name="delivery_on", label="Delivery", editor="day", required=False, hint="None is TBA there.")
_HEADER = (
    Input(name="po_number", label="PO number", value="", required=False),
    Input(name="note", label="Note", editor="paragraph", value="", required=False),
)


def _goods(order: Document) -> Sequence[Document]:
    """The lines that can be ordered. Raises ValueError."""
    return [line for line in maps_in(order.get(LINES), LINES) if words(line.get("productId"))]


def _whole(line: Document) -> int:
    """Its quantity; what was weighed is a number with a fraction, and ordered in whole pieces."""
    return int(to_decimal(plain(line.get("quantity"))) or 0)


def may_repeat(documents: Documents, context: Context) -> str:
    """Why its lines cannot be ordered again, "" when they can."""
    order = documents[ORDER]
    if LINES not in order:
        return "Its lines are not read yet: open it again in a moment."
    return "" if _goods(order) else "It has no line that can be ordered."


# ── what was typed ────────────────────────────────────────────────────────────────────────────────────────────────


def typed_lines(inputs: Mapping[str, Value]) -> Sequence[Typed]:
    """New lines. Raises ValueError for what is none."""
    lines = []
    for text in filter(str.strip, to_text(inputs.get(ADDED)).splitlines()):
        found = _TYPED.fullmatch(text)
        if found is None or not int(found.group(1)):
            raise ValueError(f"“{text.strip()}” is no quantity with a SKU behind it")
        lines.append(Typed(quantity=int(found.group(1)), sku=found.group(2)))
    return lines


def skus(inputs: Mapping[str, Value]) -> Sequence[str]:
    """The SKUs that were typed, each once; none where it cannot be read."""
    try:
        return tuple(dict.fromkeys(line.sku for line in typed_lines(inputs)))
    except ValueError:
        return ()


def _kept(inputs: Mapping[str, Value]) -> Sequence[tuple[Document, int]]:
    """The lines of the order as they were, with how many there are to be. Raises ValueError."""
    seen = inputs.get(SEEN)
    rows = maps_in(decode(str(seen).encode())) if seen else []
    found = [(row, inputs.get(f"{QUANTITY}{line_key(row)}")) for row in rows]
    for row, number in found:
        if not isinstance(number, int) or number < 0:
            raise ValueError(f"{words(row.get('name'))} needs a whole number, 0 for none")
    return [(row, cast("int", number)) for row, number in found if number]


def check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    """Why no order can be made of this; "" when one can."""
    try:
        return "" if _kept(inputs) or typed_lines(inputs) else "An order has a line."
    except ValueError as error:
        return f"It cannot be read: {error}."


# ── what is sent (7.4) ────────────────────────────────────────────────────────────────────────────────────────────


def lines_of(inputs: Mapping[str, Value], found: Mapping[str, Document], *, ids: bool = False) -> list[Document]:
    """The lines as they are sent, never with a price; `found`: the variants by SKU. Raises ValueError, KeyError."""
    kept = [_line(row, number, ids=ids) for row, number in _kept(inputs)]
    new = ((found[line.sku], line.quantity) for line in typed_lines(inputs))
    return [
        *kept,
        *({"productId": row["productId"], "variantId": row["id"], "quantity": number} for row, number in new),
    ]  # fmt: skip


def _line(row: Document, number: int, *, ids: bool) -> Document:
    names = ("id", "productId", "variantId") if ids else ("productId", "variantId")
    goods = {name: row[name] for name in names if words(row.get(name))}
    comment = words(row.get("comment"))
    return {**goods, "quantity": number, **({"comment": comment} if comment else {})}


def header_of(inputs: Mapping[str, Value], context: Context) -> Document:
    """The day, PO number and note, as far as they are typed; the note is called `comment` by all but one table."""
    day = inputs.get("delivery_on")
    at = {"deliveryDate": stamp(datetime.combine(day, time(), zone_of(context)))} if isinstance(day, date) else {}
    said = {"comment": to_text(inputs.get("note")).strip(), "reference": to_text(inputs.get("po_number")).strip()}
    return {**at, **{name: value for name, value in said.items() if value}}


def told(inputs: Mapping[str, Value]) -> str:
    """The lines in words."""
    try:
        kept = [f"{number} × {words(row.get('name'))}" for row, number in _kept(inputs)]
        return ", ".join((*kept, *(f"{line.quantity} × {line.sku}" for line in typed_lines(inputs))))
    except ValueError as error:
        return str(error)
