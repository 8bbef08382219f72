"""Section 11 of Order Desk's contract: what the stand-in does, which everything else is tried against."""

from tests.mutants.orderdesk.where import (
    THEIR,
    there,
)
from tests.mutants.surprises import Surprise, shared

STAND_IN = (
    Surprise(
        "11", "an unknown store and a wrong key are refused with 401, each by its name",
        f"{THEIR}connection.py::test_wrong_or_missing_credentials_are_refused_by_name",
        there("platform.py", '        if store is None:\n            return _error(401, "Invalid Store ID")\n',
              '        if store is None:\n            return _error(401, "Invalid API Key")\n'),
    ),
    Surprise(
        "11", "the key of one store opens no other",
        f"{THEIR}connection.py::test_the_key_of_one_store_opens_no_other",
        there("platform.py", 'request.headers.get("orderdesk-api-key") != store.profile.key',
              'request.headers.get("orderdesk-api-key") not in [each.profile.key for each in self._stores.values()]'),
    ),
    Surprise(
        "11", "what is left is told with every answer, refusals among them",
        f"{THEIR}connection.py::test_wrong_or_missing_credentials_are_refused_by_name",
        there("platform.py", "        return replace(answer, headers=(*answer.headers, left))\n",
              "        return replace(answer, headers=(*answer.headers, left)) if answer.status < 300 else answer\n"),
    ),
    Surprise(
        "11", "pace may be switched off",
        f"{THEIR}connection.py::test_pace_off_never_refuses",
        there("pace.py", "        if self._rate is None:\n            return 0\n", ""),
    ),
    Surprise(
        "11", "answers have the reference's members and types: ids of lines and parcels are texts",
        f"{THEIR}samples.py::test_reads_have_the_members_and_types_of_the_reference",
        there("store.py", "        return str(self.next_part)\n", "        return self.next_part\n"),
    ),
    Surprise(
        "11", "each store has 20 tokens of its own and is told to wait for whole seconds",
        f"{THEIR}connection.py::test_twenty_requests_pass_at_once_and_the_next_is_told_to_wait",
        there("pace.py", "return max(1, math.ceil((1 - self._tokens) / self._rate))", "return 0"),
    ),
    Surprise(
        "11", "tokens come back three a second",
        f"{THEIR}connection.py::test_the_bucket_refills_three_a_second_of_the_sandboxs_clock",
        there("pace.py", "REFILL = 3.0", "REFILL = 1.0"),
    ),
    Surprise(
        "11", "the total of stock is a text, and a switch makes it wrong",
        f"{THEIR}stock.py::test_quirks_count_nothing_and_serve_the_first_page_for_ever",
        there("inventory.py", 'if store.switches["stock_total"] == "right" else "0"', 'if True else "0"'),
    ),
    Surprise(
        "11", "an id that does not exist is 404 with an error for a body",
        f"{THEIR}connection.py::test_what_does_not_exist_answers_404_with_an_error_body",
        there("call.py", 'raise Refused(404, "Order Not Found")', 'raise Refused(400, "Order Not Found")'),
    ),
    Surprise(
        "11", "an empty map is served as an empty list",
        f"{THEIR}put.py::test_every_order_sent_back_as_read_stays_as_it_is_but_for_its_stamp",
        there("shapes.py",
              "    if value in ([], {}):\n        return []\n",
              "    if value in ([], {}):\n        return {}\n"),
    ),
    Surprise(
        "11", "a new order gets the defaults of the reference",
        f"{THEIR}orders.py::test_a_new_order_gets_its_defaults",
        there("creation.py", 'members["payment_status"] or "Captured"', 'members["payment_status"]'),
    ),
    Surprise(
        "11", "an order without lines or a name is refused",
        f"{THEIR}orders.py::test_an_order_without_a_name_or_lines_is_refused",
        there("creation.py", "    _validate(sent)\n", ""),
    ),
    Surprise(
        "11", "the same number of the same shop twice is refused, and the first one named",
        f"{THEIR}orders.py::test_a_duplicate_is_refused_and_names_the_order_that_is_there",
        there("creation.py", "    _refuse_duplicate(store, sent)\n", ""),
    ),
    Surprise(
        "11", "a PUT blanks what it leaves out, and the ledger says so",
        f"{THEIR}put.py::test_a_put_blanks_what_it_leaves_out_and_the_ledger_names_it",
        there("shapes.py",
              "    return {name: _read(member, sent.get(name), place + name) for name, member in known.items()}\n",
              "    return {n: _read(m, sent.get(n, stored.get(n)), place + n) for n, m in known.items()}\n"),
    ),
    Surprise(
        "11", "lines with an id are changed, without one added, left out removed",
        f"{THEIR}put.py::test_lines_with_an_id_are_changed_without_one_added_and_left_out_removed",
        there("lines.py", "    return after\n", "    kept = {row[\"id\"] for row in after}\n"
              "    return [*after, *(row for id, row in stored.items() if id not in kept)]\n"),
    ),
    Surprise(
        "11", "lines of which a PUT says nothing stay",
        f"{THEIR}put.py::test_lines_are_untouched_where_a_put_says_nothing_of_them",
        there("orders.py", '        call.notes.absent.append("order_items")\n',
              '        call.notes.absent.append("order_items")\n        after["order_items"] = []\n'),
    ),
    Surprise(
        "11", "parcels, totals, id and folder are not a PUT's to set",
        f"{THEIR}put.py::test_what_the_server_reckons_and_keeps_itself_is_ignored_in_a_put",
        there("orders.py", '("id", "email_count", "folder_id",', '("id", "email_count",'),
    ),
    Surprise(
        "11", "a stock item's PUT blanks what it leaves out",
        f"{THEIR}stock.py::test_a_partial_put_blanks_the_rest_and_the_ledger_names_it",
        there("shapes.py",
              "    return {name: _read(member, sent.get(name), place + name) for name, member in known.items()}\n",
              "    return {n: _read(m, sent.get(n, stored.get(n)), place + n) for n, m in known.items()}\n"),
    ),
    Surprise(
        "11", "a null is a blank",
        f"{THEIR}put.py::test_a_null_counts_as_blank",
        there("shapes.py", '    if value is None or (value == "" and', '    if (value == "" and'),
    ),
    Surprise(
        "11", "totals follow every write",
        f"{THEIR}put.py::test_totals_follow_every_write",
        there("orders.py", "    recompute(order)\n", ""),
    ),
    Surprise(
        "11", "the number of orders of an e-mail is alive on each of them",
        f"{THEIR}orders.py::test_the_mail_count_is_live_on_every_order_of_an_address",
        there("store.py",
              "        for email in {order.email, before.email if before else order.email}:\n "
              "           self._count(email)\n",
              ""),
    ),
    Surprise(
        "11", "a move tells the former folder, writes history and moves the stamp",
        f"{THEIR}orders.py::test_orders_move_by_folder_name_or_id_and_tell_where_they_were",
        there("orders.py", '"folder_id": folder, "date_updated": store.stamp()}', '"folder_id": folder}'),
    ),
    Surprise(
        "11", "a move to nowhere is an error",
        f"{THEIR}orders.py::test_a_move_to_nowhere_or_of_nothing_is_an_error",
        there("orders.py",
              "    if (by_id is None) == (by_name is None):\n",
              "    if by_id is None and by_name is None:\n"),
    ),
    Surprise(
        "11", "dates of a query are taken in many spellings",
        f"{THEIR}lists.py::test_a_query_date_may_be_spelled_in_many_ways",
        there("stamps.py", "        moment = parsedate_to_datetime(text)\n", "        raise\n"),
    ),
    Surprise(
        "11", "a window begins with its start and ends before its end",
        f"{THEIR}lists.py::test_a_window_begins_with_its_start_and_ends_before_its_end",
        there("search.py", 'if end != _LAST and store.switches["end_date"] == "inclusive":', "if end != _LAST:"),
    ),
    Surprise(
        "11", "PATCH is refused, and a POST may be a PUT",
        f"{THEIR}connection.py::test_patch_is_not_allowed_and_a_post_may_be_a_put",
        there("platform.py",
              'method = request.headers.get("x-http-method-override", method).upper()',
              "method = method.upper()"),
    ),
    Surprise(
        "11", "a GET with a body is refused",
        f"{THEIR}connection.py::test_a_get_with_a_body_is_refused_and_one_with_a_content_type_is_not",
        there("platform.py", '        if method == "GET" and request.body:\n', "        if not method:\n"),
    ),
    Surprise(
        "11", "a parcel that is there already is refused with 200 or 400",
        f"{THEIR}shipments.py::test_the_same_number_twice_is_refused_with_a_status_by_a_switch",
        there("shipments.py",
              'return json_answer(body, int(store.switches["duplicate_status"]))',
              "return json_answer(body, 409)"),
    ),
    Surprise(
        "11", "a store may normalise letters and phones: a switch",
        f"{THEIR}put.py::test_a_normalising_store_rewrites_letters_and_phones",
        there("orders.py", "    if store.normalises:\n", "    if not order:\n"),
    ),
    Surprise(
        "11", "whether writes beside an order move its stamp: a switch",
        f"{THEIR}lines.py::test_whether_side_writes_move_the_stamp_of_the_order_is_a_switch",
        there("store.py", '        if self.is_on("side_writes_stamp"):\n', "        if self.switches:\n"),
    ),
    Surprise(
        "11", "whether a single read gives history: a switch",
        f"{THEIR}lists.py::test_history_on_a_single_get_is_a_switch",
        there("orders.py", ' and store.is_on("history_on_get")', ""),
    ),
    Surprise(
        "11", "whether a card's mask outlives a PUT without it: a switch",
        f"{THEIR}put.py::test_a_mask_that_is_not_sent_back_survives_by_a_switch",
        there("orders.py", 'if not store.is_on("mask_kept") and not', "if not"),
    ),
    Surprise(
        "11", "somebody else may write between a read and a write",
        "tests/sandbox/test_faults.py::test_somebody_else_writes_between_read_and_write",
        shared("sandbox/tricks.py", "    scene.change(changes)\n    return answer\n", "    return answer\n"),
    ),
    Surprise(
        "11", "a write may be done and its answer lost",
        "tests/sandbox/test_faults.py::test_a_broken_write_was_applied_or_not_and_the_ledger_knows",
        shared("sandbox/tricks.py", '"applied_reset": _broken("reset")', '"applied_reset": failed'),
    ),
    Surprise(
        "11", "trouble of the server is told in HTML",
        "tests/sandbox/test_faults.py::test_server_errors_are_html",
        shared("sandbox/tricks.py", "def server_error(scene: Scene) -> Answer:\n",
               "def server_error(scene: Scene) -> Answer:\n    return failed(scene)\n"),
    ),
    Surprise(
        "11", "a batch of duplicates calls itself a success",
        f"{THEIR}shipments.py::test_a_batch_of_duplicates_calls_itself_a_success",
        there("shipments.py", '    added = sum(result["status"] == "success" for result in results)\n',
              '    added = sum(result["status"] == "success" for result in results)\n'
              '    if not added:\n        raise Refused(400, "Shipments Not Added")\n'),
    ),
)  # fmt: skip
