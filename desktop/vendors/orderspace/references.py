"""The lists that Orderspace's forms choose from (5.7 to 5.9): small, all but one never in pages, each id with what it
is called.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.forms import Choice
from desktop.vendors.codecs import made, text, to_decimal, to_text
from desktop.vendors.contract import Context, Document, Documents, Json, Reference, Request
from desktop.vendors.orderspace.lists import LIMIT
from desktop.vendors.places import as_map, maps_in

GROUPS, PRICE_LISTS, TERMS, TAX_RATES, WINDOWS, CATEGORIES = (
    "customer_groups", "price_lists", "payment_terms", "tax_rates", "preorder_windows", "categories",
)  # fmt: skip
"""The name of each list, as it is in its path and in its answer."""


def _called(row: Document) -> str:
    return to_text(row.get("name")) or to_text(row.get("id"))


def _currency(row: Document) -> str:
    """What the prices of a price list are in; no other list says."""
    return to_text(row.get("currency"))


def _price_list(row: Document) -> str:
    currency = _currency(row)
    return f"{_called(row)} ({currency})" if currency else _called(row)


def _tax_rate(row: Document) -> str:
    rate = to_decimal(row.get("rate"))
    return _called(row) if rate is None else f"{_called(row)} ({rate.normalize():f} %)"


def _window(row: Document) -> str:
    """A preorder window, until when it takes orders (6.10)."""
    deadline = to_text(row.get("deadline"))
    return f"{_called(row)}, orders until {deadline}" if deadline else _called(row)


_LABELS: Mapping[str, Callable[[Document], str]] = {PRICE_LISTS: _price_list, TAX_RATES: _tax_rate, WINDOWS: _window}


def _reference(name: str) -> Reference:
    def keep(answer: Document) -> Json:
        label = _LABELS.get(name, _called)
        rows = maps_in(answer.get(name), name)
        return {to_text(row.get("id")): {"label": label(row), "currency": _currency(row)} for row in rows}

    return Reference(name=name, request=Request(method="GET", path=f"/{name}"), keep=keep, loose=True)


def _categories(after: str = "") -> Request:
    begins = (("starting_after", after),) if after else ()
    return Request(method="GET", path=f"/{CATEGORIES}", query=(("limit", str(LIMIT)), *begins))


def _next_categories(answer: Document) -> Request | None:
    """The only one of these lists that comes in pages (5.7)."""
    rows, told = maps_in(answer.get(CATEGORIES), CATEGORIES), answer.get("has_more")
    goes_on = told if isinstance(told, bool) else len(rows) >= LIMIT
    return _categories(to_text(rows[-1].get("id"))) if rows and goes_on else None


REFERENCES = (
    *map(_reference, (GROUPS, PRICE_LISTS, TERMS, TAX_RATES, WINDOWS)),
    replace(_reference(CATEGORIES), request=_categories(), then=_next_categories),
)


def labels_of(context: Context, name: str) -> Mapping[str, str]:
    """Id → what it is called, as far as the list was read."""
    return _told(context, name, "label")


def currencies_of(context: Context) -> Mapping[str, str]:
    """Id of a price list → what its prices are in."""
    return _told(context, PRICE_LISTS, "currency")


def _told(context: Context, name: str, member: str) -> Mapping[str, str]:
    rows = as_map(context.references.get(name))
    return {key: to_text(row.get(member)) for key, row in rows.items() if isinstance(row, dict)}


def choices_of(context: Context, name: str) -> tuple[Choice, ...]:
    """All of a list."""
    return tuple(Choice(value=key, label=label) for key, label in labels_of(context, name).items())


def one_of(name: str, none: str) -> Callable[[Documents, Context], tuple[Choice, ...]]:
    """All of a list, and none of them."""
    return lambda documents, context: (Choice(value="", label=none), *choices_of(context, name))


reference = made("choice", to_text, lambda value, old: value or None, text.same)
"""The id of one row of such a list; none is null or "" there, and is sent as null (10, 14)."""
