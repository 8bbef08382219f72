"""The records of a merchant as a desk puts them together, for judging (contract 10, 11).

orders, by order id: "order", "shipment:<id>", "note:<id>"; stock, by SKU: "variant", as the effective list has it;
customers, by "account:<merchant id>" and "recipient:<key>": "derived".
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from desktop.sandbox.ordermesh.catalogue import effective
from desktop.sandbox.ordermesh.customers import derive_customers
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.rows import NoteRow, OrderRow
from desktop.sandbox.stand_in import Unknown
from desktop.sandbox.wire import write_json

KINDS = ("orders", "customers", "stock")
SECRETS = ("cardFirst4", "cardLast4", "authorizationCode")
"""Members that nobody may keep (contract 6.3)."""

Records = dict[str, dict[str, bytes]]


def all_records(merchant: Merchant, kind: str) -> Records:
    """The documents of each record of a kind. Raises Unknown."""
    match kind:
        case "orders":
            return dict(_orders(merchant))
        case "stock":
            rows = effective([*merchant.catalogues])
            return {row.sku: {"variant": row.effective} for row in rows}
        case "customers":
            names = {document["merchantId"]: document["merchantName"] for document in _shipments(merchant)}
            derived = derive_customers((row.document() for row in merchant.orders), names)
            return {key: {"derived": document} for key, document in derived.items()}
    raise Unknown(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")


def _orders(merchant: Merchant) -> Iterator[tuple[str, dict[str, bytes]]]:
    notes: defaultdict[str, list[NoteRow]] = defaultdict(list)
    for note in merchant.notes:
        notes[note.order_id].append(note)
    for row in merchant.orders:
        parts = {"order": without_secrets(row)}
        parts |= {f"shipment:{each.id}": each.body for each in merchant.shipments_of(row)}
        yield row.id, parts | {f"note:{each.id}": each.body for each in notes[row.id]}


def _shipments(merchant: Merchant) -> Iterator[Any]:
    return (row.document() for row in merchant.shipments)


def without_secrets(row: OrderRow) -> bytes:
    return write_json(_stripped(json.loads(row.body))) if row.has_cards else row.body


def _stripped(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _stripped(inner) for name, inner in value.items() if name not in SECRETS}
    return [_stripped(inner) for inner in value] if isinstance(value, list) else value
