"""How an edit of an order is sent (7.5): what changes in one PATCH; lines as the full list, with their ids."""

from collections import Counter
from collections.abc import Callable, Sequence

from desktop.changes import REMOVE_LINE, Change
from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import Ask, Document, Documents, Facts, Found, Json, Request, Resource, Step, Stop, steady
from desktop.vendors.ordermentum.answers import LABEL
from desktop.vendors.ordermentum.codecs import plain, words
from desktop.vendors.ordermentum.order_fields import LINES
from desktop.vendors.ordermentum.order_lists import PART
from desktop.vendors.ordermentum.order_records import LINES as LINE_LIST
from desktop.vendors.ordermentum.order_records import view
from desktop.vendors.ordermentum.steps import GONE, at, get, is_met, judged, members_of, other_verb, record_in
from desktop.vendors.overlay import applied
from desktop.vendors.places import maps_in
from desktop.vendors.tables import with_keys

Write = Callable[[str, Sequence[Change]], tuple[Step, ...]]


def path(facts: Facts) -> str:
    """Where the order is."""
    return at("orders", facts.key)


def look(facts: Facts) -> tuple[Ask, ...]:
    """The order as it is now."""
    return (get(path(facts)),)


def truth(answer: Json) -> Documents | None:
    """The order in a write's own answer: all of it, as it is since (16)."""
    order = record_in([answer])
    return {PART: order} if order is not None and LINE_LIST in order else None


def writes(table: Resource) -> Write:
    """The steps of an edit by an account's tables."""

    def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
        def body(facts: Facts) -> Document:
            return _body(table, facts.fresh, changes)

        def request(facts: Facts) -> Request | Stop:
            if PART not in facts.fresh:
                return GONE
            said = body(facts)
            if said.get(LINE_LIST) == []:
                return Stop(because="An order keeps one line at least. To be rid of it, cancel it.")
            return Request(method="PATCH", path=path(facts), body=said)

        def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
            found, was = record_in(now), record_in(before) or dict(facts.fresh.get(PART, {}))
            return judged(found, is_done=found is not None and _has(table, found, was, changes))

        step = Step(
            name="order", request=request, look=look, happened=happened, truth=truth, changes=tuple(changes),
            instead=lambda facts: other_verb("PUT", path(facts), body(facts)),
            short=lambda answer, facts: _left_over(table, answer, facts, changes),
            tells=lambda answer, facts: _moved(answer, facts) if _of_lines(changes) else "",
        )  # fmt: skip
        return (steady(step, LABEL),)

    return write


def _of_lines(changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if change.line]


def _body(table: Resource, documents: Documents, changes: Sequence[Change]) -> Document:
    """The members that change. Raises ValueError."""
    changed = applied(table, documents, changes)[PART]
    said = {member: changed.get(member) for member in members_of(table, changes)}
    lines = [_line(line) for line in maps_in(changed.get(LINE_LIST), LINE_LIST)]
    return {**said, LINE_LIST: lines} if _of_lines(changes) else said


def _line(line: Document) -> Document:
    """A line as it is sent: what it is of, how many, its note; never a price (7.5)."""
    kept = {name: line[name] for name in ("id", "productId", "variantId") if words(line.get(name))}
    note = {"comment": plain(line.get("comment"))} if "comment" in line else {}
    return {**kept, "quantity": line.get("quantity"), **note}


# ── what has become of it ─────────────────────────────────────────────────────────────────────────────────────────


def _set(order: Document) -> Counter[tuple[str, str, str, str]]:
    """Its lines by product, variant, quantity and note (20 b). Raises ValueError."""
    return Counter(
        (*_goods(line), f"{to_decimal(plain(line.get('quantity'))) or 0:f}", words(line.get("comment")))
        for line in maps_in(order.get(LINE_LIST), LINE_LIST)
    )


def _goods(line: Document) -> tuple[str, str]:
    return words(line.get("productId")), words(line.get("variantId"))


def _has(table: Resource, now: Document, was: Document, changes: Sequence[Change]) -> bool:
    """Whether an order says all that is wanted; its lines are the list that was sent. Raises ValueError."""
    if not is_met(table, now, changes):
        return False
    if not _of_lines(changes):
        return True
    wanted = applied(table, view("", {PART: was}), _of_lines(changes))[PART]
    return _set(wanted) == _set(now)


def _left_over(table: Resource, answer: Json, facts: Facts, changes: Sequence[Change]) -> str:
    """The lines that were taken out and are there all the same (7.5), in words."""
    order = record_in([answer])
    gone = {change.line for change in changes if change.field == REMOVE_LINE}
    if order is None or not gone or LINE_LIST not in order:
        return ""
    before = dict(with_keys(LINES, facts.fresh.get(PART, {})))
    wanted = Counter(map(_goods, maps_in(applied(table, facts.fresh, changes)[PART].get(LINE_LIST))))
    too_many = Counter(map(_goods, maps_in(order[LINE_LIST]))) - wanted
    left = [words(before[key].get("name")) for key in gone if key in before and too_many[_goods(before[key])]]
    told = ", ".join(f"“{name}”" for name in left)
    return f"{LABEL} answered as if it had taken this, but still has {told} in the order." if left else ""


def _moved(answer: Json, facts: Facts) -> str:
    """The lines that were there and have another price since: some orders are priced anew [assumed] (7.5)."""
    order = record_in([answer]) or {}
    before = {key: line.get("price") for key, line in with_keys(LINES, facts.fresh.get(PART, {}))}
    told = []
    for key, line in with_keys(LINES, {LINE_LIST: order.get(LINE_LIST)}):
        old, new = to_decimal(plain(before.get(key))), to_decimal(plain(line.get("price")))
        if old is not None and new is not None and old != new:
            told.append(f"{words(line.get('name'))} costs {new.normalize():f} now, not {old.normalize():f}")
    return f"{LABEL} priced lines anew: {'; '.join(told)}." if told else ""
