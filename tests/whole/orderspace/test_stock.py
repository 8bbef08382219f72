"""Orderspace's stock on the real engine: products sent whole, figures by SKU, adjusted, what others do meanwhile."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import AppError
from tests.whole.acting import changes_of, differences, do, fields, form, send, submit
from tests.whole.orderspace.deeds import variant
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import PATIENCE, Room, later


def record(desk: Room, key: str) -> Any:  # noqa: ANN401 - JSON
    return desk.there.record(key, "stock")


def find(desk: Room, fits: Callable[[Any], bool]) -> str:
    return next(key for key in desk.there.ids("stock") if fits(record(desk, key)))


def tracked(desk: Room) -> str:
    return find(desk, lambda each: "level" in each)


def several(desk: Room) -> str:
    """A variant of a product that has more of them."""
    return find(desk, lambda each: len(each["product"]["product_variants"]) > 1)


@pytest.mark.parametrize(
    "setting", ["variants_kept=off", "variants_kept=on", "product_blanks=on", "site_features=both"]
)
async def test_a_product_goes_out_whole_and_nothing_else_of_it_moves(tmp_path: Path, setting: str) -> None:
    async with site_room(tmp_path, profile=(setting,)) as desk:
        account = await desk.connect()
        key = several(desk)
        before = record(desk, key)["product"]
        await send(desk, key, "stock", {"price": Decimal("17.35"), "description": "Fresh"})
        (write,) = desk.there.writes
        assert (write.absent, write.ignored) == ((), ())
        after = record(desk, key)["product"]
        rows = [
            {**row, "unit_price": 17.35} if row["id"] == key else row for row in before["product_variants"]
        ]  # fmt: skip
        assert after == {**before, "description": "Fresh", "product_variants": rows}
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_a_price_of_a_list_is_set_made_and_taken_away(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = tracked(desk)
        shown = await fields(desk, key, "stock")
        names = [name for name in shown if name.startswith("price.")]
        assert all(shown[name].label.endswith(f"({shown[name].currency})") for name in names), "each says its currency"
        assert len({shown[name].currency for name in names}) > 1
        euros = next(name for name in names if shown[name].currency == "EUR")
        draft = await desk.edit(key, *await changes_of(desk, key, "stock", {euros: Decimal(7)}), kind="stock")
        assert [change.currency for change in draft.changes] == ["EUR"], "in the outbox as well"
        await desk.work(lambda: desk.backend.engine.drafts.discard([draft.id]))
        for name, wanted in ((names[0], Decimal("9.99")), (names[1], Decimal("8.5")), (names[0], None)):
            await send(desk, key, "stock", {name: wanted})
        prices = {row["id"]: row["unit_price"] for row in variant(record(desk, key), key)["price_list_prices"]}
        assert names[0].removeprefix("price.") not in prices
        assert prices[names[1].removeprefix("price.")] == 8.5


async def test_categories_are_typed_by_their_names_and_written_by_their_ids(tmp_path: Path) -> None:
    async with site_room(tmp_path, profile=("site_features=both",)) as desk:
        account = await desk.connect()
        rows = {row.key: row.document()["name"] for row in desk.there.account().site.categories.rows()}
        key = find(desk, lambda each: len(each["product"]["categories"]) == 1)
        (own,) = record(desk, key)["product"]["categories"]
        other = next(each for each, name in rows.items() if list(rows.values()).count(name) == 1 and each != own["id"])
        wanted = {"categories": f"{own['name']}; {rows[other]}", "grouping_category": other}
        await send(desk, key, "stock", wanted)
        assert desk.there.writes[-1].body["product"]["categories"] == [{"id": own["id"]}, {"id": other}]
        product = record(desk, key)["product"]
        assert product["categories"] == [own, {"id": other, "name": rows[other]}]
        assert product["grouping_category_id"] == other
        await desk.quiet()
        assert await differences(desk, account) == []
        with pytest.raises(AppError, match="there is no category “Nonsense”"):
            await submit(desk, key, "stock", {"categories": "Nonsense"})


async def test_categories_come_in_pages(tmp_path: Path) -> None:
    """5.7: of the lists that forms choose from the only one."""
    async with site_room(tmp_path) as desk:
        site = desk.there.account().site
        usual = next(iter(site.categories.rows()))
        for number in range(230):
            row = {**usual.document(), "id": f"ca_{number:08d}", "name": f"Shelf {number}", "products": []}
            site.categories.put(row["id"], row, **usual.facts)
        await desk.connect()
        (account,) = desk.backend.engine.accounts.values()
        known = account.context.references["categories"]
        assert isinstance(known, dict)
        assert set(known) == {row.key for row in site.categories.rows()}


async def test_one_figure_is_set_and_the_other_moves_along(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = tracked(desk)
        before = record(desk, key)["level"]
        await send(desk, key, "stock", {"on_hand": Decimal(before["on_hand"]) + 5})
        sku = variant(record(desk, key), key)["sku"]
        assert desk.there.writes[-1].body == {"inventory_levels": [{"sku": sku, "on_hand": before["on_hand"] + 5}]}
        assert record(desk, key)["level"]["available"] == before["available"] + 5
        assert (await fields(desk, key, "stock"))["available"].value == before["available"] + 5


async def test_both_figures_at_once_are_not_sent(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = tracked(desk)
        await submit(desk, key, "stock", {"on_hand": Decimal(5000), "available": Decimal(6000)})
        await desk.until(lambda: desk.entry(key).state == "refused")
        assert "moves along" in desk.entry(key).words
        assert not desk.there.writes


async def test_stock_is_adjusted_from_what_is_there_now(tmp_path: Path) -> None:
    async with site_room(tmp_path, behind=0.0) as desk:
        await desk.connect()
        key = tracked(desk)
        await desk.there.change(key, "level", "on_hand", value=100, kind="stock")
        await do(desk, key, "adjust", "stock", {"by": -30})
        await desk.delivered()
        assert record(desk, key)["level"]["on_hand"] == 70
        with pytest.raises(Exception, match="only 70 on hand"):
            await do(desk, key, "adjust", "stock", {"by": -71})


async def test_a_figure_that_others_moved_after_an_unclear_end_is_asked_about(tmp_path: Path) -> None:
    """17 (b): another than before and than wanted tells nothing."""
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = tracked(desk)
        await desk.there.fault("applied_reset", where={"method": "POST"})
        await submit(desk, key, "stock", {"on_hand": Decimal(4321)})
        await desk.until(lambda: desk.entry(key).state == "checking")
        await desk.there.change(key, "level", "on_hand", value=4000, kind="stock")
        await desk.until(lambda: desk.entry(key).state == "asked")
        assert "was to be 4321, and is 4000 now" in desk.entry(key).words


async def test_what_is_not_tracked_or_not_switched_on_says_so(tmp_path: Path) -> None:
    async with site_room(tmp_path, profile=("site_features=none",)) as desk:
        await desk.connect()
        key = find(desk, lambda each: "level" not in each)
        shown = await fields(desk, key, "stock")
        assert "does not track" in shown["on_hand"].locked
        assert "switched on" in shown["place"].locked
        assert "switched on" in shown["tariff_code"].locked
        acts = {act.name: act.refused for act in (await form(desk, key, "stock")).acts}
        assert "does not track" in acts["adjust"]


async def test_a_sku_is_changed_and_its_level_found_again(tmp_path: Path) -> None:
    async with site_room(tmp_path, behind=0.0) as desk:
        account = await desk.connect()
        key = tracked(desk)
        await send(desk, key, "stock", {"code": "NEW & OLD/1"})
        assert variant(record(desk, key), key)["sku"] == "NEW & OLD/1"
        await desk.quiet()
        row = (await desk.row(key, "stock")).values
        assert (row["code"], row["on_hand"]) == ("NEW & OLD/1", record(desk, key).get("level", {}).get("on_hand"))
        assert not [each for each in await differences(desk, account) if key in each]


async def test_a_variant_that_is_taken_out_of_its_product_is_gone_when_it_is_opened_or_edited(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = several(desk)
        changes = await changes_of(desk, key, "stock", {"price": Decimal("1.25")})
        rows = [row for row in record(desk, key)["product"]["product_variants"] if row["id"] != key]
        other = rows[0]["id"]
        await desk.there.change(other, "product_variants", value=rows, kind="stock")
        await desk.submit(await desk.edit(key, *changes, kind="stock"))
        await desk.until(lambda: desk.entry(key).state == "refused")
        assert "does not have this record any more" in desk.entry(key).words
        assert not desk.there.writes
        assert (await desk.row(key, "stock")).gone
        assert not (await desk.row(other, "stock")).gone


async def test_what_is_written_of_a_product_is_said_by_all_its_variants_at_once(tmp_path: Path) -> None:
    """No list of changes may tell of one that is hidden (3)."""
    async with site_room(tmp_path, profile=("hide_inactive=on",)) as desk:
        account = await desk.connect()
        key = several(desk)
        own = [row["id"] for row in record(desk, key)["product"]["product_variants"]]
        await send(desk, key, "stock", {"active": False})
        for each in own:
            assert "not active" in str((await desk.row(each, "stock")).values["details"])
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_a_product_that_others_hide_is_noticed_within_the_hour(tmp_path: Path) -> None:
    """As a closed customer is; lists that do not ask for what is hidden tell nothing of it (3, 12.2)."""
    async with site_room(tmp_path, profile=("hide_inactive=on",)) as desk:
        account = await desk.connect()
        await desk.quiet()
        key, customer = several(desk), active(desk)
        await desk.there.change(key, "active", value=False, kind="stock")
        await desk.there.change(customer, "status", value="closed", kind="customers")
        await desk.quiet()
        assert await differences(desk, account)
        await desk.close()
        desk.terms = replace(desk.terms, now=later(1.1 / 24))
        await desk.open()
        async with asyncio.timeout(PATIENCE):
            while await differences(desk, account):
                await desk.quiet()
        assert not (await desk.row(key, "stock")).gone
        assert not (await desk.row(customer, "customers")).gone


def active(desk: Room) -> str:
    return next(
        key for key in desk.there.ids("customers") if desk.there.record(key, "customers")["status"] == "active"
    )  # fmt: skip


async def test_a_refused_code_is_told_in_the_vendor_s_words(tmp_path: Path) -> None:
    async with site_room(tmp_path) as desk:
        await desk.connect()
        key = tracked(desk)
        code = record(desk, key)["product"]["code"]
        taken = record(desk, find(desk, lambda each: each["product"]["code"] != code))["product"]["code"]
        await submit(desk, key, "stock", {"product_code": taken})
        await desk.until(lambda: desk.entry(key).state == "refused")
        assert desk.entry(key).words == "Orderspace says: “Product Code must be unique”"
