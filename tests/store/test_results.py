"""Results: order, filters and pages."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal

import pytest

from desktop.questions import Filter, Question, Row
from desktop.records import Kind, Line, Value
from desktop.store import results, theirs
from desktop.store.columns import COLUMNS
from desktop.store.database import Connection, snapshot, transaction
from tests.store.making import ACME, NOW, arrival, customer, order, stock_item, write

How = Literal["among", "not_among", "between", "contains"]


def keys(db: Connection, question: Question) -> list[str]:
    """The keys that answer, by the first page and by the complete result, which must agree."""
    with snapshot(db):
        first = results.first_page(db, question, 1000)
        result = results.complete(db, question, 1)
        whole = results.page(db, result, 0, 1000)
    assert [row.id for row in first.rows] == [row.id for row in whole.rows] == list(result.ids)
    assert (first.total, whole.total) == (None, len(result.ids))
    return [row.key for row in whole.rows]


def ordered(db: Connection, sort: str, *, descending: bool = False, kind: Kind = "orders") -> list[str]:
    return keys(db, Question(kind=kind, sort=sort, descending=descending))


def filtered(db: Connection, column: str, how: How, *values: Value, zone: str = "UTC") -> list[str]:
    wanted = Filter(column=column, how=how, values=values)
    return keys(db, Question(kind="orders", filters=(wanted,), sort="number", zone=zone))


SORTED: Sequence[tuple[str, str, Sequence[Value], Value]] = [
    ("number", "number", ("A-1", "b-2", "C-3"), ""),
    ("customer", "customer", ("Anna", "Ärzte", "ben", "Élan", "Zoë"), ""),
    ("placed", "placed_at", (NOW - timedelta(days=900), NOW, NOW + timedelta(microseconds=1)), None),
    ("delivery", "delivery_on", (date(999, 1, 1), date(2026, 2, 28), date(2026, 11, 1)), None),
    ("state", "state", ("cancelled", "new", "sent"), None),
]


@pytest.mark.parametrize(("sort", "field", "rising", "unknown"), SORTED)
def test_columns_sort_both_ways_with_the_unknown_last(
    cache: Connection, sort: str, field: str, rising: Sequence[Value], unknown: Value
) -> None:
    named = [(str(place), value) for place, value in enumerate(rising)]
    jumbled = [named[-1], *named[1:-1], named[0]]
    has_unknown = field != "state"
    if has_unknown:
        jumbled.insert(1, ("unknown", unknown))
    write(cache, *(arrival(order(f"{name}", **{"number": name, field: value})) for name, value in jumbled))
    names = [name for name, _ in named]
    last = ["unknown"] if has_unknown else []
    assert ordered(cache, sort) == names + last
    assert ordered(cache, sort, descending=True) == names[::-1] + last


def test_money_sorts_by_currency_first_and_is_never_mixed(cache: Connection) -> None:
    totals = {"a": ("USD", "5"), "b": ("EUR", "100"), "c": ("USD", "-3.5"), "d": ("EUR", "99.9999"), "e": ("", None)}
    write(
        cache,
        *(
            arrival(order(key, currency=currency, total=None if total is None else Decimal(total)))
            for key, (currency, total) in totals.items()
        ),
    )
    assert ordered(cache, "total") == ["d", "b", "c", "a", "e"]
    assert ordered(cache, "total", descending=True) == ["b", "d", "a", "c", "e"]


def test_quantities_and_counts_sort_by_amount(cache: Connection) -> None:
    amounts = {"a": "10", "b": "9.5", "c": "-1", "d": "0.0001", "e": None, "f": "1e30"}
    write(
        cache,
        *(arrival(stock_item(key, on_hand=None if n is None else Decimal(n))) for key, n in amounts.items()),
        kind="stock",
    )
    assert ordered(cache, "on_hand", kind="stock") == ["c", "d", "b", "a", "e", "f"]
    write(cache, *(arrival(customer(f"c{n}", orders=n)) for n in (10, 9, 100)), kind="customers")
    assert ordered(cache, "orders", kind="customers") == ["c9", "c10", "c100"]


def test_equal_rows_stay_in_the_order_of_their_ids(cache: Connection) -> None:
    names = [f"o{number}" for number in range(30)]
    write(cache, *(arrival(order(name, customer="same", placed_at=NOW)) for name in names))
    assert ordered(cache, "customer") == names
    assert ordered(cache, "placed", descending=True) == names[::-1]


def test_each_kind_has_its_usual_order(cache: Connection) -> None:
    write(cache, *(arrival(order(f"o{days}", placed_at=NOW - timedelta(days=days))) for days in (3, 1, 2)))
    write(cache, *(arrival(customer(name)) for name in ("b", "a")), kind="customers")
    write(cache, *(arrival(stock_item(code)) for code in ("y", "x")), kind="stock")
    assert keys(cache, Question(kind="orders")) == ["o1", "o2", "o3"]
    assert keys(cache, Question(kind="customers")) == ["a", "b"]
    assert keys(cache, Question(kind="stock")) == ["x", "y"]


@pytest.mark.parametrize("kind", list(COLUMNS))
def test_every_column_can_be_sorted_by(cache: Connection, kind: Kind) -> None:
    for column in (*(column.name for column in COLUMNS[kind]), "account", "as_of"):
        assert ordered(cache, column, kind=kind) == []
    with pytest.raises(KeyError, match="no column 'id; --'"):
        ordered(cache, "id; --", kind=kind)


def test_cells_come_back_with_their_types(cache: Connection) -> None:
    placed = datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    full = order(
        "o1",
        customer="Zoë's Café",
        placed_at=placed,
        delivery_on=date(2026, 4, 1),
        total=Decimal("1234.50"),
        currency="EUR",
        lines=(Line(id="1"), Line(id="2")),
    )
    row: Row = results.rows_of(cache, "orders", list(write(cache, arrival(full)).new.values()))[0]
    values = row.values
    assert (values["customer"], values["lines"], values["currency"]) == ("Zoë's Café", 2, "EUR")
    assert (values["total"], str(values["total"])) == (Decimal("1234.50"), "1234.50")
    assert values["placed"] == placed
    assert isinstance(values["placed"], datetime)
    assert values["placed"].tzinfo is not None
    assert (values["delivery"], values["updated"]) == (date(2026, 4, 1), None)
    assert (row.account, row.as_of) == (ACME, NOW)


def test_an_amount_that_sorts_nowhere_is_still_shown_exactly(cache: Connection) -> None:
    exact = Decimal("123456789012345678901234567890.12345")
    row = write(cache, arrival(order("o1", total=exact))).new["o1"]
    assert results.rows_of(cache, "orders", [row])[0].values["total"] == exact


@pytest.fixture
def five(cache: Connection) -> Connection:
    rows: dict[str, dict[str, Any]] = {
        "1": {"state": "new", "customer": "Café Zoë", "total": Decimal(10), "currency": "EUR"},
        "2": {"state": "sent", "customer": "Bistro 50%_off", "total": Decimal("10.5"), "currency": "USD"},
        "3": {"state": "sent", "customer": "", "total": None},
        "4": {"state": "new", "customer": 'Bar "Quo"te', "total": Decimal(-1), "source": "woo"},
        "5": {"state": "on_hold", "customer": "ZOE", "total": Decimal(99), "delivery_on": date(2026, 11, 21)},
    }
    write(cache, *(arrival(order(key, **fields)) for key, fields in rows.items()))
    return cache


def test_filters_take_one_of_several_values(five: Connection) -> None:
    assert filtered(five, "state", "among", "new", "on_hold") == ["1", "4", "5"]
    assert filtered(five, "state", "not_among", "new", "on_hold") == ["2", "3"]
    assert filtered(five, "customer", "among", "zoe") == ["5"]
    assert filtered(five, "total", "among", Decimal("10.50")) == ["2"]
    assert filtered(five, "state", "among") == []
    assert filtered(five, "state", "not_among") == ["1", "2", "3", "4", "5"]


def test_the_unknown_can_be_asked_for_and_left_out(five: Connection) -> None:
    assert filtered(five, "customer", "among", "") == ["3"]
    assert filtered(five, "total", "among", None, Decimal(99)) == ["3", "5"]
    assert filtered(five, "total", "not_among", None) == ["1", "2", "4", "5"]
    assert filtered(five, "total", "not_among", Decimal(99)) == ["1", "2", "3", "4"]
    assert filtered(five, "source", "not_among", "woo") == ["1", "2", "3", "5"]


def test_ranges_hold_both_ends_and_may_be_open(five: Connection) -> None:
    assert filtered(five, "total", "between", Decimal(10), Decimal("10.5")) == ["1", "2"]
    assert filtered(five, "total", "between", None, Decimal(10)) == ["1", "4"]
    assert filtered(five, "total", "between", Decimal(11), None) == ["5"]
    assert filtered(five, "total", "between", None, Decimal("1e40")) == ["1", "2", "4", "5"]
    assert filtered(five, "delivery", "between", date(2026, 11, 21), date(2026, 11, 21)) == ["5"]
    assert filtered(five, "delivery", "between", NOW, NOW) == ["5"]


def test_text_inside_is_found_whatever_the_case_and_accents(five: Connection) -> None:
    assert filtered(five, "customer", "contains", "zoë") == ["1", "5"]
    assert filtered(five, "customer", "contains", "50%_") == ["2"]
    assert filtered(five, "customer", "contains", '"quo"') == ["4"]
    assert filtered(five, "source", "contains", "WO") == ["4"]
    assert filtered(five, "customer", "contains", "bar", "bistro") == ["2", "4"]


def test_a_day_is_the_whole_local_day_also_when_clocks_change(cache: Connection) -> None:
    def at(*moment: int) -> datetime:
        return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]

    moments = {
        "1": at(2026, 10, 24, 21, 59, 59),  # 23:59:59 in Berlin, summer time
        "2": at(2026, 10, 24, 22),
        "3": at(2026, 10, 25, 22, 59, 59),  # 23:59:59, no longer summer time: this day has 25 hours
        "4": at(2026, 10, 25, 23),
    }
    write(cache, *(arrival(order(key, placed_at=moment)) for key, moment in moments.items()))
    day = date(2026, 10, 25)
    assert filtered(cache, "placed", "between", day, day, zone="Europe/Berlin") == ["2", "3"]
    assert filtered(cache, "placed", "among", day, zone="Europe/Berlin") == ["2", "3"]
    assert filtered(cache, "placed", "between", day, day) == ["3", "4"]
    assert filtered(cache, "placed", "between", None, date.max) == ["1", "2", "3", "4"]
    assert filtered(cache, "placed", "between", moments["2"], moments["4"]) == ["2", "3", "4"]


def test_accounts_are_asked_for_together_or_alone(cache: Connection) -> None:
    write(cache, arrival(order("1")))
    write(cache, arrival(order("2")), account="beta")
    write(cache, arrival(order("3")), account="gamma")
    assert keys(cache, Question(kind="orders", sort="number")) == ["1", "2", "3"]
    assert keys(cache, Question(kind="orders", sort="number", accounts=("beta", ACME))) == ["1", "2"]
    assert ordered(cache, "account", descending=True) == ["3", "2", "1"]


def test_pages_are_read_at_any_depth_and_places_found(cache: Connection, reader: Connection) -> None:
    write(cache, *(arrival(order(f"{number:03}")) for number in range(250)))
    result = results.complete(reader, Question(kind="orders", sort="number"), 7)
    page = results.page(reader, result, 240, 40)
    assert [row.key for row in page.rows] == [f"{number:03}" for number in range(240, 250)]
    assert (page.first, page.total, page.result) == (240, 250, 7)
    assert results.place_of(result, page.rows[0].id) == 240
    assert results.place_of(result, -1) is None
    assert results.page(reader, result, 250, 40).rows == ()


def test_a_result_stands_while_rows_come_go_and_change(cache: Connection, reader: Connection) -> None:
    ids = write(cache, *(arrival(order(f"{number}")) for number in range(5))).new
    result = results.complete(reader, Question(kind="orders", sort="number"), 1)
    write(cache, arrival(order("00")), arrival(order("4", note="new"), documents={"order": b"2"}))
    with transaction(cache):
        theirs.remove(cache, [ids["2"]])
    page = results.page(reader, result, 0, 10)
    assert [row.key for row in page.rows] == ["0", "1", "3", "4"]
    assert page.rows[-1].values["note"] == "new"
