"""OrderCloud's customers walked: buyers, users of all, what lies under each; requests as section 16 lists them."""

import pytest

from desktop.vendors.ordercloud import customer_walks as walks
from desktop.vendors.ordercloud.customer_lists import read
from desktop.vendors.ordercloud.customers import CUSTOMERS
from tests.vendors.cloud import CONTEXT, MARKER, Cloud, address, buyer, member, use, user, walk_all, with_roles

UNDER = walks.under("under buyers")
EVERYTHING = with_roles("FullAccess")


def small() -> Cloud:
    """Two buyers; one has something in every list."""
    return Cloud(
        lists={
            "/buyers": [buyer(ID="b1"), buyer(ID="b2")],
            "/buyers/b1/users": [user("ann"), user("raj")],
            "/buyers/b1/usergroups": [{"ID": "north", "Name": "North"}],
            "/buyers/b1/usergroups/assignments": [member("north", "ann")],
            "/buyers/b1/addresses": [address("shop")],
            "/buyers/b1/addresses/assignments": [use("shop"), use("shop", user="ann")],
        }
    )


def test_buyers_and_users_of_all_come_in_pages_of_a_hundred() -> None:
    cloud = Cloud().buyers(250)
    assert len(walk_all(cloud, walks.BUYERS).documents) == 250
    found = walk_all(cloud, walks.USERS)
    assert [len(parts) for parts in found.documents.values()] == [1] * 250
    assert [path for path, _ in cloud.asked] == ["/buyers"] * 3 + ["/buyerusers"] * 3
    assert {query["pageSize"][0] for _, query in cloud.asked} == {"100"}
    assert {query["page"][0] for _, query in cloud.asked} == {"1"}


def test_users_of_many_buyers_with_one_id_are_all_read() -> None:
    """IDs of users are unique within their buyer only (3.3)."""
    same = [user("anna", CompanyID=f"b{number:03}") for number in range(230)]
    cloud = Cloud(lists={"/buyerusers": [user("aaa", CompanyID="b0"), *same, user("zoe", CompanyID="b0")]})
    found = walk_all(cloud, walks.USERS)
    assert sum(len(parts) for parts in found.documents.values()) == 232


def test_all_that_lies_under_a_buyer_becomes_its_parts() -> None:
    found = walk_all(small(), UNDER, context=EVERYTHING)
    assert set(found.documents["b1"]) == {
        "buyer", "user:ann", "user:raj", "group:north", "group_assignment:north/ann", "address:shop",
        "address_assignment:shop//", "address_assignment:shop//ann",
    }  # fmt: skip
    assert set(found.documents["b2"]) == {"buyer"}
    assert found.marker == MARKER
    assert found.follow == []


def test_a_load_asks_five_lists_of_each_buyer_and_buyers_by_the_page() -> None:
    cloud = Cloud().buyers(120)
    found = walk_all(cloud, UNDER, context=EVERYTHING)
    assert len(cloud.asked) == 2 + 5 * 120
    assert [turn.progress for turn in found.turns][-1] == 1.0
    assert max(len(turn.state["left"]) for turn in found.turns if turn.state) <= 100  # kept with every page


def test_what_is_gone_under_a_buyer_goes_when_it_is_walked_again() -> None:
    cloud = small()
    before = walk_all(cloud, UNDER, context=EVERYTHING)
    cloud.lists["/buyers/b1/users"] = [user("ann")]
    cloud.lists["/buyers/b1/addresses/assignments"] = []
    after = walk_all(cloud, UNDER, context=EVERYTHING)
    replaced = {part for turn in after.turns for part in turn.replaces.get("b1", ())}
    assert replaced == {"user:", "group:", "group_assignment:", "address:", "address_assignment:"}
    assert before.documents["b1"].keys() - after.documents["b1"].keys() == {
        "user:raj", "address_assignment:shop//", "address_assignment:shop//ann",
    }  # fmt: skip


def test_a_list_of_more_than_a_page_is_read_with_its_buyer_and_replaces_nothing_page_by_page() -> None:
    cloud = small()
    cloud.lists["/buyers/b1/users"] = [user(f"u{number:03}") for number in range(101)]
    found = walk_all(cloud, UNDER, context=EVERYTHING)
    assert found.follow == ["b1"]
    assert all("user:" not in turn.replaces.get("b1", ()) for turn in found.turns)


def test_a_buyer_that_is_gone_meanwhile_is_passed_over() -> None:
    cloud = small()
    cloud.refused = {f"/buyers/b1/{name}": 404 for name in ("users", "usergroups", "usergroups/assignments")}
    found = walk_all(cloud, UNDER, context=EVERYTHING)
    assert set(found.documents["b2"]) == {"buyer"}
    assert not any("user:" in turn.replaces.get("b1", ()) for turn in found.turns)


