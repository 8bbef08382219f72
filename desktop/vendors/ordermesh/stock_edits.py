"""How an edit of what may be sold is sent (C3, 7): its variant whole as it was just read, with the change in it."""

from collections.abc import Callable, Sequence

from desktop.changes import Change
from desktop.vendors.codecs import to_text
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import Ask, Document, Facts, Found, Json, Request, Resource, Step, Stop, steady
from desktop.vendors.ordermesh.answers import LABEL
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import GONE, NO, YES, untold
from desktop.vendors.ordermesh.stock_fields import UNREADABLE_CATALOGUE
from desktop.vendors.ordermesh.stock_records import CATALOGUE, PART, WHOLE_VARIANT
from desktop.vendors.places import maps_in
from desktop.vendors.tables import changed_fields

_HEAD = ("id", "name", "description", "isEnabled", "assignedToSubAccountIds")
"""What a catalogue says of itself: sent back as read, for nobody knows what becomes of what is left out (7)."""

Write = Callable[[str, Sequence[Change]], tuple[Step, ...]]


def writes(table: Resource) -> Write:
    """The one step of an edit."""
    return lambda key, changes: (steady(_update(table, key, changes), LABEL),)


def _update(table: Resource, key: str, changes: Sequence[Change]) -> Step:
    found = changed_fields(table, changes)

    def request(facts: Facts) -> Request | Stop:
        if PART not in facts.fresh:
            return GONE
        if CATALOGUE not in facts.fresh or WHOLE_VARIANT not in facts.fresh:
            return Stop(because=UNREADABLE_CATALOGUE)
        variant = dict(facts.fresh[WHOLE_VARIANT])
        for field, change in found:
            member = field.path[0]
            variant[member] = field.codec.encode(change.wanted, variant.get(member))
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
        if variant is None:
            return NO
        is_met = all(
            is_as_wanted(field.codec, change, field.codec.decode(variant.get(field.path[0]))) for field, change in found
        )
        return YES if is_met else NO

    return Step(name="catalogue", request=request, look=look, happened=happened, changes=tuple(changes))


def _variant_in(looks: Sequence[Json], key: str) -> Document | None:
    """The variant in a look at its catalogue."""
    answer = looks[0]
    rows = maps_in(answer.get("variants"), "variants") if isinstance(answer, dict) else []
    return next((row for row in rows if to_text(row.get("sku")) == key), None)
