"""Stock from its documents (9.3, 11): a product with its variants, inventory records and price schedule; and its rows.

A product has a row of its own, `p`. Where variants or inventory records hold the stock, each has one as well: `p/v`,
`p//r` or `p/v/r`, and the product's row shows their sum.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from desktop.records import StockItem, StockState
from desktop.vendors.codecs import to_decimal, to_instant, to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordercloud.goods import called

PART, SCHEDULE, SHARING = "product", "schedule", "sharing"
VARIANT, RECORD = "variant:", "record:"
BESIDE = "uncounted "
"""Before the part of a variant while the product is not counted by variant."""
ITEM = "item"
"""What a row is made of: no document of the platform's, but put together from those that hold its stock."""

BREAKS = "PriceBreaks"
OTHERS = "of other products"
"""In a price break: how many other products have it too."""


class Row(NamedTuple):
    """Which product, and which variant and inventory record of it; "" where it is not about one."""

    product: str
    variant: str = ""
    record: str = ""


def split(key: str) -> Row:
    """What a key names."""
    return Row(*key.split("/"))


def owner(key: str) -> str:
    """All documents are with the product."""
    return split(key).product


def record_part(variant: str, record: str) -> str:
    """The name of an inventory record's document: two variants may have records of one ID."""
    return f"{RECORD}{variant}/{record}"


def part(key: str) -> str:
    """The name of the document in which a row's stock is written."""
    row = split(key)
    if row.record:
        return record_part(row.variant, row.record)
    return VARIANT + row.variant if row.variant else PART


# ── the four situations (9.3) ─────────────────────────────────────────────────────────────────────────────────────


def inventory(document: Document) -> Document:
    """The stock of a product or variant; empty where it was never set up."""
    return _map(document.get("Inventory"))


def is_by_variant(product: Document) -> bool:
    """Whether its variants are counted each by itself."""
    return inventory(product).get("VariantLevelTracking") is True


def holds_none(product: Document) -> bool:
    """Parents and bundles hold no stock (9.1)."""
    return product.get("IsParent") is True or product.get("IsBundle") is True


def others(key: str, documents: Documents) -> tuple[str, ...]:
    """The rows below a product: of its inventory records, or its variants, or the records of its variants."""
    variants = [name.removeprefix(VARIANT) for name in documents if name.startswith(VARIANT)]
    if not is_by_variant(documents[PART]) or not variants:
        return tuple(f"{key}//{record}" for record in _records_of(documents, ""))
    found: list[str] = []
    for variant in variants:
        records = _records_of(documents, variant)
        found += [f"{key}/{variant}/{record}" for record in records] or [f"{key}/{variant}"]
    return tuple(found)


def _records_of(documents: Documents, variant: str) -> list[str]:
    prefix = record_part(variant, "")
    return [name.removeprefix(prefix) for name in documents if name.startswith(prefix)]


def called_now(documents: Documents) -> Mapping[str, str]:
    """Variants that are not counted have no rows and are in no list: they are called otherwise, and come back when they
    are counted. Those that came are all; a product that has none any more has none beside it either.
    """
    own = [name for name in documents if name.startswith(VARIANT)]
    beside = [name for name in documents if name.startswith(BESIDE)]
    if is_by_variant(documents[PART]):
        return {name: "" if own else name.removeprefix(BESIDE) for name in beside}
    records = [name for name in documents if name.startswith(RECORD) and not name.startswith(record_part("", ""))]
    keeps = bool(documents[PART].get("VariantCount"))
    gone = dict.fromkeys((*records, *(beside if own or not keeps else ())), "")
    return {**gone, **{name: BESIDE + name if keeps else "" for name in own}}


def view(key: str, documents: Documents) -> Documents:
    """The product with its price breaks in it, and the row; nothing where there is no such row any more."""
    if PART not in documents:
        return documents
    row, product = split(key), documents[PART]
    below = others(row.product, documents)
    if key != row.product and key not in below:
        return {}
    item = _item(key, documents, below if key == row.product else ())
    return {**documents, PART: {**product, BREAKS: _breaks(documents)}, ITEM: item}


def _item(key: str, documents: Documents, below: tuple[str, ...]) -> Document:
    row, product = split(key), documents[PART]
    variant = documents.get(VARIANT + row.variant, {})
    stock = _stock(key, documents)
    is_counted = inventory(product).get("Enabled") is True and not holds_none(product)
    figure = _sum([_stock(each, documents) for each in below]) if below else stock.get("QuantityAvailable")
    return {
        "Key": key,
        "Code": row.variant or row.product,
        "Name": called(product, variant),
        "Place": _place(row, documents) if row.record else "",
        "QuantityAvailable": figure if is_counted else None,
        "NotificationPoint": stock.get("NotificationPoint"),
        "OrderCanExceed": (stock if row.record else inventory(product)).get("OrderCanExceed"),
        "LastUpdated": stock.get("LastUpdated"),
        "Counted": is_counted,
        "Places": len([each for each in below if split(each).record]),
        "Variants": len({split(each).variant for each in below} - {""}),
        "Variant": row.variant,
        "Options": _options(variant),
        "Record": row.record,
    }


