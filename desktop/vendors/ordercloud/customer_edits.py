"""How an edit of a customer is sent (11.1): the buyer, each user and address by itself, memberships one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, is_added
from desktop.vendors.contract import (
    NOTHING,
    Ask,
    Document,
    Documents,
    Facts,
    Field,
    Found,
    Json,
    Request,
    Resource,
    Step,
    Stop,
    steady,
)
from desktop.vendors.ordercloud.customer_fields import (
    ADDRESS_LINES,
    ADDRESS_PREFIX,
    FIELDS,
    MEMBER_LINES,
    MEMBER_PREFIX,
    USER_LINES,
    USER_PREFIX,
    XP,
)
from desktop.vendors.ordercloud.customer_lists import ADDRESS, BUYER, USER
from desktop.vendors.ordercloud.customer_records import ADDRESSES, BILLS, SHIPS, USERS, derive, is_for_all, rows_in
from desktop.vendors.ordercloud.lists import key_of
from desktop.vendors.ordercloud.steps import LABEL, at, items
from desktop.vendors.ordercloud.xp import keys_sent
from desktop.vendors.overlay import applied
from desktop.vendors.places import read
from desktop.vendors.steps import create, get, patch
from desktop.vendors.tables import changed_fields

TABLE = Resource(
    kind="customers", part=BUYER, fields=FIELDS, extras=(XP,), lines=(USER_LINES, ADDRESS_LINES, MEMBER_LINES),
    derive=derive,
)  # fmt: skip
USES = (SHIPS, BILLS)
GONE = Stop(because="The customer is not there any more.")

Fields = list[tuple[Field, Change]]


def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """The buyer first, then its users, addresses and memberships, in the order in which they were typed."""
    own = [change for change in changes if not change.line]
    steps = [_buyer(own)] if own else []
    for line in dict.fromkeys(change.line for change in changes if change.line):
        of_line = [change for change in changes if change.line == line]
        make = next((make for prefix, make in _BY_TABLE.items() if line.startswith(prefix)), None)
        steps += make(line, of_line) if make else []
    return tuple(steady(step, LABEL) for step in steps)


def _path(*more: str) -> Callable[[Facts], str]:
    return lambda facts: at("buyers", facts.key, *more)


def _truth(part: str) -> Callable[[Json], Documents | None]:
    """The document in a write's own answer; `part` ends before the ID, or is whole."""

    def truth(answer: Json) -> Documents | None:
        if not isinstance(answer, dict) or "ID" not in answer:
            return None
        return {part + key_of(answer) if part.endswith(":") else part: answer}

    return truth


# ── the buyer ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _buyer(changes: Sequence[Change]) -> Step:
    found = changed_fields(TABLE, changes)

    def body(facts: Facts) -> Document | Stop:
        if BUYER not in facts.fresh:
            return GONE
        try:
            return keys_sent(applied(TABLE, facts.fresh, changes)[BUYER], found)
        except ValueError as error:
            return Stop(because=f"What is there now cannot be changed so: {error}.")

    return patch("buyer", _path(), body, found, truth=_truth(BUYER))


# ── what lies under it ────────────────────────────────────────────────────────────────────────────────────────────


def _row(facts: Facts, member: str, key: str) -> Document | None:
    """A user or address as it is now."""
    rows = rows_in(facts.fresh.get(BUYER, {}), member)
    return next((row for row in rows if key_of(row) == key), None)


def _patched(what: str, key: str, path: str, member: str, found: Fields) -> Step:
    """PATCH of the keys of a user or address that change."""

    def body(facts: Facts) -> Document | Stop:
        if (row := _row(facts, member, key)) is None:
            return Stop(because=f"The {what} is not there any more.")
        return {field.path[0]: field.codec.encode(change.wanted, read(row, field.path)) for field, change in found}

    part = USER if what == "user" else ADDRESS
    return patch(f"{what} {key}", _path(path, key), body, found, truth=_truth(part))


def _new_id(facts: Facts, number: str) -> str:
    return f"{facts.token}-{number}"


def _made(
    what: str, number: str, path: str, needed: Mapping[str, str], usual: Document, changes: Sequence[Change]
) -> Step:
    """POST of a user or address under an ID of our own (5.4); without what the platform demands it is not sent."""
    found = changed_fields(TABLE, changes)

    def body(facts: Facts) -> Document | Stop:
        made = {**usual, "ID": _new_id(facts, number)}
        made |= {field.path[0]: field.codec.encode(change.wanted, None) for field, change in found}
        missing = [label for name, label in needed.items() if not made.get(name)]
        return Stop(because=f"The new {what} has no {' and no '.join(missing)}.") if missing else made

    part = USER if what == "user" else ADDRESS
    return create(
        f"add {what} {number}", _path(path), body, lambda facts: _path(path, _new_id(facts, number))(facts), changes,
        truth=_truth(part),
    )  # fmt: skip


