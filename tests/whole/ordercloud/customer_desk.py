"""A desk on OrderCloud's stand-in, for its customers."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.changes import Change, Entry
from desktop.forms import FieldForm, LinesForm, RecordForm
from desktop.sandbox.canonical import digest
from desktop.store import lookups, rows
from desktop.store.database import Connection
from desktop.vendors.contract import Vendor
from desktop.vendors.forming import record_form
from desktop.vendors.ordercloud import VENDOR
from tests.whole.room import Room, room
from tests.whole.there import There

SETTLE = 0.3


def only(*kinds: str) -> Mapping[str, Vendor]:
    """The vendor, with these kinds alone."""
    resources = {kind: resource for kind, resource in VENDOR.resources.items() if kind in kinds}
    return {VENDOR.id: replace(VENDOR, resources=resources)}


@asynccontextmanager
async def customer_room(
    folder: Path,
    *kinds: str,
    profile: tuple[str, ...] = ("index_lag=0",),
    **more: Any,  # noqa: ANN401
) -> AsyncIterator[Room]:
    """A desk whose account has few orders; 12 customers at least."""
    usual = {"orders": 4, "stock": 4, "settle": SETTLE, **more}
    async with room(folder, vendors=only(*(kinds or ("customers",))), profile=profile, **usual) as desk:
        yield desk


# ── the copy ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _documents(db: Connection, account: str) -> dict[str, dict[str, str]]:
    return {
        stored.key: {part: digest(body) for part, body in stored.documents.items()}
        for stored in lookups.all_records(db, account)
        if stored.kind == "customers" and not stored.gone
    }


def _theirs(there: There, number: int) -> dict[str, dict[str, str]]:
    return there.hashes("customers", number)


async def differences(desk: Room, account: str, number: int = 0) -> Sequence[str]:
    """Every document of a customer that is missing, too many or another, in words."""
    ours = await asyncio.wrap_future(desk.backend.screen.ask(_documents, account))
    theirs = _theirs(desk.there, number)
    found = []
    for key in ours.keys() | theirs.keys():
        here, there = ours.get(key, {}), theirs.get(key, {})
        found += [f"{key} {part}" for part in here.keys() | there.keys() if here.get(part) != there.get(part)]
    return sorted(found)


async def form(desk: Room, key: str) -> RecordForm:
    """What the pane shows of a customer."""
    (account,) = desk.backend.engine.accounts.values()
    entries = desk.backend.engine.pending.of(account.id, "customers", key)
    stored = await desk.stored(key, "customers")
    tally = await asyncio.wrap_future(desk.backend.screen.ask(rows.shares_of, stored))
    return record_form(account.vendor, account.context, stored, entries, tally)


async def refresh(desk: Room, key: str) -> None:
    """Read a customer now, as F5 does."""
    engine = desk.backend.engine
    (account,) = engine.accounts.values()
    await desk.backend.worker.ask(lambda: engine.refresh(account.id, "customers", key))


def fields(shown: RecordForm) -> Mapping[str, FieldForm]:
    return {field.name: field for section in shown.sections for field in section.fields}


def table(shown: RecordForm, prefix: str) -> LinesForm:
    return next(table for table in shown.lines if table.prefix == prefix)


async def send(desk: Room, key: str, *changes: Change) -> Entry:
    """Edit a customer, send that off, and wait until nothing is on its way."""
    draft = await desk.edit(key, *changes, kind="customers")
    await desk.submit(draft)
    await desk.delivered()
    return draft


def first(there: There, *parts: str) -> str:
    """The first customer with documents of all these parts."""
    records = {key: there.record(key, "customers") for key in there.ids("customers")}
    return next(
        key for key, record in records.items() if all(any(name.startswith(part) for name in record) for part in parts)
    )
