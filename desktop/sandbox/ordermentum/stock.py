"""The stock host: locations, and what of each variant lies where (contract 11, 17.9)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.sandbox.ordermentum import figures, stamps
from desktop.sandbox.ordermentum.call import Call, Refused, missing, there
from desktop.sandbox.ordermentum.listing import Listing
from desktop.sandbox.ordermentum.making import item_of
from desktop.sandbox.ordermentum.products import whole
from desktop.sandbox.ordermentum.records import Document, Record, spell
from desktop.sandbox.wire import Answer


def check_context(call: Call) -> None:
    """Which supplier is meant is said by headers here. Raises Refused."""
    headers = call.request.headers
    if headers.get("context-entity") != "supplier" or not headers.get("context-id"):
        raise Refused(400, "context-entity and context-id are required")
    if headers["context-id"] != call.supplier.id:
        raise Refused(403)
    if call.user is None and call.supplier.is_on("stock_bearer_only"):
        raise Refused(401)


_LOCATIONS: Listing[Record] = Listing(body=lambda call, row: row.body, need="none", largest=100)


def list_locations(call: Call) -> Answer:
    return _LOCATIONS.answer(call, call.supplier.locations)


def post_location(call: Call) -> Answer:
    """A new place, with an item of nothing for each variant; no figure changes by it (contract 11)."""
    sent, supplier, now = call.fields(), call.supplier, call.supplier.now()
    for name in ("name", "supplierId"):
        if not sent.get(name):
            raise Refused(400, f"{name} is required")
    if sent["supplierId"] != supplier.id:
        raise Refused(403)
    is_first = bool(sent.get("default")) and supplier.default_location is None
    more = {"default": is_first, "externalId": sent.get("externalId")}
    location = location_of(supplier.new_id(), sent["name"], supplier.id, now, **more)
    call.ignore(name for name in sent if name not in ("name", "supplierId", "default", "externalId"))
    supplier.locations.put(location)
    for variant in supplier.variants.rows.values():
        supplier.items.put(item_of(supplier, variant, location.id))
    return call.done(location.body, 201)


def location_of(id: str, name: str, supplier: str, when: int, **more: object) -> Record:
    document: Document = {
        "id": id,
        "name": name,
        "default": False,
        "supplierId": supplier,
        "externalId": None,
        "createdAt": stamps.spell(when),
        "updatedAt": stamps.spell(when),
        **more,
    }
    return Record(id=id, created=when, updated=when, document=document)


def list_stock_locations(call: Call) -> Answer:
    """The same on the main host, in short, and not for every account."""
    if not call.supplier.locations.rows:
        raise Refused(404)
    short = replace(_LOCATIONS, need="should", body=_short)
    return short.answer(call, call.supplier.locations)


def _short(call: Call, row: Record) -> bytes:
    return spell({name: row.document[name] for name in ("id", "name", "default")})


_ITEMS: Listing[Record] = Listing(
    body=lambda call, row: row.body,
    need="none",
    tests={
        "locationId": lambda row: row.document["locationId"],
        "productId": lambda row: row.document["productId"],
        "variantId": lambda row: row.document["variantId"],
    },
)


def list_items(call: Call) -> Answer:
    """Of one location."""
    if not call.request.asked("locationId"):
        raise Refused(400, "locationId is required")
    return _ITEMS.answer(call, call.supplier.items)


def _by_own_id(call: Call) -> Record | None:
    return next((item for item in call.supplier.items.rows.values() if item.document["id"] == call.ids[0]), None)


def _by_variant(call: Call, location: object) -> Record | None:
    """At a location, or at the first one."""
    if location is not None:
        return figures.item_at(call.supplier, call.ids[0], str(location))
    return next(iter(figures.items_of(call.supplier, call.ids[0])), None)


def get_item(call: Call) -> Answer:
    """By either id."""
    found = there(_by_variant(call, call.request.asked("locationId") or None) or _by_own_id(call), "Stock item")
    return call.found(found.body)


def put_item(call: Call) -> Answer:
    """By the variant's id; where items have ids of their own, there is no such verb."""
    if call.supplier.is_on("stock_item_ids"):
        raise Refused(405)
    return _write(call, _by_variant(call, call.fields().get("locationId")))


def patch_item(call: Call) -> Answer:
    """By the item's own id; otherwise there is no such verb."""
    if not call.supplier.is_on("stock_item_ids"):
        raise Refused(405)
    return _write(call, _by_own_id(call))


_WRITTEN: Mapping[str, Callable[[object], object]] = {"available": whole, "tracked": bool, "allowOversell": bool}


def _write(call: Call, item: Record | None) -> Answer:
    if item is None:
        raise missing("Stock item")
    sent = call.fields()
    call.ignore(name for name in sent if name not in (*_WRITTEN, "locationId"))
    try:
        changes = {name: _WRITTEN[name](value) for name, value in sent.items() if name in _WRITTEN}
    except ValueError as error:
        raise Refused(400, str(error)) from error
    kept = figures.keep_item(call.supplier, item, changes)
    if call.supplier.switches["stock_put_status"] == "204":
        return call.silent()
    return call.done(kept.body)
