"""Section 3.2 of Order Desk's contract: how the list of orders is asked for."""

from tests.mutants.orderdesk.where import CUSTOMERS, FAULTS, OPEN_POINTS, PAGING, READING, RECORDS, WALKS, desk
from tests.mutants.surprises import Surprise, shared

LISTS = (
    Surprise(
        "3.2", "a page has 50 orders where nothing is said, and 500 at most",
        f"{WALKS}test_history_goes_back_month_by_month_from_the_newest",
        desk("walks.py", "LIMIT = 500", "LIMIT = 1000"),
    ),
    Surprise(
        "3.2", "a server may take less than the page that was asked for",
        f"{PAGING}test_a_server_that_takes_less_than_the_limit_is_read_to_its_end",
        shared("vendors/paging.py",
               'limit = min(listing.limit, _number(heard.envelope.get("limit")) or listing.limit)',
               "limit = listing.limit"),
    ),
    Surprise(
        "3.2", "the newest come first, and push the others along: the list is asked for the other way round",
        f"{WALKS}test_history_goes_back_month_by_month_from_the_newest",
        desk("walks.py", '("order_by", order_by), ("order", "ASC")]', '("order_by", order_by), ("order", "DESC")]'),
    ),
    Surprise(
        "3.2", "search dates are those of adding, modified dates those of changing",
        f"{WALKS}test_the_news_reach_five_minutes_behind_the_last_good_run",
        desk("walks.py", '"date_updated", "modified_start_date", "modified_end_date")',
             '"date_updated", "search_start_date", "search_end_date")'),
    ),
    Surprise(
        "3.2", "there is no search: words are found in the copy, those of checkout details and parcels among them",
        f"{RECORDS}test_an_order_is_found_by_its_checkout_details_and_tracking_numbers",
        desk("orders.py", "    search=search,\n", ""),
    ),
    Surprise(
        "3.2", "a filter that says nothing gives all orders of the store",
        f"{CUSTOMERS}test_a_customer_without_any_name_is_not_asked_for",
        desk("customers.py", 'return ("orders", walks.orders_like(*filters)) if filters else None',
             'return "orders", walks.orders_like(*filters)'),
    ),
    Surprise(
        "3.2", "the history of every order makes a list slow: it is asked for one by one",
        f"{CUSTOMERS}test_the_orders_of_one_customer_are_asked_for_by_what_joins_them",
        desk("walks.py", '("order_by", order_by), ("order", "ASC")]',
             '("order_by", order_by), ("order", "ASC"), ("get_order_history", "1")]'),
    ),
    Surprise(
        "3.2", "a list holds whole orders: none is read once more by itself",
        f"{READING}test_a_first_load_asks_for_no_order_by_itself",
        desk("walks.py", 'words=f"{month:%b %Y}", complete_to=complete_to)',
             'words=f"{month:%b %Y}", complete_to=complete_to, follow_changed=True)'),
    ),
    Surprise(
        "3.2", "a full page is the last where its count says so",
        f"{PAGING}test_a_page_that_is_short_or_the_last_by_count_ends_the_stretch",
        shared("vendors/paging.py",
               "    if heard.count < limit or (total is not None and spot.offset + heard.count >= total):\n",
               "    if heard.count < limit:\n"),
    ),
    Surprise(
        "3.2", "orders of one second come in any order, and may be more than a page",
        f"{WALKS}test_orders_imported_in_one_second_are_read_whole",
        shared("vendors/paging.py",
               "    return Stretch(start=spot.start, end=spot.end, hold=_moved(stamps[-1], 1))\n", "    return None\n"),
    ),
    Surprise(
        "3.2", "the marker is the server's own clock, not ours",
        f"{WALKS}test_the_news_reach_five_minutes_behind_the_last_good_run",
        desk("walks.py", '    return Turn(state=None, marker=state["time"])\n',
             "    return Turn(state=None, marker=stamp(datetime.now(UTC)))\n"),
    ),
    Surprise(
        "3.2", "the marker is the time of the beginning of a run, not of its end",
        f"{WALKS}test_the_marker_is_the_server_time_of_the_beginning_not_of_the_end",
        desk("walks.py", '    return Turn(state=None, marker=state["time"])\n',
             '    return Turn(state=None, marker=max(row["date_updated"] for row in heard.rows))\n'),
    ),
    Surprise(
        "3.2", "the news reach five minutes back behind that",
        f"{WALKS}test_the_news_reach_five_minutes_behind_the_last_good_run",
        desk("walks.py", "OVERLAP = timedelta(minutes=5)", "OVERLAP = timedelta(0)"),
    ),
    Surprise(
        "3.2", "a marker is kept only when the run is complete",
        f"{WALKS}test_the_news_mark_their_time_only_when_they_are_complete",
        desk("walks.py", 'return Turn(state={"phase": "pages", "time": time, "spot": begin.state()})',
             'return Turn(state={"phase": "pages", "time": time, "spot": begin.state()}, marker=time)'),
    ),
    Surprise(
        "3.2", "news are not paged by offset: the successor of a changed order would be lost",
        f"{PAGING}test_an_order_changed_meanwhile_costs_no_other_one",
        shared("vendors/paging.py", "    if spot.hold or not _is_as_asked(stamps, spot):\n",
               "    if spot.hold or stamps:\n"),
    ),
    Surprise(
        "3.2", "the next page begins a second before the last stamp, for stamps have whole seconds",
        f"{PAGING}test_after_a_full_page_the_list_is_read_again_from_a_second_before_its_last_stamp",
        shared("vendors/paging.py", "    start = _moved(stamps[-1], -1)\n", "    start = _moved(stamps[-1], 0)\n"),
    ),
    Surprise(
        "3.2", "a page of one stamp alone (a bulk move) is gone past by offset, and read again when one of it leaves",
        f"{PAGING}test_a_crowd_is_read_again_when_one_of_it_leaves_meanwhile",
        shared("vendors/paging.py", "    if spot.offset and spot.again < AGAIN and total is not None",
               "    if spot.offset < 0 and spot.again < AGAIN and total is not None"),
    ),
    Surprise(
        "3.2", "no list tells what was deleted: all is walked over now and then",
        f"{READING}test_a_sweep_marks_what_others_deleted_and_leaves_everything_else",
        desk("orders.py", "    sweeps=(Sweep(walks=(walks.SWEEP,)),),\n", ""),
    ),
    Surprise(
        "3.2", "an order that a walk does not bring is gone only when it answers 404",
        f"{FAULTS}test_an_order_that_vanished_before_it_is_opened_is_marked_gone",
        shared("sync/hearing.py", "GONE = (404, 410)", "GONE = (410,)"),
    ),
    Surprise(
        "3.2", "a change that moves no stamp is found by the walk over all",
        f"{OPEN_POINTS}test_a_parcel_that_moved_no_stamp_comes_with_the_daily_sweep",
        desk("orders.py", "    sweeps=(Sweep(walks=(walks.SWEEP,)),),\n", ""),
    ),
    Surprise(
        "3.2", "a first load goes back from the newest month, window by window",
        f"{WALKS}test_history_goes_back_month_by_month_from_the_newest",
        desk("walks.py", '"spot": _window(newest, oldest, end="")', '"spot": _window(oldest, oldest, end="")'),
    ),
)  # fmt: skip
