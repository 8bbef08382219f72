"""What lists can be asked for (contract 3, 5)."""

import pytest

from tests.sandbox.orderspace.sites import Sites, documents


async def test_parameters_that_nobody_knows_or_that_are_empty_ask_nothing(sites: Sites) -> None:
    every = await sites.keys("orders")
    assert await sites.keys("orders", sort="number", updated_since="2026-01-01", q="x") == every
    assert await sites.keys("orders", status="", customer_id="") == every
    assert await sites.keys("customers", updated_since="2026-11-20") == await sites.keys("customers")


async def test_filters_go_together(sites: Sites) -> None:
    order = sites.order("fulfilled")
    query = {"status": "fulfilled", "customer_id": order["customer_id"], "created_since": order["created"]}
    found = (await sites.get("/orders", **query))["orders"]
    assert order["id"] in [each["id"] for each in found]
    for each in found:
        assert (each["status"], each["customer_id"]) == ("fulfilled", order["customer_id"])
        assert each["created"] >= order["created"]


@pytest.mark.parametrize(
    ("plural", "member", "name"),
    [
        ("orders", "number", "number"),
        ("orders", "status", "status"),
        ("orders", "reference", "reference"),
        ("orders", "customer_id", "customer_id"),
        ("customers", "company_name", "company_name"),
        ("customers", "status", "status"),
        ("customers", "reference", "reference"),
        ("customers", "payment_terms_id", "payment_terms_id"),
        ("customers", "customer_group_id", "customer_group_id"),
        ("customers", "price_list_id", "price_list_id"),
        ("products", "code", "code"),
        ("products", "name", "name"),
        ("inventory_levels", "sku", "sku"),
        ("dispatches", "order_id", "order_id"),
        ("invoices", "number", "number"),
        ("invoices", "customer_id", "customer_id"),
        ("categories", "name", "name"),
        ("categories", "parent_id", "parent_id"),
    ],
)
async def test_a_filter_means_the_whole_value(sites: Sites, plural: str, member: str, name: str) -> None:
    key = "sku" if plural == "inventory_levels" else "id"
    rows = (await sites.get(f"/{plural}", limit=200))[plural]
    value = next(row[member] for row in rows if row[member])
    wanted = [row[key] for row in rows if row[member] == value]
    assert await sites.keys(plural, limit=200, **{name: value}) == wanted
    assert await sites.keys(plural, **{name: f"{value}x"}) == []
    assert await sites.keys(plural, **{name: str(value)[:-1] or "none"}) == []


async def test_customers_are_found_by_their_buyers_address(sites: Sites) -> None:
    customer = sites.customer()
    email = customer["buyers"][0]["email_address"]
    assert await sites.keys("customers", buyers_email_address=email) == [customer["id"]]


async def test_products_are_found_by_category_and_stock_by_product(sites: Sites) -> None:
    product = next(each for each in documents(sites.site().products) if len(each["product_variants"]) > 2)
    category = product["categories"][0]["id"]
    for row in (await sites.get("/products", category_id=category))["products"]:
        assert category in [each["id"] for each in row["categories"]]
    found = await sites.keys("inventory_levels", product_id=product["id"])
    assert found == sorted(each["sku"] for each in product["product_variants"] if sites.level(each["sku"]))


async def test_flags_are_true_or_false(sites: Sites) -> None:
    for plural, member in (("products", "active"), ("invoices", "paid"), ("invoices", "proforma")):
        yes, no = [await sites.keys(plural, limit=200, **{member: text}) for text in ("true", "false")]
        assert len({*yes, *no}) == len(await sites.keys(plural, limit=200)) == len(yes) + len(no)
        assert (await sites.severn.get(f"/{plural}", params={member: "perhaps"})).status_code == 400


@pytest.mark.parametrize(
    "spelled",
    ["{}", "{day}T{time}", "{day} {time}", "{day}T{time}+00:00"],
)
async def test_since_takes_in_its_instant_and_before_does_not(sites: Sites, spelled: str) -> None:
    orders = [row.document() for row in sites.site().orders.listed()]
    cut = orders[12]["created"]
    text = spelled.format(cut, day=cut[:10], time=cut[11:19])
    since = await sites.keys("orders", created_since=text)
    before = await sites.keys("orders", created_before=text)
    assert since == [order["id"] for order in orders if order["created"] >= cut]
    assert before == [order["id"] for order in orders if order["created"] < cut]


async def test_a_date_means_its_midnight_and_another_zone_its_own_clock(sites: Sites) -> None:
    orders = [row.document() for row in sites.site().orders.listed()]
    day = orders[5]["created"][:10]
    assert await sites.keys("orders", created_since=day) == [
        order["id"] for order in orders if order["created"] >= f"{day}T00:00:00Z"
    ]
    cut = f"{day}T02:00:00Z"
    assert await sites.keys("orders", created_since=f"{day}T03:00:00+01:00") == [
        order["id"] for order in orders if order["created"] >= cut
    ]


@pytest.mark.parametrize(
    ("plural", "member", "since", "before", "takes_in"),
    [
        ("orders", "delivery_date", "delivery_date_since", "delivery_date_before", True),
        ("invoices", "invoice_date", "invoice_date_after", "invoice_date_before", False),
        ("invoices", "due_date", "due_date_after", "due_date_before", False),
    ],
)
async def test_days_are_compared_as_days_and_none_is_in_no_window(
    sites: Sites, plural: str, member: str, since: str, before: str, takes_in: bool
) -> None:
    rows = (await sites.get(f"/{plural}", limit=200))[plural]
    day = sorted(row[member] for row in rows if row[member])[3]
    later = await sites.keys(plural, limit=200, **{since: day})
    earlier = await sites.keys(plural, limit=200, **{before: day})
    assert later == [
        row["id"] for row in rows if row[member] and (row[member] > day or (takes_in and row[member] == day))
    ]
    assert earlier == [row["id"] for row in rows if row[member] and row[member] < day]
    assert any(not row[member] for row in rows) or member == "invoice_date"


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "2026-11-20T09:30:00 00:00"])
async def test_a_time_that_is_none_is_refused(sites: Sites, text: str) -> None:
    answer = await sites.severn.get("/orders", params={"created_since": text})
    assert (answer.status_code, answer.content) == (400, b"")
