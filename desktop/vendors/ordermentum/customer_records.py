"""One customer from its document (8.2): the relation of a supplier to a retailer."""

from desktop.records import Customer
from desktop.vendors.contract import Context, Document, Documents
from desktop.vendors.ordermentum.codecs import words
from desktop.vendors.ordermentum.lists import key_of
from desktop.vendors.ordermentum.order_records import CURRENCY, address_of

PART = "purchaser"
GROUP = "priceGroupId"
NOWHERE = "Unknown"
"""What the server writes for an address that nobody typed (4)."""


def view(key: str, documents: Documents) -> Documents:
    """The customer with the id of its price group also where only the group itself is told."""
    if PART not in documents:
        return documents
    customer = documents[PART]
    group = customer.get("priceGroup")
    known = words(customer.get(GROUP)) or (words(group.get("id")) if isinstance(group, dict) else "")
    return {**documents, PART: {**customer, GROUP: known or None}}


def _map(customer: Document, name: str) -> Document:
    found = customer.get(name)
    return found if isinstance(found, dict) else {}


def derive(documents: Documents, context: Context) -> Customer:
    """The customer. Raises ValueError and KeyError for what cannot be read."""
    customer = documents[PART]
    get, retailer = customer.get, _map(customer, "retailer")
    address, billing = (address_of(_map(customer, name)) for name in ("retailerAddress", "billingAddress"))
    return Customer(
        id=key_of(customer),
        name=words(get("retailerAlias")) or words(get("name")) or words(get("retailerName")),
        company=words(get("retailerLegalName")) or words(retailer.get("legalName")),
        email=words(get("retailerEmail")) or words(retailer.get("email")),
        phone=words(get("retailerPhone")) or words(retailer.get("phone")),
        city=address.city,
        country=address.country,
        currency=CURRENCY,
        address=address if str(address) or not str(billing) else billing,
        ship_to=(),
        note=words(get("notes")),
    )


def search(documents: Documents) -> str:
    """What else people know a customer by: its code, its names, its number in the accounts."""
    customer = documents[PART]
    names = (
        "reference", "name", "retailerName", "retailerTradingName", "retailerAbn", "externalCustomerId", "notes",
        "retailerBillingEmail",
    )  # fmt: skip
    line = words(customer.get("retailerAddressLine"))
    told = (*(words(customer.get(name)) for name in names), line if line != NOWHERE else "")
    return "\n".join(dict.fromkeys(filter(None, told)))
