"""A desk on OrderCloud's stand-in, for its customers."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desktop.changes import Change, Entry
from desktop.forms import LinesForm, RecordForm
from desktop.store import rows
from desktop.vendors.forming import record_form
from tests.whole.lags import SETTLE
from tests.whole.ordercloud.cloud_desk import compared, only
from tests.whole.room import Room, room
from tests.whole.there import There


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


async def differences(desk: Room, account: str, number: int = 0) -> Sequence[str]:
    """Every document of a customer that is missing, too many or another, in words."""
    return await compared(desk, account, "customers", number, there=("customers",))


async def form(desk: Room, key: str) -> RecordForm:
    """What the pane shows of a customer."""
    (account,) = desk.backend.engine.accounts.values()
    entries = desk.backend.engine.pending.of(account.id, "customers", key)
    stored = await desk.stored(key, "customers")
    tally = await asyncio.wrap_future(desk.backend.screen.ask(rows.shares_of, stored))
    return record_form(account.vendor, account.context, stored, entries, tally)


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
