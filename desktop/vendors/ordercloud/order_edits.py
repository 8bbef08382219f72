"""How an edit of an order is sent (11.1): its own fields, its addresses (6.7), its lines one by one."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
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
from desktop.vendors.ordercloud.line_xp import keys_changed
from desktop.vendors.ordercloud.order_fields import FIELDS, LINES, OWN_PRICE, XP
from desktop.vendors.ordercloud.order_records import LINES as LINE_LIST
from desktop.vendors.ordercloud.order_records import SHIP_TO, derive, line_key, status
from desktop.vendors.ordercloud.order_walks import PART, direction
from desktop.vendors.ordercloud.steps import LABEL, at, items
from desktop.vendors.ordercloud.xp import fits, keys_sent
from desktop.vendors.overlay import applied
from desktop.vendors.places import as_map, maps_in, read
from desktop.vendors.steps import create, delete, document, get, patch, says
from desktop.vendors.tables import changed_fields

TABLE = Resource(kind="orders", part=PART, fields=FIELDS, extras=(XP,), lines=(LINES,), derive=derive)

BILL_TO, ALL_SHIP_TO = "bill_to.", "ship_to."
GONE = Stop(because="The order is not there any more.")


def order_path(facts: Facts, *more: str) -> str:
    """The path of the order, or of something below it."""
    return at("orders", direction(facts.context), facts.key, *more)


def truth(answer: Json) -> Documents | None:
    """The order in a write's own answer; its lines are where they were."""
    return {PART: answer} if isinstance(answer, dict) and "ID" in answer and "Status" in answer else None


def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """The order first, then its addresses, its lines, what is added and what is taken out."""
    own = [change for change in changes if not change.line]
    bill_to = [change for change in own if change.field.startswith(BILL_TO)]
    ship_to = [change for change in own if change.field.startswith(ALL_SHIP_TO)]
    plain = [change for change in own if change not in bill_to and change not in ship_to]
    steps = [_order(plain)] if plain else []
    steps += [_bill_to(bill_to)] if bill_to else []
    steps += [_ship_to(ship_to)] if ship_to else []
    for line in dict.fromkeys(change.line for change in changes if change.line):
        steps += _line(line, [change for change in changes if change.line == line])
    return tuple(steady(step, LABEL) for step in steps)


def _changed(facts: Facts, changes: Sequence[Change]) -> Document:
    return applied(TABLE, facts.fresh, changes)[PART]


# ── the order ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _order(changes: Sequence[Change]) -> Step:
    """PATCH of the keys that change."""
    found = changed_fields(TABLE, changes)

    def body(facts: Facts) -> Document | Stop:
        if PART not in facts.fresh:
            return GONE
        if _takes_and_corrects(facts.changes):
            return Stop(because="A saved address is taken as it is. Correct it in an edit of its own.")
        try:
            changed = _changed(facts, changes)
        except ValueError as error:
            return Stop(because=f"What is there now cannot be changed so: {error}.")
        return keys_sent(changed, found)

    is_plain = all(change.field != "shipping_address" for change in changes)  # that one moves the lines as well
    return patch("order", order_path, body, found, truth=truth if is_plain else _nothing)


def _takes_and_corrects(changes: Sequence[Change]) -> bool:
    """Whether an edit names a saved address and corrects one as well: a corrected one is none of those saved (6.7)."""
    own = [change.field for change in changes if not change.line]
    saved = {"billing_address": BILL_TO, "shipping_address": ALL_SHIP_TO}
    return any(name in own and any(field.startswith(prefix) for field in own) for name, prefix in saved.items())


def _nothing(answer: Json) -> Documents | None:
    return None


# ── its addresses (6.7) ───────────────────────────────────────────────────────────────────────────────────────────


def _bill_to(changes: Sequence[Change]) -> Step:
    step = _address("billto", "BillingAddress", "BillingAddressID", changes)
    return replace(step, truth=truth)


def _ship_to(changes: Sequence[Change]) -> Step:
    """Copied to all lines; the look is at them."""
    step = _address("shipto", SHIP_TO, "ShippingAddressID", changes)
    found = changed_fields(TABLE, changes)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        lines = items(now)
        is_met = bool(lines) and all(says(line, found) for line in lines)
        return Found(verdict="yes" if is_met else "no", answer={})

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (get(order_path(facts, "lineitems"), (("pageSize", "100"), ("sortBy", "ID"))),)

    return replace(step, look=look, happened=happened)


