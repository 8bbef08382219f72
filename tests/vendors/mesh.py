"""OrderMesh for tests without a network: documents by hand, and lists that are answered from memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Ask, Context, Document, Documents, Facts, Heard, Json, Step, Walk

CONTEXT = Context(options={"currency": "USD"}, references={"catalogues": {"cat1": "Everything"}})
AT = datetime(2026, 11, 29, 8, 30, tzinfo=UTC)


def money(amount: object, currency: str = "USD") -> Document:
    return {"currency": currency, "amount": amount}


def address(**members: object) -> Document:
    return {
        "location": None, "firstName": "Emily", "lastName": "Williams", "line1": "475 Oak Avenue", "line2": "Suite 2B",
        "line3": None, "city": "Pleasantville", "state": "NJ", "zip": "08232", "countryCode": "US",
        "phone": "609-555-0123", "email": "Emily.W@example.com", **members,
    }  # fmt: skip


def item(id: str = "i1", **members: object) -> Document:
    return {
        "id": id, "shortId": f"I{id}", "sku": f"MERCH-{id}", "originalSKU": f"CAT-{id}", "quantity": 2,
        "status": "Open", "merchantPrice": money(10), "merchantSubTotal": money(20), "options": None, "meta": None,
        "refundData": None, **members,
    }  # fmt: skip


def order(*items: Document, **members: object) -> Document:
    return {
        "id": "o1", "shortId": "O04790082", "safeId": "safe-1", "externalId": "EXT-1", "merchantId": "m-1",
        "status": "Open", "createdAt": "2026-02-27T22:29:29.4914307Z", "updatedAt": None, "shippingAddress": address(),
        "billingAddress": None, "currencyCode": "USD", "meta": {"giftWrap": "true"},
        "customerShippingMethod": "Standard", "customerTotal": Decimal("30.5"), "merchantTotal": money(Decimal("25.8")),
        "items": list(items or (item(),)), "facilityNames": ["Facility 1"], "shipmentIds": ["s1"], **members,
    }  # fmt: skip


def package(id: str = "p1", *items: str, **members: object) -> Document:
    return {
        "id": id, "shortId": f"P{id}", "shipmentId": "s1", "carrierName": "UPS", "carrierMethodName": "Ground",
        "shippedDate": "2026-03-01T15:20:00", "carrierTrackingNumber": "1Z", "carrierLink": "https://t.example/1Z",
        "orderItemIDs": list(items), **members,
    }  # fmt: skip


def shipment(*packages: Document, **members: object) -> Document:
    return {
        "id": "s1", "shortId": "S0000000001", "orderId": "o1", "merchantId": "m-1", "merchantName": "Acme Shirts",
        "vendorId": "v1", "facilityId": "F01", "facilityName": "Facility 1", "shipmentStatus": 1,
        "orderItemIDs": ["i1"], "packages": list(packages), **members,
    }  # fmt: skip


def variant(sku: str = "MUG-11", **members: object) -> Document:
    price = {"currencies": [], "amount": 12, "currency": "USD"}
    return {
        "sku": sku, "merchantPrice": price, "decorations": [{"area": "Front", "method": "DTG", "price": price}],
        "attributes": [{"name": "Color ", "value": "Red"}], **members,
    }  # fmt: skip


def documents(main: Document | None = None, *shipments: Document, **more: Document) -> Documents:
    parts = {f"shipment:{each['id']}": each for each in shipments}
    return {"order": main or order(), **parts, **more}


def facts(
    known: Documents, *, key: str = "o1", changes: Sequence[Change] = (), inputs: Mapping[str, Value] | None = None,
    context: Context = CONTEXT,
) -> Facts:  # fmt: skip
    return Facts(key=key, fresh=known, context=context, changes=tuple(changes), inputs=inputs or {}, now=AT)


def judged(step: Step, before: Sequence[Json], now: Sequence[Json], known: Facts) -> str:
    """What a look says, in one word."""
    return step.happened(before, now, known).verdict


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Book:
    """One list, newest first. `cap`: the most rows of a page; `tells`: whether it says how many there are;
    `ignores`: it knows one page only. `between`: called before each answer with how many there were.
    """

    rows: list[Document]
    cap: int = 1_000
    tells: bool = True
    ignores: bool = False
    missing: tuple[str, ...] = ()
    single: Mapping[str, Document] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    between: Callable[["Book", int], None] | None = None

    def hear(self, ask: Ask) -> Heard:
        """The answer to a page, or to a single read."""
        if self.between is not None:
            self.between(self, len(self.asked))
        path, query = ask.request.path, dict(ask.request.query)
        self.asked.append(f"{path}?page={query['page']}" if "page" in query else path)
        if path in self.missing:
            assert ask.optional
            return Heard(request=ask.request, headers={}, envelope={}, status=404)
        if path in self.single:
            return Heard(request=ask.request, headers={}, envelope={}, rows=[self.single[path]], count=1)
        page = 1 if self.ignores else int(query["page"])
        size = min(int(query["pageSize"]), self.cap)
        some = self.rows[(page - 1) * size : page * size]
        envelope = {"totalCount": len(self.rows)} if self.tells else {}
        return Heard(request=ask.request, headers={}, envelope=envelope, rows=some, count=len(some))


def walk_all(book: Book, walk: Walk, state: Any = None) -> list[str]:  # noqa: ANN401 - JSON
    """Walk to the end; the ids of all rows, as they came."""
    found: list[str] = []
    state = state or walk.first("", CONTEXT)
    while state is not None:
        heard = book.hear(walk.ask(state))
        found += [str(row.get("id") or row.get("sku")) for row in heard.rows]
        state = walk.next(state, heard).state
        assert len(book.asked) < 2_000, "it does not end"
    return found
