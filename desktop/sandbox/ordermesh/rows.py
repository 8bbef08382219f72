"""What the tables of a merchant keep: documents as ready bytes, and beside them what lists and other calls ask for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.sandbox.ordermesh.money import Document
from desktop.sandbox.ordermesh.stamps import rank
from desktop.sandbox.wire import write_json

NOT_IN_SUMMARIES = ("items", "shippingAddress", "billingAddress", "returnAddress", "shipmentIds")
"""What rows of a list lack by the profile `summary_rows`."""
_NOT_IN_EFFECTIVE = ("printImage",)
_EFFECTIVE = ("sku", "merchantPrice", "decorations", "attributes")


class Later:
    """Bytes that are written down when they are first asked for."""

    __slots__ = ("_make", "_text")

    def __init__(self, make: Callable[[], object]) -> None:
        self._make: Callable[[], object] | None = make
        self._text = b""

    def __call__(self) -> bytes:
        if self._make is not None:
            self._text, self._make = write_json(self._make()), None
        return self._text


def _read(body: bytes) -> Document:
    document: Document = json.loads(body)
    return document


@dataclass(slots=True, kw_only=True)
class OrderRow:
    """An order; words: what `search` looks through, without case; has_cards: it holds what must not be told."""

    id: str
    created: int
    updated: int
    short_id: str
    safe_id: str
    external_id: str
    merchant_id: str
    status: str
    item_ids: tuple[str, ...]
    shipment_ids: tuple[str, ...]
    words: str
    has_cards: bool
    text: Later
    _summary: bytes = b""

    @property
    def body(self) -> bytes:
        return self.text()

    def document(self) -> Document:
        """A copy that may be changed."""
        return _read(self.body)

    def summary(self) -> bytes:
        if not self._summary:
            document = self.document()
            self._summary = write_json({key: document[key] for key in document if key not in NOT_IN_SUMMARIES})
        return self._summary


def order_row(order: Mapping[str, Any]) -> OrderRow:
    created = rank(order["createdAt"])
    return OrderRow(
        id=order["id"],
        created=created,
        updated=rank(order["updatedAt"], created),
        short_id=order["shortId"],
        safe_id=order["safeId"],
        external_id=order["externalId"] or "",
        merchant_id=order["merchantId"],
        status=order["status"],
        item_ids=tuple(item["id"] for item in order["items"]),
        shipment_ids=tuple(order["shipmentIds"]),
        words=words_of(order["shippingAddress"] or {}, order["shortId"], order["externalId"], order["safeId"]),
        has_cards=bool(order["customerPaymentMethods"]),
        text=_written(order),
    )


def words_of(address: Mapping[str, Any], *numbers: str | None) -> str:
    """What a search looks through: whom an order goes to, and its numbers."""
    names = [address.get(name) for name in ("firstName", "lastName", "email")]
    return " ".join(name for name in (*numbers, *names) if name).casefold()


def _written(document: object) -> Later:
    """At once: whoever has the document may go on to change it."""
    text = Later(lambda: document)
    text()
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentRow:
    id: str
    created: int
    updated: int
    order_id: str
    vendor_id: str
    item_ids: tuple[str, ...]
    text: Later

    @property
    def body(self) -> bytes:
        return self.text()

    def document(self) -> Document:
        """A copy that may be changed."""
        return _read(self.body)


def shipment_row(shipment: Mapping[str, Any]) -> ShipmentRow:
    return ShipmentRow(
        id=shipment["id"],
        created=rank(shipment["createdDate"]),
        updated=rank(shipment["lastModifiedDate"]),
        order_id=shipment["orderId"],
        vendor_id=shipment["vendorId"],
        item_ids=tuple(shipment["orderItemIDs"]),
        text=_written(shipment),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    id: str
    created: int
    updated: int
    order_id: str
    body: bytes

    def document(self) -> Document:
        """A copy that may be changed."""
        return _read(self.body)


def note_row(note: Mapping[str, Any]) -> NoteRow:
    created = rank(note["createdAt"])
    return NoteRow(
        id=note["id"],
        created=created,
        updated=rank(note["updatedAt"], created),
        order_id=note["orderId"] or "",
        body=write_json(note),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRow:
    """A variant whole, and as the effective list has it."""

    sku: str
    body: bytes
    effective: bytes

    def document(self) -> Document:
        """A copy that may be changed."""
        return _read(self.body)


def variant_row(variant: Mapping[str, Any]) -> VariantRow:
    reduced = {name: variant[name] for name in _EFFECTIVE}
    reduced["decorations"] = [
        {name: value for name, value in each.items() if name not in _NOT_IN_EFFECTIVE}
        for each in variant["decorations"]
    ]
    return VariantRow(sku=variant["sku"], body=write_json(variant), effective=write_json(reduced))


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """A catalogue: its own members without the variants, and these by their SKU."""

    id: str
    created: int
    updated: int
    members: Document
    variants: dict[str, VariantRow] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """With its variants whole."""
        variants = b",".join(variant.body for variant in self.variants.values())
        return write_json(self.members)[:-1] + b',"variants":[' + variants + b"]}"
