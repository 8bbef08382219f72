"""Any edit of any field of any record: that field and what it declares to move have changed, and nothing else."""

import asyncio
import json
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desktop.changes import Change
from desktop.errors import Rejected
from desktop.records import Kind, Value
from desktop.sandbox.canonical import digest
from desktop.store.theirs import Documents
from desktop.vendors import tables
from desktop.vendors.contract import Context, Document, Field, Resource
from desktop.vendors.rows import decode
from tests.whole.room import Room, room
from tests.whole.values import values

EXAMPLES = int(os.environ.get("WHOLEDESK_EDITS", "80"))
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A desk that stays open over many examples, on a loop that runs while one of them does."""

    runner: asyncio.Runner
    desk: Room
    account: str

    @property
    def context(self) -> Context:
        return self.desk.backend.engine.accounts[self.account].context

    def resource(self, kind: Kind) -> Resource:
        return self.desk.backend.engine.vendors[self.desk.there.vendor].resources[kind]

    def document(self, kind: Kind, key: str) -> Document:
        """The record as the vendor has it."""
        (body,) = self.desk.there.account().records(kind)[key].values()
        found: Document = decode(body)
        return found


@pytest.fixture(scope="module", params=["normalisation=all", "normalisation=none"])
def bench(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("edits")
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        desk = runner.run(stack.enter_async_context(room(folder, profile=(request.param,))))
        yield Bench(runner=runner, desk=desk, account=runner.run(desk.connect()))
        runner.run(stack.aclose())


# ── what an edit may touch ────────────────────────────────────────────────────────────────────────────────────────


def leaves(value: Any, place: Place = ()) -> dict[Place, Any]:  # noqa: ANN401 - JSON
    """Every value of a document by its path. Empty maps and lists are one and the same, and so are 1 and 1.0."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        return {place: Decimal(value) if isinstance(value, int | Decimal) else value}
    found: dict[Place, Any] = {}
    for name, each in inner:
        found |= leaves(each, (*place, name))
    return found or {place: "nothing in it"}


def changed_places(before: Document, after: Document) -> set[Place]:
    was, now = leaves(before), leaves(after)
    return {place for place in was.keys() | now.keys() if was.get(place) != now.get(place)}


def allowed(resource: Resource, field: Field, at: Place) -> list[Place]:
    """The paths that an edit of this field may move."""
    moved = [other for name in field.moves if (other := tables.find_field(resource, name)) is not None]
    return [(*at, *field.path), *(other.path for other in moved)]


def begins_with(place: Place, start: Place) -> bool:
    return place[: len(start)] == start


# ── one edit ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A field of a record, or of its line at `at`, and what is typed into it."""

    kind: Kind
    key: str
    field: Field
    line: str
    at: Place
    seen: Value
    wanted: Value


@st.composite
def wishes(draw: st.DrawFn, bench: Bench) -> Wish:
    kind: Kind = draw(st.sampled_from(("orders", "orders", "orders", "stock")))
    resource = bench.resource(kind)
    key = draw(st.sampled_from(sorted(bench.desk.there.ids(kind))))
    whole = {resource.part: bench.document(kind, key)}
    lines = tables.keyed_lines(resource, whole)
    line, documents = "", whole
    at: Place = ()
    fields = tables.fields_of(resource, whole, bench.context)
    if bool(lines) and draw(st.booleans()):
        (table,) = resource.lines
        number = draw(st.integers(0, len(lines) - 1))
        line, at, documents = lines[number][0], (*table.path, number), {resource.part: lines[number][1]}
        fields = table.fields
    field = draw(st.sampled_from([each for each in fields if not each.editable(whole, bench.context)]))
    seen = tables.decode(resource, field, documents)
    other_letters = st.just(seen.swapcase()) if isinstance(seen, str) else st.nothing()
    wanted = draw(values(field, bench.context) | other_letters)
    return Wish(kind=kind, key=key, field=field, line=line, at=at, seen=seen, wanted=wanted)


async def deliver(desk: Room, wish: Wish) -> bool:
    """Edit and submit; False when the desk says that this cannot be typed."""
    change = Change(field=wish.field.name, line=wish.line, seen=wish.seen, wanted=wish.wanted)
    try:
        row = await desk.row(wish.key, wish.kind)
        await desk.work(lambda: desk.backend.engine.drafts.edit(row.id, [change]))
    except Rejected:
        return False
    await desk.submit(*desk.outbox())
    await desk.delivered()
    return True


async def truth(desk: Room, wish: Wish) -> Documents:
    return (await desk.stored(wish.key, wish.kind)).documents


def judge(bench: Bench, wish: Wish, before: Document) -> None:
    """By the vendor's own data."""
    resource, after = bench.resource(wish.kind), bench.document(wish.kind, wish.key)
    moved = changed_places(before, after)
    may = allowed(resource, wish.field, wish.at)
    assert {place for place in moved if not any(begins_with(place, start) for start in may)} == set()
    line = {
        resource.part: dict(tables.keyed_lines(resource, {resource.part: after}))[wish.line] if wish.line else after
    }
    assert wish.field.codec.same(tables.decode(resource, wish.field, line), wish.wanted)
    body = bench.runner.run(truth(bench.desk, wish))[resource.part]
    assert [digest(body)] == list(bench.desk.there.hashes(wish.kind)[wish.key].values())


async def restore(bench: Bench, wish: Wish, before: bytes) -> None:
    """Put the record back, at the vendor's and in the copy, so that examples do not hang together."""
    desk = bench.desk
    await desk.work(lambda: desk.backend.engine.drafts.discard([entry.id for entry in desk.outbox()]))
    store, document = desk.there.store(), json.loads(before)
    if wish.kind == "stock":
        store.stock[int(wish.key)] = document
    else:
        store.save(document)
    await desk.backend.worker.ask(lambda: desk.backend.engine.refresh(bench.account, wish.kind, wish.key))


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_an_edit_changes_its_field_and_what_moves_with_it_and_nothing_else(bench: Bench, data: st.DataObject) -> None:
    desk = bench.desk
    wish = data.draw(wishes(bench))
    before, writes = bench.document(wish.kind, wish.key), len(desk.there.writes)
    (served,) = desk.there.account().records(wish.kind)[wish.key].values()
    try:
        assume(bench.runner.run(deliver(desk, wish)))
        check(bench, wish, before, writes)
    finally:
        bench.runner.run(restore(bench, wish, served))


def check(bench: Bench, wish: Wish, before: Document, writes: int) -> None:
    """What must be so after an edit."""
    desk = bench.desk
    assert [(entry.state, entry.words) for entry in desk.outbox()] == []
    sent = desk.there.writes[writes:]
    assert [(write.applied, write.absent) for write in sent] == [(True, ())] * len(sent)
    assert len(sent) <= 1
    judge(bench, wish, before)
    if not sent:
        assert changed_places(before, bench.document(wish.kind, wish.key)) == set()
