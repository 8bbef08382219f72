"""The buyer's saved addresses beside an order (6.7): read when it is opened, to be chosen from by name."""

from dataclasses import replace

from desktop.forms import Choice
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Documents, Rows
from desktop.vendors.ordercloud.lists import PAGE, below, key_of, listed
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.order_records import documents_with

SAVED = "saved:"


def saved_of(order: str, document: Document, context: Context) -> tuple[Ask, ...]:
    """A page of them is asked for: one buyer of a shop for everybody may have thousands."""
    buyer = to_text(document.get("FromCompanyID"))
    if not buyer or lacks(context, "AddressReader", "AddressAdmin"):
        return ()
    rows = Rows(member="Items", owner=lambda address: order, part=SAVED, id=key_of)
    return (replace(listed(below("buyers", buyer, "addresses"), rows, query=(("sortBy", "ID"),)), replaces=SAVED),)


def saved_addresses(documents: Documents, context: Context) -> tuple[Choice, ...]:
    """By name; none where they are not known, or where a page is not all of them: then an ID is typed."""
    addresses = documents_with(documents, SAVED)
    if len(addresses) >= PAGE:
        return ()
    choices = [Choice(value=to_text(address.get("ID")), label=_called(address)) for address in addresses]
    return tuple(sorted(choices, key=lambda choice: choice.label.casefold()))


def _called(address: Document) -> str:
    """Its name and where it is; addresses of one company may have the same name."""
    name = to_text(address.get("AddressName")) or to_text(address.get("CompanyName"))
    said = (name, to_text(address.get("Street1")), to_text(address.get("City")))
    return ", ".join(filter(None, said)) or to_text(address.get("ID"))
