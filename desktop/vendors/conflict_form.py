"""What the window shows of an entry that collided: all three values of each change, and what each side comes to."""

from dataclasses import replace

from desktop.changes import Change, Entry
from desktop.forms import ConflictForm, TotalsForm
from desktop.records import Editor
from desktop.vendors.change_forms import currency_in
from desktop.vendors.contract import Context, Documents, Resource
from desktop.vendors.tables import find_field
from desktop.vendors.totals import total, total_after, total_field


def conflict_form(resource: Resource, entry: Entry, context: Context, documents: Documents) -> ConflictForm:
    """An entry that collided: the changes that clash, with all three values, and the totals over the fresh record."""
    clashing = [change for change in entry.changes if change.theirs is not None] or list(entry.changes)
    return ConflictForm(
        entry=entry,
        rows=tuple(_labelled(resource, change) for change in clashing),
        merged=tuple(_labelled(resource, change) for change in entry.merged),
        editors={(change.field, change.line): _editor(resource, change) for change in (*entry.changes, *entry.merged)},
        totals=_all_totals(resource, entry, documents),
        currency=currency_in(resource, context, documents),
    )


def _all_totals(resource: Resource, entry: Entry, documents: Documents) -> TotalsForm | None:
    field = total_field(resource)
    if field is None:
        return None
    mine, theirs = total_after(resource, documents, entry.changes), total(resource, documents)
    return TotalsForm(label=field.label, before=entry.total, mine=mine, theirs=theirs)


def _labelled(resource: Resource, change: Change) -> Change:
    field = find_field(resource, change.field, change.line)
    return change if change.label or field is None else replace(change, label=field.label)


def _editor(resource: Resource, change: Change) -> Editor:
    field = find_field(resource, change.field, change.line)
    return field.codec.editor if field else "text"
