"""Section 2 of Order Desk's contract, its second half: limits, pace and errors."""

from tests.mutants.orderdesk.where import (
    ACTS,
    ANSWERS,
    CLIENT,
    EDITS,
    FAULTS,
    IN_BATCHES,
    LIMITS,
    NOTES,
    OPEN_POINTS,
    THROTTLED,
    WALKS,
    desk,
)
from tests.mutants.surprises import Surprise, shared

SIZES = (
    Surprise(
        "2.4", "notes above 1800 characters together are lost without a word",
        f"{ACTS}test_notes_that_would_be_lost_are_not_sent",
        desk("checks.py", "NOTES_LIMIT = 1800", "NOTES_LIMIT = 2000"),
    ),
    Surprise(
        "2.4", "dates and users of notes count along",
        f"{NOTES}test_dates_and_users_count_into_the_limit_of_all_notes",
        desk("notes.py", 'for part in ("date_added", "username", "content"))', 'for part in ("content",))'),
    ),
    Surprise(
        "2.4", "a history line has 1800 characters",
        f"{ACTS}test_history_has_its_limits",
        desk("checks.py", "HISTORY_LIMIT, HISTORY_ENTRIES = 1800, 250", "HISTORY_LIMIT, HISTORY_ENTRIES = 2000, 250"),
    ),
    Surprise(
        "2.4", "an order's history has 250 entries, and then is full",
        f"{ACTS}test_history_has_its_limits",
        desk("checks.py", "HISTORY_LIMIT, HISTORY_ENTRIES = 1800, 250", "HISTORY_LIMIT, HISTORY_ENTRIES = 1800, 251"),
    ),
    Surprise(
        "2.4", "checkout details have 3500 characters together",
        f"{EDITS}test_checkout_details_that_grow_too_long_together_stop_the_edit",
        desk("checks.py", "CHECKOUT_LIMIT, METADATA_LIMIT = 3500, 2000", "CHECKOUT_LIMIT, METADATA_LIMIT = 9500, 2000"),
    ),
    Surprise(
        "2.4", "hidden details have 2000 characters together",
        f"{LIMITS}test_hidden_details_may_have_2000_characters_together_and_not_one_more",
        desk("checks.py", "CHECKOUT_LIMIT, METADATA_LIMIT = 3500, 2000", "CHECKOUT_LIMIT, METADATA_LIMIT = 3500, 2500"),
    ),
    Surprise(
        "2.4", "details are counted as JSON, names and quotes among it",
        f"{LIMITS}test_hidden_details_may_have_2000_characters_together_and_not_one_more",
        desk("quirks.py", '    return len(json.dumps(value, separators=(",", ":"), default=str))',
             '    return sum(len(str(each)) for each in value.values())'),
    ),
    Surprise(
        "2.4", "fields of addresses are cut after 100 characters, in mid-word",
        f"{LIMITS}test_a_field_of_an_address_may_have_100_characters_and_not_one_more",
        desk("checks.py", "ADDRESS_LIMIT = 100", "ADDRESS_LIMIT = 255"),
    ),
)  # fmt: skip

PACE = (
    Surprise(
        "2.5", "a store has 20 requests in hand and gets 3 a second",
        f"{ANSWERS}test_one_bucket_for_the_store_with_the_contract_s_numbers",
        desk("answers.py", "Limit(size=20, rate=3,", "Limit(size=20, rate=5,"),
    ),
    Surprise(
        "2.5", "all requests of a store draw on the same bucket",
        f"{ANSWERS}test_one_bucket_for_the_store_with_the_contract_s_numbers",
        desk("answers.py", 'limit_key=lambda request: "store"', "limit_key=lambda request: request.path"),
    ),
    Surprise(
        "2.5", "no more than three requests at once",
        f"{ANSWERS}test_one_bucket_for_the_store_with_the_contract_s_numbers",
        desk("answers.py", "at_once=3", "at_once=6"),
    ),
    Surprise(
        "2.5", "with two tokens left the background waits",
        f"{ANSWERS}test_one_bucket_for_the_store_with_the_contract_s_numbers",
        desk("answers.py", "yield_at=2", "yield_at=0"),
    ),
    Surprise(
        "2.5", "what is left stands in every answer, for others draw as well",
        f"{THROTTLED}test_what_the_vendor_says_it_has_left_slows_us_down",
        desk("answers.py", '"x-tokens-remaining"', '"x-ratelimit-remaining"'),
    ),
    Surprise(
        "2.5", "how long to wait stands in X-Retry-After: there is no Retry-After",
        f"{ANSWERS}test_what_is_left_and_how_long_to_wait_stand_in_headers_of_their_own",
        desk("answers.py", '"x-retry-after"', '"retry-after"'),
    ),
    Surprise(
        "2.5", "a wait of 0 seconds is one of a second",
        f"{ANSWERS}test_what_is_left_and_how_long_to_wait_stand_in_headers_of_their_own",
        desk("answers.py", "max(seconds, 1.0)", "seconds"),
    ),
    Surprise(
        "2.5", "after 429 nothing is asked before the time is over",
        f"{THROTTLED}test_nothing_is_asked_before_the_vendor_allows_it[seconds]",
        shared("vendors/client.py", "        self._paces[key].bucket.stop(seconds)\n", ""),
    ),
    Surprise(
        "2.5", "where no time is told, the waits grow",
        f"{THROTTLED}test_a_vendor_that_does_not_say_how_long_is_asked_ever_more_seldom",
        shared("vendors/client.py", "asked = 2.0 ** min(refusals, 6)", "asked = 1.0"),
    ),
    Surprise(
        "2.5", "orders are always asked for with a range of dates",
        f"{WALKS}test_every_query_of_orders_gives_a_date_range",
        desk("walks.py", '("order", "ASC"), ("search_start_date", DAWN)]', '("order", "ASC")]'),
    ),
    Surprise(
        "2.5", "the server is slow: an answer may take a minute",
        f"{CLIENT}test_a_slow_server_is_given_its_time",
        shared("vendors/transfer.py", "httpx.Timeout(60.0, connect=15.0)", "httpx.Timeout(5.0)"),
    ),
)  # fmt: skip

