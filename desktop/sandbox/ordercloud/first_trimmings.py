"""What lies beside the first orders: payments, promotions, approvals, shipments, returns."""

import random
from datetime import datetime

from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.money import spell_time
from desktop.sandbox.ordercloud.plans import Plan
from desktop.sandbox.ordercloud.shapes import ORDER_RETURN, PAYMENT, PROMOTION, SHIPMENT

_WITH_SHIPMENT = 300
"""The newest so many orders may have shipments; the older completed ones were closed without."""
_COPIED = ("UnitPrice", "CostCenter", "DateNeeded", "Product", "Variant", "Specs", "xp")


class Trimmings:
    """Adds to orders what was read, paid, approved and shipped."""

    def __init__(self, plan: Plan, market: Market, rng: random.Random, now: datetime) -> None:
        self._plan = plan
        self._market = market
        self._rng = rng
        self._now = now
        self._shipments: dict[str, Record] = {}
        self._returns: dict[str, Record] = {}
        for code, amount in (("WELCOME5", 5.0), ("CRATE10", 10.0)):
            market.promotions[code] = dict.fromkeys(PROMOTION.own) | {
                "ID": code.lower(),
                "Code": code,
                "Name": f"{amount:g} off",
                "Amount": amount,
                "OwnerID": market.seller,
                **dict.fromkeys(("LineItemLevel", "CanCombine", "AutoApply"), False),
                "Active": True,
            }

    def add(self, order: Record, status: str, lines: dict[str, Record], from_newest: int) -> None:
        if from_newest % 3 == 1:
            self._pay(order, from_newest)
        if from_newest % 25 == 7 and status in ("Completed", "Open"):
            self._promote(order)
        if status in ("AwaitingApproval", "Declined") or order["DateApproved"]:
            self._approve(order)
        if from_newest <= _WITH_SHIPMENT:
            if status == "Completed" and from_newest % 2:
                self._ship(order, lines, whole=True)
            elif status == "Open" and from_newest % 4 == 0 and len(lines) > 1:
                self._ship(order, lines, whole=False)
        if from_newest % 40 == 7 and status == "Completed":
            self._return(order, lines)

    def finish(self) -> None:
        """Keep what does not lie under one order."""
        self._market.load(("shipments",), self._shipments)
        self._market.load(("orderreturns",), self._returns)
        self._market.load(("xpindices",), {"order": {"ThingType": "Order", "Key": "PO"}})

    def _id(self, word: str, order: Record, number: int = 1) -> str:
        return f"{order['ID']}{number}" if self._plan.digits else f"{word}-{order['ID']}-{number}"

    def _pay(self, order: Record, from_newest: int) -> None:
        id = self._id("pay", order)
        by_card = from_newest % 2 == 0
        transaction = {
            "ID": f"{id}1",
            "Type": "CreditCardTransaction",
            "DateExecuted": order["DateCreated"],
            "Currency": order["Currency"],
            "Amount": order["Total"],
            "Succeeded": True,
            "ResultCode": "1",
            "ResultMessage": "Approved",
            "xp": None,
        }
        payment = dict.fromkeys((*PAYMENT.written, *PAYMENT.own)) | {
            "ID": id,
            "Type": "CreditCard" if by_card else "PurchaseOrder",
            "DateCreated": order["DateCreated"],
            "Description": None if by_card else f"PO {order['ID']}",
            "Currency": order["Currency"],
            "Amount": order["Total"] if by_card else None,
            "Accepted": True,
            "xp": None if by_card else {"PONumber": order["ID"]},
            "Transactions": [transaction] if by_card else [],
        }
        self._market.load(("payments", order["ID"]), {id: payment})

    def _promote(self, order: Record) -> None:
        row = {**self._market.promotions["WELCOME5"], "DateApplied": order["DateCreated"]}
        self._market.load(("orderpromotions", order["ID"]), {row["Code"]: row})
        order["PromotionDiscount"] = row["Amount"]
        order["Total"] = (round(order["Total"] * 100) - 500) / 100

    def _approve(self, order: Record) -> None:
        market, buyer = self._market, order["FromCompanyID"]
        staff = next((login.user for login in market.logins.values() if "approvers" in login.groups), None)
        is_pending = order["Status"] == "AwaitingApproval"
        rule = f"{buyer}-limit"
        row = {
            "AllowResubmit": False,
            "ApprovalRuleID": rule,
            "ApprovingGroupID": market.rule_groups.get(buyer, "approvers"),
            "Status": "Pending" if is_pending else "Declined" if order["Status"] == "Declined" else "Approved",
            "DateCreated": order["DateCreated"],
            "DateCompleted": None if is_pending else order["LastUpdated"],
            "Approver": None if is_pending else staff,
            "Comments": "Too much for one week" if order["Status"] == "Declined" else None,
        }
        market.load(("approvals", order["ID"]), {rule: row})

    def _ship(self, order: Record, lines: dict[str, Record], *, whole: bool) -> None:
        """All of it, or a part of the first lines: half the units, of which every second delivery has left."""
        rng, id = self._rng, self._id("ship", order)
        items: dict[str, Record] = {}
        rows = [line for line in lines.values() if not line["IsBundle"]]
        for line in rows if whole else rows[: max(1, len(rows) // 2)]:
            units = line["Quantity"] if whole else -(-line["Quantity"] // 2)
            lines[line["ID"]] = {**line, "QuantityShipped": units}
            named = {"OrderID": order["ID"], "LineItemID": line["ID"], "QuantityShipped": units}
            items[f"{order['ID']}/{line['ID']}"] = named | {name: line[name] for name in _COPIED}
        if not items:
            return
        has_left = whole or len(self._shipments) % 2 == 0
        self._shipments[id] = dict.fromkeys((*SHIPMENT.written, *SHIPMENT.own)) | {
            "ID": id,
            "BuyerID": order["FromCompanyID"],
            "Shipper": rng.choice(self._plan.shippers),
            "DateShipped": order["LastUpdated"] if has_left else None,
            "TrackingNumber": f"1Z{int(rng.random() * 10**12):012d}",
            "Cost": 4.95,
            "OwnerID": self._market.seller,
        }
        self._market.load(("items", id), items)

    def _return(self, order: Record, lines: dict[str, Record]) -> None:
        id = self._id("return", order)
        items = [
            {"LineItemID": line["ID"], "Quantity": 1, "RefundAmount": line["UnitPrice"], "Comments": "Dented"}
            for line in list(lines.values())[:2]
        ]
        now = spell_time(self._now)
        self._returns[id] = dict.fromkeys((*ORDER_RETURN.written, *ORDER_RETURN.own)) | {
            "ID": id,
            "OrderID": order["ID"],
            "PaymentIDs": [],
            "Status": "Open",
            "DateCreated": now,
            "DateSubmitted": now,
            "LastUpdated": now,
            "RefundAmount": sum(round(float(str(item["RefundAmount"])) * 100) for item in items) / 100,
            "ItemsToReturn": items,
        }
