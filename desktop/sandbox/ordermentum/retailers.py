"""Retailers, whose records are their own: a supplier reads them (contract 8.1, 8.3)."""

from desktop.sandbox.ordermentum import stamps
from desktop.sandbox.ordermentum.call import Call, Refused, there
from desktop.sandbox.ordermentum.listing import Listing
from desktop.sandbox.ordermentum.records import Record, spell
from desktop.sandbox.wire import Answer

_RETAILERS: Listing[Record] = Listing(
    body=lambda call, row: row.body,
    need="none",
    words=lambda row: row.document["name"],
    sorts={"name": lambda row: row.document["name"].casefold()},
)


def list_retailers(call: Call) -> Answer:
    return _RETAILERS.answer(call, call.supplier.retailers)


def _the_retailer(call: Call) -> Record:
    """Raises Refused."""
    return there(call.supplier.retailers.rows.get(call.ids[0]), "Retailer")


def get_retailer(call: Call) -> Answer:
    return call.found(_the_retailer(call).body)


def patch_retailer(call: Call) -> Answer:
    """Only the retailer himself may."""
    _the_retailer(call)
    raise Refused(403)


def list_payment_methods(call: Call) -> Answer:
    """Without an envelope, and with dates as JavaScript prints them (contract 4, 5.1)."""
    retailer = _the_retailer(call)
    method = {
        "id": f"{retailer.id[:-2]}01",
        "retailerId": retailer.id,
        "type": "card",
        "name": "Visa ending 4242",
        "default": True,
        "createdAt": stamps.spell_script(retailer.created),
        "updatedAt": stamps.spell_script(retailer.updated),
    }
    return call.array([spell(method)])
