"""What OrderMesh's answers are taken for, how one signs in there, and how long one waits."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from desktop.errors import NeedsLogin, Rejected
from desktop.vendors.contract import Answer, Request
from desktop.vendors.ordermesh import VENDOR, answers, login
from desktop.vendors.pacing import Bucket
from tests.vendors.mesh import AT

CLIENT = {"client_id": "id", "client_secret": "secret"}
PERSON = {"username": "Ann@b.example", "password": " p "}


def answer(body: Any, status: int = 200, method: str = "GET", **headers: str) -> Answer:  # noqa: ANN401 - JSON
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = Request(method=method, path="/v1/orders")
    return Answer(request=request, status=status, headers=headers, body=raw, at=AT)


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"errors": [{"errorMessage": "No.", "propertyName": None}]}, "No."),
        ({"errors": [{"errorMessage": "is done", "propertyName": "Status", "attemptedValue": 1}]}, "Status: is done"),
        ({"errors": [{"errorMessage": "a", "propertyName": "X", "attemptedValue": ["s", 2]}, "b"]}, "X: a (s, 2); b"),
        ({"errors": {"zip": ["too long", "odd"]}}, "zip: too long; zip: odd"),
        ({"statusCode": 401, "message": "Access denied"}, "Access denied"),
        ({"title": "", "detail": "Sorry"}, "Sorry"),
        (b"<html><b>Not</b>\n found</html>", "Not found"),
        (b"x" * 400, "x" * 300),
        (b"", ""),
    ],
)
def test_the_words_of_an_answer_are_found_under_every_name(body: Any, words: str) -> None:  # noqa: ANN401
    assert answers.words(answer(body, 400)) == words


def test_a_success_with_errors_in_it_is_told_as_a_refusal_of_a_part() -> None:
    refused = answers.refusal(
        answer({"variantsUpdated": 0, "errors": [{"errorMessage": "No such SKU"}]}, method="PATCH")
    )
    assert isinstance(refused, Rejected)
    assert (refused.words, refused.unclear) == ("No such SKU", False)
    assert answers.refusal(answer({"variantsUpdated": 1, "errors": []}, method="PATCH")) is None


@pytest.mark.parametrize(("body", "status"), [(b"", 204), ([], 200), ({"order": {}}, 200), ({"order": {}}, 201)])
def test_a_list_without_a_wrapper_and_no_content_are_successes(body: Any, status: int) -> None:  # noqa: ANN401
    assert answers.refusal(answer(body, status, "PATCH")) is None


def test_a_page_of_the_web_is_no_answer_and_of_a_write_unclear() -> None:
    for method, is_unclear in (("GET", False), ("POST", True)):
        refused = answers.refusal(answer(b"<html></html>", method=method))
        assert isinstance(refused, Rejected)
        assert refused.unclear is is_unclear


def test_a_403_is_about_the_request_alone() -> None:
    assert "may not do this: “Not yours”" in answers.forbids(answer({"message": "Not yours"}, 403))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [({"retry-after": "5"}, 5.0), ({"retry-after": "Sun, 29 Nov 2026 08:30:20 GMT"}, 20.0), ({}, None),
     ({"retry-after": "soon"}, None)],
)  # fmt: skip
def test_a_429_says_how_long_in_seconds_or_by_a_date(header: dict[str, str], seconds: float | None) -> None:
    assert answers.LIMITS.retry_after(answer({}, 429, **header)) == seconds


def test_no_more_than_five_requests_begin_in_any_second() -> None:
    """8: as many, for all services together; not four at once and then five."""
    now = [0.0]
    bucket, begun = Bucket(answers.LIMITS.buckets["connection"], lambda: now[0]), []
    for _ in range(30):
        now[0] += bucket.wait(urgent=True)
        bucket.take()
        begun.append(now[0])
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in pairwise(begun[::5]))
    assert begun[-1] - begun[0] <= 6


# ── signing in ────────────────────────────────────────────────────────────────────────────────────────────────────


def token(**claims: Any) -> str:  # noqa: ANN401
    body = urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"e30.{body}.sig"


def test_a_client_signs_in_by_both_spellings_and_again_where_others_would_renew() -> None:
    for refresh in ("", "old"):
        request = login.SIGN_IN.ask(CLIENT, refresh)
        assert (request.path, request.server) == ("/v1/clients/token", "users")
        assert request.body == {
            "clientId": "id", "clientSecret": "secret", "client_id": "id", "client_secret": "secret",
        }  # fmt: skip


def test_a_person_signs_in_by_password_and_renews_by_the_refresh_token() -> None:
    request = login.SIGN_IN.ask(PERSON, "")
    assert (request.path, request.body) == ("/v1/login", {"username": "Ann@b.example", "password": " p "})
    assert login.SIGN_IN.ask(PERSON, "r").body == {"refreshToken": "r"}


def test_without_either_it_is_said_what_is_missing() -> None:
    with pytest.raises(NeedsLogin, match="client ID with its secret"):
        login.SIGN_IN.ask({"client_id": "only"}, "")


@pytest.mark.parametrize(
    ("body", "seconds", "refresh"),
    [
        ({"accessToken": "t", "expiresIn": 86_400, "tokenType": "Bearer"}, 86_160, ""),
        ({"access_token": "t", "expires_in": 3600, "refresh_token": "r"}, 3360, "r"),
        ({"access_token": "t", "tokenType": "Bearer", "expires_in": 900}, 720, ""),
        ({"accessToken": "t"}, 86_160, ""),
    ],
)
def test_a_token_is_read_in_either_spelling_and_renewed_five_minutes_early(
    body: dict[str, Any], seconds: float, refresh: str
) -> None:
    found = login.SIGN_IN.read(body, None)
    assert (found.access, found.seconds, found.refresh) == ("t", seconds, refresh)


def test_a_lifetime_that_is_not_told_is_read_in_the_token() -> None:
    ends = datetime.now(UTC) + timedelta(hours=1)
    found = login.SIGN_IN.read({"accessToken": token(exp=int(ends.timestamp()))}, None)
    assert 3300 < found.seconds <= 3360


def test_an_answer_without_a_token_lets_nobody_in() -> None:
    with pytest.raises(NeedsLogin, match="without a token"):
        login.SIGN_IN.read({}, None)


@pytest.mark.parametrize(("path", "what"), [("/v1/login", "e-mail and password"), ("/v1/clients/token", "client ID")])
def test_a_refusal_is_about_what_was_typed(path: str, what: str) -> None:
    refused = Answer(request=Request(method="POST", path=path), status=400, headers={}, body=b"", at=AT)
    assert what in login.SIGN_IN.refusal(refused).title


def test_whose_connection_it_is_is_told_by_the_client_or_the_person() -> None:
    assert login.identity(CLIENT) == "id"
    assert login.identity(PERSON) == "ann@b.example"
    assert VENDOR.tidy({"client_id": " i d\n", "password": " p "}) == {"client_id": "id", "password": " p "}


def test_secrets_of_a_payment_are_taken_out_before_anything_is_kept() -> None:
    paid = {"method": "CreditCard", "cardFirst4": "4111", "cardLast4": "1111",
            "customerTransactions": [{"total": 2, "authorizationCode": "A"}]}  # fmt: skip
    kept = VENDOR.clean({"id": "o1", "customerPaymentMethods": [paid]})
    assert kept["customerPaymentMethods"] == [{"method": "CreditCard", "customerTransactions": [{"total": 2}]}]
    untouched = {"id": "o1", "customerPaymentMethods": None}
    assert VENDOR.clean(untouched) is untouched
