"""How an edit of an order is sent (7): what of its head changed in one PATCH, each item and each package in its own."""

from collections.abc import Callable, Sequence
from typing import Literal

from desktop.changes import Change
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import (
    NOTHING,
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
from desktop.vendors.ordermesh.order_records import ITEMS, PACKAGES, PART
from desktop.vendors.ordermesh.package_fields import PACKAGE
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import GONE, NO, YES, look_at_order, look_at_shipment, order_in, record_in, truth
from desktop.vendors.overlay import applied
from desktop.vendors.places import maps_in
from desktop.vendors.tables import decode, find_field, keyed_lines, part_of

Write = Callable[[str, Sequence[Change]], tuple[Step, ...]]
Happened = Callable[[Sequence[Json], Sequence[Json], Facts], Found]
Wish = Request | Stop | Literal["nothing to do"]


def writes(table: Resource) -> Write:
    """The steps of an edit: the head of the order, its items, its packages."""

    def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
        head = [change for change in changes if not change.line]
        steps = [_head(table, head)] if head else []
        for line in dict.fromkeys(change.line for change in changes if change.line):
            own = [change for change in changes if change.line == line]
            steps.append(_package(table, line, own) if line.startswith(PACKAGE) else _item(table, line, own))
        return tuple(steady(step, LABEL) for step in steps)

    return write


# ── the head (O8) ─────────────────────────────────────────────────────────────────────────────────────────────────


def _head(table: Resource, changes: Sequence[Change]) -> Step:
    """The members that changed, each whole: an address with all its lines, all of the free values (7)."""

    def request(facts: Facts) -> Wish:
        if PART not in facts.fresh:
            return GONE
        changed = applied(table, facts.fresh, changes)[PART]
        members = dict.fromkeys(field.path[0] for change in changes if (field := find_field(table, change.field)))
        body = {name: changed.get(name) for name in members if changed.get(name) != facts.fresh[PART].get(name)}
        return routed(facts.context, "change_order", facts.key, body=body) if body else NOTHING

    return Step(
        name="order", request=request, look=look_at_order, happened=_by_order(table, changes), truth=truth,
        changes=tuple(changes),
    )  # fmt: skip


def _by_order(table: Resource, changes: Sequence[Change]) -> Happened:
    """Whether the order that a look shows says all of it."""

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        order = order_in(now)
        return _judged(order, {PART: order} if order is not None else {}, table, changes)

    return happened


def _judged(there: Document | None, documents: Documents, table: Resource, changes: Sequence[Change]) -> Found:
    """Whether every member that was sent is as it was sent (14 b)."""
    if there is None:
        return NO
    lines = dict(keyed_lines(table, documents))
    for change in changes:
        field = find_field(table, change.field, change.line)
        line = lines.get(change.line, {}) if change.line else None
        if field is None or (change.line and change.line not in lines):
            return NO
        value = decode(table, field, documents if line is None else {part_of(table, field): line})
        if not is_as_wanted(field.codec, change, value):
            return NO
    return YES if any(change.line for change in changes) else Found(verdict="yes", answer={"order": there})


# ── an item (O11) ─────────────────────────────────────────────────────────────────────────────────────────────────


def _item(table: Resource, line: str, changes: Sequence[Change]) -> Step:
    """What changed of an item; whether it is in production already, OrderMesh says (7)."""

    def request(facts: Facts) -> Wish:
        body = _changed(table, line, changes, facts)
        return body if isinstance(body, Stop) else routed(facts.context, "change_item", facts.key, line, body=body)

    return Step(
        name=f"item:{line}", request=request, look=look_at_order, happened=_by_order(table, changes),
        changes=tuple(changes),
    )  # fmt: skip


def _changed(table: Resource, line: str, changes: Sequence[Change], facts: Facts) -> Document | Stop:
    """The members of a line that these changes set; GONE where the line is there no more."""
    if PART not in facts.fresh or line not in dict(keyed_lines(table, facts.fresh)):
        return GONE
    laid = dict(keyed_lines(table, applied(table, facts.fresh, changes)))[line]
    fields = [field for change in changes if (field := find_field(table, change.field, line))]
    return {field.path[0]: laid.get(field.path[0]) for field in fields}


# ── a package (S9) ────────────────────────────────────────────────────────────────────────────────────────────────


def _package(table: Resource, line: str, changes: Sequence[Change]) -> Step:
    """A correction of what is on its way."""
    shipment, _, package = line.removeprefix(PACKAGE).partition("/")

    def request(facts: Facts) -> Wish:
        body = _changed(table, line, changes, facts)
        return body if isinstance(body, Stop) else routed(facts.context, "change_package", shipment, package, body=body)

    def look(facts: Facts) -> tuple[Ask, ...]:
        return look_at_shipment(facts, shipment)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        found = record_in(now, "shipment")
        packages = maps_in(found.get("packages"), "packages") if found is not None else []
        rows = [{**row, "shipmentId": shipment} for row in packages]
        return _judged(found, {PART: {ITEMS: [], PACKAGES: rows}}, table, changes)

    return Step(
        name=f"package:{package}", request=request, look=look, happened=happened, changes=tuple(changes),
    )  # fmt: skip
