"""Rows of a field table, written in short: a name, where it stands in the document, what it is called; a check."""

from collections.abc import Callable
from decimal import Decimal

from desktop.records import Value
from desktop.vendors.contract import Codec, Documents, Editable, Field


def row_of(editable: Editable, usual: Codec, between: str = ".") -> Callable[..., Field]:
    """What makes such rows; the steps of a member lie `between` dots or another sign, `more` are members of Field."""

    def row(name: str, member: str, label: str, codec: Codec = usual, section: str = "", **more: object) -> Field:
        facts: dict[str, object] = {"editable": editable, **more}
        path = tuple(member.split(between))
        return Field(name=name, path=path, codec=codec, label=label, section=section, **facts)  # type: ignore[arg-type] # a row of facts

    return row


def not_below_nothing(value: Value, documents: Documents) -> str:
    """A `check`: why a number is refused."""
    return "It is not below 0." if isinstance(value, int | Decimal) and value < 0 else ""
