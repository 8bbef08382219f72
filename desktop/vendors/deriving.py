"""Records made by the field table: what is named like a member of a record is that member; the rest is told beside."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

from desktop.records import Address, Customer, Line, Order, StockItem, StockState
from desktop.vendors.contract import Context, Document, Documents, Field, Lines
from desktop.vendors.places import Reading, maps_in, read, reader

Made = TypeVar("Made", Order, Customer, StockItem)
Told = Callable[[Documents, Context], Any]

_CURRENCY = "currency"
_PLACES = {field.name for field in fields(Address)}


def readers(record: type, table: Iterable[Field]) -> tuple[tuple[str, Reading], ...]:
    """The members of a record that fields are named after, each with what reads it from the main document."""
    known = {field.name for field in fields(record)}
    return tuple((field.name, reader(field.path, field.codec)) for field in table if field.name in known)


def derived(
    record: type[Made], part: str, table: Sequence[Field], lines: Lines | None = None, **told: Told
) -> Callable[[Documents, Context], Made]:
    """The `derive` of a kind whose records have one document each, named `part`.

    Fields named like members fill them; "ship_to.city" is the city of the address `ship_to`; `told` are members that no
    field says. Where nothing tells the currency, it is that of the account's options; where nothing tells in what state
    stock is, its figure does. The function raises ValueError for what cannot be read, KeyError without the document.
    """
    sort: type = record
    if sort is not Customer and _CURRENCY not in {field.name for field in table}:
        told = {_CURRENCY: lambda documents, context: context.options.get(_CURRENCY, ""), **told}
    rows = tuple(field for field in table if field.name not in told)
    own, places = readers(record, rows), _places(record, rows)
    columns = readers(Line, lines.fields) if lines else ()

    def derive(documents: Documents, context: Context) -> Made:
        document = documents[part]
        members: dict[str, Any] = {name: value(document) for name, value in own}
        members |= {name: _address(document, parts) for name, parts in places.items()}
        members |= {name: tell(documents, context) for name, tell in told.items()}
        if sort is StockItem:
            members.setdefault("state", stock_state(members.get("on_hand")))
        if lines is not None:
            found = maps_in(read(document, lines.path), lines.path[-1])
            members["lines"] = tuple(
                Line(id=lines.key(line), **{name: value(line) for name, value in columns}) for line in found
            )
        return record(**members)

    return derive


def no_document(documents: Documents, context: Context) -> Customer:
    """The `derive` of customers that a vendor keeps none of: they are put together from orders. Raises ValueError."""
    raise ValueError("a customer is put together from orders, it has no document of its own")


def stock_state(on_hand: Decimal | None) -> StockState:
    """The state of a stock of which nothing but its figure is known."""
    if on_hand is None:
        return "not_counted"
    return "in_stock" if on_hand > 0 else "empty" if on_hand == 0 else "short"


def _places(record: type, table: Iterable[Field]) -> dict[str, tuple[tuple[str, Reading], ...]]:
    """The addresses of a record, each with what reads its parts."""
    known = {field.name for field in fields(record)}
    found: dict[str, tuple[tuple[str, Reading], ...]] = {}
    for field in table:
        name, _, inner = field.name.partition(".")
        if name in known and inner in _PLACES:
            found[name] = (*found.get(name, ()), (inner, reader(field.path, field.codec)))
    return found


def _address(document: Document, parts: Iterable[tuple[str, Reading]]) -> Address:
    members = {name: value(document) for name, value in parts}
    street = members.pop("street", "")
    return Address(**members, street=(street,) if street else ())
