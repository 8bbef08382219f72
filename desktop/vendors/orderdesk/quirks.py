"""What is odd about Order Desk: states that are folders, purchase-order numbers among free keys, totals of its own."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from desktop.forms import Choice
from desktop.records import State, Value
from desktop.vendors.codecs import made, paragraph, text, to_decimal, to_text
from desktop.vendors.contract import Codec, Context, Document, Documents, Json
from desktop.vendors.pairs import said, typed, written
from desktop.vendors.places import as_map, maps_in

STATES: Mapping[str, State] = {
    "new": "new",
    "prepared": "picking",
    "in progress": "picking",
    "picking": "picking",
    "ready to ship": "picking",
    "partially shipped": "part_sent",
    "shipped": "sent",
    "closed": "sent",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "on hold": "on_hold",
    "hold": "on_hold",
    "backordered": "on_hold",
    "confirmed": "confirmed",
}
"""Common states by the folder's name in small letters (3.6); a folder that is not here is "other"."""

CANCELED = ("canceled", "cancelled")
"""Names of the folder that stands for cancelling (3.4), in small letters; the first is the vendor's own."""

PO_KEYS = ("po number", "purchase order number", "purchase order", "po #", "po", "po no", "customer po")
"""Keys of checkout_data taken for the purchase-order number (3.3), in small letters; the first is the usual one."""

NOTE_KEYS = ("order notes", "order note", "customer note", "notes", "comments", "delivery notes")
"""Keys of checkout_data taken for what the customer remarks, likewise."""


# ── folders ───────────────────────────────────────────────────────────────────────────────────────────────────────


def folders(context: Context) -> dict[str, str]:
    """The store's folders in its own order: id as text → name."""
    return as_map(as_map(context.references.get("store")).get("folders"))


def folder_choices(documents: Documents, context: Context) -> tuple[Choice, ...]:
    """The store's folders to choose from."""
    return tuple(Choice(value=key, label=name) for key, name in folders(context).items())


def folder_of(order: Document) -> str:
    """The id of the order's folder as text."""
    return to_text(order.get("folder_id"))


def folder_name(order: Document, context: Context) -> str:
    """The folder's name; its number as long as the store's folders are not known."""
    key = folder_of(order)
    return folders(context).get(key) or (f"Folder {key}" if key else "")


def is_canceled(order: Document, context: Context) -> bool:
    """Whether the order lies in the folder that stands for cancelling."""
    return folder_name(order, context).strip().casefold() in CANCELED


def canceled_folder(context: Context) -> str:
    """The id of the folder that stands for cancelling; "" when the store has none."""
    by_name = {name.strip().casefold(): key for key, name in reversed(folders(context).items())}
    return next((by_name[name] for name in CANCELED if name in by_name), "")


# ── one text among the free keys of a map ─────────────────────────────────────────────────────────────────────────


def _key_among(free: Document, names: tuple[str, ...]) -> str:
    by_name = {key.strip().casefold(): key for key in free}
    return next((by_name[name] for name in names if name in by_name), "")


def one_of_keys(names: tuple[str, ...], usual: str, form: Codec = text) -> Codec:
    """The text under the first of these keys that a map has; it is put under the usual key where none is there."""

    def decode(value: Json) -> Value:
        if not value:
            return ""
        free = as_map(value)
        key = _key_among(free, names)
        return to_text(free[key]) if key else ""

    def encode(value: Value, old: Json) -> Json:
        free = as_map(old)
        key = _key_among(free, names) or usual
        return {**free, key: form.encode(value, free.get(key))}

    return made(form.editor, decode, encode, form.same)


po_number = one_of_keys(PO_KEYS, "PO Number")
customer_note = one_of_keys(NOTE_KEYS, "Order Notes", paragraph)


def is_shown_apart(key: str, free: Document) -> bool:
    """Whether this key of checkout_data is the one shown as purchase-order number or as the customer's note."""
    with_it = {**free, key: ""}
    return key in (_key_among(with_it, PO_KEYS), _key_among(with_it, NOTE_KEYS))


# ── a map as one text ─────────────────────────────────────────────────────────────────────────────────────────────


def _pairs_decode(value: Json) -> Value:
    return written((key, said(item)) for key, item in as_map(value).items())


def _keyed(given: list[tuple[str, str]], before: Document) -> Iterator[tuple[str, str]]:
    """Names as the keys that the map has for them, blanks and all, one after the other."""
    known: dict[str, list[str]] = {}
    for key in before:
        known.setdefault(key.strip(), []).append(key)
    for name, item in given:
        yield (known[name].pop(0) if known.get(name) else name), item


def _is_kept(item: str, key: str, before: Document) -> bool:
    return key in before and said(before[key]).strip() == item


def _pairs_encode(value: Value, old: Json) -> Json:
    """A map again; values that say what they said keep their form."""
    before = as_map(old)
    keyed = _keyed(typed(to_text(value)), before)
    return {key: before[key] if _is_kept(item, key, before) else item for key, item in keyed} or []


def _same_pairs(a: Value, b: Value) -> bool:
    """However they are written: blanks and order are not part of a map."""
    try:
        return a == b or sorted(typed(to_text(a))) == sorted(typed(to_text(b)))
    except ValueError:
        return False


def pairs_problem(value: Value, old: Json) -> str:
    """Why typed pairs cannot take the place of a map, in words; "" when they can, or are no pairs at all."""
    try:
        given = typed(to_text(value))
    except ValueError:
        return ""
    before = as_map(old)
    known = Counter(key.strip() for key in before)
    for name, times in Counter(name for name, _ in given).items():
        if times > max(1, known[name]):
            return f"“{name}” stands there {times} times; one value can be kept." if name else _NAMELESS
        if not name and not known[name]:
            return _NAMELESS
    for key, item in _keyed(given, before):
        if isinstance(before.get(key), dict | list) and not _is_kept(item, key, before):
            return f"“{key}” holds more than a text: leave it as it is, or take it out whole."
    return ""


_NAMELESS = "Each value needs a name before its colon."

pairs = made("text", _pairs_decode, _pairs_encode, _same_pairs)
"""A map of texts in one line."""


# ── totals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def recompute(order: Document, before: Document) -> Document | None:
    """The totals as the server will compute them from lines, charges and discounts (3.3); None with unreadable ones."""
    try:
        lines = [
            (_number(line.get("price")), _number(line.get("quantity")), _number(line.get("weight")))
            for line in maps_in(order.get("order_items"))
        ]
        products = sum((price * quantity for price, quantity, _ in lines), Decimal(0))
        discount = sum((_number(row.get("amount")) for row in maps_in(order.get("discount_list"))), Decimal(0))
        charges = sum(
            (_number(order.get(name)) for name in ("shipping_total", "handling_total", "tax_total")), Decimal(0)
        )
    except ValueError:
        return None
    return {
        **order,
        "quantity_total": sum((quantity for _, quantity, _ in lines), Decimal(0)),
        "weight_total": sum((quantity * weight for _, quantity, weight in lines), Decimal(0)),
        "product_total": products,
        "discount_total": discount,
        "order_total": products + charges - discount,
    }


def _number(value: Json) -> Decimal:
    return to_decimal(value) or Decimal(0)


# ── sizes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def json_size(value: Json) -> int:
    """Characters of the JSON text, as the server counts them at worst: other letters than English ones escaped."""
    return len(json.dumps(value, separators=(",", ":"), default=str))
