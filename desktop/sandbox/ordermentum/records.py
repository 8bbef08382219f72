"""What an account holds. No record is ever changed in place; each keeps the versions of others that it came with."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop.sandbox.ordermentum import stamps

Document = dict[str, Any]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def spell(value: object) -> bytes:
    """JSON as this vendor writes it: compact and in UTF-8."""
    return _ENCODER.encode(value).encode()


def joined(document: Mapping[str, Any], pieces: Mapping[str, bytes]) -> bytes:
    """A document with members that are JSON already; what the document has itself stands."""
    ready = b"".join(b',"%b":%b' % (name.encode(), body) for name, body in pieces.items() if name not in document)
    return spell(document)[:-1] + ready + b"}"


def listed(bodies: Iterable[bytes]) -> bytes:
    return b"[" + b",".join(bodies) + b"]"


@dataclass(frozen=True, eq=False, kw_only=True)
class Record:
    """Something that is kept as the document by which it is served."""

    id: str
    created: int
    updated: int
    document: Mapping[str, Any]

    @cached_property
    def body(self) -> bytes:
        return spell(self.document)


@dataclass(frozen=True, eq=False, kw_only=True)
class Product(Record):
    """A product with its variants, which are in its document by id and name alone."""

    @property
    def variants(self) -> Sequence[str]:
        return [row["id"] for row in self.document["variants"]]

    @property
    def is_several(self) -> bool:
        """Whether a line must name the variant."""
        return len(self.document["variants"]) > 1

    @property
    def is_taxable(self) -> bool:
        return bool(self.document["taxable"])

    @cached_property
    def in_order(self) -> bytes:
        """As orders have it among their products."""
        kept = {name: self.document[name] for name in _IN_ORDER if name in self.document}
        return spell(kept | {"updatedById": None, "deletedById": None})

    @cached_property
    def in_line(self) -> Document:
        return {name: self.document[name] for name in ("id", "name", "unit", "randomWeight")}


_IN_ORDER = (
    *("id", "supplierId", "name", "description", "SKU", "salesCode", "batchCode", "externalId", "universalId"),
    *("categoryId", "basePrice", "unit", "uom", "unitSize", "weight", "randomWeight", "taxType", "sortOrder", "image"),
    *("activatedAt", "createdAt", "updatedAt", "deletedAt"),
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Purchaser(Record):
    """A customer: what the supplier keeps of a retailer."""

    retailer: Record

    @cached_property
    def in_order(self) -> bytes:
        """As orders and invoices have it: with blank contact fields (contract 18.9)."""
        kept = {name: self.document[name] for name in _PURCHASER_IN_ORDER if name in self.document}
        kept |= dict.fromkeys(("retailerPhone", "retailerEmail", "deliveryInstructions"), "")
        raw = {"paymentMethodTypes": self.document["paymentMethodTypes"]["value"], "activatedAt": ""}
        address = {"id": "foo", "street1": "", "suburb": "", "state": "", "postcode": "", "country": ""}
        line = {"retailerAddressLine": "Unknown", "retailerAddress": address}
        twins = {"created_at": self.document["createdAt"], "supplier_id": self.document["supplierId"]}
        return spell(kept | raw | line | twins)


_PURCHASER_IN_ORDER = (
    *("id", "name", "retailerName", "retailerAlias", "reference", "externalCustomerId", "retailerLegalName"),
    *("retailerTradingName", "retailerId", "supplierId", "paymentMethodType", "paymentMethodId", "paymentTerms"),
    *("paymentDelay", "paymentSchedule", "invoiceSetting", "invoiceFrequency", "stopCredit", "disabled"),
    *("minimumOrderValue", "priceGroupId", "visibilityGroupId", "freightGroupId", "schedules", "notes"),
    *("createdAt", "updatedAt", "deletedAt"),
)


@dataclass(frozen=True, kw_only=True)
class User:
    """Somebody who signs in or is named in orders; two_factor: cannot sign in here."""

    id: str
    username: str
    first_name: str
    last_name: str
    password: str = ""
    two_factor: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def shown(self, *, bare: bool = False) -> Document:
        """bare: without the e-mail, which nobody should keep (contract 18.10)."""
        named = {"id": self.id, "firstName": self.first_name, "lastName": self.last_name, "fullName": self.name}
        return named | ({} if bare else {"email": self.username}) | {"phone": ""}


def succeed(record: Record, changes: Mapping[str, Any], now: int) -> Document:
    """The document of a record's successor, with its stamp moved."""
    return {**record.document, **changes, "updatedAt": stamps.spell(now)}
