"""Section 2 of Order Desk's contract, its first half: envelopes, forms of values, and times."""

from tests.mutants.orderdesk.where import (
    ACTS,
    ANSWERS,
    CLIENT,
    CODECS,
    CUSTOMERS,
    EDITS,
    MAPPING,
    NOTES,
    OPEN_POINTS,
    RECORDS,
    ROWS,
    SAMPLES,
    SHIPMENTS,
    TABLES,
    WALKS,
    desk,
)
from tests.mutants.surprises import Surprise, shared

ENVELOPES = (
    Surprise(
        "2.1", "a refusal may come with HTTP 200",
        f"{ANSWERS}test_an_error_in_a_body_of_status_200_is_a_refusal_in_the_vendor_s_words",
        desk("answers.py", 'if envelope.status == "error":', 'if envelope.status == "error" and answer.status > 201:'),
    ),
    Surprise(
        "2.1", "a success need not have a message",
        f"{ANSWERS}test_a_success_is_one[store.get.json-200]",
        desk("answers.py", 'if envelope.status == "error":', 'if envelope.status == "error" or not envelope.message:'),
    ),
    Surprise(
        "2.1", "the total of stock items is a text, and may be 0 beside three",
        f"{WALKS}test_stock_is_read_until_a_page_is_short_whatever_the_count_says",
        desk(
            "walks.py", "    if heard.count < LIMIT or",
            '    if state["offset"] + heard.count >= int(heard.envelope["total_records"]) or',
        ),
    ),
)  # fmt: skip

FORMS = (
    Surprise(
        "2.2", "ids of orders are texts of ten digits, and may be numbers",
        f"{WALKS}test_rows_belong_to_their_own_id",
        desk("walks.py", 'owner=lambda order: to_text(order["id"])', 'owner=lambda order: order["id"]'),
    ),
    Surprise(
        "2.2", "ids of stock items are numbers, and may be texts",
        f"{WALKS}test_rows_belong_to_their_own_id",
        desk("walks.py", 'owner=lambda item: to_text(item["id"])', 'owner=lambda item: item["id"]'),
    ),
    Surprise(
        "2.2", "an id is text, and only text, in a path as well",
        f"{EDITS}test_a_key_in_a_path_is_one_piece_of_it_whatever_it_holds",
        shared("vendors/addresses.py", "quote(key, safe='')", "key"),
    ),
    Surprise(
        "2.2", "a number of origin may hold any sign",
        f"{CLIENT}test_whatever_a_query_holds_stays_in_its_place",
        shared(
            "vendors/line.py", "            query = request.query or None\n",
            "            query = None\n"
            '            address = httpx.URL(f"{address}?" + "&".join(f"{a}={b}" for a, b in request.query))\n',
        ),
    ),
    Surprise(
        "2.2", "folders are keyed by texts, and an order names its own by a number",
        f"{TABLES}test_the_folder_is_shown_by_its_name_and_says_that_acts_move_it",
        desk("fields.py", 'codec=choice(), label="Folder"', 'codec=count, label="Folder"'),
    ),
    Surprise(
        "2.2", "folders are compared as texts, also after a move",
        f"{ACTS}test_a_move_has_happened_when_the_order_lies_there",
        desk("quirks.py", '    return to_text(order.get("folder_id"))', '    return order.get("folder_id")'),
    ),
    Surprise(
        "2.2", "an amount may be a text",
        f"{SAMPLES}test_a_bare_recorded_order_has_its_note_discount_and_price_in_text",
        shared("vendors/codecs.py", "    elif kind is str:\n", "    elif kind is bytes:\n"),
    ),
    Surprise(
        "2.2", "amounts are decimals, of which no hundredth may be lost",
        f"{ROWS}test_a_number_goes_back_with_the_digits_it_came_with",
        shared("vendors/rows.py", "msgspec.json.Decoder(float_hook=Decimal)", "msgspec.json.Decoder()"),
    ),
    Surprise(
        "2.2", "an amount goes back in the form in which it came",
        f"{EDITS}test_amounts_go_out_as_numbers_or_as_texts_as_they_came",
        shared("vendors/codecs.py", '        return format(number, "f")\n', "        return number\n"),
    ),
    Surprise(
        "2.2", "a parcel's weight and cost are texts, and may be empty or odd",
        f"{SHIPMENTS}test_a_shipment_is_shown_with_weight_cost_status_and_address",
        desk("records.py", "    except ValueError:\n", "    except TypeError:\n"),
    ),
    Surprise(
        "2.2", "the number of orders of an e-mail is a text",
        f"{CUSTOMERS}test_older_orders_that_are_not_loaded_yet_are_told",
        desk("customers.py", 'int(count) if (count := self._newest["count"]).isdecimal() else 0',
             'count if isinstance(count := self._newest["count"], int) else 0'),
    ),
    Surprise(
        "2.2", "what is absent is an empty text, and seldom null",
        f"{RECORDS}test_a_stock_item_may_have_null_for_a_text_and_no_details_at_all",
        desk("stock.py", '"manufacturer_sku", "manufacturer_sku", text,',
             '"manufacturer_sku", "manufacturer_sku", replace(text, decode=str.strip),'),
    ),
    Surprise(
        "2.2", "an empty map comes as an empty list",
        f"{MAPPING}test_keys_may_hold_dots_and_an_empty_list_is_an_empty_map",
        shared("vendors/places.py", "    if not value and not isinstance(value, bool | int):\n        return {}\n",
               "    if value is None:\n        return {}\n"),
    ),
    Surprise(
        "2.2", "a map that was emptied goes out as an empty list",
        f"{TABLES}test_hidden_details_of_lines_and_stock_are_edited_as_one_text_and_keep_their_forms",
        desk("quirks.py", "for key, item in keyed} or []", "for key, item in keyed} or None"),
    ),
    Surprise(
        "2.2", "no order has a currency: an import may hint at it, else the user says it",
        f"{ANSWERS}test_the_currency_is_the_order_s_own_hint_else_the_account_s_setting",
        desk("records.py", '    return context.options.get("currency", "")', '    return "USD"'),
    ),
    Surprise(
        "2.2", "the hint at a currency stands among the hidden details",
        f"{ANSWERS}test_the_currency_is_the_order_s_own_hint_else_the_account_s_setting",
        desk("records.py", 'hint = order.get("order_metadata")', "hint = order"),
    ),
)  # fmt: skip

