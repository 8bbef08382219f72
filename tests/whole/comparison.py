"""Holding a desk's copy against the vendor's own data, record by record."""

import asyncio
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop.records import Kind
from desktop.sandbox.canonical import digest
from desktop.store import lookups
from desktop.store.database import Connection
from tests.whole.room import Room

DATED = "%Y-%m-%d %H:%M:%S"


def _hashes(db: Connection, account: str) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {"orders": {}, "stock": {}, "customers": {}}
    for stored in lookups.all_records(db, account):
        if stored.unread and not stored.gone:
            found[stored.kind][stored.key] = {"unread": stored.unread}
        elif not stored.gone:
            documents = {part: digest(body) for part, body in stored.documents.items() if part != "history"}
            found[stored.kind][stored.key] = documents
    return found


async def differences(desk: Room, account: str, number: int = 0) -> list[str]:
    """Every record that is missing, too many or another, in words."""
    ours = await asyncio.wrap_future(desk.backend.screen.ask(_hashes, account))
    found = []
    for kind in ("orders", "stock"):
        theirs = desk.there.hashes(kind, number)
        for key in ours[kind].keys() | theirs.keys():
            if ours[kind].get(key) != theirs.get(key):
                found.append(f"{kind} {key}: here {key in ours[kind]}, there {key in theirs}")
    return found + await _customer_differences(desk, account, number)


async def _customer_differences(desk: Room, account: str, number: int) -> list[str]:
    """Customers are compared by what the list shows of them, with the vendor's own derivation."""
    page = await desk.page("customers", accounts=(account,))
    ours = {row.key: _shown(row.values) for row in page.rows}
    records = desk.there.account(number).records("customers")
    theirs = {key: _derived(json.loads(each["derived"], parse_float=Decimal)) for key, each in records.items()}
    return [
        f"customer {key}: {ours.get(key)} {theirs.get(key)}"
        for key in ours.keys() | theirs.keys()
        if ours.get(key) != theirs.get(key)
    ]


def _shown(values: Any) -> list[Any]:  # noqa: ANN401 - columns by name
    dates = [values[name] for name in ("first_order", "last_order")]
    stamps = [date.strftime(DATED) if isinstance(date, datetime) else "" for date in dates]
    total = Decimal(values["total"] or 0).normalize()
    return [values[name] or "" for name in ("name", "company", "email", "phone")] + [values["orders"], total, *stamps]


def _derived(document: dict[str, Any]) -> list[Any]:
    words = [document[name] for name in ("name", "company", "email", "phone")]
    return [*words, document["orders"], Decimal(document["sum"]).normalize(), document["first"], document["last"]]


async def is_the_same(desk: Room, account: str, number: int = 0) -> None:
    """The copy says exactly what the vendor says."""
    await desk.until(
        lambda: desk.form(account).counts.get("orders") is not None or not desk.there.ids("orders", number)
    )
    found = await differences(desk, account, number)
    assert not found, "\n".join(found)


async def unread(desk: Room, kind: Kind = "orders") -> list[str]:
    """The keys of records that could not be read."""
    return [row.key for row in (await desk.page(kind)).rows if "unread" in row.marks]
