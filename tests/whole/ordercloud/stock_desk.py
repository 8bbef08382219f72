"""A desk on OrderCloud's stand-in, for its stock: the vendor's lag is scaled down as all other delays are."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from desktop.changes import Change, Entry
from desktop.forms import FieldForm
from desktop.records import Value
from desktop.vendors.forming import documents_of, record_form
from desktop.vendors.ordercloud import VENDOR
from desktop.vendors.tables import decode, find_field
from tests.whole.lags import SETTLE, scaled
from tests.whole.room import Room, room
from tests.whole.there import There

LAG = 0.4
SLOW, BEHIND = "index_lag=1", 1.3
"""A setting of the stand-in in which lists and single products are behind, and a lag of the desk's that covers it."""


@asynccontextmanager
async def stock_room(
    folder: Path,
    *,
    behind: float = LAG,
    profile: tuple[str, ...] = ("index_lag=0",),
    **more: Any,  # noqa: ANN401
) -> AsyncIterator[Room]:
    """A desk whose account has few orders and products of all kinds."""
    usual = {"orders": 4, "stock": 20, "settle": SETTLE, **more}
    async with room(folder, vendors={VENDOR.id: scaled(VENDOR, behind)}, profile=profile, **usual) as desk:
        yield desk


# ── products in the four situations (9.3) ─────────────────────────────────────────────────────────────────────────


def product(there: There, place: int) -> str:
    """The ID of the product at a place: 0 has its stock itself, 5 by variant, 6 by place, 7 by both."""
    ids: list[str] = list(there.account().market.table("products"))
    return ids[place]


OWN, BY_VARIANT, BY_PLACE, BY_BOTH = 0, 5, 6, 7


def rows_of(there: There, place: int) -> list[str]:
    """The rows below the product at a place, as the vendor has them."""
    id = product(there, place)
    return [key for key in there.ids("stock") if key.startswith(f"{id}/")]


def kept(there: There, key: str, number: int = 0) -> Mapping[str, Any]:
    """What keeps the figures of a row at the vendor's: a record itself, of others its inventory."""
    document: Mapping[str, Any] = next(iter(there.record(key, "stock", number).values()))
    inventory: Mapping[str, Any] = document.get("Inventory", document) or {}
    return inventory


def figure(there: There, key: str, number: int = 0) -> Any:  # noqa: ANN401 - JSON
    return kept(there, key, number).get("QuantityAvailable")


# ── acting as the window does ─────────────────────────────────────────────────────────────────────────────────────


async def typed(desk: Room, key: str, wanted: Mapping[str, Value]) -> tuple[Change, ...]:
    """The changes that typing these values into a row makes."""
    resource = desk.vendors[VENDOR.id].resources["stock"]
    documents = documents_of(resource, await desk.stored(key, "stock"))
    changes = []
    for name, value in wanted.items():
        field = find_field(resource, name)
        assert field is not None
        changes.append(Change(field=name, seen=decode(resource, field, documents), wanted=value))
    return tuple(changes)


async def submit(desk: Room, key: str, wanted: Mapping[str, Value]) -> Entry:
    """Type values into a row and send them off."""
    draft = await desk.edit(key, *await typed(desk, key, wanted), kind="stock")
    await desk.submit(draft)
    return draft


async def send(desk: Room, key: str, wanted: Mapping[str, Value]) -> None:
    """The same, and wait until it is delivered."""
    await submit(desk, key, wanted)
    await desk.delivered()


async def open_row(desk: Room, key: str) -> Mapping[str, FieldForm]:
    """Look at a row: it is read again, with what is told only then; returns its fields by name."""
    engine = desk.backend.engine
    account = next(iter(engine.accounts.values()))
    await desk.backend.worker.ask(lambda: engine.refresh(account.id, "stock", key))
    form = record_form(account.vendor, account.context, await desk.stored(key, "stock"))
    return {field.name: field for section in form.sections for field in section.fields}


async def on_hand(desk: Room, key: str) -> Value:
    return (await desk.row(key, "stock")).values["on_hand"]
