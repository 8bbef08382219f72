"""How an edit of what may be sold is sent (C3, 7): its variant whole as it was just read, with the change in it."""

from collections.abc import Callable, Mapping, Sequence

from desktop.changes import Change, is_added
from desktop.vendors.codecs import to_text
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import (
    Ask,
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
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.money import spelled
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import GONE, NO, YES, untold
from desktop.vendors.ordermesh.stock_fields import (
    DECORATION,
    DECORATION_LINES,
    UNREADABLE_CATALOGUE,
    area_of,
)
from desktop.vendors.ordermesh.stock_records import CATALOGUE, DECORATIONS, PART, PRICES, WHOLE_VARIANT
from desktop.vendors.overlay import applied, changes_in
from desktop.vendors.places import maps_in
from desktop.vendors.tables import changed_fields, decode, keyed_lines, part_of

_HEAD = ("id", "name", "description", "isEnabled", "assignedToSubAccountIds")
"""What a catalogue says of itself: sent back as read, for nobody knows what becomes of what is left out (7)."""


Write = Callable[[str, Sequence[Change]], tuple[Step, ...]]


def writes(table: Resource) -> Write:
    """The one step of an edit."""
    return lambda key, changes: (steady(_update(table, key, changes), LABEL),)


def _update(table: Resource, key: str, changes: Sequence[Change]) -> Step:
    def request(facts: Facts) -> Request | Stop:
        if PART not in facts.fresh:
            return GONE
        if CATALOGUE not in facts.fresh or WHOLE_VARIANT not in facts.fresh:
            return Stop(because=UNREADABLE_CATALOGUE)
        was = facts.fresh[WHOLE_VARIANT]
        if because := _hindrance(table, was, changes):
            return Stop(because=because)
        variant = _priced(was, _with(table, was, changes), facts.context.options.get("currency", ""))
        head = {name: facts.fresh[CATALOGUE][name] for name in _HEAD if name in facts.fresh[CATALOGUE]}
        body = {**head, "variantsToAdd": [], "variantsSkusToRemove": [], "variantsToUpdate": [variant]}
        return routed(facts.context, "change_catalogue", body=body)

    def look(facts: Facts) -> tuple[Ask, ...]:
        catalogue = to_text(facts.fresh.get(CATALOGUE, {}).get("id"))
        return (Ask(request=routed(facts.context, "catalogue", catalogue)),) if catalogue else ()

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        if not now:
            return untold("The catalogue could not be read.")
        variant = _variant_in(now, key)
        return YES if variant is not None and _has(table, variant, changes) else NO

    return Step(name="catalogue", request=request, look=look, happened=happened, changes=tuple(changes))


# ── a variant ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _parts(variant: Document) -> Documents:
    """The variant whole, where tables look for what lists tell and for what its catalogue alone tells."""
    return {PART: variant, WHOLE_VARIANT: variant}


def _hindrance(table: Resource, was: Document, changes: Sequence[Change]) -> str:
    """Why these rows cannot be sent; "" where they can. Raises ValueError."""
    rows = _rows(table, was, changes)
    for line in dict.fromkeys(change.line for change in changes if change.line):
        key = _key(line, changes)
        if not is_added(line, DECORATION_LINES):
            if key not in rows:
                return f"There is no “{_name(key)}” in it any more."
        elif key == DECORATION:
            return "A decoration needs its area."
        elif key in rows:
            return f"There is a decoration “{_name(key)}” already."
    return ""


def _rows(table: Resource, variant: Document, changes: Sequence[Change]) -> Mapping[str, Document]:
    """The rows of its tables by their keys, where a change is about one. Raises ValueError."""
    return dict(keyed_lines(table, _parts(variant))) if any(change.line for change in changes) else {}


def _name(key: str) -> str:
    return key.partition(":")[2]


def _key(line: str, changes: Sequence[Change]) -> str:
    """The key of a row; of a new decoration the one that it gets by its area."""
    if not is_added(line, DECORATION_LINES):
        return line
    area = next((to_text(each.wanted) for each in changes if (each.line, each.field) == (line, "area")), "")
    return f"{DECORATION}{area}"


def _with(table: Resource, was: Document, changes: Sequence[Change]) -> Document:
    """The variant with the changes in it: all members as they were but those that the changes are in."""
    laid = applied(table, _parts(was), changes)
    members = {
        field.path[0]: part_of(table, field) for field, change in changed_fields(table, changes) if not change.line
    }
    members |= {lines.path[0]: PART for lines in table.lines if changes_in(table, lines, changes)}
    return {**was, **{member: laid[part].get(member) for member, part in members.items()}}


def _priced(was: Document, variant: Document, currency: str) -> Document:
    """The same, each price in the shape that a catalogue has."""
    price = spelled(was.get(PRICES), variant.get(PRICES), currency)
    priced = {**variant, PRICES: price} if PRICES in variant else variant
    if variant.get(DECORATIONS) == was.get(DECORATIONS):
        return priced
    before = {area_of(row): row for row in maps_in(was.get(DECORATIONS), DECORATIONS)}
    rows = [
        {**row, "price": spelled(before.get(area_of(row), {}).get("price"), row["price"], currency)}
        if "price" in row
        else row
        for row in maps_in(variant[DECORATIONS], DECORATIONS)
    ]  # fmt: skip
    return {**priced, DECORATIONS: rows}


def _has(table: Resource, variant: Document, changes: Sequence[Change]) -> bool:
    """Whether the variant says all that is wanted; a new decoration is found by its area. Raises ValueError."""
    parts, rows = _parts(variant), _rows(table, variant, changes)
    for change in changes:
        row = rows.get(_key(change.line, changes)) if change.line else None
        if change.line and row is None:
            return False
        for field, _ in changed_fields(table, [change]):
            value = decode(table, field, parts if row is None else {part_of(table, field): row})
            if not is_as_wanted(field.codec, change, value):
                return False
    return True


def _variant_in(looks: Sequence[Json], key: str) -> Document | None:
    """The variant in a look at its catalogue."""
    answer = looks[0]
    rows = maps_in(answer.get("variants"), "variants") if isinstance(answer, dict) else []
    return next((row for row in rows if to_text(row.get("sku")) == key), None)
