"""Stock of several variants in one request at Orderspace (5.4): the bad row is found and named, the others are set."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.whole.acting import changes_of, do
from tests.whole.ends import End, each_end
from tests.whole.orderspace.deeds import variant
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import Room
from tests.whole.test_batches import Meanwhile


def tracked(desk: Room, number: int) -> list[str]:
    """So many variants that have a level, each of another product."""
    found: dict[str, str] = {}
    for key in desk.there.ids("stock"):
        if is_tracked(desk, key):
            found.setdefault(desk.there.record(key, "stock")["product"]["id"], key)
    return list(found.values())[:number]


def is_tracked(desk: Room, key: str) -> bool:
    return "level" in desk.there.record(key, "stock")


def sku(desk: Room, key: str) -> str:
    return str(variant(desk.there.record(key, "stock"), key)["sku"])


def plainly_named(desk: Room) -> list[str]:
    """Those whose SKU is letters and figures alone."""
    return [key for key in tracked(desk, 1000) if sku(desk, key).isalnum()]


def on_hand(desk: Room, keys: list[str]) -> dict[str, Decimal]:
    return {key: Decimal(str(desk.there.record(key, "stock")["level"]["on_hand"])) for key in keys}


async def set_all(desk: Room, keys: list[str], by: int = 5) -> dict[str, Decimal]:
    """Set what is on hand of several, at once; what each is to be."""
    wanted = {key: figure + by for key, figure in on_hand(desk, keys).items()}
    drafts = [
        await desk.edit(key, *await changes_of(desk, key, "stock", {"on_hand": figure}), kind="stock")
        for key, figure in wanted.items()
    ]
    await desk.submit(*drafts)
    return wanted


async def test_figures_of_several_go_out_in_one_request(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        keys = tracked(desk, 6)
        wanted = await set_all(desk, keys)
        await desk.delivered()
        assert on_hand(desk, keys) == wanted
        (write,) = desk.there.writes
        assert {row["sku"] for row in write.body["inventory_levels"]} == {sku(desk, key) for key in keys}


@pytest.mark.parametrize("setting", ["bulk_partial=off", "bulk_partial=on"])
@pytest.mark.parametrize("way", ["set", "adjust"])
async def test_a_bad_row_is_refused_by_name_and_the_others_are_taken_once(
    tmp_path: Path, setting: str, way: str
) -> None:
    meanwhile = Meanwhile()
    async with site_room(tmp_path, profile=(setting,), at=meanwhile) as desk:
        account = await desk.connect()
        keys = tracked(desk, 5)
        bad = next(key for key in plainly_named(desk) if key in keys[1:])
        name = sku(desk, bad)
        before = on_hand(desk, keys)
        meanwhile.do = lambda: desk.there.account().site.products_by_sku.pop(name)
        await desk.change(account, paused=True)
        if way == "set":
            await set_all(desk, keys)
        else:
            for key in keys:
                await do(desk, key, "adjust", "stock", {"by": Decimal(5)})
        await desk.change(account, paused=False)
        await desk.delivered()
        (entry,) = desk.outbox()
        assert (entry.key, entry.state, entry.words) == (bad, "refused", f"Orderspace says: “SKU '{name}' not found”")
        good = [key for key in keys if key != bad]
        assert on_hand(desk, good) == {key: before[key] + 5 for key in good}


@each_end
async def test_figures_whose_request_ended_unseen_are_as_meant(tmp_path: Path, end: End) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        keys = tracked(desk, 4)
        await end.strike(desk, {"method": "POST", "path": "/inventory_levels"})
        wanted = await set_all(desk, keys)
        await desk.delivered()
        assert desk.outbox() == ()
        assert on_hand(desk, keys) == wanted


async def test_of_201_figures_the_last_goes_in_a_second_request_and_each_refused_row_is_named(tmp_path: Path) -> None:
    """A request has at most 200 rows (5.4). One of the first request is refused, and so is the one of the second."""
    meanwhile = Meanwhile()
    async with site_room(tmp_path, stock=300, orders=5, profile=("bulk_partial=on",), at=meanwhile) as desk:
        account = await desk.connect()
        first, last = plainly_named(desk)[:2]
        others = [key for key in desk.there.ids("stock") if is_tracked(desk, key) and key not in (first, last)]
        keys = [first, *others[:199], last]
        before, bad = on_hand(desk, keys), {key: sku(desk, key) for key in (first, last)}
        meanwhile.do = lambda: [desk.there.account().site.products_by_sku.pop(name) for name in bad.values()]
        await desk.change(account, paused=True)
        await set_all(desk, keys)
        await desk.change(account, paused=False)
        await desk.delivered()
        told = {entry.key: (entry.state, entry.words) for entry in desk.outbox()}
        assert told == {key: ("refused", f"Orderspace says: “SKU '{name}' not found”") for key, name in bad.items()}
        good = [key for key in keys if key not in bad]
        assert on_hand(desk, good) == {key: before[key] + 5 for key in good}
        sent = [[row["sku"] for row in write.body["inventory_levels"]] for write in desk.there.writes]
        assert sent[0] == [sku(desk, key) for key in keys[:200]]
        assert {name for rows in sent[1:] for name in rows} == set(bad.values()), "no good one goes twice"
