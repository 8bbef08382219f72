"""OrderCloud's orders for tests without a network: documents by hand, and lists that are answered from memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import (
    LOGIN,
    Ask,
    Context,
    Document,
    Documents,
    Facts,
    Heard,
    Json,
    Request,
    Step,
)
from desktop.vendors.ordercloud.order_edits import write
from desktop.vendors.ordercloud.orders import ORDERS
from tests.vendors import cloud

NOW = datetime(2026, 11, 29, 8, 30, tzinfo=UTC)
DATE, MARKER = "Sun, 29 Nov 2026 08:30:00 GMT", "2026-11-29T08:30:00"
STAMP = "2026-11-20T10:00:00.57+00:00"
TOKEN = "0123456789abcdef0123"
STATUSES = ("Unsubmitted", "AwaitingApproval", "Open", "Completed", "Canceled", "Declined")
STAFF_ROLES = (
    "OrderAdmin", "OrderReader", "UnsubmittedOrderReader", "OverrideShipping", "OverrideTax", "OverrideUnitPrice",
    "ShipmentAdmin", "ShipmentReader",
)  # fmt: skip


def with_roles(*roles: str, **options: str) -> Context:
    """An account whose token has these roles."""
    usual = {"currency": "USD", **options}
    return Context(options=usual, references={LOGIN: {"roles": list(roles), "user": "dana"}})


STAFF = with_roles(*STAFF_ROLES)


def address(street: str = "9 Yard St", **members: object) -> Document:
    return {
        "ID": "yard", "DateCreated": STAMP, "CompanyName": "Harbour & Sons", "FirstName": "Bo", "LastName": "Berg",
        "Street1": street, "Street2": None, "City": "Perth", "State": "WA", "Zip": "6000", "Country": "AU",
        "Phone": None, "AddressName": "The yard", "xp": {"gate": 1}, **members,
    }  # fmt: skip


def line(id: str, **members: object) -> Document:
    return {
        "ID": id, "ProductID": "P1", "Quantity": 4, "DateAdded": STAMP, "QuantityShipped": 0,
        "UnitPrice": Decimal("2.5"), "LineTotal": Decimal("10"), "LineSubtotal": Decimal("10"),
        "PromotionDiscount": Decimal("0.0"), "CostCenter": None, "DateNeeded": None, "ShippingAddressID": None,
        "ShippingAddress": address(), "Product": {"ID": "P1", "Name": "Figs"}, "Variant": None, "Specs": [],
        "PriceOverridden": False, "IsBundle": False, "xp": None, **members,
    }  # fmt: skip


def order(status: str = "Open", **members: object) -> Document:
    return {
        "ID": "98403", "FromUser": {"ID": "u1", "FirstName": "Ann", "LastName": "Jones", "Email": "ann@x.example"},
        "FromCompanyID": "b1", "ToCompanyID": "seller", "FromUserID": "u1", "BillingAddressID": None,
        "BillingAddress": address("2 Bill Rd"), "ShippingAddressID": None, "Comments": "Ring", "LineItemCount": 2,
        "Status": status, "DateCreated": STAMP, "DateSubmitted": STAMP, "LastUpdated": STAMP,
        "Subtotal": Decimal("20"), "ShippingCost": Decimal("4.95"), "TaxCost": Decimal("0.0"), "Gratuity": 0,
        "Fees": 0, "BaseDiscount": 0, "PromotionDiscount": Decimal("5"), "Total": Decimal("19.95"), "Currency": None,
        "IsSubmitted": status not in ("Unsubmitted", "AwaitingApproval"),
        "xp": {"PO": "PO-8", "Rush": True, "Delivery": {"Window": {"From": "06:00"}, "Days": [1, 3]}}, **members,
    }  # fmt: skip


def documents(status: str = "Open", *lines: Document, **members: object) -> Documents:
    """An order with its lines, as they come: two where none are given."""
    rows = lines or (line("L1"), line("L2"))
    return {"order": order(status, **members), **{f"line:{row['ID']}": row for row in rows}}


def view(documents: Documents) -> Documents:
    return ORDERS.view("98403", documents)


def facts(
    documents: Documents,
    *changes: Change,
    inputs: Mapping[str, Value] | None = None,
    context: Context = STAFF,
) -> Facts:  # fmt: skip
    fresh = view(documents) if documents else {}
    return Facts(
        key="98403", fresh=fresh, context=context, changes=changes, inputs=inputs or {}, token=TOKEN, now=NOW
    )  # fmt: skip


def sent(documents: Documents, *changes: Change) -> list[tuple[str, str, Json]]:
    """Method, path below the order and body of each request of an edit."""
    made = [step.request(facts(documents, *changes)) for step in write("98403", changes)]
    assert all(isinstance(request, Request) for request in made), made
    return [said(request) for request in made if isinstance(request, Request)]


def said(request: Request) -> tuple[str, str, Json]:
    return request.method, request.path.removeprefix("/v1/orders/Incoming/98403"), request.body


def judged(step: Step, before: Sequence[Json], now: Sequence[Json], known: Facts) -> str:
    return step.happened(before, now, known).verdict


def listed(*rows: Document) -> Json:
    return {"Meta": {"TotalCount": len(rows), "TotalPages": 1}, "Items": list(rows)}


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Market:
    """Orders and lines by their order; answers as the lists do (4, 6.6). `refuses`: what it says no to; `date`: the
    time that it tells, None where it tells none.
    """

    orders: list[Document] = field(default_factory=list)
    lines: dict[str, list[Document]] = field(default_factory=dict)
    refuses: Callable[[Request], int] = lambda request: 200
    as_text: bool = False
    date: str | None = DATE
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def hear(self, ask: Ask) -> Heard:
        request = ask.request
        query: dict[str, list[str]] = {}
        for name, value in request.query:
            query.setdefault(name, []).append(value)
        self.asked.append(query)
        self.paths.append(request.path)
        if (status := self.refuses(request)) != 200:
            assert ask.optional, request
            return Heard(request=request, headers={}, envelope={}, status=status)
        is_lines = request.path.startswith("/v1/lineitems/")
        if is_lines and "pageKey" in query:
            pairs, page = self._keyed(query["pageKey"][0])
        else:
            pairs, page = query, int(query["page"][0])
        rows = self._lines(pairs) if is_lines else self._orders(pairs)
        some = rows[(page - 1) * 100 : page * 100]
        meta: dict[str, Any] = {"TotalCount": len(rows), "TotalPages": -(-len(rows) // 100), "Page": page}
        if is_lines and page * 100 < len(rows):
            meta["NextPageKey"] = self._key(pairs, page + 1)
        headers = {"date": self.date} if self.date else {}
        return Heard(request=request, headers=headers, envelope={"Meta": meta}, rows=some, count=len(some))

    _keys: list[tuple[dict[str, list[str]], int]] = field(default_factory=list)

    def _key(self, query: dict[str, list[str]], page: int) -> str:
        self._keys.append((query, page))
        return f"key-{len(self._keys) - 1}"

    def _keyed(self, key: str) -> tuple[dict[str, list[str]], int]:
        return self._keys[int(key.removeprefix("key-"))]

    def _orders(self, query: Mapping[str, list[str]]) -> list[Document]:
        wanted = {"true"} if not {"IsSubmitted", "Status"} & query.keys() else set(query.get("IsSubmitted", ()))
        rows = [row for row in self.orders if not wanted or str(row["IsSubmitted"]).lower() in wanted]
        names = [name for name in query if name not in ("page", "pageSize", "sortBy", "IsSubmitted")]
        rows = [row for row in rows if all(_fits(row.get(name), text) for name in names for text in query[name])]
        sort = query["sortBy"][0]
        name = sort.removeprefix("!")
        rows.sort(key=lambda row: str(row["ID"]) if name != "ID" or self.as_text else f"{row['ID']:>20}")
        if name != "ID":
            rows.sort(key=lambda row: str(row.get(name) or ""), reverse=sort.startswith("!"))
        return rows

    def _lines(self, query: Mapping[str, list[str]]) -> list[Document]:
        about = {name.removeprefix("Order."): value for name, value in query.items() if name.startswith("Order.")}
        found = self._orders({**about, "sortBy": ["DateSubmitted"]})
        return [{**row, "OrderID": one["ID"], "Order": one} for one in found for row in self.lines.get(one["ID"], ())]


def _fits(value: Json, text: str) -> bool:
    """The filters that walks use (4.3); IDs of digits are compared as numbers, times by their beginning."""
    if text in ("*", "!*"):
        return (value is not None) == (text == "*")
    sign = next((sign for sign in ("!<", ">", "<") if text.startswith(sign)), "")
    if not sign:
        return str(value) in text.split("|")
    if value is None:
        return False
    mine, theirs = str(value), text.removeprefix(sign)
    if mine.isdigit() and theirs.isdigit():
        mine, theirs = f"{mine:>20}", f"{theirs:>20}"
    else:
        mine = mine[:19]
    return {"!<": mine >= theirs, ">": mine > theirs, "<": mine < theirs}[sign]


walk_all = partial(cloud.walk_all, context=STAFF)
"""Walk to the end, as somebody of the staff."""
