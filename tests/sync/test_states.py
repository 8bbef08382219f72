"""Records whose fate no list of changes tells: those that leave the list of their state, and those with a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.questions import Question
from desktop.store import results, rows
from desktop.vendors.contract import Documents, Resource, Sweep, Vendor
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.orderdesk.walks import orders_like
from tests.sync.wire import Bench, bench
from tests.whole.room import terms

ORDERS = VENDOR.resources["orders"]


def with_orders(orders: Resource) -> Mapping[str, Vendor]:
    return {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": orders})}


def shown(made: Bench, key: str, name: str) -> object:
    """A cell of an order's row."""
    page = results.first_page(made.reader, Question(kind="orders"), 500)
    return next(row.values[name] for row in page.rows if row.key == key)


def reads_of(made: Bench, key: str, since: int) -> int:
    return sum(path.split("?")[0].endswith(f"/orders/{key}") for path in made.there.asked(since))


# ── those that leave the list of their state ──────────────────────────────────────────────────────────────────────


def listed_by_folder(number: int, name: str) -> Mapping[str, Vendor]:
    """A vendor that tells no changes: only which orders are in one folder."""
    walk = replace(orders_like(("folder_id", str(number))), name="in the folder")
    open_ones = Sweep(name="open ones", walks=(walk,), states=(name,))
    return with_orders(replace(ORDERS, news=(), sweeps=(*ORDERS.sweeps, open_ones)))


async def a_folder(folder: Path) -> tuple[int, str]:
    """One of the sandbox's folders."""
    (away := folder / "away").mkdir()
    async with bench(away, orders=1) as made:
        found: dict[int, str] = made.there.store().folders
        return next(iter(found.items()))


async def test_an_order_that_leaves_its_state_unseen_is_read_at_the_next_round(tmp_path: Path) -> None:
    number, name = await a_folder(tmp_path)
    async with bench(tmp_path, orders=40, vendors=listed_by_folder(number, name)) as made:
        inside = [key for key in made.there.ids() if made.there.record(key)["folder_id"] == number]
        other = next(each for each in made.there.store().folders if each != number)
        left, *stayed = inside
        outside = next(key for key in made.there.ids() if key not in inside)
        await made.there.change(left, "folder_id", value=other)
        await made.there.change(stayed[0], "email", value="changed@example.test")
        await made.there.change(outside, "email", value="unseen@example.test")
        since = made.there.seen
        await made.look_around()
        assert shown(made, left, "vendor_state") == made.there.store().folders[other]
        assert [reads_of(made, key, since) for key in (left, stayed[0], outside)] == [1, 0, 0]
        assert shown(made, stayed[0], "email") == "changed@example.test"
        assert shown(made, outside, "email") != "unseen@example.test"


async def test_one_that_is_deleted_is_gone_at_the_next_round(tmp_path: Path) -> None:
    number, name = await a_folder(tmp_path)
    async with bench(tmp_path, orders=40, vendors=listed_by_folder(number, name)) as made:
        key = next(key for key in made.there.ids() if made.there.record(key)["folder_id"] == number)
        row = made.row(key)
        await made.there.remove(key)
        await made.look_around()
        stored = rows.record(made.reader, row)
        assert stored is not None
        assert stored.gone


# ── those with a time ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_order_is_read_again_when_its_time_has_come_and_then_when_the_next_one_has(tmp_path: Path) -> None:
    ahead = [timedelta()]
    chosen: list[str] = []

    def now() -> datetime:
        return datetime.now(UTC) + ahead[0]

    def again(documents: Documents, at: datetime) -> datetime | None:
        chosen[:] = chosen or [documents["order"]["id"]]
        return at + timedelta(hours=1) if documents["order"]["id"] == chosen[0] else None

    vendors = with_orders(replace(ORDERS, again=again))
    async with bench(tmp_path, vendors=vendors, wanted=terms(now=now)) as made:
        for hours, reads in ((0, 0), (1.1, 1), (1.5, 1), (2.3, 2)):
            ahead[0] = timedelta(hours=hours)
            await made.look_around()
            assert reads_of(made, chosen[0], 0) == reads


# ── an act that makes a record ────────────────────────────────────────────────────────────────────────────────────


async def test_what_an_act_has_made_is_read_once_it_is_done(tmp_path: Path) -> None:
    made_there: list[str] = []
    note = next(act for act in ORDERS.acts if act.is_note)

    def leads(answers: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(made_there) if answers else ()

    acts = tuple(replace(act, leads=leads) if act is note else act for act in ORDERS.acts)
    async with bench(tmp_path, vendors=with_orders(replace(ORDERS, acts=acts, news=()))) as made:
        made_there.append(await made.there.create())
        made.act(made.there.ids()[0], note.name, {"text": "Ring the bell"})
        await made.until(lambda: not made.busy())
        await made.look_around()
        assert made.row(made_there[0])


# ── tables that an account decides ────────────────────────────────────────────────────────────────────────────────


async def test_tables_are_those_of_the_account_s_own_references(tmp_path: Path) -> None:
    def bind(context: Any) -> Mapping[Any, Resource]:  # noqa: ANN401 - as the vendor has it
        number = len(context.references)
        fields = tuple(replace(field, hint=f"{number} lists") for field in ORDERS.fields)
        return {**VENDOR.resources, "orders": replace(ORDERS, fields=fields)}

    async with bench(tmp_path, vendors={VENDOR.id: replace(VENDOR, bind=bind)}) as made:
        number = len(made.account.context.references)
        assert number > 0
        assert {field.hint for field in made.account.vendor.resources["orders"].fields} == {f"{number} lists"}
