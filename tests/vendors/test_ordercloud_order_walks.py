"""OrderCloud's orders walked (6.6, 11.2, 16): three lists and drafts, windows, last IDs, news, daily reading."""

from datetime import datetime, timedelta

import pytest

from desktop.vendors.contract import Context, Document, Request
from desktop.vendors.ordercloud import order_lists as lists
from desktop.vendors.ordercloud import order_walks as walks
from desktop.vendors.ordercloud.orders import ORDERS, lag, read
from tests.vendors.cloud_orders import MARKER, NOW, STAFF, Market, line, order, walk_all, with_roles

DAY = timedelta(days=1)


def at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.5+00:00"


def placed(id: str, days_ago: float, status: str = "Open", **members: object) -> Document:
    moment = at(NOW - days_ago * DAY)
    return order(status, ID=id, DateSubmitted=moment, LastUpdated=moment, **members)


def spread(number: int, days: float) -> Market:
    """So many orders over so many days, each with two lines."""
    orders = [placed(str(5_000 + place), days * place / number) for place in range(number)]
    return Market(orders=orders, lines={str(row["ID"]): [line("1"), line("2")] for row in orders})


# ── list 1 ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_submitted_orders_come_newest_first_by_windows_of_thirty_days_with_their_lines() -> None:
    market = spread(40, 100)
    found = walk_all(market, walks.SUBMITTED)
    assert len(found.documents) == 40
    assert {tuple(sorted(parts)) for parts in found.documents.values()} == {("line:1", "line:2", "order")}
    assert (found.marker, found.follow) == (MARKER, [])
    windows = [query["DateSubmitted"] for query in market.asked if query.get("sortBy") == ["!DateSubmitted"]]
    assert windows[0] == ["!<2026-10-30T08:30:00"]
    assert windows[1] == ["!<2026-09-30T08:30:00", "<2026-10-30T08:30:00"]
    assert len(windows) == 4
    assert [turn.progress for turn in found.turns][-1] == 1.0
    assert found.turns[-1].complete_to == datetime.fromisoformat(at(NOW - 97.5 * DAY)).replace(microsecond=0)


def test_an_order_of_more_than_a_hundred_lines_has_them_all() -> None:
    market = Market(
        orders=[placed("7", 1), placed("8", 2)],
        lines={"7": [line(f"{number}") for number in range(250)], "8": [line("1")]},
    )
    found = walk_all(market, walks.SUBMITTED)
    assert (len(found.documents["7"]), len(found.documents["8"])) == (251, 2)
    keyed = [query for query in market.asked if "pageKey" in query]
    assert len(keyed) == 2
    assert all(set(query) == {"Order.DateSubmitted", "sortBy", "pageKey"} for query in keyed)


def test_where_nobody_tells_lines_across_orders_each_order_is_read_singly() -> None:
    market = spread(40, 100)
    market.refuses = lambda request: 400 if "lineitems" in request.path else 200
    found = walk_all(market, walks.SUBMITTED)
    assert sorted(found.follow) == sorted(found.documents)
    assert sum("lineitems" in path for path in market.paths) == 1  # asked once, and not for every window


def test_no_question_is_paged_beyond_thirty_pages_its_window_is_halved() -> None:
    market = Market(orders=spread(3_500, 10).orders)
    found = walk_all(market, walks.SUBMITTED)
    assert len(found.documents) == 3_500
    pages = [int(query["page"][0]) for query in market.asked if query.get("sortBy") == ["!DateSubmitted"]]
    assert max(pages) <= 30


def test_a_window_that_is_refused_for_its_size_is_halved_until_it_is_not() -> None:
    market = spread(500, 20)
    market.refuses = lambda request: 400 if dict(request.query).get("page") == "2" else 200
    found = walk_all(market, walks.SUBMITTED)
    assert len(found.documents) == 500


def test_windows_of_an_hour_are_not_halved_any_more() -> None:
    crowd = [placed(str(number), 0.01) for number in range(3_300)]
    found = walk_all(Market(orders=crowd), walks.SUBMITTED)
    assert len(found.documents) == 3_300
    state = {"phase": "orders", "direction": "Incoming", "page": 1, "start": "2026-11-29T08:00:00", "end": "",
             "time": MARKER}  # fmt: skip
    assert not walks.SUBMITTED.ask(state).optional  # a refusal of one is a failure, not an empty window


def test_a_marketplace_without_orders_is_one_question() -> None:
    market = Market()
    found = walk_all(market, walks.SUBMITTED)
    assert (len(market.asked), found.marker, found.documents) == (1, MARKER, {})


def test_the_sweep_asks_for_no_lines() -> None:
    market = spread(40, 100)
    assert len(walk_all(market, walks.SWEEP).documents) == 40
    assert not [path for path in market.paths if "lineitems" in path]


# ── lists 2 and 3, what has no date, drafts ───────────────────────────────────────────────────────────────────────


