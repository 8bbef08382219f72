"""The lists of which a customer is put together (7): the buyer itself, and what lies under it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Request, Rows
from desktop.vendors.ordercloud.lists import Query, all_pages, below, key_of, listed
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.steps import at

BUYER, USER, GROUP, MEMBER, ADDRESS, USE = (
    "buyer", "user:", "group:", "group_assignment:", "address:", "address_assignment:",
)  # fmt: skip
"""The parts of a customer; all but the first have an id behind them."""

BUYER_ROWS = Rows(member="Items", owner=key_of, part=BUYER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """One list under each buyer: where it is, what part its rows are, and which roles read it."""

    path: tuple[str, ...]
    part: str
    id: Callable[[Document], str]
    roles: tuple[str, ...]
    query: Query = (("sortBy", "ID"),)

    def rows(self, buyer: str) -> Rows:
        """Its rows are all of one buyer."""
        return Rows(member="Items", owner=lambda row: buyer, part=self.part, id=self.id)

    def page(self, buyer: str, query: Query = ()) -> Ask:
        """Its first page."""
        return listed(below("buyers", buyer, *self.path), self.rows(buyer), 1, (*query, *self.query))

    def whole(self, buyer: str) -> Ask:
        """All of it."""
        return all_pages(below("buyers", buyer, *self.path), self.rows(buyer), self.part, self.query)


def member_id(row: Document) -> str:
    """What a membership is told apart by."""
    return "/".join(to_text(row.get(name)) for name in ("UserGroupID", "UserID"))


def use_id(row: Document) -> str:
    """What the assignment of an address is told apart by; to the whole company, it names neither group nor user."""
    return "/".join(to_text(row.get(name)) for name in ("AddressID", "UserGroupID", "UserID"))


_GROUPS, _ADDRESSES = ("UserGroupReader", "UserGroupAdmin"), ("AddressReader", "AddressAdmin")
UNDER: Mapping[str, Under] = {
    "users": Under(path=("users",), part=USER, id=key_of, roles=("BuyerUserReader", "BuyerUserAdmin")),
    "groups": Under(path=("usergroups",), part=GROUP, id=key_of, roles=_GROUPS),
    "members": Under(path=("usergroups", "assignments"), part=MEMBER, id=member_id, roles=_GROUPS, query=()),
    "addresses": Under(path=("addresses",), part=ADDRESS, id=key_of, roles=_ADDRESSES),
    "uses": Under(path=("addresses", "assignments"), part=USE, id=use_id, roles=_ADDRESSES, query=()),
}


def readable(context: Context) -> list[str]:
    """The lists that the account may read."""
    return [name for name, under in UNDER.items() if not lacks(context, *under.roles)]


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The buyer and all that lies under it, as far as the account may read it; all of it is exact (4.5)."""
    buyer = Ask(request=Request(method="GET", path=at("buyers", key)), rows=Rows(member="", owner=key_of, part=BUYER))
    return buyer, *(UNDER[name].whole(key) for name in readable(context))


def documents_of(documents: Documents, part: str) -> list[Document]:
    """The documents of those parts, in the order in which they came."""
    return [document for name, document in documents.items() if name.startswith(part)]
