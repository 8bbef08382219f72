"""OrderCloud's users as customers: keys and paths, the record, its fields, walks, and what is sent for an edit."""

from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.changes import Change
from desktop.errors import Rejected
from desktop.records import Customer
from desktop.vendors import mapping
from desktop.vendors.contract import Context, Document, Facts, Request
from desktop.vendors.ordercloud import VENDOR, people_keys
from desktop.vendors.ordercloud import people_walks as walks
from desktop.vendors.ordercloud.orders import ORDERS, ORDERS_OF_PEOPLE
from desktop.vendors.ordercloud.people import PEOPLE
from tests.vendors.cloud import CONTEXT, MARKER, Cloud, buyer, user, walk_all, with_roles

ALL = walks.everybody("people")
NAMED = Context(references={"buyers": {"b1": "Nonna Lucia Group"}})


def sent(key: str, document: Document, *changes: Change) -> Request:
    (step,) = PEOPLE.write(key, changes)
    fresh = PEOPLE.view(key, {"user": document})
    facts = Facts(key=key, fresh=fresh, context=CONTEXT, now=datetime(2026, 12, 1, tzinfo=UTC))
    request = step.request(facts)
    assert isinstance(request, Request)
    return request


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("of", "who"), [("b1", "ann"), ("b/1", "a/n"), ("b%2F1", "a?n#"), ("ü ü", "..")])
def test_a_key_says_buyer_and_user_and_its_path_has_both_as_data(of: str, who: str) -> None:
    key = people_keys.key_of(of, who)
    assert people_keys.split(key) == (of, who)
    assert key.count("/") == 1
    path = people_keys.path_of(key)
    assert path.count("/") == 5
    assert not set(path) & set("?# ü")


def test_users_of_two_buyers_with_one_id_have_two_keys() -> None:
    assert people_keys.key_of("b1", "ann") == "b1/ann" != people_keys.key_of("b2", "ann")
    assert people_keys.key_of("", "ann") == people_keys.key_of("b1", "") == ""


@pytest.mark.parametrize("key", ["b1", "/ann", "b1/"])
def test_the_key_of_something_else_is_neither_read_nor_sent(key: str) -> None:
    with pytest.raises(Rejected, match="no user of a company"):
        people_keys.read(key, CONTEXT)
    assert PEOPLE.write(key, (Change(field="email", seen="a", wanted="b"),)) == ()


# ── the choice ────────────────────────────────────────────────────────────────────────────────────────────────────


def told(buyers: object, users: object) -> dict[str, Document]:
    return {"Customers": {"Meta": {"TotalCount": buyers}}, "Their users": {"Meta": {"TotalCount": users}}}


@pytest.mark.parametrize(
    ("buyers", "users", "usual"),
    [(3, 51, "users"), (0, 51, "users"), (4, 5_000, "companies"), (3, 50, "companies"), (40, 90, "companies")],
)
def test_few_buyers_of_many_users_suggest_that_customers_are_users(buyers: int, users: int, usual: str) -> None:
    assert VENDOR.usual(told(buyers, users)) == {"customers": usual}


@pytest.mark.parametrize("answers", [{}, told(1, None), told("1", 80), {"Customers": {"Meta": {"TotalCount": 1}}}])
def test_what_cannot_be_counted_suggests_nothing(answers: dict[str, Any]) -> None:
    assert VENDOR.usual(answers) == {}


def test_an_account_has_the_tables_of_its_choice() -> None:
    for choice, part in (("users", "user"), ("companies", "buyer"), ("", "buyer"), ("others", "buyer")):
        assert VENDOR.at(Context(options={"customers": choice})).resources["customers"].part == part


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_customer_is_its_user_with_the_name_of_its_buyer() -> None:
    shown = mapping.shown(PEOPLE, PEOPLE.view("b1/ann", {"user": user("ann", CompanyID=None)}), NAMED, ())
    found = shown.record
    assert isinstance(found, Customer)
    assert (found.id, found.name, found.company) == ("b1/ann", "Ann Jones", "Nonna Lucia Group")
    assert (found.email, found.phone) == ("ann@nonna.example", "+61 2 5550 0148")
    assert {"ann", "b1", "ann.login"} <= set(shown.search.split("\n"))


def test_a_buyer_of_unknown_name_is_told_by_its_id() -> None:
    record = PEOPLE.derive(PEOPLE.view("b1/ann", {"user": user("ann")}), CONTEXT)
    assert isinstance(record, Customer)
    assert record.company == "b1"


def test_an_order_counts_for_the_user_who_placed_it() -> None:
    order = {"ID": "o1", "Status": "Open", "FromCompanyID": "b1", "FromUserID": "ann", "Total": 7}
    documents = ORDERS.view("o1", {"order": order})
    record = ORDERS.derive(documents, CONTEXT)
    assert ORDERS.parts is not None
    assert ORDERS_OF_PEOPLE.parts is not None
    assert [part.key for part in ORDERS.parts(record, documents, CONTEXT)] == ["b1"]
    assert [part.key for part in ORDERS_OF_PEOPLE.parts(record, documents, CONTEXT)] == ["b1/ann"]
    nobody = ORDERS.view("o1", {"order": {**order, "FromUserID": None}})
    assert ORDERS_OF_PEOPLE.parts(ORDERS.derive(nobody, CONTEXT), nobody, CONTEXT) == ()


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_edit_is_one_patch_of_the_keys_that_change() -> None:
    request = sent(
        "b1/ann", user("ann"), Change(field="first_name", seen="Ann", wanted="Anna"),
        Change(field="active", seen=True, wanted=False), Change(field="phone", seen="+61 2 5550 0148", wanted=""),
    )  # fmt: skip
    assert (request.method, request.path) == ("PATCH", "/v1/buyers/b1/users/ann")
    assert request.body == {"FirstName": "Anna", "Active": False, "Phone": None}


