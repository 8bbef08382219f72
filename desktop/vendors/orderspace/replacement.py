"""What an order that takes the place of another says (5.1, 11): what is asked for it, and what is sent."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.orderspace.order_fields import ADDRESS
from desktop.vendors.orderspace.order_lists import PART
from desktop.vendors.orderspace.order_records import LINES, line_key, lines_of
from desktop.vendors.places import as_map
from desktop.vendors.rows import decode, encode

SEEN, ADDED, QUANTITY, PRICE = "seen", "added", "quantity.", "price."
"""Inputs: the order as it was when the form was made, new lines, and by line what may be another."""

TEXTS: Mapping[str, tuple[str, str]] = {
    "reference": ("reference", "Reference"),
    "po_number": ("customer_po_number", "PO number"),
    "note": ("customer_note", "Customer’s note"),
    "internal_note": ("internal_note", "Internal note"),
}
"""Input → member of the order, label."""
ADDRESSES: Mapping[str, tuple[str, str]] = {
    "ship_to": ("shipping_address", "Ship to"),
    "bill_to": ("billing_address", "Bill to"),
}
_COUNTERS = ("invoiced", "paid", "dispatched")
_OF_LINE = ("id", "sku", "name", "shipping", "quantity", "unit_price", "tax_rate_id", *_COUNTERS)
_NEW_LINE = re.compile(r"\s*([0-9]+)\s*[x×]?\s+(\S.*?)\s*")


# ── the order as it was seen ──────────────────────────────────────────────────────────────────────────────────────


def content(order: Document) -> Document:
    """What staff can want another: two orders with the same say the same. Raises ValueError."""
    said = {member: to_text(order.get(member)) for member, _ in TEXTS.values()}
    said |= {name: to_text(order.get(name)) for name in ("customer_id", "delivery_date", "status")}
    addresses = {member: _address(order, member) for member, _ in ADDRESSES.values()}
    lines = [{name: _plain(line.get(name)) for name in _OF_LINE} for line in lines_of(order)]
    return {**said, **addresses, LINES: lines}


def _plain(value: Json) -> Json:
    """None and "" both mean nothing (14)."""
    return "" if value is None else value


def _address(order: Document, member: str) -> Document:
    address = as_map(order.get(member), member)
    return {name: to_text(address.get(name)) for name, _ in ADDRESS}


def has_moved(order: Document) -> str:
    """Why an order is not as new as its status says: something of it is invoiced, paid or dispatched (11)."""
    moved = [name for name in _COUNTERS if any(to_decimal(line.get(name)) for line in lines_of(order))]
    return f"Something of it is {moved[0]} already." if moved else ""


def seen_of(inputs: Mapping[str, Value]) -> Document:
    """The order as it was when the form was made; empty where that did not come along. Raises ValueError."""
    seen = inputs.get(SEEN)
    return as_map(decode(str(seen).encode())) if seen else {}


# ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────────


def inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    """All that a new order can say, as the old one says it."""
    order = documents[PART]
    seen = {**content(order), "created": order.get("created")}
    texts = (
        Input(name=name, label=label, value=to_text(order.get(member)), required=False,
              editor="paragraph" if "note" in name else "text")
        for name, (member, label) in TEXTS.items()
    )  # fmt: skip
    return (
        *(each for line in lines_of(order) for each in _of_line(line)),
        Input(name=ADDED, label="New lines", editor="paragraph", value="", required=False,
              hint="One a line, quantity and SKU: 3 TC01-BLU-S"),
        Input(name="delivery_on", label="Delivery", editor="day", value=_day(order), required=False),
        *texts,
        *(
            Input(name=f"{name}.{inner}", label=f"{label}: {word.lower()}", value=_address(order, member)[inner],
                  required=False, limit=2 if inner == "country" else 0)
            for name, (member, label) in ADDRESSES.items() for inner, word in ADDRESS
        ),
        Input(name=SEEN, label="The order as it was", value=encode(seen).decode(), is_kept=True),
    )  # fmt: skip


def _of_line(line: Document) -> tuple[Input, ...]:
    """How many of a line there are to be, 0 for none; the price of one that no price list knows (5.1)."""
    key, called = line_key(line), ", ".join(filter(None, (to_text(line.get("name")), to_text(line.get("options")))))
    number = Input(
        name=f"{QUANTITY}{key}", label=f"Quantity of {called}", editor="count", value=line.get("quantity"),
        hint="Shipping: 1, or 0 to leave it out." if line.get("shipping") is True else "0 leaves it out.",
    )  # fmt: skip
    amount = to_decimal(line.get("unit_price"))
    price = Input(name=f"{PRICE}{key}", label=f"Price of {called}", editor="money", value=amount)
    return (number,) if _is_priced_there(line) else (number, price)


def _is_priced_there(line: Document) -> bool:
    """Whether the customer's price list says what it costs."""
    return bool(to_text(line.get("sku"))) and line.get("shipping") is not True


