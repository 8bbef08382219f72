"""Customers: made, merged by PUT, deleted (contract 5.2, 6.3, 6.4, 10, 13)."""

import re

import pytest

from tests.sandbox.orderspace.sites import Json, Sites, documents

BLANK_ADDRESS = dict.fromkeys(
    ("company_name", "contact_name", "line1", "line2", "city", "state", "postal_code", "country"), ""
)


async def made(sites: Sites, status: int = 200, **members: object) -> Json:
    answer = await sites.severn.post("/customers", json={"customer": {"company_name": "Blue Sky", **members}})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found["customer"] if status == 200 else found


async def changed(sites: Sites, customer: Json, status: int = 200, **members: object) -> Json:
    answer = await sites.severn.put(f"/customers/{customer['id']}", json={"customer": members})
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found["customer"] if status == 200 else found


async def test_a_customer_of_a_name_alone_has_one_blank_buyer_and_address(sites: Sites) -> None:
    customer = await made(sites)
    assert re.fullmatch(r"cu_[a-z0-9]{8}", customer["id"])
    assert customer["created"].startswith("2026-11-20T09:30:")
    assert "created_at" not in customer
    assert customer["status"] == "active"
    assert customer["buyers"] == [{"name": "", "email_address": ""}]
    assert customer["addresses"] == [BLANK_ADDRESS]
    assert customer["email_addresses"] == {"orders": "", "dispatches": "", "invoices": ""}
    for name in ("reference", "internal_note", "phone", "tax_number"):
        assert customer[name] == ""
    for name in ("tax_rate_id", "minimum_spend", "payment_terms_id", "customer_group_id", "price_list_id"):
        assert customer[name] is None
    assert (await sites.get(f"/customers/{customer['id']}"))["customer"] == customer


async def test_a_status_cannot_be_sent_with_a_new_one(sites: Sites) -> None:
    answer = await sites.severn.post("/customers", json={"customer": {"company_name": "X", "status": "closed"}})
    assert answer.json()["customer"]["status"] == "active"
    assert sites.writes()[-1].ignored == ("status",)


async def test_a_put_merges(sites: Sites) -> None:
    before = sites.customer()
    after = await changed(sites, before, reference="C-77", internal_note="Rings twice")
    assert after == {**before, "reference": "C-77", "internal_note": "Rings twice"}
    assert (await sites.get(f"/customers/{before['id']}"))["customer"] == after


async def test_a_list_that_is_sent_replaces_the_whole_list(sites: Sites) -> None:
    customer = next(each for each in documents(sites.site().customers) if len(each["addresses"]) > 1)
    first = customer["addresses"][0]
    after = await changed(sites, customer, addresses=[{"line1": "1 New Road", "country": "GB"}])
    assert after["addresses"] == [BLANK_ADDRESS | {"line1": "1 New Road", "country": "GB"}]
    assert "addresses[0].city" in sites.writes()[-1].absent
    assert first["city"]
    assert (await changed(sites, customer, addresses=[]))["addresses"] == [BLANK_ADDRESS]


async def test_mails_that_are_left_out_are_blanked_and_noted(sites: Sites) -> None:
    customer = sites.customer()
    after = await changed(sites, customer, email_addresses={"orders": "a@b.example, c@d.example"})
    assert after["email_addresses"] == {"orders": "a@b.example, c@d.example", "dispatches": "", "invoices": ""}
    assert sites.writes()[-1].absent == ("email_addresses.dispatches", "email_addresses.invoices")


async def test_fields_are_cleared_by_blanks_and_nulls(sites: Sites) -> None:
    customer = await made(sites, phone="1", minimum_spend=150.5, payment_terms_id=next(iter(sites.site().terms)))
    assert customer["minimum_spend"] == 150.5
    after = await changed(sites, customer, phone="", minimum_spend=None, payment_terms_id=None)
    assert (after["phone"], after["minimum_spend"], after["payment_terms_id"]) == ("", None, None)


async def test_a_status_is_moved_by_put(sites: Sites) -> None:
    new = next(each for each in documents(sites.site().customers) if each["status"] == "new")
    for status in ("active", "closed"):
        answer = await sites.severn.put(f"/customers/{new['id']}", json={"customer": {"status": status}})
        assert answer.json()["customer"]["status"] == status
    answer = await sites.severn.put(f"/customers/{new['id']}", json={"customer": {"status": "asleep"}})
    assert (answer.status_code, answer.json()["message"]) == (
        422,
        "Validation failed: Status is not included in the list",
    )


