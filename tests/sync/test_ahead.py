"""Parts that a walk tells of before their records: they wait in the copy, and each record is made once, of all."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.store import rows
from desktop.vendors.contract import Ask, Heard, Request, Resource, Rows, Turn, Vendor, Walk
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.rows import decode
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
WHOLE = Rows(member="orders", owner=lambda row: str(row["id"]), part="order")
BESIDE = Rows(member="orders", owner=lambda row: str(row["id"]), part="beside")
OTHERS = Rows(member="orders", owner=lambda row: str(row["id"]), part="others")
QUIET: Mapping[str, Vendor] = {
    VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, news=())})
}


def walk(*lists: Rows, is_ahead: bool = False) -> Walk:
    """The same list, its rows once as these documents and then as those."""

    def ask(state: Any) -> Ask:  # noqa: ANN401 - JSON
        return Ask(request=Request(method="GET", path="/orders", query=(("limit", "500"),)), rows=lists[state])

    def then(state: Any, heard: Heard) -> Turn:  # noqa: ANN401 - JSON
        return Turn(state=state + 1 if state + 1 < len(lists) else None)

    return Walk(name="anew", first=lambda marker, context: 0, ask=ask, next=then, is_ahead=is_ahead)


async def run(made: Bench, asked: Walk) -> None:
    await made.engine.pull.walk(made.account, resource(made), asked, "news")


def resource(made: Bench) -> Resource:
    return made.account.vendor.resources["orders"]


def parts(made: Bench, key: str) -> Mapping[str, bytes]:
    row = rows.row_of(made.reader, made.account.id, "orders", key)
    stored = rows.record(made.reader, row) if row is not None else None
    return stored.documents if stored is not None else {}


def waiting(made: Bench) -> int:
    return int(made.reader.execute("SELECT count(*) FROM early").fetchone()[0])


async def test_what_comes_before_its_record_is_filed_with_it(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=QUIET) as made:
        new = await made.there.create()
        await run(made, walk(BESIDE, OTHERS, WHOLE, is_ahead=True))
        assert parts(made, new).keys() == {"order", "beside", "others"}
        assert waiting(made) == 0


async def test_it_does_not_wait_where_the_walk_does_not_say_so(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=QUIET) as made:
        new = await made.there.create()
        await run(made, walk(BESIDE, WHOLE))
        assert parts(made, new).keys() == {"order"}


async def test_what_belongs_to_no_record_is_forgotten_when_the_walk_is_over(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=QUIET) as made:
        new = await made.there.create()
        await run(made, walk(BESIDE, OTHERS, is_ahead=True))
        assert (parts(made, new), waiting(made)) == ({}, 0)


async def broken_off(made: Bench) -> None:
    """A walk that has told of parts, and of no records yet."""
    whole = walk(BESIDE, WHOLE, is_ahead=True)
    first = replace(whole, next=lambda state, heard: Turn(state=1) if state == 0 else whole.next(state, heard))
    await made.engine.pull._page(made.account, resource(made), first, 0, "news")  # noqa: SLF001 - one page of it


async def test_what_waits_is_heard_of_anew_by_any_other_list(tmp_path: Path) -> None:
    """An order that is paid while the past is loaded does not arrive unpaid."""
    async with bench(tmp_path, vendors=QUIET) as made:
        new = await made.there.create()
        await broken_off(made)
        assert waiting(made) == 1
        await made.there.change(new, "shipping_method", value="Own van")
        await run(made, replace(walk(BESIDE), name="news"))
        await run(made, walk(BESIDE, WHOLE, is_ahead=True))
        assert decode(parts(made, new)["beside"])["shipping_method"] == "Own van"


async def test_what_a_record_that_is_read_whole_has_no_more_does_not_come_back(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=QUIET) as made:
        new = await made.there.create()
        await broken_off(made)
        found = await made.engine.hearing.fresh(made.account, resource(made), new, "news")
        assert found is not None
        await made.engine.pull.take(made.account, resource(made), new, replace(found, replaces=("beside",)))
        assert parts(made, new).keys() == {"order"}
        assert waiting(made) == 0