TIMES = (
    Surprise(
        "2.3", "times have no zone and are UTC, not the store's nor the computer's",
        f"{RECORDS}test_a_time_without_a_zone_is_utc_wherever_the_desk_stands",
        shared("vendors/codecs.py", "moment.replace(tzinfo=UTC) if moment.tzinfo is None",
               "moment.astimezone() if moment.tzinfo is None"),
    ),
    Surprise(
        "2.3", "a time that is sent is UTC as well",
        f"{NOTES}test_a_new_note_is_dated_in_utc_wherever_the_desk_stands",
        shared("vendors/codecs.py", "    return moment.astimezone(UTC).replace(tzinfo=None",
               "    return moment.astimezone().replace(tzinfo=None"),
    ),
    Surprise(
        "2.3", "times are sent as YYYY-MM-DD HH:MM:SS",
        f"{CODECS}test_times_without_a_zone_are_utc_and_go_out_so",
        shared("vendors/codecs.py", '.isoformat(sep=" ")', ".isoformat()"),
    ),
    Surprise(
        "2.3", "a list is asked by UTC: the names for the store's own time are others",
        f"{WALKS}test_the_news_reach_five_minutes_behind_the_last_good_run",
        desk("walks.py", '"date_updated", "modified_start_date", "modified_end_date")',
             '"date_updated", "modified_start_date_local", "modified_end_date_local")'),
    ),
    Surprise(
        "2.3", "the start of a window belongs to it, its end may or may not",
        f"{OPEN_POINTS}test_an_order_on_the_edge_of_two_months_is_there_once[exclusive]",
        desk("walks.py", 'DAWN if month <= oldest else f"{month}-01 00:00:00"',
             'DAWN if month <= oldest else f"{month}-01 00:00:01"'),
    ),
    Surprise(
        "2.3", "the day of a parcel is a day, not a time",
        f"{SAMPLES}test_recorded_shipments_are_parcels_of_their_order",
        desk("records.py", 'shipped_on=to_day(get("date_shipped"))', 'shipped_on=to_instant(get("date_shipped"))'),
    ),
)  # fmt: skip

VALUES = (*ENVELOPES, *FORMS, *TIMES)
