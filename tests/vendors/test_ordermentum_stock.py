"""Customers and stock of Ordermentum: what is shown, what may be edited, what is sent, how a look is judged."""

from decimal import Decimal
from typing import Any

import pytest

from desktop.changes import Change
from desktop.vendors.contract import Act, Context, Document, Documents, Json, Request, Resource
from desktop.vendors.mapping import refusal
from desktop.vendors.ordermentum import tables
from desktop.vendors.ordermentum.answers import STOCK_ALONE
from desktop.vendors.ordermentum.references import REFERENCES
from desktop.vendors.ordermentum.stock_records import place, placed
from desktop.vendors.tables import find_field
from tests.vendors.mentum import CONTEXT, facts, judged

STOCK: Resource = tables(CONTEXT)["stock"]
CUSTOMERS: Resource = tables(CONTEXT)["customers"]
PLACES = Context(options={"location_id": "w1"}, references={"locations": {"w1": "North", "w2": "South"}})
AT_NORTH: Resource = tables(PLACES)["stock"]


def variant(**members: object) -> Document:
    return {"id": "v1", "productId": "p1", "name": "Large", "SKU": "A/1 b", "basePrice": "3.5000", "available": 27,
            "tracked": True, "outOfStock": False, "visible": True, **members}  # fmt: skip


def product(*variants: str, **members: object) -> Document:
    return {"id": "p1", "name": "Figs", "visible": True, "basePrice": "3.5000", "cost": 0, "description": "",
            "variants": [{"id": each, "name": each} for each in variants or ("v1",)], **members}  # fmt: skip


def item(location: str = "w1", **members: object) -> Document:
    return {
        "id": f"i-{location}",
        "variantId": "v1",
        "locationId": location,
        "available": 5,
        "tracked": True,
        **members,
    }


def adjust(resource: Resource) -> Act:
    """Of what can be done, the one act that is sent."""
    (act,) = [each for each in resource.acts if each.name == "adjust"]
    return act


def request_of(resource: Resource, documents: Documents, *changes: Change, context: Context = CONTEXT) -> list[Request]:
    found = []
    for step in resource.write("v1", changes):
        request = step.request(facts(documents, key="v1", changes=changes, context=context))
        assert isinstance(request, Request)
        found.append(request)
    return found


def said(resource: Resource, documents: Documents, context: Context = CONTEXT) -> Any:  # noqa: ANN401 - any record
    return resource.derive(documents, context)


# ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_row_has_the_name_of_its_product_and_the_figure_of_its_place() -> None:
    row = said(STOCK, {"variant": variant(), "product": product()})
    assert (row.name, row.code, row.on_hand, row.place, row.state) == ("Figs", "A/1 b", 27, "", "in_stock")
    there = {"variant": variant(), "product": product(), "item:w1": item(), "item:w2": item("w2", available=9)}
    row = said(AT_NORTH, there, PLACES)
    assert (row.on_hand, row.place) == (5, "North")


@pytest.mark.parametrize(
    ("members", "state"),
    [
        ({"available": 0}, "empty"), ({"available": -3}, "short"), ({"tracked": False}, "not_counted"),
        ({"available": None}, "not_counted"), ({"outOfStock": True}, "empty"), ({"available": "12"}, "in_stock"),
    ],
)  # fmt: skip
def test_a_state_says_what_the_figures_say(members: dict[str, object], state: str) -> None:
    assert said(STOCK, {"variant": variant(**members)}).state == state


def test_where_the_stock_host_says_no_the_rest_goes_on_with_the_figures_of_products() -> None:
    context = Context(options={"location_id": "w1"}, references={"locations": None})
    resource = tables(context)["stock"]
    assert said(resource, {"variant": variant(), "product": product()}, context).on_hand == 27
    field = find_field(resource, "location")
    assert field is not None
    assert field.editable({"variant": variant()}, context) == STOCK_ALONE


def test_a_variant_is_found_again_whatever_its_code_is() -> None:
    assert placed(place("v/1", {"variant": variant(id="v/1")})) == ("v/1", "A/1 b")
    assert placed(place("v1", {})) == ("v1", "")
    assert placed(place("v1", {"variant": {"id": "v1", "productId": "p1"}})) == ("v1", "")


# ── what may be edited (11) ───────────────────────────────────────────────────────────────────────────────────────


def test_a_figure_of_a_product_with_several_variants_is_not_set() -> None:
    change = Change(field="available", seen=27, wanted=Decimal(30))
    one, several = ({"variant": variant(), "product": product(*ids)} for ids in (("v1",), ("v1", "v2")))
    assert refusal(STOCK, one, CONTEXT, change) == ""
    assert "several variants" in refusal(STOCK, several, CONTEXT, change)
    assert "at this location" in refusal(AT_NORTH, one, PLACES, change)