def _address(name: str, member: str, by_id: str, changes: Sequence[Change]) -> Step:
    """Some fields are corrected; where there is no address, or one set by its ID on a draft, all of it is put."""
    found = changed_fields(TABLE, changes)

    def request(facts: Facts) -> Request | Stop:
        if PART not in facts.fresh:
            return GONE
        order, changed = facts.fresh[PART], _changed(facts, changes)
        is_set_by_id = status(order) == "unsubmitted" and bool(order.get(by_id))
        if order.get(member) and not is_set_by_id:
            body = {field.path[-1]: changed[member][field.path[-1]] for field, _ in found}
            return Request(method="PATCH", path=order_path(facts, name), body=body)
        whole = _whole(changed[member])
        return whole if isinstance(whole, Stop) else Request(method="PUT", path=order_path(facts, name), body=whole)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        order = document(now)
        is_met = order is not None and says(order, found)
        return Found(verdict="yes" if is_met else "no", answer=order if is_met else None)

    return Step(
        name=name, request=request, look=lambda facts: (get(order_path(facts)),), happened=happened,
        changes=tuple(change for _, change in found),
    )  # fmt: skip


def _whole(address: Document) -> Document | Stop:
    """All of an address, as it stands in the place of a saved one: with what is not shown, without what says which one
    it was. Some of it has to be there (6.7).
    """
    missing = [label for name, label in _NEEDED.items() if not address.get(name)]
    if missing:
        return Stop(because=f"The address has no {' and no '.join(missing)}.")
    return {name: value for name, value in address.items() if name not in _OF_SAVED and value is not None}


_NEEDED = {"Street1": "street", "City": "city", "Country": "country"}
_OF_SAVED = ("ID", "DateCreated")


# ── its lines ─────────────────────────────────────────────────────────────────────────────────────────────────────


def line_of(facts: Facts, key: str) -> Document | None:
    """The line as it is now."""
    lines = maps_in(facts.fresh.get(PART, {}).get(LINE_LIST), LINE_LIST)
    return next((line for line in lines if line_key(line) == key), None)


def _line(key: str, changes: Sequence[Change]) -> list[Step]:
    kinds = {change.field for change in changes}
    if REMOVE_LINE in kinds:
        return [delete(f"remove {key}", lambda facts: order_path(facts, "lineitems", key), changes)]
    if ADD_LINE in kinds:
        return [_added(key, changes)]
    address = [change for change in changes if change.field.startswith(ALL_SHIP_TO)]
    plain = [change for change in changes if change not in address]
    return [*([_line_fields(key, plain)] if plain else []), *([_line_address(key, address)] if address else [])]


def _line_fields(key: str, changes: Sequence[Change]) -> Step:
    found = changed_fields(TABLE, changes)

    def body(facts: Facts) -> Document | Stop:
        line = line_of(facts, key)
        if line is None:
            return Stop(because="A line that was to be changed is not there any more.")
        try:
            sent = {field.path[0]: field.codec.encode(change.wanted, read(line, field.path)) for field, change in found}
        except ValueError as error:
            return Stop(because=f"What is there now cannot be changed so: {error}.")
        if OWN_PRICE in sent and not sent.pop(OWN_PRICE):
            sent["UnitPrice"] = None  # back to the list price (6.4)
        if "xp" in sent:
            if problem := fits(as_map(sent["xp"])):
                return Stop(because=problem)
            sent["xp"] = keys_changed(sent["xp"], line.get("xp"))
        shipped = line.get("QuantityShipped") or 0
        if "Quantity" in sent and sent["Quantity"] < shipped:
            return Stop(because=f"{shipped} are shipped already; the line cannot have less.")
        return sent

    return patch(f"line {key}", lambda facts: order_path(facts, "lineitems", key), body, found)


def _line_address(key: str, changes: Sequence[Change]) -> Step:
    found = changed_fields(TABLE, changes)

    def body(facts: Facts) -> Document | Stop:
        line = line_of(facts, key)
        if line is None:
            return Stop(because="A line that was to be changed is not there any more.")
        now = dict(as_map(line.get(SHIP_TO)))
        for field, change in found:
            now[field.path[-1]] = field.codec.encode(change.wanted, now.get(field.path[-1]))
        return _whole(now)

    return patch(
        f"line {key} shipto", lambda facts: order_path(facts, "lineitems", key, "shipto"), body, found, method="PUT",
        look=lambda facts: order_path(facts, "lineitems", key),
    )  # fmt: skip


def _added(key: str, changes: Sequence[Change]) -> Step:
    found = changed_fields(TABLE, changes)

    def new_id(facts: Facts) -> str:
        return f"{facts.token}-{key.strip('+')}"

    def body(facts: Facts) -> Document | Stop:
        made: Document = {"ID": new_id(facts), "Quantity": 1}
        for field, change in found:
            if field.path[0] not in (SHIP_TO, OWN_PRICE):
                made[field.path[0]] = field.codec.encode(change.wanted, None)
        return made if made.get("ProductID") else Stop(because="The new line has no product ID.")

    return create(
        f"add {key}", lambda facts: order_path(facts, "lineitems"), body,
        lambda facts: order_path(facts, "lineitems", new_id(facts)), changes,
    )  # fmt: skip
