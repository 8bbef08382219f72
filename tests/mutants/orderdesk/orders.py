"""Section 3.3 of Order Desk's contract: what an order holds."""

from tests.mutants.orderdesk.where import (
    ACTS,
    CODECS,
    COMPARING,
    DISCOUNTS,
    EDITS,
    ENDS,
    FIELDS,
    OPEN_POINTS,
    RECORDS,
    TABLES,
    desk,
)
from tests.mutants.surprises import Surprise, shared

ORDERS = (
    Surprise(
        "3.3", "an order is known by the vendor's id, never by its number of origin",
        f"{ACTS}test_a_note_is_put_behind_the_others_in_the_whole_order",
        desk("shapes.py", 'path=address("/orders", key)', 'path=address("/orders", str(order["source_id"]))'),
    ),
    Surprise(
        "3.3", "a blank number of origin becomes the id, and is shown so",
        f"{RECORDS}test_an_order_whose_number_is_blank_is_called_by_its_id",
        desk("records.py", '    common["number"] = common["number"] or common["id"]\n', ""),
    ),
    Surprise(
        "3.3", "an order whose number is blank is asked for by its id",
        f"{ACTS}test_an_order_whose_number_is_blank_is_looked_up_by_its_id",
        desk("shapes.py", 'to_text(order.get("source_id")) or key', 'to_text(order.get("source_id"))'),
    ),
    Surprise(
        "3.3", "the number of origin goes back unchanged",
        f"{FIELDS}test_each_member_of_an_order_may_be_edited_or_not_as_the_contract_says",
        desk("fields.py", 'fixed("number", "source_id", text, "Number", OF_ORIGIN)',
             'editable("number", "source_id", text, "Number")'),
    ),
    Surprise(
        "3.3", "totals cannot be set: the server works them out",
        f"{FIELDS}test_each_member_of_an_order_may_be_edited_or_not_as_the_contract_says",
        desk("fields.py", 'label=label, editable=COUNTED, section="Totals"',
             'label=label, editable=always, section="Totals"'),
    ),
    Surprise(
        "3.3", "a total is goods and charges less discounts, which are positive",
        f"{FIELDS}test_totals_are_added_up_as_the_documented_example_adds_them_up",
        desk("quirks.py",
             '"order_total": products + charges - discount',
             '"order_total": products + charges + discount'),
    ),
    Surprise(
        "3.3", "a card's mask is sent back as read",
        f"{EDITS}test_the_masked_card_number_is_sent_back_as_read_and_the_card_number_never",
        desk("shapes.py",
             '("order_shipments", "order_history")',
             '("order_shipments", "order_history", "cc_number_masked")'),
    ),
    Surprise(
        "3.3", "a card's number is never sent",
        f"{EDITS}test_the_masked_card_number_is_sent_back_as_read_and_the_card_number_never",
        desk("shapes.py",
             "    return {name: value for name, value in order.items()",
             '    return {"cc_number": order.get("cc_number_masked", "")[-4:]} | {name: value'
             ' for name, value in order.items()'),
    ),
    Surprise(
        "3.3", "a payment status moves no money, and says so",
        f"{FIELDS}test_what_is_easily_taken_for_more_than_it_does_says_so",
        desk("fields.py", '_NO_MONEY = "Setting this moves no money."', '_NO_MONEY = ""'),
    ),
    Surprise(
        "3.3", "a payment is in one of eight states",
        f"{FIELDS}test_what_the_vendor_names_is_offered",
        desk("checks.py", '"Approved", "Authorized", "Captured", "Fully Refunded",', '"Approved", "Captured",'),
    ),
    Surprise(
        "3.3", "a card's end is written MM/YYYY",
        f"{FIELDS}test_a_card_ends_in_a_month_that_there_is",
        desk("checks.py", 'r"(0[1-9]|1[0-2])/[0-9]{4}"', 'r"(0?[1-9]|1[0-2])/[0-9]{2,4}"'),
    ),
    Surprise(
        "3.3", "what was refunded is left alone",
        f"{FIELDS}test_each_member_of_an_order_may_be_edited_or_not_as_the_contract_says",
        desk("fields.py", 'fixed("refunded", "refund_total", money, "Refunded", REFUNDED, "Payment")',
             'editable("refunded", "refund_total", money, "Refunded", **_PAID)'),
    ),
    Surprise(
        "3.3", "an old order has no refund_total, and gets none",
        f"{FIELDS}test_an_old_order_without_a_refund_is_read_and_sent_without_one",
        desk("shapes.py", "    return {name: value for name, value in order.items()",
             '    return {"refund_total": 0} | {name: value for name, value in order.items()'),
    ),
    Surprise(
        "3.3", "tags are not in use",
        f"{FIELDS}test_each_member_of_an_order_may_be_edited_or_not_as_the_contract_says",
        desk("fields.py", 'fixed("tag_name", "tag_name", text, "Tag", NOT_IN_USE, "Fulfilment")',
             'editable("tag_name", "tag_name", text, "Tag", **_SENT)'),
    ),
    Surprise(
        "3.3", "no edit moves an order to another folder",
        f"{TABLES}test_the_folder_is_shown_by_its_name_and_says_that_acts_move_it",
        desk("fields.py", 'label="Folder", editable=BY_MOVING', 'label="Folder", editable=always'),
    ),
    Surprise(
        "3.3", "the buyer's own order number stands among free details",
        f"{CODECS}test_the_order_number_of_the_buyer_is_found_under_any_of_its_names",
        desk("quirks.py", "    by_name = {key.strip().casefold(): key for key in free}\n",
             "    by_name = {key: key for key in free}\n"),
    ),
    Surprise(
        "3.3", "a hidden detail that is a number stays one",
        f"{CODECS}test_a_number_among_free_keys_stays_a_number",
        shared("vendors/codecs.py", 'scalar = made("text", to_text, _number_or_text, _same_text)',
               'scalar = made("text", to_text, _from_text, _same_text)'),
    ),
    Surprise(
        "3.3", "a discount is positive and taken off",
        f"{DISCOUNTS}test_what_cannot_be_meant_of_a_discount_is_refused_in_words",
        desk("discounts.py",
             '(to_decimal(row.get("amount")) or 0) < 0 for row in changed',
             "row is None for row in changed"),
    ),
    Surprise(
        "3.3", "history is there only when it was asked for, and is kept where it was not",
        f"{ENDS}test_history_in_an_answer_is_kept_apart_from_the_order",
        desk("steps.py",
             "for name, value in order.items() if name != \"order_history\"}",
             "for name, value in order.items()}"),
    ),
    Surprise(
        "3.3", "there is no status: the folder is the state, by its name",
        f"{RECORDS}test_the_state_of_an_order_is_the_folder_it_lies_in",
        desk("records.py", 'state=STATES.get(folder.strip().casefold(), "other")',
             'state=STATES.get(str(order.get("status", "")).casefold(), "other")'),
    ),
    Surprise(
        "3.3", "members that nobody knows are sent back",
        f"{EDITS}test_members_that_no_table_knows_are_sent_back",
        desk("shapes.py", "for name, value in order.items() if name not in _NOT_SENT}",
             'for name, value in order.items() if name not in _NOT_SENT and not name.startswith("future")}'),
    ),
    Surprise(
        "3.3", "lines 3 and 4 of a street are for shipping alone",
        f"{FIELDS}test_each_member_of_an_order_may_be_edited_or_not_as_the_contract_says",
        desk("fields.py", 'if key not in ("address3", "address4")}', "}"),
    ),
    Surprise(
        "3.3", "an order needs a first and a last name, or a company",
        f"{EDITS}test_an_order_is_not_left_without_a_name",
        desk("shapes.py", "    if _is_somebodys(fresh) and not _is_somebodys(order):\n", "    if not order:\n"),
    ),
    Surprise(
        "3.3", "a store may rewrite the letters of names, postal codes and countries: no conflict",
        f"{COMPARING}test_letter_case_that_the_vendor_rewrote_is_no_conflict",
        shared("vendors/codecs.py", "return _plain(a).strip().casefold() == _plain(b).strip().casefold()",
               "return _plain(a) == _plain(b)"),
    ),
    Surprise(
        "3.3", "a store may rewrite phone numbers: the edit has happened all the same",
        f"{EDITS}test_what_the_store_rewrites_when_it_normalises_is_what_was_typed",
        shared("vendors/codecs.py",
               "    return _digits(a) == _digits(b) if _digits(a) or _digits(b) else _same_letters(a, b)\n",
               "    return _same_letters(a, b)\n"),
    ),
    Surprise(
        "3.3", "what is shown after a write is what the server made of it",
        f"{OPEN_POINTS}test_a_name_in_small_letters_is_delivered_once_and_shown_as_the_store_writes_it[all]",
        shared("sync/push.py", "        truth, asked_at = work.said(),",
               "        truth, asked_at = mapping.applied(work.resource, work.documents, work.entry.changes),"),
    ),
)  # fmt: skip