async def test_read_only_members_are_ignored_and_noted(sites: Sites) -> None:
    customer = sites.customer()
    assert await changed(sites, customer, id="cu_other", created="2020-01-01T00:00:00Z", vip=True) == customer
    assert sites.writes()[-1].ignored == ("id", "created", "vip")
    assert sites.writes()[-1].applied


async def test_an_address_has_no_members_but_its_own(sites: Sites) -> None:
    await changed(sites, sites.customer(), addresses=[BLANK_ADDRESS | {"phone": "1", "id": "ad_1"}])
    assert sites.writes()[-1].ignored == ("addresses[0].phone", "addresses[0].id")


async def test_a_second_buyer_is_refused(sites: Sites) -> None:
    buyers = [{"name": name, "email_address": f"{name}@new.example"} for name in ("a", "b")]
    refused = await made(sites, buyers=buyers, status=422)
    assert refused["message"] == "Validation failed: Buyers can be one at most"


async def test_a_login_that_another_has_is_refused_whatever_its_case_and_blanks(sites: Sites) -> None:
    other, mine, *_ = [each for each in documents(sites.site().customers) if each["buyers"][0]["email_address"]]
    email = other["buyers"][0]["email_address"]
    words = "Validation failed: Email address has already been taken"
    for spelled in (email, f" {email.upper()} "):
        buyers = [{"name": "Me", "email_address": spelled}]
        assert (await made(sites, buyers=buyers, status=422))["message"] == words
        assert (await changed(sites, mine, buyers=buyers, status=422))["message"] == words
    assert (await changed(sites, other, buyers=[{"name": "Same", "email_address": email}]))["buyers"][0][
        "name"
    ] == "Same"
    assert (await made(sites, buyers=[{"name": "No mail", "email_address": ""}]))["buyers"][0]["name"] == "No mail"
    assert (await made(sites, buyers=[{"name": "Nor I", "email_address": ""}]))["buyers"][0]["name"] == "Nor I"


async def test_what_is_not_in_the_forms_lists_is_refused_together(sites: Sites) -> None:
    refused = await made(sites, payment_terms_id="pt_none", customer_group_id="cg_none", status=422)
    assert refused["message"] == "Validation failed: Payment Terms are invalid, Customer Group is invalid"
    refused = await made(sites, price_list_id="pl_none", tax_rate_id="tr_none", status=422)
    assert refused["message"] == "Validation failed: Tax Rate is invalid, Price List is invalid"


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"company_name": " "}, "Company Name can't be blank"),
        ({"minimum_spend": "150"}, "Minimum spend is not a number"),
        ({"minimum_spend": 1e15}, "Minimum spend is too large"),
        ({"phone": {}}, "Phone is not a text"),
        ({"buyers": {}}, "Buyers is not a list"),
        ({"buyers": ["x"]}, "Buyers is not an object"),
        ({"email_addresses": []}, "Email addresses is not an object"),
    ],
)
async def test_a_value_that_does_not_fit_is_refused_in_words(sites: Sites, members: Json, words: str) -> None:
    customer = sites.customer()
    assert (await changed(sites, customer, **members, status=422))["message"] == f"Validation failed: {words}"
    assert (await sites.get(f"/customers/{customer['id']}"))["customer"] == customer


async def test_a_customer_with_orders_is_not_deleted_and_one_without_is_gone(sites: Sites) -> None:
    order = sites.order("new")
    answer = await sites.severn.delete(f"/customers/{order['customer_id']}")
    assert (answer.status_code, answer.json()["message"]) == (422, "Validation failed: Customer has orders")
    customer = await made(sites)
    answer = await sites.severn.delete(f"/customers/{customer['id']}")
    assert answer.json() == {"customer": {"id": customer["id"], "deleted": True}}
    assert (await sites.severn.get(f"/customers/{customer['id']}")).status_code == 404
    assert customer["id"] not in await sites.keys("customers", limit=200)


async def test_a_deleted_customer_can_be_read_as_deleted_by_the_switch(sites: Sites) -> None:
    customer = await made(sites)
    await sites.severn.delete(f"/customers/{customer['id']}")
    await sites.set("deleted_readable", "on")
    assert await sites.get(f"/customers/{customer['id']}") == {"customer": {"id": customer["id"], "deleted": True}}
    assert (await sites.severn.put(f"/customers/{customer['id']}", json={"customer": {}})).status_code == 404


async def test_an_order_keeps_the_copies_it_was_made_with(sites: Sites) -> None:
    order = sites.order("new")
    await changed(sites, {"id": order["customer_id"]}, company_name="Renamed Ltd", phone="999")
    assert (await sites.get(f"/orders/{order['id']}"))["order"] == order
