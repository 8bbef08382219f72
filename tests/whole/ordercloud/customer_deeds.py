"""Everything that can be done to a customer at OrderCloud by one request (11.1)."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from tests.whole.deeds import Deed, Document
from tests.whole.there import There

BUYER = r"/buyers/[^/]+$"
USERS, USER = r"/buyers/[^/]+/users$", r"/buyers/[^/]+/users/[^/]+$"
ADDRESS = r"/buyers/[^/]+/addresses/[^/]+$"
USES, USE = r"/buyers/[^/]+/addresses/assignments$", r"/buyers/[^/]+/addresses/[^/]+/assignments$"
MEMBERS, MEMBER = r"/buyers/[^/]+/usergroups/assignments$", r"/buyers/[^/]+/usergroups/[^/]+/assignments/[^/]+$"

Times = Callable[[There, str, Document], int]


def parts(document: Document, part: str) -> list[str]:
    """The names of a customer's documents of one sort."""
    return [name for name in document if name.startswith(part)]


def has(*wanted: str) -> Callable[[Document], bool]:
    return lambda document: all(parts(document, part) for part in wanted)


def now(there: There, key: str) -> Document:
    found: Document = there.record(key, "customers")
    return found


def _first(document: Document, part: str) -> tuple[str, Mapping[str, Any]]:
    """The id behind the first part of this sort, and its document."""
    name = parts(document, part)[0]
    return name.removeprefix(part), document[name]


# ── setting one value ─────────────────────────────────────────────────────────────────────────────────────────────


def _set(name: str, part: str, member: str, wanted: Value, field: str, path: str) -> Deed:
    """A value of the buyer itself, or of its first user or address."""

    def changes(document: Document) -> tuple[Change, ...]:
        if part == "buyer":
            return (Change(field=field, seen=document["buyer"][member], wanted=wanted),)
        id, row = _first(document, part)
        return (Change(field=field, line=f"{part}{id}", seen=row[member], wanted=wanted),)

    def times(there: There, key: str, before: Document) -> int:
        named = parts(before, part)[0]
        return int(now(there, key)[named][member] == wanted != before[named][member])

    fits = has(part)
    if wanted is False:
        fits = lambda document: bool(parts(document, part)) and document[parts(document, part)[0]][member]  # noqa: E731
    return Deed(name=name, kind="customers", method="PATCH", path=path, fits=fits, changes=changes, times=times)


def _gold(document: Document) -> bool:
    return isinstance(document["buyer"]["xp"], dict) and document["buyer"]["xp"].get("Tier") == "Gold"


def _is_platinum(there: There, key: str, before: Document) -> int:
    xp = now(there, key)["buyer"]["xp"]
    assert {name: value for name, value in xp.items() if name != "Tier"} == {"Terms": before["buyer"]["xp"]["Terms"]}
    return int(xp["Tier"] == "Platinum")


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _new_user(document: Document) -> tuple[Change, ...]:
    said = {"first_name": "Bo", "last_name": "Berg", "email": "bo@new.example", "username": "bo.berg.new"}
    fields = (Change(field=name, line="user:+1", seen="", wanted=value) for name, value in said.items())
    return (Change(field=ADD_LINE, line="user:+1"), *fields)


def _times_new(there: There, key: str, before: Document) -> int:
    after = now(there, key)
    return sum(after[name]["Username"] == "bo.berg.new" for name in parts(after, "user:"))


def _used(document: Document) -> bool:
    return any(name.endswith("//") for name in parts(document, "address_assignment:"))


def _use_of(document: Document) -> tuple[str, Mapping[str, Any]]:
    name = next(name for name in parts(document, "address_assignment:") if name.endswith("//"))
    return name, document[name]


def _other_use(document: Document) -> tuple[Change, ...]:
    _, use = _use_of(document)
    line = f"address:{use['AddressID']}"
    return (Change(field="IsBilling", line=line, seen=use["IsBilling"], wanted=not use["IsBilling"]),)


def _is_otherwise(there: There, key: str, before: Document) -> int:
    name, use = _use_of(before)
    return int(now(there, key).get(name, {}).get("IsBilling") is not use["IsBilling"])


def _no_use(document: Document) -> tuple[Change, ...]:
    _, use = _use_of(document)
    line = f"address:{use['AddressID']}"
    names = [name for name in ("IsShipping", "IsBilling") if use[name]]
    return tuple(Change(field=name, line=line, seen=True, wanted=False) for name in names)


def _is_taken_away(there: There, key: str, before: Document) -> int:
    return int(_use_of(before)[0] not in now(there, key))


def _ships_and_bills(document: Document) -> bool:
    return _used(document) and _use_of(document)[1]["IsShipping"]


def _free_pair(document: Document) -> tuple[str, str] | None:
    """A group and a user who is not in it."""
    groups, users = ([name.partition(":")[2] for name in parts(document, part)] for part in ("group:", "user:"))
    pairs = ((group, user) for group in groups for user in users)
    return next((pair for pair in pairs if f"group_assignment:{pair[0]}/{pair[1]}" not in document), None)


def _join(document: Document) -> tuple[Change, ...]:
    group, user = _free_pair(document) or ("", "")
    return (
        Change(field=ADD_LINE, line="member:+1"),
        Change(field="group", line="member:+1", seen="", wanted=group),
        Change(field="user", line="member:+1", seen="", wanted=user),
    )


def _times_joined(there: There, key: str, before: Document) -> int:
    return len(parts(now(there, key), "group_assignment:")) - len(parts(before, "group_assignment:"))


def _leave(document: Document) -> tuple[Change, ...]:
    return (Change(field=REMOVE_LINE, line=f"member:{_first(document, 'group_assignment:')[0]}"),)


def _times_left(there: There, key: str, before: Document) -> int:
    return -_times_joined(there, key, before)


DEEDS = (
    _set("name", "buyer", "Name", "Harbour & Daughters", "name", BUYER),
    _set("active", "buyer", "Active", False, "active", BUYER),
    Deed(
        name="xp", kind="customers", method="PATCH", path=BUYER, fits=_gold, times=_is_platinum,
        changes=lambda document: (Change(field="xp.Tier", seen="Gold", wanted="Platinum"),),
    ),
    _set("contact", "user:", "Email", "kitchen@new.example", "email", USER),
    _set("contact switched off", "user:", "Active", False, "active", USER),
    Deed(
        name="new contact", kind="customers", method="POST", path=USERS, changes=_new_user, times=_times_new,
    ),
    _set("address", "address:", "City", "Fremantle", "City", ADDRESS),
    Deed(
        name="use of an address", kind="customers", method="POST", path=USES, fits=_used, changes=_other_use,
        times=_is_otherwise,
    ),
    Deed(
        name="address not used any more", kind="customers", method="DELETE", path=USE, fits=_ships_and_bills,
        changes=_no_use, times=_is_taken_away,
    ),
    Deed(
        name="member joins", kind="customers", method="POST", path=MEMBERS, changes=_join, times=_times_joined,
        fits=lambda document: _free_pair(document) is not None,
    ),
    Deed(
        name="member leaves", kind="customers", method="DELETE", path=MEMBER, fits=has("group_assignment:"),
        changes=_leave, times=_times_left,
    ),
)  # fmt: skip
"""Each row of 11.1 for customers; a new address, which takes two requests, is tried by itself."""
