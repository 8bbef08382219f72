"""A desk on OrderCloud's stand-in, for its orders."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desktop.forms import ActForm, LineForm, RecordForm
from desktop.vendors.forming import record_form
from tests.whole.lags import SETTLE
from tests.whole.ordercloud.cloud_desk import compared, only
from tests.whole.room import Room, room

BESIDE = ("payment:", "promotion:", "approval:", "return:", "shipment:", "item:", "schedule:", "saved:")
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


async def differences(
    desk: Room, account: str, number: int = 0, kinds: Sequence[str] = ("orders",)
) -> Sequence[str]:  # fmt: skip
    """Every order or line that is missing, too many or another, in words."""
    return await compared(desk, account, "orders", number, there=kinds, beside=BESIDE)


# ── the pane ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def form(desk: Room, key: str) -> RecordForm:
    """What the pane shows of an order."""
    (account,) = desk.backend.engine.accounts.values()
    entries = desk.backend.engine.pending.of(account.id, "orders", key)
    return record_form(account.vendor, account.context, await desk.stored(key), entries)


def act(shown: RecordForm, name: str) -> ActForm:
    return next(each for each in shown.acts if each.name == name)


def first_line(shown: RecordForm) -> LineForm:
    return shown.lines[0].lines[0]
