"""How an edit of stock is sent (9.1, 11): its product, then its figures, of the product or at a location."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from urllib.parse import quote

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import (
    Ask,
    Context,
    Document,
    Documents,
    Facts,
    Found,
    Json,
    Request,
    Resource,
    Step,
    Stop,
    steady,
)
from desktop.vendors.figures import NOT_SHOWN, added, adjusting, judge
from desktop.vendors.ordermentum.answers import LABEL, STOCK
from desktop.vendors.ordermentum.codecs import flag, plain, quantity, words
from desktop.vendors.ordermentum.references import location_of
from desktop.vendors.ordermentum.steps import GONE, at, get, is_met, judged, members_of, other_verb, record_in
from desktop.vendors.ordermentum.stock_fields import AVAILABLE, TRACKED, counted_part, may_count
from desktop.vendors.ordermentum.stock_reading import item_ask, variant_ask
from desktop.vendors.ordermentum.stock_records import PART, PRODUCT
from desktop.vendors.overlay import applied
from desktop.vendors.places import maps_in
from desktop.vendors.steps import each_part, impossible

FIGURES = (AVAILABLE, TRACKED)

Write = Callable[[str, Sequence[Change]], tuple[Step, ...]]


def writes(table: Resource) -> Write:
    """The steps of an edit by an account's tables: its product first, then its figures."""

    def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
        figures = [change for change in changes if change.field in FIGURES]
        others = [change for change in changes if change not in figures]
        return each_part(LABEL, (partial(_product, table), others), (_figures, figures))

    return write


# ── the product (9.1) ─────────────────────────────────────────────────────────────────────────────────────────────


def _product_path(facts: Facts) -> str:
    return at("products", words(facts.fresh[PART].get("productId")))


def _product(table: Resource, changes: Sequence[Change]) -> Step:
    """The members that change, by PUT; by PATCH where that is not known."""

    def body(facts: Facts) -> Document:
        changed = applied(table, facts.fresh, changes)[PRODUCT]
        return {name: changed.get(name) for name in members_of(table, changes)}

    def request(facts: Facts) -> Request | Stop:
        if PRODUCT not in facts.fresh:
            return GONE
        return Request(method="PUT", path=_product_path(facts), body=body(facts))

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(_product_path(facts)),) if PART in facts.fresh else ()

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found = record_in(now)
        return judged(found, is_done=found is not None and is_met(table, found, changes))

    return Step(
        name="product", request=request, look=look, happened=happened,
        changes=tuple(changes), instead=lambda facts: other_verb("PATCH", _product_path(facts), body(facts)),
    )  # fmt: skip


# ── its figures (11) ──────────────────────────────────────────────────────────────────────────────────────────────


def _look(facts: Facts) -> tuple[Ask, ...]:
    """The row in its list, of variants or of items; both are exact (20 d)."""
    location = location_of(facts.context)
    return (item_ask(facts.key, location) if location else variant_ask(facts.key, facts.fresh.get(PART, {})),)


def _row(looks: Sequence[Json], facts: Facts) -> Document | None:
    """The row of ours that a look shows; None where it shows none."""
    answer = looks[0] if looks else None
    if not isinstance(answer, dict):
        return None
    location = location_of(facts.context)
    rows = maps_in(answer["data"], "data") if isinstance(answer.get("data"), list) else [answer]
    member = "variantId" if location else "id"
    return next(
        (row for row in rows if row.get(member) == facts.key and row.get("locationId") in (location, None)), None
    )  # fmt: skip


def _item_path(id: str) -> str:
    """Where an item is on the stock host; ids are data."""
    return f"/items/{quote(id, safe='')}"


def _set(facts: Facts, said: Document) -> Request | Stop:
    """Set figures; at a location by the variant's id, with what is not changed as it is."""
    location, part = location_of(facts.context), counted_part(facts.context)
    if part not in facts.fresh:
        return GONE
    if not location:
        return Request(method="PUT", path=_product_path(facts), body=said)
    now = facts.fresh[part]
    body = {AVAILABLE: now.get(AVAILABLE), TRACKED: now.get(TRACKED), **said, "locationId": location}
    return Request(method="PUT", path=_item_path(facts.key), body=body, server=STOCK)


def _set_otherwise(facts: Facts, said: Document) -> Request:
    """The product by the other verb; an item by its own id (11)."""
    location = location_of(facts.context)
    if not location:
        return other_verb("PATCH", _product_path(facts), said)
    item = words(facts.fresh.get(counted_part(facts.context), {}).get("id"))
    return Request(method="PATCH", path=_item_path(item), body=said, server=STOCK)


def _said(changes: Sequence[Change]) -> Document:
    codecs = {AVAILABLE: quantity, TRACKED: flag}
    return {change.field: codecs[change.field].encode(change.wanted, None) for change in changes}


def _figures(changes: Sequence[Change]) -> Step:
    """What is said of a figure is judged by what was there before: orders move it too (20 b)."""
    wanted = _said(changes)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        was, there = _row(before, facts), _row(now, facts)
        if there is None:
            return NOT_SHOWN
        if TRACKED in wanted and flag.decode(there.get(TRACKED)) != wanted[TRACKED]:
            return Found(verdict="no")
        if AVAILABLE not in wanted:
            return Found(verdict="yes", answer={})
        if was is None and _number(there) is None:
            return NOT_SHOWN
        return judge(_number(was), _number(there), to_decimal(wanted[AVAILABLE]), {})

    return Step(
        name="figures", request=lambda facts: _set(facts, wanted), look=_look, happened=happened,
        changes=tuple(changes), instead=lambda facts: _set_otherwise(facts, wanted),
    )  # fmt: skip


def _number(row: Document | None) -> Decimal | None:
    return to_decimal(plain(row.get(AVAILABLE))) if row is not None else None


# ── by so much (11: there is no call for it) ──────────────────────────────────────────────────────────────────────


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    """A figure below nothing is taken only of what may be oversold (11)."""
    here = documents[counted_part(context)]
    try:
        left = (_number(here) or Decimal(0)) + added(inputs)
    except ValueError as error:
        return f"It cannot be added up: {error}."
    may = flag.decode(here.get("allowOversell")) is True
    return f"There are only {here.get(AVAILABLE)} of it." if left < 0 and added(inputs) < 0 and not may else ""


def _adjusted(facts: Facts) -> Document:
    figure = (_number(facts.fresh[counted_part(facts.context)]) or Decimal(0)) + added(facts.inputs)
    return {AVAILABLE: quantity.encode(figure, None)}


def _adjust(facts: Facts) -> Request | Stop:
    because = may_count(facts.fresh, facts.context) or _check(facts.inputs, facts.fresh, facts.context)
    return Stop(because=because) if because else _set(facts, _adjusted(facts))


def _is_adjusted(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    was, there = _row(before, facts), _row(now, facts)
    if was is None or there is None:
        return NOT_SHOWN
    return judge(_number(was), _number(there), (_number(was) or Decimal(0)) + added(facts.inputs), {})


ADJUST = adjusting(
    steady(
        Step(
            name="adjust", request=_adjust, look=_look, happened=_is_adjusted, sets=False,
            instead=lambda facts: _set_otherwise(facts, _adjusted(facts)),
        ),
        LABEL,
    ),
    may_count, _check,
)  # fmt: skip
DELETE = impossible("delete", "Delete product", "It is final; “Visible” hides it instead.")
