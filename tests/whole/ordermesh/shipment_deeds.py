"""Shipments of OrderMesh made by hand, called off and sent again: of the last two nothing ever tells."""

import json
from collections.abc import Mapping

from desktop.records import Value
from tests.whole.deeds import Deed, Document
from tests.whole.ordermesh.deeds import is_open, of, plain, shipments

VENDOR, FACILITY = "2", "3"
"""One of those that the stand-in's first merchant has things made by."""
ASSIGNED = 1
"""What the stand-in says of a shipment that is not on its way; a desk makes nothing of it (Q2)."""


def free(document: Document) -> dict[str, str]:
    """Item → units of the open ones that no shipment holds."""
    held = {key for each in shipments(document) for key in each["orderItemIDs"]}
    items = [item for item in of(document)["items"] if plain(item["status"]) == "open"]
    return {item["id"]: str(item["quantity"]) for item in items if item["id"] not in held}


def _made_by_hand(document: Document) -> Mapping[str, Value]:
    return {"lines": json.dumps(free(document)), "vendor": VENDOR, "facility": FACILITY}


def _first(document: Document) -> Mapping[str, Value]:
    return {"shipment": shipments(document)[0]["id"]}


def _is_assigned(document: Document) -> bool:
    return is_open(document) and bool(shipments(document)) and shipments(document)[0]["shipmentStatus"] == ASSIGNED


CREATE = Deed(
    name="make a shipment", method="POST", path=r"/shipment/v1/order/[^/]+/vendor/[^/]+$", act="create_shipment",
    inputs=_made_by_hand, fits=lambda document: is_open(document) and bool(free(document)),
    times=lambda there, key, before: len(shipments(there.record(key))) - len(shipments(before)),
)  # fmt: skip
CANCEL = Deed(
    name="cancel a shipment", method="PATCH", path=r"/shipment/v1/[^/]+/cancel$", act="cancel_shipment",
    inputs=_first, fits=_is_assigned,
    times=lambda there, key, before: int(shipments(there.record(key))[0]["shipmentStatus"] != ASSIGNED),
)  # fmt: skip
RESUBMIT = Deed(
    name="send a shipment again", method="POST", path=r"/resubmit$", act="resubmit", inputs=_first,
    fits=_is_assigned, times=lambda there, key, before: len(there.applied),
)  # fmt: skip
SIGNLESS = (CANCEL, RESUBMIT)
