"""Records that have their documents with another one of their kind: they come, change and go with it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from desktop.changes import Change
from desktop.questions import Question
from desktop.store import results
from desktop.store import rows as stored_rows
from desktop.vendors.contract import Documents, Vendor
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]


def owner(key: str) -> str:
    return key.partition("/")[0]


def lines(key: str, documents: Documents) -> tuple[str, ...]:
    return tuple(f"{key}/{line['id']}" for line in documents["order"]["order_items"])


def view(key: str, documents: Documents) -> Documents:
    """An order, or one of its lines as if that were all of it."""
    line = key.partition("/")[2]
    if not line:
        return documents
    own = [each for each in documents["order"]["order_items"] if each["id"] == line]
    return {**documents, "order": {**documents["order"], "order_items": own}} if own else {}


SHARING: Mapping[str, Vendor] = {
    VENDOR.id: replace(
        VENDOR,
        resources={**VENDOR.resources, "orders": replace(ORDERS, owner=owner, others=lines, view=view)},
    )
}
"""The vendor, whose orders have a row for each of their lines besides their own."""


@asynccontextmanager
async def sharing(folder: Path) -> AsyncIterator[Bench]:
    async with bench(folder, vendors=SHARING) as made:
        yield made


def there(made: Bench) -> set[str]:
    """The rows that the vendor's orders and their lines come to."""
    orders = {key: made.there.record(key)["order_items"] for key in made.there.ids()}
    return set(orders) | {f"{key}/{line['id']}" for key, lines in orders.items() for line in lines}


def here(made: Bench) -> dict[str, bool]:
    """The rows of orders, and which are gone."""
    found = results.first_page(made.reader, Question(kind="orders"), 500).rows
    return {row.key: row.gone for row in found}


def of_two_lines(made: Bench) -> tuple[str, list[str]]:
    key = next(key for key in made.there.ids() if len(made.there.record(key)["order_items"]) >= 2)
    return key, [f"{key}/{line['id']}" for line in made.there.record(key)["order_items"]]


async def test_each_has_a_row_of_its_own_with_its_own_part_of_the_documents(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        assert here(made) == dict.fromkeys(there(made), False)
        _, (first, *_) = of_two_lines(made)
        stored = stored_rows.record(made.reader, made.row(first))
        assert stored is not None
        assert stored.owner == owner(first)
        assert stored.documents["order"]
        account = made.account
        documents = made.engine.filing.documents(account, account.vendor.resources["orders"], first)
        assert [line["id"] for line in documents["order"]["order_items"]] == [first.partition("/")[2]]


async def test_a_change_of_the_owner_is_shown_in_all_of_them(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        key, _ = of_two_lines(made)
        await made.there.change(key, "email", value="new@example.com")
        await made.look_around()
        found = results.first_page(made.reader, Question(kind="orders"), 500).rows
        assert {row.values["email"] for row in found if owner(row.key) == key} == {"new@example.com"}


async def test_one_that_is_not_among_them_any_more_is_gone_and_may_come_back(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        key, (first, *others) = of_two_lines(made)
        items = made.there.record(key)["order_items"]
        await made.there.change(key, "order_items", value=items[1:])
        await made.look_around()
        assert here(made)[first]
        assert not any(here(made)[other] for other in (key, *others))
        await made.there.change(key, "order_items", value=items)
        await made.look_around()
        assert not here(made)[first]


async def test_they_go_with_their_owner(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        key, keys = of_two_lines(made)
        await made.there.remove(key)
        await made.engine.refresh(made.account.id, "orders", keys[0])
        assert all(here(made)[each] for each in (key, *keys))


async def test_one_read_again_is_read_with_its_owner(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        key, (first, *_) = of_two_lines(made)
        before = made.there.seen
        await made.engine.refresh(made.account.id, "orders", first)
        assert next(path for path in made.there.asked(before) if path.startswith("/orders/")) == f"/orders/{key}"


async def test_an_edit_of_one_that_has_gone_meanwhile_says_so_and_sends_nothing(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        key, (first, *_) = of_two_lines(made)
        items = made.there.record(key)["order_items"]
        change = Change(field="email", seen=made.there.record(key)["email"], wanted="new@example.com")
        made.engine.drafts.edit(made.row(first), [change])
        await made.there.change(key, "order_items", value=items[1:])
        (entry,) = made.engine.pending.all
        made.engine.drafts.submit([entry.id])
        await made.until(lambda: [each.state for each in made.engine.pending.all] == ["refused"])
        (entry,) = made.engine.pending.all
        assert entry.words == f"{VENDOR.label} does not have this record any more."
        assert made.there.writes == []
        assert here(made)[first]
        assert not here(made)[key]


async def test_an_unsent_edit_is_shown_in_its_own_row_only(tmp_path: Path) -> None:
    async with sharing(tmp_path) as made:
        key, (first, *_) = of_two_lines(made)
        was = made.there.record(key)["email"]
        made.engine.drafts.edit(made.row(first), [Change(field="email", seen=was, wanted="new@example.com")])
        await made.there.change(key, "shipping_method", value="Tram")
        await made.look_around()
        found = results.first_page(made.reader, Question(kind="orders"), 500).rows
        shown = {row.key: row.values["email"] for row in found if owner(row.key) == key}
        assert shown == {**dict.fromkeys(shown, was), first: "new@example.com"}
