"""Products, variants, inventory records and seller addresses (contract 9.1 to 9.3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.call import Call, Document, missing, wrong
from desktop.sandbox.ordercloud.customers import ADDRESS_LIST
from desktop.sandbox.ordercloud.listing import Listing
from desktop.sandbox.ordercloud.resource import Resource
from desktop.sandbox.ordercloud.writing import replaced
from desktop.sandbox.wire import Answer

_PRODUCT = (("products", "Product"),)
_VARIANT = (*_PRODUCT, ("variants", "Variant"))
FACET = "Category"
"""The key in xp by which products are counted in `Meta.Facets`."""


def _check_product(call: Call, before: Document | None, after: Document) -> Document:
    market = call.market
    schedule = after["DefaultPriceScheduleID"]
    if schedule is not None and schedule not in market.table("schedules"):
        raise missing("PriceSchedule", schedule)
    old, new = (before or {}).get("Inventory"), after["Inventory"]
    if before and market.records_of(before["ID"]) and _by_variant(old) != _by_variant(new):
        message = "Variant level tracking cannot change while there are inventory records."
        raise wrong("InventoryConfiguration.CannotChangeVariantLevelTracking", message)
    if new is not None:
        new = {**new, "QuantityAvailable": new["QuantityAvailable"] or 0} if new["Enabled"] else new
        changed = old is None or any(new[name] != old.get(name) for name in shapes.INVENTORY.written)
        after = {
            **after,
            "Inventory": {**new, "LastUpdated": market.stamp() if changed else (old or {})["LastUpdated"]},
        }
    return {**after, "OwnerID": after["OwnerID"] or market.seller}


def _by_variant(inventory: Document | None) -> bool:
    return bool(inventory and inventory["VariantLevelTracking"])


def _check_variant(call: Call, before: Document | None, after: Document) -> Document:
    old, new = (before or {}).get("Inventory"), after["Inventory"]
    if new == old or new is None:
        return after
    if not (call.market.table("products")[call.ids[0]]["Inventory"] or {}).get("Enabled"):
        raise wrong("Product.InventoryDisabled", "The product does not track inventory.")
    return {**after, "Inventory": {**new, "LastUpdated": call.market.stamp()}}


def _check_record(call: Call, before: Document | None, after: Document) -> Document:
    market, product = call.market, call.market.table("products")[call.ids[0]]
    inventory = product["Inventory"]
    if inventory is None:
        raise wrong("InventoryConfiguration.ProductInventoryMustExist", "The product has no inventory settings.")
    if before is None and _by_variant(inventory) != _is_under_variant(call):
        message = "Records lie under the product or under its variants, as its variant level tracking says."
        raise wrong("InventoryConfiguration.CannotCreateInventoryRecord", message)
    address = market.table("addresses").get(after["AddressID"])
    if address is None:
        raise missing("Address", after["AddressID"])
    own = {"OwnerID": market.seller, "Address": address, "LastUpdated": market.stamp()}
    return {**after, **own, "QuantityAvailable": after["QuantityAvailable"] or 0}


def _is_under_variant(call: Call) -> bool:
    return "/variants/" in call.request.path


def _drop_record(call: Call, record: Document) -> None:
    for order in call.market.table("orders").values():
        lines = call.market.table("lines", order["ID"]).values() if order["Status"] == "Open" else ()
        if any((line["ProductID"], line["InventoryRecordID"]) == (call.ids[0], record["ID"]) for line in lines):
            raise wrong("InventoryRecord.OpenOrdersExist", f"The open order {order['ID']} takes from this record.")


def _republish(call: Call) -> None:
    """The product shows the sum of its records."""
    call.market.republish(("products",), call.ids[0])


def _drop_product(call: Call, product: Document) -> None:
    for scope in (("variants", product["ID"]), *call.market.records_of(product["ID"])):
        for id in list(call.market.table(*scope)):
            call.market.drop(scope, id)


PRODUCTS = Resource(
    kind="products",
    title="Product",
    listing=Listing(
        shape=shapes.PRODUCT,
        sorts="OwnerID Name ID",
        searches="ID Name Description",
        own="catalogID categoryID supplierID",
        order="ID",
        indexed=True,
    ),
    check=_check_product,
    dropping=_drop_product,
    shown=lambda call, product: call.market.shown_product(product),
)
VARIANTS = Resource(
    kind="variants",
    title="Variant",
    owners=_PRODUCT,
    listing=Listing(shape=shapes.VARIANT, sorts="ID Name", searches="ID Name Description", order="ID"),
    check=_check_variant,
    changed=_republish,
)
_RECORD_LIST = Listing(
    shape=shapes.RECORD, sorts="ID OwnerID AddressID QuantityAvailable LastUpdated", searches="ID AddressID", order="ID"
)
RECORDS = Resource(
    kind="records",
    title="InventoryRecord",
    owners=_PRODUCT,
    listing=_RECORD_LIST,
    check=_check_record,
    dropping=_drop_record,
    changed=_republish,
)
VARIANT_RECORDS = Resource(
    kind="records",
    title="InventoryRecord",
    owners=_VARIANT,
    listing=_RECORD_LIST,
    check=_check_record,
    dropping=_drop_record,
    changed=_republish,
)
SELLER_ADDRESSES = Resource(kind="addresses", title="Address", listing=ADDRESS_LIST)
SUPPLIER_ADDRESSES = Resource(
    kind="supplieraddresses", title="Address", owners=(("suppliers", "Supplier"),), listing=ADDRESS_LIST
)


def list_products(call: Call) -> Answer:
    """From the search index, with facets; by records where the switch has such a filter (contract 9.3)."""
    listing = PRODUCTS.listing
    rows: Iterable[Document] = call.market.seen("products").values()
    address = call.request.asked(_BY_RECORD)
    if address and call.market.is_on("records_filter"):
        listing = replace(listing, own=f"{listing.own} {_BY_RECORD}")
        rows = [row for row in rows if _has_record_at(call, row["ID"], address)]
    supplier = call.request.asked("supplierID")
    rows = [row for row in rows if not supplier or row["DefaultSupplierID"] == supplier]
    wanted = listing.wanted(call)
    found = call.worked_out("rows", lambda: wanted.rows(call, rows))
    counts = Counter(str(row["xp"][FACET]) for row in found if FACET in _xp(row))
    values = [{"Value": value, "Count": count} for value, count in counts.most_common()]
    facets = [{"Name": FACET, "XpPath": FACET, "Values": values, "xp": None}]
    return wanted.cut(call, found, Facets=facets)


_BY_RECORD = "InventoryRecords.AddressID"


def _xp(row: Document) -> Document:
    return row["xp"] if isinstance(row["xp"], dict) else {}


def _has_record_at(call: Call, product: str, address: str) -> bool:
    records = [row for scope in call.market.records_of(product) for row in call.market.table(*scope).values()]
    return any(address in ("*", record["AddressID"]) for record in records)


def get_product(call: Call) -> Answer:
    """From the search index too."""
    product = call.market.seen("products").get(call.ids[0])
    if product is None:
        raise missing("Product", call.ids[0])
    return call.found(product)


# ── assignments of records ──


def list_record_assignments(call: Call) -> Answer:
    listing = Listing(shape=shapes.RECORD_ASSIGNMENT)
    return listing.wanted(call).answer(call, call.market.table("recordassignments", *call.ids).values())


def post_record_assignment(call: Call) -> Answer:
    row = replaced(shapes.RECORD_ASSIGNMENT, {}, call.fields(), call.ignored)
    id = row["InventoryRecordID"]
    if id not in call.market.table("records", *call.ids):
        raise missing("InventoryRecord", id)
    key = f"{id}/{row['BuyerID'] or ''}/{row['UserGroupID'] or ''}"
    call.market.put(("recordassignments", *call.ids), key, row)
    return call.empty()