# ── what is sent (9.1, 11) ────────────────────────────────────────────────────────────────────────────────────────


def test_the_product_is_sent_what_changes_and_its_figure_apart() -> None:
    documents = {"variant": variant(), "product": product()}
    first, second = request_of(
        STOCK, documents, Change(field="name", seen="Figs", wanted="Dates"),
        Change(field="available", seen=27, wanted=Decimal(30)),
    )  # fmt: skip
    assert (first.method, first.path, first.body) == ("PUT", "/v1/products/p1", {"name": "Dates"})
    assert (second.method, second.path, second.body) == ("PUT", "/v1/products/p1", {"available": 30})


def test_a_figure_at_a_location_is_sent_whole_to_the_stock_host() -> None:
    documents = {"variant": variant(), "product": product(), "item:w1": item()}
    (request,) = request_of(AT_NORTH, documents, Change(field="available", seen=5, wanted=Decimal(8)), context=PLACES)
    assert (request.server, request.method, request.path) == ("stock", "PUT", "/items/v1")
    assert request.body == {"available": 8, "tracked": True, "locationId": "w1"}


def test_where_only_items_have_ids_the_item_is_sent_by_its_own() -> None:
    documents = {"variant": variant(), "product": product(), "item:w1": item()}
    (step,) = AT_NORTH.write("v1", (Change(field="available", seen=5, wanted=Decimal(8)),))
    assert step.instead is not None
    other = step.instead(facts(documents, key="v1", context=PLACES))
    assert (other.method, other.path, other.body) == ("PATCH", "/items/i-w1", {"available": 8})


def test_ids_with_blanks_and_slashes_lead_nowhere_else() -> None:
    documents = {
        "variant": variant(id="v 1/x?", productId="p/1 #"), "product": product("v 1/x?"),
        "item:w1": item(id="i/../1 b"),
    }  # fmt: skip
    changes = (Change(field="available", seen=5, wanted=Decimal(8)),)
    for resource, context, path, other in (
        (AT_NORTH, PLACES, "/items/v%201%2Fx%3F", "/items/i%2F..%2F1%20b"),
        (STOCK, CONTEXT, "/v1/products/p%2F1%20%23", "/v1/products/p%2F1%20%23"),
    ):
        known = facts(documents, key="v 1/x?", context=context, inputs={"by": 5})
        act = adjust(resource)
        for step in (*resource.write("v 1/x?", changes), *act.steps({"by": 5})):
            request = step.request(known)
            assert isinstance(request, Request)
            assert request.path == path
            assert step.instead is not None
            assert step.instead(known).path == other


@pytest.mark.parametrize(("now", "verdict"), [(30, "yes"), (27, "no"), (25, "cannot tell"), (None, "cannot tell")])
def test_a_figure_that_orders_move_too_is_judged_by_what_was_there(now: int | None, verdict: str) -> None:
    (step,) = STOCK.write("v1", (Change(field="available", seen=27, wanted=Decimal(30)),))
    looks = [{"data": [variant(id="another"), variant(available=figure)]} for figure in (27, now)]
    assert judged(step, [looks[0]], [looks[1]], facts({"variant": variant()}, key="v1")) == verdict


@pytest.mark.parametrize(("now", "verdict"), [(10, "yes"), (5, "no"), (7, "cannot tell")])
def test_what_was_added_is_judged_by_what_was_there(now: int, verdict: str) -> None:
    act = adjust(AT_NORTH)
    (step,) = act.steps({"by": 5})
    known = facts({"variant": variant(), "item:w1": item()}, key="v1", inputs={"by": 5}, context=PLACES)
    before, after = ({"data": [item(available=figure)]} for figure in (5, now))
    assert judged(step, [before], [after], known) == verdict
    request = step.request(known)
    assert isinstance(request, Request)
    assert request.body["available"] == 10


def test_no_more_is_taken_away_than_is_there_unless_it_may_be_oversold() -> None:
    act = adjust(AT_NORTH)
    assert act.check is not None
    assert act.check({"by": -6}, {"item:w1": item()}, PLACES)
    assert act.check({"by": -6}, {"item:w1": item(allowOversell=True)}, PLACES) == ""
    assert act.check({"by": 0}, {"item:w1": item()}, PLACES)


def test_prices_of_groups_are_told_by_their_names_a_line_each() -> None:
    field = find_field(STOCK, "prices")
    assert field is not None
    prices = {"g1": "4.5000", "g 2": Decimal("12.3456"), "g3": 7, "g4": None, "g5": {"odd": 1}}
    told = field.codec.decode(prices)
    assert told == 'Gold: 4.50\ng 2: 12.3456\ng3: 7.00\ng4: null\ng5: {"odd":1}'
    empty: tuple[Json, ...] = ({}, None, "", "[]")
    assert [field.codec.decode(nothing) for nothing in empty] == ["", "", "", "[]"]
    assert "set in Ordermentum" in field.editable({"variant": variant(), "product": product()}, CONTEXT)


