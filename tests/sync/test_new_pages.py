"""Walks that end where nothing is new, and are taken up a little earlier than where they were broken off."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Rejected
from desktop.store import follow, rows
from desktop.vendors.contract import Ask, Heard, Request, Resource, Rows, Turn, Walk
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
WHOLE = Rows(member="orders", owner=lambda row: str(row["id"]), part="order")
SUMMARY = Rows(member="orders", owner=lambda row: str(row["id"]), part="row")
SIZE = 5


def pages(rows_of: Rows = WHOLE, *, fails_at: int = 0) -> Walk:
    """A list by pages; what of it is new is read singly, and the walk ends with a page on which nothing is."""

    def ask(state: Any) -> Ask:  # noqa: ANN401 - JSON
        query = (("limit", str(SIZE)), ("offset", str(state * SIZE)), ("order_by", "date_added"))
        return Ask(request=Request(method="GET", path="/orders", query=query), rows=rows_of)

    def then(state: Any, heard: Heard) -> Turn:  # noqa: ANN401 - JSON
        if fails_at and state == fails_at:
            raise Rejected("Not today.")
        further = state + 1 if heard.count == SIZE else None
        return Turn(state=further, while_new=True, follow_unknown=tuple(str(row["id"]) for row in heard.rows))

    return Walk(
        name="newest", first=lambda marker, context: 0, ask=ask, next=then, again=lambda state: max(state - 1, 0)
    )  # fmt: skip


async def asked(made: Bench, walk: Walk) -> list[str]:
    """The pages that a walk asks for."""
    before = made.there.seen
    account = made.account
    await made.engine.pull.walk(account, resource(made), walk, "news")
    return [each for each in made.there.asked(before) if each.startswith("/orders?") and f"limit={SIZE}&" in each]


def resource(made: Bench) -> Resource:
    return made.account.vendor.resources["orders"]


def forget(made: Bench) -> None:
    """The copy has not heard of any order."""
    with made.cache as cache:
        cache.execute("DELETE FROM follow")
        for key in made.there.ids():
            row = rows.row_of(cache, made.account.id, "orders", key)
            assert row is not None
            cache.execute("DELETE FROM records WHERE id = ?", (row,))


async def test_a_walk_ends_with_the_first_page_that_brings_nothing_new(tmp_path: Path) -> None:
    vendors = {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, news=())})}
    async with bench(tmp_path, orders=12, vendors=vendors) as made:
        assert len(await asked(made, pages())) == 1
        assert made.engine.pull.position(made.account, resource(made), pages())[0] is None


async def test_it_goes_on_while_pages_name_records_that_the_copy_does_not_have(tmp_path: Path) -> None:
    """By summaries too, which are kept of known records alone."""
    vendors = {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, news=())})}
    async with bench(tmp_path, orders=12, vendors=vendors) as made:
        forget(made)
        assert len(await asked(made, pages(SUMMARY))) == 3
        due = follow.due(made.cache, made.account.id, made.engine.pull._now(), past=False)  # noqa: SLF001
        assert {each.key for each in due} == set(made.there.ids())


async def test_a_walk_that_was_broken_off_is_taken_up_where_it_says(tmp_path: Path) -> None:
    vendors = {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, news=())})}
    async with bench(tmp_path, orders=12, vendors=vendors) as made:
        walk = replace(pages(), next=lambda state, heard: _broken(state))
        try:
            await made.engine.pull.walk(made.account, resource(made), walk, "news")
        except Rejected:
            assert made.engine.pull.position(made.account, resource(made), walk)[0] == 2
        assert len(await asked(made, pages())) == 1  # page 1 again, on which nothing is new
        assert "offset=5" in made.there.asked()[-1]


# ── lists that are walked again until nothing in them is new ──────────────────────────────────────────────────────


def with_gap(rows_of: Rows) -> Walk:
    """Goes to page 2 where page 0 has what the copy has not heard of; else it ends."""
    inner = pages(rows_of)

    def then(state: Any, heard: Heard) -> Turn:  # noqa: ANN401 - JSON
        names = tuple(str(row["id"]) for row in heard.rows)
        follow = names if rows_of.part == "row" else ()
        return Turn(state=None, unless_known=2 if state == 0 else None, follow=follow)

    return replace(inner, next=then)


@pytest.mark.parametrize("rows_of", [WHOLE, SUMMARY], ids=["whole rows", "summaries"])
async def test_a_walk_goes_another_way_where_a_page_has_what_the_copy_has_not_heard_of(
    tmp_path: Path, rows_of: Rows
) -> None:
    """Of a summary is heard as well what is to be read, though it is not there yet."""
    vendors = {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": replace(ORDERS, news=())})}
    async with bench(tmp_path, orders=12, vendors=vendors) as made:
        assert len(await asked(made, with_gap(rows_of))) == 1
        forget(made)
        assert len(await asked(made, with_gap(rows_of))) == 2
        assert len(await asked(made, with_gap(rows_of))) == 1


def _broken(state: int) -> Turn:
    if state == 2:
        raise Rejected("Not today.")
    return Turn(state=state + 1)
