"""Filters and sorting of the lists of orders and items, and the profiles that do without (contract 4)."""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

from desktop.sandbox.ordermesh.assumed import CREATED_FROM, CREATED_TO, SORT_BY, SORT_ORDER, UPDATED_FROM
from desktop.sandbox.ordermesh.call import Call, pascal, wrong
from desktop.sandbox.ordermesh.rows import OrderRow
from desktop.sandbox.ordermesh.stamps import rank

Test = Callable[[OrderRow], bool]

_SAYS: Mapping[str, Callable[[OrderRow, str], bool]] = {
    "merchantId": lambda row, text: row.merchant_id.casefold() == text.casefold(),
    "status": lambda row, text: same_word(row.status, text),
    "safeId": lambda row, text: row.safe_id == text,
    "externalId": lambda row, text: row.external_id == text,
    "shortId": lambda row, text: row.short_id.casefold() == text.casefold(),
    "search": lambda row, text: text.strip().casefold() in row.words,
}
_BOUNDS: Mapping[str, Callable[[OrderRow, int], bool]] = {
    CREATED_FROM: lambda row, time: row.created >= time,
    CREATED_TO: lambda row, time: row.created <= time,
    UPDATED_FROM: lambda row, time: row.updated >= time,
}
_SORTS: Mapping[str, Callable[[OrderRow], Any]] = {
    "createdAt": lambda row: row.created,
    "updatedAt": lambda row: row.updated,
    "shortId": lambda row: row.short_id,
    "externalId": lambda row: row.external_id.casefold(),
    "status": lambda row: row.status,
}


def same_word(one: str, other: str) -> bool:
    """Words of a status are the same without letter case and blanks (contract 6.3)."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def wanted_orders(call: Call, but: Container[str] = ()) -> list[OrderRow]:
    """The orders that the query asks for, in its order; `but`: filters that are not about them. Raises Refused."""
    merchant = call.merchant
    rows = merchant.orders.listed("updated" if call.is_on("order_updated") else "created")
    if call.is_on("filters_ignored"):
        return rows
    tests = [test for name, test in _tests(call) if name not in but]
    if tests:
        rows = [row for row in rows if all(test(row) for test in tests)]
    return _sorted(call, rows)


def _tests(call: Call) -> Iterator[tuple[str, Test]]:
    for name, value in call.request.query:
        if value and name in _SAYS:
            yield name, _says(_SAYS[name], value)
        elif value and name in _BOUNDS:
            yield name, _bound(_BOUNDS[name], _time(name, value))


def _says(test: Callable[[OrderRow, str], bool], text: str) -> Test:
    return lambda row: test(row, text)


def _bound(test: Callable[[OrderRow, int], bool], time: int) -> Test:
    return lambda row: test(row, time)


def _time(name: str, text: str) -> int:
    try:
        # A plus that was not escaped comes as a blank.
        return rank(text.strip().replace(" ", "+"))
    except (ValueError, OverflowError) as error:
        raise wrong(f"'{pascal(name)}' must be a date.", pascal(name), text) from error


def _sorted(call: Call, rows: list[OrderRow]) -> list[OrderRow]:
    """By what is asked for, else as they are; ties stay as they are."""
    name, order = call.request.asked(SORT_BY), call.request.asked(SORT_ORDER).lower()
    if order not in ("", "asc", "desc"):
        raise wrong(f"'{pascal(SORT_ORDER)}' is asc or desc.", pascal(SORT_ORDER), order)
    if not name:
        return rows[::-1] if order == "asc" else rows
    key = _SORTS.get(name)
    if key is None:
        raise wrong(f"'{pascal(SORT_BY)}' is one of {', '.join(_SORTS)}.", pascal(SORT_BY), name)
    return sorted(rows, key=key, reverse=order == "desc")
