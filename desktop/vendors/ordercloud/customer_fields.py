"""The fields of a customer and of what lies in it (7), and who may edit them."""

from desktop.forms import Choice
from desktop.records import Value
from desktop.vendors.codecs import choice, flag
from desktop.vendors.contract import Codec, Context, Document, Documents, Editable, Field, Lines
from desktop.vendors.ordercloud import xp
from desktop.vendors.ordercloud.codecs import moment, phone, text
from desktop.vendors.ordercloud.customer_lists import BUYER, member_id
from desktop.vendors.ordercloud.customer_records import (
    ADDRESSES,
    BILLS,
    FOR_WHOM,
    GROUPS,
    MEMBERS,
    NAMES,
    SHIPS,
    USERS,
    address_name,
    group_name,
    rows_in,
    user_name,
)
from desktop.vendors.ordercloud.lists import key_of
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_fields import ADDRESS, ITS_OWN, MOST_NAME
from desktop.vendors.tables import never

USER_PREFIX, ADDRESS_PREFIX, MEMBER_PREFIX = "user:", "address:", "member:"
MOST_EMAIL = 200
NO_GROUPS = "This customer has no groups; they are made in the vendor’s portal."
NO_USERS = "This customer has no users."


def _with(*roles: str) -> Editable:
    return lambda documents, context: lacks(context, *roles)


BUYERS, PEOPLE, PLACES, IN_GROUPS = map(_with, ("BuyerAdmin", "BuyerUserAdmin", "AddressAdmin", "UserGroupAdmin"))


def _needed(value: Value, documents: Documents) -> str:
    return "" if str(value or "").strip() else "It cannot be empty."


def _two_letters(value: Value, documents: Documents) -> str:
    return "" if len(str(value or "")) == 2 else "A country is two letters, such as US."


def _field(name: str, member: str, label: str, editable: Editable, **more: object) -> Field:
    usual: dict[str, object] = {"codec": text, "limit": MOST_NAME}
    return Field(name=name, path=(member,), label=label, editable=editable, **{**usual, **more})  # type: ignore[arg-type] # a row of facts


# ── the buyer ─────────────────────────────────────────────────────────────────────────────────────────────────────


FIELDS: tuple[Field, ...] = (
    _field("name", "Name", "Name", BUYERS, check=_needed),
    _field(
        "active", "Active", "Active", BUYERS, codec=flag, limit=0, hint="Switched off, none of its users can sign in."
    ),
    _field("buyer_id", "ID", "ID", never("Orders name the buyer by it: it is not changed here.")),
    _field("created_at", "DateCreated", "Created", ITS_OWN, codec=moment, limit=0),
    _field("catalog", "DefaultCatalogID", "Catalog", never("What a buyer may see is set in the vendor’s portal.")),
    _field("groups", NAMES, "Groups", never("Groups are made in the vendor’s portal; who is in one stands below.")),
)
XP = xp.tree(BUYERS)


# ── its users ─────────────────────────────────────────────────────────────────────────────────────────────────────


USER_LINES = Lines(
    path=(USERS,), prefix=USER_PREFIX, label="Users", row="user", key=key_of,
    called=lambda user, documents: user_name(user),
    fields=(
        _field("first_name", "FirstName", "First name", PEOPLE, check=_needed),
        _field("last_name", "LastName", "Last name", PEOPLE, check=_needed),
        _field("email", "Email", "E-mail", PEOPLE, check=_needed, limit=MOST_EMAIL),
        _field("phone", "Phone", "Phone", PEOPLE, codec=phone),
        _field("active", "Active", "Active", PEOPLE, codec=flag, limit=0, hint="Switched off, it signs nobody in."),
        _field(
            "username", "Username", "User name", PEOPLE, check=_needed,
            settled="People sign in with it: it is changed in the vendor’s portal.",
        ),
        _field("user_id", "ID", "ID", ITS_OWN),
        _field("created_at", "DateCreated", "Created", ITS_OWN, codec=moment, limit=0),
        _field("last_active", "LastActive", "Last signed in", ITS_OWN, codec=moment, limit=0),
    ),
    add=PEOPLE, remove=never("Its orders name a user, who stays: switch it off under Active."),
    new=lambda: {"ID": "", "FirstName": "", "LastName": "", "Email": "", "Username": "", "Active": True},
)  # fmt: skip


