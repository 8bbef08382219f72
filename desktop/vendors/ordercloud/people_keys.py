"""Which user is meant, where users are the customers (7): keys of buyer and user ID, the account's choice, rows."""

from urllib.parse import quote, unquote

from desktop.errors import Rejected
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Request, Rows
from desktop.vendors.ordercloud.steps import at

OPTION, COMPANIES, PEOPLE = "customers", "companies", "users"
"""The account's option, and what it may be."""
USER = "user"
"""The only part of such a customer."""
FEW_BUYERS, MANY_USERS = 3, 50


def is_of_people(context: Context) -> bool:
    """Whether the account has users for its customers; companies where nothing was chosen."""
    return context.options.get(OPTION) == PEOPLE


def usual(buyers: int, users: int) -> str:
    """What customers are where the user left it open: with so few buyers and so many users it is a shop for everybody.

    [assumed] (7)
    """
    return PEOPLE if buyers <= FEW_BUYERS and users > MANY_USERS else COMPANIES


def key_of(buyer: str, user: str) -> str:
    """The key of a user, whose ID is unique within its buyer only (3.3); "" where one of both is not told."""
    return f"{quote(buyer, safe='')}/{quote(user, safe='')}" if buyer and user else ""


def split(key: str) -> tuple[str, str]:
    """Buyer and user of a key. Raises ValueError for the key of something else."""
    buyer, slash, user = key.partition("/")
    if not slash or not buyer or not user:
        raise ValueError(f"{key} is no user of a buyer")
    return unquote(buyer), unquote(user)


def path_of(key: str) -> str:
    """Where a user is. Raises ValueError for the key of something else."""
    buyer, user = split(key)
    return at("buyers", buyer, "users", user)


def read(key: str, context: Context) -> tuple[Ask, ...]:
    """The user alone; it is exact (4.5). Rejected for the key of something else."""
    try:
        path = path_of(key)
    except ValueError as error:
        raise Rejected("This is no user of a company.", "The account has users for its customers now.") from error
    return (Ask(request=Request(method="GET", path=path), rows=Rows(member="", owner=lambda user: key, part=USER)),)


def rows_of(buyer: str = "") -> Rows:
    """Users in a list: of this buyer, or each of the one that it names."""

    def owner(user: Document) -> str:
        return key_of(buyer or to_text(user.get("CompanyID")), to_text(user["ID"]))

    return Rows(member="Items", owner=owner, part=USER)
