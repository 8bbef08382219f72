"""How many lines an order has, in its row."""

import pytest

from desktop.records import Line, Order
from desktop.store.columns import COLUMNS, values_of


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"lines": (Line(id="1"), Line(id="2"))}, 2),
        ({"lines": (Line(id="1"),), "line_count": 7}, 1),
        ({"lines_missing": True, "line_count": 7}, 7),
        ({"lines_missing": True}, None),
        ({}, 0),
    ],
)
def test_lines_that_are_not_here_yet_are_not_counted_as_none(facts: dict[str, object], shown: int | None) -> None:
    order = Order(id="1", number="1", **facts)  # type: ignore[arg-type] # a row of facts
    at = [column.name for column in COLUMNS["orders"]].index("lines")
    assert values_of("orders", order)[at] == shown
