"""How OrderMesh's lists are walked: to their end whatever they tell, taken up a page earlier, never cut short."""

from datetime import timedelta

import pytest

from desktop.errors import Rejected
from desktop.vendors.contract import Context, Heard, Walk
from desktop.vendors.ordermesh import order_walks
from desktop.vendors.ordermesh.lists import until_known
from desktop.vendors.ordermesh.order_walks import ROWS
from desktop.vendors.ordermesh.stock import stock
from tests.vendors.mesh import AT, CONTEXT, Book, item, order, shipment, variant, walk_all

ALL = order_walks.all_orders("orders", CONTEXT)
AGAIN = until_known(ALL)


def orders(number: int, **members: object) -> list[dict[str, object]]:
    return [order(id=f"o{place}", **members) for place in range(number)]


@pytest.mark.parametrize("number", [0, 1, 49, 50, 51, 100, 173])
@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("cap", [1_000, 25])
def test_a_list_is_walked_to_its_end_with_a_total_and_without_one(number: int, tells: bool, cap: int) -> None:
    book = Book(orders(number), tells=tells, cap=cap)
    assert walk_all(book, ALL) == [f"o{place}" for place in range(number)]


def test_what_comes_all_at_once_is_all_of_it() -> None:
    book = Book(orders(120), tells=False)
    heard = Heard(request=ALL.ask(ALL.first("", CONTEXT)).request, headers={}, envelope={}, rows=book.rows, count=120)
    assert ALL.next(ALL.first("", CONTEXT), heard).state is None


def test_a_list_that_knows_one_page_only_is_said_to_be_incomplete() -> None:
    with pytest.raises(Rejected, match="first page"):
        walk_all(Book(orders(120), ignores=True), ALL)
    with pytest.raises(Rejected, match="first page"):
        walk_all(Book(orders(120), ignores=True, tells=False), ALL)


def test_one_page_of_fifty_with_a_total_is_whole_though_pages_are_not_known() -> None:
    assert len(walk_all(Book(orders(50), ignores=True), ALL)) == 50


def test_a_walk_that_was_broken_off_is_taken_up_one_page_earlier() -> None:
    book = Book(orders(200), tells=False)
    state = ALL.first("", CONTEXT)
    for _ in range(3):
        state = ALL.next(state, book.hear(ALL.ask(state))).state
    assert state["spot"]["page"] == 4
    again = ALL.again(state)
    assert (again["spot"]["page"], again["spot"]["seen"]) == (3, 100)
    assert walk_all(book, ALL, again)[0] == "o100"


def walked(book: Book, walk: Walk, known: set[str]) -> list[str]:
    """The pages of a walk as the desk makes it, where the copy knows these ids, and those that it has heard since."""
    before, state = len(book.asked), walk.first("", CONTEXT)
    while state is not None:
        heard = book.hear(walk.ask(state))
        turn, names = walk.next(state, heard), {str(row["id"]) for row in heard.rows}
        state = turn.unless_known if turn.unless_known is not None and names - known else turn.state
        known |= names
        assert len(book.asked) < 100, "it does not end"
    return [each.rpartition("=")[2] for each in book.asked[before:]]


def test_a_list_is_walked_until_it_brings_nothing_that_was_not_known() -> None:
    book = Book(orders(120), tells=False)
    everything = {f"o{place}" for place in range(120)}
    assert walked(book, AGAIN, set(everything)) == ["1", "2", "3", "4"]
    assert walked(book, AGAIN, everything - {"o70"}) == ["1", "2", "3", "4", "1", "2", "3", "4"]
    assert walked(book, AGAIN, everything - {"o119"}) == ["1", "2", "3", "4", "1", "2", "3", "4"]


def test_what_is_new_on_the_first_page_has_that_page_asked_again_alone() -> None:
    known = {f"o{place}" for place in range(1, 120)}
    assert walked(Book(orders(120)), AGAIN, known) == ["1", "1", "2", "3"]
    assert walked(Book(orders(30)), AGAIN, set()) == ["1", "1"]
    assert walked(Book([]), AGAIN, set()) == ["1"]


def test_a_walk_until_nothing_is_new_keeps_in_mind_that_something_was_where_it_is_broken_off() -> None:
    book = Book(orders(120))
    second = AGAIN.next(first := AGAIN.first("", CONTEXT), book.hear(AGAIN.ask(first))).state
    third = AGAIN.next(second, book.hear(AGAIN.ask(second))).unless_known
    taken_up = AGAIN.again(third)
    assert (taken_up["spot"]["spot"]["page"], taken_up["is_missed"]) == (2, True)


def test_where_the_search_is_not_there_the_plain_list_is_walked() -> None:
    book = Book(orders(60), missing=("/v1/orders",))
    assert len(walk_all(book, ALL)) == 60
    assert book.asked == ["/v1/orders?page=1", "/v1/orders/list?page=1", "/v1/orders/list?page=2"]


