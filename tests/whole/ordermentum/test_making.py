"""Making orders at Ordermentum (7.4), and asking what one would come to (13.2): by the form, as a person does it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.questions import JournalQuestion
from desktop.records import Value
from desktop.store import journal
from tests.whole.acting import do, form, refused
from tests.whole.ends import NEVER, UNSEEN, End, each_end
from tests.whole.ordermentum.deeds import (
    DAY,
    HEADER,
    MIDNIGHT,
    ORDER_AGAIN,
    PO,
    RING,
    buyer,
    free,
    free_sku,
    is_open,
    made,
    one_of_the_first,
    order,
)
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import Room
from tests.whole.struck import do_unstruck

CREATED = {"method": "POST", "path": r"/v1/orders$"}
ASKED = {"method": "POST", "path": r"/v1/cart/validate$"}


def typed(desk: Room, **more: Value) -> Mapping[str, Value]:
    return {**HEADER, "added": f"2 {free_sku(desk.there)}", **more}


def basket(desk: Room) -> Mapping[str, Value]:
    """What the price of it depends on."""
    return {"delivery_on": DAY, "added": f"2 {free_sku(desk.there)}"}


# ── a new order ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_order_is_made_again_with_what_was_typed_and_is_there_at_once(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        account = await desk.connect()
        key = await do_unstruck(desk, ORDER_AGAIN)
        was, (new,) = order(desk.there.record(key)), made(desk.there)
        assert {name: new[name] for name in ("supplierId", "retailerId", "purchaserId")} == {
            name: was[name] for name in ("supplierId", "retailerId", "purchaserId")
        }
        assert (new["reference"], new["comment"], new["deliveryDate"]) == (PO, RING, MIDNIGHT)
        assert [(line["productId"], line["quantity"]) for line in new["lineItems"]] == [
            (was["lineItems"][0]["productId"], 1)
        ]  # fmt: skip
        await desk.until(lambda: desk.form().counts["orders"] == len(desk.there.ids()))
        assert (await desk.row(new["id"])).key == new["id"]
        assert any(f"It is {new['number']}" in line for line in await desk.journal())
        await desk.quiet()
        assert await differences(desk, account) == []


async def test_an_order_is_made_of_what_was_typed_by_sku_for_a_customer(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key, sku = buyer(desk.there), free_sku(desk.there)
        await do(desk, key, "new_order", "customers", typed(desk))
        await desk.delivered()
        assert desk.outbox() == ()
        (new,) = made(desk.there)
        assert (new["purchaserId"], new["retailerId"]) == (key, desk.there.record(key, "customers")["retailerId"])
        assert [(line["SKU"], line["quantity"]) for line in new["lineItems"]] == [(sku, 2)]
        await desk.until(lambda: desk.form().counts["orders"] == len(desk.there.ids()))
        assert (await desk.row(new["id"])).key == new["id"]


@each_end
async def test_an_order_of_a_customer_is_made_once_however_its_request_ends(tmp_path: Path, end: End) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        await end.strike(desk, CREATED)
        await do(desk, buyer(desk.there), "new_order", "customers", typed(desk))
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(made(desk.there)) == 1
        assert len(desk.there.writes) == end.requests


async def test_an_order_of_a_customer_whose_last_one_is_told_by_a_clock_that_is_ahead_is_made_once(
    tmp_path: Path,
) -> None:  # fmt: skip
    """It is in the list of the last hour; whether it is ours a person says, for it is older than the last one."""
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        ahead = f"{datetime.now(UTC) + timedelta(minutes=20):%Y-%m-%dT%H:%M:%S}.000Z"
        await desk.there.change(key, "orderedAt", value=ahead, kind="customers")
        await UNSEEN.strike(desk, CREATED)
        await do(desk, key, "new_order", "customers", typed(desk))
        await desk.until(lambda: desk.outbox()[0].state == "asked")
        (new,) = made(desk.there)
        assert new["number"] in desk.outbox()[0].words
        assert len(desk.there.writes) == 1


async def test_the_same_order_made_twice_on_purpose_is_there_twice(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        for _ in range(2):
            await do(desk, buyer(desk.there), "new_order", "customers", typed(desk))
            await desk.delivered()
        assert len(made(desk.there)) == 2


async def test_another_order_that_may_be_it_is_asked_about(tmp_path: Path) -> None:
    """Somebody orders the same meanwhile, with another note: only a person can tell."""
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        await NEVER.strike(desk, CREATED)
        await do(desk, key, "new_order", "customers", typed(desk))
        await desk.until(lambda: desk.outbox()[0].state == "checking")
        variant = desk.there.record(free(desk.there), "stock")["variant"]
        line = {"productId": variant["productId"], "variantId": variant["id"], "quantity": 2}
        customer = desk.there.record(key, "customers")
        whose = {"purchaserId": key, "retailerId": customer["retailerId"], "supplierId": customer["supplierId"]}
        new = await desk.there.create({**whose, "lineItems": [line], "comment": "Mine"})
        await desk.until(lambda: desk.outbox()[0].state == "asked")
        assert order(desk.there.record(new))["number"] in desk.outbox()[0].words
        assert made(desk.there) == []


async def test_an_unknown_sku_is_told_and_found_when_it_is_there(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        await do(desk, key, "new_order", "customers", typed(desk, added="2 NO-SUCH-SKU"))
        assert await refused(desk, key) == "Ordermentum has no product with the SKU “NO-SUCH-SKU”."
        assert desk.there.applied == []
        desk.there.account().change("stock", free(desk.there), {("variant", "SKU"): "NO-SUCH-SKU"})
        await desk.work(lambda: desk.backend.engine.drafts.retry(desk.entry(key).id))
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(made(desk.there)) == 1


async def test_what_is_wrong_with_an_order_is_told_in_the_platforms_own_words(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        await desk.there.change(key, "minimumOrderValue", value=999_999, kind="customers")
        await do(desk, key, "new_order", "customers", typed(desk))
        assert "less than minimum order value of 999999" in await refused(desk, key)


@pytest.mark.parametrize(
    ("member", "because"),
    [("disabled", "The customer is disabled."), ("stopCredit", "The customer has a credit stop.")],
)
async def test_a_customer_who_may_not_order_has_the_reason_beside_the_act(
    tmp_path: Path, member: str, because: str
) -> None:  # fmt: skip
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        await desk.there.change(key, member, value=True, kind="customers")
        await do(desk, key, "new_order", "customers", typed(desk))
        assert await refused(desk, key) == because
        assert desk.there.writes == []
        await desk.quiet()
        act = next(each for each in (await form(desk, key, "customers")).acts if each.name == "new_order")
        assert act.refused == because


# ── what it would come to (13.2) ──────────────────────────────────────────────────────────────────────────────────


async def test_it_is_asked_what_a_new_order_comes_to_and_none_is_made(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key, count = buyer(desk.there), len(desk.there.ids())
        await do(desk, key, "price_new", "customers", basket(desk))
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.ids()) == count
        told = next(line for line in await desk.journal() if "It comes to" in line)
        assert " AUD in all, " in told
        assert " AUD GST." in told


async def test_it_is_asked_what_ordering_again_comes_to_and_nothing_warns_of_an_order(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await ORDER_AGAIN.connect(desk)
        key, count = ORDER_AGAIN.key(desk.there), len(desk.there.ids())
        warnings = {act.name: act.warning for act in (await form(desk, key)).acts}
        assert warnings["again"]
        assert warnings["price_again"] == ""
        typed = one_of_the_first(desk.there.record(key))
        await do(desk, key, "price_again", typed={name: typed[name] for name in typed.keys() - {"po_number", "note"}})
        await desk.delivered()
        assert desk.outbox() == ()
        assert len(desk.there.ids()) == count
        assert any("It comes to" in line for line in await desk.journal())


async def test_it_is_asked_what_a_change_comes_to_with_the_ids_of_its_lines(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await ORDER_AGAIN.connect(desk)
        key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
        was = order(desk.there.record(key))
        line = was["lineItems"][0]
        await do(desk, key, "preview", typed={f"quantity.{line['id']}": line["quantity"]})
        await desk.delivered()
        assert desk.outbox() == ()
        assert order(desk.there.record(key)) == was
        assert any(f"It comes to {was['total']:.2f} AUD in all" in line for line in await desk.journal())


async def test_what_only_asks_goes_out_at_once_and_leaves_a_line_of_its_own_in_the_journal(tmp_path: Path) -> None:
    """There is nothing to take back: what is told of it is no change that was made."""
    async with supplier_room(tmp_path, grace=600) as desk:
        await desk.connect()
        await do(desk, buyer(desk.there), "price_new", "customers", basket(desk))
        await desk.delivered()
        newest = (await desk.work(lambda: journal.read(desk.backend.desk_file, JournalQuestion(), limit=1)))[0]
        assert (newest.what, newest.key) == ("told", buyer(desk.there))
        assert newest.words.startswith("Ask what it comes to: 2 × ")
        assert "It comes to " in newest.words
        assert not [line for line in await desk.journal() if line.endswith(": Confirmed.")]


@pytest.mark.parametrize("fault", ["reset", "applied_reset", "cut"])
async def test_what_only_asks_is_asked_again_at_once_where_its_answer_was_lost(tmp_path: Path, fault: str) -> None:
    """Nothing has come of it, so nothing is looked up first."""
    async with supplier_room(tmp_path, settle=3600) as desk:
        await desk.connect()
        await desk.there.fault(fault, where=ASKED)
        await do(desk, buyer(desk.there), "price_new", "customers", basket(desk))
        await desk.delivered()
        assert desk.outbox() == ()
        assert any("It comes to" in line for line in await desk.journal())


@pytest.mark.parametrize(("fault", "words"), [("veto", "do not open this"), ("vanish", "Not Found")])
async def test_where_a_basket_is_not_priced_that_is_told_and_the_order_can_be_made(
    tmp_path: Path, fault: str, words: str
) -> None:  # fmt: skip
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        await desk.there.fault(fault, where=ASKED, times=None)
        await do(desk, key, "price_new", "customers", basket(desk))
        assert words in await refused(desk, key)
        await desk.work(lambda: desk.backend.engine.drafts.discard([desk.entry(key).id]))
        await do(desk, key, "new_order", "customers", typed(desk))
        await desk.delivered()
        assert len(made(desk.there)) == 1


async def test_lines_that_would_not_be_taken_are_told_in_the_platforms_own_words(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key = buyer(desk.there)
        await desk.there.change(key, "minimumOrderValue", value=999_999, kind="customers")
        await do(desk, key, "price_new", "customers", basket(desk))
        assert await refused(desk, key) == (
            "Ordermentum would not take it: Order total is less than minimum order value of 999999"
        )
