"""Records and changes in a few words, kept with an entry so that it can be named when its row is gone."""

from collections.abc import Sequence

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Customer, Order, Record

NAMED = 3
"""Fields that are named before "and n more"."""


def title(record: Record) -> str:
    """What people call the record."""
    if isinstance(record, Order):
        return record.customer or record.number
    if isinstance(record, Customer):
        return record.name or record.email or record.id
    return record.name or record.code


def describe(changes: Sequence[Change]) -> str:
    """The changed fields by name."""
    names = [change.label or change.field for change in changes if change.field not in (ADD_LINE, REMOVE_LINE)]
    names += ["a new line" for change in changes if change.field == ADD_LINE]
    names += ["a line taken out" for change in changes if change.field == REMOVE_LINE]
    different = list(dict.fromkeys(names))
    more = len(different) - NAMED
    return ", ".join(different[:NAMED]) + (f" and {more} more" if more > 0 else "")