def test_a_search_that_is_forbidden_is_asked_once_more_to_say_why() -> None:
    state = ALL.first("", CONTEXT)
    assert ALL.ask(state).optional
    heard = Heard(request=ALL.ask(state).request, headers={}, envelope={}, status=403)
    again = ALL.ask(ALL.next(state, heard).state)
    assert (again.request.path, again.optional) == ("/v1/orders", False)


def test_summaries_are_kept_beside_orders_and_each_is_read_singly() -> None:
    summary = {"id": "o1", "shortId": "O1", "status": "Open"}
    assert ROWS.id is not None
    assert (ROWS.id(summary), ROWS.id(order())) == ("row", "order")
    state = ALL.first("", CONTEXT)
    heard = Heard(request=ALL.ask(state).request, headers={}, envelope={"total": 1}, rows=[summary], count=1)
    assert ALL.next(state, heard).follow == ("o1",)


def test_news_end_with_a_page_that_says_nothing_new() -> None:
    walk = order_walks.news(CONTEXT)
    state = walk.first("", CONTEXT)
    turn = walk.next(state, Book(orders(120)).hear(walk.ask(state)))
    assert (turn.while_new, turn.follow_changed, turn.state["spot"]["page"]) == (True, True, 2)
    assert turn.follow_unknown[:2] == ("o0", "o1")


# ── shipments ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_shipments_of_open_orders_come_before_those_of_the_others() -> None:
    done = [item(status="Fulfilled")]
    rows = [
        order(id="o1", shipmentIds=["s1", "s2"], items=done, status="Fulfilled"),
        order(id="o2", shipmentIds=["s3"]),
    ]
    single = {f"/v1/{key}": shipment(id=key) for key in ("s1", "s2", "s3")}
    asked = []
    for are_open in (True, False):
        book = Book(rows, single=single)
        walk_all(book, order_walks.shipments("shipments", CONTEXT, are_open=are_open))
        asked.append(book.asked)
    assert asked == [["/v1/orders?page=1", "/v1/s3"], ["/v1/orders?page=1", "/v1/s1", "/v1/s2"]]


def test_a_shipment_belongs_to_the_order_that_names_it_whatever_it_says_itself() -> None:
    walk = order_walks.shipments("shipments", CONTEXT, are_open=True)
    state = walk.first("", CONTEXT)
    state = walk.next(state, Book([order(id="o7")]).hear(walk.ask(state))).state
    rows = walk.ask(state).rows
    assert rows is not None
    assert rows.id is not None
    assert (rows.owner(shipment(orderId="order 0")), rows.part + rows.id(shipment())) == ("o7", "shipment:s1")


def test_summaries_name_no_shipments_and_end_that_walk_at_once() -> None:
    book = Book([{"id": f"o{place}"} for place in range(120)])
    walk_all(book, order_walks.shipments("shipments", CONTEXT, are_open=True))
    assert len(book.asked) == 1


def test_open_orders_are_read_again_by_the_hour_and_unknown_words_count_as_open() -> None:
    assert order_walks.again({"order": order()}, AT) == AT + timedelta(hours=1)
    assert order_walks.again({"order": order(item(status="In Production"))}, AT) is not None
    done = order(item(status="Fulfilled"), item("i2", status="cancelled"), status="Fulfilled")
    assert order_walks.again({"order": done}, AT) is None


# ── one record, read whole ────────────────────────────────────────────────────────────────────────────────────────


def test_an_order_is_read_with_its_shipments_and_notes() -> None:
    (ask,) = order_walks.read("o 1/2", Context())
    assert (ask.request.path, ask.request.guess, ask.replaces) == (
        "/v1/orders/o%201%2F2", "GET /v1/orders/{}", "shipment:",
    )  # fmt: skip
    assert ask.then is not None
    heard = Heard(request=ask.request, headers={}, envelope={}, rows=[order(shipmentIds=["s1", "s/2"])], count=1)
    further = ask.then(heard)
    assert [(each.request.path, each.request.server, each.optional) for each in further] == [
        ("/v1/s1", "shipments", True), ("/v1/s%2F2", "shipments", True), ("/v1/notes", "notes", True),
    ]  # fmt: skip


def test_a_variant_is_looked_for_up_to_the_page_that_has_it() -> None:
    read = stock(Context()).read
    assert read is not None
    book = Book([variant(f"S{place}") for place in range(200)])
    waiting = list(read("S60", Context()))
    while waiting:
        ask = waiting.pop(0)
        assert ask.then is not None
        waiting[:0] = ask.then(book.hear(ask))
    assert [each.rpartition("?")[2] for each in book.asked] == ["page=1", "page=2"]


def test_a_variant_that_is_on_no_page_is_gone() -> None:
    read = stock(Context()).read
    assert read is not None
    (ask,) = read("nothing", Context())
    assert ask.then is not None
    with pytest.raises(Rejected) as refused:
        ask.then(Book([variant()]).hear(ask))
    assert refused.value.status == 404
