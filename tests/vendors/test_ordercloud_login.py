"""Signing in at OrderCloud (1, 2): servers by name, what a token tells, and each refusal in words."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.errors import NeedsLogin
from desktop.vendors.contract import LOGIN, Answer, Context, Json, Request, Token
from desktop.vendors.ordercloud import login

REQUEST = Request(method="POST", path="/oauth/token")
BEFORE = Token(access="old", seconds=600, refresh="kept")


def refused(body: bytes, status: int = 400) -> NeedsLogin:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return login.SIGN_IN.refusal(Answer(request=REQUEST, status=status, headers={}, body=body, at=at))


def coded(code: str, error: str = "invalid_grant") -> bytes:
    errors = [{"ErrorCode": code, "Message": "It says so.", "Data": None}]
    return json.dumps({"error": error, "error_description": "It says so.", "Errors": errors}).encode()


def token(before: Token | None = None, refresh: object = "new", **claims: object) -> Token:
    body = urlsafe_b64encode(json.dumps({"usrtype": "admin", "usr": "dana", **claims}).encode()).rstrip(b"=").decode()
    answer = {"access_token": f"e30.{body}.sign", "expires_in": 35_999, "refresh_token": refresh}
    return login.SIGN_IN.read(answer, before)


def held(told: Json) -> Context:
    return Context(references={LOGIN: told})


def test_every_region_has_its_three_servers_by_name() -> None:
    (server,) = login.SERVERS
    named = {choice.label: choice.value for choice in server.choices}
    assert len(named) == 15
    assert [named[f"US West{more}"] for more in ("", ", staging", ", sandbox")] == [
        "https://api.ordercloud.io", "https://stagingapi.ordercloud.io", "https://sandboxapi.ordercloud.io",
    ]  # fmt: skip
    for region, part in (("US East", "useast"), ("Australia East", "australiaeast"), ("Europe West", "westeurope"),
                         ("Japan East", "japaneast")):  # fmt: skip
        assert [named[f"{region}{more}"] for more in ("", ", staging", ", sandbox")] == [
            f"https://{part}-{environment}.ordercloud.io" for environment in ("production", "staging", "sandbox")
        ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("InvalidGrant", "The API client, or its secret, is wrong"),
        ("InvalidCredentials", "User name or password is wrong."),
        ("Auth.InvalidUsernameOrPassword", "User name or password is wrong."),
        ("Auth.UsernameAndPasswordRequired", "User name or password is empty."),
        ("Auth.PasswordExpired", "The password has expired."),
        ("Auth.InsecurePassword", "The password is not safe enough any more."),
        ("Auth.LockedOut", "The user is locked after too many failures."),
        ("Auth.UserNotActive", "This user is switched off."),
        ("Auth.SellerNotActive", "This marketplace is switched off."),
        ("Auth.CompanyNotActive", "The company of this user is switched off."),
        ("Auth.ClientNotActive", "This API client is switched off."),
        ("Auth.InsufficientRole", "This user has none of the roles that the client demands."),
        ("Auth.InsufficientRoles", "This user has none of the roles that the client demands."),
        ("ApiClient.InvalidClientID", "There is no such API client."),
    ],
)
def test_each_refusal_has_words_and_says_what_to_do(code: str, words: str) -> None:
    """2.6; prefixes differ between sources."""
    for found in (code, code.rpartition(".")[2], f"Other.{code}"):
        told = refused(coded(found))
        assert told.title.startswith(words)
        assert told.hint


def test_a_refusal_of_another_form_is_told_as_far_as_it_goes() -> None:
    assert refused(b'{"error": "invalid_grant"}', 401).title.startswith("The API client, or its secret, is wrong")
    assert refused(coded("Auth.Odd", "odd_error")).title == "OrderCloud let nobody in (Odd, odd_error)."
    assert refused(b"<html>no</html>").title == "OrderCloud let nobody in (HTTP 400)."


@pytest.mark.parametrize(
    ("role", "roles"),
    [(["OrderReader", "BuyerReader"], ["BuyerReader", "OrderReader"]), ("OrderReader", ["OrderReader"]), (None, None)],
)
def test_a_token_tells_its_roles_as_a_list_or_as_one_word(role: object, roles: Json) -> None:
    assert token(role=role).tells == {"roles": roles, "user": "dana"}


def test_a_token_that_tells_nothing_is_one_all_the_same() -> None:
    found = login.SIGN_IN.read({"access_token": "no-jwt", "expires_in": 60}, None)
    assert (found.access, found.seconds, found.refresh) == ("no-jwt", 60.0, "")
    assert login.lacks(held(found.tells), "OrderAdmin") == ""  # then the platform says it


@pytest.mark.parametrize(("refresh", "kept"), [("new", "new"), (None, "kept"), ("", "kept")])
def test_a_renewal_without_another_refresh_token_keeps_the_one_before(refresh: str | None, kept: str) -> None:
    assert token(BEFORE, refresh).refresh == kept


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"usrtype": "buyer"}, "This is not the login of seller staff."),
        ({"usrtype": "supplier"}, "This is not the login of seller staff."),
        ({"role": "PasswordReset"}, "The password of this user has to be changed first."),
    ],
)
def test_a_token_of_no_use_lets_nobody_in(claims: dict[str, Any], words: str) -> None:
    with pytest.raises(NeedsLogin, match=words):
        token(**claims)


def test_a_role_is_held_by_its_name_or_by_full_access() -> None:
    assert login.lacks(held({"roles": ["OrderReader"]}), "OrderAdmin", "OrderReader") == ""
    assert login.lacks(held({"roles": ["FullAccess"]}), "OrderAdmin") == ""
    assert login.lacks(held({"roles": ["OrderReader"]}), "OrderAdmin") == "Your account needs the role OrderAdmin."
    needed = login.lacks(held({"roles": []}), "OrderAdmin", "ShipmentAdmin")
    assert needed == "Your account needs one of the roles OrderAdmin, ShipmentAdmin."
