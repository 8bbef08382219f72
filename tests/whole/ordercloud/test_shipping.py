"""Shipping at OrderCloud: a part takes three dependent requests (8), and none of it is ever there twice."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.changes import Entry
from tests.whole.acting import refresh
from tests.whole.broken_off import EndsAt
from tests.whole.ends import End, each_end
from tests.whole.lags import SETTLE
from tests.whole.ordercloud.order_desk import act, differences, form, order_room
from tests.whole.ordercloud.order_world import furnish, is_status, lines_of, order_of, shipments_of
from tests.whole.room import Room

SHIPMENTS, ITEMS, SHIPMENT = r"/shipments$", r"/shipments/[^/]+/items$", r"/shipments/[^/]+$"
TRACKING = "1Z 999 0002"
REQUESTS = {"the shipment": ("POST", SHIPMENTS), "an item": ("POST", ITEMS), "its date": ("PATCH", SHIPMENT)}
"""Four writes in all: a shipment, two items, a date."""

each_request = pytest.mark.parametrize("name", REQUESTS)


def where(name: str) -> Mapping[str, str]:
    method, path = REQUESTS[name]
    return {"method": method, "path": path}


def to_ship(desk: Room) -> tuple[str, dict[str, int]]:
    """An open order that is to be shipped in part: of its first line one unit, of its last one the rest."""
    for key in desk.there.ids():
        left = {line["ID"]: line["Quantity"] - line["QuantityShipped"] for line in lines_of(desk.there, key)}
        kept = [id for id, units in left.items() if units > 1]
        if order_of(desk.there, key)["Status"] == "Open" and len(kept) > 1:
            return key, {kept[0]: 1, kept[-1]: left[kept[-1]]}
    raise AssertionError("no order is left to ship")


async def ship(desk: Room, key: str, units: Mapping[str, int]) -> Entry:
    lines = json.dumps({id: str(number) for id, number in units.items()})
    return await desk.act(key, "ship_part", {"lines": lines, "tracking": TRACKING, "shipper": "Own van"})


def made(desk: Room, key: str) -> list[dict[str, int]]:
    """What is in the shipments that were made here, those without items too."""
    market = desk.there.account().market
    ids = [id for id, row in market.table("shipments").items() if row["TrackingNumber"] == TRACKING]
    found = shipments_of(desk.there, key)
    return [found.get(id, {}) for id in ids]


def dates(desk: Room) -> list[bool]:
    rows = desk.there.account().market.table("shipments").values()
    return [bool(row["DateShipped"]) for row in rows if row["TrackingNumber"] == TRACKING]


async def is_there_once(desk: Room, key: str, units: Mapping[str, int], account: str) -> None:
    def is_over() -> bool:
        assert len(made(desk, key)) <= 1
        entries = desk.outbox()
        assert {entry.state for entry in entries} <= {"waiting", "sending", "checking"}, entries[0].words
        return not entries

    await desk.until(is_over)
    assert made(desk, key) == [units]
    assert dates(desk) == [True]
    assert [(write.absent, write.ignored) for write in desk.there.applied] == [((), ())] * len(desk.there.applied)
    assert await differences(desk, account) == []


async def test_a_part_is_a_shipment_its_items_and_then_its_date(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key, units = to_ship(desk)
        entry = await ship(desk, key, units)
        assert entry.label == f"Ship {sum(units.values())} units, {TRACKING}"
        await is_there_once(desk, key, units, account)
        sent = [(write.method, write.path.rpartition("/")[2]) for write in desk.there.writes]
        assert [(method, name if name in ("shipments", "items") else "") for method, name in sent] == [
            ("POST", "shipments"), ("POST", "items"), ("POST", "items"), ("PATCH", ""),
        ]  # fmt: skip
        assert (await desk.row(key)).values["state"] == "part_sent"
        await refresh(desk, key, "orders")
        parcels = (await form(desk, key)).record.shipments  # type: ignore[union-attr] # an order
        assert [parcel.carrier for parcel in parcels if parcel.tracking == TRACKING] == ["Own van"]


@each_request
@each_end
async def test_whichever_request_has_an_unclear_end_it_is_there_once(tmp_path: Path, name: str, end: End) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key, units = to_ship(desk)
        await end.strike(desk, where(name))
        await ship(desk, key, units)
        await is_there_once(desk, key, units, account)
        assert len(desk.there.writes) == 3 + end.requests


@pytest.mark.parametrize(
    ("name", "skip", "so_far"),
    [
        ("an item", 0, "a parcel is made"),
        ("an item", 1, "are in it"),
        ("its date", 0, "are in it"),
    ],
)
async def test_a_desk_that_ends_between_two_requests_goes_on_from_there_and_says_so(
    tmp_path: Path, name: str, skip: int, so_far: str
) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key, units = to_ship(desk)
        await desk.there.fault("reset", where={**where(name), "skip": skip}, times=None)
        await ship(desk, key, units)
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["checking"])
        assert so_far in desk.entry(key).words
        done = len(desk.there.applied)
        await desk.close()
        desk.there.mend()
        await desk.open()
        await is_there_once(desk, key, units, account)
        assert done == {"an item": 1 + skip, "its date": 3}[name]
        assert len(desk.there.applied) == 4


@pytest.mark.parametrize(
    ("answers", "so_far"),
    [
        (1, "The sending was broken off. So far: a parcel is made, without a date"),
        (2, "1 of line"),
        (3, "are in it."),
        (4, "All of it was sent; what has become of it is looked up."),
    ],
)
async def test_a_program_that_is_killed_behind_an_answer_says_first_of_all_what_is_there_and_goes_on_from_it(
    tmp_path: Path, answers: int, so_far: str
) -> None:
    end = EndsAt("after an answer", answers)
    async with order_room(tmp_path, at=end) as desk:
        account = await desk.connect()
        key, units = to_ship(desk)
        await ship(desk, key, units)
        await desk.until(lambda: end.has_ended)
        await desk.change(account, paused=True)
        await desk.reopen()
        told = desk.entry(key)
        assert told.state == ("checking" if answers == 4 else "waiting")
        assert so_far in told.words
        await desk.change(account, paused=False)
        await is_there_once(desk, key, units, account)
        assert len(desk.there.writes) == 4


async def test_a_rule_of_the_shop_that_vetoes_an_item_is_told_with_what_is_left_and_retried_without_a_second_parcel(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key, units = to_ship(desk)
        await desk.there.fault("veto", where=where("an item"))
        entry = await ship(desk, key, units)
        await desk.delivered()
        refused = desk.entry(key)
        assert refused.state == "refused"
        assert "A rule of the shop" in refused.words
        assert "So far: a parcel is made, without a date" in refused.words
        assert made(desk, key) == [{}]
        await desk.work(lambda: desk.backend.engine.drafts.retry(entry.id))
        await is_there_once(desk, key, units, account)


async def test_units_that_others_shipped_meanwhile_are_refused_and_the_parcel_can_be_taken_back(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key = await leave_a_parcel(desk)
        await take_back(desk, key)
        assert made(desk, key) == []
        assert await differences(desk, account) == []


@each_end
async def test_a_parcel_is_taken_back_once_however_its_request_ends(tmp_path: Path, end: End) -> None:
    async with order_room(tmp_path) as desk:
        account = await desk.connect()
        key = await leave_a_parcel(desk)
        await end.strike(desk, {"method": "DELETE", "path": SHIPMENT})
        before = len(desk.there.writes)
        await take_back(desk, key)
        assert made(desk, key) == []
        assert [write.method for write in desk.there.writes[before:]] == ["DELETE"] * end.requests
        assert await differences(desk, account) == []


async def leave_a_parcel(desk: Room) -> str:
    """One whose units others have shipped meanwhile: it is made, and stays without items and date."""
    key, units = to_ship(desk)
    rest = list(units)[-1]
    line = next(row for row in lines_of(desk.there, key) if row["ID"] == rest)
    market = desk.there.account().market
    market.put(("lines", key), rest, {**line, "QuantityShipped": line["QuantityShipped"] + 1})
    entry = await ship(desk, key, {rest: units[rest]})
    await desk.delivered()
    assert "not so many units left" in desk.entry(key).words
    assert "“Take a parcel back” removes it" in desk.entry(key).words
    await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id]))
    assert made(desk, key) == [{}]
    return key


async def take_back(desk: Room, key: str) -> None:
    """Open the order, and delete the parcel that was made here."""
    await refresh(desk, key, "orders")
    offered = act(await form(desk, key), "take_back")
    assert offered.refused == ""
    (asked,) = offered.inputs
    id = next(choice.value for choice in asked.choices if choice.label == f"{TRACKING} (0 units)")
    await desk.act(key, "take_back", {"shipment": id})
    await desk.delivered()
    assert desk.outbox() == ()


async def test_the_same_shipment_that_arrives_twice_is_there_once(tmp_path: Path) -> None:
    """It is applied later than anybody waits: what is sent again has its ID, and is refused (5.4)."""
    async with order_room(tmp_path) as desk:
        await desk.connect()
        key, units = to_ship(desk)
        await desk.there.fault("applied_late", where=where("the shipment"), delay=4 * SETTLE)
        await ship(desk, key, units)
        await desk.until(lambda: dates(desk) == [True])
        await desk.delivered()
        assert made(desk, key) == [units]


async def test_shipping_all_completes_the_order_with_one_shipment_of_all_its_lines(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        account = await desk.connect()
        key = next(key for key in desk.there.ids() if is_whole(desk, key))
        await desk.act(key, "ship_all", {"tracking": TRACKING})
        await desk.delivered()
        assert made(desk, key) == [{line["ID"]: line["Quantity"] for line in lines_of(desk.there, key)}]
        assert (await desk.row(key)).values["state"] == "sent"
        assert await differences(desk, account) == []
        offered = await form(desk, key)
        assert act(offered, "ship_all").refused == act(offered, "ship_part").refused == "The order is Completed."


async def complete(desk: Room, key: str) -> None:
    """Somebody else completes the order without a parcel."""
    for name, value in (("Status", "Completed"), ("DateCompleted", desk.there.account().market.stamp())):
        await desk.there.change(key, name, value=value)


async def test_that_others_completed_the_order_while_our_parcel_was_on_its_way_is_told_and_not_taken_for_ours(
    tmp_path: Path,
) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        await desk.connect()
        key = next(key for key in desk.there.ids() if is_whole(desk, key))
        await desk.there.fault("reset", where={"method": "POST", "path": r"/ship$"})
        await desk.act(key, "ship_all", {"tracking": TRACKING})
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["checking"])
        await complete(desk, key)
        await desk.delivered()
        entry = desk.entry(key)
        assert entry.state == "asked"
        assert entry.words == "The order is Completed now, without this parcel: others have been at it."
        assert made(desk, key) == []


async def test_an_order_that_others_completed_before_is_refused_with_the_reason(tmp_path: Path) -> None:
    async with order_room(tmp_path) as desk:
        furnish(desk.there)
        await desk.connect()
        key = next(key for key in desk.there.ids() if is_whole(desk, key))
        await complete(desk, key)
        await desk.act(key, "ship_all", {"tracking": TRACKING})
        await desk.delivered()
        assert desk.entry(key).state == "refused"
        assert "Completed cannot be shipped" in desk.entry(key).words
        assert made(desk, key) == []


def is_whole(desk: Room, key: str) -> bool:
    is_open = is_status("Open")(desk.there.record(key))
    return is_open and not any(line["QuantityShipped"] for line in lines_of(desk.there, key))