# ── its addresses ─────────────────────────────────────────────────────────────────────────────────────────────────


def _place(row: tuple[str, str, Codec]) -> int:
    """What tells addresses of one company apart goes first; a table has room for some columns only."""
    first = ("Street1", "City", "Zip", "State", "Country", "Street2")
    return first.index(row[0]) if row[0] in first else len(first)


CHECKS = {"Street1": _needed, "City": _needed, "Country": _two_letters}
ADDRESS_LINES = Lines(
    path=(ADDRESSES,), prefix=ADDRESS_PREFIX, label="Addresses", row="address", key=key_of,
    called=lambda address, documents: address_name(address),
    fields=(
        _field("AddressName", "AddressName", "Called", PLACES),
        *(
            _field(
                member, member, label, PLACES, codec=codec, check=CHECKS.get(member),
                limit=2 if member == "Country" else MOST_NAME,
            )
            for member, label, codec in sorted(ADDRESS, key=_place)
        ),
        _field(SHIPS, SHIPS, "Ships", PLACES, codec=flag, limit=0, hint="The company’s address for goods."),
        _field(BILLS, BILLS, "Bills", PLACES, codec=flag, limit=0, hint="The company’s address for invoices."),
        _field(FOR_WHOM, FOR_WHOM, "Also for", never("Whose address it is besides is set in the vendor’s portal.")),
    ),
    add=PLACES, remove=never("Users and groups may need an address, which stays: switch off Ships and Bills."),
    new=lambda: {"ID": "", "Street1": "", "City": "", "Country": "", SHIPS: True, BILLS: True},
)  # fmt: skip


# ── who is in which group ─────────────────────────────────────────────────────────────────────────────────────────


def _of_groups(documents: Documents, context: Context) -> tuple[Choice, ...]:
    return tuple(Choice(value=key_of(row), label=group_name(row)) for row in rows_in(documents[BUYER], GROUPS))


def _of_users(documents: Documents, context: Context) -> tuple[Choice, ...]:
    return tuple(Choice(value=key_of(row), label=user_name(row)) for row in rows_in(documents[BUYER], USERS))


def _may_join(documents: Documents, context: Context) -> str:
    if reason := IN_GROUPS(documents, context):
        return reason
    buyer = documents[BUYER]
    return "" if rows_in(buyer, GROUPS) and rows_in(buyer, USERS) else NO_USERS if rows_in(buyer, GROUPS) else NO_GROUPS


def _member_name(member: Document, documents: Documents) -> str:
    buyer = documents[BUYER]
    users = {key_of(row): user_name(row) for row in rows_in(buyer, USERS)}
    groups = {key_of(row): group_name(row) for row in rows_in(buyer, GROUPS)}
    user, group = (str(member.get(name) or "") for name in ("UserID", "UserGroupID"))
    return f"{users.get(user, user)} in {groups.get(group, group)}" if user and group else ""


_PAIR = "Take this one off and add another."
MEMBER_LINES = Lines(
    path=(MEMBERS,), prefix=MEMBER_PREFIX, label="Groups", row="member", key=member_id, called=_member_name,
    fields=(
        _field("group", "UserGroupID", "Group", IN_GROUPS, codec=choice(), choices=_of_groups, settled=_PAIR),
        _field("user", "UserID", "User", IN_GROUPS, codec=choice(), choices=_of_users, settled=_PAIR),
    ),
    add=_may_join, remove=IN_GROUPS, new=lambda: {"UserGroupID": "", "UserID": ""},
)  # fmt: skip
