"""Documents of one record in parts: those that an answer is known to have all of take the place of the others."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.changes import Change
from desktop.store import rows
from desktop.sync.newest import Asked
from desktop.vendors.contract import Ask, Context, Request, Resource, Rows, Turn, Vendor, Walk
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.rows import Piece, encode
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
PART = "extra:"


def pieces(key: str, *names: str) -> list[Piece]:
    made = ((f"{PART}{name}", {"name": name}) for name in names)
    return [Piece(key=key, part=part, body=encode(document), document=document) for part, document in made]


def extras(made: Bench, key: str) -> list[str]:
    """The names of a record's parts, as they are in the copy."""
    stored = rows.record(made.reader, made.row(key))
    assert stored is not None
    return sorted(part.removeprefix(PART) for part in stored.documents if part.startswith(PART))


async def file(made: Bench, some: Sequence[Piece], replaces: Mapping[str, tuple[str, ...]]) -> None:
    at = Asked(asyncio.get_running_loop().time())
    await made.engine.filing.file(made.account, ORDERS, some, at, None, replaces=replaces)


async def test_parts_that_are_not_told_of_any_more_are_gone_and_others_stay(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        first, second, *_ = made.there.ids()
        await file(made, [*pieces(first, "a", "b"), *pieces(second, "c")], {})
        await file(made, pieces(first, "b", "d"), {first: (PART,)})
        assert extras(made, first) == ["b", "d"]
        assert extras(made, second) == ["c"]


async def test_a_list_with_nothing_in_it_leaves_nothing(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        key = made.there.ids()[0]
        await file(made, pieces(key, "a", "b"), {})
        await file(made, [], {key: (PART,)})
        assert extras(made, key) == []
        stored = rows.record(made.reader, made.row(key))
        assert stored is not None
        assert (stored.gone, stored.unread) == (False, "")


async def test_a_record_of_which_nothing_is_known_is_not_made_by_it(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        await file(made, [], {"nobody": (PART,)})
        await file(made, pieces("nobody", "a"), {"nobody": (PART,)})
        assert rows.row_of(made.reader, made.account.id, "orders", "nobody") is None


async def test_very_many_parts_of_one_record_are_all_kept(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        key = made.there.ids()[0]
        names = [f"{number:04}" for number in range(1_203)]
        await file(made, pieces(key, *names), {key: (PART,)})
        assert extras(made, key) == names


def walked(answer: Turn) -> Walk:
    """A walk of one page, the store's own name, whose rows are parts of the first order."""
    ask = Ask(request=Request(method="GET", path="/test"))
    return Walk(
        name="parts", first=lambda marker, context: {"begun": True}, ask=lambda state: ask,
        next=lambda state, heard: answer,
    )  # fmt: skip


async def test_a_walk_says_of_which_record_its_page_has_all_parts(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        key = made.there.ids()[0]
        await file(made, pieces(key, "a", "b"), {})
        await made.engine.pull.walk(made.account, ORDERS, walked(Turn(state=None)), "history")
        assert extras(made, key) == ["a", "b"]
        await made.engine.pull.walk(made.account, ORDERS, walked(Turn(state=None, replaces={key: (PART,)})), "history")
        assert extras(made, key) == []


def _read(key: str, context: Context) -> tuple[Ask, ...]:
    """As the vendor's tables do; and a list that never holds anything."""
    nothing = Rows(member="nothing", owner=lambda row: key, part=PART, id=lambda row: str(row["name"]))
    empty = Ask(request=Request(method="GET", path="/test"), rows=nothing, replaces=PART)
    return *(ORDERS.read(key, context) if ORDERS.read else ()), empty


READ_WHOLE: Mapping[str, Vendor] = {
    VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, read=_read)})
}


@pytest.mark.parametrize("tells", [True, False], ids=["the answer tells", "it is read again"])
async def test_an_edit_leaves_no_part_that_a_fresh_reading_does_not_name(tmp_path: Path, tells: bool) -> None:
    """Where the write's own answer is the truth, it says nothing of the others: they stay."""
    async with bench(tmp_path, vendors=READ_WHOLE) as made:
        key = made.there.ids()[0]
        resource: Resource = made.account.vendor.resources["orders"]
        steps = resource.write
        if not tells:
            silent = replace(
                resource, write=lambda key, changes: tuple(
                    replace(step, truth=lambda answer: None) for step in steps(key, changes)
                ),
            )  # fmt: skip
            made.account.vendor = replace(
                made.account.vendor, resources={**made.account.vendor.resources, "orders": silent}
            )
        await file(made, pieces(key, "a"), {})
        seen = made.there.record(key)["shipping_method"]
        made.engine.drafts.edit(made.row(key), [Change(field="shipping_method", seen=seen, wanted="Own van")])
        made.engine.drafts.submit([entry.id for entry in made.engine.pending.all])
        await made.until(lambda: not made.engine.pending.all)
        assert made.there.record(key)["shipping_method"] == "Own van"
        assert extras(made, key) == (["a"] if tells else [])
