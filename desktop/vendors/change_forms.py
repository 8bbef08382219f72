"""How the values of changes are shown, kept with them: outbox and journal do not have the record at hand."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.changes import Change
from desktop.vendors.contract import Context, Documents, Resource
from desktop.vendors.field_forms import currency_of
from desktop.vendors.tables import find_field


def formed(resource: Resource, changes: Sequence[Change], context: Context, documents: Documents) -> tuple[Change, ...]:
    """The changes, each with the editor of its field, the currency of its amounts and the labels of its choices."""
    currency = currency_in(resource, context, documents)
    return tuple(_formed(resource, change, context, documents, currency) for change in changes)


def _formed(resource: Resource, change: Change, context: Context, documents: Documents, currency: str) -> Change:
    field = find_field(resource, change.field, change.line)
    if field is None:
        return change
    editor = field.codec.editor
    offered = field.choices(documents, context) if field.choices else ()
    own = tuple((choice.value, choice.label) for choice in offered if choice.value in (change.seen, change.wanted))
    shown_in = (field.currency or currency) if editor == "money" else ""
    return replace(change, editor=editor, currency=shown_in, choices=own)


def currency_in(resource: Resource, context: Context, documents: Documents) -> str:
    """The record's own currency, else the one that is set for the account."""
    try:
        own = currency_of(resource.derive(documents, context))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        own = ""
    return own or context.options.get("currency", "")