def _day(order: Document) -> date | None:
    day = to_text(order.get("delivery_date"))[:10]
    return date.fromisoformat(day) if day else None


def check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    """Why no order can be made of this; "" when one can."""
    try:
        seen = seen_of(inputs)
        if not seen:
            return "What the order said is not known: open it, and begin again."
        problem = next(filter(None, (_problem(line, inputs) for line in lines_of(seen))), "")
        if problem:
            return problem
        new = wanted(inputs)
    except ValueError as error:
        return f"It cannot be read: {error}."
    if all(line.get("shipping") for line in new[LINES]):
        return "An order has a line."
    return "" if changed(inputs) else "It says what the order says already."


def _problem(line: Document, inputs: Mapping[str, Value]) -> str:
    called, number = to_text(line.get("name")), inputs.get(f"{QUANTITY}{line_key(line)}")
    if not isinstance(number, int) or number < 0 or (line.get("shipping") is True and number > 1):
        return f"{called}: {'0 or 1' if line.get('shipping') is True else 'a whole number, 0 for none'}."
    price = inputs.get(f"{PRICE}{line_key(line)}")
    is_bad = not isinstance(price, int | Decimal) or price < 0
    return f"{called}: it needs a price." if number and is_bad and not _is_priced_there(line) else ""


def _added(inputs: Mapping[str, Value]) -> list[Document]:
    """New lines as they were typed. Raises ValueError."""
    added = []
    for text in filter(str.strip, to_text(inputs.get(ADDED)).splitlines()):
        found = _NEW_LINE.fullmatch(text)
        if found is None or not int(found.group(1)):
            raise ValueError(f"“{text.strip()}” is no quantity with a SKU behind it")
        added.append({"sku": found.group(2), "quantity": int(found.group(1))})
    return added


# ── what is sent (5.1) ────────────────────────────────────────────────────────────────────────────────────────────


def wanted(inputs: Mapping[str, Value]) -> Document:
    """The new order as it is sent. Raises ValueError."""
    seen, day = seen_of(inputs), inputs.get("delivery_on")
    lines = [line for each in lines_of(seen) if (line := _line(each, inputs))]
    return {
        "customer_id": to_text(seen.get("customer_id")),
        **({"delivery_date": day.isoformat()} if isinstance(day, date) else {}),
        **{member: to_text(inputs.get(name)) for name, (member, _) in TEXTS.items()},
        **{
            member: {inner: to_text(inputs.get(f"{name}.{inner}")) for inner, _ in ADDRESS}
            for name, (member, _) in ADDRESSES.items()
        },
        LINES: [*lines, *_added(inputs)],
    }


def _line(line: Document, inputs: Mapping[str, Value]) -> Document | None:
    """A line as it is sent: by SKU, or with a name and price of its own. None for one that is left out."""
    key, number = line_key(line), inputs.get(f"{QUANTITY}{line_key(line)}")
    if not number:
        return None
    if _is_priced_there(line):
        return {"sku": to_text(line.get("sku")), "quantity": number}
    own = {"name": to_text(line.get("name")), "unit_price": inputs.get(f"{PRICE}{key}")}
    if line.get("shipping") is True:
        return {**own, "shipping": True}
    tax = to_text(line.get("tax_rate_id"))
    return {**own, "quantity": number, **({"tax_rate_id": tax} if tax else {})}


def changed(inputs: Mapping[str, Value]) -> str:
    """What is another than it was, in words; "" where nothing is. Raises ValueError."""
    seen, new = seen_of(inputs), wanted(inputs)
    words = [word for line in lines_of(seen) for word in _changes_of(line, inputs)]
    words += [f"new {line['quantity']} × {line['sku']}" for line in _added(inputs)]
    words += ["delivery"] if new.get("delivery_date", "") != seen["delivery_date"] else []
    words += [label for member, label in TEXTS.values() if new[member] != seen[member]]
    words += [label for member, label in ADDRESSES.values() if new[member] != seen[member]]
    return ", ".join(words)


def _changes_of(line: Document, inputs: Mapping[str, Value]) -> list[str]:
    key, called = line_key(line), to_text(line.get("name"))
    number, price = inputs.get(f"{QUANTITY}{key}"), inputs.get(f"{PRICE}{key}")
    words = [f"{called} {to_text(line.get('quantity'))} → {number}"] if number != line.get("quantity") else []
    is_priced = not _is_priced_there(line) and price != to_decimal(line.get("unit_price"))
    return [*words, *([f"{called} at {price}"] if is_priced else [])]
