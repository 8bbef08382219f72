"""OrderCloud's stock the whole way: loaded in its four situations, edited, changed by others, and read again."""

import asyncio
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Rejected
from desktop.records import Value
from tests.whole.ordercloud.stock_desk import (
    BEHIND,
    BY_BOTH,
    BY_PLACE,
    BY_VARIANT,
    OWN,
    SLOW,
    figure,
    kept,
    on_hand,
    open_row,
    product,
    rows_of,
    send,
    stock_room,
    submit,
    typed,
)
from tests.whole.room import PATIENCE, Room
from tests.whole.shared import differences
from tests.whole.there import There

SITUATIONS = [OWN, BY_VARIANT, BY_PLACE, BY_BOTH]


def there_shown(there: There, number: int = 0) -> dict[str, Any]:
    """Every row and its figure, reckoned from the vendor's own records."""
    keys = there.ids("stock", number)
    found: dict[str, Any] = {}
    for key in keys:
        good = there.record(key, "stock", number)["product"]
        below = [figure(there, each, number) for each in keys if each.startswith(f"{key}/")]
        is_counted = (good["Inventory"] or {}).get("Enabled") is True
        found[key] = (sum(below) if below else figure(there, key, number)) if is_counted else None
    return found


async def here_shown(desk: Room) -> dict[str, Any]:
    rows = (await desk.page("stock")).rows
    assert not [row.key for row in rows if "unread" in row.marks]
    return {row.key: row.values["on_hand"] for row in rows if not row.gone}


async def is_the_same(desk: Room) -> None:
    assert await here_shown(desk) == there_shown(desk.there)


def first_row(there: There, place: int) -> str:
    """The product itself where it has its stock itself, else the first of those that do."""
    return next(iter(rows_of(there, place)), product(there, place))


# ── loading ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("records_filter", ["no", "yes"])
@pytest.mark.parametrize("number", [0, 1])
async def test_all_rows_come_with_their_figures_and_none_that_never_was(
    tmp_path: Path, records_filter: str, number: int
) -> None:
    async with stock_room(tmp_path, stock=40, profile=("index_lag=0", f"records_filter={records_filter}")) as desk:
        await desk.connect(number)
        rows = (await desk.page("stock")).rows
        assert not [row.key for row in rows if row.gone]
        market = desk.there.account(number).market
        assert {row.key: row.values["on_hand"] for row in rows} == there_shown(desk.there, number)
        assert {row.values["currency"] for row in rows} == {market.currency or "USD"}


