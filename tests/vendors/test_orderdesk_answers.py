"""Order Desk's answers: success or refusal, secrets, pace, and whose store answers (sections 1, 2, 3.6, 7)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.errors import NeedsLogin, Rejected
from desktop.vendors.contract import Answer, Request
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.orderdesk.records import currency
from tests.vendors.made import CONTEXT, order
from tests.vendors.recorded import sample

GET, PUT = Request(method="GET", path="/orders"), Request(method="PUT", path="/orders/1")
MOVE = Request(method="POST", path="/move-orders")


def answer(
    body: Any,  # noqa: ANN401 - JSON has no narrower type
    status: int = 200,
    request: Request = GET,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body, default=float).encode()
    return Answer(request=request, status=status, headers=headers or {}, body=raw, at=datetime.now(UTC))


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize(
    "name", ["order.get.json", "orders.list.json", "shipment.create.json", "test.get.json", "store.get.json"]
)
def test_a_success_is_one(name: str, status: int) -> None:
    assert VENDOR.refusal(answer(sample("orderdesk", name), status)) is None


def test_an_error_in_a_body_of_status_200_is_a_refusal_in_the_vendor_s_words() -> None:
    error = VENDOR.refusal(answer(sample("orderdesk", "shipment.create.duplicate.json"), request=PUT))
    assert isinstance(error, Rejected)
    assert error.words == "Shipment Not Added"
    assert not error.unclear


@pytest.mark.parametrize("status", [202, 203, 206])
def test_success_is_200_or_201_and_what_else_a_write_may_have_come_to_is_looked_up(status: int) -> None:
    """Nothing else is documented (2.6); a request that was taken for later must not be sent once more."""
    for request, unclear in ((GET, False), (PUT, True), (MOVE, True)):
        error = VENDOR.refusal(answer({"status": "success"}, status, request))
        assert isinstance(error, Rejected)
        assert str(error) == f"Order Desk’s answer is not understood. It answered with HTTP {status}."
        assert (error.unclear, error.words) == (unclear, "")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"message": "Invalid API Key", "errors": ["x"]}, "Invalid API Key"),
        ({"message": "", "errors": ["No items", {"field": "name"}]}, 'No items; {"field":"name"}'),
        ({"errors": "No items"}, "No items"),
        ({"status": "error"}, ""),
        (b"<html>oops</html>", ""),
        (b"", ""),
    ],
)
def test_the_words_of_an_error_are_its_message_else_its_errors(body: Any, words: str) -> None:  # noqa: ANN401
    assert VENDOR.words(answer(body, 400)) == words


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"", b"null", b"[1]", b'"text"', b'{"status": "succ'])
@pytest.mark.parametrize("request_", [GET, PUT])
def test_what_is_no_answer_is_none_and_after_a_write_its_end_is_unclear(body: bytes, request_: Request) -> None:
    error = VENDOR.refusal(answer(body, request=request_))
    assert isinstance(error, Rejected)
    assert error.unclear is (request_ is PUT)


@pytest.mark.parametrize("bad", [b"NaN", b'"\\ud800"', b"[" * 5000 + b"]" * 5000])
def test_one_unreadable_row_does_not_refuse_its_page(bad: bytes) -> None:
    assert VENDOR.refusal(answer(b'{"status":"success","orders":[{"id":"1"},{"id":"2","x":' + bad + b"}]}")) is None


def test_an_order_that_was_not_moved_is_a_refusal_although_the_status_says_success() -> None:
    recorded = sample("orderdesk", "orders.move.json")
    assert VENDOR.refusal(answer(recorded, request=MOVE)) is None
    recorded["results"][1] = {"order_id": 29490, "message": "Order Not Found"}
    error = VENDOR.refusal(answer(recorded, request=MOVE))
    assert isinstance(error, Rejected)
    assert error.words == "Order Not Found"


@pytest.mark.parametrize(
    ("body", "status", "request_", "told"),
    [
        ({"status": "error"}, 200, PUT, "It gave no reason."),
        ({"status": "success", "results": []}, 200, MOVE, "The order was not moved."),
    ],
)
def test_a_refusal_without_words_puts_none_into_the_vendor_s_mouth(
    body: dict[str, Any], status: int, request_: Request, told: str
) -> None:
    error = VENDOR.refusal(answer(body, status, request=request_))
    assert isinstance(error, Rejected)
    assert (error.words, str(error)) == ("", f"Order Desk said no. {told}")


# ── pace ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_bucket_for_the_store_with_the_contract_s_numbers() -> None:
    limit = VENDOR.limits.buckets[VENDOR.limits.limit_key(GET)]
    assert VENDOR.limits.limit_key(GET) == VENDOR.limits.limit_key(MOVE)
    assert (limit.size, limit.rate, limit.spare, limit.yield_at, limit.at_once) == (20, 3, 1, 2, 3)


def test_what_is_left_and_how_long_to_wait_stand_in_headers_of_their_own() -> None:
    told = answer({}, 429, headers={"x-tokens-remaining": "7", "x-retry-after": "0", "retry-after": "99"})
    assert VENDOR.limits.remaining(told) == 7
    assert VENDOR.limits.retry_after(told) == 1
    untold = answer({}, 429, headers={"retry-after": "99", "x-tokens-remaining": "many"})
    assert VENDOR.limits.remaining(untold) is None
    assert VENDOR.limits.retry_after(untold) is None


def test_an_unclear_write_is_looked_up_after_two_minutes_and_no_list_is_known_to_lag() -> None:
    """The contract is silent on both (13 d)."""
    assert VENDOR.settle == timedelta(seconds=120)
    for resource in VENDOR.resources.values():
        assert resource.lag(GET) == timedelta()


# ── who is there ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_both_headers_go_with_every_request() -> None:
    headers = VENDOR.sign({"store_id": "11", "api_key": "abc"}, "api")
    assert (headers["ORDERDESK-STORE-ID"], headers["ORDERDESK-API-KEY"]) == ("11", "abc")


def test_blanks_around_a_key_are_taken_off() -> None:
    typed = {"store_id": " 11\n", "api_key": "\ta bc\u200b "}
    assert VENDOR.tidy(typed) == {"store_id": "11", "api_key": "abc"}


def test_a_key_that_cannot_be_one_is_said_so_before_anything_is_sent() -> None:
    with pytest.raises(NeedsLogin, match="letters"):
        VENDOR.sign({"store_id": "11", "api_key": "schlüssel"}, "api")


def test_the_test_of_a_connection_tells_clock_store_zone_and_folders() -> None:
    typed = {"store_id": "11"}
    login, store = VENDOR.probes
    assert login.finds(sample("orderdesk", "test.get.json"), typed) == "Its clock says 22:00:10 UTC"
    words = store.finds(sample("orderdesk", "store.get.json"), typed)
    assert words == "Test Store, America/Los_Angeles, folders New, Prepared, Closed, Canceled"


def test_another_store_than_the_one_typed_is_an_error() -> None:
    with pytest.raises(NeedsLogin, match="Another store answered: 11"):
        VENDOR.probes[1].finds(sample("orderdesk", "store.get.json"), {"store_id": "12"})


def test_the_store_s_secrets_are_cut_out_before_anything_is_kept() -> None:
    recorded = sample("orderdesk", "store.get.json")
    settings = recorded["store"]["settings"]
    settings |= {"api_key": "SECRET", "smtp_username": "SECRET", "smtp_password": "SECRET"}
    (reference,) = VENDOR.references
    assert "SECRET" not in json.dumps(reference.keep(recorded))
    cleaned = VENDOR.clean(recorded["store"])
    assert "SECRET" not in json.dumps(cleaned)
    assert cleaned["settings"]["timezone"] == "America/Los_Angeles"
    assert settings["api_key"] == "SECRET", "the original is not ours to change"


def test_a_document_without_secrets_is_left_as_it_is() -> None:
    document = order()
    assert VENDOR.clean(document) is document


def test_of_the_store_its_folders_in_their_order_and_what_it_offers_are_kept() -> None:
    recorded = sample("orderdesk", "store.get.json")
    recorded["store"]["folders"] = {"9": "New", "7": "Prepared", "8": "Closed"}
    recorded["store"]["settings"] |= {
        "shipping_methods": ["Van", "Courier"],
        "default_checkout_data_fields": {"0": "PO Number", "1": "Gate"},
    }
    (reference,) = VENDOR.references
    kept = reference.keep(recorded)
    assert list(kept["folders"].items()) == [("9", "New"), ("7", "Prepared"), ("8", "Closed")]
    assert (kept["shipping_methods"], kept["checkout_keys"]) == (["Van", "Courier"], ["PO Number", "Gate"])
    assert (kept["id"], kept["timezone"]) == ("11", "America/Los_Angeles")


def test_folders_and_methods_that_are_empty_lists_are_none() -> None:
    (reference,) = VENDOR.references
    kept = reference.keep({"store": {"id": "1", "settings": [], "folders": []}})
    assert (kept["folders"], kept["shipping_methods"], kept["checkout_keys"]) == ({}, [], [])


# ── what the vendor does not say ──────────────────────────────────────────────────────────────────────────────────


def test_the_currency_is_the_order_s_own_hint_else_the_account_s_setting() -> None:
    assert currency(order(order_metadata={"currency": "gbp"}), CONTEXT) == "GBP"
    assert currency(order(order_metadata={"currency": "pounds"}), CONTEXT) == "EUR"
    assert currency(order(), CONTEXT) == "EUR"