MIXED = [
    placed("1", 1),
    placed("2", 2, "AwaitingApproval"),
    placed("3", 3, "Declined", IsSubmitted=False),
    placed("4", 4, "Canceled", IsSubmitted=False),
    placed("5", 5, "Unsubmitted"),
    {**placed("6", 6, "Canceled"), "DateSubmitted": None},
    placed("7", 7, "Completed"),
]


def test_every_order_is_in_one_of_the_lists_and_none_in_two() -> None:
    context = with_roles("FullAccess", drafts="yes")
    found = [sorted(walk_all(Market(orders=MIXED), walk, context=context).documents) for walk in ORDERS.history]
    assert found == [["1", "7"], ["2"], ["3", "4"], ["6"], ["5"]]
    swept = [sorted(walk_all(Market(orders=MIXED), walk, context=context).documents) for walk in ORDERS.sweeps[0].walks]
    assert swept == found


@pytest.mark.parametrize(
    ("context", "are_asked"),
    [
        (with_roles("OrderReader", "UnsubmittedOrderReader", drafts="yes"), True),
        (with_roles("FullAccess", drafts="yes"), True),
        (Context(options={"drafts": "yes"}), True),
        (with_roles("OrderReader", drafts="yes"), False),
        (with_roles("OrderReader", "UnsubmittedOrderReader", drafts="no"), False),
        (STAFF, False),
    ],
)
def test_drafts_are_asked_for_where_they_are_wanted_and_may_be_read(context: Context, are_asked: bool) -> None:
    assert (lists.drafts("drafts").first("", context) is not None) is are_asked


def test_what_is_another_in_a_short_list_is_read_singly() -> None:
    found = walk_all(Market(orders=MIXED), lists.awaiting("awaiting"))
    assert [turn.follow_changed for turn in found.turns] == [True]
    assert found.marker == MARKER


def test_short_lists_go_on_behind_the_last_id() -> None:
    market = Market(orders=[placed(f"k{number:04}", 1, "AwaitingApproval") for number in range(250)])
    found = walk_all(market, lists.awaiting("awaiting"))
    assert len(found.documents) == 250
    assert {query["page"][0] for query in market.asked} == {"1"}
    assert [query.get("ID") for query in market.asked] == [None, [">k0099"], [">k0199"]]
    assert all(turn.follow_changed for turn in found.turns)


def test_ids_of_digits_that_are_sorted_as_text_and_compared_as_numbers_are_all_read_by_pages() -> None:
    """The guard of 4.4: the last ID leads past others."""
    orders = [placed(str(number), 1, "AwaitingApproval") for number in range(1, 260)]
    market = Market(orders=orders, as_text=True)
    found = walk_all(market, lists.awaiting("awaiting"))
    assert len(found.documents) == 259
    assert max(int(query["page"][0]) for query in market.asked) > 1


def test_who_has_left_the_list_of_those_that_wait_is_read_singly() -> None:
    """Sent back to the buyer by others, an order is a draft, and in no other list that is read (6.6)."""
    market, walk = Market(orders=list(MIXED)), lists.awaiting_anew("awaiting anew")
    market.orders += [placed(f"k{number:04}", 1, "AwaitingApproval") for number in range(250)]
    begun = walk_all(market, walk, marker=MARKER)
    assert (begun.follow, begun.marker.split()[0]) == ([], MARKER)
    assert walk_all(market, walk, marker=begun.marker).follow == []
    market.orders = [row for row in market.orders if row["ID"] not in ("2", "k0170")]
    market.orders.append(placed("2", 2, "Unsubmitted"))
    left = walk_all(market, walk, marker=begun.marker)
    assert left.follow == ["2", "k0170"]
    assert walk_all(market, walk, marker=left.marker).follow == []


# ── news ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_news_reach_back_ten_minutes_behind_the_marker_for_the_index_lags() -> None:
    market = Market(orders=[placed("1", 0.002), placed("2", 0.006), placed("3", 3)])
    found = walk_all(market, walks.CHANGED, marker=MARKER)
    assert market.asked[0]["LastUpdated"] == ["!<2026-11-29T08:20:00"]
    assert sorted(found.documents) == ["1", "2"]
    assert (found.marker, found.turns[-1].follow_changed) == (MARKER, True)


def test_after_a_full_page_news_go_on_from_the_last_stamp_and_not_by_page() -> None:
    """A changed order moves to the end: by page, its successor would slip into what was read (16 a)."""
    market = spread(250, 2)
    found = walk_all(market, walks.CHANGED, marker="2026-11-20T00:00:00")
    assert len(found.documents) == 250
    assert {query["page"][0] for query in market.asked} == {"1"}
    assert len({query["LastUpdated"][0] for query in market.asked}) == len(market.asked)


def test_within_one_second_news_go_on_by_page() -> None:
    market = Market(orders=[placed(str(number), 0.001) for number in range(250)])
    found = walk_all(market, walks.CHANGED, marker=MARKER)
    assert len(found.documents) == 250
    assert sorted({query["page"][0] for query in market.asked}) == ["1", "2", "3"]


