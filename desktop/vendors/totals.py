"""What a record comes to: as the vendor says, and as it will be with changes, where the vendor says how it adds up."""

from collections.abc import Sequence

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, table_of
from desktop.records import Value
from desktop.vendors.contract import Documents, Field, Resource
from desktop.vendors.overlay import applied, recomputed
from desktop.vendors.tables import decode, find_field


def total_field(resource: Resource) -> Field | None:
    """The field of a kind's total, the last one of its sums; None where it has none."""
    return find_field(resource, resource.totals[-1]) if resource.totals else None


def total(resource: Resource, documents: Documents) -> Value:
    """The total as the vendor states it; None where there is none, or none that can be read."""
    field = total_field(resource)
    if field is None or resource.part not in documents:
        return None
    try:
        return decode(resource, field, documents)
    except ValueError:
        return None


def total_after(resource: Resource, documents: Documents, changes: Sequence[Change]) -> Value:
    """The total that the vendor will state once the changes are in the record; None where nobody can tell before."""
    if not changes:
        return total(resource, documents)
    if resource.part not in documents:
        return None
    try:
        computed = recomputed(resource, documents, applied(resource, documents, changes))
    except ValueError:
        return None
    return None if computed is None else total(resource, {**documents, resource.part: computed})


def untold(resource: Resource, documents: Documents, changes: Sequence[Change]) -> frozenset[str]:
    """The names of the sums that move with the changes, where only the vendor can tell what they come to."""
    moved = frozenset(name for change in changes for name in moves(resource, change)) & frozenset(resource.totals)
    if not moved or recomputed(resource, documents, applied(resource, documents, changes)) is not None:
        return frozenset()
    return moved


def moves(resource: Resource, change: Change) -> tuple[str, ...]:
    """The fields that the vendor changes along with this change."""
    if change.field in (ADD_LINE, REMOVE_LINE):
        lines = table_of(change.line, resource.lines)
        return lines.moves if lines else ()
    field = find_field(resource, change.field, change.line)
    return field.moves if field else ()
