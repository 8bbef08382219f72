"""The first customers of a site: a function of its plan and the seed."""

import random
from datetime import datetime, timedelta

from desktop.sandbox.orderspace.fields import ADDRESS, BUYER, blank
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stamps import spell
from desktop.sandbox.orderspace.table import Document
from desktop.sandbox.trade import Business, make_businesses

_OLDEST = 1_500
"""Days; the newest customers came today."""
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


class People:
    """Makes the customers of one site; customers keeps them, oldest first, with their age in days beside."""

    def __init__(self, site: Site, rng: random.Random, now: datetime) -> None:
        self._site = site
        self._rng = rng
        self._now = now
        self.customers: list[tuple[float, Document]] = []

    def make(self, number: int) -> None:
        site = self._site
        businesses = make_businesses(number, site.plan.region, self._rng)
        for place, business in enumerate(businesses):
            age = _OLDEST * (1 - place / number) ** 1.2
            customer = self._customer(business, age)
            self._vary(customer, business, place, number - place)
            self.customers.append((age, customer))
        site.customers.load(site.customers.make(each["id"], each) for _, each in self.customers)

    def _customer(self, business: Business, age: float) -> Document:
        site, rng = self._site, self._rng
        address = self._address(business)
        mails = {"orders": business.email, "dispatches": business.email, "invoices": business.email}
        return {
            "id": site.ids.new("cu", old=age > 900),
            "company_name": business.company,
            "created": spell(self._now - timedelta(days=age)),
            "status": "active",
            "reference": f"C{rng.randint(1_000, 9_999)}" if rng.random() < 0.3 else "",
            "internal_note": "",
            "buyers": [{"name": address["contact_name"], "email_address": business.email}],
            "phone": business.phone,
            "email_addresses": mails,
            "tax_number": f"{business.country}{rng.randint(10**8, 10**9 - 1)}" if rng.random() < 0.5 else "",
            "tax_rate_id": None,
            "addresses": [address],
            "minimum_spend": rng.choice((None, None, 150.0, 75.5)),
            "payment_terms_id": None,
            "customer_group_id": None,
            "price_list_id": None,
        }

    def _address(self, business: Business) -> Document:
        return blank(ADDRESS) | {
            "company_name": business.company,
            "contact_name": f"{business.first_name} {business.last_name}",
            "line1": business.street,
            "city": business.town,
            # Short forms of states are for the United States, Canada and Australia (contract 6.4).
            "state": business.state,
            "postal_code": business.postal_code if business.country != "GB" else self._postcode(business),
            "country": business.country,
        }

    def _postcode(self, business: Business) -> str:
        rng = self._rng
        return f"{business.postal_code[:-2]} {rng.randint(1, 9)}{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}"

    def _vary(self, customer: Document, business: Business, place: int, from_newest: int) -> None:
        """Price lists and places for many; what is rare comes by number, so that small worlds have it too."""
        site, rng = self._site, self._rng
        lists = [row.key for row in site.price_lists.rows()]
        terms, groups = [*site.terms, None], [*site.groups, None]
        customer["payment_terms_id"] = terms[place % len(terms)]
        customer["customer_group_id"] = groups[place // 2 % len(groups)]
        if place % 3 == 1:
            customer["price_list_id"] = lists[place // 3 % len(lists)]
        if place % 4 == 2:
            others = [customer["addresses"][0] | {"line1": f"{unit} Riverside Park"} for unit in range(2, 5)]
            customer["addresses"] += others[: 1 + place % 3]
        if place % 19 == 5 and site.rates:
            customer["tax_rate_id"] = list(site.rates)[-1]
        if place % 23 == 8:
            customer["status"] = "closed"
        if from_newest <= 2:
            customer["status"] = "new"
        if place % 31 == 9:
            customer["tax_rate_id"] = "" if rng.random() < 0.7 else None
        self._make_odd(customer, business, place)

    def _make_odd(self, customer: Document, business: Business, place: int) -> None:
        """What customers and their staff type into the wrong field, or not at all (contract 14)."""
        match place:
            case 3:
                first, second = business.email, f"accounts+{place}@kitchen.example"
                customer["email_addresses"]["invoices"] = f" {first.title()},{second} , {first}"
                customer["email_addresses"]["dispatches"] = ""
            case 4:
                customer["addresses"][0] |= {"city": "", "state": f"{business.town}, {business.country}", "line2": "-"}
            case 5:
                bare = ("phone", "tax_number", "reference")
                customer.update({"buyers": [blank(BUYER)], "addresses": [blank(ADDRESS)], **dict.fromkeys(bare, "")})
                customer["email_addresses"] = dict.fromkeys(customer["email_addresses"], "")
            case 6:
                customer["tax_rate_id"] = customer["customer_group_id"] = ""
                customer["internal_note"] = "Rings the bell twice.\nGate code 4711 🔑 <script>alert(1)</script>"
            case 7:
                customer["company_name"] = "The Worshipful Company of Grocers & Purveyors " * 5
                customer["buyers"][0]["email_address"] = f" {business.email.upper()} "
