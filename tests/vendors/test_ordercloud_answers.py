"""What OrderCloud's errors say (5.1): in words, whatever form their parts have."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from desktop.errors import Offline
from desktop.vendors.client import Client
from desktop.vendors.contract import Answer, Request
from desktop.vendors.ordercloud import VENDOR, answers
from tests.vendors.wire import answered_by, failure_of


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


def test_a_role_for_orders_that_are_submitted_is_told_as_what_it_is_for() -> None:
    data = {"SufficientRoles": ["FullAccess", "OrderEditAfterSubmit"], "AssignedRoles": ["OrderAdmin"]}
    told = answers.forbids(answer(403, {"ErrorCode": "InsufficientRoles", "Data": data}))
    assert told == "Your account may not change submitted orders: that needs the role OrderEditAfterSubmit."


@pytest.mark.parametrize("code", ["Order.OverrideShippingPermission", "LineItem.OverrideUnitPricePermission"])
def test_an_override_without_its_role_concerns_this_request_alone(code: str) -> None:
    said = {"ErrorCode": code, "Message": "ShippingCost needs the role OverrideShipping."}
    assert answers.forbids(answer(403, said)) == "ShippingCost needs the role OverrideShipping."
    assert answers.forbids(answer(403, {"ErrorCode": code})) == "Your account lacks the role for it."


@pytest.mark.parametrize("code", ["Order.CacheBuilding", "Product.CacheBuilding", "CacheBuilding"])
async def test_an_index_that_is_being_built_is_waited_for(code: str) -> None:
    """4.5: retry later. Else a walk would take it for a question that is refused for good."""
    body = {"Errors": [{"ErrorCode": code, "Message": "The cache is being built.", "Data": None}]}
    signed_in = replace(VENDOR, login=None, sign=lambda credentials, server: {})
    answered = answered_by(lambda request: httpx.Response(400, json=body))
    client = Client(signed_in, {"api": "https://vendor.example"}, {}, make_http=answered, pace=None)
    for method in ("GET", "PATCH"):
        error = await failure_of(client, Request(method=method, path="/v1/products/P1"))
        assert isinstance(error, Offline)
        assert "building an index" in error.title
        assert not error.unclear


def test_another_refusal_is_none_that_passes() -> None:
    assert answers.busy(answer(400, {"ErrorCode": "Order.SearchNotEnabled"})) == ""
