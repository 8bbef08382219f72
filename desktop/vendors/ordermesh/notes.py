"""Notes on orders (5.2): one list of all, in which those of one order may be asked for."""

from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Ask, Context, Document, Request, Rows, Walk
from desktop.vendors.ordermesh.lists import LIST, Spot, all_of, key_of, query, whole
from desktop.vendors.ordermesh.order_records import NOTE
from desktop.vendors.ordermesh.routes import request as routed

NOTE_ROWS = Rows(member="notes", or_in=LIST, owner=lambda note: to_text(note.get("orderId")), part=NOTE, id=key_of)


def asked_for(context: Context, order: str, spot: Spot) -> Request:
    """A page of the notes of an order."""
    return routed(context, "notes", query=(("orderId", order), *query(spot)))


def notes_of(order: str, context: Context) -> Ask:
    """All notes of an order; the list may hold those of others (7)."""

    def asked(spot: Spot) -> Request:
        return asked_for(context, order, spot)

    return all_of(asked, NOTE_ROWS, _name, replaces=NOTE, optional=True)


def all_notes(name: str, context: Context) -> Walk:
    """The notes of all orders."""
    return whole(name, "notes", NOTE_ROWS, _name, context, optional=True)


def _name(note: Document) -> str:
    return to_text(note.get("id"))