def _stock(key: str, documents: Documents) -> Document:
    """What holds the figures of a row: an inventory record does itself."""
    document = documents.get(part(key), {})
    return document if split(key).record else inventory(document)


def _sum(stocks: list[Document]) -> Json:
    figures = [figure for stock in stocks if isinstance(figure := stock.get("QuantityAvailable"), int | Decimal)]
    return sum(figures) if figures else None


def _place(row: Row, documents: Documents) -> str:
    """Where a record's stock lies; with the record's ID where another one of the same lies there too (9.2)."""
    beside = [documents[record_part(row.variant, id)] for id in _records_of(documents, row.variant)]
    place = _address(documents[record_part(row.variant, row.record)])
    return place if [_address(each) for each in beside].count(place) == 1 else f"{place}, {row.record}"


def _address(record: Document) -> str:
    """By name; the address comes with the record."""
    address = _map(record.get("Address"))
    names = (address.get("AddressName"), address.get("CompanyName"), record.get("AddressID"), record.get("ID"))
    return next((name for name in names if isinstance(name, str) and name), "")


def _options(variant: Document) -> str:
    """What makes the variant: "Size: Small"."""
    specs = variant.get("Specs")
    rows = [spec for spec in specs if isinstance(spec, dict)] if isinstance(specs, list) else []
    return ", ".join(f"{spec.get('Name')}: {spec.get('Value')}" for spec in rows)


def _breaks(documents: Documents) -> Json:
    """The breaks of the product's own price schedule, each with how many other products have it too (9.4)."""
    product, schedule = documents[PART], documents.get(SCHEDULE, {})
    if not schedule or schedule.get("ID") != product.get("DefaultPriceScheduleID"):
        return []
    rows = schedule.get(BREAKS)
    total = documents.get(SHARING, {}).get("TotalCount")
    more = total - 1 if isinstance(total, int) and total > 1 else 0
    if not more or not isinstance(rows, list):
        return rows
    return [{**row, OTHERS: more} if isinstance(row, dict) else row for row in rows]


def _map(value: Json) -> Document:
    return value if isinstance(value, dict) else {}


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def derive(documents: Documents, context: Context) -> StockItem:
    """The stock item. Raises ValueError for what cannot be read, and for a row that is not there any more."""
    if ITEM not in documents:
        raise ValueError("it is not there any more")
    product, item = documents[PART], documents[ITEM]
    on_hand = to_decimal(item["QuantityAvailable"])
    return StockItem(
        id=item["Key"],
        code=item["Code"],
        name=item["Name"],
        place=item["Place"],
        on_hand=on_hand,
        currency=to_text(documents.get(SCHEDULE, {}).get("Currency")) or context.options.get("currency", ""),
        price=_price(product),
        state=_state(on_hand, to_decimal(item["NotificationPoint"])),
        details=", ".join(filter(None, (item["Options"], of_what(item), _is_off(product)))),
        updated_at=to_instant(item["LastUpdated"]),
    )


def of_what(item: Document) -> str:
    """What a figure is the sum of; "" where it is one."""
    if item["Places"]:
        return f"sum of {item['Places']} places"
    return f"sum of {item['Variants']} variants" if item["Variants"] else ""


def _is_off(product: Document) -> str:
    return "not active" if product.get("Active") is False else ""


def _price(product: Document) -> Decimal | None:
    """The list price: that of the lowest quantity (9.4)."""
    rows = product.get(BREAKS)
    breaks = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    lowest = min(breaks, key=lambda row: to_decimal(row.get("Quantity")) or Decimal(0), default={})
    return to_decimal(lowest.get("Price"))


def _state(on_hand: Decimal | None, low_mark: Decimal | None) -> StockState:
    if on_hand is None:
        return "not_counted"
    if on_hand <= 0:
        return "empty" if on_hand == 0 else "short"
    return "low" if low_mark is not None and on_hand <= low_mark else "in_stock"


def search(documents: Documents) -> str:
    """What people know a product by besides: its description, the IDs of its own, the shop's own fields."""
    product, item = documents[PART], documents[ITEM]
    xp = _map(product.get("xp")).values()
    words = (product.get("ID"), product.get("Description"), item["Variant"], item["Record"], *xp)
    return "\n".join(word for word in words if isinstance(word, str) and word)
