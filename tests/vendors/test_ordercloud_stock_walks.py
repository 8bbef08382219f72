"""OrderCloud's walks over stock: whole lists by last ID, what is asked below a page, news, and a quiet round."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.vendors.contract import Documents, Request, Walk
from desktop.vendors.ordercloud import stock_walks as walks
from desktop.vendors.ordercloud.lists import LONGEST, chunks
from desktop.vendors.ordercloud.stock import STOCK
from tests.vendors.cloud_stock import (
    STAFF,
    Market,
    by_both,
    by_place,
    by_variant,
    context,
    own,
    product,
    read_all,
    record,
    schedule,
    variant,
    walk_all,
)

SINCE = "2026-03-01T08:30:00"


def renamed(id: str, made: Callable[[], Documents]) -> Documents:
    documents = dict(made())
    return {**documents, "product": {**documents["product"], "ID": id}}


def four() -> Market:
    """A product in each of the four situations, one that is not counted and two that hold no stock."""
    made = {"A": own, "B": by_variant, "C": by_place, "D": by_both}
    goods = {id: renamed(id, each) for id, each in made.items()}
    goods["E"] = {"product": {**product("E"), "Inventory": None}}
    goods["F"] = {"product": product("F", IsParent=True)}
    goods["G"] = {"product": product("G", IsBundle=True)}
    return Market(goods=goods)


def many(count: int) -> Market:
    return Market(goods={f"{10_000 + number}": own(product(f"{10_000 + number}")) for number in range(count)})


# ── history ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_products_come_with_their_prices_in_one_question_a_page() -> None:
    market = four()
    found = walk_all(market, walks.ALL)
    assert market.paths() == ["/products", "/priceschedules ID=S1"]
    assert found.parts == {id: {"product", "schedule"} for id in "ABCDE"} | {"": {"product"}}
    assert found.marker == "2026-03-01T09:00:00"


def test_a_schedule_that_several_products_share_is_filed_for_each_of_them_and_for_no_other() -> None:
    market = four()
    market.goods["A"] = own(product("A", DefaultPriceScheduleID="S2"))
    market.goods["E"] = own(product("E", DefaultPriceScheduleID=None))
    market.schedules = {"S1": schedule("S1"), "S2": schedule("S2")}
    found = walk_all(market, walks.ALL)
    assert market.paths()[1] == "/priceschedules ID=S2|S1"
    assert found.parts["E"] == {"product"}
    assert {id for id, parts in found.parts.items() if "schedule" in parts} == {"A", "B", "C", "D"}


def test_prices_are_not_asked_for_without_the_role_and_a_no_to_them_costs_no_products() -> None:
    market = four()
    walk_all(market, walks.ALL, context=context("ProductReader"))
    assert market.paths() == ["/products"]
    market = four()
    market.refuses = lambda request: 403 if "priceschedules" in request.path else 200
    assert set(walk_all(market, walks.ALL).parts) == {*"ABCDE", ""}


def test_a_long_list_goes_on_behind_its_last_id_and_tells_how_far_it_has_come() -> None:
    market = many(250)
    found = walk_all(market, walks.ALL)
    assert len(found.parts) == 250
    asked = [path for path in market.paths() if path.startswith("/products")]
    assert asked == ["/products", "/products ID=>10099", "/products ID=>10199"]
    assert [(turn.progress, turn.words) for turn in found.turns[::2]] == [
        (0.4, "100 products"),
        (0.8, "200 products"),
        (0.8, "200 products"),
    ]
    assert found.turns[-1].progress == 1.0


def test_every_state_on_the_way_is_json() -> None:
    market = many(120)
    market.goods |= four().goods
    for walk in (walks.ALL, walks.PLACES):
        for turn in walk_all(market, walk).turns:
            assert json.loads(json.dumps(turn.state)) == turn.state


def test_variants_and_places_are_found_by_one_question_a_page() -> None:
    """What holds places is read whole: with variants alone, rows would come that the places take away again."""
    market = four()
    found = walk_all(market, walks.PLACES)
    assert market.paths() == [
        "/products",
        "/products ID=A|B|C|D InventoryRecords.AddressID=*",
        "/products/B/variants",
    ]
    assert found.follow == ["C", "D"]
    assert found.parts["B"] == {"product", "variant:V1", "variant:V2"}


def test_where_that_question_is_not_known_each_product_is_asked_for_its_places() -> None:
    market = four()
    market.knows_records = False
    found = walk_all(market, walks.PLACES)
    assert market.paths() == [
        "/products",
        "/products ID=A|B|C|D InventoryRecords.AddressID=*",
        "/products/A/inventoryrecords",
        "/products/C/inventoryrecords",
    ]
    assert found.follow == ["B", "D"]
    assert found.parts["C"] == {"product", "record:/R1", "record:/R2"}


def test_more_variants_and_places_than_a_page_holds_are_all_asked_for() -> None:
    market = four()
    variants = {f"variant:W{number}": variant(f"W{number}") for number in range(150)}
    market.goods["B"] = {**renamed("B", by_variant), **variants}
    found = walk_all(market, walks.PLACES)
    assert len(found.parts["B"]) == 153
    market.knows_records = False
    places = {f"record:/Q{number}": record(f"Q{number}") for number in range(150)}
    market.goods["C"] = {**renamed("C", by_place), **places}
    assert len(walk_all(market, walks.PLACES).parts["C"]) == 153


def test_ids_too_long_for_one_address_are_asked_for_in_several() -> None:
    ids = [f"{number:090}" for number in range(40)]
    found = chunks(ids)
    assert [id for chunk in found for id in chunk] == ids
    assert all(len("%7C".join(chunk)) <= LONGEST for chunk in found)
    assert [len(chunk) for chunk in chunks([f"{number}" for number in range(250)])] == [100, 100, 50]
    assert chunks([]) == []


def test_a_product_whose_id_would_be_taken_for_a_row_of_another_is_none() -> None:
    with pytest.raises(ValueError, match="none"):
        walks.key(product("A/B"))


# ── the guard (4.4) ───────────────────────────────────────────────────────────────────────────────────────────────


def test_ids_of_digits_that_are_sorted_as_text_and_compared_as_numbers_are_all_found() -> None:
    ids = [str(number) for number in (*range(1, 150), *range(1_000, 1_200))]
    market = Market(goods={id: own(product(id)) for id in ids}, as_text=True)
    assert set(walk_all(market, walks.SWEEP).parts) == set(ids)


def test_a_list_that_ends_with_a_full_page_is_walked_once() -> None:
    market = many(200)
    assert len(walk_all(market, walks.SWEEP).parts) == 200
    assert market.paths() == ["/products", "/products ID=>10099", "/products ID=>10199"]


def test_a_server_that_knows_no_last_id_is_walked_by_pages() -> None:
    market = many(250)
    market.knows_last = False
    assert len(walk_all(market, walks.SWEEP).parts) == 250
    assert len(market.requests) == 4


# ── news ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_quiet_round_is_one_request() -> None:
    market = four()
    at_once = [walk for walk in STOCK.news if not walk.every]
    for walk in at_once:
        assert walk_all(market, walk, SINCE).follow == []
    assert market.paths() == ["/products Inventory.LastUpdated=>2026-03-01T08:20:00"]


def test_news_are_asked_for_ten_minutes_back_for_the_index_is_behind() -> None:
    market = four()
    market.goods["A"] = own(product("A", inventory={"LastUpdated": "2026-03-01T08:25:00+00:00"}))
    found = walk_all(market, walks.CHANGED, SINCE)
    assert found.parts == {"A": {"product"}}
    assert all(turn.follow_changed for turn in found.turns)
    assert found.marker == "2026-03-01T09:00:00"


def test_where_stock_cannot_be_asked_for_by_its_change_the_round_is_over_and_its_marker_stays() -> None:
    market = four()
    market.refuses = lambda request: 400
    found = walk_all(market, walks.CHANGED, SINCE)
    assert (found.parts, found.marker) == ({}, "")


@pytest.mark.parametrize("marker", ["", "complete", "yesterday"])
def test_news_are_not_asked_for_before_it_is_known_since_when(marker: str) -> None:
    assert walks.CHANGED.first(marker, STAFF) is None


def test_once_an_hour_all_products_and_prices_are_looked_at_and_what_changed_is_read_whole() -> None:
    market = many(150)
    found = walk_all(market, walks.ANEW)
    assert len(market.requests) == 4
    assert walks.ANEW.every == timedelta(hours=1)
    assert all(turn.follow_changed for turn in found.turns)


def test_once_a_day_variants_and_places_are_looked_at() -> None:
    market = four()
    walk_all(market, walks.PLACES_ANEW)
    again = four()
    walk_all(again, walks.PLACES)
    assert market.paths() == again.paths()
    assert walks.PLACES_ANEW.every == timedelta(days=1)


def test_a_sweep_asks_for_products_alone() -> None:
    market = many(150)
    found = walk_all(market, walks.SWEEP)
    assert len(market.requests) == 2
    assert len(found.parts) == 150


@pytest.mark.parametrize("walk", [*STOCK.history, *STOCK.news, *STOCK.sweeps[0].walks], ids=lambda walk: walk.name)
def test_an_empty_marketplace_is_complete_after_one_answer(walk: Walk) -> None:
    market = Market()
    walk_all(market, walk, SINCE)
    assert len(market.requests) == 1


# ── one product read whole ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "paths", "parts"),
    [
        ("A", ["/priceschedules/S1", "/products/A/inventoryrecords"], set()),
        (
            "B",
            [
                "/priceschedules/S1",
                "/products/B/variants",
                "/products/B/variants/V1/inventoryrecords",
                "/products/B/variants/V2/inventoryrecords",
            ],
            {"variant:V1", "variant:V2"},
        ),
        ("C", ["/priceschedules/S1", "/products/C/inventoryrecords"], {"record:/R1", "record:/R2"}),
        (
            "D",
            [
                "/priceschedules/S1",
                "/products/D/variants",
                "/products/D/variants/V1/inventoryrecords",
                "/products/D/variants/V2/inventoryrecords",
            ],
            {"variant:V1", "variant:V2", "record:V1/R1", "record:V1/R2", "record:V2/R1"},
        ),
        ("E", ["/priceschedules/S1"], set()),
    ],
)
def test_a_product_is_read_with_all_that_holds_its_stock(key: str, paths: list[str], parts: set[str]) -> None:
    market = four()
    market.refuses = lambda request: 403 if "priceschedules" in request.path else 200
    found, replaces = read_all(market, key)
    assert market.paths() == [f"/products/{key}", *paths]
    assert found == {"product", *parts}
    assert "record:" in replaces


def test_variants_that_are_not_counted_are_read_too_for_they_may_be_soon() -> None:
    market = four()
    market.goods["A"] = {**own(product("A", VariantCount=2)), "variant:V1": variant("V1")}
    market.refuses = lambda request: 403 if "priceschedules" in request.path else 200
    found, replaces = read_all(market, "A")
    assert "variant:V1" in found
    assert replaces == {"record:", "variant:"}
    assert "/products/A/variants/V1/inventoryrecords" not in market.paths()


def test_how_many_products_share_a_price_is_asked_when_one_is_looked_at() -> None:
    assert STOCK.more is not None
    view = STOCK.view("A", renamed("A", own))
    (ask,) = STOCK.more("A", view, STAFF)
    heard = four().answer(ask)
    assert ask.rows is not None
    assert (ask.rows.member, ask.rows.part, ask.optional) == ("Meta", "sharing", True)
    assert heard.envelope["Meta"]["TotalCount"] == 7
    alone = STOCK.view("A", own(product("A", DefaultPriceScheduleID=None)))
    assert STOCK.more("A", alone, STAFF) == ()


def test_every_request_stays_within_what_an_address_may_hold() -> None:
    market = Market(goods={f"{number:0100}": own(product(f"{number:0100}")) for number in range(100)})
    walk_all(market, walks.PLACES)

    def length(request: Request) -> int:
        return len(request.path) + sum(len(name) + len(value.replace("|", "%7C")) + 2 for name, value in request.query)

    assert max(map(length, market.requests)) < 2_000
