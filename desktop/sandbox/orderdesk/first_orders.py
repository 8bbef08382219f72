"""The first orders of a store, and those that arrive later: a function of its plan, the seed and the time."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desktop.sandbox.orderdesk.first_stock import LONG_NAME
from desktop.sandbox.orderdesk.letters import normalise
from desktop.sandbox.orderdesk.plans import Plan
from desktop.sandbox.orderdesk.shapes import RETURN_ADDRESS, SHIPPING, Document
from desktop.sandbox.orderdesk.stamps import spell
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.orderdesk.trimmings import add_totals, add_trimmings, money
from desktop.sandbox.sources import Source, by_share
from desktop.sandbox.trade import Business, Product

_OF_THE_SERVER = {
    *("id", "email_count", "folder_id", "date_updated", "order_shipments", "cc_number_masked", "processor_balance"),
}
_UNPAID = {
    "cc_number_masked": "",
    "cc_exp": "",
    "processor_response": "",
    "payment_type": "Invoice",
    "payment_status": "Captured",
    "processor_balance": 0,
    "refund_total": 0,
}
_MONTHS_IN_SECONDS = 730 * 86_400
_RELAYS = {"Amazon": "marketplace.amazon.example", "Etsy": "relay.etsy.example"}


class Inventor:
    """Makes orders for one store out of its customers and products."""

    def __init__(
        self, plan: Plan, store: Store, businesses: Sequence[Business], products: Sequence[Product], rng: random.Random
    ) -> None:
        self._plan = plan
        self._store = store
        self._products = products
        self._rng = rng
        self._sources = by_share(plan.sources)
        self._number = plan.number_from
        self._customers = [self._address(business) for business in businesses]
        self._businesses = businesses

    def first(self, number: int, now: datetime) -> Iterator[Document]:
        """That many orders, oldest first: spread over 24 months, denser towards now."""
        last = ""
        for place in range(number):
            left = (number - place - self._rng.random()) / number
            age = left * left * _MONTHS_IN_SECONDS
            # Imports bring several orders of one and the same second.
            added = last if place % 97 == 5 else spell(now - timedelta(seconds=age))
            order = self.make(added)
            add_trimmings(order, self._plan, self._rng, age, now)
            self._make_odd(order, number - place)
            add_totals(order, self._plan, self._rng)
            last = added
            yield order

    def arriving(self) -> Document:
        """An order as a cart would post it now."""
        order = self.make(self._store.stamp())
        return {name: value for name, value in order.items() if name not in _OF_THE_SERVER and "_total" not in name}

    def make(self, added: str) -> Document:
        """An order with customer and lines; its trimmings and totals are still to come."""
        rng, store = self._rng, self._store
        source = self._sources[int(rng.random() * len(self._sources))]
        chosen = int(len(self._customers) * rng.random() ** 1.5)
        customer = self._customers[chosen]
        store.next_order += 1 + int(rng.random() * 9)
        self._number += 1 + int(rng.random() * 3)
        id = str(store.next_order)
        return {
            "id": id,
            "email": self._email(source, chosen, id),
            "shipping_method": rng.choice(self._plan.shipping_methods),
            **dict.fromkeys(("quantity_total", "weight_total", "product_total"), 0),
            **dict.fromkeys(("shipping_total", "handling_total", "tax_total", "discount_total", "order_total"), 0),
            **_UNPAID,
            "customer_id": f"{7_000 + chosen}" if source.name == "Shopify" else "",
            "email_count": "0",
            "ip_address": f"203.0.113.{int(rng.random() * 250) + 1}",
            "tag_color": "",
            "source_name": source.name,
            "source_id": source.number.format(n=self._number) or id,
            "fulfillment_name": "",
            "fulfillment_id": "",
            "tag_name": "",
            "folder_id": store.first_folder,
            "date_added": added,
            "date_updated": added,
            "shipping": {name: customer.get(name, "") for name in SHIPPING},
            "customer": customer,
            "return_address": dict.fromkeys(RETURN_ADDRESS, ""),
            "checkout_data": [],
            "order_metadata": {"currency": self._plan.currency} if source.name == "Shopify" else [],
            "discount_list": [],
            "order_notes": [],
            "order_items": self._lines(1 + int(rng.random() * 11)),
            "order_shipments": [],
        }

    def _email(self, source: Source, chosen: int, id: str) -> str:
        """The buyer's; marketplaces hand out one for each order; carts at times have none; letter case varies."""
        if source.name in _RELAYS:
            return f"{int(id) * 2_654_435_761 % 2**40:x}@{_RELAYS[source.name]}"
        if chosen % 23 == 9:
            return ""
        email = self._businesses[chosen].email
        return email.title() if self._rng.random() < 0.03 else email

    def _lines(self, number: int) -> list[Document]:
        return [self._line(self._products[int(self._rng.random() * len(self._products))]) for _ in range(number)]

    def _line(self, product: Product) -> Document:
        """A product on an order."""
        return {
            "id": self._store.new_part(),
            "name": product.name,
            "price": money(product.price),
            "quantity": 1 + int(self._rng.random() * 24),
            "weight": product.weight / 1_000,
            "code": product.code,
            "delivery_type": "ship",
            "category_code": product.category,
            "fulfillment_method": "",
            "variation_list": [],
            "metadata": [],
        }

    def _address(self, business: Business) -> Document:
        address: Document = {
            "first_name": business.first_name,
            "last_name": business.last_name,
            "company": business.company,
            "address1": business.street,
            "address2": "",
            "city": business.town,
            "state": business.state,
            "postal_code": business.postal_code,
            "country": business.country,
            "phone": business.phone,
        }
        if self._store.normalises:
            normalise(address)
        return address

    def _make_odd(self, order: Document, from_newest: int) -> None:
        """What is rare is among the newest, so that small worlds have it too."""
        lines = order["order_items"]
        customer, shipping = order["customer"], order["shipping"]
        if not isinstance(lines, list) or not isinstance(customer, dict) or not isinstance(shipping, dict):
            return
        match from_newest:
            case 4:
                order["order_items"] = []
            case 7:
                order["order_items"] = self._lines(200)
            case 9:
                lines[0]["name"] = LONG_NAME
            case 11:
                name = ("The Very Long Established And Still Family Owned House Of Fine Provisions " * 5)[:300].strip()
                order["customer"], order["shipping"] = {**customer, "company": name}, {**shipping, "company": name}
                order["email"], order["customer_id"] = "", ""
            case 13:
                order["email"], order["customer_id"] = "", ""
                order["customer"] = dict.fromkeys(customer, "")
            case 15:
                order["email"], order["customer_id"] = "", ""
                order["customer"] = {**customer, "company": ""}
            case 17:
                order["assigned_label"] = "Green"  # a member no document knows (contract 3.3)
            case 19:
                order["checkout_data"] = {"PO Number": 'PO.77/9 \\ "A"', "Gift Message": "Danke schön 🎂\nصحتين"}
