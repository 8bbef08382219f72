"""One customer from its documents (7, 11): the buyer with its users, addresses, groups and their members in it."""

from collections.abc import Mapping, Sequence

from desktop.records import Address, Customer
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.ordercloud.customer_lists import ADDRESS, BUYER, GROUP, MEMBER, USE, USER, documents_of
from desktop.vendors.ordercloud.order_records import address_of
from desktop.vendors.places import maps_in

USERS, ADDRESSES, GROUPS, MEMBERS = "Users", "Addresses", "Groups", "Members"
SHIPS, BILLS, FOR_WHOM, NAMES = "IsShipping", "IsBilling", "For", "GroupNames"
"""What stands in an address and in the buyer here, and in no document of theirs."""

_IN_IT = (USER, ADDRESS, GROUP, MEMBER, USE)


def view(key: str, documents: Documents) -> Documents:
    """The buyer with all that lies under it in it; each address says what it is used for."""
    if BUYER not in documents:
        return documents
    users = sorted(documents_of(documents, USER), key=_age)
    groups = sorted(documents_of(documents, GROUP), key=lambda group: (to_text(group.get("Name")), _id(group)))
    names = {_id(user): user_name(user) for user in users} | {_id(group): group_name(group) for group in groups}
    uses = documents_of(documents, USE)
    buyer = {
        **documents[BUYER],
        USERS: users,
        GROUPS: groups,
        MEMBERS: documents_of(documents, MEMBER),
        ADDRESSES: [_used(address, uses, names) for address in sorted(documents_of(documents, ADDRESS), key=_age)],
        NAMES: ", ".join(group_name(group) for group in groups),
    }
    return {**{part: document for part, document in documents.items() if not part.startswith(_IN_IT)}, BUYER: buyer}


def _id(row: Document) -> str:
    return to_text(row.get("ID"))


def _age(row: Document) -> tuple[str, str]:
    return to_text(row.get("DateCreated")), _id(row)


def user_name(user: Document) -> str:
    """What a user is called."""
    names = (to_text(user.get("FirstName")), to_text(user.get("LastName")))
    return " ".join(filter(None, names)) or to_text(user.get("Username"))


def group_name(group: Document) -> str:
    """What a group is called."""
    return to_text(group.get("Name")) or _id(group)


def address_name(address: Document) -> str:
    """What an address is called."""
    names = (address.get(name) for name in ("AddressName", "CompanyName", "Street1"))
    return next(filter(None, map(to_text, names)), "")


# ── what addresses are used for ───────────────────────────────────────────────────────────────────────────────────


def is_for_all(use: Document) -> bool:
    """Whether an address is assigned to the whole company, and not to one of its groups or users (7)."""
    return not to_text(use.get("UserID")) and not to_text(use.get("UserGroupID"))


def _used(address: Document, uses: Sequence[Document], names: Mapping[str, str]) -> Document:
    own = [use for use in uses if to_text(use.get("AddressID")) == _id(address)]
    of_all = next((use for use in own if is_for_all(use)), {})
    others = (to_text(use.get("UserID") or use.get("UserGroupID")) for use in own if not is_for_all(use))
    return {
        **address,
        SHIPS: bool(of_all.get(SHIPS)),
        BILLS: bool(of_all.get(BILLS)),
        FOR_WHOM: ", ".join(names.get(who, who) for who in others),
    }


def _address_for(addresses: Sequence[Document], purpose: str) -> Document:
    """The company's own address for this, else its first one (11)."""
    return next((address for address in addresses if address.get(purpose)), next(iter(addresses), {}))


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def rows_in(buyer: Document, member: str) -> list[Document]:
    """The users, addresses, groups or members that lie in a buyer. Raises ValueError."""
    return maps_in(buyer.get(member), member)


def derive(documents: Documents, context: Context) -> Customer:
    """The customer. Raises ValueError and KeyError for what cannot be read."""
    buyer = documents[BUYER]
    users, addresses = rows_in(buyer, USERS), rows_in(buyer, ADDRESSES)
    contact = next((user for user in users if user.get("Active")), {})
    billing, shipping = (address_of(_address_for(addresses, purpose)) for purpose in (BILLS, SHIPS))
    return Customer(
        id=to_text(buyer["ID"]),
        name=to_text(buyer.get("Name")),
        email=to_text(contact.get("Email")),
        phone=to_text(contact.get("Phone")),
        city=billing.city,
        country=billing.country,
        address=billing,
        ship_to=(shipping,) if shipping not in (billing, Address()) else (),
    )


def search(documents: Documents) -> str:
    """What else people know a customer by: its ID, its users, groups and addresses."""
    buyer = documents[BUYER]
    words: list[Json] = [buyer["ID"], buyer.get(NAMES)]
    for user in rows_in(buyer, USERS):
        words += [user_name(user), *(user.get(name) for name in ("Username", "Email", "Phone"))]
    for address in rows_in(buyer, ADDRESSES):
        words += [address_name(address), str(address_of(address)), address.get("CompanyName")]
    return "\n".join(dict.fromkeys(word for word in words if isinstance(word, str) and word))