def test_what_people_look_for_and_is_not_there_says_why() -> None:
    (gone,) = [act for act in STOCK.acts if act.name == "delete"]
    assert "“Visible”" in gone.allowed({"variant": variant(), "product": product()}, CONTEXT)
    way = find_field(CUSTOMERS, "payment_method")
    assert way is not None
    assert "card or account" in way.editable({"purchaser": customer()}, CONTEXT)


# ── customers (8) ─────────────────────────────────────────────────────────────────────────────────────────────────


def customer(**members: object) -> Document:
    return {"id": "c1", "name": "Cafe Pty", "retailerAlias": "Corner Cafe", "notes": None, "stopCredit": False,
            "minimumOrderValue": "300.0000", "priceGroupId": "g1", "paymentDelay": 7, "retailerEmail": "a@b.example",
            "retailerAddressLine": "Unknown", **members}  # fmt: skip


def test_a_customer_is_sent_only_what_changes_and_by_the_other_verb_all_that_may_be_written() -> None:
    documents = {"purchaser": customer()}
    (step,) = CUSTOMERS.write("c1", (Change(field="notes", seen="", wanted="Pays late"),))
    known = facts(documents, key="c1")
    request = step.request(known)
    assert isinstance(request, Request)
    assert (request.method, request.path, request.body) == ("PATCH", "/v1/purchasers/c1", {"notes": "Pays late"})
    assert step.instead is not None
    assert step.instead(known).body == {
        "notes": "Pays late", "retailerAlias": "Corner Cafe", "stopCredit": False, "minimumOrderValue": "300.0000",
        "priceGroupId": "g1", "paymentDelay": 7,
    }  # fmt: skip


def test_an_answer_without_what_was_sent_is_not_taken_for_the_customer() -> None:
    (step,) = CUSTOMERS.write("c1", (Change(field="notes", seen="", wanted="Pays late"),))
    assert step.truth(customer(notes="Pays late")) is not None
    assert step.truth({"id": "c1"}) is None


def test_a_price_group_that_is_told_as_itself_alone_is_chosen_all_the_same() -> None:
    view = CUSTOMERS.view("c1", {"purchaser": customer(priceGroupId=None, priceGroup={"id": "g1", "name": "Gold"})})
    field = find_field(CUSTOMERS, "price_group")
    assert field is not None
    assert field.codec.decode(view["purchaser"]["priceGroupId"]) == "g1"
    assert field.choices is not None
    assert [each.label for each in field.choices(view, CONTEXT)] == ["none", "Gold"]


def test_an_address_that_nobody_typed_is_not_what_a_customer_is_found_by() -> None:
    assert CUSTOMERS.search is not None
    assert "Unknown" not in CUSTOMERS.search({"purchaser": customer()})
    assert "1 Quay St" in CUSTOMERS.search({"purchaser": customer(retailerAddressLine="1 Quay St")})


@pytest.mark.parametrize("part", ["variant", "product"])
def test_what_was_deleted_is_shown_as_that_and_not_changed(part: str) -> None:
    gone = {"deletedAt": "2026-01-01T00:00:00.000Z"}
    held = {"variant": variant(), "product": product()}
    documents = {name: {**each, **(gone if name == part else {})} for name, each in held.items()}
    for name in ("name", "base_price", "available"):
        field = find_field(STOCK, name)
        assert field is not None
        assert field.editable(held, CONTEXT) == ""
        assert "was deleted" in field.editable(documents, CONTEXT)
    assert "deleted" in said(STOCK, documents).details


# ── the lists that forms choose from (5.1) ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("meta", "count", "following"),
    [
        ({"pageNo": 1, "totalPages": 2, "totalResults": 130}, 100, "2"),
        ({"pageNo": 2, "totalPages": 2, "totalResults": 130}, 30, ""),
        ({"pageNo": 1, "totalResults": 130}, 100, "2"),
        ({"pageNo": 2, "totalResults": 130}, 30, ""),
        ({"pageNo": 1, "totalResults": 100}, 100, ""),
        ({"pageNo": 1}, 100, "2"), ({"pageNo": 1}, 99, ""), ({"pageNo": 1, "totalPages": 3}, 0, ""), ({}, 100, ""),
    ],
)  # fmt: skip
def test_a_list_to_choose_from_ends_where_its_envelope_says(meta: Document, count: int, following: str) -> None:
    (groups,) = [each for each in REFERENCES if each.name == "price_groups"]
    answer = {"meta": meta, "links": {"next": "https://elsewhere.test"}, "data": [{"id": str(n)} for n in range(count)]}
    request = groups.then(answer)
    assert (dict(request.query)["pageNo"] if request else "") == following
