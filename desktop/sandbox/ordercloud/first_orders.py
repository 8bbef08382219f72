"""The first orders of a marketplace, and those that arrive later: a function of its plan, the seed and the time."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from desktop.sandbox.ordercloud.first_lines import Lines
from desktop.sandbox.ordercloud.first_people import odd_time
from desktop.sandbox.ordercloud.first_trimmings import Trimmings
from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.plans import Plan

_SPAN = 730 * 86_400
_YOUNG = 30 * 86_400
_OLD = 500 * 86_400
"""Seconds of age: of the oldest order, of those still open, of those without the newer members."""
_STATUSES = {
    2: "AwaitingApproval",
    3: "Unsubmitted",
    4: "Declined",
    5: "Canceled",
    6: "Canceled early",
    7: "Completed",
    8: "Open",
    9: "Unsubmitted",
    10: "Open",
    14: "Canceled early",
}
"""By number from the newest, so that small worlds have them all."""
_LINES = {1: 1, 9: 0, 10: 140, 14: 0, 15: 104}
GONE_BUYER = "4004"


class Inventor:
    """Makes orders for one marketplace out of its buyers and products."""

    def __init__(self, plan: Plan, market: Market, rng: random.Random, now: datetime) -> None:
        self._plan = plan
        self._market = market
        self._rng = rng
        self._now = now
        self._lines = Lines(plan, market, rng)
        self._trimmings = Trimmings(plan, market, rng, now)
        self._buyers = [buyer for buyer in market.table("buyers") if market.table("users", buyer)]
        self._limited = [buyer for buyer in self._buyers if buyer in market.limits]
        self._number = 98_400

    def first(self, number: int) -> None:
        """That many orders, oldest first: spread over 24 months, denser towards now."""
        market = self._market
        found: dict[str, Record] = {}
        for place in range(number):
            left = (number - place - self._rng.random()) / number
            from_newest = number - place
            status = _STATUSES.get(from_newest) or self._status(from_newest, left * left * _SPAN)
            age = left * left * _SPAN
            if status in ("Unsubmitted", "AwaitingApproval"):
                age = min(age, _YOUNG)
            order = self._order(age, status, from_newest)
            found[order["ID"]] = order
        market.load(("orders",), found)
        self._trimmings.finish()

    def _status(self, from_newest: int, age: float) -> str:
        rare = {23: "AwaitingApproval", 29: "Unsubmitted", 31: "Declined", 37: "Canceled early"}
        for each, status in rare.items():
            if from_newest % each == 11 and (age < 4 * _YOUNG or status not in ("AwaitingApproval", "Unsubmitted")):
                return status
        if from_newest % 19 == 3:
            return "Canceled"
        return "Open" if age < _YOUNG and self._rng.random() < 0.8 else "Completed"

    def arriving(self) -> Record:
        """An order that a buyer has submitted this moment, with its lines kept; it is not itself kept yet."""
        self._now = self._market.clock.now()
        self._lines.new_ids = True
        return self._order(0.0, "Open", 1_000)

    def _order(self, age: float, status: str, from_newest: int) -> Record:
        market, rng = self._market, self._rng
        created = self._now - timedelta(seconds=age)
        buyer, user, address = self._parties(status)
        id = self._new_id()
        number = _LINES.get(from_newest, 1 + int(rng.random() * 11))
        lines = self._lines.make(number, created, address, shared=from_newest % 6 != 2)
        cents = sum(line["cents"] for line in lines)
        rows = {line["ID"]: line for line in (self._lines.bare(line) for line in lines)}
        market.load(("lines", id), rows)
        order: Record = {
            "ID": id,
            "FromUser": user,
            "FromCompanyID": buyer,
            "ToCompanyID": market.seller,
            "FromUserID": user["ID"] if user else None,
            "BillingAddressID": address["ID"] if address else None,
            "BillingAddress": address,
            "ShippingAddressID": _common(rows),
            "Comments": "Bitte klingeln 🔔 – please ring" if from_newest % 9 == 1 else None,
            "LineItemCount": len(rows),
            "Status": status.partition(" ")[0],
            "DateCreated": odd_time(created, rng),
            **dict.fromkeys(_DATES),
            "LastUpdated": None,
            **self._figures(cents),
            "Currency": market.currency,
            "IsSubmitted": status in ("Open", "Completed", "Canceled"),
            "SubscriptionID": None,
            "xp": self._xp(from_newest),
        }
        self._date(order, status, created)
        self._trimmings.add(order, status, rows, from_newest)
        self._make_odd(order, from_newest, age)
        return order

    def _figures(self, cents: int) -> Record:
        shipping = int(self._rng.random() * 4) * 495
        tax = cents * self._plan.tax // 100
        return {
            "Subtotal": cents / 100,
            "ShippingCost": shipping / 100,
            "TaxCost": tax / 100,
            **dict.fromkeys(("Gratuity", "Fees", "BaseDiscount", "PromotionDiscount"), 0.0),
            "Total": (cents + shipping + tax) / 100,
        }

    def _parties(self, status: str) -> tuple[str, Record | None, Record | None]:
        """Buyer, user and one of the buyer's addresses, if it has any."""
        market, rng = self._market, self._rng
        chosen: Sequence[str] = self._buyers
        if status in ("AwaitingApproval", "Declined") and self._limited:
            chosen = self._limited
        if status == "Unsubmitted":
            chosen = [buyer for buyer in chosen if market.table("addresses", buyer)]
        buyer = chosen[int(len(chosen) * rng.random() ** 1.5)]
        users, addresses = list(market.table("users", buyer).values()), list(market.table("addresses", buyer).values())
        address = addresses[int(rng.random() * len(addresses))] if addresses else None
        return buyer, users[int(rng.random() * len(users))], address

    def _new_id(self) -> str:
        """Numbers of five, then of six digits; or free text."""
        if self._plan.digits:
            self._number += 1 + int(self._rng.random() * 3)
            return str(self._number)
        return self._market.new_id()

    def _date(self, order: Record, status: str, created: datetime) -> None:
        rng, step = self._rng, (self._now - created) / 8
        later = [odd_time(created + step * (n + 0.2 + rng.random() / 2), rng) for n in range(4)]
        if order["IsSubmitted"]:
            order["DateSubmitted"] = later[0]
        name = {"Completed": "DateCompleted", "Declined": "DateDeclined", "Canceled": "DateCanceled"}.get(
            order["Status"]
        )
        if name:
            order[name] = later[2]
        if status == "Open" and order["FromCompanyID"] in self._market.limits:
            order["DateApproved"] = later[0]
        order["LastUpdated"] = later[3]

    def _xp(self, from_newest: int) -> object:
        match from_newest % 7:
            case 1:
                return {"PO": f"PO-{from_newest}", "SubmittedOrderStatus": "Open", "Rush": from_newest % 2 == 0}
            case 2:
                return {}
            case 3:
                return {"Delivery": {"Window": {"From": "06:00", "To": "08:30"}, "Days": [1, 3, 5]}, "Weight": 12.5}
            case 4:
                return {"Notes": ["kalt halten ❄️", "שבת שלום", {"by": "ops"}], "Paid": None}
        return None

    def _make_odd(self, order: Record, from_newest: int, age: float) -> None:
        match from_newest:
            case 11:
                order |= {"FromCompanyID": GONE_BUYER, "FromUserID": "40041"}
            case 12:
                order |= {"FromUser": None, "FromCompanyID": GONE_BUYER, "FromUserID": None}
            case 13:
                order["xp"] = "brought over from the old shop"
        if age > _OLD:
            for name in ("LastUpdated", "Fees", "Gratuity", "BaseDiscount", "SubscriptionID"):
                del order[name]
            order["LineItems"] = None


_DATES = ("DateSubmitted", "DateApproved", "DateDeclined", "DateCanceled", "DateCompleted")


def _common(rows: dict[str, Record]) -> str | None:
    addresses = {line["ShippingAddressID"] for line in rows.values()}
    return addresses.pop() if len(addresses) == 1 else None
