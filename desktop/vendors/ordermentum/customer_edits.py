"""How an edit of a customer is sent (8.1): the keys that change; by PUT, which may replace, all that may be written."""

from collections.abc import Sequence

from desktop.changes import Change
from desktop.vendors.contract import Ask, Document, Documents, Facts, Found, Json, Request, Resource, Step, Stop, steady
from desktop.vendors.ordermentum.answers import LABEL
from desktop.vendors.ordermentum.customer_fields import FIELDS, WRITABLE
from desktop.vendors.ordermentum.customer_records import PART, derive, view
from desktop.vendors.ordermentum.steps import GONE, at, get, is_met, judged, members_of, other_verb, record_in
from desktop.vendors.overlay import applied

TABLE = Resource(kind="customers", part=PART, fields=FIELDS, derive=derive)


def _path(facts: Facts) -> str:
    return at("purchasers", facts.key)


def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """All changes in one request."""
    members = members_of(TABLE, changes)

    def said(facts: Facts, names: Sequence[str]) -> Document:
        changed = applied(TABLE, facts.fresh, changes)[PART]
        return {name: changed.get(name) for name in names if name in changed}

    def request(facts: Facts) -> Request | Stop:
        return Request(method="PATCH", path=_path(facts), body=said(facts, members)) if PART in facts.fresh else GONE

    def instead(facts: Facts) -> Request:
        return other_verb("PUT", _path(facts), said(facts, [field.path[0] for field in WRITABLE]))

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(_path(facts)),)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found = record_in(now)
        return judged(found, is_done=found is not None and is_met(TABLE, view("", {PART: found})[PART], changes))

    def truth(answer: Json) -> Documents | None:
        found = record_in([answer])
        return {PART: found} if found is not None and all(name in found for name in members) else None

    step = Step(
        name="customer", request=request, look=look, happened=happened, truth=truth, changes=tuple(changes),
        instead=instead,
    )  # fmt: skip
    return (steady(step, LABEL),)
