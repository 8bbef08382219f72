"""Records, arrivals and entries for tests, made in one line each."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop.changes import Entry
from desktop.records import Customer, Kind, Order, Part, Record, Shown, StockItem
from desktop.store import outbox, theirs
from desktop.store.claim import Claim
from desktop.store.database import Connection, open_cache, open_desk, transaction

Fields = dict[str, Any]

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
NOW = datetime(2026, 11, 21, 5, 31, tzinfo=UTC)
ACME = "acme"


def order(key: str, **fields: object) -> Order:
    given: Fields = {"id": key, "number": key, **fields}
    return Order(**given)


def customer(key: str, **fields: object) -> Customer:
    given: Fields = {"id": key, "name": key, **fields}
    return Customer(**given)


def stock_item(key: str, **fields: object) -> StockItem:
    given: Fields = {"id": key, "code": key, "name": key, **fields}
    return StockItem(**given)


def arrival(record: Record, *, search: str = "", parts: Iterable[Part] = (), **fields: object) -> theirs.Arrival:
    shown = Shown(record=record, search=search or record.id, parts=tuple(parts))
    given: Fields = {
        "key": record.id,
        "documents": {"order": f"document of {record.id}".encode()},
        "shown": shown,
        "mapping": "1",
        "as_of": NOW,
        **fields,
    }
    return theirs.Arrival(**given)


def write(db: Connection, *arrivals: theirs.Arrival, account: str = ACME, kind: Kind = "orders") -> theirs.Written:
    with transaction(db):
        return theirs.write(db, account, kind, arrivals)


def share(key: str, total: int, kind: Kind = "customers") -> Part:
    return Part(kind=kind, key=key, body={"total": str(Decimal(total))})


def entry(**fields: object) -> Entry:
    given: Fields = {
        "id": 0,
        "account": ACME,
        "kind": "orders",
        "key": "o1",
        "row": 1,
        "title": "SO-1",
        "made_at": NOW,
        **fields,
    }
    return Entry(**given)


def make_both(claim: Claim) -> None:
    """Both files with something in them, closed."""
    desk = open_desk(claim, KEY)
    outbox.put(desk, entry())
    desk.close()
    cache = open_cache(claim, KEY).connection
    write(cache, arrival(order("o1")))
    cache.close()
