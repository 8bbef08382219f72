"""Sections 4 and 5 of Order Desk's contract: lines and shipments."""

from tests.mutants.orderdesk.where import (
    ACTS,
    BATCHES,
    EDITS,
    ENDS,
    FIELDS,
    IN_BATCHES,
    MAPPING,
    RECORDS,
    SHIPMENTS,
    TABLES,
    desk,
)
from tests.mutants.surprises import Surprise, shared

LINES = (
    Surprise(
        "4", "an answer to a line's change does not hold the line: it is looked for by new ids",
        f"{ENDS}test_an_added_line_is_judged_by_new_ids_only",
        desk("edits.py", "if key not in known]", "]"),
    ),
    Surprise(
        "4", "a line like one that is there already may be meant",
        f"{ENDS}test_the_same_line_added_on_purpose_a_second_time_is_not_taken_for_the_first",
        desk("edits.py", "if key not in known]", "]"),
    ),
    Surprise(
        "4", "quantities are whole numbers",
        f"{EDITS}test_a_line_has_less_than_nothing_only_where_it_had_so_before",
        desk("checks.py",
             'return problem or ("" if value == int(value) else',
             'return problem or ("" if value == value else'),
    ),
    Surprise(
        "4", "a price or quantity that is left empty would be 0: it is asked for",
        f"{TABLES}test_what_the_vendor_would_not_take_is_refused_in_words",
        desk("checks.py", 'return "" if value not in (None, "") else', 'return "" if True else'),
    ),
    Surprise(
        "4", "where a line is fulfilled is sent back as received",
        f"{FIELDS}test_each_member_of_a_line_may_be_edited_or_not_as_the_contract_says",
        desk("lines.py", 'fixed("fulfilment", "fulfillment_method", text, "Fulfilment", ROUTED)',
             'editable("fulfilment", "fulfillment_method", text, "Fulfilment")'),
    ),
    Surprise(
        "4", "a line is shipped, not shipped, downloaded or to come",
        f"{FIELDS}test_what_the_vendor_names_is_offered",
        desk("checks.py", 'words("ship", "noship", "download", "future")', 'words("ship", "download")'),
    ),
    Surprise(
        "4", "a new line has the vendor's own defaults, and empty maps as lists",
        f"{EDITS}test_an_added_line_has_what_the_vendor_would_give_it",
        desk("lines.py", '"price": 0, "quantity": 1, "weight": 0}', '"price": None, "quantity": 0, "weight": None}'),
    ),
    Surprise(
        "4", "a change of a line moves totals of the order",
        f"{MAPPING}test_taking_a_line_out_and_putting_one_in_are_shown_with_their_totals",
        desk("orders.py", "    recompute=recompute,\n", "    recompute=lambda order, before: order,\n"),
    ),
)  # fmt: skip

