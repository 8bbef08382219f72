"""Section 3.4 of Order Desk's contract: how an order is changed."""

from tests.mutants.orderdesk.where import (
    ACTS,
    CONFLICTS,
    EDITS,
    ENDS,
    OPEN_POINTS,
    desk,
)
from tests.mutants.surprises import Surprise, shared

CHANGES = (
    Surprise(
        "3.4", "what a PUT leaves out is blanked: the whole order goes out",
        f"{EDITS}test_an_edit_sends_the_whole_fresh_order_but_shipments_and_history",
        desk("shapes.py", "for name, value in order.items() if name not in _NOT_SENT}",
             "for name, value in order.items() if name not in _NOT_SENT and value != fresh.get(name)}"),
    ),
    Surprise(
        "3.4", "lines that are left out are removed: each goes out with its id",
        f"{EDITS}test_every_line_is_sent_with_its_id",
        desk("shapes.py", "    return {name: value for name, value in order.items()",
             '    lines = [line for line in order["order_items"] if line not in fresh["order_items"]]\n'
             '    return {name: lines if name == "order_items" else value for name, value in order.items()'),
    ),
    Surprise(
        "3.4", "an empty list of lines goes out as well",
        f"{EDITS}test_lines_are_sent_even_where_the_order_has_none",
        desk("shapes.py", "for name, value in order.items() if name not in _NOT_SENT}",
             'for name, value in order.items() if name not in _NOT_SENT and (value or name != "order_items")}'),
    ),
    Surprise(
        "3.4", "a line without an id is added, so only a new one has none",
        f"{EDITS}test_an_added_line_has_no_id_and_stands_after_the_others",
        desk("lines.py", 'blank = {"name": "",', 'blank = {"id": "", "name": "",'),
    ),
    Surprise(
        "3.4", "to take a line off is to leave it out",
        f"{EDITS}test_a_line_is_left_out_only_to_take_it_out",
        shared("vendors/overlay.py", "            laid.pop(change.line, None)\n",
               '            laid[change.line] = {**laid[change.line], "quantity": 0}\n'),
    ),
    Surprise(
        "3.4", "parcels and history are not sent along",
        f"{EDITS}test_an_edit_sends_the_whole_fresh_order_but_shipments_and_history",
        desk("shapes.py", '("order_shipments", "order_history")', '("order_history",)'),
    ),
    Surprise(
        "3.4", "totals are left as they were read: the server reckons",
        f"{EDITS}test_totals_are_left_to_the_server",
        desk("edits.py", "        changed = applied(table, facts.fresh, facts.changes)[table.part]\n",
             "        from desktop.vendors.orderdesk.quirks import recompute\n"
             "        changed = recompute(applied(table, facts.fresh, facts.changes)[table.part], {})\n"),
    ),
    Surprise(
        "3.4", "an order is read now, not taken from the copy, before it is written",
        f"{CONFLICTS}test_what_others_changed_elsewhere_is_taken_over_silently",
        shared("sync/hearing.py", "        if resource.read is None:\n",
               "        if known := self._known(account, resource, key):\n"
               "            return Fresh(documents=known, asked_at=Asked(0.0))\n"
               "        if resource.read is None:\n"),
    ),
    Surprise(
        "3.4", "nothing refuses a stale write: what others changed in the same field is shown first",
        f"{CONFLICTS}test_a_collision_keeps_all_three_values_and_sends_nothing",
        shared("vendors/comparing.py",
               '    return ("as_seen" if field.codec.same(value, change.seen) else "conflicts"), value\n',
               '    return "as_seen", value\n'),
    ),
    Surprise(
        "3.4", "the date of the last change is only a hint: what others changed elsewhere is no conflict",
        f"{CONFLICTS}test_what_others_changed_elsewhere_is_taken_over_silently",
        shared("sync/push.py", "        if found.conflicts:\n",
               "        known = self._hearing._known(work.account, work.resource, work.entry.key)\n"
               "        if found.conflicts or work.documents != known:\n"),
    ),
    Surprise(
        "3.4", "an answer without the order is no truth: it is read again",
        f"{ENDS}test_an_answer_without_the_whole_record_is_no_truth",
        desk("steps.py", 'if not isinstance(order, dict) or "id" not in order or "order_items" not in order:',
             "if not isinstance(order, dict):"),
    ),
    Surprise(
        "3.4", "what others change between our read and our write is no failure of ours, and is shown",
        f"{OPEN_POINTS}test_what_others_change_between_our_read_and_our_write_is_shown_as_it_came_to_be",
        shared("sync/stepping.py", "        if because := ready.step.short(said, facts):\n",
               '        moved = said["order"]["folder_id"] != ready.request.body["folder_id"]\n'
               '        if because := "It is not as it was sent." if moved else ready.step.short(said, facts):\n'),
    ),
    Surprise(
        "3.4", "cancelling is the folder named Canceled, with one l",
        f"{ACTS}test_of_two_folders_that_sound_alike_the_vendors_own_stands_for_cancelling",
        desk("quirks.py", 'CANCELED = ("canceled", "cancelled")', 'CANCELED = ("cancelled", "canceled")'),
    ),
    Surprise(
        "3.4", "deleting is for good, and asks first",
        f"{ACTS}test_deleting_is_final_says_so_and_is_done_when_the_order_is_not_found",
        desk("moves.py", "    final=True,\n", ""),
    ),
    Surprise(
        "3.4", "whether an edit has happened is told by its fields",
        f"{ENDS}test_an_edit_has_happened_when_its_fields_are_the_same",
        desk("edits.py", 'Found(verdict="yes" if not _unmet(table, now, facts.changes) else "no")',
             'Found(verdict="yes" if before != now else "no")'),
    ),
)  # fmt: skip