async def test_a_quiet_round_asks_one_question_about_stock(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        seen = desk.there.seen
        await desk.quiet()
        (only,) = [path for path in desk.there.asked(seen) if path.startswith("/v1/products")]
        assert only.startswith("/v1/products?Inventory.LastUpdated=%3E")


async def test_rows_say_where_their_stock_lies_and_what_it_is_the_sum_of(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        market = desk.there.account().market
        shown = []
        for key in rows_of(desk.there, BY_PLACE):
            record = kept(desk.there, key)
            shown.append(str((await desk.row(key, "stock")).values["place"]))
            assert shown[-1].startswith(market.table("addresses")[record["AddressID"]]["AddressName"])
        assert len({*shown}) == len(shown) == 3  # two of them lie at one place
        for place, words in ((BY_PLACE, "sum of 3 places"), (BY_VARIANT, "sum of 2 variants"), (BY_BOTH, "6 places")):
            assert words in str((await desk.row(product(desk.there, place), "stock")).values["details"])


# ── edits in each situation (9.3) ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("place", "path", "is_record"),
    [
        (OWN, "/products/{p}", False),
        (BY_VARIANT, "/products/{p}/variants/{v}", False),
        (BY_PLACE, "/products/{p}/inventoryrecords/{r}", True),
        (BY_BOTH, "/products/{p}/variants/{v}/inventoryrecords/{r}", True),
    ],
)
async def test_a_figure_is_written_where_it_is_kept_and_moves_the_sum(
    tmp_path: Path, place: int, path: str, is_record: bool
) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = first_row(desk.there, place)
        p, v, r = (*key.split("/"), "", "")[:3]
        await send(desk, key, {"on_hand": 777})
        assert desk.outbox() == ()
        (write,) = desk.there.writes
        assert write.path.endswith(path.format(p=p, v=v, r=r))
        assert write.body == ({"QuantityAvailable": 777} if is_record else {"Inventory": {"QuantityAvailable": 777}})
        assert (write.absent, write.ignored) == ((), ())
        assert figure(desk.there, key) == await on_hand(desk, key) == 777
        assert (await desk.row(key, "stock")).marks == ()
        await is_the_same(desk)


@pytest.mark.parametrize("place", [BY_VARIANT, BY_PLACE, BY_BOTH])
async def test_a_sum_is_not_edited_and_says_whose_it_is(tmp_path: Path, place: int) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = product(desk.there, place)
        with pytest.raises(Rejected, match=r"It is the sum of \d (places|variants): change those"):
            await desk.edit(key, *await typed(desk, key, {"on_hand": 5}), kind="stock")
        assert desk.outbox() == ()
        fields = await open_row(desk, key)
        assert fields["on_hand"].locked.startswith("It is the sum of")


@pytest.mark.parametrize("place", SITUATIONS)
async def test_low_mark_and_oversell_are_set_where_they_are_kept(tmp_path: Path, place: int) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        row, good = first_row(desk.there, place), product(desk.there, place)
        holder = good if place == BY_VARIANT else row
        await send(desk, row, {"low_mark": 10_000})
        await send(desk, holder, {"oversell": not kept(desk.there, holder)["OrderCanExceed"]})
        assert desk.outbox() == ()
        assert kept(desk.there, row)["NotificationPoint"] == 10_000
        assert (await desk.row(row, "stock")).values["state"] in ("low", "empty")
        assert len(desk.there.applied) == 2
        await is_the_same(desk)


async def test_counting_is_switched_off_and_on_and_its_rows_follow(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        good, (row, *_) = product(desk.there, BY_PLACE), rows_of(desk.there, BY_PLACE)
        await send(desk, good, {"counted": False})
        assert [await on_hand(desk, key) for key in (good, row)] == [None, None]
        assert (await desk.row(row, "stock")).values["state"] == "not_counted"
        with pytest.raises(Rejected, match=f"It is not counted: switch that on first in the row of {good}"):
            await desk.edit(row, *await typed(desk, row, {"on_hand": 5}), kind="stock")
        await send(desk, good, {"counted": True})
        assert await on_hand(desk, row) == figure(desk.there, row)
        await is_the_same(desk)


async def test_stock_that_was_never_set_up_is_counted_from_zero(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = product(desk.there, 3)
        assert desk.there.record(key, "stock")["product"]["Inventory"] is None
        await send(desk, key, {"counted": True})
        assert await on_hand(desk, key) == 0
        await send(desk, key, {"on_hand": 12})
        assert figure(desk.there, key) == await on_hand(desk, key) == 12


async def test_counting_by_variant_is_switched_off_and_on_again(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        good, rows = product(desk.there, BY_VARIANT), rows_of(desk.there, BY_VARIANT)
        await send(desk, good, {"by_variant": False})
        assert [(await desk.row(row, "stock")).gone for row in rows] == [True, True]
        await send(desk, good, {"on_hand": 31})
        assert figure(desk.there, good) == await on_hand(desk, good) == 31
        await send(desk, good, {"by_variant": True})
        assert [(await desk.row(row, "stock")).gone for row in rows] == [False, False]
        assert desk.outbox() == ()
        await is_the_same(desk)


async def test_variants_that_are_not_counted_are_called_so_and_go_with_the_last_of_them(tmp_path: Path) -> None:
    """Nothing tells what becomes of them; what was read of them once is not taken for what is counted."""
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        good = product(desk.there, BY_VARIANT)
        variants = {key.partition("/")[2] for key in rows_of(desk.there, BY_VARIANT)}
        await desk.there.change(good, "product", "Inventory", "VariantLevelTracking", value=False, kind="stock")
        await open_row(desk, good)
        kept = set((await desk.stored(good, "stock")).documents) - {"product", "schedule", "sharing"}
        assert kept == {f"uncounted variant:{variant}" for variant in variants}
        assert await differences(desk) == []
        desk.there.account().market.table("variants", good).clear()
        await desk.there.change(good, "product", "VariantCount", value=0, kind="stock")
        await open_row(desk, good)
        assert not {name for name in (await desk.stored(good, "stock")).documents if "variant" in name}


async def test_a_product_is_renamed_described_and_taken_off_the_shop_in_one_request(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        good, (row, *_) = product(desk.there, BY_PLACE), rows_of(desk.there, BY_PLACE)
        await send(desk, good, {"name": "Green figs", "description": "From Crete\nripe", "active": False})
        (write,) = desk.there.writes
        assert write.body == {"Name": "Green figs", "Description": "From Crete\nripe", "Active": False}
        assert (await desk.row(row, "stock")).values["name"] == "Green figs"
        assert "not active" in str((await desk.row(row, "stock")).values["details"])
        with pytest.raises(Rejected, match=f"It is the product’s: change it in the row of {good}"):
            await desk.edit(row, *await typed(desk, row, {"name": "Figs"}), kind="stock")


# ── prices (9.4) ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_price_of_a_shared_schedule_says_so_and_is_written_with_all_its_breaks(tmp_path: Path) -> None:
    """The first two products have one price schedule, with three breaks."""
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        first, second = product(desk.there, 0), product(desk.there, 1)
        fields = await open_row(desk, first)
        assert fields["price.1"].label == "Price from 1, and of 1 other product"
        before = desk.there.record(first, "stock")["schedule"]["PriceBreaks"]
        await send(desk, first, {"price.1": Decimal("9.75")})
        (write,) = desk.there.writes
        assert write.path.endswith(f"/priceschedules/{desk.there.record(first, 'stock')['schedule']['ID']}")
        assert [row["Price"] for row in write.body["PriceBreaks"]] == [9.75, *[row["Price"] for row in before[1:]]]
        assert (write.absent, write.ignored) == ((), ())
        assert (await desk.row(first, "stock")).values["price"] == Decimal("9.75")
        await open_row(desk, second)
        assert (await desk.row(second, "stock")).values["price"] == Decimal("9.75")


async def test_a_price_break_is_taken_out(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = product(desk.there, 0)
        await send(desk, key, {"price.48": None})
        assert [row["Quantity"] for row in desk.there.record(key, "stock")["schedule"]["PriceBreaks"]] == [1, 12]
        assert "price.48" not in await open_row(desk, key)


async def test_a_figure_and_a_price_in_one_edit_are_two_requests(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = product(desk.there, OWN)
        await send(desk, key, {"price.1": Decimal("9.75"), "on_hand": 5})
        assert [write.path.rpartition("/v1/")[2].partition("/")[0] for write in desk.there.applied] == [
            "products",
            "priceschedules",
        ]
        assert desk.outbox() == ()


# ── others (10) ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_figure_that_others_changed_meanwhile_is_asked_about(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = first_row(desk.there, BY_PLACE)
        draft = await desk.edit(key, *await typed(desk, key, {"on_hand": 500}), kind="stock")
        await desk.there.change(key, "QuantityAvailable", value=61, kind="stock")
        await desk.submit(draft)
        await desk.delivered()
        entry = desk.entry(key)
        assert (entry.state, [change.theirs for change in entry.changes]) == ("conflict", [61])
        assert desk.there.writes == []


async def test_a_place_that_others_took_away_is_gone_and_an_edit_of_it_says_so(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        first, *others = rows_of(desk.there, BY_PLACE)
        draft = await desk.edit(first, *await typed(desk, first, {"on_hand": 500}), kind="stock")
        await desk.there.remove(first, "stock")
        await desk.submit(draft)
        await desk.delivered()
        assert desk.entry(first).words == "OrderCloud does not have this record any more."
        assert (await desk.row(first, "stock")).gone
        assert not any([(await desk.row(key, "stock")).gone for key in others])
        await is_the_same(desk)


async def test_a_place_where_there_was_none_takes_the_figure_over(tmp_path: Path) -> None:
    """Nothing on the product tells; an edit of the figure it had itself would be lost without a word (14.7)."""
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key, market = product(desk.there, OWN), desk.there.account().market
        address = next(iter(market.table("addresses").values()))
        template = market.table("records", product(desk.there, BY_PLACE))
        new = {**next(iter(template.values())), "ID": "new", "AddressID": address["ID"], "QuantityAvailable": 8}
        draft = await desk.edit(key, *await typed(desk, key, {"on_hand": 500}), kind="stock")
        market.put(("records", key), "new", new)
        market.republish(("products",), key)
        await desk.submit(draft)
        await desk.delivered()
        assert desk.there.writes == []
        assert desk.entry(key).state in ("refused", "conflict")
        await desk.work(lambda: desk.backend.engine.drafts.discard([desk.entry(key).id]))
        await open_row(desk, key)
        assert (await on_hand(desk, key), await on_hand(desk, f"{key}//new")) == (8, 8)


async def test_a_rule_of_the_shop_that_vetoes_is_told_in_its_own_words(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        key = product(desk.there, OWN)
        await desk.there.fault("veto", where={"method": "PATCH"})
        await send(desk, key, {"on_hand": 500})
        assert "Figures are kept by the warehouse." in desk.entry(key).words
        assert desk.entry(key).state == "refused"


# ── roles (2.5) ───────────────────────────────────────────────────────────────────────────────────────────────────


async def connected_as(desk: Room, username: str) -> None:
    settings, credentials = desk.wanted()
    report = await desk.try_to_connect(settings, {**credentials, "username": username})
    assert not report.title, report
    await desk.in_step()


async def test_who_may_not_see_products_has_none_and_is_in_step(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        seen = desk.there.seen
        await connected_as(desk, "single")
        assert (await desk.page("stock")).rows == ()
        assert [path for path in desk.there.asked(seen) if "/products" in path] == ["/v1/products?pageSize=1"]


async def test_who_may_only_read_is_told_the_role_that_an_edit_needs(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await connected_as(desk, "reader")
        key = product(desk.there, OWN)
        with pytest.raises(Rejected, match="Your account needs the role ProductAdmin"):
            await desk.edit(key, *await typed(desk, key, {"on_hand": 5}), kind="stock")
        assert (await open_row(desk, key))["price.1"].locked == "Your account needs the role PriceScheduleAdmin."
        await is_the_same(desk)


# ── lag (4.5, 10) ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("place", SITUATIONS)
async def test_a_row_does_not_jump_back_while_the_index_is_behind(tmp_path: Path, place: int) -> None:
    async with stock_room(tmp_path, behind=BEHIND, profile=(SLOW,)) as desk:
        await desk.connect()
        key = first_row(desk.there, place)
        await send(desk, key, {"on_hand": 777})
        for _ in range(3):
            await desk.quiet()
            await open_row(desk, key)
            assert await on_hand(desk, key) == 777
        await is_the_same(desk)


async def test_edits_one_after_the_other_do_not_collide_with_an_index_that_is_behind(tmp_path: Path) -> None:
    async with stock_room(tmp_path, behind=BEHIND, profile=(SLOW,)) as desk:
        await desk.connect()
        key = product(desk.there, OWN)
        was = figure(desk.there, key)
        wanted: list[Value] = [777, 778, was, 777]
        for value in wanted:
            await send(desk, key, {"on_hand": value})
            assert desk.outbox() == ()
        assert [write.body["Inventory"]["QuantityAvailable"] for write in desk.there.applied] == wanted
        assert figure(desk.there, key) == 777


async def test_what_others_changed_unseen_is_told_when_the_lag_is_over(tmp_path: Path) -> None:
    async with stock_room(tmp_path, behind=BEHIND, profile=(SLOW,)) as desk:
        await desk.connect()
        key = product(desk.there, OWN)
        await send(desk, key, {"on_hand": 777})
        assert any("OrderCloud may tell old news of it for a minute" in words for words in await desk.journal())
        market, before = desk.there.account().market, desk.there.seen
        market.put(("products",), key, {**market.table("products")[key], "Name": "Unseen figs"})
        async with asyncio.timeout(PATIENCE):
            while f"/v1/products/{key}" not in desk.there.asked(before):
                await desk.quiet()
        assert (await desk.row(key, "stock")).values["name"] == "Unseen figs"
        assert any(line.startswith("came: changed there") for line in await desk.journal())


async def test_what_a_place_or_a_price_says_is_exact_and_not_looked_at_again(tmp_path: Path) -> None:
    async with stock_room(tmp_path, behind=BEHIND, profile=(SLOW,)) as desk:
        await desk.connect()
        row = first_row(desk.there, BY_PLACE)
        await send(desk, row, {"on_hand": 777})
        await send(desk, product(desk.there, OWN), {"price.1": Decimal("9.75")})
        assert not any("old news" in words for words in await desk.journal())
        assert (await desk.work(lambda: desk.backend.engine.pending.all)) == ()


async def test_a_restart_in_the_middle_of_loading_goes_on_where_it_was(tmp_path: Path) -> None:
    async with stock_room(tmp_path, stock=60) as desk:
        await desk.connect(waits=False)
        await desk.until(lambda: [path for path in desk.there.asked() if "/products/" in path])
        await desk.reopen()
        await desk.in_step()
        await is_the_same(desk)


async def test_a_load_says_how_many_of_what_is_read_singly_are_there(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.there.fault("server_error", times=None, where={"path": "/products/[^/]+$"})
        await desk.connect(waits=False)
        await desk.until(
            lambda: [
                form
                for form in desk.backend.engine.forms
                if form.loading == "stock" and form.progress_words.startswith("0 of ")
            ]
        )
        assert (desk.form().progress, desk.form().complete) == (0.0, False)
        desk.there.mend()
        await desk.in_step()
        assert (desk.form().loading, desk.form().progress) == (None, None)


async def test_an_entry_waits_offline_and_goes_out_after_a_restart(tmp_path: Path) -> None:
    async with stock_room(tmp_path) as desk:
        account = await desk.connect()
        key = first_row(desk.there, BY_BOTH)
        await desk.change(account, paused=True)
        await submit(desk, key, {"on_hand": 777})
        assert await on_hand(desk, key) == 777
        await desk.reopen()
        assert (await on_hand(desk, key), (await desk.row(key, "stock")).marks) == (777, ("waiting",))
        await desk.change(account, paused=False)
        await desk.delivered()
        assert figure(desk.there, key) == 777
        assert len(desk.there.applied) == 1
