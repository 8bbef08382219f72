"""One customer from its document (6.3): a company with its one buyer and its addresses."""

from desktop.records import Customer
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Context, Document, Documents, Json
from desktop.vendors.orderspace.lists import key_of
from desktop.vendors.orderspace.order_records import address_of
from desktop.vendors.places import as_map, maps_in

PART = "customer"
BUYERS, ADDRESSES, CREATED = "buyers", "addresses", "created"
BUYER, WHERE = "the buyer", "where"
"""What stands in a customer, and in an address of its, here and in no document of theirs."""


def view(key: str, documents: Documents) -> Documents:
    """The customer with its buyer taken out of the list, and without the blank rows that stand for none (6.3, 14)."""
    if PART not in documents:
        return documents
    customer = documents[PART]
    buyers, addresses = (_filled(customer.get(name)) for name in (BUYERS, ADDRESSES))
    shown: Document = {**customer, CREATED: customer.get(CREATED) or customer.get("created_at")}
    if isinstance(buyers, list):
        shown |= {BUYERS: buyers, BUYER: buyers[0] if buyers else {}}
    if isinstance(addresses, list):
        shown[ADDRESSES] = [{**row, WHERE: _where(row)} if isinstance(row, dict) else row for row in addresses]
    return {**documents, PART: shown}


def _filled(rows: Json) -> Json:
    """The rows that say something; what is no list is left as it is."""
    if not isinstance(rows, list):
        return rows
    return [row for row in rows if not isinstance(row, dict) or any(value not in (None, "") for value in row.values())]


def _where(address: Document) -> str:
    """What an address is known by, for it has no id: two at one place are told apart by their order alone."""
    return f"at {address.get('line1') or ''} {address.get('postal_code') or ''}"


def address_name(address: Document) -> str:
    """What an address is called."""
    return next(filter(None, (to_text(address.get(name)) for name in ("line1", "company_name", "city"))), "")


def addresses_of(customer: Document) -> list[Document]:
    """The addresses that say something. Raises ValueError."""
    return maps_in(customer.get(ADDRESSES), ADDRESSES)


def derive(documents: Documents, context: Context) -> Customer:
    """The customer. Raises ValueError and KeyError for what cannot be read."""
    customer = documents[PART]
    get, buyer = customer.get, as_map(customer.get(BUYER), BUYERS)
    first, *others = map(address_of, addresses_of(customer) or [{}])
    return Customer(
        id=key_of(customer),
        name=to_text(get("company_name")) or to_text(buyer.get("name")),
        email=to_text(buyer.get("email_address")) or to_text(as_map(get("email_addresses")).get("orders")),
        phone=to_text(get("phone")),
        city=first.city,
        country=first.country,
        address=first,
        ship_to=tuple(others),
        note=to_text(get("internal_note")),
    )


def search(documents: Documents) -> str:
    """What else people know a customer by: its reference, tax number and buyer, its e-mail addresses."""
    customer = documents[PART]
    buyer, emails = as_map(customer.get(BUYER)), as_map(customer.get("email_addresses"))
    words = [customer.get("reference"), customer.get("tax_number"), buyer.get("name"), buyer.get("email_address")]
    words += [customer.get("internal_note"), *emails.values(), *map(address_name, addresses_of(customer))]
    return "\n".join(dict.fromkeys(word for word in words if isinstance(word, str) and word))
