"""What a record comes to: as the vendor says, and as it will be with changes, where the vendor says how it adds up."""

from collections.abc import Sequence

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Documents, Field, Resource
from desktop.vendors.overlay import applied
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
    if resource.recompute is None or resource.part not in documents:
        return None
    try:
        computed = resource.recompute(applied(resource, documents, changes)[resource.part])
    except ValueError:
        return None
    return None if computed is None else total(resource, {**documents, resource.part: computed})
