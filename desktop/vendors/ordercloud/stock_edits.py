"""How an edit of stock is sent (9.3, 9.4, 11.1): where the key says that it is kept, and prices to their schedule."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from desktop.changes import Change
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Document, Documents, Facts, Field, Found, Json, Step, Stop
from desktop.vendors.ordercloud.steps import LABEL, at
from desktop.vendors.ordercloud.stock_fields import PRICES, TABLE
from desktop.vendors.ordercloud.stock_records import BREAKS, ITEM, OTHERS, PART, SCHEDULE, part, split
from desktop.vendors.overlay import applied
from desktop.vendors.places import maps_in, read
from desktop.vendors.places import write as put
from desktop.vendors.steps import document, each_part, patch
from desktop.vendors.tables import changed_fields, part_of

GONE = Stop(because="It is not there any more.")
ON_HAND = "on_hand"


def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """The row's own document first, then the prices: they are kept elsewhere."""
    prices = [change for change in changes if change.field.startswith(PRICES.prefix)]
    own = [change for change in changes if change not in prices]
    return each_part(LABEL, (partial(_own, key), own), (_prices, prices))


def path_of(key: str) -> str:
    """Where the row's stock is written."""
    row = split(key)
    below = ("variants", row.variant) if row.variant else ()
    return at("products", row.product, *below, *(("inventoryrecords", row.record) if row.record else ()))


# ── the row's own ─────────────────────────────────────────────────────────────────────────────────────────────────


def _own(key: str, changes: Sequence[Change]) -> Step:
    """PATCH of what changes alone: the other settings of the stock stay (3.2)."""
    found = changed_fields(TABLE, changes)
    wired = [(_wired(key, field), change) for field, change in found]

    def body(facts: Facts) -> Document | Stop:
        if not facts.fresh:
            return GONE
        changed = applied(TABLE, facts.fresh, changes)
        sent: Document = {}
        for (field, _), (wire, _) in zip(found, wired, strict=True):
            sent = put(sent, wire.path, read(changed[part_of(TABLE, field)], field.path))
        return sent

    step = patch("stock", lambda facts: path_of(key), body, wired, truth=_truth(part(key)))
    return replace(step, happened=_judged(step, wired))


def _wired(key: str, field: Field) -> Field:
    """The field as it lies on the wire: the stock of products and variants under `Inventory`, a record's in itself."""
    is_inside = field.part == ITEM and not split(key).record
    return replace(field, part="", path=("Inventory", *field.path)) if is_inside else field


def _truth(name: str) -> Callable[[Json], Documents | None]:
    """A write's own answer is the whole document, and exact (4.5)."""
    return lambda answer: {name: answer} if isinstance(answer, dict) and "ID" in answer else None


def _judged(
    step: Step, wired: Sequence[tuple[Field, Change]]
) -> Callable[[Sequence[Json], Sequence[Json], Facts], Found]:
    """A figure that orders move too: n is yes, the figure before is no, another tells nothing (16 b)."""
    figures = [(field, change) for field, change in wired if field.name == ON_HAND]

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found, there = step.happened(before, now, facts), document(now)
        if found.verdict != "no" or there is None:
            return found
        for field, change in figures:
            was, figure = _figure(field, document(before)), _figure(field, there)
            if figure not in (was, change.seen, change.wanted):
                words = f"{field.label} was {change.seen} before, was to be {change.wanted}, and is {figure} now."
                return Found(verdict="cannot tell", words=words)
        return found

    return happened


def _figure(field: Field, there: Document | None) -> object:
    return field.codec.decode(read(there, field.path)) if there is not None else None


# ── prices ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _prices(changes: Sequence[Change]) -> Step:
    """PATCH of all breaks: the list is replaced whole (3.2, 9.4)."""

    def body(facts: Facts) -> Document | Stop:
        if not facts.fresh:
            return GONE
        rows = maps_in(applied(TABLE, facts.fresh, changes)[PART].get(BREAKS), BREAKS)
        return {BREAKS: [{name: value for name, value in row.items() if name != OTHERS} for row in rows]}

    return patch("price", _schedule_path, body, changed_fields(TABLE, changes), truth=_truth(SCHEDULE))


def _schedule_path(facts: Facts) -> str:
    return at("priceschedules", to_text(facts.fresh.get(PART, {}).get("DefaultPriceScheduleID")))
