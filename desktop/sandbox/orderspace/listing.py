"""Lists: filters, cursors, pages and their envelope (contract 3)."""

from collections.abc import Callable, Mapping, Sequence

from desktop.sandbox.orderspace.call import Call, Refused
from desktop.sandbox.orderspace.stamps import read_day, read_moment
from desktop.sandbox.orderspace.table import Row, Table, place_after
from desktop.sandbox.wire import Answer

LIMIT, LARGEST = 50, 200
_PAGING = ("limit", "starting_after")

Test = Callable[[Row], bool]
Filter = Callable[[str], Test]
"""What a query value asks of a row. Raises ValueError for a value that is none."""


def same(fact: str) -> Filter:
    """The whole value, letter by letter."""
    return lambda text: lambda row: row.facts[fact] is not None and str(row.facts[fact]) == text


def among(fact: str, member: str) -> Filter:
    """The whole value of a member of one of its rows."""
    return lambda text: lambda row: any(each[member] == text for each in row.facts[fact])


def flag(fact: str) -> Filter:
    def wanted(text: str) -> Test:
        if text not in ("true", "false"):
            raise ValueError(f"{text!r} is neither true nor false")
        return lambda row: bool(row.facts[fact] is (text == "true"))

    return wanted


def since(fact: str) -> Filter:
    """At that instant or after it."""

    def wanted(text: str) -> Test:
        moment = read_moment(text)
        return lambda row: bool(row.facts[fact] >= moment)

    return wanted


def before(fact: str) -> Filter:
    def wanted(text: str) -> Test:
        moment = read_moment(text)
        return lambda row: bool(row.facts[fact] < moment)

    return wanted


def day_since(fact: str) -> Filter:
    """On that day or after it; what has no day is never meant."""

    def wanted(text: str) -> Test:
        day = read_day(text)
        return lambda row: (row.facts[fact] or "") >= day

    return wanted


def day_before(fact: str) -> Filter:
    def wanted(text: str) -> Test:
        day = read_day(text)
        return lambda row: "" < (row.facts[fact] or "") < day

    return wanted


def day_after(fact: str) -> Filter:
    """After that day, not on it."""

    def wanted(text: str) -> Test:
        day = read_day(text)
        return lambda row: (row.facts[fact] or "") > day

    return wanted


def tests_of(call: Call, filters: Mapping[str, Filter]) -> list[Test]:
    """What the query asks; parameters that nobody knows, or that are empty, ask nothing. Raises Refused."""
    try:
        return [filters[name](value) for name, value in call.request.query if name in filters and value]
    except ValueError as error:
        raise Refused(400) from error


def answer_list(call: Call, table: Table, name: str, tests: list[Test], lost: str, *, tells_more: bool) -> Answer:
    """One page. lost: the words for a cursor that is not there; tells_more: with `has_more`. Raises Refused."""
    limit = _limit(call)
    asked = tuple(pair for pair in call.request.query if pair[0] not in _PAGING)
    question = (name, asked, *call.site.switches.values())
    rows = table.fitting(question, lambda row: all(test(row) for test in tests))
    start = _start(call, table, rows, tests, lost)
    found = rows[start : start + limit + 1]
    more = len(found) > limit if tells_more else None
    return call.listed(name, (row.body for row in found[:limit]), more)


def _limit(call: Call) -> int:
    """Cut to the largest; what is no number above zero asks for the usual page."""
    text = call.request.asked("limit")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return min(number, LARGEST) or LIMIT


def _start(call: Call, table: Table, rows: Sequence[Row], tests: list[Test], lost: str) -> int:
    """Where in the rows the page begins: after the cursor."""
    cursor = call.request.asked("starting_after")
    if not cursor:
        return 0
    row, switches = table.seen(cursor), call.site.switches
    if row and (switches["cursor_scope"] == "good" or all(test(row) for test in tests)):
        return place_after(rows, row)
    match switches["cursor_lost"]:
        case "empty":
            return len(rows)
        case "first":
            return 0
    raise Refused(404, lost.format(key=cursor))
