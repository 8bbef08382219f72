"""The records of a marketplace as a desk puts them together, for judging (design 10, contract 11).

A record is its documents by name, as served fresh:
orders and drafts (unsubmitted ones), by order ID: "order", "line:<id>";
customers, by buyer ID: "buyer", "user:<id>", "address:<id>", "group:<id>", "group_assignment:<group>/<user>",
"address_assignment:<address>/<group>/<user>" (empty where the assignment names none);
people, the users of all buyers for those who have them as customers, by "<buyer>/<user>": "user";
stock, by product "p", variant "p/v", record "p//r" or both "p/v/r": "product", "variant:<id>", "record:/<id>" or
"record:<variant>/<id>", "schedule"; where variants or records hold the stock, the product is there as well, with their
sum.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.sandbox.ordercloud.market import Market, Record, spell
from desktop.sandbox.ordercloud.totals import shown_order
from desktop.sandbox.rendered import Rendered
from desktop.sandbox.stand_in import Unknown

Parts = dict[str, Record]
KINDS = ("orders", "drafts", "customers", "people", "stock")


def all_records(market: Market, kind: str) -> Rendered:
    """The documents of each record of a kind, as bytes. Raises Unknown."""

    def spelled(key: str) -> dict[str, bytes]:
        return {part: spell(document) for part, document in parts_of(market, kind, key).items()}

    return Rendered(keys(market, kind), spelled)


def keys(market: Market, kind: str) -> list[str]:
    """Raises Unknown."""
    match kind:
        case "orders" | "drafts":
            orders = market.table("orders").values()
            incoming = (order for order in orders if order["ToCompanyID"] == market.seller)
            return [order["ID"] for order in incoming if (order["Status"] == "Unsubmitted") is (kind == "drafts")]
        case "customers":
            return list(market.table("buyers"))
        case "people":
            return [f"{buyer}/{user}" for buyer in market.table("buyers") for user in market.table("users", buyer)]
        case "stock":
            return [key for product in market.table("products").values() for key in _rows(market, product)]
    raise Unknown(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")


def parts_of(market: Market, kind: str, key: str) -> Parts:
    """The documents of one record by their names, its own first. Raises Unknown."""
    try:
        match kind:
            case "orders" | "drafts":
                return _order_parts(market, key)
            case "customers":
                return _customer_parts(market, key)
            case "people":
                buyer, _, user = key.partition("/")
                return {"user": market.table("users", buyer)[user]}
            case "stock":
                return _stock_parts(market, key)
    except KeyError as error:
        raise Unknown(f"there is no {key!r} among {kind}") from error
    raise Unknown(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")


def _order_parts(market: Market, key: str) -> Parts:
    lines = _named("line", market.table("lines", key))
    return {"order": shown_order(market, market.table("orders")[key]), **lines}


def _customer_parts(market: Market, key: str) -> Parts:
    return {
        "buyer": market.table("buyers")[key],
        **_named("user", market.table("users", key)),
        **_named("address", market.table("addresses", key)),
        **_named("group", market.table("usergroups", key)),
        **_named("group_assignment", market.table("groupassignments", key)),
        **_named("address_assignment", market.table("addressassignments", key)),
    }


def _named(part: str, table: Mapping[str, Record]) -> Parts:
    return {f"{part}:{id}": record for id, record in table.items()}


def _rows(market: Market, product: Record) -> Iterator[str]:
    """The keys of a product's stock rows by the four situations; parents and bundles hold no stock."""
    id, variants = product["ID"], market.table("variants", product["ID"])
    if product["IsParent"] or product["IsBundle"]:
        return
    yield id
    if not (product["Inventory"] or {}).get("VariantLevelTracking") or not variants:
        yield from (f"{id}//{record}" for record in market.table("records", id))
        return
    for variant in variants:
        records = market.table("records", id, variant)
        yield from (f"{id}/{variant}/{record}" for record in records) if records else (f"{id}/{variant}",)


def _stock_parts(market: Market, key: str) -> Parts:
    """The row's own document first: record, variant or product."""
    id, variant, record = (*key.split("/"), "", "")[:3]
    product = market.table("products")[id]
    parts: Parts = {}
    if record:
        scope = ("records", id, variant) if variant else ("records", id)
        parts[f"record:{variant}/{record}"] = market.table(*scope)[record]
    if variant:
        parts[f"variant:{variant}"] = market.table("variants", id)[variant]
    parts["product"] = market.shown_product(product)
    schedule = market.table("schedules").get(product["DefaultPriceScheduleID"] or "")
    return parts | ({"schedule": schedule} if schedule else {})


def scope_of(kind: str, key: str, part: str, parts: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """Where a part of a record is stored, and under which ID. Raises Unknown."""
    name, _, id = part.partition(":")
    product, variant, _ = (*key.split("/"), "", "")[:3]
    places: dict[str, tuple[tuple[str, ...], str]] = {
        "order": (("orders",), key),
        "line": (("lines", key), id),
        "buyer": (("buyers",), key),
        "user": (("users", key if id else product), id or key.rpartition("/")[2]),
        "address": (("addresses", key), id),
        "group": (("usergroups", key), id),
        "product": (("products",), product),
        "variant": (("variants", product), id),
        "record": (("records", product, variant) if variant else ("records", product), id.rpartition("/")[2]),
        "schedule": (("schedules",), parts.get("schedule", {}).get("ID", "")),
    }
    if part not in parts or name not in places:
        raise Unknown(f"there is no {part!r} in {key!r} of {kind}")
    return places[name]
