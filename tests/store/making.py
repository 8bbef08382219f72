"""Records, arrivals and entries for tests, made in one line each."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop.changes import Entry
from desktop.records import Customer, Kind, Order, Part, Record, Shown, StockItem
from desktop.store import theirs
from desktop.store.database import Connection, transaction

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
NOW = datetime(2026, 11, 21, 5, 31, tzinfo=UTC)
ACME = "acme"


def order(key: str, **fields: Any) -> Order:
    return Order(**{"id": key, "number": key, **fields})


def customer(key: str, **fields: Any) -> Customer:
    return Customer(**{"id": key, "name": key, **fields})


def stock_item(key: str, **fields: Any) -> StockItem:
    return StockItem(**{"id": key, "code": key, "name": key, **fields})


def arrival(record: Record, *, search: str = "", parts: Iterable[Part] = (), **fields: Any) -> theirs.Arrival:
    shown = Shown(record=record, search=search or record.id, parts=tuple(parts))
    given: dict[str, Any] = {
        "key": record.id,
        "documents": {"order": f"document of {record.id}".encode()},
        "shown": shown,
        "mapping": "1",
        "as_of": NOW,
    }
    return theirs.Arrival(**{**given, **fields})


def write(db: Connection, *arrivals: theirs.Arrival, account: str = ACME, kind: Kind = "orders") -> theirs.Written:
    with transaction(db):
        return theirs.write(db, account, kind, arrivals)


def share(key: str, total: int, kind: Kind = "customers") -> Part:
    return Part(kind=kind, key=key, body={"total": str(Decimal(total))})


def entry(**fields: Any) -> Entry:
    given: Mapping[str, Any] = {
        "id": 0,
        "account": ACME,
        "kind": "orders",
        "key": "o1",
        "row": 1,
        "title": "SO-1",
        "made_at": NOW,
    }
    return Entry(**{**given, **fields})
