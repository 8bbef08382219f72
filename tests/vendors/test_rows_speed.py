"""Cutting a page costs next to nothing, and no body, however built, costs more than its length."""

import time
from collections.abc import Callable

import pytest

from desktop.errors import Rejected
from desktop.vendors.contract import Rows
from desktop.vendors.rows import cut

ORDERS = Rows(member="orders", owner=lambda order: str(order["id"]), part="order")
GOOD = b'{"id":"1","email":"a@example.com","city":"Bend","order_items":[{"id":"71","name":"Tea, green"}],"total":12.50}'


def page(*rows: bytes) -> bytes:
    return b'{"status":"success","orders":[%s],"limit":500}' % b",".join(rows)


def fastest(act: Callable[[], object], times: int) -> float:
    """Seconds of the CPU of the fastest of several runs: what the work itself takes, whoever else uses the machine."""
    took = []
    for _ in range(times):
        began = time.thread_time()
        act()
        took.append(time.thread_time() - began)
    return min(took)


def test_a_page_of_500_rows_is_cut_within_two_milliseconds() -> None:
    body = page(*[GOOD[:-1] + b',"note":"%s"}' % (b"x" * 1400)] * 500)
    assert len(body) > 500 * 1500
    assert fastest(lambda: cut(body, ORDERS), 20) <= 0.002


SLOW: dict[str, Callable[[int], bytes]] = {
    "rows": lambda size: page(*[GOOD] * (size // len(GOOD)), b'{"id":"2","total":NaN}'),
    "escaped quotes": lambda size: b'{"orders":["' + b'\\"' * (size // 2),
    "quotes": lambda size: b'{"orders":[' + b'"' * size,
    "openings": lambda size: b'{"orders":[' + b'{"a":[0,' * (size // 8),
    "objects": lambda size: b'{"orders":[' + b",{" * (size // 2),
    "endings": lambda size: b'{"orders":[{' + b"]" * size,
    "members": lambda size: b'{"orders":[{' + b'],"a":1' * (size // 7),
    "blanks": lambda size: b'{"orders":[' + b" " * size,
    "commas and blanks": lambda size: b'{"orders":[{"id":1' + b", " * (size // 2),
    "backslashes": lambda size: b'{"orders":["' + b"\\" * size,
    "rows without an end": lambda size: page(
        *[GOOD] * (size // len(GOOD) // 2), GOOD[:60], *[GOOD] * (size // len(GOOD) // 2)
    ),
    "one long number": lambda size: b'{"orders":[' + b"1" * size + b"]}",
}


def attempt(body: bytes) -> None:
    try:
        cut(body, ORDERS)
    except Rejected:
        return


@pytest.mark.parametrize("kind", SLOW)
def test_no_body_takes_more_than_a_time_that_grows_with_its_length(kind: str) -> None:
    small, large = SLOW[kind](500_000), SLOW[kind](5_000_000)
    took = fastest(lambda: attempt(large), 2)
    assert took <= max(25 * fastest(lambda: attempt(small), 3), 0.2)  # ten times as long; a hundred were quadratic
