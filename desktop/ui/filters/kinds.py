"""The filters that each list offers as a table, and a filter in the words of its chip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.questions import Filter
from desktop.records import Kind
from desktop.ui.kit.marks import ORDER_STATES
from desktop.ui.tables.table_model import STOCK_STATES
from desktop.ui.words.values import Values

Means = Literal["accounts", "states", "occurring", "days", "words", "flag"]
"""How a filter is set: chosen among accounts, our states or the values that occur; between days; by words in it."""

MOST_NAMED = 2
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterKind:
    """One filter that a list offers."""

    column: str
    source: str
    means: Means

    @property
    def label(self) -> str:
        """Its name in the user's language."""
        return translate("filters", self.source)


def _filter(column: str, source: object, means: Means) -> FilterKind:
    return FilterKind(column=column, source=str(source), means=means)


_ACCOUNT = _filter("account", QT_TRANSLATE_NOOP("filters", "Account"), "accounts")
_UNREAD = _filter("unread", QT_TRANSLATE_NOOP("filters", "Could not be read"), "flag")

FILTERS: Mapping[Kind, tuple[FilterKind, ...]] = {
    "orders": (
        _ACCOUNT,
        _filter("state", QT_TRANSLATE_NOOP("filters", "State"), "states"),
        _filter("vendor_state", QT_TRANSLATE_NOOP("filters", "On the platform"), "occurring"),
        _filter("placed", QT_TRANSLATE_NOOP("filters", "Placed"), "days"),
        _filter("updated", QT_TRANSLATE_NOOP("filters", "Changed"), "days"),
        _filter("customer", QT_TRANSLATE_NOOP("filters", "Customer"), "words"),
        _filter("source", QT_TRANSLATE_NOOP("filters", "Source"), "occurring"),
        _UNREAD,
    ),
    "customers": (
        _ACCOUNT,
        _filter("city", QT_TRANSLATE_NOOP("filters", "City"), "words"),
        _filter("country", QT_TRANSLATE_NOOP("filters", "Country"), "occurring"),
        _filter("last_order", QT_TRANSLATE_NOOP("filters", "Last order"), "days"),
        _filter("company", QT_TRANSLATE_NOOP("filters", "Company"), "words"),
        _filter("source", QT_TRANSLATE_NOOP("filters", "Source"), "occurring"),
        _UNREAD,
    ),
    "stock": (
        _ACCOUNT,
        _filter("state", QT_TRANSLATE_NOOP("filters", "State"), "states"),
        _filter("name", QT_TRANSLATE_NOOP("filters", "Product"), "words"),
        _filter("place", QT_TRANSLATE_NOOP("filters", "Place"), "words"),
        _filter("updated", QT_TRANSLATE_NOOP("filters", "Updated"), "days"),
        _UNREAD,
    ),
}


def states(kind: Kind) -> tuple[tuple[str, str], ...]:
    """The common states of a kind with their words."""
    known = STOCK_STATES if kind == "stock" else ORDER_STATES
    return tuple((name, mark.word) for name, mark in known.items())


def chip_words(offered: FilterKind, condition: Filter, words: Mapping[str, str], values: Values) -> tuple[str, str]:
    """A filter as its chip says it: "State is not", "Cancelled". `words` name the values."""
    if offered.means == "flag":
        return offered.label, ""
    if condition.how == "between":
        return _days(offered.label, condition, values)
    if condition.how == "contains":
        return translate("filters", "{column} has").format(column=offered.label), str(condition.values[0])
    pattern = (
        translate("filters", "{column} is not")
        if condition.how == "not_among"
        else translate("filters", "{column} is")
    )  # fmt: skip
    named = [words.get(str(value), str(value)) for value in condition.values]
    return pattern.format(column=offered.label), _listed(named)


def _listed(named: Sequence[str]) -> str:
    shown = ", ".join(named[:MOST_NAMED])
    more = len(named) - MOST_NAMED
    return translate("filters", "{names} and {count} more").format(names=shown, count=more) if more > 0 else shown


def _days(label: str, condition: Filter, values: Values) -> tuple[str, str]:
    first, last = (values.day(value) if isinstance(value, date) else "" for value in condition.values)
    if first and last:
        if first == last:
            return translate("filters", "{column} on").format(column=label), first
        return label, translate("filters", "{first} to {last}").format(first=first, last=last)
    pattern = translate("filters", "{column} from") if first else translate("filters", "{column} until")
    return pattern.format(column=label), first or last
