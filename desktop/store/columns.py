"""The columns that filter, sort and show, for each kind: how each is kept, compared and read back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from operator import attrgetter
from typing import Literal

from desktop.records import Kind, Record, Value
from desktop.store.folding import fold

How = Literal["text", "code", "money", "quantity", "count", "instant", "day"]
Key = str | int | None
"""What a column is compared by inside SQLite; None is unknown, and comes last in every order."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `attribute` is the record's; a tuple there is shown by its length."""

    name: str
    how: How
    attribute: str


def _columns(**described: str) -> tuple[Column, ...]:
    """Columns from name="how" or name="how attribute"."""
    rows = ((name, *text.split()) for name, text in described.items())
    return tuple(
        Column(name=name, how=how, attribute=attribute[0] if attribute else name)  # type: ignore[arg-type]
        for name, how, *attribute in rows
    )


COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "orders": _columns(
        number="text",
        customer="text",
        po="text po_number",
        placed="instant placed_at",
        updated="instant updated_at",
        delivery="day delivery_on",
        lines="count number_of_lines",
        total="money",
        currency="code",
        state="code",
        vendor_state="code",
        payment="code",
        email="text",
        note="text",
        source="code",
    ),
    "customers": _columns(
        name="text",
        company="text",
        email="text",
        phone="text",
        city="text",
        country="code",
        orders="count",
        total="money",
        currency="code",
        first_order="instant first_order_at",
        last_order="instant last_order_at",
        source="code",
        origin="text",
    ),
    "stock": _columns(
        code="text",
        name="text",
        place="text",
        unit="code",
        on_hand="quantity",
        in_orders="quantity",
        price="money",
        cost="money",
        currency="code",
        state="code",
        details="text",
        updated="instant updated_at",
    ),
}
AS_OF = Column(name="as_of", how="instant", attribute="")
ACCOUNT = Column(name="account", how="code", attribute="")

USUAL_ORDER: Mapping[Kind, tuple[str, bool]] = {
    "orders": ("placed", True),
    "customers": ("name", False),
    "stock": ("code", False),
}
"""The order of a kind when none is asked for: column, and whether descending."""

TYPES: Mapping[How, object] = {
    "text": str,
    "code": str,
    "money": Decimal | None,
    "quantity": Decimal | None,
    "count": int | None,
    "instant": datetime | None,
    "day": date | None,
}
"""What a cell of each sort of column holds."""


def column(kind: Kind, name: str) -> Column:
    """The column of that name. KeyError where the kind has none."""
    for each in (*COLUMNS[kind], ACCOUNT, AS_OF):
        if each.name == name:
            return each
    raise KeyError(f"{kind} have no column {name!r}")


def values_of(kind: Kind, record: Record) -> tuple[Value, ...]:
    """The record's cells, in the order of the kind's columns."""
    return tuple([len(value) if isinstance(value, tuple) else value for value in READ[kind](record)])


def unread_values(kind: Kind, key: str) -> tuple[Value, ...]:
    """The cells of a record that could not be read: its key where its number would stand."""
    _, *others = COLUMNS[kind]
    return (key, *("" if each.how in {"text", "code"} else None for each in others))


def ten_thousandths(amount: Decimal) -> int | None:
    """The amount as an integer, rounded there; None when it is too large for one."""
    if not amount.is_finite() or amount.adjusted() > 14:
        return None
    return int((amount * 10_000).to_integral_value())


def microseconds(instant: datetime) -> int:
    """Since 1970, in UTC."""
    return (instant - EPOCH) // MICROSECOND


def from_microseconds(count: int) -> datetime:
    return EPOCH + count * MICROSECOND


def _count(number: int) -> int | None:
    return number if -LARGEST <= number <= LARGEST else None


KEYS: Mapping[How, Callable[..., Key]] = {
    "text": lambda text: fold(text) or None,
    "code": lambda code: code or None,
    "money": ten_thousandths,
    "quantity": ten_thousandths,
    "count": _count,
    "instant": microseconds,
    "day": date.isoformat,
}
"""From a cell that is known to what it is compared by."""


def key_of(column: Column, value: Value) -> Key:
    """What `value` is compared by in that column."""
    return None if value is None else KEYS[column.how](value)


def keys_of(kind: Kind, values: tuple[Value, ...]) -> list[Key]:
    """What the cells are compared by, in the order of the kind's columns."""
    return [None if value is None else key(value) for key, value in zip(KEY_ROWS[kind], values, strict=True)]


def day_bounds(day: date, zone: tzinfo) -> tuple[int, int]:
    """The first and the last microsecond of a local day."""
    start = datetime.combine(day, time.min, zone)
    try:
        end = datetime.combine(day + timedelta(days=1), time.min, zone)
    except OverflowError:  # the last day there is
        end = datetime.combine(day, time.max, zone)
    return microseconds(start), microseconds(end) - 1


READ: Mapping[Kind, Callable[[Record], tuple[Value | tuple[object, ...], ...]]] = {
    kind: attrgetter(*(each.attribute for each in columns)) for kind, columns in COLUMNS.items()
}
KEY_ROWS = {kind: tuple(KEYS[each.how] for each in columns) for kind, columns in COLUMNS.items()}
