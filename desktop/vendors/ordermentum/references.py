"""What Ordermentum's tables are read with: the supplier's zone, price groups, the locations of stock."""

from collections.abc import Callable, Mapping

from desktop.forms import Choice
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import Context, Document, Json, Reference, Request
from desktop.vendors.ordermentum.answers import NOT_OPEN, STOCK
from desktop.vendors.ordermentum.codecs import words
from desktop.vendors.ordermentum.customer_fields import GROUPS
from desktop.vendors.ordermentum.login import SUPPLIER
from desktop.vendors.places import as_map, maps_in

LOCATIONS = "locations"
PAGE = 100


def _zone(answer: Document) -> Json:
    told = as_map(answer.get("data")) if "id" not in answer else answer
    return {"timezone": words(told.get("timezone")), "name": words(told.get("name"))}


def _named(answer: Document) -> Json:
    return {to_text(row.get("id")): words(row.get("name")) for row in maps_in(answer.get("data"), "data")}


def _page(path: str, number: int, server: str) -> Request:
    return Request(
        method="GET", path=path, query=(("pageSize", str(PAGE)), ("pageNo", str(number))), server=server
    )  # fmt: skip


def _list(name: str, path: str, server: str = "api") -> Reference:
    """A list of ids with their names, page after page, never by its links (5.1)."""

    def then(answer: Document) -> Request | None:
        meta = as_map(answer.get("meta"))
        number, rows = to_decimal(meta.get("pageNo")), maps_in(answer.get("data"), "data")
        total, pages = to_decimal(meta.get("totalResults")), to_decimal(meta.get("totalPages"))
        if pages is None:  # some lists tell their total alone
            goes_on = len(rows) >= PAGE if total is None else (number or 1) * PAGE < total
        else:
            goes_on = (number or 1) < pages
        return _page(path, int(number or 1) + 1, server) if rows and goes_on and number is not None else None

    return Reference(
        name=name, request=_page(path, 1, server), keep=_named, then=then, loose=name == GROUPS, optional=True
    )


CUSTOMERS, PRODUCTS, VARIANTS = "list of customers", "list of products", "list of variants"
"""Lists that credentials may not open; of what these are answered with nothing is kept but that it may be had."""


def _open(name: str, path: str) -> Reference:
    return Reference(
        name=name, request=Request(method="GET", path=path, query=(("pageSize", "1"), ("pageNo", "1"))),
        keep=lambda answer: {}, loose=True, optional=True,
    )  # fmt: skip


def refused(*lists: str) -> Callable[[Context], str]:
    """Why a kind that is read from these lists may not be had at all, "" when it may."""
    return lambda context: "" if all(context.references.get(name, {}) is not None for name in lists) else NOT_OPEN


REFERENCES = (
    Reference(
        name="supplier", request=Request(method="GET", path=f"/v1/suppliers/{SUPPLIER}"), keep=_zone, optional=True
    ),
    _list(GROUPS, "/v1/price-groups"),
    _list(LOCATIONS, "/locations", STOCK),
    _open(CUSTOMERS, "/v1/purchasers"),
    _open(PRODUCTS, "/v1/products"),
    _open(VARIANTS, "/v1/variants"),
)


def location_of(context: Context) -> str:
    """The location whose stock is shown; "" where none was chosen, or stock by location may not be had (3.1, 11)."""
    return "" if is_shut(context) else context.options.get("location_id", "").strip()


def is_shut(context: Context) -> bool:
    """Whether the stock host does not let these credentials in."""
    return LOCATIONS in context.references and context.references[LOCATIONS] is None


def locations_of(context: Context) -> tuple[str, ...]:
    """All locations, where one was chosen: each keeps its own figures."""
    known = as_map(context.references.get(LOCATIONS))
    chosen = location_of(context)
    return tuple(dict.fromkeys((chosen, *known))) if chosen else ()


def offered(context: Context) -> Mapping[str, tuple[Choice, ...]]:
    """The locations by what they are called, once they are read; none: stock is counted by product."""
    known = as_map(context.references.get(LOCATIONS))
    named = (Choice(value=key, label=to_text(name) or key) for key, name in known.items())
    return {"location_id": (Choice(value="", label="none, by product"), *named)} if known else {}


def place_of(context: Context, location: str) -> str:
    """What a location is called."""
    return to_text(as_map(context.references.get(LOCATIONS)).get(location)) or location
