"""Any edit of any field of any record: it and what it declares to move have changed at the vendor, and no more."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st

from desktop.changes import Change, Entry
from desktop.errors import Rejected
from desktop.records import Kind, Value
from desktop.store import rows
from desktop.sync.account import Settings
from desktop.vendors import VENDORS, tables
from desktop.vendors.contract import Context, Documents, Field, Resource
from desktop.vendors.ordercloud import VENDOR
from desktop.vendors.ordercloud.stock_records import BREAKS, SCHEDULE
from desktop.vendors.ordercloud.stock_records import part as part_of
from desktop.vendors.places import read
from desktop.vendors.rows import decode
from tests.whole.lags import scaled
from tests.whole.ordercloud.marketplace import (
    Marketplace,
    Place,
    Snapshot,
    changed_places,
    fits,
    is_empty,
    may_change,
    place_of,
    value_at,
)
from tests.whole.ordercloud.typed import KEYS, XPS, typed
from tests.whole.room import Room, room

OURS = VENDOR.id
EXAMPLES = int(os.environ.get("WHOLEDESK_EDITS", "80"))
KINDS: tuple[Kind, ...] = ("orders", "orders", "orders", "customers", "customers", "stock", "stock")
MAY_BE_REFUSED = ("quantity", "bill_to.", "ship_to.")
"""Fields about which the vendor has rules that nobody can know before: stock, price schedules, whole addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A desk that stays open over many examples, on a loop that runs while one of them does."""

    runner: asyncio.Runner
    desk: Room
    account: str
    number: int

    def __repr__(self) -> str:
        return f"<a desk on account {self.number}>"  # a failure is told without the whole sandbox

    @property
    def context(self) -> Context:
        return self.desk.backend.engine.accounts[self.account].context

    @property
    def market(self) -> Marketplace:
        return Marketplace(self.desk.there.sandbox.world.platforms[OURS].accounts[self.number].market)  # type: ignore[attr-defined]

    def resource(self, kind: Kind) -> Resource:
        return self.desk.backend.engine.vendors[OURS].resources[kind]

    def read_again(self, kind: Kind, key: str) -> None:
        async def ask() -> None:
            engine = self.desk.backend.engine
            await self.desk.backend.worker.ask(lambda: engine.refresh(self.account, kind, key))

        self.runner.run(ask())


@pytest.fixture(scope="module", params=[(0, "yes"), (1, "no")], ids=["digits", "letters"])
def bench(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Bench]:
    """One desk with both settings of what moves a stamp, and with the accounts of other vendors beside."""
    number, stamps = request.param
    folder: Path = tmp_path_factory.mktemp("edits")
    profile = ("index_lag=0", f"aside_stamps={stamps}")
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        vendors = {**VENDORS, VENDOR.id: scaled(VENDOR, 0)}
        desk = runner.run(stack.enter_async_context(room(folder, vendors=vendors, profile=profile, orders=30)))
        account = runner.run(connected(desk, OURS, number, drafts="yes"))
        for other in VENDORS.keys() - {OURS}:
            runner.run(connected(desk, other, 0))
        yield Bench(runner=runner, desk=desk, account=account, number=number)
        runner.run(stack.aclose())


async def connected(desk: Room, vendor: str, number: int, **options: str) -> str:
    """Connect an account of one of several vendors, and wait until all is there; its id."""
    found: Any = desk.there.sandbox.description["vendors"]
    account, before = found[vendor]["accounts"][number], set(desk.backend.engine.accounts)
    usual = {"name": account["name"], "servers": found[vendor]["servers"]}
    settings = Settings(id="", vendor=vendor, options={**account["options"], **options}, **usual)
    report = await desk.try_to_connect(settings, account["credentials"])
    assert not report.title, report
    await desk.in_step()
    (made,) = set(desk.backend.engine.accounts) - before
    return made


# ── one edit ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A field of a record, or of its line, and what is typed into it."""

    kind: Kind
    key: str
    field: Field
    line: str
    seen: Value
    wanted: Value

    def __repr__(self) -> str:
        where = f"{self.kind} {self.key} {self.line}"
        return f"<{where}: {self.field.name} from {self.seen!r} to {self.wanted!r}>"