PARCELS = (
    Surprise(
        "5", "a parcel needs a number: n/a where there is none",
        f"{SHIPMENTS}test_a_shipment_without_a_number_is_sent_as_not_applicable_and_what_is_empty_is_left_out",
        desk("shipments.py", '.strip() or NO_NUMBER', '.strip()'),
    ),
    Surprise(
        "5", "parcels without a number may be many",
        f"{SHIPMENTS}test_parcels_without_a_number_may_be_many",
        desk("shipments.py", "if _tracking(inputs) != NO_NUMBER and _tracking", "if _tracking"),
    ),
    Surprise(
        "5", "a second parcel with a number that is there is refused, in any letters",
        f"{SHIPMENTS}test_a_shipment_that_cannot_be_meant_is_refused_in_words",
        desk("shipments.py", "_tracking(inputs).casefold() in numbers", "_tracking(inputs) in numbers"),
    ),
    Surprise(
        "5", "a parcel is told by an id that was not there before",
        f"{SHIPMENTS}test_a_shipment_has_happened_when_a_new_id_has_our_number_and_lines",
        desk("shipments.py", "if key not in was and _folded", "if _folded"),
    ),
    Surprise(
        "5", "and by its number",
        f"{SHIPMENTS}test_a_shipment_has_happened_when_a_new_id_has_our_number_and_lines",
        desk("shipments.py", "if key not in was and _folded(row) == _tracking(facts.inputs).casefold()",
             "if key not in was"),
    ),
    Surprise(
        "5", "and by its lines and quantities",
        f"{SHIPMENTS}test_a_shipment_has_happened_when_a_new_id_has_our_number_and_lines",
        desk("shipments.py", "ours = [row for row in numbered if _has_our_lines(row, facts)]", "ours = numbered"),
    ),
    Surprise(
        "5", "but not by its carrier, which the server may guess",
        f"{SHIPMENTS}test_the_carrier_is_not_compared_for_the_server_may_guess_it",
        desk("shipments.py", "if key not in was and _folded",
             'if key not in was and row.get("carrier_code") == facts.inputs.get("carrier") and _folded'),
    ),
    Surprise(
        "5", "a carrier that is not given is guessed: an empty one is left out",
        f"{SHIPMENTS}test_a_shipment_without_a_number_is_sent_as_not_applicable_and_what_is_empty_is_left_out",
        desk("shipments.py", 'if value not in ("", None)}', "}"),
    ),
    Surprise(
        "5", "weight and cost go in as numbers, though they come out as texts",
        f"{SHIPMENTS}test_weight_cost_status_and_address_are_sent_as_the_contract_has_them",
        desk("shipments.py",
             "weight.encode(facts.inputs.get(member), None)",
             'weight.encode(facts.inputs.get(member), "")'),
    ),
    Surprise(
        "5", "a parcel names its lines by id or by code",
        f"{SHIPMENTS}test_the_quantities_offered_are_what_is_left_to_ship",
        desk("shipments.py", 'to_text(item.get("id")) or by_code.get(to_text(item.get("code")), "")',
             'to_text(item.get("id"))'),
    ),
    Surprise(
        "5", "a parcel whose lines are an empty text does not say what it holds",
        f"{SHIPMENTS}test_the_quantities_offered_are_what_is_left_to_ship",
        shared("vendors/places.py", "    if not value and not isinstance(value, bool | int):\n        return []\n",
               "    if value is None:\n        return []\n"),
    ),
    Surprise(
        "5", "a part of an order is a parcel that names its lines",
        f"{SHIPMENTS}test_a_shipment_holds_the_chosen_lines",
        desk("shipments.py",
             "    if wanted := _wanted(facts.inputs):\n",
             "    if not (wanted := _wanted(facts.inputs)):\n"),
    ),
    Surprise(
        "5", "a parcel may set off rules that mail the customer: it is said before",
        f"{ACTS}test_acts_that_may_mail_customers_say_so",
        desk("shipments.py",
             '    warning="Rules of the store may mail the customer that the goods are on their way.",\n',
             ""),
    ),
    Surprise(
        "5", "a parcel does not move its order to another folder",
        f"{RECORDS}test_a_parcel_does_not_move_its_order",
        desk("records.py", "        state=STATES.get(folder",
             '        state="sent" if order.get("order_shipments") else STATES.get(folder'),
    ),
    Surprise(
        "5.2", "parcels of several orders are a bare list, each with its order",
        f"{BATCHES}test_parcels_go_out_as_a_bare_list_each_with_its_order",
        desk("batches.py", 'path="/batch-shipments", body=rows)', 'path="/batch-shipments", body={"shipments": rows})'),
    ),
    Surprise(
        "5.2", "a success of several may be none: each row has its own word",
        f"{BATCHES}test_each_parcel_has_its_own_word_though_the_whole_is_called_a_success",
        desk("batches.py", 'if result.get("status") == "success":', "if result:"),
    ),
    Surprise(
        "5.2", "the row that is refused is told, and the others are done",
        f"{IN_BATCHES}test_the_row_that_is_refused_has_its_own_words_and_the_others_arrive",
        desk("batches.py", 'if result.get("status") == "success":', "if result:"),
    ),
    Surprise(
        "5.2", "results are told apart by their place, so all must be there",
        f"{BATCHES}test_where_not_every_parcel_is_told_of_none_is_taken_for_told",
        desk("batches.py",
             "    if len(results) != len(requests):\n        return {}\n"
             "    return dict(zip(requests, map(_result, results), strict=True))\n",
             "    return dict(zip(requests, map(_result, results), strict=False))\n"),
    ),
    Surprise(
        "5.2", "how many parcels a request may hold is not known: 50",
        f"{BATCHES}test_no_more_go_out_at_once_than_the_contract_reckons_with",
        desk("batches.py", "MOST_SHIPMENTS, MOST_ITEMS = 50, 100", "MOST_SHIPMENTS, MOST_ITEMS = 500, 100"),
    ),
)  # fmt: skip

GOODS = (*LINES, *PARCELS)
