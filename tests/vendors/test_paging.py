"""Lists that change while they are read: nothing is missed; by offset alone, something would be."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.vendors.contract import Heard, Request
from desktop.vendors.paging import Listing, Stretch, go_on, stretch
from tests.vendors.lists import Happening, Next, Shop, read_all

BY_CHANGE = Listing(limit=3, stamp="date_updated", id="id", total="total_records")
BY_DATE = replace(BY_CHANGE, stamp="date_added")


def by_offset(listing: Listing, spot: Stretch, heard: Heard) -> Stretch | None:
    """The mutant: pages the news by offset, as the contract says not to."""
    end = spot.offset + heard.count
    return None if heard.count < listing.limit or end >= heard.envelope["total_records"] else replace(spot, offset=end)


def filled(gaps: Sequence[int]) -> Shop:
    """A shop whose orders were made so many seconds after one another."""
    shop = Shop()
    for gap in gaps:
        shop.clock += gap
        shop.make()
    return shop


def happening(kind: str, place: int, seconds: int) -> Happening:
    def happens(shop: Shop) -> None:
        shop.clock += seconds
        if kind == "touch":
            shop.touch(place)
        elif kind == "delete":
            shop.delete(place)
        elif kind == "make":
            shop.make()

    return happens


gaps = st.lists(st.integers(0, 3), max_size=30)
kinds = st.sampled_from(["touch", "touch", "make", "delete", "rest"])
happenings = st.lists(st.builds(happening, kinds, st.integers(0, 40), st.integers(0, 2)), max_size=12)


@given(gaps, happenings)
def test_two_runs_of_the_news_miss_no_change(gaps: list[int], happenings: list[Happening]) -> None:
    """The second run begins where the clock stood when the first began, as markers do."""
    shop = filled(gaps)
    marker = shop.now()
    seen = read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), go_on, happenings)
    seen |= read_all(shop, BY_CHANGE, Stretch(start=marker), go_on)
    for row in shop.rows.values():
        assert seen.get(row["id"]) == row


@given(gaps, happenings)
def test_orders_that_stay_are_all_seen_although_others_come_and_go(
    gaps: list[int], happenings: list[Happening]
) -> None:
    shop = filled(gaps)
    old = {row["id"] for row in shop.rows.values()}
    seen = read_all(shop, BY_DATE, Stretch(start="2000-01-01 00:00:00"), go_on, happenings)
    assert {row["id"] for row in shop.rows.values()} & old <= set(seen)


def run_with_one_change(go: Next) -> set[str]:
    """Seven orders, three a page; the first is changed after the first page. Which were seen?"""
    shop = filled([5] * 7)
    return set(read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), go, [happening("touch", 0, 1)]))


def test_an_order_changed_meanwhile_costs_no_other_one() -> None:
    assert run_with_one_change(go_on) == set("1234567")


def test_paging_by_offset_would_lose_the_successor_of_a_changed_order() -> None:
    assert run_with_one_change(by_offset) == set("123567")


def test_the_property_catches_the_mutant() -> None:
    shop = filled([5] * 7)
    seen = read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), by_offset, [happening("touch", 0, 1)])
    with pytest.raises(AssertionError):
        assert all(seen.get(row["id"]) == row for row in shop.rows.values())


def test_a_crowd_with_one_stamp_is_read_by_offset_within_that_stamp_only() -> None:
    shop = filled([5, 0, 0, 0, 0, 0, 0, 5, 5])
    spots: list[Stretch] = []

    def watched(listing: Listing, spot: Stretch, heard: Heard) -> Stretch | None:
        spots.append(spot)
        return go_on(listing, spot, heard)

    assert len(read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), watched)) == 9
    assert all(spot.hold for spot in spots if spot.offset)
    assert any(spot.offset for spot in spots)


def test_a_crowd_is_read_again_when_one_of_it_leaves_meanwhile() -> None:
    """Without that, the successor of the one that left slips into what was read already."""
    shop = filled([5] + [0] * 8)
    first = shop.page(Stretch(start="2000-01-01 00:00:00"), BY_CHANGE).rows[0]

    def leaves(shop: Shop) -> None:
        shop.clock += 1
        shop.touch(list(shop.rows).index(int(first["id"])))

    happens = [happening("rest", 0, 5), happening("rest", 0, 5), leaves]
    seen = read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), go_on, happens)
    assert len(seen) == 9


def test_a_page_that_is_short_or_the_last_by_count_ends_the_stretch() -> None:
    shop = filled([5] * 3)
    spot = Stretch(start="2000-01-01 00:00:00")
    heard = shop.page(spot, BY_CHANGE)
    assert heard.count == BY_CHANGE.limit
    assert go_on(BY_CHANGE, spot, heard) is None
    assert go_on(BY_CHANGE, spot, replace(heard, envelope={}, rows=heard.rows[:2], count=2)) is None
    assert go_on(BY_CHANGE, spot, replace(heard, envelope={}, rows=(), count=0)) is None


def test_a_list_of_unknown_length_goes_on_after_a_full_page() -> None:
    shop = filled([5] * 3)
    spot = Stretch(start="2000-01-01 00:00:00")
    assert go_on(BY_CHANGE, spot, replace(shop.page(spot, BY_CHANGE), envelope={})) is not None


def test_a_server_that_takes_less_than_the_limit_is_read_to_its_end() -> None:
    shop = filled([5] * 7)
    asked = replace(BY_CHANGE, limit=500)

    def clamping(listing: Listing, spot: Stretch, heard: Heard) -> Stretch | None:
        return go_on(asked, spot, heard)

    assert len(read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), clamping)) == 7


def test_a_server_that_ignores_the_order_asked_for_is_read_by_offset() -> None:
    rows = [{"id": "1", "date_updated": "2026-01-02 00:00:00"}, {"id": "2", "date_updated": "2026-01-01 00:00:00"}]
    heard = Heard(
        request=Request(method="GET", path="/orders"), headers={}, envelope={"total_records": 4}, rows=rows, count=2
    )
    spot = go_on(replace(BY_CHANGE, limit=2), Stretch(start="2000-01-01 00:00:00"), heard)
    assert spot is not None
    assert (spot.offset, spot.start) == (2, "2000-01-01 00:00:00")


def test_a_page_that_repeats_is_asked_again_and_in_the_end_taken_as_the_last() -> None:
    shop = filled([5] + [0] * 8)
    first = shop.page(Stretch(start="2000-01-01 00:00:00"), BY_CHANGE)

    def stuck(listing: Listing, spot: Stretch, heard: Heard) -> Stretch | None:
        return go_on(listing, spot, replace(first, envelope={}))

    assert read_all(shop, BY_CHANGE, Stretch(start="2000-01-01 00:00:00"), stuck)


def test_an_unreadable_row_counts_as_one_that_was_there() -> None:
    shop = filled([5] * 7)
    spot = Stretch(start="2000-01-01 00:00:00")
    heard = shop.page(spot, BY_CHANGE)
    after = go_on(BY_CHANGE, spot, replace(heard, rows=heard.rows[:2]))
    assert after is not None
    assert after.start < heard.rows[2]["date_updated"]


def test_after_a_full_page_the_list_is_read_again_from_a_second_before_its_last_stamp() -> None:
    shop = filled([5] * 7)
    spot = Stretch(start="2000-01-01 00:00:00")
    heard = shop.page(spot, BY_CHANGE)
    after = go_on(BY_CHANGE, spot, heard)
    assert after is not None
    assert (after.start, after.offset) == ("2026-11-21 04:00:14", 0)
    assert heard.rows[-1]["date_updated"] == "2026-11-21 04:00:15"


def test_a_server_that_leaves_out_the_second_asked_for_hides_nothing() -> None:
    """Whether the start is inclusive is told by examples only (2.3)."""
    shop = filled([5, 5, 5, 0, 5])
    seen, spot = set(), Stretch(start="2000-01-01 00:00:00")
    for _ in range(9):
        after = replace(spot, start=f"{spot.start}.")  # sorts right behind that second
        heard = shop.page(after, BY_CHANGE)
        seen |= {row["id"] for row in heard.rows}
        if (found := go_on(BY_CHANGE, spot, heard)) is None:
            break
        spot = found
    assert seen == {row["id"] for row in shop.rows.values()}


@given(st.builds(Stretch, start=st.text(max_size=5), hold=st.text(max_size=5), offset=st.integers(0, 9)))
def test_a_position_is_kept_as_json(spot: Stretch) -> None:
    assert stretch(json.loads(json.dumps(spot.state()))) == spot


@pytest.mark.parametrize("odd", ["garbage", "2026-11-21 04:00:00Z", "9999-12-31 23:59:59"])
def test_a_stamp_that_cannot_be_reckoned_with_is_gone_past_by_offset(odd: str) -> None:
    rows = [{"id": str(number), "date_updated": odd} for number in range(3)]
    heard = Heard(request=Request(method="GET", path="/orders"), headers={}, envelope={}, rows=rows, count=3)
    spot = go_on(BY_CHANGE, Stretch(), heard)
    assert spot is not None
    assert spot.offset == 3