def fields_at(bench: Bench, resource: Resource, documents: Documents, line: str) -> list[Field]:
    """What can be typed into, in the record or in its line."""
    fields = tables.fields_of(resource, documents, bench.context)
    for table in resource.lines if line else ():
        if line in dict(tables.with_keys(table, documents[resource.part])):
            fields = tuple(field for field in table.fields if not field.settled)
    return [field for field in fields if not field.editable(documents, bench.context)]


def drawn(draw: Callable[[st.SearchStrategy[Any]], Any], bench: Bench) -> Wish:
    """Something typed into a field of a record that has, where it shows one, an xp of any kind."""
    kind = draw(st.sampled_from(KINDS))
    resource, market = bench.resource(kind), bench.market
    sorts = market.sorts(kind)
    key = draw(st.sampled_from(sorted(sorts[draw(st.sampled_from(sorted(sorts)))])))
    is_about_xp = bool(resource.extras) and draw(st.integers(0, 3)) == 3
    if is_about_xp:
        market.set_xp(kind, key, draw(XPS))
    documents = resource.view(key, market.documents(kind, key))
    lines = dict(tables.keyed_lines(resource, documents))
    line = draw(st.sampled_from(sorted(lines))) if lines and not is_about_xp and draw(st.booleans()) else ""
    fields = fields_at(bench, resource, documents, line)
    if is_about_xp:
        added = tables.find_field(resource, f"xp.{draw(KEYS)}")
        leaves = [field for field in fields if field.name.startswith("xp.")]
        fields = [*leaves, *leaves, *([added] if added else [])]  # what is there is typed over more often
    assume(fields)
    field = draw(st.sampled_from(fields))
    of_line = {resource.part: lines[line]} if line else documents
    stands = value_in(resource, field, of_line)
    seen = field.codec.decode(stands)
    saved = market.saved_addresses(key) if kind == "orders" else []
    wanted = draw(typed(field, stands, seen, saved, bench.context))
    return Wish(kind=kind, key=key, field=field, line=line, seen=seen, wanted=wanted)


def value_in(resource: Resource, field: Field, documents: Documents) -> Any:  # noqa: ANN401 - JSON
    """What stands there; nothing where no such key can be: below a list, say."""
    try:
        return read(documents.get(tables.part_of(resource, field), {}), field.path)
    except ValueError:
        return None


async def row_of(desk: Room, account: str, wish: Wish) -> int:
    """The row of the record, which other accounts may have under the same key."""
    page = await desk.page(wish.kind, text="", accounts=(account,))
    (row,) = [row.id for row in page.rows if row.key == wish.key]
    return row


async def copy_of(desk: Room, account: str, wish: Wish) -> Documents:
    row = await row_of(desk, account, wish)
    found = await asyncio.wrap_future(desk.backend.screen.ask(rows.record, row))
    assert found is not None
    return {part: decode(body) for part, body in found.documents.items()}


async def deliver(desk: Room, account: str, wish: Wish) -> Entry | None:
    """Edit and submit; the entry where the vendor refused it. Raises Rejected where the desk does."""
    change = Change(field=wish.field.name, line=wish.line, seen=wish.seen, wanted=wish.wanted)
    row = await row_of(desk, account, wish)
    await desk.work(lambda: desk.backend.engine.drafts.edit(row, [change]))
    await desk.submit(*desk.outbox())
    await desk.delivered()
    return next(iter(desk.outbox()), None)