def test_lists_for_which_the_role_is_missing_are_not_asked_for() -> None:
    cloud = small()
    found = walk_all(cloud, UNDER, context=with_roles("BuyerReader", "BuyerUserReader"))
    assert set(found.documents["b1"]) == {"buyer", "user:ann", "user:raj"}
    assert not [path for path, _ in cloud.asked if "groups" in path or "addresses" in path]
    assert walks.USERS.first("", with_roles("BuyerReader")) is None
    assert walks.NEW_USERS.first(MARKER, with_roles("BuyerReader")) is None
    assert len(read("b1", with_roles("BuyerReader", "AddressReader"))) == 3


def test_a_list_that_is_forbidden_though_nobody_knew_is_asked_for_once() -> None:
    cloud = Cloud(refused={"users": 403}).buyers(30)
    walk_all(cloud, UNDER)
    assert len([path for path, _ in cloud.asked if path.endswith("/users")]) == 1
    assert len([path for path, _ in cloud.asked if path.endswith("/addresses")]) == 30


def test_a_quiet_run_of_the_news_is_two_requests() -> None:
    cloud = small()
    for walk in CUSTOMERS.news:
        found = walk_all(cloud, walk, marker=MARKER)
        assert (found.documents, found.marker) == ({}, MARKER)
    assert cloud.asked == [
        ("/buyers", {"DateCreated": [f">{MARKER}"], "sortBy": ["ID"], "page": ["1"], "pageSize": ["100"]}),
        ("/buyerusers", {"DateCreated": [f">{MARKER}"], "sortBy": ["ID"], "page": ["1"], "pageSize": ["100"]}),
    ]


def test_a_new_buyer_is_read_whole_and_a_new_user_goes_to_its_buyer() -> None:
    cloud = small()
    cloud.lists["/buyers"].append(buyer(ID="b3", DateCreated="2026-11-29T09:00:00+00:00"))
    cloud.lists["/buyerusers"] = [user("ann"), user("new", CompanyID="b2", DateCreated="2026-11-29T09:00:00+00:00")]
    assert walk_all(cloud, walks.NEW_BUYERS, marker=MARKER).follow == ["b3"]
    found = walk_all(cloud, walks.NEW_USERS, marker=MARKER)
    assert {owner: list(parts) for owner, parts in found.documents.items()} == {"b2": ["user:new"]}


@pytest.mark.parametrize("status", [404, 0])
def test_where_no_list_tells_the_users_of_all_buyers_each_is_asked_for_its_new_ones(status: int) -> None:
    """An older platform has no /buyerusers, or does not tell whose users they are (7)."""
    cloud = small()
    new = user("new", CompanyID=None, DateCreated="2026-11-29T09:00:00+00:00")
    cloud.lists["/buyers/b2/users"] = [new]
    cloud.lists["/buyerusers"] = [new]
    cloud.refused = {"/buyerusers": status} if status else {}
    found = walk_all(cloud, walks.NEW_USERS, marker=MARKER)
    assert list(found.documents["b2"]) == ["buyer", "user:new"]
    assert "user:ann" not in found.documents["b1"]
    assert not any(turn.replaces for turn in found.turns)
    assert found.marker == MARKER


def test_the_first_load_needs_no_list_of_all_users() -> None:
    cloud = small()
    cloud.refused = {"/buyerusers": 404}
    found = walk_all(cloud, walks.USERS)
    assert (found.documents, found.follow) == ({}, [])
    assert len(cloud.asked) == 1


def test_a_record_read_whole_replaces_all_that_lies_under_it() -> None:
    asks = read("b1", EVERYTHING)
    assert [ask.request.path for ask in asks] == [
        "/v1/buyers/b1", "/v1/buyers/b1/users", "/v1/buyers/b1/usergroups", "/v1/buyers/b1/usergroups/assignments",
        "/v1/buyers/b1/addresses", "/v1/buyers/b1/addresses/assignments",
    ]  # fmt: skip
    assert [ask.replaces for ask in asks] == [
        "", "user:", "group:", "group_assignment:", "address:", "address_assignment:",
    ]  # fmt: skip


def test_an_account_that_may_not_read_buyers_has_no_customers_and_says_which_role_it_lacks() -> None:
    assert "BuyerReader" in CUSTOMERS.refused(with_roles("OrderAdmin"))
    assert CUSTOMERS.refused(with_roles("BuyerAdmin")) == CUSTOMERS.refused(CONTEXT) == ""
