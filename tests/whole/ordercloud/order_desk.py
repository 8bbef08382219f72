"""A desk on OrderCloud's stand-in, for its orders."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desktop.forms import ActForm, FieldForm, LineForm, RecordForm
from desktop.sandbox.canonical import digest
from desktop.store import lookups
from desktop.store.database import Connection
from desktop.vendors.forming import record_form
from tests.whole.ordercloud.customer_desk import only
from tests.whole.room import Room, room
from tests.whole.there import There

SETTLE = 0.3
BESIDE = ("payment:", "promotion:", "approval:", "return:", "shipment:", "item:")
"""Parts that the stand-in does not count to the order itself."""


@asynccontextmanager
async def order_room(
    folder: Path,
    *,
    profile: tuple[str, ...] = ("index_lag=0",),
    **more: Any,  # noqa: ANN401
) -> AsyncIterator[Room]:
    """A desk for orders alone; the nine of its account are of all statuses, two of them drafts."""
    usual = {"orders": 9, "stock": 6, "settle": SETTLE, **more}
    async with room(folder, vendors=only("orders"), profile=profile, **usual) as desk:
        yield desk


# ── the copy ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _documents(db: Connection, account: str) -> dict[str, dict[str, str]]:
    return {
        stored.key: {
            part: digest(body) for part, body in stored.documents.items() if not part.startswith(BESIDE)
        }
        for stored in lookups.all_records(db, account)
        if not stored.gone
    }  # fmt: skip


def _theirs(there: There, number: int, kinds: Sequence[str]) -> dict[str, dict[str, str]]:
    return {key: documents for kind in kinds for key, documents in there.hashes(kind, number).items()}


async def differences(
    desk: Room, account: str, number: int = 0, kinds: Sequence[str] = ("orders",)
) -> Sequence[str]:  # fmt: skip
    """Every order or line that is missing, too many or another, in words."""
    ours = await asyncio.wrap_future(desk.backend.screen.ask(_documents, account))
    theirs = _theirs(desk.there, number, kinds)
    found = []
    for key in ours.keys() | theirs.keys():
        here, there = ours.get(key, {}), theirs.get(key, {})
        found += [f"{key} {part}" for part in here.keys() | there.keys() if here.get(part) != there.get(part)]
    return sorted(found)


# ── the pane ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def form(desk: Room, key: str) -> RecordForm:
    """What the pane shows of an order."""
    (account,) = desk.backend.engine.accounts.values()
    entries = desk.backend.engine.pending.of(account.id, "orders", key)
    return record_form(account.vendor, account.context, await desk.stored(key), entries)


async def refresh(desk: Room, key: str) -> None:
    """Read an order now, as F5 does."""
    engine = desk.backend.engine
    (account,) = engine.accounts.values()
    await desk.backend.worker.ask(lambda: engine.refresh(account.id, "orders", key))


def fields(shown: RecordForm) -> Mapping[str, FieldForm]:
    return {field.name: field for section in shown.sections for field in section.fields}


def act(shown: RecordForm, name: str) -> ActForm:
    return next(each for each in shown.acts if each.name == name)


def first_line(shown: RecordForm) -> LineForm:
    return shown.lines[0].lines[0]
