"""Lists that go on behind the last id: page by page, from the last run on, never in a circle."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from desktop.errors import Rejected
from desktop.vendors.addresses import key_of
from desktop.vendors.contract import Context, Document, Heard, Json, Request, Resource, Rows, Walk
from desktop.vendors.keyset import Keyset, listed

ROWS = Rows(member="rows", owner=key_of, part="order")
LIST = Keyset(path="/orders", rows=ROWS, query=(("limit", "2"),), since="changed_since", overlap=timedelta(minutes=1))
TABLE = listed(Resource(kind="orders", part="order", fields=(), derive=lambda documents, context: NotImplemented), LIST)
(ALL,), (NEWS,) = TABLE.history, TABLE.news
DATE = "Fri, 20 Nov 2026 05:30:00 GMT"
CLOCK = "2026-11-20 05:30:00"


def heard(request: Request, *ids: int | None, more: object = False, date: str = DATE) -> Heard:
    rows: list[Document] = [{} if id is None else {"id": id} for id in ids]
    return Heard(request=request, headers={"date": date}, envelope={"more": more}, rows=rows, count=len(rows))


def asked(walk: Walk, state: Json) -> Sequence[tuple[str, str]]:
    request = walk.ask(state).request
    assert (request.method, request.path) == ("GET", "/orders")
    return request.query


def test_a_list_goes_on_behind_the_last_row_of_each_page() -> None:
    state = ALL.first("2026-11-19 05:30:00", Context())
    assert asked(ALL, state) == (("limit", "2"),)
    turn = ALL.next(state, heard(ALL.ask(state).request, 9, 8, more=True))
    assert asked(ALL, turn.state) == (("limit", "2"), ("after", "8"))
    assert (turn.marker, turn.words) == ("", "2 read")
    later = heard(ALL.ask(turn.state).request, 7, date="Fri, 20 Nov 2026 05:31:00 GMT")
    end = ALL.next(turn.state, later)
    assert (end.state, end.marker, end.progress) == (None, CLOCK, 1.0)


def test_news_reach_back_behind_the_last_run() -> None:
    assert asked(NEWS, NEWS.first(CLOCK, Context())) == (("limit", "2"), ("changed_since", "2026-11-20 05:29:00"))
    for unknown in ("", "complete"):
        assert asked(NEWS, NEWS.first(unknown, Context())) == (("limit", "2"),)


def test_a_server_without_a_clock_leaves_no_time_to_go_on_from() -> None:
    state = NEWS.first(CLOCK, Context())
    assert NEWS.next(state, heard(NEWS.ask(state).request, date="")).marker == "complete"


def test_rows_that_cannot_be_read_are_passed_over() -> None:
    state = ALL.first("", Context())
    turn = ALL.next(state, heard(ALL.ask(state).request, 9, None, more=True))
    assert asked(ALL, turn.state)[-1] == ("after", "9")


@pytest.mark.parametrize("ids", [(), (None,), (9,)])
def test_a_page_that_does_not_say_where_the_next_one_begins_is_no_end_and_no_circle(
    ids: tuple[int | None, ...],
) -> None:
    state = ALL.next(ALL.first("", Context()), heard(Request(method="GET", path="/orders"), 9, more=True)).state
    with pytest.raises(Rejected):
        ALL.next(state, heard(ALL.ask(state).request, *ids, more=True))


def test_what_still_exists_is_the_whole_list() -> None:
    (sweep,) = TABLE.sweeps
    (walk,) = sweep.walks
    assert asked(walk, walk.first(CLOCK, Context())) == (("limit", "2"),)
    assert len({walk.name, ALL.name, NEWS.name}) == 3
