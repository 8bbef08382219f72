"""What Ordermentum's answers say (6), how fast it is asked (20 c), and what signing in says (3)."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from desktop.errors import AppError, NeedsLogin, Rejected
from desktop.vendors.client import Client
from desktop.vendors.contract import TOKEN, Answer, Request
from desktop.vendors.ordermentum import VENDOR, answers, login
from tests.vendors.mentum import AT
from tests.vendors.wire import answered_by

KEY = {"supplier_id": "s1", "api_key": "om_api_1", "username": "", "password": ""}
USER = {"supplier_id": "s1", "api_key": "", "username": "ada", "password": " p w "}


def answer(
    status: int, body: Any = "", *, path: str = "/v1/orders/o1", method: str = "GET", server: str = "api",  # noqa: ANN401
    headers: Mapping[str, str] = {},
) -> Answer:  # fmt: skip
    told = body if isinstance(body, str) else json.dumps(body)
    request = Request(method=method, path=path, server=server)
    return Answer(request=request, status=status, headers=headers, body=told.encode(), at=AT)


# ── words (6.1) ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_message_is_told_else_the_cart_then_its_lines_by_name() -> None:
    assert answers.words(answer(401, {"name": "UnauthorizedError", "message": "Unauthorized"})) == "Unauthorized"
    cart = {
        "cart": {"errors": [{"type": "error", "message": "no line items"}], "warnings": [{"message": "Late"}]},
        "lineItems": [
            {"product": {"name": "Kale"}, "errors": [{"id": "LEAD_TIME", "message": "Two days ahead"}]},
            {"productId": "p2", "errors": [{"id": "LEAD_TIME"}]},
        ],
    }  # fmt: skip
    assert answers.words(answer(400, cart)) == "no line items; Kale: Two days ahead; Line 2: LEAD_TIME"


@pytest.mark.parametrize("body", ["", "<html>404</html>", "[]", "null", {"message": 5}, {"cart": [], "lineItems": 7}])
def test_a_body_that_says_nothing_is_no_trouble(body: object) -> None:
    assert answers.words(answer(404, body)) == ""


def test_a_success_is_any_that_holds_an_object_and_a_write_may_hold_nothing() -> None:
    assert answers.refusal(answer(200, {"id": "o1"})) is None
    assert answers.refusal(answer(204, "", method="PUT")) is None
    error = answers.refusal(answer(200, "<html>", method="PATCH"))
    assert isinstance(error, Rejected)
    assert error.unclear
    assert isinstance(answers.refusal(answer(200, "")), Rejected)


# ── what a refusal is about (3.1, 3.2) ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("found", "because"),
    [
        (answer(403, path="/v1/orders"), answers.LIST_GONE),
        (answer(403, path="/v2/orders"), ""),
        (answer(403, path="/v1/purchasers"), answers.NOT_OPEN),
        (answer(401, path="/v1/purchasers"), ""),
        (answer(401, path="/items", server="stock"), answers.STOCK_ALONE),
        (answer(403, path="/locations", server="stock"), answers.STOCK_ALONE),
    ],
)
def test_a_refusal_says_whether_it_is_about_the_account(found: Answer, because: str) -> None:
    assert answers.forbids(found) == because


def test_another_suppliers_credentials_are_named_as_that() -> None:
    assert "supplier" in answers.blames(answer(403, path="/v2/orders"))
    assert answers.blames(answer(401)) == ""


# ── pace ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("method", "path", "family", "most"),
    [
        ("GET", "/v1/orders/o1", "order detail", 20), ("GET", "/v2/orders", "order search", 30),
        ("GET", "/v1/orders", "order list", 16), ("POST", "/v1/orders", "order create", 9),
        ("PATCH", "/v1/orders/o1", "order update", 16), ("POST", "/v1/orders/o1/resolve-issue", "order update", 16),
        ("GET", "/v1/purchasers", "purchasers read", 32), ("PATCH", "/v1/purchasers/c1", "purchaser writes", 16),
        ("GET", "/v1/products", "product list", 32), ("GET", "/v2/products", "product list", 32),
        ("GET", "/v1/products/p1", "product read", 32), ("PUT", "/v1/products/p1", "product writes", 16),
        ("GET", "/v1/variants", "variants", 16), ("GET", "/v1/variants/v1", "variants", 16),
        ("GET", "/v2/invoices", "invoices", 16), ("GET", "/v1/invoices/i1", "invoices", 16),
        ("GET", "/v1/events", "events", 16), ("GET", "/v1/price-groups", "price groups", 16),
        ("GET", "/v1/suppliers/s1", "others", 16),
    ],
)  # fmt: skip
def test_each_family_is_asked_no_more_than_so_often_in_any_minute(
    method: str, path: str, family: str, most: int
) -> None:  # fmt: skip
    assert answers.limit_key(Request(method=method, path=path)) == family
    limit = answers.LIMITS.buckets[family]
    assert limit.size + 60 * limit.rate <= most + 1e-9
    assert answers.limit_key(Request(method=method, path=path, server="stock")) == "stock host"


def test_a_refusal_by_pace_says_how_long() -> None:
    assert answers.LIMITS.retry_after(answer(429, headers={"retry-after": "60"})) == 60
    assert answers.LIMITS.retry_after(answer(429)) is None


# ── patience (2) ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("request_", "seconds"),
    [
        (Request(method="POST", path="/v1/orders", body={}), 120),
        (Request(method="PATCH", path="/v1/orders/o1", body={}), 120),
        (Request(method="PUT", path="/v1/orders/o1", body={}), 120),
        (Request(method="POST", path="/v1/orders/o1/resolve-issue", body={}), 120),
        (Request(method="GET", path="/v1/orders/o1"), 30),
        (Request(method="GET", path="/v2/orders"), 30),
        (Request(method="GET", path="/items", server="stock"), 30),
        (Request(method="PUT", path="/v1/products/p1", body={}), 30),
    ],
)
async def test_a_write_of_an_order_is_waited_for_longer_than_anything_else(request_: Request, seconds: float) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, content=b"{}")

    servers = {"api": "https://vendor.example", "stock": "https://stock.vendor.example"}
    client = Client(VENDOR, servers, KEY, make_http=answered_by(answer), pace=None)
    await client.send(request_, "edit")
    assert sent[0].extensions["timeout"]["read"] == seconds
    await client.close()


# ── signing in (3) ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_never_goes_along_with_a_token() -> None:
    headers = login.sign({**KEY, TOKEN: "t"}, "api")
    assert headers["x-api-key"] == "om_api_1"
    assert "Authorization" not in headers
    assert login.sign({**USER, TOKEN: "t"}, "api")["Authorization"] == "Bearer t"
    assert "x-api-key" not in login.sign({**USER, TOKEN: "t"}, "api")
    assert not login.SIGN_IN.applies({**USER, "api_key": "k"})


def test_the_stock_host_is_told_whose_stock_it_is() -> None:
    headers = login.sign(KEY, "stock")
    assert (headers["context-entity"], headers["context-id"]) == ("supplier", "s1")
    assert "context-id" not in login.sign(KEY, "api")


def test_a_token_is_renewed_an_hour_before_its_end_and_read_in_both_forms() -> None:
    for body in ({"access_token": "t", "token_type": "Bearer"}, {"userId": "u", "token": "t", "expiry": "2026"}):
        token = login.SIGN_IN.read(body, None)
        assert (token.access, token.seconds) == ("t", 23 * 3600)
    with pytest.raises(NeedsLogin):
        login.SIGN_IN.read({"token_type": "Bearer"}, None)


def test_a_user_with_a_second_factor_is_told_what_to_do() -> None:
    error = login.SIGN_IN.refusal(answer(403, {"message": "MFA"}, path="/v1/auth", method="POST", server="auth"))
    assert error.title == "This user signs in with a second factor."
    assert "API key" in error.hint
    wrong = login.SIGN_IN.refusal(answer(401, {"message": "Unauthorized"}, path="/v1/auth", method="POST"))
    assert "“Unauthorized”" in wrong.hint
    assert "1 January 2027" in wrong.hint


def test_a_way_to_sign_in_is_wanted_and_a_password_keeps_its_blanks() -> None:
    assert login.tidy(USER)["password"] == " p w "
    assert login.tidy({**KEY, "api_key": " om_\napi_1 "})["api_key"] == "om_api_1"
    for missing in ({**KEY, "api_key": " "}, {**USER, "password": ""}):
        with pytest.raises(AppError, match="API key is missing"):
            login.tidy(missing)
