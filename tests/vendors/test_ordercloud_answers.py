"""What OrderCloud's errors say (5.1): in words, whatever form their parts have."""

import json
from datetime import UTC, datetime

import pytest

from desktop.vendors.contract import Answer, Request
from desktop.vendors.ordercloud import answers


def answer(status: int, *errors: object, mark: bool = False) -> Answer:
    body = (b"\xef\xbb\xbf" if mark else b"") + json.dumps({"Errors": errors}).encode()
    return Answer(
        request=Request(method="PATCH", path="/v1/products/P1"), status=status, headers={}, body=body,
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )  # fmt: skip


def test_all_messages_are_told_once() -> None:
    found = answer(400, {"Message": "Too many."}, {"Message": "Too many."}, {"ErrorCode": "Order.Odd", "Message": None})
    assert answers.words(found) == "Too many.; Order.Odd"


def test_a_body_may_begin_with_a_byte_order_mark() -> None:
    assert answers.words(answer(400, {"Message": "No."}, mark=True)) == "No."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Not now.", "Not now."),
        ({"customMessage": "Not now.", "suggestions": []}, "Not now."),
        ({"why": [{"text": "Not now."}, "Ask again."]}, "Not now., Ask again."),
        (None, ""),
        ([1, True], "1, true"),
    ],
)
def test_a_rule_of_the_shop_is_told_in_its_own_words_whatever_their_form(body: object, words: str) -> None:
    error = {"ErrorCode": "Webhook.Vetoed", "Message": "Refused", "Data": {"WebhookName": "Guard", "body": body}}
    assert answers.words(answer(400, error)) == f"A rule of the shop, Guard, refused it: {words}"


@pytest.mark.parametrize("odd", [{"a": ["b"]}, ["b"], 7, None])
def test_no_form_of_an_error_is_beyond_words(odd: object) -> None:
    for error in ({"ErrorCode": odd, "Message": odd, "Data": odd}, {"ErrorCode": "InsufficientRoles", "Data": odd}):
        found = answer(403, error)
        assert isinstance(answers.words(found), str)
        assert isinstance(answers.forbids(found), str)
        assert isinstance(answers.codes(found), list)


def test_a_missing_role_is_named() -> None:
    error = {"ErrorCode": "Auth.InsufficientRoles", "Data": {"SufficientRoles": ["A", "B"], "AssignedRoles": []}}
    assert answers.forbids(answer(403, error)) == "It needs one of these roles: A, B."
    assert answers.forbids(answer(403, {"ErrorCode": "InsufficientRoles"})) == "Your account lacks the role for it."
    assert answers.forbids(answer(403, {"ErrorCode": "InvalidUserType"})) == ""
