"""What is shown and sent of Orderspace's customers (6.3, 6.4, 10, 14)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from desktop.vendors import mapping
from desktop.vendors.contract import Document, Documents, Json, Request, Stop
from desktop.vendors.orderspace.customer_edits import write
from desktop.vendors.orderspace.customer_fields import emails
from desktop.vendors.orderspace.customer_records import view
from desktop.vendors.orderspace.customers import CUSTOMERS
from desktop.vendors.tables import find_field, keyed_lines
from tests.vendors.space import CONTEXT, address, facts, judged

BLANK = dict.fromkeys(address(), "")
KEY = "address:at 34 Edgar Buildings BA1 2FJ"


def customer(**members: object) -> Document:
    return {
        "id": "cu_1", "company_name": "Blue Sky", "created": "2021-03-09T13:08:51Z", "status": "active",
        "reference": "", "internal_note": "", "phone": "12345", "tax_number": "", "tax_rate_id": None,
        "buyers": [{"name": "Emilia", "email_address": "emilia@b.example"}],
        "email_addresses": {"orders": "a@b.example", "dispatches": "", "invoices": "A@B.example, c@d.example"},
        "addresses": [address(), address("2 Back Rd", postal_code="BS1")], "minimum_spend": 150,
        "payment_terms_id": "pt_1", "customer_group_id": "", "price_list_id": "pl_gbp", **members,
    }  # fmt: skip


def viewed(**members: object) -> Documents:
    return view("cu_1", {"customer": customer(**members)})


def sent(*changes: Change, **members: object) -> Json:
    (step,) = write("cu_1", changes)
    request = step.request(facts(viewed(**members), key="cu_1", changes=changes))
    assert isinstance(request, Request), request
    assert (request.method, request.path) == ("PUT", "/customers/cu_1")
    return request.body["customer"]


# ── shown ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_time_of_making_has_two_names() -> None:
    field = find_field(CUSTOMERS, "created_at")
    assert field is not None
    for members in ({}, {"created": None, "created_at": "2021-03-09T13:08:51Z"}):
        assert str(mapping.decode(CUSTOMERS, field, viewed(**members))) == "2021-03-09 13:08:51+00:00"


@pytest.mark.parametrize("blank", [[], [{"name": "", "email_address": ""}], [{"name": None, "email_address": ""}]])
def test_blank_buyers_and_addresses_are_no_data(blank: Json) -> None:
    documents = viewed(buyers=blank, addresses=[BLANK])
    assert keyed_lines(CUSTOMERS, documents) == []
    shown = mapping.shown(CUSTOMERS, documents, CONTEXT, ()).record
    assert (shown.email, shown.city) == ("a@b.example", "")  # type: ignore[union-attr] # a customer


def test_a_customer_is_found_by_its_buyer_addresses_and_every_e_mail() -> None:
    text = mapping.shown(CUSTOMERS, viewed(), CONTEXT, ()).search
    assert all(word in text for word in ("Emilia", "emilia@b.example", "c@d.example", "2 Back Rd", "12345"))


@pytest.mark.parametrize("name", ["buyers", "email_addresses", "addresses"])
@pytest.mark.parametrize("bad", ["text", 7, {"a": 1}, [1]])
def test_members_of_another_form_are_no_crash(name: str, bad: Any) -> None:  # noqa: ANN401
    documents = viewed(**{name: bad})
    for field in CUSTOMERS.fields:
        field.editable(documents, CONTEXT)
    try:
        mapping.shown(CUSTOMERS, documents, CONTEXT, ())
    except (ValueError, TypeError, KeyError):
        assert name in ("addresses", "email_addresses", "buyers"), "kept raw and listed"


def test_several_addresses_in_one_field_are_the_same_in_any_case_and_spacing() -> None:
    assert emails.same("A@B.example, c@d.example", "a@b.example,C@D.example ,")
    assert not emails.same("a@b.example", "a@b.example, c@d.example")


# ── sent ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("field", "seen", "wanted", "body"),
    [
        ("internal_note", "", "Ring", {"internal_note": "Ring"}),
        ("phone", "12345", "", {"phone": ""}),
        ("price_list", "pl_gbp", "pl_eur", {"price_list_id": "pl_eur"}),
        ("price_list", "pl_gbp", "", {"price_list_id": None}),
        ("minimum_spend", Decimal(150), None, {"minimum_spend": None}),
        ("minimum_spend", Decimal(150), Decimal("99.5"), {"minimum_spend": Decimal("99.5")}),
        ("buyer", "Emilia", "Ann", {"buyers": [{"name": "Ann", "email_address": "emilia@b.example"}]}),
        ("email_dispatches", "", "d@b.example", {
            "email_addresses": {
                "orders": "a@b.example", "dispatches": "d@b.example", "invoices": "A@B.example, c@d.example",
            },
        }),
    ],
)  # fmt: skip
def test_what_changes_is_sent_and_nothing_else(field: str, seen: Value, wanted: Value, body: Json) -> None:
    """What is cleared goes as an empty text, a reference or a number as null (10)."""
    assert sent(Change(field=field, seen=seen, wanted=wanted)) == body


def test_all_three_e_mail_fields_go_although_one_was_not_told() -> None:
    body = sent(Change(field="email_orders", seen="", wanted="x@y.example"), email_addresses={"orders": ""})
    assert body == {"email_addresses": {"orders": "x@y.example", "dispatches": "", "invoices": ""}}


def test_addresses_go_whole_without_blank_ones_and_without_what_is_ours() -> None:
    city = Change(field="city", line=KEY, seen="Bath", wanted="Bristol")
    body = sent(city, addresses=[address(phone_ext="7"), BLANK, address("2 Back Rd")])
    assert body == {"addresses": [address(phone_ext="7", city="Bristol"), address("2 Back Rd")]}
    added = (
        Change(field=ADD_LINE, line="address:+1"),
        Change(field="line1", line="address:+1", seen="", wanted="3 New St"),
    )
    assert sent(*added)["addresses"][-1] == {**BLANK, "line1": "3 New St"}
    assert sent(Change(field=REMOVE_LINE, line=KEY), addresses=[address()]) == {"addresses": []}


def test_two_addresses_at_one_place_are_two() -> None:
    documents = viewed(addresses=[address(), address(contact_name="Raj")])
    assert [key for key, _ in keyed_lines(CUSTOMERS, documents)] == [KEY, f"{KEY}#2"]


def test_an_address_is_known_by_its_place_wherever_it_stands_in_the_list() -> None:
    """Others put one before it: the edit is of the address that was seen."""
    city = Change(field="city", line=KEY, seen="Bath", wanted="Bristol")
    body = sent(city, addresses=[address("0 First St"), address()])
    assert [row["city"] for row in body["addresses"]] == ["Bath", "Bristol"]


def test_a_buyer_without_an_address_is_never_sent() -> None:
    change = Change(field="buyer", seen="", wanted="Ann")
    (step,) = write("cu_1", [change])
    stop = step.request(facts(viewed(buyers=[]), key="cu_1", changes=[change]))
    assert isinstance(stop, Stop)
    several = viewed(buyers=[{"name": "A", "email_address": "a@b"}, {"name": "B", "email_address": "b@b"}])
    field = find_field(CUSTOMERS, "buyer")
    assert field is not None
    assert "several buyers" in field.editable(several, CONTEXT)


# ── whether it has happened (17 b) ────────────────────────────────────────────────────────────────────────────────

NOTE = Change(field="internal_note", seen="", wanted="Ring")
LOGIN = Change(field="buyer_email", seen="emilia@b.example", wanted="Emilia@B.example")
CITY = Change(field="city", line=KEY, seen="Bath", wanted="Bristol")
STREET = Change(field="line1", line=KEY, seen="34 Edgar Buildings", wanted="35 Edgar Buildings")
GROUP = Change(field="group", seen="cg_1", wanted="")


@pytest.mark.parametrize(
    ("changes", "now", "verdict"),
    [
        ([NOTE], customer(), "no"), ([NOTE], customer(internal_note="Ring"), "yes"),
        ([GROUP], customer(customer_group_id=None), "yes"), ([GROUP], customer(customer_group_id=""), "yes"),
        ([CITY], customer(), "no"),
        ([CITY], customer(addresses=[address(city="Bristol"), address("2 Back Rd", postal_code="BS1")]), "yes"),
        ([CITY, NOTE], customer(addresses=[address(city="Bristol"), address("2 Back Rd", postal_code="BS1")]), "no"),
        ([STREET], customer(
            addresses=[address("35 Edgar Buildings"), address("2 Back Rd", postal_code="BS1"), BLANK]
        ), "yes"),
        ([LOGIN], customer(), "no"),
        ([LOGIN], customer(buyers=[{"name": "Emilia", "email_address": "Emilia@B.example"}]), "yes"),
    ],
)  # fmt: skip
def test_it_has_happened_when_every_field_says_so(changes: Sequence[Change], now: Document, verdict: str) -> None:
    (step,) = write("cu_1", changes)
    known = facts(view("cu_1", {"customer": now}), key="cu_1", changes=changes)
    assert judged(step, [{"customer": customer()}], [{"customer": now}], known) == verdict
    assert judged(step, [{"customer": customer()}], [None], known) == "no"
