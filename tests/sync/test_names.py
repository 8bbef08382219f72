"""Records that other lists call by a name, and records whose place the copy has to tell."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.store import rows
from desktop.vendors.contract import Ask, Context, Documents, Heard, Request, Resource, Rows, Turn, Vendor, Walk
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
BESIDE = "beside"


def with_orders(orders: Resource) -> Mapping[str, Vendor]:
    return {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": orders})}


def number_of(documents: Documents) -> tuple[str, ...]:
    return (str(documents["order"]["source_id"]),)


def listed_by_number() -> Walk:
    """A list of orders that says their numbers instead of their keys."""
    rows_of = Rows(member="orders", owner=lambda row: str(row["source_id"]), part=BESIDE, by_name=True)
    ask = Ask(request=Request(method="GET", path="/orders", query=(("limit", "500"),)), rows=rows_of)

    def then(state: Any, heard: Heard) -> Turn:  # noqa: ANN401 - JSON
        return Turn(state=None)

    return Walk(name="by number", first=lambda marker, context: {}, ask=lambda state: ask, next=then)


async def walk(made: Bench) -> None:
    account = made.account
    await made.engine.pull.walk(account, account.vendor.resources["orders"], listed_by_number(), "news")


def documents(made: Bench, key: str) -> Mapping[str, bytes]:
    stored = rows.record(made.reader, made.row(key))
    assert stored is not None
    return stored.documents


async def test_rows_that_say_a_name_are_filed_with_the_record_that_is_called_so(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=with_orders(replace(ORDERS, names=number_of, news=()))) as made:
        await walk(made)
        for key in made.there.ids():
            assert documents(made, key).keys() == {"order", BESIDE}
            assert documents(made, key)[BESIDE] == documents(made, key)["order"]


async def test_rows_of_a_name_that_nobody_has_are_left(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=with_orders(replace(ORDERS, names=number_of, news=()))) as made:
        new = await made.there.create()
        await walk(made)
        assert rows.row_of(made.reader, made.account.id, "orders", new) is None
        assert all(BESIDE in documents(made, key) for key in made.there.ids() if key != new)


async def test_a_part_of_a_record_that_is_gone_does_not_bring_it_back(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=with_orders(replace(ORDERS, names=number_of, news=()))) as made:
        account, resource = made.account, made.account.vendor.resources["orders"]
        key = made.there.ids()[0]
        made.engine.filing.gone(account, resource, key)
        await walk(made)
        stored = rows.record(made.reader, made.row(key))
        assert stored is not None
        assert stored.gone
        assert BESIDE not in stored.documents


async def test_a_record_is_read_at_the_place_that_the_copy_tells(tmp_path: Path) -> None:
    """As where a variant's id does not say of which product it is."""

    def read(where: str, context: Context) -> tuple[Ask, ...]:
        store, _, key = where.partition("/")
        return ORDERS.read(key, context) if store and key and ORDERS.read else ()

    def place(key: str, documents: Documents) -> str:
        return f"{documents['order']['source_name']}/{key}" if documents else key

    async with bench(tmp_path, vendors=with_orders(replace(ORDERS, read=read, place=place, news=()))) as made:
        key = made.there.ids()[0]
        await made.there.change(key, "email", value="changed@example.test")
        await made.engine.refresh(made.account.id, "orders", key)
        assert b"changed@example.test" in documents(made, key)["order"]
