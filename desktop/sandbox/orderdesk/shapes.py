"""The members of Order Desk's objects, and how a sent object replaces a stored one (contract 3.3, 4, 5, 6, 11)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Document = dict[str, object]

_NUMBER_TEXT = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_TOO_LARGE = 10.0**15  # beyond it PHP's numbers lose their hundredths


class Unreadable(Exception):
    """A sent value that fits its member in no way."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its blank, and how a sent value is read (null and "" are its blank)."""

    blank: object
    read: Callable[[object], object]


@dataclass(slots=True)
class Notes:
    """What a write left out and what had no effect, for the ledger."""

    absent: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def _text(value: object) -> object:
    if isinstance(value, bool | dict | list):
        raise Unreadable("text is expected")
    return str(value)


def _number(value: object) -> object:
    """A number, or a text that is one: a text stays a text, as the vendor serves some numbers so."""
    if isinstance(value, bool | dict | list):
        raise Unreadable("a number is expected")
    if isinstance(value, str) and not _NUMBER_TEXT.fullmatch(value):
        raise Unreadable(f"{value!r} is not a number")
    if abs(float(str(value))) >= _TOO_LARGE:
        raise Unreadable("the number is too large")
    return value


def _map(value: object) -> object:
    """A map; [] is an empty one and is how an empty one is kept (contract 2.2)."""
    if value in ([], {}):
        return []
    if not isinstance(value, dict) or any(isinstance(single, dict | list) for single in value.values()):
        raise Unreadable("a map of plain values is expected")
    return {str(key): "" if single is None else single for key, single in value.items()}


def _rows(shape: "Shape") -> Callable[[object], object]:
    def read(value: object) -> object:
        if value == {}:
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Unreadable("a list of objects is expected")
        return [create(shape, row, Notes(), "") for row in value]

    return read


def _parcel(value: object) -> object:
    """The lines in a parcel: a list, or "" for not specified (contract 5)."""
    if value in ("", []):
        return ""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Unreadable("a list of lines is expected")
    return [_map(row) for row in value]


TEXT = Member("", _text)
NUMBER = Member(0, _number)
AMOUNT_TEXT = Member("", lambda value: str(_number(value)))
MAP = Member([], _map)

Shape = Mapping[str, Member]


def _texts(names: str) -> dict[str, Member]:
    return dict.fromkeys(names.split(), TEXT)


CUSTOMER: Shape = _texts(
    "first_name last_name company address1 address2 city state postal_code country phone",
)
SHIPPING: Shape = _texts(
    "first_name last_name company address1 address2 address3 address4 city state postal_code country phone",
)
RETURN_ADDRESS: Shape = _texts("title name company address1 address2 city state postal_code country phone")
ADDRESSES: Mapping[str, Shape] = {"shipping": SHIPPING, "customer": CUSTOMER, "return_address": RETURN_ADDRESS}

DISCOUNT: Shape = _texts("name code") | {"amount": NUMBER}
NOTE: Shape = _texts("date_added username content")

ORDER: Shape = (
    _texts("email shipping_method")
    | {"shipping_total": NUMBER, "handling_total": NUMBER, "tax_total": NUMBER}
    | _texts("cc_exp processor_response payment_type payment_status")
    | {"processor_balance": NUMBER, "refund_total": NUMBER}
    | _texts("customer_id ip_address tag_color source_name source_id fulfillment_name fulfillment_id tag_name")
    | {"checkout_data": MAP, "order_metadata": MAP}
    | {"discount_list": Member([], _rows(DISCOUNT)), "order_notes": Member([], _rows(NOTE))}
)
"""The members of an order that a client writes, but for addresses, lines, date_added and cc_number."""

ITEM: Shape = {
    "name": TEXT,
    "price": NUMBER,
    "quantity": NUMBER,
    "weight": NUMBER,
    "code": TEXT,
    "delivery_type": TEXT,
    "category_code": TEXT,
    "fulfillment_method": TEXT,
    "variation_list": MAP,
    "metadata": MAP,
}

SHIPMENT: Shape = (
    _texts("tracking_number carrier_code shipment_method")
    | {"weight": AMOUNT_TEXT, "cost": AMOUNT_TEXT}
    | _texts("status tracking_url")
    | {"order_items": Member("", _parcel), "date_shipped": TEXT}
)

STOCK: Shape = {
    "name": TEXT,
    "code": TEXT,
    "price": NUMBER,
    "cost": NUMBER,
    "weight": NUMBER,
    "stock": NUMBER,
    "location": TEXT,
    "update_source": TEXT,
    "manufacturer_sku": Member(None, _text),
    "variation_list": MAP,
    "metadata": MAP,
}


def create(shape: Shape, sent: Mapping[str, object], notes: Notes, place: str) -> Document:
    """A new object from what was sent; members left out are blank."""
    notes.ignored += [place + name for name in sent if name not in shape]
    return {name: _read(member, sent.get(name), place + name) for name, member in shape.items()}


def replace(
    shape: Shape, stored: Mapping[str, object], sent: Mapping[str, object], notes: Notes, place: str
) -> Document:
    """A stored object after a PUT: members that it has and the body has not are blanked, each noted.

    Members that no table knows are kept when they are sent back.
    """
    known: dict[str, Member] = {name: shape.get(name, _ANY) for name in stored}
    known |= {name: member for name, member in shape.items() if name in sent}
    notes.absent += [place + name for name in known if name not in sent]
    notes.ignored += [place + name for name in sent if name not in known]
    return {name: _read(member, sent.get(name), place + name) for name, member in known.items()}


def _read(member: Member, value: object, place: str) -> object:
    if value is None or (value == "" and isinstance(member.blank, str | int)):
        return member.blank
    try:
        return member.read(value)
    except Unreadable as error:
        raise Unreadable(f"{place}: {error}") from error


_ANY = Member("", lambda value: value)
