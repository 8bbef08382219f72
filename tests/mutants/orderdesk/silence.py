"""Section 12 of Order Desk's contract: what the documents leave open, so that nothing may depend on it."""

from tests.mutants.orderdesk.where import (
    ACTS,
    CLIENT,
    EDITS,
    LIMITS,
    OPEN_POINTS,
    PAGING,
    READING,
    desk,
    there,
)
from tests.mutants.surprises import Surprise, shared

SILENCE = (
    Surprise(
        "12", "whatever words a 404 or a validation has, its status and its words are told",
        f"{CLIENT}test_a_refusal_keeps_its_status_and_its_words",
        shared("vendors/client.py",
               'return Rejected(f"{label} said no (HTTP {status}).", said + step, words=words, status=status)',
               'return Rejected(f"{label} said no (HTTP {status}).", said + step, status=status)'),
    ),
    Surprise(
        "12", "whether lines left out of a PUT are removed or kept: none is left out by accident",
        f"{EDITS}test_whatever_else_an_order_holds_is_sent_back_untouched",
        desk("shapes.py", "for name, value in order.items() if name not in _NOT_SENT}",
             "for name, value in order.items() if name not in _NOT_SENT and (name in fresh and value != [])}"),
    ),
    Surprise(
        "12", "whether a card's mask outlives a PUT: it does, for it is sent",
        f"{OPEN_POINTS}test_a_card_s_mask_outlives_every_edit[no]",
        desk("shapes.py",
             '("order_shipments", "order_history")',
             '("order_shipments", "order_history", "cc_number_masked")'),
    ),
    Surprise(
        "12", "what a folder within a PUT does: it is the one that was just read",
        f"{OPEN_POINTS}test_what_others_change_between_our_read_and_our_write_is_shown_as_it_came_to_be",
        there("orders.py", '("id", "email_count", "folder_id",', '("id", "email_count",'),
    ),
    Surprise(
        "12", "whether a single read gives history: it is asked for in the list",
        f"{OPEN_POINTS}test_history_is_told_whether_or_not_a_single_read_gives_it[no]",
        desk("shapes.py", 'return Request(method="GET", path="/orders", query=query)',
             'return Request(method="GET", path=address("/orders", key), query=query[-1:])'),
    ),
    Surprise(
        "12", "what becomes of a limit above 500: none is asked, and a smaller page is not the last",
        f"{PAGING}test_a_server_that_takes_less_than_the_limit_is_read_to_its_end",
        shared("vendors/paging.py",
               'limit = min(listing.limit, _number(heard.envelope.get("limit")) or listing.limit)',
               "limit = listing.limit"),
    ),
    Surprise(
        "12", "which filters the list of stock has: none is asked with but SKUs",
        f"{READING}test_a_quiet_run_asks_for_the_time_one_page_of_orders_and_the_stock",
        desk("walks.py", '("offset", str(state["offset"])))\n', '("offset", str(state["offset"])), ("search", ""))\n'),
    ),
    Surprise(
        "12", "how much a batch may hold and what a part of it does: fewer are sent, until one stands alone",
        "tests/whole/test_batches.py::test_the_row_that_is_refused_has_its_own_words_and_the_others_arrive",
        desk("batches.py",
             '    return Rejected("Order Desk said no.", words=to_text(result.get("message")))\n',
             "    return result\n"),
    ),
    Surprise(
        "12", "how long fields may be: an address is checked while it is typed",
        f"{LIMITS}test_a_field_of_an_address_may_have_100_characters_and_not_one_more",
        desk("fields.py", "            limit=checks.ADDRESS_LIMIT,\n", ""),
    ),
    Surprise(
        "12", "whether a parcel moves the stamp of its order: an order that is opened is read",
        f"{OPEN_POINTS}test_a_parcel_that_others_added_is_seen_whether_or_not_it_moves_the_stamp[no]",
        desk("orders.py", '    read=reads("/orders", walks.ORDER),\n', '    read=reads("/orders/0", walks.ORDER),\n'),
    ),
    Surprise(
        "12", "what a DELETE answers: an order is deleted when it is not found",
        f"{ACTS}test_deleting_is_final_says_so_and_is_done_when_the_order_is_not_found",
        desk("moves.py", '    if order_in(now) is not None:\n        return Found(verdict="no")\n',
             '    if order_in(now) is not None:\n        return Found(verdict="yes", answer={})\n'),
    ),
    Surprise(
        "12", "whether a store normalises: a name in small letters is delivered once",
        f"{OPEN_POINTS}test_a_name_in_small_letters_is_delivered_once_and_shown_as_the_store_writes_it[all]",
        shared("vendors/codecs.py", "return _plain(a).strip().casefold() == _plain(b).strip().casefold()",
               "return _plain(a) == _plain(b)"),
    ),
)  # fmt: skip
