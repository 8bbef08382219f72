"""Everything that can be done at OrderCloud to a customer who is a user, by one request (11.1)."""

from collections.abc import Callable

from desktop.changes import Change
from desktop.records import Value
from tests.whole.deeds import Deed, Document, seen
from tests.whole.ordercloud.customer_deeds import USER
from tests.whole.there import There

PEOPLE = {"customers": "users"}


def _user(name: str, changes: Callable[[Document], tuple[Change, ...]], times: Callable[[Document], bool],
          fits: Callable[[Document], bool]) -> Deed:  # fmt: skip
    def happened(there: There, key: str, before: Document) -> int:
        after = there.record(key, "people")
        return int(times(after) and not times(before))

    return Deed(
        name=name, kind="customers", theirs="people", options=PEOPLE, method="PATCH", path=USER, changes=changes,
        times=happened, fits=lambda user: fits(user) and not times(user),
    )  # fmt: skip


def _set(name: str, member: str, field: str, wanted: Value, fits: Callable[[Document], bool]) -> Deed:
    return _user(
        name, lambda user: (Change(field=field, seen=seen(user[member]), wanted=wanted),),
        lambda user: bool(user[member] == wanted), fits,
    )  # fmt: skip


def _anybody(user: Document) -> bool:
    return True


def _has_phone(user: Document) -> bool:
    return bool(user["Phone"])


def _employed(user: Document) -> bool:
    return user["xp"] is not None


def _is_head(user: Document) -> bool:
    return bool(user["xp"] == {"EmploymentDetails": {"Position": "Head of buying", "Department": "Kitchen"}})


DEEDS = (
    _set("first name", "FirstName", "first_name", "Ottilie", _anybody),
    _set("last name", "LastName", "last_name", "van der Zee", _anybody),
    _set("e-mail", "Email", "email", "otto@new.example", _anybody),
    _set("phone", "Phone", "phone", "+61 2 5550 9999", _has_phone),
    _set("first phone", "Phone", "phone", "+61 2 5550 9999", lambda user: not user["Phone"]),
    _set("switched off", "Active", "active", False, lambda user: bool(user["Active"])),
    _set("switched on", "Active", "active", True, lambda user: not user["Active"]),
    _user(
        "xp", lambda user: (Change(field="xp.EmploymentDetails/Position", seen="Buyer", wanted="Head of buying"),),
        _is_head, _employed,
    ),
)  # fmt: skip
"""Each field of a user that may be edited."""