ERRORS = (
    Surprise(
        "2.6", "no status but 200 and 201 is a success",
        f"{ANSWERS}test_success_is_200_or_201_and_what_else_a_write_may_have_come_to_is_looked_up",
        desk("answers.py", "if answer.status not in (200, 201):", "if answer.status >= 300:"),
    ),
    Surprise(
        "2.6", "201 is as good as 200, wherever it comes",
        f"{ANSWERS}test_a_success_is_one",
        desk("answers.py", "if answer.status not in (200, 201):", "if answer.status != 200:"),
    ),
    Surprise(
        "2.6", "where there is no message, errors say it, in texts or otherwise",
        f"{ANSWERS}test_the_words_of_an_error_are_its_message_else_its_errors",
        desk("answers.py", '    return "; ".join(_said(error) for error in errors if error)', '    return ""'),
    ),
    Surprise(
        "2.6", "a server in trouble may answer with no JSON",
        f"{ANSWERS}test_the_words_of_an_error_are_its_message_else_its_errors",
        desk("answers.py", "    except (msgspec.DecodeError, ValueError, RecursionError):\n        return None\n",
             "    except RecursionError:\n        return None\n"),
    ),
    Surprise(
        "2.6", "a write that is answered with no JSON may have happened",
        f"{ANSWERS}test_what_is_no_answer_is_none_and_after_a_write_its_end_is_unclear",
        desk("answers.py",
             'return Rejected("Order Desk’s answer could not be read.", hint, status=answer.status, unclear=writes)',
             'return Rejected("Order Desk’s answer could not be read.", hint, status=answer.status)'),
    ),
    Surprise(
        "2.6", "a write that fails with 5xx may have happened",
        "tests/whole/test_unclear.py::test_an_answer_that_says_nothing_is_an_unclear_end_as_well",
        shared("vendors/client.py", 'f"{said}{WAIT}", unclear=writes)', 'f"{said}{WAIT}")'),
    ),
    Surprise(
        "2.6", "403 is the credentials as 401 is",
        f"{CLIENT}test_credentials_that_are_not_taken_ask_for_others",
        shared("vendors/client.py", "if status in (401, 403):", "if status == 401:"),
    ),
    Surprise(
        "2.6", "reads may be asked again as often as needed",
        f"{THROTTLED}test_a_read_waits_by_itself_and_shows_it",
        shared("vendors/client.py", "            except Throttled:\n                continue\n",
               "            except Throttled:\n                raise\n"),
    ),
    Surprise(
        "2.6", "after a POST without an answer it is looked up before it is sent again",
        f"{IN_BATCHES}test_parcels_whose_request_ended_unseen_are_there_once_each",
        shared("sync/push.py",
               "        if work.entry.attempt.sent_at is None or await self._steps.check(work):\n",
               "        if work.entry.state != 'asked':\n"),
    ),
    Surprise(
        "2.6", "a second parcel of one number is refused with 200 or 400",
        f"{OPEN_POINTS}test_a_parcel_that_others_were_quicker_to_add_is_refused_in_the_vendors_words",
        desk("answers.py", 'if envelope.status == "error":', 'if envelope.status == "error" and answer.status > 201:'),
    ),
    Surprise(
        "2.6", "an id that nobody knows answers 404: the record is gone, and it is no failure",
        f"{FAULTS}test_an_order_that_vanished_before_it_is_opened_is_marked_gone",
        shared("sync/hearing.py", "GONE = (404, 410)", "GONE = (410,)"),
    ),
)  # fmt: skip

LIMITED = (*SIZES, *PACE, *ERRORS)