# Not made smaller: what is drawn hangs on the record, and trying is slow; what failed is told as it was.
@settings(
    max_examples=EXAMPLES,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_an_edit_changes_its_field_and_what_moves_with_it_and_nothing_else(bench: Bench, data: st.DataObject) -> None:
    market, desk = bench.market, bench.desk
    first, wish = market.snapshot(), None
    try:
        wish = drawn(data.draw, bench)
        bench.read_again(wish.kind, wish.key)
        before, writes = market.snapshot(), len(desk.there.writes)
        may = may_change(market.market, bench.resource(wish.kind), wish.key, wish.field, wish.line)
        try:
            left = bench.runner.run(deliver(desk, bench.account, wish))
        except Rejected:
            assume(False)
        event(f"{wish.kind} {wish.field.name.partition('.')[0]} {'refused' if left else 'delivered'}")
        if left:
            check_refused(bench, wish, left, before)
        else:
            check_delivered(bench, wish, before, writes, may)
    except AssertionError as error:
        sys.stderr.write(f"{wish!r}: {error}\n")  # told even where the failure cannot be repeated
        raise
    finally:
        restore(bench, first)


def check_delivered(bench: Bench, wish: Wish, before: Snapshot, writes: int, may: list[Place]) -> None:
    """By the marketplace's own data, and by the copy in the desk."""
    market, sent = bench.market, bench.desk.there.writes[writes:]
    account = market.market.name
    after = market.snapshot()
    moved = changed_places(before, after)
    assert {place for place in moved if not is_expected(place, before, may)} == set()
    assert [(write.account, write.applied, write.ignored) for write in sent] == [(account, True, ())] * len(sent)
    assert len(sent) <= 1
    assert bool(sent) or not moved
    place = place_of(market.market, wish.kind, wish.key, wish.field, wish.line)
    for value in value_at(after, place) or ([False] if place[0] == "addressassignments" else []):
        assert wish.field.codec.same(wish.field.codec.decode(value), wish.wanted)
    assert differences(bench, wish) == []


def is_expected(place: Place, before: Snapshot, may: list[Place]) -> bool:
    """Whether the place may change; what had nothing in it may also come to hold something that may."""
    may_be_begun = is_empty(before, place)
    return any(fits(place, pattern) or (may_be_begun and fits(pattern, place)) for pattern in may)


def check_refused(bench: Bench, wish: Wish, left: Entry, before: Snapshot) -> None:
    """With the vendor's words, and nothing has changed."""
    assert wish.field.name.startswith(MAY_BE_REFUSED), (left.state, left.words)
    assert (left.state, bool(left.words)) == ("refused", True)
    assert changed_places(before, bench.market.snapshot()) == set()


def differences(bench: Bench, wish: Wish) -> list[str]:
    """The parts of the record in which the desk's copy is not the vendor's; of stock that which was written (10.2a)."""
    theirs = bench.market.documents(wish.kind, wish.key)
    if wish.kind == "stock":
        part = SCHEDULE if wish.field.path == (BREAKS,) else part_of(wish.key)
        theirs = {part: theirs[part]}
    ours = bench.runner.run(copy_of(bench.desk, bench.account, wish))
    return sorted(part for part in theirs if ours.get(part) != theirs[part])


def restore(bench: Bench, first: Snapshot) -> None:
    """Nothing in the outbox, and the marketplace as it was: examples do not hang together."""
    engine = bench.desk.backend.engine
    entries = [entry.id for entry in bench.desk.outbox()]
    try:
        bench.runner.run(bench.desk.work(lambda: engine.drafts.discard(entries)))
    finally:
        bench.market.restore(first)


# ── what was found so ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "is_refused"), [(1, True), (3, False)])
def test_a_line_is_not_needed_before_it_was_added(day: int, is_refused: bool) -> None:
    line = {"ID": "1", "DateAdded": "2026-03-02T10:00:00.00+00:00", "Quantity": 1}
    order = {"ID": "9", "Status": "Open", "LineItems": [line]}
    change = Change(field="needed", line="1", seen=None, wanted=datetime(2026, 3, day, 12, tzinfo=UTC))
    reason = tables.refusal(VENDOR.resources["orders"], {"order": order}, Context(), change)
    assert reason == ("The line was added after that." if is_refused else "")
