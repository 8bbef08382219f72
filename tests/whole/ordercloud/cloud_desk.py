"""What desks on OrderCloud's stand-in have in common: a vendor of some kinds, the copy held against it, the pane."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.forms import FieldForm, RecordForm
from desktop.records import Kind
from desktop.sandbox.canonical import digest
from desktop.store import lookups
from desktop.store.database import Connection
from desktop.sync.engine import Terms
from desktop.vendors.contract import Context, Resource, Vendor
from desktop.vendors.ordercloud import VENDOR
from tests.whole.room import Room, later, terms


def only(*kinds: str) -> Mapping[str, Vendor]:
    """The vendor, with these kinds alone."""

    def bound(context: Context) -> Mapping[Kind, Resource]:
        return {kind: resource for kind, resource in VENDOR.at(context).resources.items() if kind in kinds}

    return {VENDOR.id: replace(VENDOR, resources=bound(Context()), bind=bound)}


def a_day_later(**more: Any) -> Terms:  # noqa: ANN401
    return terms(now=later(1.1), **more)


async def sign_in_as(desk: Room, username: str, **options: str) -> str:
    """Connect as somebody of the staff who may do less."""
    settings, _ = desk.wanted()
    settings, credentials = desk.wanted(options={**settings.options, **options})
    report = await desk.try_to_connect(settings, {**credentials, "username": username})
    assert not report.title, report
    await desk.in_step()
    return next(iter(desk.backend.engine.accounts))


async def ends_where_it_asks(desk: Room, part: str) -> list[str]:
    """End the program while it waits for an answer whose request names `part`, and begin again: what is asked then."""
    await desk.until(lambda: any(part in path for path in desk.there.asked()))
    await desk.close()
    desk.there.mend()
    seen = desk.there.seen
    await desk.open()
    await desk.in_step()
    return desk.there.asked(seen)


def _documents(db: Connection, account: str, kind: Kind, beside: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {
        stored.key: {part: digest(body) for part, body in stored.documents.items() if not part.startswith(beside)}
        for stored in lookups.all_records(db, account)
        if stored.kind == kind and not stored.gone
    }


async def compared(
    desk: Room, account: str, kind: Kind, number: int, *, there: Sequence[str], beside: tuple[str, ...] = ()
) -> Sequence[str]:
    """Every document of a kind that is missing, too many or another, in words; but those `beside` a record. The vendor
    may have the kind in several lists.
    """
    ours = await asyncio.wrap_future(desk.backend.screen.ask(_documents, account, kind, beside))
    theirs = {key: hashes for name in there for key, hashes in desk.there.hashes(name, number).items()}
    found = []
    for key in ours.keys() | theirs.keys():
        here, those = ours.get(key, {}), theirs.get(key, {})
        found += [f"{key} {part}" for part in here.keys() | those.keys() if here.get(part) != those.get(part)]
    return sorted(found)


def fields(shown: RecordForm) -> Mapping[str, FieldForm]:
    return {field.name: field for section in shown.sections for field in section.fields}