def test_of_xp_whole_first_keys_are_sent() -> None:
    xp = {"Job": {"Title": "Cook", "Floor": 2}, "Gate": 7}
    request = sent("b1/ann", user("ann", xp=xp), Change(field="xp.Job/Title", seen="Cook", wanted="Chef"))
    assert request.body == {"xp": {"Job": {"Title": "Chef", "Floor": 2}}}


@pytest.mark.parametrize("field", ["username", "user_id", "created_at", "last_active", "company"])
def test_what_a_user_is_known_by_is_not_edited(field: str) -> None:
    fresh = PEOPLE.view("b1/ann", {"user": user("ann")})
    assert mapping.refusal(PEOPLE, fresh, CONTEXT, Change(field=field, wanted="x"))


def test_who_may_not_edit_users_is_told_the_role() -> None:
    fresh = PEOPLE.view("b1/ann", {"user": user("ann")})
    change = Change(field="email", seen="ann@nonna.example", wanted="x@y.example")
    assert "BuyerUserAdmin" in mapping.refusal(PEOPLE, fresh, with_roles("BuyerUserReader"), change)
    assert mapping.refusal(PEOPLE, fresh, with_roles("BuyerUserAdmin"), change) == ""
    assert "BuyerUserReader" in PEOPLE.refused(with_roles("BuyerReader"))
    assert PEOPLE.refused(with_roles("BuyerUserReader")) == PEOPLE.refused(CONTEXT) == ""


# ── walks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_users_of_all_buyers_come_in_pages_of_a_hundred_by_their_last_id() -> None:
    cloud = Cloud().buyers(250)
    found = walk_all(cloud, ALL)
    assert set(found.documents) == {f"b{place:04}/u{place:04}" for place in range(250)}
    assert [path for path, _ in cloud.asked] == ["/buyerusers"] * 3
    assert {query["page"][0] for _, query in cloud.asked} == {"1"}
    assert found.marker == MARKER
    assert found.turns[-1].progress == 1.0


def test_users_of_many_buyers_with_one_id_are_all_read() -> None:
    same = [user("anna", CompanyID=f"b{number:03}") for number in range(230)]
    cloud = Cloud(lists={"/buyerusers": [user("aaa", CompanyID="b0"), *same, user("zoe", CompanyID="b0")]})
    assert len(walk_all(cloud, ALL).documents) == 232


class Counting(Cloud):
    """Compares IDs of digits as numbers, and sorts them as text (4.4)."""

    def hear(self, ask: Any) -> Any:  # noqa: ANN401 - as a Cloud
        asked = dict(ask.request.query).get("ID", "")
        users = self.lists["/buyerusers"]
        start = int(asked.removeprefix("!<") or 0)
        self.lists["/buyerusers"] = [row for row in users if int(row["ID"]) >= start]
        query = tuple(pair for pair in ask.request.query if pair[0] != "ID")
        try:
            return super().hear(
                type(ask)(request=Request(method="GET", path=ask.request.path, query=query), rows=ask.rows)
            )
        finally:
            self.lists["/buyerusers"] = users


@pytest.mark.parametrize("step", [1, 7, 13])
def test_ids_of_digits_that_lead_nowhere_are_read_by_the_page(step: int) -> None:
    cloud = Counting(lists={"/buyerusers": [user(str(7 + step * place), CompanyID="b1") for place in range(350)]})
    found = walk_all(cloud, ALL)
    assert len(found.documents) == 350
    assert len(found.turns) < 12


REFUSED = {"missing": {"/buyerusers": 404, "/buyers/b2/users": 404}, "forbidden": {"/buyerusers": 403}}


@pytest.mark.parametrize("how", ["missing", "forbidden", "untold"])
def test_where_no_list_tells_whose_users_they_are_each_buyer_is_asked_for_all_of_its_own(how: str) -> None:
    many = [user(f"u{place:03}", CompanyID=None) for place in range(240)]
    cloud = Cloud(
        lists={
            "/buyers": [buyer(ID="b1"), buyer(ID="b2"), buyer(ID="b3")], "/buyers/b1/users": many,
            "/buyers/b3/users": [user("ann", CompanyID=None)], "/buyerusers": [*many, user("ann", CompanyID=None)],
        },
        refused=REFUSED.get(how, {}),
    )  # fmt: skip
    found = walk_all(cloud, ALL)
    assert {key for key in found.documents if key} == {*(f"b1/u{place:03}" for place in range(240)), "b3/ann"}
    assert found.marker == MARKER


def test_the_news_are_who_was_created_since_in_one_request() -> None:
    cloud = Cloud(lists={"/buyerusers": [user("ann"), user("new", DateCreated="2026-11-29T09:00:00+00:00")]})
    found = walk_all(cloud, walks.NEW, marker=MARKER)
    assert list(found.documents) == ["b1/new"]
    query = {"DateCreated": [f">{MARKER}"], "sortBy": ["ID"], "page": ["1"], "pageSize": ["100"]}
    assert cloud.asked == [("/buyerusers", query)]
    assert walks.NEW.first("", CONTEXT) is None
