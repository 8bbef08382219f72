"""What Orderspace's forms offer and why not: acts that people look for, preorder windows, empty lists of choices."""

from pathlib import Path

import pytest

from desktop.records import Kind
from desktop.vendors.contract import Context
from desktop.vendors.forming import record_form
from tests.whole.acting import form
from tests.whole.orderspace.site_desk import site_room


@pytest.mark.parametrize(
    ("kind", "act", "words"),
    [
        ("customers", "create", "They are made in Orderspace’s admin"),
        ("stock", "create", "They are made in Orderspace’s admin"),
        ("stock", "delete", "Switch “Active” off"),
        ("orders", "pay", "done in Orderspace’s admin"),
    ],
)
async def test_what_people_look_for_and_is_not_done_here_says_so(
    tmp_path: Path, kind: Kind, act: str, words: str
) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        acts = {each.name: each for each in (await form(desk, desk.there.ids(kind)[0], kind)).acts}
        assert words in acts[act].refused


async def test_a_line_tells_its_preorder_window_and_until_when_that_takes_orders(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key, line = next(
            (key, line) for key in desk.there.ids()
            for line in desk.there.record(key)["order"]["order_lines"] if line["preorder_window_id"]
        )  # fmt: skip
        (table,) = (await form(desk, key)).lines
        cells = {cell.name: cell for each in table.lines if each.key == line["id"] for cell in each.cells}
        labels = {choice.value: choice.label for choice in cells["preorder_window"].choices}
        assert cells["preorder_window"].value == line["preorder_window_id"]
        assert "orders until 20" in labels[line["preorder_window_id"]]


@pytest.mark.parametrize("kind", ["orders", "customers", "stock"])
async def test_where_a_list_of_choices_is_empty_a_form_shows_what_is_chosen_and_lets_it_go(
    tmp_path: Path, kind: Kind
) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        (account,) = desk.backend.engine.accounts.values()
        empty = Context(options=account.context.options, references={name: {} for name in account.context.references})
        for key in desk.there.ids(kind)[:10]:
            stored = await desk.stored(key, kind)
            usual = record_form(account.vendor, account.context, stored, ())
            bare = record_form(account.vendor.at(empty), empty, stored, ())
            assert not bare.unread
            told = {field.name: field for section in bare.sections for field in section.fields}
            for section in usual.sections:
                for field in section.fields:
                    if field.name == "categories":
                        assert "has no categories" in told[field.name].locked
                    elif field.name in told:
                        assert (told[field.name].value, told[field.name].locked) == (field.value, field.locked)
                        assert {choice.value for choice in told[field.name].choices} <= {"", "active", "closed"}
