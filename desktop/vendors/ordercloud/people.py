"""Customers where users are the customers: each one user of a buyer, with its fields, edits and walks (7, 11)."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.changes import Change
from desktop.forms import Choice
from desktop.records import Customer
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import (
    Context,
    Document,
    Documents,
    Facts,
    Field,
    Json,
    Resource,
    Step,
    Stop,
    Sweep,
    steady,
)
from desktop.vendors.ordercloud import people_walks as walks
from desktop.vendors.ordercloud import xp
from desktop.vendors.ordercloud.codecs import choice
from desktop.vendors.ordercloud.customer_fields import PEOPLE as EDITORS
from desktop.vendors.ordercloud.customer_fields import USER_LINES
from desktop.vendors.ordercloud.customer_records import user_name
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_records import buyer_name
from desktop.vendors.ordercloud.people_keys import USER, key_of, path_of, read, split
from desktop.vendors.ordercloud.steps import LABEL
from desktop.vendors.overlay import applied
from desktop.vendors.steps import patch
from desktop.vendors.tables import changed_fields, never

BUYER = "CompanyID"

# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def view(key: str, documents: Documents) -> Documents:
    """The user with its buyer, which older platforms leave out (7)."""
    return {**documents, USER: {**documents[USER], BUYER: split(key)[0]}} if USER in documents else documents


def company_of(user: Document, context: Context) -> str:
    """What its buyer is called; its ID where the list of buyers was not read."""
    buyer = to_text(user.get(BUYER))
    return buyer_name(buyer, context) or buyer


def derive(documents: Documents, context: Context) -> Customer:
    """The customer. Raises ValueError and KeyError for what cannot be read."""
    user = documents[USER]
    return Customer(
        id=key_of(to_text(user[BUYER]), to_text(user["ID"])),
        name=user_name(user),
        company=company_of(user, context),
        email=to_text(user.get("Email")),
        phone=to_text(user.get("Phone")),
    )


def search(documents: Documents) -> str:
    """What else people know a user by: its own ID, that of its buyer, what it signs in with."""
    user = documents[USER]
    words = (user.get(name) for name in ("ID", BUYER, "Username"))
    return "\n".join(dict.fromkeys(word for word in words if isinstance(word, str) and word))


# ── its fields ────────────────────────────────────────────────────────────────────────────────────────────────────


def _its_buyer(documents: Documents, context: Context) -> tuple[Choice, ...]:
    user = documents[USER]
    return (Choice(value=to_text(user.get(BUYER)), label=company_of(user, context)),)


def _as_own(field: Field) -> Field:
    """A user's field in a table of users as one of a record: what is settled with the user cannot be edited."""
    return replace(field, editable=never(field.settled), settled="") if field.settled else field


FIELDS = (
    *map(_as_own, USER_LINES.fields),
    Field(
        name="company", path=(BUYER,), label="Company", codec=choice, choices=_its_buyer,
        editable=never("Users are moved to another company in the vendor’s portal."),
    ),
)  # fmt: skip
TABLE = Resource(kind="customers", part=USER, fields=FIELDS, extras=(xp.tree(EDITORS),), derive=derive)


# ── its edits (11.1) ──────────────────────────────────────────────────────────────────────────────────────────────


def write(key: str, changes: Sequence[Change]) -> tuple[Step, ...]:
    """One PATCH of the keys that change; nothing for the key of something else."""
    try:
        path = path_of(key)
    except ValueError:
        return ()
    found = changed_fields(TABLE, changes)

    def body(facts: Facts) -> Document | Stop:
        if USER not in facts.fresh:
            return Stop(because="The user is not there any more.")
        try:
            return xp.keys_sent(applied(TABLE, facts.fresh, changes)[USER], found)
        except ValueError as error:
            return Stop(because=f"What is there now cannot be changed so: {error}.")

    return (steady(patch("user", lambda facts: path, body, found, truth=_truth), LABEL),)


def _truth(answer: Json) -> Documents | None:
    return {USER: answer} if isinstance(answer, dict) and "ID" in answer else None


PEOPLE = replace(
    TABLE,
    search=search,
    history=(walks.everybody("people"),),
    news=(walks.NEW,),
    sweeps=(Sweep(walks=(walks.everybody("people anew"),)),),
    read=read,
    view=view,
    write=write,
    refused=lambda context: lacks(context, "BuyerUserReader", "BuyerUserAdmin"),
)
