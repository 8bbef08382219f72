"""Acting on any vendor's records as the window does, and holding a copy against the vendor's own data."""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType

from desktop.changes import Change, Entry
from desktop.forms import FieldForm, RecordForm
from desktop.records import KINDS, Kind, Value
from desktop.sandbox.canonical import digest
from desktop.store import lookups, rows
from desktop.store.database import Connection
from desktop.vendors.forming import documents_of, record_form
from desktop.vendors.tables import decode, find_field, keyed_lines
from tests.whole.room import Room

# ── the copy ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _documents(db: Connection, account: str) -> dict[tuple[Kind, str], dict[str, str]]:
    return {
        (stored.kind, stored.key): {part: digest(body) for part, body in stored.documents.items()}
        for stored in lookups.all_records(db, account)
        if not stored.gone
    }


async def differences(desk: Room, account: str, number: int = 0) -> list[str]:
    """Every document that is missing, too many or another, in words."""
    ours = await asyncio.wrap_future(desk.backend.screen.ask(_documents, account))
    theirs = {(kind, key): hashes for kind in KINDS for key, hashes in desk.there.hashes(kind, number).items()}
    found = []
    for place in ours.keys() | theirs.keys():
        here, there = ours.get(place, {}), theirs.get(place, {})
        found += [
            f"{' '.join(place)} {part}" for part in here.keys() | there.keys() if here.get(part) != there.get(part)
        ]
    return sorted(found)


# ── acting as the window does ─────────────────────────────────────────────────────────────────────────────────────


async def changes_of(
    desk: Room, key: str, kind: Kind, wanted: Mapping[str, Value], line: str = ""
) -> tuple[Change, ...]:  # fmt: skip
    """The changes that typing these values into a record, or one of its lines, makes."""
    (account,) = desk.backend.engine.accounts.values()
    resource = account.vendor.resources[kind]
    documents = documents_of(resource, await desk.stored(key, kind))
    if line:
        documents = {resource.part: dict(keyed_lines(resource, documents))[line]}
    changes = []
    for name, value in wanted.items():
        field = find_field(resource, name, line)
        assert field is not None, name
        changes.append(Change(field=name, line=line, seen=decode(resource, field, documents), wanted=value))
    return tuple(changes)


async def submit(desk: Room, key: str, kind: Kind, wanted: Mapping[str, Value], line: str = "") -> Entry:
    """Type values and send them off."""
    draft = await desk.edit(key, *await changes_of(desk, key, kind, wanted, line), kind=kind)
    await desk.submit(draft)
    return draft


async def send(desk: Room, key: str, kind: Kind, wanted: Mapping[str, Value], line: str = "") -> None:
    """The same, and wait until it is delivered."""
    await submit(desk, key, kind, wanted, line)
    await desk.delivered()


async def form(desk: Room, key: str, kind: Kind = "orders") -> RecordForm:
    """What the pane shows of a record."""
    (account,) = desk.backend.engine.accounts.values()
    entries = desk.backend.engine.pending.of(account.id, kind, key)
    stored = await desk.stored(key, kind)
    shares = await asyncio.wrap_future(desk.backend.screen.ask(rows.shares_of, stored))
    return record_form(account.vendor, account.context, stored, entries, shares)


async def fields(desk: Room, key: str, kind: Kind = "orders") -> dict[str, FieldForm]:
    """The fields that the pane shows of a record, by name."""
    return {field.name: field for section in (await form(desk, key, kind)).sections for field in section.fields}


async def inputs_of(
    desk: Room, key: str, act: str, kind: Kind = "orders", typed: Mapping[str, Value] = MappingProxyType({})
) -> dict[str, Value]:
    """What the form of an act gives, with what was typed in it."""
    asked = next(each for each in (await form(desk, key, kind)).acts if each.name == act).inputs
    assert typed.keys() <= {each.name for each in asked}
    return {**{each.name: each.value for each in asked}, **typed}


async def do(
    desk: Room, key: str, act: str, kind: Kind = "orders", typed: Mapping[str, Value] = MappingProxyType({})
) -> Entry:
    """Do something to a record by its form, and send it off."""
    return await desk.act(key, act, await inputs_of(desk, key, act, kind, typed), kind)


async def connect_and_end(desk: Room, asked: int) -> str:
    """Connect, end the program once more than so many requests have come, begin it again; returns the account."""
    account = await desk.connect(waits=False)
    await desk.until(lambda: desk.there.seen > asked)
    await desk.reopen()
    await desk.in_step()
    return account


async def refresh(desk: Room, key: str, kind: Kind = "orders") -> None:
    """Read a record now, as F5 does."""
    engine = desk.backend.engine
    (account,) = engine.accounts.values()
    await desk.backend.worker.ask(lambda: engine.refresh(account.id, kind, key))


async def refused(desk: Room, key: str) -> str:
    """Wait until an entry of a record is refused; returns why, in words."""
    await desk.until(lambda: desk.entry(key).state == "refused")
    return desk.entry(key).words
