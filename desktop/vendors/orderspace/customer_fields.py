"""The fields of a customer (6.3, 6.4), and what Orderspace would not take."""

from desktop.forms import Choice
from desktop.records import Value
from desktop.vendors.codecs import any_case, choice, made, money, paragraph, text, to_text, utc_naive
from desktop.vendors.contract import Context, Documents, Field, Lines
from desktop.vendors.field_rows import not_below_nothing, row_of
from desktop.vendors.orderspace.customer_records import ADDRESSES, BUYER, BUYERS, CREATED, PART, WHERE, address_name
from desktop.vendors.orderspace.order_fields import ADDRESS, ITS_OWN
from desktop.vendors.orderspace.references import GROUPS, PRICE_LISTS, TAX_RATES, TERMS, one_of, reference
from desktop.vendors.tables import always

PREFIX = "address:"
EMAILS = "email_addresses"
MAIL_SORTS = ("orders", "dispatches", "invoices")


def _same_addresses(a: Value, b: Value) -> bool:
    """Several stand in one field; customers type them in any case, with stray blanks (14)."""
    one, other = ([each.strip().casefold() for each in to_text(value).split(",")] for value in (a, b))
    return [each for each in one if each] == [each for each in other if each]


emails = made("text", to_text, lambda value, old: to_text(value), _same_addresses)


# ── what would not be taken ───────────────────────────────────────────────────────────────────────────────────────


def _needed(value: Value, documents: Documents) -> str:
    return "" if to_text(value).strip() else "A customer has a name."


def _status(value: Value, documents: Documents) -> str:
    """Never back to new (6.3)."""
    return "A customer does not become new again." if value == "new" else ""


def _login(value: Value, documents: Documents) -> str:
    """A blank buyer is never sent back (6.3)."""
    address = to_text(value)
    return "" if "@" in address and "," not in address else "It is one e-mail address: the buyer signs in with it."


def _two_letters(value: Value, documents: Documents) -> str:
    return "" if len(to_text(value)) in (0, 2) else "A country is two letters, such as GB."


def _one_buyer(documents: Documents, context: Context) -> str:
    """At most one can be sent (6.3)."""
    buyers = documents[PART].get(BUYERS) or []
    if not isinstance(buyers, list):
        return "What it has of buyers cannot be read."
    return "It has several buyers; Orderspace takes only one from here." if len(buyers) > 1 else ""


def _statuses(documents: Documents, context: Context) -> tuple[Choice, ...]:
    now = to_text(documents[PART].get("status"))
    return tuple(Choice(value=each, label=each) for each in dict.fromkeys((now, "active", "closed")) if each)


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────


_field = row_of(always, text, between="/")

FIELDS: tuple[Field, ...] = (
    _field("name", "company_name", "Name", check=_needed),
    _field(
        "status", "status", "Status", choice(), check=_status, choices=_statuses,
        hint="From new to active lets the customer in, who may be mailed; closed keeps it out.",
    ),
    _field("reference", "reference", "Reference", hint="The customer sees it, and cannot change it."),
    _field("internal_note", "internal_note", "Internal note", paragraph, hint="The customer does not see it."),
    _field("buyer", f"{BUYER}/name", "Name", section="Buyer", editable=_one_buyer),
    _field(
        "buyer_email", f"{BUYER}/email_address", "E-mail", any_case, "Buyer", editable=_one_buyer, check=_login,
        hint="The buyer signs in with it: another one is another login.",
    ),
    _field("phone", "phone", "Phone", text, "Reached at"),
    *(
        _field(f"email_{sort}", f"{EMAILS}/{sort}", f"E-mail for {sort}", emails, "Reached at", hint="Commas between.")
        for sort in MAIL_SORTS
    ),
    _field(
        "price_list", "price_list_id", "Price list", reference, "Terms", choices=one_of(PRICE_LISTS, "none"),
        hint="It decides the prices and the currency of new orders.",
    ),
    _field("group", "customer_group_id", "Group", reference, "Terms", choices=one_of(GROUPS, "none")),
    _field("terms", "payment_terms_id", "Payment terms", reference, "Terms", choices=one_of(TERMS, "none")),
    _field(
        "minimum_spend", "minimum_spend", "Minimum of an order", money, "Terms", check=not_below_nothing,
        hint="In the currency of the price list; empty for none.",
    ),
    _field("tax_number", "tax_number", "Tax number", section="Tax"),
    _field(
        "tax_rate", "tax_rate_id", "Tax rate", reference, "Tax", choices=one_of(TAX_RATES, "as the products have it"),
    ),
    _field("created_at", CREATED, "Made", utc_naive, "Origin", editable=ITS_OWN),
    _field("id", "id", "Orderspace’s id", section="Origin", editable=ITS_OWN),
)  # fmt: skip

ADDRESS_LINES = Lines(
    path=(ADDRESSES,), prefix=PREFIX, label="Addresses", row="address", key=lambda row: to_text(row.get(WHERE)),
    called=lambda address, documents: address_name(address),
    fields=tuple(
        _field(member, member, label, check=_two_letters if member == "country" else None)
        for member, label in sorted(ADDRESS, key=lambda row: not row[0].startswith("line"))
    ),
    add=always, remove=always, new=lambda: {member: "" for member, _ in ADDRESS},
)  # fmt: skip
"""The first one is the main one (6.3)."""
