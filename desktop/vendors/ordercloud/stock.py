"""Stock: its tables, walks and edits put together."""

from dataclasses import replace
from datetime import timedelta

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Heard, Request, Rows, Sweep
from desktop.vendors.ordercloud import stock_walks as walks
from desktop.vendors.ordercloud.lists import LAG, has_more, ids_in
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.steps import at
from desktop.vendors.ordercloud.stock_edits import write
from desktop.vendors.ordercloud.stock_fields import TABLE
from desktop.vendors.ordercloud.stock_records import (
    PART,
    RECORD,
    SCHEDULE,
    SHARING,
    VARIANT,
    called_now,
    inventory,
    is_by_variant,
    others,
    owner,
    search,
    view,
)


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The product with its price schedule, its variants and inventory records: it tells of none (9.3)."""
    rows = Rows(member="", owner=lambda product: key, part=PART)
    request = Request(method="GET", path=at("products", key))

    def then(heard: Heard) -> tuple[Ask, ...]:
        return _below(key, heard.rows[0]) if heard.rows else ()

    return (Ask(request=request, rows=rows, then=then, replaces=RECORD),)


def _below(key: str, product: Document) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    if schedule := to_text(product.get("DefaultPriceScheduleID")):
        rows = Rows(member="", owner=lambda schedule: key, part=SCHEDULE)
        asks.append(Ask(request=Request(method="GET", path=at("priceschedules", schedule)), rows=rows, optional=True))
    if product.get("VariantCount") or is_by_variant(product):
        asks.append(_variants(key, is_by_variant(product)))
    if inventory(product) and not is_by_variant(product):
        asks.append(_records(key, ""))
    return tuple(asks)


def _variants(key: str, are_counted: bool, page: int = 1) -> Ask:
    """All variants; where each is counted, its inventory records too."""
    ask = walks.variants_of(key, page)

    def then(heard: Heard) -> tuple[Ask, ...]:
        records = tuple(_records(key, variant) for variant in ids_in(heard.rows)) if are_counted else ()
        return (*records, *([_variants(key, are_counted, page + 1)] if has_more(heard, page) else []))

    return replace(ask, then=then, replaces=VARIANT)


def _records(key: str, variant: str, page: int = 1) -> Ask:
    def then(heard: Heard) -> tuple[Ask, ...]:
        return (_records(key, variant, page + 1),) if has_more(heard, page) else ()

    return replace(walks.records_of(key, variant, page), then=then)


def more(key: str, documents: Documents, context: Context) -> tuple[Ask, ...]:
    """How many products have the same price schedule: an edit of the price changes all of them (9.4)."""
    schedule = to_text(documents[PART].get("DefaultPriceScheduleID"))
    query = (("DefaultPriceScheduleID", schedule), ("sortBy", "ID"), ("page", "1"), ("pageSize", "1"))
    request = Request(method="GET", path="/v1/products", query=query)
    rows = Rows(member="Meta", owner=lambda meta: key, part=SHARING)
    return (Ask(request=request, rows=rows, optional=True),) if schedule else ()


def lag(request: Request) -> timedelta:
    """Products, in lists and singly, come from an index, and variants may; inventory records and prices do not."""
    steps = request.path.strip("/").split("/")
    return LAG if "products" in steps and "inventoryrecords" not in steps else timedelta()


STOCK = replace(
    TABLE,
    search=search,
    history=(walks.ALL, walks.PLACES),
    news=(walks.CHANGED, walks.ANEW, walks.PLACES_ANEW),
    sweeps=(Sweep(walks=(walks.SWEEP,)),),
    read=read,
    more=more,
    owner=owner,
    others=others,
    view=view,
    called=called_now,
    write=write,
    lag=lag,
    refused=lambda context: lacks(context, "ProductReader", "ProductAdmin"),
    stamp=lambda product: to_text(inventory(product).get("LastUpdated")),
)
