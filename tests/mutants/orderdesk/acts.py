"""Sections 3.5 and 3.6 of Order Desk's contract: notes, history, and moving between folders."""

from tests.mutants.orderdesk.where import (
    ACTS,
    ANSWERS,
    FIELDS,
    NOTES,
    OPEN_POINTS,
    desk,
)
from tests.mutants.surprises import Surprise, shared

NOTED = (
    Surprise(
        "3.5", "a staff note goes out with all others, in the whole order",
        f"{ACTS}test_a_note_is_put_behind_the_others_in_the_whole_order",
        desk("notes.py", '"order_notes": [*maps_in(fresh.get("order_notes")), note]', '"order_notes": [note]'),
    ),
    Surprise(
        "3.5", "notes have no ids: one more of the same text tells that it arrived",
        f"{ACTS}test_a_note_has_happened_when_there_is_one_more_of_it",
        desk("notes.py", "    was, found = _notes_like(before, facts), _notes_like(now, facts)\n",
             "    was, found = 0, _notes_like(now, facts)\n"),
    ),
    Surprise(
        "3.5", "a note keeps its date and user when its words are changed",
        f"{NOTES}test_a_note_is_edited_in_its_place_and_keeps_its_date_user_and_all_else",
        shared("vendors/listed.py", "key: {**row, listed.member: wire}}", "key: {listed.member: wire}}"),
    ),
    Surprise(
        "3.5", "history is another thing: a line is posted by itself",
        f"{ACTS}test_a_history_line_is_posted_as_recorded",
        desk("notes.py", '/order-history", body=body)', '/order-notes", body=body)'),
    ),
    Surprise(
        "3.5", "a history line stays for good, and says so",
        f"{FIELDS}test_what_is_easily_taken_for_more_than_it_does_says_so",
        desk("notes.py", 'hint="Stays for good: history cannot be edited or removed."', 'hint=""'),
    ),
    Surprise(
        "3.5", "history is read in the list, by number and shop of origin",
        f"{ACTS}test_history_is_looked_up_in_the_list_by_origin",
        desk("shapes.py", 'return Request(method="GET", path="/orders", query=query)',
             'return Request(method="GET", path=address("/orders", key), query=query[-1:])'),
    ),
    Surprise(
        "3.5", "history comes only when it is asked for",
        f"{OPEN_POINTS}test_history_is_told_whether_or_not_a_single_read_gives_it",
        desk("shapes.py", ', ("get_order_history", "1"))', ")"),
    ),
    Surprise(
        "3.5", "a history line has no id either: one more of the same text",
        f"{ACTS}test_a_history_line_has_happened_when_there_is_one_more_of_it",
        desk("notes.py", "one_more(_lines_like(before, facts), _lines_like(now, facts),",
             "one_more(0, _lines_like(now, facts),"),
    ),
    Surprise(
        "3.5", "of orders with one number the one with our id tells the history",
        f"{ACTS}test_a_history_line_has_happened_when_there_is_one_more_of_it",
        desk("notes.py", 'if to_text(order.get("id")) == facts.key and "order_history" in order:',
             'if "order_history" in order:'),
    ),
)  # fmt: skip

MOVED = (
    Surprise(
        "3.6", "folders are the store's own, in its own order",
        f"{ANSWERS}test_of_the_store_its_folders_in_their_order_and_what_it_offers_are_kept",
        desk("answers.py", 'for key, name in as_map(store.get("folders")).items()}',
             'for key, name in sorted(as_map(store.get("folders")).items())}'),
    ),
    Surprise(
        "3.6", "ids of orders are numbers in a move, though texts everywhere else",
        f"{ACTS}test_moving_sends_the_recorded_request",
        desk("moves.py", '"order_id_list": [int(facts.key)]', '"order_id_list": [facts.key]'),
    ),
    Surprise(
        "3.6", "a destination is given by id or by name, not by both",
        f"{ACTS}test_moving_sends_the_recorded_request",
        desk("moves.py", '"destination_folder_id": int(folder)}',
             '"destination_folder_id": int(folder), "destination_folder_name": folders(facts.context).get(folder)}'),
    ),
    Surprise(
        "3.6", "a move is a success also where an order was not moved: its row has no former folder",
        f"{ANSWERS}test_an_order_that_was_not_moved_is_a_refusal_although_the_status_says_success",
        desk("answers.py", '    if answer.request.path != "/move-orders":\n', '    if answer.request.path:\n'),
    ),
    Surprise(
        "3.6", "a move runs the rules of its folder, which may mail the customer: it is said before",
        f"{ACTS}test_acts_that_may_mail_customers_say_so",
        desk("moves.py", "    warning=_RULES,\n", ""),
    ),
    Surprise(
        "3.6", "a folder that is not there any more is not moved to",
        f"{ACTS}test_an_unknown_folder_stops_the_move",
        desk("moves.py", '    return folder if folder in known or not known else ""\n', "    return folder\n"),
    ),
    Surprise(
        "3.6", "any folder may follow any other",
        f"{ACTS}test_the_folders_offered_are_the_others_of_this_store",
        desk("moves.py", "for choice in folder_choices(documents, context) if choice.value != here)",
             "for choice in folder_choices(documents, context) if choice.value > here)[:1]"),
    ),
    Surprise(
        "3.6", "moved again into its folder, an order's rules would run again: nothing is sent",
        f"{ACTS}test_an_order_that_lies_there_already_is_not_moved",
        desk("moves.py",
             "        if folder_of(facts.fresh.get(PART, {})) == folder:\n            return NOTHING\n",
             ""),
    ),
)  # fmt: skip

ACTED = (*NOTED, *MOVED)