def _user(line: str, changes: Sequence[Change]) -> list[Step]:
    key = line.removeprefix(USER_PREFIX)
    if is_added(line, USER_LINES):
        return [_made("user", key.strip("+"), "users", _NEEDED_OF_USER, {"Active": True}, changes)]
    return [_patched("user", key, "users", USERS, changed_fields(TABLE, changes))]


_NEEDED_OF_USER = {"FirstName": "first name", "LastName": "last name", "Email": "e-mail", "Username": "user name"}


# ── addresses, and what they are used for ─────────────────────────────────────────────────────────────────────────


_NEEDED_OF_ADDRESS = {"Street1": "street", "City": "city", "Country": "country"}


def _address(line: str, changes: Sequence[Change]) -> list[Step]:
    """The address, then what the company uses it for. A new one is not there before both are."""
    key = line.removeprefix(ADDRESS_PREFIX)
    uses = [change for change in changes if change.field in USES]
    plain = [change for change in changes if change not in uses]
    if is_added(line, ADDRESS_LINES):
        number = key.strip("+")
        said = [change for change in plain if change.field != ADD_LINE]
        use = [change for change in changes if change not in said]
        made = _made("address", number, "addresses", _NEEDED_OF_ADDRESS, {}, said)
        made = replace(made, leaves="the address is there, for nobody yet")
        return [made, _use(f"use address {number}", lambda facts: _new_id(facts, number), use, is_new=True)]
    steps = [_patched("address", key, "addresses", ADDRESSES, changed_fields(TABLE, plain))] if plain else []
    return [*steps, *([_use(f"use {key}", lambda facts: key, uses)] if uses else [])]


def _use(name: str, address: Callable[[Facts], str], changes: Sequence[Change], *, is_new: bool = False) -> Step:
    """Assign an address to the whole company, for goods, invoices or both; for neither, take that away."""

    def wanted(facts: Facts) -> dict[str, bool]:
        row = {SHIPS: True, BILLS: True} if is_new else _row(facts, ADDRESSES, address(facts)) or {}
        said = {change.field: bool(change.wanted) for change in changes}
        return {use: said.get(use, bool(row.get(use))) for use in USES}

    def request(facts: Facts) -> Request | Literal["nothing to do"]:
        uses, key = wanted(facts), address(facts)
        if any(uses.values()):
            body = {"AddressID": key, "UserID": None, "UserGroupID": None, **uses}
            return Request(method="POST", path=_path("addresses", "assignments")(facts), body=body)
        if is_new:
            return NOTHING
        return Request(method="DELETE", path=_path("addresses", key, "assignments")(facts))

    def look(facts: Facts) -> tuple[Ask, ...]:
        query = (("addressID", address(facts)), ("level", "Company"), ("pageSize", "100"))
        return (get(_path("addresses", "assignments")(facts), query),)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        key = address(facts)
        there = next((row for row in items(now) if row.get("AddressID") == key and is_for_all(row)), {})
        is_met = {use: bool(there.get(use)) for use in USES} == wanted(facts)
        return Found(verdict="yes", answer={}) if is_met else Found(verdict="no")

    return Step(name=name, request=request, look=look, happened=happened, changes=tuple(changes))


# ── members of groups ─────────────────────────────────────────────────────────────────────────────────────────────


def _member(line: str, changes: Sequence[Change]) -> list[Step]:
    key = line.removeprefix(MEMBER_PREFIX)
    kinds = {change.field for change in changes}
    if REMOVE_LINE in kinds:
        group, _, user = key.partition("/")
        return [_membership(f"leave {key}", group, user, changes, is_wanted=False)]
    if ADD_LINE in kinds:
        said = {change.field: str(change.wanted or "") for change in changes}
        return [_membership(f"join {key}", said.get("group", ""), said.get("user", ""), changes, is_wanted=True)]
    return []


def _membership(name: str, group: str, user: str, changes: Sequence[Change], *, is_wanted: bool) -> Step:
    """Looked up in the list of members, for the platform has no page of a single one (7)."""

    def request(facts: Facts) -> Request | Stop:
        if not group or not user:
            return Stop(because="The new member has no group or no user.")
        if not is_wanted:
            return Request(method="DELETE", path=_path("usergroups", group, "assignments", user)(facts))
        body = {"UserGroupID": group, "UserID": user}
        return Request(method="POST", path=_path("usergroups", "assignments")(facts), body=body)

    def look(facts: Facts) -> tuple[Ask, ...]:
        query = (("userGroupID", group), ("userID", user), ("pageSize", "100"))
        return (get(_path("usergroups", "assignments")(facts), query),)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        is_there = any(row.get("UserGroupID") == group and row.get("UserID") == user for row in items(now))
        return Found(verdict="yes", answer={}) if is_there == is_wanted else Found(verdict="no")

    return Step(name=name, request=request, look=look, happened=happened, changes=tuple(changes))


_BY_TABLE: Mapping[str, Callable[[str, Sequence[Change]], list[Step]]] = {
    USER_PREFIX: _user,
    ADDRESS_PREFIX: _address,
    MEMBER_PREFIX: _member,
}
