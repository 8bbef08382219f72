"""How an edit of stock is sent (5.4, 10): the product whole with all its variants, the figures of its level apart."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.codecs import quantity, to_decimal, to_text
from desktop.vendors.comparing import is_as_wanted
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
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.levels import LEVELS, ROWS
from desktop.vendors.orderspace.steps import GONE, at, found_in, get, listed
from desktop.vendors.orderspace.stock_fields import AVAILABLE, EITHER, ON_HAND, new_prices
from desktop.vendors.orderspace.stock_records import BY_LIST, LEVEL, PART, PRICES, VARIANT, VARIANTS, view
from desktop.vendors.overlay import applied
from desktop.vendors.places import as_map, maps_in
from desktop.vendors.steps import each_part
from desktop.vendors.tables import changed_fields, decode

FIGURES = (ON_HAND, AVAILABLE)
_READ_ONLY = ("id", "images", "created", "created_at")
"""What a product shows, or may come to show, and is not sent back (10)."""

Write = Callable[[str, Sequence[Change]], tuple[Step, ...]]


def writes(table: Resource) -> Write:
    """The steps of an edit by an account's tables: its product first, then its level."""

    def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
        figures = [change for change in changes if change.field in FIGURES]
        others = [change for change in changes if change not in figures]
        return each_part(LABEL, (partial(_product, table, key), others), (_level, figures))

    return write


# ── the product (10) ──────────────────────────────────────────────────────────────────────────────────────────────


def _product(table: Resource, key: str, changes: Sequence[Change]) -> Step:
    """PUT of all that is there with the changes in it: what is left out may be removed or blanked [assumed]."""
    found = changed_fields(table, changes)

    def request(facts: Facts) -> Request | Stop:
        if VARIANT not in facts.fresh:
            return GONE
        changed = applied(table, facts.fresh, changes)
        return Request(method="PUT", path=_path(facts), body={PART: _whole(key, changed)})

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(_path(facts)),) if PART in facts.fresh else ()

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        product = found_in(now, PART)
        shown = view(key, {PART: product}) if product is not None else {}
        if VARIANT not in shown:
            return Found(verdict="no" if now else "cannot tell", words="It is not there any more.")
        is_met = all(is_as_wanted(field.codec, change, decode(table, field, shown)) for field, change in found)
        return Found(verdict="yes", answer={PART: product}) if is_met else Found(verdict="no")

    is_renamed = any(change.field == "code" for change in changes)  # its level is another one then
    return Step(
        name="product", request=request, look=look, happened=happened, truth=_nothing if is_renamed else _truth,
        changes=tuple(changes),
    )  # fmt: skip


def _path(facts: Facts) -> str:
    return at("products", to_text(facts.fresh[PART].get("id")))


def _whole(key: str, documents: Documents) -> Document:
    """The product as it is sent. Raises ValueError."""
    product, own = documents[PART], documents[VARIANT]
    variants = [_variant(own) if row.get("id") == key else row for row in maps_in(product.get(VARIANTS), VARIANTS)]
    sent = {name: value for name, value in product.items() if name not in _READ_ONLY}
    if "categories" in sent:
        sent["categories"] = [{"id": row.get("id")} for row in maps_in(sent["categories"], "categories")]
    return {**sent, VARIANTS: variants}


def _variant(variant: Document) -> Document:
    prices = new_prices(maps_in(variant.get(PRICES), PRICES), as_map(variant.get(BY_LIST)))
    sent = {name: value for name, value in variant.items() if name != BY_LIST}
    return {**sent, PRICES: prices} if prices or PRICES in sent else sent


def _truth(answer: Json) -> Documents | None:
    """The product in a write's own answer: all of it, as it is since (10)."""
    product = found_in([answer], PART)
    return {PART: product} if product is not None and "id" in product and VARIANTS in product else None


def _nothing(answer: Json) -> Documents | None:
    return None


# ── its level (5.4) ───────────────────────────────────────────────────────────────────────────────────────────────


def _level(changes: Sequence[Change]) -> Step:
    """One figure, as it is to be: the other moves by as much."""

    def request(facts: Facts) -> Request | Stop:
        if len({change.field for change in changes}) > 1:
            return Stop(because=EITHER)
        return _set(facts, changes[0].field, quantity.encode(changes[0].wanted, None))

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        return _judged(before, now, changes[0].field, lambda figure: to_decimal(changes[0].wanted))

    return Step(
        name="level", request=request, look=_look, happened=happened, truth=_level_truth, changes=tuple(changes),
        batch=ROWS,
    )  # fmt: skip


def _set(facts: Facts, figure: str, wanted: Json) -> Request | Stop:
    if LEVEL not in facts.fresh and not facts.answers:  # a SKU that was just changed has a level that is not read yet
        return Stop(because=f"{LABEL} does not track the stock of this item any more.")
    return Request(method="POST", path=f"/{LEVELS}", body={LEVELS: [{"sku": _sku(facts), figure: wanted}]})


def _sku(facts: Facts) -> str:
    return to_text(facts.fresh.get(VARIANT, {}).get("sku"))


def _look(facts: Facts) -> tuple[Ask, ...]:
    return (listed(f"/{LEVELS}", ("sku", _sku(facts))),) if _sku(facts) else ()


def _judged(
    before: Sequence[Json], now: Sequence[Json], figure: str, wanted: Callable[[Decimal], Decimal | None]
) -> Found:
    """Orders move it too (17 b)."""
    was, there = _row(before), _row(now)
    if was is None or there is None:
        return NOT_SHOWN
    old, new = to_decimal(was.get(figure)), to_decimal(there.get(figure))
    return judge(old, new, None if old is None else wanted(old), {LEVELS: [there]})


def _row(looks: Sequence[Json]) -> Document | None:
    """The only row of a list; None where there is none, or another number of them."""
    answer = looks[0] if looks else None
    rows = maps_in(answer.get(LEVELS), LEVELS) if isinstance(answer, dict) else []
    return rows[0] if len(rows) == 1 else None


def _level_truth(answer: Json) -> Documents | None:
    """The rows that were updated (5.4)."""
    row = _row([answer])
    return {LEVEL: row} if row is not None and {"sku", *FIGURES} <= row.keys() else None


# ── by so much (5.4: there is no call for it) ─────────────────────────────────────────────────────────────────────


def _may_adjust(documents: Documents, context: Context) -> str:
    return "" if LEVEL in documents else f"{LABEL} does not track the stock of this item."


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    try:
        left = (to_decimal(documents[LEVEL].get(ON_HAND)) or Decimal(0)) + added(inputs)
    except ValueError as error:
        return f"It cannot be added up: {error}."
    return f"There are only {documents[LEVEL].get(ON_HAND)} on hand." if left < 0 and added(inputs) < 0 else ""


def _adjust(facts: Facts) -> Request | Stop:
    if because := _may_adjust(facts.fresh, facts.context) or _check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=because)
    figure = (to_decimal(facts.fresh[LEVEL].get(ON_HAND)) or Decimal(0)) + added(facts.inputs)
    return _set(facts, ON_HAND, quantity.encode(figure, None))


def _is_adjusted(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    return _judged(before, now, ON_HAND, lambda figure: figure + added(facts.inputs))


ADJUST = adjusting(
    steady(
        Step(
            name="adjust", request=_adjust, look=_look, happened=_is_adjusted, sets=False, truth=_level_truth,
            batch=ROWS,
        ),
        LABEL,
    ),
    _may_adjust, _check,
)  # fmt: skip