def test_a_quiet_run_of_the_news_is_three_requests() -> None:
    market = Market()
    often = [walk for walk in ORDERS.news if not walk.every]
    for walk in often:
        walk_all(market, walk, marker=MARKER)
    assert len(market.asked) == 3


# ── without the server's time: never our own (11.2) ───────────────────────────────────────────────────────────────


def test_a_history_of_a_server_that_tells_no_time_has_the_newest_order_s_as_its_marker() -> None:
    market = spread(40, 100)
    market.date = None
    market.orders = [placed("4999", 0.5), *market.orders[1:]]
    found = walk_all(market, walks.SUBMITTED)
    assert len(found.documents) == 40
    assert found.marker == "2026-11-28T20:30:00"
    assert found.turns[-1].progress == 1.0


def test_without_time_and_without_orders_there_is_no_marker_and_news_begin_at_the_beginning() -> None:
    assert walk_all(Market(date=None), walks.SUBMITTED).marker == ""
    market = spread(250, 400)
    found = walk_all(market, walks.CHANGED, marker="")
    assert len(found.documents) == 250
    assert "LastUpdated" not in market.asked[0]


@pytest.mark.parametrize(
    ("orders", "marker"), [([], ""), ([placed("1", 0.002), placed("2", 1)], "2026-11-29T08:27:07")]
)
def test_news_of_a_server_that_tells_no_time_have_the_last_stamp_as_their_marker_or_keep_the_old_one(
    orders: list[Document], marker: str
) -> None:
    """An empty marker leaves the one that is there."""
    found = walk_all(Market(orders=orders, date=None), walks.CHANGED, marker=MARKER)
    assert found.turns[-1].state is None
    assert found.turns[-1].marker == marker


# ── open ones, daily ──────────────────────────────────────────────────────────────────────────────────────────────


def test_open_orders_are_read_again_once_a_day_with_their_lines() -> None:
    market = spread(150, 90)
    market.orders.append(placed("9999", 1, "Completed"))
    found = walk_all(market, lists.OPEN_ANEW)
    assert lists.OPEN_ANEW.every == DAY
    assert len(found.documents) == 150
    assert {tuple(sorted(parts)) for parts in found.documents.values()} == {("line:1", "line:2", "order")}
    assert (found.follow, found.marker) == ([], MARKER)
    assert len(market.asked) == 2 + 3  # rows / 100 (16 e)


def test_where_nobody_tells_lines_across_orders_each_open_one_is_read_singly() -> None:
    market = spread(150, 90)
    market.refuses = lambda request: 400 if "lineitems" in request.path else 200
    found = walk_all(market, lists.OPEN_ANEW)
    assert sorted(found.follow) == sorted(found.documents)
    assert found.marker == MARKER


# ── what is read, and how old it may be ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("direction", ["Incoming", "All"])
def test_the_account_says_which_way_its_orders_go_in_lists_and_reads(direction: str) -> None:
    context = with_roles("FullAccess", direction=direction, drafts="yes")
    market = Market(orders=MIXED)
    for walk in (*ORDERS.history, *ORDERS.news, *ORDERS.sweeps[0].walks):
        walk_all(market, walk, marker=MARKER, context=context)
    assert {path.split("/")[3] for path in market.paths} == {direction}
    assert all(f"/orders/{direction}/a%2Fb" in ask.request.path for ask in read("a/b", context))


def test_an_order_is_read_whole_with_all_pages_of_its_lines() -> None:
    head, lines = read("98403", STAFF)
    assert head.request.path == "/v1/orders/Incoming/98403"
    assert (lines.request.path, lines.replaces) == ("/v1/orders/Incoming/98403/lineitems", "line:")
    assert dict(lines.request.query) == {"sortBy": "ID", "page": "1", "pageSize": "100"}
    assert lines.then is not None


@pytest.mark.parametrize(
    ("path", "lags"),
    [
        ("/v1/orders/Incoming", True),
        ("/v1/lineitems/Incoming", True),
        ("/v1/orders/Incoming/98403", False),
        ("/v1/orders/Incoming/98403/lineitems", False),
        ("/v1/shipments", False),
    ],
)
def test_lists_come_from_an_index_and_single_reads_do_not(path: str, lags: bool) -> None:
    assert bool(lag(Request(method="GET", path=path))) is lags


def test_a_line_that_is_listed_across_orders_is_kept_without_the_copy_of_its_order() -> None:
    told = {**line("1"), "OrderID": "98403", "Order": order()}
    assert walks.alone(told) == line("1")
    item = {"OrderID": "98403", "LineItemID": "1", "QuantityShipped": 2}
    assert walks.alone(item) is item
    assert walks.alone(order()) == order()


def test_what_is_on_a_shipment_keeps_which_order_it_is_of() -> None:
    """Its copies of the line are the platform's business: whatever is among them, it is no line (8)."""
    item = {"OrderID": "98403", "LineItemID": "1", "ProductID": "P1", "QuantityShipped": 2}
    assert walks.alone(item) is item
