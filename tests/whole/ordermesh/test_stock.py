"""What may be sold at OrderMesh, the whole way: read, priced, and not touched where it cannot be read whole."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.records import Value
from desktop.vendors.contract import Context
from desktop.vendors.forming import record_form
from tests.whole.acting import fields, form, refresh, refused, send, submit
from tests.whole.ordermesh.mesh_desk import differences, mesh_room
from tests.whole.room import Room


def one(desk: Room) -> str:
    return desk.there.ids("stock")[0]


@pytest.mark.parametrize(
    "setting", ["variant_replaces=yes", "catalogue_blanks=yes", "no_content=yes", "variant_replaces=no"]
)
async def test_a_price_arrives_and_nothing_of_the_variant_or_its_catalogue_is_lost(
    tmp_path: Path, setting: str
) -> None:
    async with mesh_room(tmp_path, profile=(setting,)) as desk:
        account = await desk.connect()
        key = one(desk)
        await refresh(desk, key, "stock")
        before = {part: body async for part, body in _raw(desk, key)}
        await send(desk, key, "stock", {"price": Decimal("17.35"), "shop_sku": "OURS-1"})
        await refresh(desk, key, "stock")
        after = {part: body async for part, body in _raw(desk, key)}
        assert after["catalogue"] == before["catalogue"]
        changed = {name for name in before["whole"] if before["whole"][name] != after["whole"].get(name)}
        assert changed == {"merchantPrice", "merchantSku"}
        assert (await desk.row(key, "stock")).values["price"] == Decimal("17.35")
        await desk.quiet()
        assert await differences(desk, account) == []


async def _raw(desk: Room, key: str) -> Any:  # noqa: ANN401
    from desktop.vendors.rows import decode

    for part, body in (await desk.stored(key, "stock")).documents.items():
        yield part, decode(body)


async def test_a_success_that_holds_an_error_is_told_in_its_words_and_is_none(tmp_path: Path) -> None:
    """Q5."""
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = one(desk)
        before = desk.there.record(key, "stock")
        await desk.there.fault("error_200", where={"method": "PATCH", "path": "/merchantCatalog$"})
        await submit(desk, key, "stock", {"price": Decimal("17.35")})
        words = await refused(desk, key)
        assert words == "OrderMesh says: “An unexpected error occurred.”"
        assert [entry.words for entry in (await form(desk, key, "stock")).entries] == [words]
        assert any(words in line for line in await desk.journal())
        assert desk.there.record(key, "stock") == before


async def test_what_a_success_in_part_left_out_is_told_by_its_name(tmp_path: Path) -> None:
    """C4: reads are behind, and the variant has left the catalogue."""
    async with mesh_room(tmp_path, profile=("stale_reads=yes",)) as desk:
        await desk.connect()
        key = one(desk)
        await desk.there.remove(key, "stock")
        await submit(desk, key, "stock", {"price": Decimal("17.35")})
        words = await refused(desk, key)
        assert "One or more SKUs do not exist in the catalog and were excluded" in words
        assert key in words


async def test_where_the_catalogue_cannot_be_read_whole_nothing_is_edited(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, profile=("catalogue_unreadable=yes",)) as desk:
        await desk.connect()
        key = one(desk)
        assert "does not show its catalogue whole" in (await fields(desk, key, "stock"))["price"].locked
        with pytest.raises(Exception, match="does not show its catalogue whole"):
            await submit(desk, key, "stock", {"price": Decimal("17.35")})
        assert not desk.there.writes


async def test_where_there_is_no_catalogue_in_the_list_of_them_nothing_is_edited_and_all_is_shown(
    tmp_path: Path,
) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        (account,) = desk.backend.engine.accounts.values()
        empty = Context(options=account.context.options, references={"catalogues": {}})
        bare = record_form(account.vendor.at(empty), empty, await desk.stored(one(desk), "stock"), ())
        told = {field.name: field for section in bare.sections for field in section.fields}
        assert "does not show its catalogue whole" in told["price"].locked
        assert told["price"].value == (await fields(desk, one(desk), "stock"))["price"].value


@pytest.mark.parametrize("setting", ["variant_replaces=yes", "variant_replaces=no", "catalogue_blanks=yes"])
async def test_a_decoration_is_edited_and_nothing_else_of_the_variant_moves(tmp_path: Path, setting: str) -> None:
    async with mesh_room(tmp_path, profile=(setting,)) as desk:
        account = await desk.connect()
        key = one(desk)
        await refresh(desk, key, "stock")  # print files are known once the variant was read whole
        before = {part: body async for part, body in _raw(desk, key)}
        wanted: dict[str, Value] = {
            "print_file": "https://art.example/new.png",
            "method": "Embroidery",
            "printing": Decimal("2.75"),
        }
        await send(desk, key, "stock", wanted, line="decoration:Front")
        await refresh(desk, key, "stock")
        after = {part: body async for part, body in _raw(desk, key)}
        assert after["catalogue"] == before["catalogue"]
        rest = {"decorations": None}
        assert {**after["whole"], **rest} == {**before["whole"], **rest}
        (was, *others), (now, *left) = before["whole"]["decorations"], after["whole"]["decorations"]
        assert left == others
        assert {name for name in now if now[name] != was[name]} == {"method", "price", "printImage"}
        assert now["printImage"] == {**was["printImage"], "sourcePrintFileUrl": "https://art.example/new.png"}
        (write,) = desk.there.writes
        assert write.absent == ()
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_print_files_say_that_they_are_not_read_before_the_catalogue_was(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        _, table = (await form(desk, one(desk), "stock")).lines
        cells = {cell.name: cell for cell in table.lines[0].cells}
        assert "not read yet" in cells["print_file"].locked
        assert not cells["width"].locked


async def test_an_edit_goes_to_the_catalogue_that_sells_it_and_not_to_an_old_one_that_has_it_too(
    tmp_path: Path,
) -> None:
    async with mesh_room(tmp_path) as desk:
        merchant, key = desk.there.account().merchant, one(desk)
        archive = next(row for row in merchant.catalogues if not row.members["isEnabled"])
        sold = next(row for row in merchant.catalogues if row.members["isEnabled"])
        had = {**archive.variants, key: sold.variants[key]}
        merchant.catalogues.put(replace(archive, created=archive.created - 1, variants=had))  # told last
        await desk.connect()
        await send(desk, key, "stock", {"price": Decimal("17.35")})
        assert [write.body["id"] for write in desk.there.writes] == [sold.id]


async def test_stock_is_said_not_to_be_provided(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        assert "Not provided by this vendor" in (await fields(desk, one(desk), "stock"))["on_hand"].locked
        (act,) = (await form(desk, one(desk), "stock")).acts
        assert "counts no stock" in act.refused
