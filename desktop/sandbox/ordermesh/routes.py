"""Every path in one table: its service, where it is known from, who may take it, and the status of its success.

Marks as in section 5 of the contract: "documented", "inferred" (from a path beside it), "assumed" (a guess, which by
the profile `unconfirmed` is not there).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from desktop.sandbox.ordermesh import (
    acts,
    catalogue,
    catalogue_edits,
    creation,
    items,
    notes,
    orders,
    packages,
    routing,
    shipments,
)
from desktop.sandbox.ordermesh.call import Call
from desktop.sandbox.wire import Answer

Mark = Literal["documented", "inferred", "assumed"]

PREFIXES = {"order": "", "note": "", "shipment": "/shipment", "catalog": "/catalog"}
PREFIXES_WHEN_PREFIXED = {**PREFIXES, "order": "/order", "note": "/order"}
CATALOGUE_READS = ("/v1/merchantCatalog", "/v1/merchantCatalog/{}")
"""What is not there by the profile `catalogue_unreadable` (C5)."""


class Act(Protocol):
    def __call__(self, call: Call) -> Answer: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """for_vendors: a merchant's client may not, by the profile `merchant_only`; {} in a path stands for an id."""

    method: str
    service: str
    path: str
    mark: Mark
    act: Act
    status: int = 200
    for_vendors: bool = False

    def pattern(self, prefixes: dict[str, str]) -> re.Pattern[str]:
        return re.compile(re.escape(prefixes[self.service] + self.path).replace(r"\{\}", "([^/]+)") + "/?")


Line = tuple[str, str, Mark, Act] | tuple[str, str, Mark, Act, int]


def _rows(service: str, *lines: Line, for_vendors: bool = False) -> Iterator[Route]:
    """Method, path, mark, act, and the status where it is not 200."""
    for method, path, mark, act, *named in lines:
        status = named[0] if named else 200
        yield Route(
            method=method, service=service, path=path, mark=mark, act=act, status=status, for_vendors=for_vendors
        )


_ORDERS = _rows(
    "order",
    ("POST", "/v1/orders", "documented", creation.post_order, 201),
    ("GET", "/v1/orders", "inferred", orders.list_orders),
    ("POST", "/v1/orders/bulk", "assumed", creation.post_many),
    ("GET", "/v1/orders/bulk", "assumed", orders.list_many),
    ("PATCH", "/v1/orders/bulk", "assumed", orders.patch_many),
    ("GET", "/v1/orders/list", "assumed", orders.list_orders),
    ("GET", "/v1/orders/{}", "inferred", orders.get_order),
    ("PATCH", "/v1/orders/{}", "inferred", orders.patch_order),
    ("GET", "/v1/orders/safeId/{}", "assumed", orders.get_by_safe_id),
    ("GET", "/v1/orders/{}/items/{}", "assumed", items.get_item),
    ("PATCH", "/v1/orders/{}/items/{}", "assumed", items.patch_item),
    ("POST", "/v1/orders/{}/cancel", "assumed", acts.cancel_order),
    ("POST", "/v1/orders/{}/customerCareHold", "assumed", acts.hold_order),
    ("GET", "/v1/orders/{}/auditLogs", "inferred", orders.list_history),
    ("GET", "/v1/orders/{}/items/{}/auditLogs", "assumed", items.list_history),
    ("POST", "/v1/orders/refunds", "assumed", acts.refund_items),
    ("GET", "/v1/orderItems", "assumed", items.list_items),
    ("POST", "/v1/inbound/orders", "documented", creation.post_inbound, 202),
)
_NOTES = _rows(
    "note",
    ("POST", "/v1/notes", "documented", notes.post_note, 201),
    ("GET", "/v1/notes", "documented", notes.list_notes),
    ("GET", "/v1/notes/{}", "documented", notes.get_note),
    ("PUT", "/v1/notes/{}", "documented", notes.put_note),
    ("DELETE", "/v1/notes/{}", "documented", notes.delete_note, 204),
    ("GET", "/v1/notes/{}/auditLogs", "documented", notes.list_history),
)
_SHIPMENTS = _rows(
    "shipment",
    ("GET", "/v1/{}", "documented", shipments.get_shipment),
    ("GET", "/v1/order/{}", "assumed", shipments.list_of_order),
    ("GET", "/v1/order/{}/vendor/{}", "assumed", shipments.get_of_vendor),
    ("GET", "/v1/orderItem/{}", "assumed", shipments.get_of_item),
    ("GET", "/v1/search", "assumed", shipments.list_shipments),
    ("GET", "/v1/{}/packingSlip", "assumed", shipments.get_packing_slip),
)
_FOR_VENDORS = _rows(
    "shipment",
    ("PATCH", "/v1/{}", "inferred", shipments.patch_shipment),
    ("POST", "/v1/{}", "inferred", packages.post_packages, 201),
    ("DELETE", "/v1/{}", "inferred", shipments.delete_shipment, 204),
    ("POST", "/v1/order/{}/vendor/{}", "assumed", routing.post_shipment, 201),
    ("PATCH", "/v1/{}/packages/{}", "assumed", packages.patch_package),
    ("PATCH", "/v1/{}/cancel", "assumed", shipments.cancel_shipment),
    ("POST", "/v1/{}/unassign", "assumed", routing.unassign_items),
    ("POST", "/v1/{}/resubmit", "assumed", shipments.resubmit_shipment),
    ("POST", "/v1/reroute", "assumed", routing.reroute),
    for_vendors=True,
)
_CATALOGUES = _rows(
    "catalog",
    ("GET", "/v1/merchantCatalog/effective/variants/list", "documented", catalogue.list_effective),
    ("PUT", "/v1/merchantCatalog", "documented", catalogue.put_catalogue),
    ("PATCH", "/v1/merchantCatalog", "documented", catalogue_edits.patch_catalogue),
    ("POST", "/v1/merchantVariants", "documented", catalogue_edits.add_variants),
    ("GET", CATALOGUE_READS[0], "assumed", catalogue.list_catalogues),
    ("GET", CATALOGUE_READS[1], "assumed", catalogue.get_catalogue),
    ("GET", "/v1/products", "assumed", catalogue.list_products),
    ("GET", "/v1/products/variants/{}", "assumed", catalogue.get_variant),
)


ROUTES: tuple[Route, ...] = (*_ORDERS, *_NOTES, *_SHIPMENTS, *_FOR_VENDORS, *_CATALOGUES)
