"""Whether an order at Orderspace is the one that was to take the place of another (11, 17 b), and in what it is not."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Document, Json
from desktop.vendors.orderspace.order_fields import ADDRESS
from desktop.vendors.orderspace.order_records import LINES, lines_of
from desktop.vendors.orderspace.replacement import ADDRESSES, TEXTS, seen_of, wanted
from desktop.vendors.places import as_map

_FILLED_THERE = ("company_name", "contact_name")
"""What Orderspace fills in where it is left empty (5.1)."""


def is_like(order: Document, new: Document) -> bool:
    """Whether it has the lines that were sent. Raises ValueError."""
    return _goods(order) == _goods(new)


def is_same(order: Document, new: Document) -> bool:
    """Whether it says besides what was sent of reference, notes and delivery day (17 b). Raises ValueError."""
    return is_like(order, new) and not _other_words(order, new)


def differs(order: Document, inputs: Mapping[str, Value]) -> str:
    """In what the new order is not as it was to be, in words; "" when it is. Raises ValueError."""
    new = wanted(inputs)
    words = [] if is_like(order, new) else ["its lines"]
    words += _other_words(order, new)
    words += [label.lower() for member, label in ADDRESSES.values() if not _is_address(order.get(member), new[member])]
    return ", ".join((*words, *_other_prices(order, seen_of(inputs), new)))


def _goods(order: Document) -> Counter[tuple[str, Decimal | None]]:
    """How often it has each line, by what a line is sent by. One for shipping is one, whatever is said."""
    return Counter(
        (to_text(line.get("sku")) or to_text(line.get("name")), _number(line)) for line in lines_of(order)
    )  # fmt: skip


def _number(line: Document) -> Decimal | None:
    return Decimal(1) if line.get("shipping") is True else to_decimal(line.get("quantity"))


def _other_words(order: Document, new: Document) -> list[str]:
    told = {member: label.lower() for member, label in TEXTS.values()} | {"delivery_date": "delivery"}
    return [label for member, label in told.items() if not _is_text(order.get(member), new.get(member))]


def _is_text(one: Json, other: Json) -> bool:
    """Blanks at the ends and line ends come and go."""
    return to_text(one).split() == to_text(other).split()


def _is_address(there: Json, sent: Document) -> bool:
    address = as_map(there)
    return all(
        _is_text(address.get(name), sent[name]) for name, _ in ADDRESS if sent[name] or name not in _FILLED_THERE
    )  # fmt: skip


def _other_prices(order: Document, seen: Document, new: Document) -> list[str]:
    """Lines that cost something else than in the old order, or than was typed."""
    were = {to_text(line.get("sku")): to_decimal(line.get("unit_price")) for line in lines_of(seen) if line.get("sku")}
    typed = {to_text(line.get("name")): to_decimal(line["unit_price"]) for line in new[LINES] if "unit_price" in line}
    words = []
    for line in lines_of(order):
        sku, name, price = to_text(line.get("sku")), to_text(line.get("name")), to_decimal(line.get("unit_price"))
        was = were.get(sku, price) if sku else typed.get(name, price)
        words += [f"{sku or name} costs {price} instead of {was}"] if price != was else []
    return words
