"""Figures of several variants in one request (5.4): absolute values, one row for each SKU."""

from collections.abc import Mapping

from desktop.errors import Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Batch, Facts, Json, Request
from desktop.vendors.orderspace.stock_records import LEVEL
from desktop.vendors.places import as_map, maps_in

LEVELS = "inventory_levels"
MOST = 200
"""Rows of one request (5.4)."""


def _rows(holder: Json) -> list[dict[str, Json]]:
    return maps_in(as_map(holder).get(LEVELS), LEVELS)


def _join(requests: Mapping[str, Request]) -> Request:
    rows: list[Json] = [row for request in requests.values() for row in _rows(request.body)]
    return Request(method="POST", path=f"/{LEVELS}", body={LEVELS: rows})


def _each(answer: Json, requests: Mapping[str, Request]) -> Mapping[str, Json | Rejected]:
    """The rows updated, by SKU; one that is not among them is looked up."""
    updated = {to_text(row.get("sku")): row for row in _rows(answer)}
    named = {key: to_text(_rows(request.body)[0].get("sku")) for key, request in requests.items()}
    return {key: {LEVELS: [updated[sku]]} for key, sku in named.items() if sku in updated}


def _seen(facts: Facts) -> tuple[Json, ...]:
    return ({LEVELS: [facts.fresh[LEVEL]] if LEVEL in facts.fresh else []},)


ROWS = Batch(name="levels", most=MOST, join=_join, each=_each, seen=_seen)
