"""Orderspace for tests without a network: documents by hand, and lists that are answered from memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Ask, Context, Document, Documents, Facts, Heard, Json, Step, Walk

PRICE_LISTS = {
    "pl_gbp": {"label": "Trade (GBP)", "currency": "GBP"},
    "pl_eur": {"label": "Euros (EUR)", "currency": "EUR"},
}
CONTEXT = Context(references={"price_lists": PRICE_LISTS})
NOW = "Sun, 29 Nov 2026 08:30:00 GMT"
MARKER = "2026-11-29T08:30:00Z"
AT = datetime(2026, 11, 29, 8, 30, tzinfo=UTC)


def address(line1: str = "34 Edgar Buildings", **members: object) -> Document:
    return {
        "company_name": "Blue Sky", "contact_name": "", "line1": line1, "line2": "", "city": "Bath", "state": "",
        "postal_code": "BA1 2FJ", "country": "GB", **members,
    }  # fmt: skip


def line(id: str = "ol_1", **members: object) -> Document:
    return {
        "id": id, "sku": "TC01-BLU-S", "name": "Trench Coat", "options": "Colour: Blue", "shipping": False,
        "quantity": 9, "unit_price": Decimal("1.1"), "sub_total": Decimal("9.9"), "tax_rate_id": "tr_1",
        "tax_name": "Standard", "tax_rate": 20, "tax_amount": Decimal("1.98"), "preorder_window_id": None,
        "on_hold": False, "invoiced": 0, "paid": 0, "dispatched": 0, **members,
    }  # fmt: skip


def custom(id: str = "ol_2", **members: object) -> Document:
    return line(id, **{"sku": "", "name": "Gift box", "options": "", "quantity": 2, "unit_price": 2, **members})


def shipping(id: str = "ol_3", **members: object) -> Document:
    usual = {"sku": "", "name": "Courier", "options": "", "quantity": 1, "unit_price": Decimal("4.9"), "shipping": True}
    return line(id, **{**usual, **members})


def order(*lines: Document, **members: object) -> Document:
    return {
        "id": "or_1", "number": 1204, "created": "2026-11-01T08:00:00Z", "status": "new", "customer_id": "cu_1",
        "company_name": "Blue Sky", "phone": "0115 278", "email_addresses": {"orders": "a@b.example"},
        "created_by": None, "delivery_date": "2026-12-01", "reference": "R-1", "internal_note": "Ring",
        "customer_po_number": "PO-8", "customer_note": "", "shipping_type": "Courier", "shipping_address": address(),
        "billing_address": address("336 Hargrave Rd"), "order_lines": list(lines or (line(), custom(), shipping())),
        "currency": "GBP", "net_total": Decimal("18.8"), "gross_total": Decimal("22.56"), **members,
    }  # fmt: skip


def dispatch(id: str, *rows: tuple[str, int], **members: object) -> Document:
    lines = [{"order_line_id": "ol_1", "sku": sku, "name": sku, "quantity": quantity} for sku, quantity in rows]
    return {"id": id, "order_id": "or_1", "created": "2026-11-02T08:00:00Z", "comments": "", "dispatch_lines": lines,
            **members}  # fmt: skip


def invoice(id: str, **members: object) -> Document:
    return {
        "id": id, "number": f"INV-{id}", "invoice_date": "2026-11-02", "customer_id": "cu_1",
        "orders": [{"id": "or_1", "number": 1204}], "due_date": "2026-12-02", "paid": False, "proforma": False,
        "invoice_lines": [], "currency": "GBP", "net_total": 10, "gross_total": 12, "payments": [], **members,
    }  # fmt: skip


def facts(
    documents: Documents, *, key: str = "or_1", changes: Sequence[Change] = (),
    inputs: Mapping[str, Value] | None = None, answers: Mapping[str, Json] | None = None,
) -> Facts:  # fmt: skip
    return Facts(
        key=key, fresh=documents, context=CONTEXT, changes=tuple(changes), inputs=inputs or {}, answers=answers or {},
        now=AT,
    )  # fmt: skip


def judged(step: Step, before: Sequence[Json], now: Sequence[Json], known: Facts) -> str:
    """What a look says, in one word."""
    return step.happened(before, now, known).verdict


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Shelves:
    """Lists by path, newest first; rows that a test takes away between two pages leave a cursor behind.

    `lost`: what a cursor is that the list does not know: 404, nothing, or the first page again. `tells`: whether the
    lists say that there is more. `between`: called before each answer with how many there were.
    """

    lists: dict[str, list[Document]]
    size: int = 200
    lost: str = "missing"
    tells: bool = True
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    between: Any = None

    def hear(self, ask: Ask) -> Heard:
        """The answer to a page of a list."""
        if self.between is not None:
            self.between(self, len(self.asked))
        path, query = ask.request.path, dict(ask.request.query)
        self.asked.append((path, query))
        rows = [row for row in self.lists.get(path, []) if _fits(row, query)]
        start = 0
        if (after := query.get("starting_after")) is not None:
            names = [str(row.get("id") or row.get("sku")) for row in rows]
            if after in names:
                start = names.index(after) + 1
            elif self.lost == "missing":
                assert ask.optional
                return Heard(request=ask.request, headers={}, envelope={}, status=404)
            else:
                start = 0 if self.lost == "first" else len(rows)
        size = min(self.size, int(query["limit"]))
        some = rows[start : start + size]
        envelope = {"has_more": start + size < len(rows)} if self.tells else {}
        return Heard(request=ask.request, headers={"date": NOW}, envelope=envelope, rows=some, count=len(some))


def _fits(row: Document, query: Mapping[str, str]) -> bool:
    created = str(row.get("created", ""))
    filters: Mapping[str, Callable[[str], bool]] = {
        "created_since": lambda value: created >= value, "created_before": lambda value: created < value,
        "status": lambda value: row.get("status") == value, "paid": lambda value: row.get("paid") is (value == "true"),
        "updated_since": lambda value: str(row.get("updated", "")) >= value,
        "customer_id": lambda value: row.get("customer_id") == value,
    }  # fmt: skip
    return all(filters[name](value) for name, value in query.items() if name in filters)


@dataclass
class Walked:
    """What a walk has brought: keys in their order, and the marker in the end."""

    keys: list[str] = field(default_factory=list)
    marker: str = ""
    words: list[str] = field(default_factory=list)
    turns: int = 0


def walk_all(shelves: Shelves, walk: Walk, marker: str = "") -> Walked:
    """Walk to the end."""
    found = Walked()
    state: Any = walk.first(marker, CONTEXT)
    while state is not None:
        ask = walk.ask(state)
        heard = shelves.hear(ask)
        turn = walk.next(state, heard)
        assert ask.rows is not None
        for row in heard.rows:
            owner = ask.rows.owner(row)
            found.keys += [owner] if isinstance(owner, str) else owner
        found.marker, state = turn.marker or found.marker, turn.state
        found.words.append(turn.words)
        found.turns += 1
        assert found.turns < 2_000, "it does not end"
    return found
