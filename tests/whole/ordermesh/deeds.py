"""Everything that can be done at OrderMesh whose end can be told; each takes one request."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from desktop.changes import ADD_LINE, Change
from desktop.records import Value
from tests.whole.deeds import Deed, Document, seen
from tests.whole.there import There

CALL = "Call the shop first"
NUMBER = "1Z 999 0001"
OURS = "OURS-1"


def plain(word: str) -> str:
    return "".join(word.casefold().split())


def of(document: Document) -> Any:  # noqa: ANN401 - JSON
    """The order in its documents."""
    return document["order"]


def is_open(document: Document) -> bool:
    """An order all of whose items are open."""
    return all(plain(item["status"]) == "open" for item in of(document)["items"])


def shipments(document: Document) -> list[Any]:
    return [each for part, each in document.items() if part.startswith("shipment:")]


def packed(shipment: Any) -> set[str]:  # noqa: ANN401 - JSON
    return {key for package in shipment["packages"] or [] for key in package["orderItemIDs"] or []}


def unpacked(document: Document) -> dict[str, str]:
    """Item → units of what the first shipment has in no package yet."""
    units = {item["id"]: str(item["quantity"]) for item in of(document)["items"] if plain(item["status"]) == "open"}
    first = shipments(document)[:1]
    return {
        key: units[key] for each in first for key in each["orderItemIDs"] if key not in packed(each) and key in units
    }


# ── edits ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _edit(name: str, wanted: Value, *path: str, fits: Callable[[Document], bool] = is_open) -> Deed:
    """Set a member of an order."""

    def at(document: Any) -> Any:  # noqa: ANN401 - JSON
        found = of(document)
        for step in path:
            found = (found or {}).get(step)
        return found

    return Deed(
        name=name, method="PATCH", path=r"/v1/orders/[^/]+$",
        fits=lambda document: fits(document) and seen(at(document)) != wanted,
        changes=lambda document: (Change(field=name, seen=seen(at(document)), wanted=wanted),),
        times=lambda there, key, before: int(at(there.record(key)) == wanted),
    )  # fmt: skip


def _first_item(document: Document) -> Any:  # noqa: ANN401 - JSON
    return of(document)["items"][0]


def _of_item(name: str, member: str, wanted: Callable[[Any], Value]) -> Deed:
    """Set a member of the first item."""

    def changes(document: Document) -> tuple[Change, ...]:
        item = _first_item(document)
        return (Change(field=name, line=item["id"], seen=item[member], wanted=wanted(item)),)

    return Deed(
        name=f"item: {name}", method="PATCH", path=r"/items/[^/]+$", changes=changes,
        fits=lambda document: is_open(document) and not _first_item(document)["processedAt"],
        times=lambda there, key, before: int(
            _first_item(there.record(key))[member] == wanted(_first_item(before))
        ),
    )  # fmt: skip


def _packages(document: Document) -> list[tuple[str, Any]]:
    return [(each["id"], package) for each in shipments(document) for package in each["packages"] or []]


def _corrected(document: Document) -> tuple[Change, ...]:
    shipment, package = _packages(document)[0]
    line = f"package:{shipment}/{package['id']}"
    return (Change(field="tracking", line=line, seen=seen(package["carrierTrackingNumber"]), wanted=NUMBER),)


def _on_account(document: Document) -> tuple[Change, ...]:
    shipment, package = _packages(document)[0]
    return (Change(field="by_account", line=f"package:{shipment}/{package['id']}", seen=False, wanted=True),)


EDITS = (
    _edit("shipping_method", "Same day", "customerShippingMethod"),
    _edit("ship_to.city", "Fremantle", "shippingAddress", "city"),
    _edit("bill_to.line1", "7 Quay St", "billingAddress", "line1", fits=lambda document: (
        is_open(document) and bool(of(document)["billingAddress"])
    )),
    _edit("meta.customerNote", CALL, "meta", "customerNote"),
    _of_item("quantity", "quantity", lambda item: item["quantity"] + 1),
    _of_item("code", "sku", lambda item: item["originalSKU"]),
    Deed(
        name="package: tracking", method="PATCH", path=r"/packages/[^/]+$", changes=_corrected,
        fits=lambda document: bool(_packages(document)),
        times=lambda there, key, before: int(_packages(there.record(key))[0][1]["carrierTrackingNumber"] == NUMBER),
    ),
    Deed(
        name="package: whose account it went on", method="PATCH", path=r"/packages/[^/]+$", changes=_on_account,
        fits=lambda document: bool(_packages(document)) and not _packages(document)[0][1]["carrierAccount"],
        times=lambda there, key, before: int(_packages(there.record(key))[0][1]["carrierAccount"] is True),
    ),
)  # fmt: skip


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _words(document: Document) -> Sequence[str]:
    return [plain(item["status"]) for item in of(document)["items"]]


def _all_are(word: str) -> Callable[[There, str, Document], int]:
    return lambda there, key, before: int(set(_words(there.record(key))) == {word})


def _one_item(document: Document) -> Mapping[str, Value]:
    item = _first_item(document)
    return {"lines": json.dumps({item["id"]: str(item["quantity"])})}


def notes(there: There, key: str) -> list[Any]:
    """The notes of an order."""
    return [document for part, document in there.record(key).items() if part.startswith("note:")]


def _refunds(document: Document) -> list[Any]:
    data = [item["refundData"] or {} for item in of(document)["items"]]
    return [row for each in data for row in each.get("refunds") or []]


def _has_balance(document: Document) -> bool:
    data = _first_item(document)["refundData"] or {}
    return bool(data.get("remainingPriceBalance") and data["remainingPriceBalance"] > 2)


def _package(document: Document) -> Mapping[str, Value]:
    first = shipments(document)[0]["id"]
    return {"shipment": first, "lines": json.dumps(unpacked(document)), "tracking": NUMBER, "carrier": "Own van"}


def _times_packed(there: There, key: str, before: Document) -> int:
    return sum(package["carrierTrackingNumber"] == NUMBER for _, package in _packages(there.record(key)))


def _shipment(document: Document) -> str:
    return str(shipments(document)[0]["id"])


def _moved(document: Document) -> Mapping[str, Value]:
    return {"shipment": _shipment(document), "facility": other_facility(document), "reason": "Closed"}


def other_facility(document: Document) -> str:
    """A facility that does not have it."""
    return "F01290042" if shipments(document)[0]["facilityId"] != "F01290042" else "3"


def _times_moved(there: There, key: str, before: Document) -> int:
    wanted = other_facility(before)
    return int(shipments(there.record(key))[0]["facilityId"] == wanted)


ACTS = (
    Deed(name="cancel", method="POST", path=r"/cancel$", act="cancel", fits=is_open, times=_all_are("cancelled")),
    Deed(
        name="cancel an item", method="POST", path=r"/cancel$", act="cancel_items", inputs=_one_item,
        fits=lambda document: is_open(document) and len(of(document)["items"]) > 1,
        times=lambda there, key, before: _words(there.record(key)).count("cancelled"),
    ),
    Deed(
        name="hold", method="POST", path=r"/customerCareHold$", act="hold", fits=is_open,
        times=_all_are("customercarehold"),
    ),
    Deed(
        name="note", method="POST", path=r"/v1/notes$", act="add_note", inputs=lambda document: {"text": CALL},
        fits=is_open, times=lambda there, key, before: sum(note["text"] == CALL for note in notes(there, key)),
    ),
    Deed(
        name="package", method="POST", path=r"/shipment/v1/[^/]+$", act="add_package", inputs=_package,
        fits=lambda document: is_open(document) and bool(unpacked(document)), times=_times_packed,
    ),
    Deed(
        name="reroute", method="POST", path=r"/reroute$", act="reroute", inputs=_moved,
        fits=lambda document: is_open(document) and bool(shipments(document)), times=_times_moved,
    ),
    Deed(
        name="delete a shipment", method="DELETE", path=r"/shipment/v1/[^/]+$", act="delete_shipment",
        inputs=lambda document: {"shipment": _shipment(document)},
        fits=lambda document: is_open(document) and bool(shipments(document)),
        times=lambda there, key, before: len(shipments(before)) - len(shipments(there.record(key))),
    ),
    Deed(
        name="take items out of a shipment", method="POST", path=r"/unassign$", act="unassign",
        inputs=lambda document: {"shipment": _shipment(document), "lines": json.dumps(unpacked(document))},
        fits=lambda document: is_open(document) and bool(unpacked(document)),
        times=lambda there, key, before: int(not shipments(there.record(key))[0]["orderItemIDs"]),
    ),
)  # fmt: skip


# ── stock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def variant(document: Any) -> Any:  # noqa: ANN401 - JSON
    """A row of stock has one document."""
    return document.get("variant", document)


def _price(document: Any) -> Decimal:  # noqa: ANN401 - JSON
    money = variant(document)["merchantPrice"]
    told = money["currencies"][0] if money["currencies"] and not money["currency"] else money
    return Decimal(str(told["amount"]))


def _in_euros(document: Any) -> Any:  # noqa: ANN401 - JSON
    """What it costs in euros beside its own price; None where nothing says so."""
    rows = (variant(document)["merchantPrice"] or {}).get("currencies") or []
    return next((row["amount"] for row in rows if row["currency"] == "EUR"), None)


def _decorations(document: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return list(variant(document)["decorations"])


NARROW = 999
SLEEVE = (
    Change(field=ADD_LINE, line="decoration:+1"),
    Change(field="area", line="decoration:+1", seen="", wanted="Sleeve"),
    Change(field="width", line="decoration:+1", wanted=NARROW),
    Change(field="printing", line="decoration:+1", wanted=Decimal("1.5")),
)  # fmt: skip


def _narrower(document: Document) -> tuple[Change, ...]:
    row = _decorations(document)[0]
    return (Change(field="width", line=f"decoration:{row['area']}", seen=row["width"], wanted=NARROW),)


def _shop_sku(there: There, key: str) -> Any:  # noqa: ANN401 - JSON
    """It stands in no list: the catalogue itself has it."""
    return next(row.variants[key].document()["merchantSku"] for row in there.account().merchant.catalogues
                if key in row.variants)  # fmt: skip


SHOP_SKU = Deed(
    name="the shop's SKU", kind="stock", method="PATCH", path=r"/merchantCatalog$",
    times=lambda there, key, before: int(_shop_sku(there, key) == OURS),
)  # fmt: skip
STOCK = (
    Deed(
        name="price", kind="stock", method="PATCH", path=r"/merchantCatalog$",
        changes=lambda document: (Change(field="price", seen=_price(document), wanted=Decimal("17.35")),),
        times=lambda there, key, before: int(_price(there.record(key, "stock")) == Decimal("17.35")),
    ),
    Deed(
        name="price in another currency", kind="stock", method="PATCH", path=r"/merchantCatalog$",
        fits=lambda document: _in_euros(document) is not None,
        changes=lambda document: (
            Change(field="in_currency", line="price in:EUR", seen=seen(_in_euros(document)), wanted=Decimal("15.25")),
        ),
        times=lambda there, key, before: int(_in_euros(there.record(key, "stock")) == 15.25),
    ),
    Deed(
        name="decoration: width", kind="stock", method="PATCH", path=r"/merchantCatalog$", changes=_narrower,
        fits=lambda document: bool(_decorations(document)),
        times=lambda there, key, before: int(_decorations(there.record(key, "stock"))[0]["width"] == NARROW),
    ),
    Deed(
        name="decoration: a new one", kind="stock", method="PATCH", path=r"/merchantCatalog$",
        changes=lambda document: SLEEVE,
        times=lambda there, key, before: sum(
            row["area"] == "Sleeve" for row in _decorations(there.record(key, "stock"))
        ),
    ),
)  # fmt: skip
REFUND = Deed(
    name="refund", method="POST", path=r"/refunds$", act="refund", fits=_has_balance,
    inputs=lambda document: {"item": _first_item(document)["id"], "of": "price", "amount": Decimal(1), "reason": CALL},
    times=lambda there, key, before: len(_refunds(there.record(key))) - len(_refunds(before)),
)  # fmt: skip
DEEDS = (*EDITS, *ACTS, *STOCK)
