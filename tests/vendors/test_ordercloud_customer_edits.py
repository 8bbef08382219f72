"""How edits of OrderCloud's customers are sent (11.1), and whether a write of unclear end has happened (16 b)."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.vendors.contract import Document, Documents, Facts, Json, Request, Step, Stop
from desktop.vendors.ordercloud.customer_edits import write
from desktop.vendors.ordercloud.customers import CUSTOMERS
from tests.vendors.cloud import CONTEXT, address, buyer, customer, member, use, user

TOKEN = "t0ken"
NEW_USER = (
    Change(field=ADD_LINE, line="user:+1"),
    Change(field="first_name", line="user:+1", wanted="Bo"),
    Change(field="last_name", line="user:+1", wanted="Berg"),
    Change(field="email", line="user:+1", wanted="bo@x.example"),
    Change(field="username", line="user:+1", wanted="bo.berg"),
)
NEW_ADDRESS = (
    Change(field=ADD_LINE, line="address:+2"),
    Change(field="Street1", line="address:+2", wanted="3 Low Rd"),
    Change(field="City", line="address:+2", wanted="Bern"),
    Change(field="Country", line="address:+2", wanted="CH"),
)
JOIN = (
    Change(field=ADD_LINE, line="member:+1"),
    Change(field="group", line="member:+1", wanted="south"),
    Change(field="user", line="member:+1", wanted="raj"),
)
LEAVE = (Change(field=REMOVE_LINE, line="member:north/ann"),)


def facts(changes: Sequence[Change], documents: Documents | None = None) -> Facts:
    fresh = CUSTOMERS.view("b1", customer() if documents is None else documents)
    now = datetime(2026, 11, 29, 8, 30, tzinfo=UTC)
    return Facts(key="b1", fresh=fresh, context=CONTEXT, changes=tuple(changes), token=TOKEN, now=now)


def sent(*changes: Change, documents: Documents | None = None) -> list[tuple[str, str, Json]]:
    """Method, path below the buyers and body of each request."""
    requests = [step.request(facts(changes, documents)) for step in write("b1", changes)]
    return [
        (request.method, request.path.removeprefix("/v1/buyers"), request.body)
        for request in requests
        if isinstance(request, Request)
    ]


def only(changes: Sequence[Change]) -> Step:
    (step,) = write("b1", changes)
    return step


def stopped(*changes: Change, documents: Documents | None = None) -> str:
    first, *_ = write("b1", changes)
    request = first.request(facts(changes, documents))
    assert isinstance(request, Stop)
    return request.because


def judged(step: Step, changes: Sequence[Change], now: Json) -> str:
    return step.happened([None], [now], facts(changes)).verdict


def listed(*rows: Document) -> Json:
    return {"Meta": {"TotalCount": len(rows)}, "Items": list(rows)}


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_buyer_is_patched_with_the_keys_that_change() -> None:
    assert sent(
        Change(field="name", seen="Nonna Lucia Group", wanted="Nonna & Co"),
        Change(field="active", seen=True, wanted=False),
    ) == [("PATCH", "/b1", {"Name": "Nonna & Co", "Active": False})]


def test_of_xp_the_whole_first_level_key_is_sent() -> None:
    """Nothing deeper is promised to merge (3.2)."""
    assert sent(Change(field="xp.Terms/Days", seen="30", wanted="45")) == [
        ("PATCH", "/b1", {"xp": {"Terms": {"Days": 45}}})
    ]


def test_xp_that_has_grown_too_large_meanwhile_is_not_sent() -> None:
    large = customer(buyer=buyer(xp={"Tier": "Gold", "Notes": "x" * 7_990}))
    assert "8000 bytes" in stopped(Change(field="xp.Tier", seen="Gold", wanted="Platinum"), documents=large)


def test_users_and_addresses_are_patched_each_by_itself() -> None:
    assert sent(
        Change(field="email", line="user:ann", wanted="ann@x.example"),
        Change(field="City", line="address:shop", wanted="Bern"),
        Change(field="active", line="user:ann", wanted=False),
        Change(field="phone", line="user:raj", wanted=""),
    ) == [
        ("PATCH", "/b1/users/ann", {"Email": "ann@x.example", "Active": False}),
        ("PATCH", "/b1/addresses/shop", {"City": "Bern"}),
        ("PATCH", "/b1/users/raj", {"Phone": None}),
    ]


def test_a_new_user_gets_an_id_of_ours_so_that_a_repeat_is_refused_and_not_doubled() -> None:
    assert sent(*NEW_USER) == [
        ("POST", "/b1/users", {
            "ID": f"{TOKEN}-1", "FirstName": "Bo", "LastName": "Berg", "Email": "bo@x.example", "Username": "bo.berg",
            "Active": True,
        })
    ]  # fmt: skip


def test_a_new_address_is_made_and_then_assigned_to_the_company() -> None:
    made, used = sent(*NEW_ADDRESS)
    assert made == (
        "POST", "/b1/addresses", {"ID": f"{TOKEN}-2", "Street1": "3 Low Rd", "City": "Bern", "Country": "CH"}
    )  # fmt: skip
    assert used == ("POST", "/b1/addresses/assignments", {
        "AddressID": f"{TOKEN}-2", "UserID": None, "UserGroupID": None, "IsShipping": True, "IsBilling": True,
    })  # fmt: skip


def test_of_a_new_address_the_second_request_is_still_to_be_sent_when_the_first_is_answered() -> None:
    """What a finished step delivered is compared no more; the line itself is there only with its assignment."""
    first, second = write("b1", NEW_ADDRESS)
    assert {change.field for change in first.changes} == {"Street1", "City", "Country"}
    assert {change.field for change in second.changes} == {ADD_LINE}


def test_a_new_address_that_nothing_goes_to_is_not_assigned() -> None:
    off = [Change(field=use, line="address:+2", wanted=False) for use in ("IsShipping", "IsBilling")]
    assert [path for _, path, _ in sent(*NEW_ADDRESS, *off)] == ["/b1/addresses"]


@pytest.mark.parametrize(
    ("changes", "request_sent"),
    [
        (
            [Change(field="IsBilling", line="address:cellar", wanted=True)],
            ("POST", "/b1/addresses/assignments", {
                "AddressID": "cellar", "UserID": None, "UserGroupID": None, "IsShipping": False, "IsBilling": True,
            }),
        ),
        (
            [Change(field="IsShipping", line="address:shop", wanted=False)],
            ("POST", "/b1/addresses/assignments", {
                "AddressID": "shop", "UserID": None, "UserGroupID": None, "IsShipping": False, "IsBilling": True,
            }),
        ),
        (
            [Change(field=use, line="address:shop", wanted=False) for use in ("IsShipping", "IsBilling")],
            ("DELETE", "/b1/addresses/shop/assignments", None),
        ),
    ],
)  # fmt: skip
def test_what_an_address_is_used_for_is_assigned_or_taken_away(
    changes: list[Change], request_sent: tuple[str, str, Json]
) -> None:
    assert sent(*changes) == [request_sent]


def test_members_join_and_leave_by_assignments() -> None:
    assert sent(*JOIN) == [("POST", "/b1/usergroups/assignments", {"UserGroupID": "south", "UserID": "raj"})]
    assert sent(*LEAVE) == [("DELETE", "/b1/usergroups/north/assignments/ann", None)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (NEW_USER[:1], "no first name and no last name and no e-mail and no user name"),
        (NEW_ADDRESS[:2], "no city and no country"),
        (JOIN[:2], "no group or no user"),
        ([Change(field="email", line="user:gone", wanted="x")], "not there any more"),
        ([Change(field="City", line="address:gone", wanted="x")], "not there any more"),
    ],
)
def test_what_cannot_be_sent_says_why(changes: Sequence[Change], why: str) -> None:
    assert why in stopped(*changes)


def test_steps_keep_their_names_whatever_else_is_typed() -> None:
    names = [step.name for step in write("b1", (*NEW_USER, *NEW_ADDRESS, *JOIN, *LEAVE))]
    assert names == ["add user 1", "add address 2", "use address 2", "join +1", "leave north/ann"]
    assert len(names) == len(set(names))
    assert [step.name for step in write("b1", NEW_ADDRESS)] == ["add address 2", "use address 2"]


# ── whether it has happened ───────────────────────────────────────────────────────────────────────────────────────


NAME = (Change(field="name", seen="Nonna Lucia Group", wanted="Nonna & Co"),)
EMAIL = (Change(field="email", line="user:ann", seen="ann@nonna.example", wanted="ann@x.example"),)


@pytest.mark.parametrize(
    ("changes", "now", "verdict"),
    [
        (NAME, buyer(Name="Nonna & Co"), "yes"),
        (NAME, buyer(), "no"),
        (NAME, buyer(Name="Third"), "no"),
        (NAME, None, "no"),
        (EMAIL, user("ann", Email="ann@x.example"), "yes"),
        (EMAIL, user("ann"), "no"),
        (NEW_USER, user(f"{TOKEN}-1"), "yes"),
        (NEW_USER, None, "no"),
        (JOIN, listed(member("south", "raj")), "yes"),
        (JOIN, listed(), "no"),
        (LEAVE, listed(), "yes"),
        (LEAVE, listed(member("north", "ann")), "no"),
    ],
)
def test_a_write_has_happened_when_what_it_makes_is_there(
    changes: Sequence[Change], now: Json, verdict: str
) -> None:  # fmt: skip
    assert judged(only(changes), changes, now) == verdict


def test_an_assignment_has_happened_when_the_company_s_own_says_so() -> None:
    first, second = write("b1", NEW_ADDRESS)
    new = f"{TOKEN}-2"
    assert judged(first, NEW_ADDRESS, address(new)) == "yes"
    assert judged(first, NEW_ADDRESS, None) == "no"
    assert judged(second, NEW_ADDRESS, listed(use(new, IsBilling=True))) == "yes"
    assert judged(second, NEW_ADDRESS, listed(use(new, IsBilling=False))) == "no"
    assert judged(second, NEW_ADDRESS, listed(use(new, user="ann", IsBilling=True))) == "no"
    off = [Change(field=use, line="address:shop", wanted=False) for use in ("IsShipping", "IsBilling")]
    assert judged(only(off), off, listed()) == "yes"
    assert judged(only(off), off, listed(use("shop"))) == "no"


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        (NAME, ["/v1/buyers/b1"]),
        (EMAIL, ["/v1/buyers/b1/users/ann"]),
        (NEW_USER, [f"/v1/buyers/b1/users/{TOKEN}-1"]),
        (NEW_ADDRESS, [f"/v1/buyers/b1/addresses/{TOKEN}-2", "/v1/buyers/b1/addresses/assignments"]),
        (JOIN, ["/v1/buyers/b1/usergroups/assignments"]),
        (LEAVE, ["/v1/buyers/b1/usergroups/assignments"]),
    ],
)
def test_each_step_looks_at_what_it_makes(changes: Sequence[Change], paths: list[str]) -> None:
    asks = [ask for step in write("b1", changes) for ask in step.look(facts(changes))]
    assert [ask.request.path for ask in asks] == paths
    assert {ask.request.method for ask in asks} == {"GET"}


def test_an_answer_with_the_document_is_the_truth_of_its_part_alone() -> None:
    assert only(NAME).truth(buyer(Name="X")) == {"buyer": buyer(Name="X")}
    assert only(EMAIL).truth(user("ann")) == {"user:ann": user("ann")}
    assert only(NEW_USER).truth(user("new")) == {"user:new": user("new")}
    assert only(JOIN).truth({}) is None


def test_what_is_there_and_cannot_be_read_stops_the_sending_in_words() -> None:
    assert "cannot be" in stopped(
        Change(field="xp.a/b", seen="1", wanted="2"), documents=customer(buyer=buyer(xp={"a": "text"}))
    )
