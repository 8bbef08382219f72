"""Section 6 of Order Desk's contract: stock items."""

from tests.mutants.orderdesk.where import (
    BATCHES,
    EDITS,
    ENDS,
    FIELDS,
    IN_BATCHES,
    READING,
    RECORDS,
    TABLES,
    WALKS,
    desk,
)
from tests.mutants.surprises import Surprise, shared

STOCK = (
    Surprise(
        "6", "what a PUT of a stock item leaves out is blanked: the whole item goes out",
        f"{EDITS}test_a_stock_edit_sends_the_whole_item_under_our_name",
        desk("stock.py", '    return {**item, "update_source": OUR_NAME}\n',
             '    kept = {name: item[name] for name in ("name", "code", "price", "stock")}\n'
             '    return {**kept, "update_source": OUR_NAME}\n'),
    ),
    Surprise(
        "6", "who wrote an item last is ours to say",
        f"{EDITS}test_a_stock_edit_sends_the_whole_item_under_our_name",
        desk("stock.py", '    return {**item, "update_source": OUR_NAME}\n', "    return item\n"),
    ),
    Surprise(
        "6", "a server may ignore the offset: a page that brings nothing new is the last",
        f"{WALKS}test_a_server_that_ignores_offset_does_not_keep_us_for_ever",
        desk("walks.py", ' or (ids and set(ids) <= set(state["page"])):', ":"),
    ),
    Surprise(
        "6", "a full page may be followed by another",
        f"{READING}test_a_full_last_page_of_stock_costs_one_request_more",
        desk("walks.py", "    if heard.count < LIMIT or", "    if heard.count <= LIMIT or"),
    ),
    Surprise(
        "6", "no list tells what changed in stock: it is read whole each time",
        f"{READING}test_a_quiet_run_asks_for_the_time_one_page_of_orders_and_the_stock",
        desk("stock.py", "    news=(walks.STOCK_NEWS,),\n", ""),
    ),
    Surprise(
        "6", "there is no change by a difference: the new figure is sent, in whole numbers",
        f"{FIELDS}test_stock_is_counted_in_whole_numbers_and_may_be_below_nothing",
        desk("stock.py",
             '"stock", count, "On hand", check=checks.whole',
             '"stock", count, "On hand", check=checks.needed'),
    ),
    Surprise(
        "6", "orders lower stock too: another figure than before and than wanted tells nothing",
        f"{ENDS}test_a_figure_that_orders_move_too_is_told_by_n_and_the_figure_before",
        desk("stock.py", ', exact="on_hand"', ""),
    ),
    Surprise(
        "6", "between read and write others may have written: that is a conflict, and the others go out",
        f"{IN_BATCHES}test_a_record_that_others_changed_stays_behind_and_the_others_go",
        shared("vendors/comparing.py",
               '    return ("as_seen" if field.codec.same(value, change.seen) else "conflicts"), value\n',
               '    return "as_seen", value\n'),
    ),
    Surprise(
        "6", "several items are a bare list of whole ones",
        f"{BATCHES}test_stock_items_go_out_as_a_bare_list_of_whole_items",
        desk("batches.py", 'path="/batch-inventory-items", body=rows)',
             'path="/batch-inventory-items", body={"inventory_items": rows})'),
    ),
    Surprise(
        "6", "whether one bad row fails all is not known: where not all were taken each is looked up",
        f"{BATCHES}test_where_not_all_were_taken_or_nobody_says_so_each_is_looked_up",
        desk("batches.py", " or taken is None or int(taken[1]) != len(requests):", ":"),
    ),
    Surprise(
        "6", "the answer to several may hold the items, or only their number",
        f"{BATCHES}test_stock_items_in_the_answer_are_taken_from_it_and_the_others_looked_up",
        desk("batches.py", "    if items or taken is None", "    if taken is None"),
    ),
    Surprise(
        "6", "how many items a request may hold is not known: 100",
        f"{BATCHES}test_no_more_go_out_at_once_than_the_contract_reckons_with",
        desk("batches.py", "MOST_SHIPMENTS, MOST_ITEMS = 50, 100", "MOST_SHIPMENTS, MOST_ITEMS = 50, 500"),
    ),
    Surprise(
        "6", "SKUs are asked for in lists with commas: one that has a comma is not",
        f"{BATCHES}test_items_are_read_by_their_skus_in_lists_but_for_those_with_a_comma",
        desk("batches.py", 'if code.strip() and "," not in code]', "if code.strip()]"),
    ),
    Surprise(
        "6", "an item needs its name and its code",
        f"{TABLES}test_a_stock_item_needs_its_name_and_code",
        desk("checks.py", 'return "" if str(value or "").strip() else', 'return "" if True else'),
    ),
    Surprise(
        "6", "an answer may hold no item, or not all of it: it is read again",
        f"{ENDS}test_an_answer_that_leaves_out_an_item_s_stock_is_not_taken_for_the_item",
        desk("edits.py", 'if isinstance(record, dict) and "id" in record and needs in record else None',
             "if isinstance(record, dict) else None"),
    ),
    Surprise(
        "6", "details of an item may be missing altogether",
        f"{RECORDS}test_a_stock_item_may_have_null_for_a_text_and_no_details_at_all",
        desk("quirks.py", "for key, item in as_map(value).items())",
             "for key, item in (value.items() if value != [] else ()))"),
    ),
)  # fmt: skip
