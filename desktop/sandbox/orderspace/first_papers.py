"""What has become of the first orders: dispatches, invoices and payments, by each order's status."""

import random
from datetime import datetime, timedelta

from desktop.sandbox.orderspace import dispatches, invoices
from desktop.sandbox.orderspace.billing import billed
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.orderspace.stamps import days_later, spell
from desktop.sandbox.orderspace.table import Document, Made

_OLD = 500
_JOINT = 120
"""Days of age: ids with capital letters; orders that share one invoice, which is paid, are older than that."""
_BILLED = {"invoiced": 1.0, "released": 1.0, "part_fulfilled": 0.7, "fulfilled": 0.95}
"""How many orders of a status have an invoice."""


class Papers:
    """Makes dispatches and invoices, and sets the counters of the order lines by them."""

    def __init__(self, site: Site, rng: random.Random, now: datetime) -> None:
        self._site = site
        self._rng = rng
        self._now = now
        self._dispatches: list[tuple[str, Made]] = []
        self._invoices: list[tuple[str, Made]] = []
        self._joint: dict[tuple[str, str], tuple[Document, Document, list[Document], datetime]] = {}
        """Customer and currency → an order that waits to be invoiced together with the next."""
        self._count = 0

    def add(self, order: Document, customer: Document, placed: datetime) -> None:
        status = order["status"]
        if status in _BILLED and self._rng.random() < _BILLED[status]:
            self._bill(order, customer, placed)
        if status in ("fulfilled", "part_fulfilled"):
            self._send(order, placed, whole=status == "fulfilled")

    def finish(self) -> None:
        """Keep all of them, in the order of their making."""
        for order, customer, lines, placed in self._joint.values():
            self._invoice([order], customer, lines, placed, paid=True)
        self._site.dispatches.load(made for _, made in sorted(self._dispatches, key=_moment))
        self._site.invoices.load(made for _, made in sorted(self._invoices, key=_moment))

    def _send(self, order: Document, placed: datetime, *, whole: bool) -> None:
        """In one parcel, at times in two; of an order that is sent in part some items wait."""
        rng = self._rng
        goods = [line for line in order["order_lines"] if line["sku"]]
        if not whole:
            self._parcel(order, goods[: max(1, len(goods) // 2)], placed, partly=True)
        elif len(goods) > 3 and rng.random() < 0.2:
            self._parcel(order, goods[:2], placed)
            self._parcel(order, goods[2:], placed + timedelta(days=2))
        else:
            self._parcel(order, goods, placed)

    def _parcel(self, order: Document, goods: list[Document], placed: datetime, *, partly: bool = False) -> None:
        if not goods:
            return
        filled = [(line, line["quantity"]) for line in goods]
        if partly:
            filled[0] = (goods[0], goods[0]["quantity"] // 2)
        for line, quantity in filled:
            dispatches.send(line, quantity)
        sent = min(placed + timedelta(hours=self._rng.randint(1, 60)), self._now)
        id = self._site.ids.new("di", old=(self._now - placed).days > _OLD)
        dispatch = dispatches.assembled(id, order, self._comments(), filled, spell(sent))
        self._dispatches.append((dispatch["created"], self._site.dispatches.make(id, dispatch)))

    def _comments(self) -> str:
        rng, plan = self._rng, self._site.plan
        if rng.random() < 0.3:
            return ""
        return f"Sent by {rng.choice(plan.carriers)}, tracking {rng.randint(10**9, 10**10 - 1)}"

    def _bill(self, order: Document, customer: Document, placed: datetime) -> None:
        rng, age = self._rng, (self._now - placed).days
        lines = [billed(line, line["quantity"]) for line in order["order_lines"]]
        if order["status"] == "invoiced" and len(lines) > 2 and rng.random() < 0.3:
            # Also an order of which only a part was invoiced is invoiced (contract 5.6).
            lines = lines[:2]
        orders, paid = [order], self._is_paid(order, age)
        invoices.bill(orders, lines)
        if paid:
            invoices.mark_paid(orders, lines)
        if paid and order["status"] == "fulfilled" and age > _JOINT and order["number"] % 5 < 2:
            key = (customer["id"], order["currency"])
            if key not in self._joint:
                self._joint[key] = order, customer, lines, placed
                return
            first, _, first_lines, _ = self._joint.pop(key)
            orders, lines = [first, order], first_lines + lines
        self._invoice(orders, customer, lines, placed, paid=paid)

    def _is_paid(self, order: Document, age: int) -> bool:
        """Most of the old are, and whatever is released; a few that were sent long ago still are not."""
        match order["status"]:
            case "released":
                return True
            case "invoiced":
                return False
            case "fulfilled" if order["number"] % 97 == 0:
                return False
        return age > 40 or self._rng.random() < 0.4

    def _invoice(
        self, orders: list[Document], customer: Document, lines: list[Document], placed: datetime, *, paid: bool
    ) -> None:
        site = self._site
        made = spell(min(placed + timedelta(hours=self._rng.randint(1, 40)), self._now))
        self._count += 1
        site.last_invoice += 1
        form = site.plan.forms[self._count % len(site.plan.forms)]
        values: Document = {
            "number": form.format(n=site.last_invoice, year=made[:4]),
            "invoice_date": made[:10],
            "due_date": None,
            "proforma": False,
            "comments": "Thank you for your custom." if self._count % 9 == 4 else "",
            "address": None,
        }
        terms = site.terms.get(customer["payment_terms_id"] or "")
        old = (self._now - placed).days > _OLD
        invoice = invoices.assembled(site, customer, orders, values, lines, terms, old=old)
        if not invoice["deposit"] and self._count % 2:
            del invoice["deposit"]
        self._pay(invoice, paid=paid)
        self._invoices.append((made, site.invoices.make(invoice["id"], invoice, created=made)))
        if self._count % 83 == 7:
            self._add_proforma(invoice, made)

    def _pay(self, invoice: Document, *, paid: bool) -> None:
        """In full, at times in two parts; of what is not paid at times a part."""
        total, rng = invoice["gross_total"], self._rng
        invoice["paid"] = paid
        parts = [total] if paid else []
        if rng.random() < 0.15:
            half = round(total / 2, 2)
            parts = [half, round(total - half, 2)] if paid else [half]
        today = spell(self._now)[:10]
        invoice["payments"] = [
            {
                "amount": part,
                "payment_date": min(days_later(invoice["invoice_date"], place * 3), today),
                "source": rng.choice(("card", "bank transfer", "cash")),
                "description": "Visa ending 3220" if place == 0 else "",
                "reference": f"pi_{rng.getrandbits(60):015x}",
            }
            for place, part in enumerate(parts)
        ]

    def _add_proforma(self, invoice: Document, made: str) -> None:
        """One beside a true one; nobody is asked to pay it."""
        site = self._site
        copy = invoice | {"id": site.ids.new("iv"), "number": f"PF-{invoice['number']}", "proforma": True}
        copy |= {"paid": False, "payments": []}
        self._invoices.append((made, site.invoices.make(copy["id"], copy, created=made)))


def _moment(entry: tuple[str, Made]) -> str:
    return entry[0]
