"""What Orderspace's answers say (2.2, 4, 7): bodies without JSON, words, what is deleted, and how long to be quiet."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from desktop.errors import NeedsLogin, Rejected
from desktop.vendors.contract import Answer, Request
from desktop.vendors.orderspace import VENDOR
from desktop.vendors.orderspace.answers import LIMITS, refusal, words
from desktop.vendors.orderspace.login import SIGN_IN

EXPIRED = 'Bearer realm="Orderspace", error="invalid_token", error_description="The access token expired"'


def answer(
    status: int, body: bytes = b"", method: str = "GET", headers: Mapping[str, str] | None = None
) -> Answer:  # fmt: skip
    request = Request(method=method, path="/orders/or_1")
    return Answer(request=request, status=status, headers=headers or {}, body=body, at=datetime.now(UTC))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"message":"Validation failed: Payment Terms are invalid, Customer Group is invalid"}',
         "Payment Terms are invalid; Customer Group is invalid"),
        (b'{"message":"TC02-BLU-S - No longer available,TC02-BLU-M - No longer available"}',
         "TC02-BLU-S - No longer available,TC02-BLU-M - No longer available"),
        (b"", ""), (b"<html><title>404 Page Not Found</title></html>", ""), (b'{"message":7}', ""), (b"[1]", ""),
        (b'{"message":', ""),
    ],
)  # fmt: skip
def test_the_message_is_told_without_its_usual_beginning(body: bytes, expected: str) -> None:
    assert words(answer(422, body)) == expected


def test_a_401_without_a_body_says_in_a_header_why() -> None:
    assert words(answer(401, headers={"www-authenticate": EXPIRED})) == "The access token expired"
    assert words(answer(401)) == ""


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"[]", b"null"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_success_is_a_json_object_and_nothing_else(body: bytes, method: str) -> None:
    error = refusal(answer(200, body, method))
    assert isinstance(error, Rejected)
    assert error.unclear is (method == "POST"), "a write may have taken effect all the same"
    assert refusal(answer(200, b' {"orders": []} ', method)) is None


def test_a_record_that_is_told_as_deleted_is_not_there_any_more() -> None:
    """Where one can still be read (7) [assumed]; the answer of the deletion itself is a success."""
    body = b'{"order": {"id": "or_1", "deleted": true}}'
    error = refusal(answer(200, body))
    assert isinstance(error, Rejected)
    assert error.status == 404
    assert refusal(answer(200, body, "DELETE")) is None
    assert refusal(answer(200, b'{"order": {"id": "or_1", "deleted": false}}')) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({}, 60), ({"retry-after": "5"}, 60), ({"retry-after": "90"}, 90), ({"retry-after": "x"}, 60)],
)  # fmt: skip
def test_after_a_429_it_is_quiet_for_a_minute_at_least(headers: Mapping[str, str], seconds: int) -> None:
    assert LIMITS.retry_after(answer(429, headers=headers)) == seconds


def test_the_bucket_holds_in_any_minute_of_a_fixed_or_sliding_window() -> None:
    (limit,) = LIMITS.buckets.values()
    assert limit.size + 60 * limit.rate <= 60
    assert limit.at_once == 1, "no request is under way when another one is answered with 429"


# ── signing in ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_token_is_asked_for_by_a_form_at_a_server_of_its_own() -> None:
    request = SIGN_IN.ask({"client_id": "a", "client_secret": "b"}, "")
    assert (request.method, request.path, request.server) == ("POST", "/oauth/token", "token")
    assert dict(request.form) == {"client_id": "a", "client_secret": "b", "grant_type": "client_credentials"}
    assert {server.name for server in VENDOR.servers} == {"api", "token"}


def test_a_token_without_an_end_lasts_half_an_hour_and_one_that_is_none_is_refused() -> None:
    assert SIGN_IN.read({"access_token": "x"}, None).seconds == 1800
    with pytest.raises(NeedsLogin):
        SIGN_IN.read({"token_type": "Bearer"}, None)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", ""), (b"<html>", ""),
        (b'{"error":"invalid_client","error_description":"Unknown client."}', "“Unknown client.”"),
    ],
)  # fmt: skip
def test_any_refusal_is_about_the_credentials_with_json_or_without(body: bytes, said: str) -> None:
    error = SIGN_IN.refusal(answer(401, body, "POST"))
    assert error.title == "Orderspace did not accept this client ID and secret."
    assert said in error.hint
    assert "Custom Integration" in error.hint


def test_what_is_signed_is_the_token_and_nothing_typed() -> None:
    typed = {"client_id": "a", "client_secret": "b", "token": "t"}
    assert VENDOR.sign(typed, "api") == {"Authorization": "Bearer t", "Accept": "application/json"}
    assert VENDOR.tidy({"client_id": " a b\n"}) == {"client_id": "ab"}
