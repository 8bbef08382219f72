"""Laying the user's changes over documents: what is shown before it is sent, and what is sent."""

from collections.abc import Sequence

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, table_of
from desktop.vendors.contract import Document, Documents, Lines, Resource
from desktop.vendors.places import write
from desktop.vendors.tables import encode, find_field, part_of, with_keys


def applied(resource: Resource, documents: Documents, changes: Sequence[Change]) -> Documents:
    """The documents with the changes made in copies; nothing else differs. What has vanished meanwhile is left alone.

    Raises ValueError for a value that does not fit its field.
    """
    if not changes:
        return documents
    changed = dict(documents)
    for change in changes:
        field = None if change.line else find_field(resource, change.field)
        if field is not None:
            part = part_of(resource, field)
            changed[part] = encode(changed.get(part, {}), field, change.wanted)
    for lines in resource.lines:
        if own := changes_in(resource, lines, changes):
            main = changed.get(resource.part, {})
            laid = [line for _, line in laid_lines(resource, lines, main, own)]
            changed[resource.part] = write(main, lines.path, laid)
    return changed


def overlay(resource: Resource, documents: Documents, changes: Sequence[Change]) -> Documents:
    """The documents as they are shown: with the changes, and with what the vendor will compute anew from them."""
    laid = applied(resource, documents, changes)
    computed = recomputed(resource, documents, laid) if changes else None
    return laid if computed is None else {**laid, resource.part: computed}  # the vendor's own totals stay


def recomputed(resource: Resource, documents: Documents, laid: Documents) -> Document | None:
    """The main document, with changes `laid` over it, as the vendor will compute it anew; None where only the vendor
    can tell.
    """
    if resource.recompute is None or resource.part not in laid:
        return None
    return resource.recompute(laid[resource.part], documents.get(resource.part, {}))


def changes_in(resource: Resource, lines: Lines, changes: Sequence[Change]) -> list[Change]:
    """The changes that are made in this table of the record."""
    return [change for change in changes if change.line and table_of(change.line, resource.lines) is lines]


def laid_lines(
    resource: Resource, lines: Lines, document: Document, changes: Sequence[Change]
) -> list[tuple[str, Document]]:
    """The lines of a table after its changes, each with its key: the vendor's without the removed, then the added."""
    laid = dict(with_keys(lines, document))
    for change in changes:
        if change.field == ADD_LINE:
            laid[_free(change.line, laid)] = lines.new()
        elif change.field == REMOVE_LINE:
            laid.pop(change.line, None)
        else:
            key = _last(change.line, laid)
            field = find_field(resource, change.field, change.line)
            if field is not None and key in laid:
                laid[key] = encode(laid[key], field, change.wanted)
    return list(laid.items())


def _free(key: str, taken: dict[str, Document]) -> str:
    """A second edit may add its own line "+1" while that of the first is still on its way."""
    while key in taken:
        key += "'"
    return key


def _last(key: str, laid: dict[str, Document]) -> str:
    while key + "'" in laid:
        key += "'"
    return key
