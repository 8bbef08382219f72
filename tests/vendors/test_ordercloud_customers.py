"""OrderCloud's customers: one record from many documents, its tables, and who may edit what, with the reason."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.forms import LinesForm, RecordForm
from desktop.records import Address, Customer, Value
from desktop.vendors import forming, mapping
from desktop.vendors.contract import Context, Documents
from desktop.vendors.ordercloud import VENDOR
from desktop.vendors.ordercloud.customers import CUSTOMERS
from desktop.vendors.ordercloud.orders import ORDERS
from desktop.vendors.rows import encode
from tests.vendors.cloud import CONTEXT, address, buyer, customer, member, use, user, with_roles
from tests.vendors.test_forming import Kept


def record(documents: Documents) -> Customer:
    found = mapping.shown(CUSTOMERS, CUSTOMERS.view("b1", documents), CONTEXT, ()).record
    assert isinstance(found, Customer)
    return found


def search(documents: Documents) -> str:
    return mapping.shown(CUSTOMERS, CUSTOMERS.view("b1", documents), CONTEXT, ()).search


def form(documents: Documents, context: Context = CONTEXT) -> RecordForm:
    bodies = {part: encode(document) for part, document in documents.items()}
    return forming.record_form(VENDOR, context, Kept(kind="customers", key="b1", documents=bodies))


def table(shown: RecordForm, prefix: str) -> LinesForm:
    return next(table for table in shown.lines if table.prefix == prefix)


def refusal(field: str, line: str = "", wanted: Value = None, *, context: Context = CONTEXT) -> str:
    fresh = CUSTOMERS.view("b1", customer())
    return mapping.refusal(CUSTOMERS, fresh, context, Change(field=field, line=line, wanted=wanted))


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_customer_is_called_reached_and_addressed_by_what_lies_under_it() -> None:
    found = record(customer())
    assert (found.id, found.name) == ("b1", "Nonna Lucia Group")
    assert (found.email, found.phone) == ("ann@nonna.example", "+61 2 5550 0148")
    assert (found.city, found.country, found.address.street) == ("Leichhardt", "AU", ("1 Shop St",))
    assert found.ship_to == ()


def test_the_contact_is_the_first_active_user_there_was() -> None:
    raj = customer()["user:raj"]
    assert record(customer(**{"user:raj": {**raj, "Active": True}})).email == "raj@nonna.example"
    nobody = {part: document for part, document in customer().items() if not part.startswith("user:")}
    assert (record(nobody).email, record(nobody).phone) == ("", "")


@pytest.mark.parametrize(
    ("uses", "billing", "shipping"),
    [
        ([use("shop", IsBilling=True)], "Leichhardt", "Leichhardt"),
        ([use("cellar", IsBilling=True, IsShipping=False), use("shop")], "Perth", "Leichhardt"),
        ([use("shop", user="ann", IsBilling=True)], "Perth", "Perth"),  # not the company's: the first one there is
        ([], "Perth", "Perth"),
    ],
)
def test_addresses_are_those_of_the_company_else_the_first(
    uses: list[dict[str, object]], billing: str, shipping: str
) -> None:
    kept = {part: document for part, document in customer().items() if not part.startswith("address_assignment:")}
    made = {f"address_assignment:{number}": row for number, row in enumerate(uses)}
    found = record({**kept, **made})
    assert found.city == billing
    assert (found.ship_to[0].city if found.ship_to else found.city) == shipping


def test_a_customer_of_which_only_the_buyer_is_known_is_shown_with_that() -> None:
    found = record({"buyer": buyer()})
    assert (found.name, found.email, found.address) == ("Nonna Lucia Group", "", Address())
    shown = form({"buyer": buyer()})
    assert not shown.unread
    assert [len(table.lines) for table in shown.lines] == [0, 0, 0]


def test_a_customer_is_found_by_users_addresses_groups_and_its_id() -> None:
    found = search(customer())
    for word in ("b1", "Ann Jones", "raj.login", "raj@nonna.example", "1 Cellar St", "Perth", "South"):
        assert word in found


@pytest.mark.parametrize("xp", [None, "free text", [1, {"a": 2}], {"a": {"b": [1]}}, 7])
def test_whatever_xp_is_the_customer_is_shown(xp: object) -> None:
    assert record(customer(buyer=buyer(xp=xp))).name == "Nonna Lucia Group"
    assert not form(customer(buyer=buyer(xp=xp))).unread


def test_orders_of_a_buyer_are_counted_for_it() -> None:
    order = {
        "ID": "o1", "Status": "Open", "FromCompanyID": "b1", "Total": 12, "Currency": "USD",
        "DateSubmitted": "2026-11-02T09:30:00+00:00",
    }  # fmt: skip
    (part,) = mapping.shown(ORDERS, ORDERS.view("o1", {"order": order}), CONTEXT, ()).parts
    assert (part.kind, part.key, part.body["total"]) == ("customers", "b1", "12")
    basket = mapping.shown(ORDERS, ORDERS.view("o1", {"order": {**order, "Status": "Unsubmitted"}}), CONTEXT, ())
    assert basket.parts == ()


# ── its tables ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_users_addresses_and_members_are_tables_of_their_own() -> None:
    shown = form(customer())
    told = [(table.label, [(line.key, line.name) for line in table.lines]) for table in shown.lines]
    assert told == [
        ("Users", [("user:raj", "Raj Jones"), ("user:ann", "Ann Jones")]),
        ("Addresses", [("address:cellar", "Cellar"), ("address:shop", "Shop")]),
        ("Groups", [("member:north/ann", "Ann Jones in North")]),
    ]


def test_an_address_says_what_it_is_used_for_and_for_whom_besides() -> None:
    rows = {
        line.key: {cell.name: cell.value for cell in line.cells} for line in table(form(customer()), "address:").lines
    }
    uses = {key: (row["IsShipping"], row["IsBilling"], row["For"]) for key, row in rows.items()}
    assert uses == {"address:shop": (True, True, ""), "address:cellar": (False, False, "Raj Jones")}


def test_what_is_ours_in_the_view_is_in_no_document() -> None:
    documents = customer()
    before = {part: dict(document) for part, document in documents.items()}
    CUSTOMERS.view("b1", documents)
    assert documents == before
    assert {raw.part for raw in form(documents).raw} == set(documents)


def test_a_new_member_is_chosen_from_the_groups_and_users_of_the_customer() -> None:
    group, person = table(form(customer()), "member:").columns
    assert [choice.label for choice in group.choices] == ["North", "South"]
    assert [choice.label for choice in person.choices] == ["Raj Jones", "Ann Jones"]
    without = {part: document for part, document in customer().items() if not part.startswith("group")}
    assert "no groups" in table(form(without), "member:").add


# ── who may edit what ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_may_not_be_changed_says_why() -> None:
    shown = form(customer())
    locked = {field.name: field.locked for section in shown.sections for field in section.fields if field.locked}
    assert {"buyer_id", "created_at", "catalog", "groups"} <= set(locked)
    assert "portal" in locked["catalog"]
    assert "switch it off" in table(shown, "user:").remove
    assert "switch off" in table(shown, "address:").remove
    assert table(shown, "member:").remove == ""
    assert "portal" in refusal("username", "user:ann", "other")
    assert refusal("username", "user:+1", "other") == ""
    assert "add another" in refusal("group", "member:north/ann", "south")


@pytest.mark.parametrize(
    ("field", "line", "wanted", "role"),
    [
        ("name", "", "X", "BuyerAdmin"),
        ("active", "", False, "BuyerAdmin"),
        ("xp.Tier", "", "Silver", "BuyerAdmin"),
        ("email", "user:ann", "x@y.example", "BuyerUserAdmin"),
        (ADD_LINE, "user:+1", None, "BuyerUserAdmin"),
        ("City", "address:shop", "Bern", "AddressAdmin"),
        ("IsBilling", "address:shop", False, "AddressAdmin"),
        (ADD_LINE, "address:+1", None, "AddressAdmin"),
        (ADD_LINE, "member:+1", None, "UserGroupAdmin"),
        (REMOVE_LINE, "member:north/ann", None, "UserGroupAdmin"),
    ],
)
def test_each_edit_needs_its_role_and_says_which(field: str, line: str, wanted: Value, role: str) -> None:
    assert refusal(field, line, wanted, context=with_roles(role)) == ""
    assert role in refusal(field, line, wanted, context=with_roles("BuyerReader"))
    assert refusal(field, line, wanted, context=with_roles("FullAccess")) == ""
    assert refusal(field, line, wanted) == ""  # nobody knows which roles it has: the platform says no, if so


@pytest.mark.parametrize(
    ("field", "line", "wanted", "why"),
    [
        ("name", "", "", "cannot be empty"),
        ("name", "", "x" * 101, "100 characters"),
        ("email", "user:ann", " ", "cannot be empty"),
        ("email", "user:ann", "x" * 201, "200 characters"),
        ("Country", "address:shop", "AUS", "2 characters"),
        ("Country", "address:shop", "A", "two letters"),
        ("Street1", "address:shop", None, "cannot be empty"),
        ("xp.Terms/Days", "", "soon", "a number was expected"),
        ("xp.Tier", "", "x" * 8_001, "8000 bytes"),
        (REMOVE_LINE, "user:ann", None, "stays"),
        (REMOVE_LINE, "address:shop", None, "stays"),
        ("buyer_id", "", "b2", "not changed here"),
    ],
)
def test_what_the_platform_would_refuse_is_said_while_typing(field: str, line: str, wanted: Value, why: str) -> None:
    assert why in refusal(field, line, wanted)


def test_others_changes_of_a_user_collide_with_mine_and_are_told_by_name() -> None:
    fresh = CUSTOMERS.view("b1", customer(**{"user:ann": user("ann", Email="a@other.example")}))
    mine = Change(field="email", line="user:ann", seen="ann@nonna.example", wanted="ann@mine.example")
    found = mapping.collisions(CUSTOMERS, fresh, [mine])
    assert [change.theirs for change in found.conflicts] == ["a@other.example"]
    old = CUSTOMERS.view("b1", customer())
    joined = CUSTOMERS.view("b1", customer(**{"group_assignment:south/raj": member("south", "raj")}))
    assert [(change.label, change.theirs) for change in mapping.merged(CUSTOMERS, old, joined, [mine])] == [
        ("New member", "Raj Jones in South")
    ]


def test_a_tally_stands_in_the_form_behind_what_ordercloud_says() -> None:
    tally = {"orders": 3, "cancelled": 1, "currency": "USD", "total": "12.50", "first": "",
             "last": "2026-11-02T09:30:00+00:00"}  # fmt: skip
    bodies = {part: encode(document) for part, document in customer().items()}
    shown = forming.record_form(VENDOR, CONTEXT, Kept(kind="customers", key="b1", documents=bodies), (), [tally])
    assert [section.name for section in shown.sections] == ["", "Custom (xp)", "Orders"]
    assert isinstance(shown.record, Customer)
    assert shown.record.last_order_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert replace(shown.record, orders=0).name == "Nonna Lucia Group"


def test_an_address_without_a_name_is_called_by_its_company_or_street() -> None:
    bare = {part: document for part, document in customer().items() if not part.startswith("address")}
    shown = form({**bare, "address:x": address("x", AddressName=None, CompanyName=None)})
    assert table(shown, "address:").lines[0].name == "1 X St"
