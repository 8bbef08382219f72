"""Customers put together from orders: keys, profile, sums and what is missing (section 8)."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records import Customer
from desktop.vendors import mapping
from desktop.vendors.contract import Context, Document, folded
from desktop.vendors.orderdesk.customers import CUSTOMERS, Customers, gather, key_of
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.rows import decode, encode
from tests.vendors.lists import Shop, walk_all
from tests.vendors.made import CONTEXT, order


def customer_of(*orders: Document, context: Context = CONTEXT) -> Customer:
    """The customer of these orders, whose shares went through JSON as they do in the copy."""
    parts = [part for one in orders for part in mapping.shown(ORDERS, {"order": one}, context, ()).parts]
    assert {part.key for part in parts} == {parts[0].key}
    found = folded(Customers(context), [decode(encode(dict(part.body))) for part in parts])
    assert isinstance(found, Customer)
    return found


BLANK = {"email": "", "customer_id": ""}
NOBODY = {"first_name": "", "last_name": "", "company": "", "postal_code": "", "country": ""}


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({"email": "  Cafe@Example.COM "}, "email:cafe@example.com"),
        ({"email": "", "customer_id": "77", "source_name": "Shopify"}, "cart:Shopify|77"),
        ({"email": "", "customer_id": "77", "source_name": "eBay"}, "cart:eBay|77"),
        ({**BLANK, "customer": {"company": " The  Green\tGrocer", "postal_code": "E8 1AA", "country": "GB"}},
         "addr:the green grocer|e8 1aa|gb"),
        ({**BLANK, "customer": {"company": "The Green Grocer", "last_name": "King", "postal_code": "E8 1AA"}},
         "addr:the green grocer|e8 1aa|"),
        ({**BLANK, "customer": {"first_name": "Ada", "last_name": "King", "postal_code": "1", "country": ""}},
         "addr:king ada|1|"),
        ({**BLANK, "customer": NOBODY}, ""),
        ({**BLANK, "customer": []}, ""),
    ],
)  # fmt: skip
def test_a_customer_is_known_by_e_mail_else_by_the_number_of_its_shop_else_by_name_and_place(
    members: Document, key: str
) -> None:
    assert key_of(order(**members)) == key


def test_an_order_that_names_nobody_adds_to_no_customer() -> None:
    shown = mapping.shown(ORDERS, {"order": order(**BLANK, customer=NOBODY)}, CONTEXT, ())
    assert shown.parts == ()


def test_the_profile_is_that_of_the_newest_order() -> None:
    old = order(id="9", date_added="2026-01-01 00:00:00", customer={"company": "Old name", "phone": "1"})
    new = order(
        id="10", date_added="2026-02-01 00:00:00", customer={"company": "New name", "phone": "2", "city": "Hove"}
    )
    found = customer_of(new, old)
    assert (found.name, found.company, found.phone, found.city) == ("New name", "New name", "2", "Hove")
    assert str(found.first_order_at) == "2026-01-01 00:00:00+00:00"
    assert str(found.last_order_at) == "2026-02-01 00:00:00+00:00"


def test_of_two_orders_of_one_second_the_greater_number_is_the_newer() -> None:
    nine = order(id="9", customer={"company": "Nine"})
    ten = order(id="10", customer={"company": "Ten"})
    assert customer_of(ten, nine).name == "Ten"


def test_cancelled_orders_are_counted_apart_and_not_summed() -> None:
    found = customer_of(order(order_total=10), order(order_total="5.50"), order(order_total=99, folder_id=4))
    assert (found.orders, found.cancelled, found.total) == (3, 1, Decimal("15.50"))


def test_amounts_of_different_currencies_are_never_added() -> None:
    euros = order(id="1", date_added="2026-01-01 00:00:00", order_total=10)
    dollars = order(id="2", date_added="2026-02-01 00:00:00", order_total=7, order_metadata={"currency": "usd"})
    found = customer_of(euros, dollars)
    assert (found.currency, found.total, found.orders) == ("USD", Decimal(7), 2)


def test_every_different_delivery_address_is_listed_once_the_newest_first() -> None:
    here, there = {"address1": "1 Here St", "city": "Hove"}, {"address1": "2 There St", "city": "Lewes"}
    found = customer_of(
        order(id="1", date_added="2026-01-01 00:00:00", shipping=here),
        order(id="2", date_added="2026-02-01 00:00:00", shipping=there),
        order(id="3", date_added="2026-03-01 00:00:00", shipping=here),
    )
    assert [address.city for address in found.ship_to] == ["Hove", "Lewes"]


def test_older_orders_that_are_not_loaded_yet_are_told() -> None:
    assert customer_of(order(email_count="3")).origin.endswith("1 of 3 are loaded")
    assert "loaded" not in customer_of(order(email_count="1")).origin


def test_a_customer_says_that_it_is_put_together_and_can_only_be_read() -> None:
    found = customer_of(order())
    assert "with this e-mail address" in found.origin
    assert "keeps no customers" in found.locked
    assert CUSTOMERS.write("", ()) == ()
    assert CUSTOMERS.acts == ()
    assert CUSTOMERS.history == CUSTOMERS.news == ()
    assert CUSTOMERS.sweeps == ()


def test_a_customer_came_from_where_its_newest_order_did() -> None:
    """So that those whose e-mail a marketplace made up for one order can be listed together (8)."""
    old = order(id="1", date_added="2026-01-01 00:00:00", source_name="Shopify")
    new = order(id="2", date_added="2026-02-01 00:00:00", source_name="Amazon")
    assert customer_of(new, old).source == "Amazon"
    assert mapping.COLUMNS["customers"]["source"](customer_of(old)) == "Shopify"


# ── reading one on demand ─────────────────────────────────────────────────────────────────────────────────────────


def shares_of(*orders: Document) -> list[Document]:
    parts = [part for one in orders for part in mapping.shown(ORDERS, {"order": one}, CONTEXT, ()).parts]
    return [decode(encode(dict(part.body))) for part in parts]


@pytest.mark.parametrize(
    ("members", "filters"),
    [
        ({"email": " Cafe@Example.COM "}, {"email": "Cafe@Example.COM"}),
        ({"email": "", "customer_id": "7|7", "source_name": "A|B"}, {"source_name": "A|B", "customer_id": "7|7"}),
        ({**BLANK, "customer": {"company": "The Green Grocer", "last_name": "King"}},
         {"customer_company": "The Green Grocer"}),
        ({**BLANK, "customer": {"first_name": "Ada", "last_name": "King"}},
         {"customer_last_name": "King", "customer_first_name": "Ada"}),
    ],
)  # fmt: skip
def test_the_orders_of_one_customer_are_asked_for_by_what_joins_them(members: Document, filters: Document) -> None:
    one = order(**members)
    found = gather(key_of(one), shares_of(one), CONTEXT)
    assert found is not None
    kind, walk = found
    query = dict(walk.ask(walk.first("", CONTEXT)).request.query)
    assert kind == "orders"
    assert {name: query.get(name) for name in filters} == filters
    assert (query["limit"], query["order"]) == ("500", "ASC")
    assert set(query) - set(filters) == {"limit", "order_by", "order", "search_start_date"}


def test_a_customer_without_any_name_is_not_asked_for() -> None:
    """Else all orders of the store would be."""
    nameless = order(**BLANK, customer={"postal_code": "E8 1AA"})
    assert gather(key_of(nameless), shares_of(nameless), CONTEXT) is None


def test_a_customer_of_more_orders_than_a_page_holds_is_read_whole() -> None:
    shop = Shop()
    for number in range(1100):
        shop.clock += number % 3
        shop.make()
    one = order()
    found = gather(key_of(one), shares_of(one), CONTEXT)
    assert found is not None
    seen, _ = walk_all(shop, found[1])
    assert len(seen) == 1100
    assert all(dict(request.query)["email"] == "myemail@server.com" for request in shop.requests)


amounts = st.decimals(min_value=0, max_value=10**6, places=2)


@given(st.lists(st.tuples(amounts, st.booleans(), st.integers(1, 28)), min_size=1, max_size=8), st.randoms())
def test_shares_may_arrive_in_any_order(rows: list[tuple[Decimal, bool, int]], random: Random) -> None:
    orders = [
        order(id=str(place), order_total=total, folder_id=4 if canceled else 1, date_added=f"2026-01-{day:02} 00:00:00")
        for place, (total, canceled, day) in enumerate(rows)
    ]
    shuffled = list(orders)
    random.shuffle(shuffled)
    assert customer_of(*orders) == customer_of(*shuffled)
    assert customer_of(*orders).total == sum((total for total, canceled, _ in rows if not canceled), Decimal(0))


def test_a_customer_is_found_by_what_it_is_called() -> None:
    text = mapping.search_of(customer_of(order(customer={"company": "Harbour Café", "city": "Hove"})))
    assert "Harbour Café" in text
    assert "myemail@server.com" in text
