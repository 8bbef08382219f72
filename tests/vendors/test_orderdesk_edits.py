"""Edits of Order Desk: the whole record as section 3.4 and 6 say, and the table of section 13 (b) for their end."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.changes import REMOVE_LINE, Change
from desktop.records import Value
from desktop.vendors.comparing import collisions
from desktop.vendors.contract import NOTHING, Document, Request, Resource, Stop
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.orderdesk.stock import STOCK
from desktop.vendors.places import write
from desktop.vendors.rows import encode
from desktop.vendors.tables import find_field, refusal
from tests.vendors.made import BASIL, CONTEXT, EMAIL, QUANTITY, facts, item, line, looks, order
from tests.vendors.recorded import sample

(SAVE,) = ORDERS.write("", ())
(SAVE_ITEM,) = STOCK.write("", ())


def sent(fresh: Document, *changes: Change) -> Document:
    request = SAVE.request(facts({"order": fresh}, changes=changes))
    assert isinstance(request, Request)
    assert (request.method, request.path, request.query) == ("PUT", "/orders/4091036031", ())
    body: Document = request.body
    return body


def stopped(fresh: Document, *changes: Change) -> str:
    request = SAVE.request(facts({"order": fresh}, changes=changes))
    assert isinstance(request, Stop)
    return request.because


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_edit_sends_the_whole_fresh_order_but_shipments_and_history() -> None:
    shipment = sample("orderdesk", "shipments.list.json")["shipments"][0]
    fresh = order(order_shipments=[shipment], order_history=[{"note": "x"}])
    body = sent(fresh, EMAIL)
    dropped = {"order_shipments", "order_history"}
    assert set(body) == set(fresh) - dropped
    assert body == {name: value for name, value in fresh.items() if name not in dropped} | {"email": "new@server.com"}


def test_members_that_no_table_knows_are_sent_back() -> None:
    assert sent(order(), EMAIL)["future_member"] == {"kept": ["as", "it", "is"]}


def test_an_empty_map_goes_out_as_the_empty_list_that_it_came_as() -> None:
    body = sent(order(), EMAIL)
    assert body["checkout_data"] == []
    assert body["order_items"][0]["metadata"] == []


def test_the_masked_card_number_is_sent_back_as_read_and_the_card_number_never() -> None:
    body = sent(order(), EMAIL)
    assert body["cc_number_masked"] == "xxxxxxxxxxxx4242"
    assert "cc_number" not in body


def test_every_line_is_sent_with_its_id() -> None:
    body = sent(order(), QUANTITY)
    assert [(row["id"], row["quantity"]) for row in body["order_items"]] == [("71", 5), ("72", 2)]
    assert body["order_items"][1] == order()["order_items"][1]


def test_lines_are_sent_even_where_the_order_has_none() -> None:
    assert sent(order(order_items=[]), EMAIL)["order_items"] == []


def test_a_line_is_left_out_only_to_take_it_out() -> None:
    body = sent(order(), Change(field=REMOVE_LINE, line="71"))
    assert [row["id"] for row in body["order_items"]] == ["72"]


def test_an_added_line_has_no_id_and_stands_after_the_others() -> None:
    *kept, added = sent(order(), *BASIL)["order_items"]
    assert [row["id"] for row in kept] == ["71", "72"]
    assert "id" not in added
    assert (added["name"], added["code"], added["quantity"], added["price"]) == ("Basil", "BSL", 2, Decimal("2.95"))
    assert added["variation_list"] == []


def test_an_added_line_has_what_the_vendor_would_give_it() -> None:
    """Its defaults for what is not typed (4); empty maps as the lists that they come as (2.2)."""
    *_, added = sent(order(), *BASIL[:2])["order_items"]
    assert (added["price"], added["quantity"], added["weight"], added["delivery_type"]) == (0, 1, 0, "ship")
    assert (added["variation_list"], added["metadata"]) == ([], [])


def test_amounts_go_out_as_numbers_or_as_texts_as_they_came() -> None:
    body = sent(
        order(),
        Change(field="price", line="71", seen=Decimal("2.5"), wanted=Decimal("2.60")),
        Change(field="price", line="72", seen=Decimal(10), wanted=Decimal("11.20")),
    )
    assert b'"price":2.60' in encode(body)
    assert b'"price":"11.20"' in encode(body)


def test_totals_are_left_to_the_server() -> None:
    assert sent(order(), QUANTITY)["order_total"] == order()["order_total"]


def test_nothing_is_sent_when_all_is_as_meant() -> None:
    change = Change(field="email", seen="x", wanted="myemail@server.com")
    assert SAVE.request(facts({"order": order()}, changes=[change])) == NOTHING


def test_an_order_is_not_left_without_a_name() -> None:
    nameless = [
        Change(field=f"{part}.{name}", wanted="") for part in ("bill_to", "ship_to") for name in ("first_name",)
    ]
    assert "name" in stopped(order(), *nameless)


def test_an_order_that_never_had_a_name_can_still_be_edited() -> None:
    assert sent(order(customer=[], shipping=[]), EMAIL)["email"] == "new@server.com"


@pytest.mark.parametrize("change", [Change(field="quantity", line="99", wanted=1), Change(field="total", wanted=1)])
def test_what_cannot_be_changed_stops_the_edit(change: Change) -> None:
    assert stopped(order(), change)


@pytest.mark.parametrize(
    ("before", "wanted", "why"),
    [(4, -3, "not below 0"), (0, -1, "not below 0"), (4, 0, ""), (-2, -3, ""), (4, Decimal("1.5"), "whole numbers")],
)
def test_a_line_has_less_than_nothing_only_where_it_had_so_before(before: int, wanted: Value, why: str) -> None:
    fresh = order(order_items=[line("71", quantity=before)])
    problem = refusal(ORDERS, {"order": fresh}, CONTEXT, Change(field="quantity", line="71", wanted=wanted))
    assert why in problem
    assert bool(problem) is bool(why)


def test_an_added_line_is_not_of_less_than_nothing() -> None:
    assert "not below 0" in stopped(order(), BASIL[0], Change(field="quantity", line="+1", wanted=Decimal(-2)))


@pytest.mark.parametrize("name", ["details", "metadata"])
def test_pairs_of_which_one_would_be_lost_stop_the_edit(name: str) -> None:
    twice = Change(field=name, line="71", seen="", wanted="Size: L; Size: M")
    assert "“Size” stands there 2 times" in stopped(order(), twice)
    of_stock = refusal(STOCK, {"item": item()}, CONTEXT, replace(twice, line=""))
    assert "“Size” stands there 2 times" in of_stock


def test_a_stock_item_with_a_map_among_its_details_is_read() -> None:
    nested = item(metadata={"image": {"url": "a.png"}, "shelf": "3"})
    form = next(field for field in STOCK.fields if field.name == "metadata")
    assert form.codec.decode(nested["metadata"]) == 'image: {"url": "a.png"}; shelf: 3'


def test_checkout_details_that_grow_too_long_together_stop_the_edit() -> None:
    changes = [Change(field=f"checkout.{key}", wanted="x" * 1800) for key in ("Gift", "Card")]
    assert "3500 characters" in stopped(order(), *changes)


def test_details_that_were_too_long_already_do_not_lock_the_rest() -> None:
    assert sent(order(checkout_data={"Gift": "x" * 4000}), EMAIL)["email"] == "new@server.com"


def test_a_fresh_order_that_cannot_be_read_stops_the_edit() -> None:
    assert "cannot be read" in stopped(order(order_items="gone wrong"), QUANTITY)


EDITABLE: tuple[tuple[str, str, Value], ...] = (
    *(("email", "", text) for text in ("a@b.example", "ü@ü.example")),
    ("po_number", "", "P 9"),
    ("note", "", "Back door"),
    ("ship_to.city", "", "Zürich"),
    ("checkout.Gift", "", "x"),
    ("tax", "", Decimal("1.25")),
    ("quantity", "71", 9),
    ("price", "72", Decimal("0.5")),
    ("details", "71", "Size: L"),
)
values = st.dictionaries(
    st.text(max_size=5).filter(lambda key: key not in order()), st.integers() | st.text(max_size=5)
)


@given(values, st.lists(st.sampled_from(EDITABLE), min_size=1, max_size=4, unique_by=lambda edit: edit[:2]))
def test_whatever_else_an_order_holds_is_sent_back_untouched(
    strange: dict[str, Any], edits: list[tuple[str, str, Value]]
) -> None:
    fresh = order(**strange)
    body = sent(fresh, *(Change(field=name, line=key, wanted=value) for name, key, value in edits))
    touched = {"email", "checkout_data", "shipping", "tax_total", "order_items"}
    for name in set(fresh) - touched - {"order_shipments", "order_history"}:
        assert body[name] == fresh[name]
    assert set(body) == set(fresh) - {"order_shipments", "order_history"}


# ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────────

STOCK_40 = Change(field="on_hand", seen=48, wanted=40)


def test_a_stock_edit_sends_the_whole_item_under_our_name() -> None:
    fresh = item(metadata={"shelf": 3})
    request = SAVE_ITEM.request(facts({"item": fresh}, changes=[STOCK_40], key="2510"))
    assert isinstance(request, Request)
    assert (request.method, request.path) == ("PUT", "/inventory-items/2510")
    assert request.body == {**fresh, "stock": 40, "update_source": "Wholedesk"}


# ── one record ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("resource", [ORDERS, STOCK], ids=lambda resource: resource.kind)
def test_a_key_in_a_path_is_one_piece_of_it_whatever_it_holds(resource: Resource) -> None:
    """An id is text (2.2); none may lead to another path."""
    assert resource.read is not None
    (ask,) = resource.read("../7 1?x=#2&é", CONTEXT)
    assert ask.request.path.rpartition("/")[2] == "..%2F7%201%3Fx%3D%232%26%C3%A9"


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("ship_to.postal_code", "e8 1aa", "E8 1AA"),
        ("bill_to.postal_code", "k1a 0b1", "K1A 0B1"),
        ("return_to.postal_code", "sw1a 1aa", "SW1A 1AA"),
        ("ship_to.country", "us", "US"),
        ("ship_to.last_name", "mcdonald", "McDonald"),
        ("ship_to.phone", "208-555-5555", "(208) 555 5555"),
        ("bill_to.phone", "+44 20 7946 0018", "+442079460018"),
        ("return_to.phone", "208.555.5555", "208-555-5555"),
    ],
)
def test_what_the_store_rewrites_when_it_normalises_is_what_was_typed(name: str, typed: str, kept: str) -> None:
    """Neither a conflict nor an edit that did not happen (3.3)."""
    field = find_field(ORDERS, name)
    assert field is not None
    fresh = {"order": write(order(), field.path, kept)}
    change = Change(field=name, seen="", wanted=typed)
    assert collisions(ORDERS, fresh, [change]).as_wanted == (change,)
    assert (
        SAVE.happened(looks(order=order()), looks(order=fresh["order"]), facts(fresh, changes=[change])).verdict
        == "yes"
    )
    other = replace(change, wanted=f"{typed} 9")
    assert collisions(ORDERS, fresh, [other]).as_wanted == ()
