"""Tokens: grants, secrets, scopes, ends and errors of the stand-in (contract 2)."""

import base64
import json
from typing import Any

import httpx
import pytest

from desktop.sandbox.ordercloud.first_people import PASSWORD
from desktop.sandbox.ordercloud.plans import CASCADE, FELDMARK, READER_ROLES, STAFF_ROLES
from tests.sandbox.ordercloud.shops import FORM, LARDER, Shop, opened

DANA = CASCADE.staff[0]
BY_PASSWORD = {
    "client_id": CASCADE.desk,
    "grant_type": "password",
    "username": DANA.username,
    "password": DANA.password,
}
SERVICE = {"client_id": CASCADE.service, "client_secret": CASCADE.secret, "grant_type": "client_credentials"}


def claims(answer: httpx.Response) -> dict[str, Any]:
    header, payload, signature = answer.json()["access_token"].split(".")
    assert json.loads(base64.urlsafe_b64decode(header + "==")) == {"alg": "RS256", "typ": "JWT"}
    assert len(base64.urlsafe_b64decode(signature + "==")) > 20
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return found


def code(answer: httpx.Response) -> str:
    body = answer.json()
    assert body["error"]
    assert body["error_description"] == body["Errors"][0]["Message"]
    return str(body["Errors"][0]["ErrorCode"])


async def test_a_token_tells_who_it_is_for_how_long_and_what_it_may(shop: Shop) -> None:
    answer = await shop.token(**BY_PASSWORD)
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 35_999
    assert answer.json()["token_type"] == "bearer"
    told = claims(answer)
    assert (told["usr"], told["cid"], told["usrtype"]) == ("dana", CASCADE.desk, "admin")
    assert told["role"] == list(STAFF_ROLES)
    assert told["exp"] - told["nbf"] == 35_999


async def test_a_scope_is_cut_to_what_is_held_and_a_single_role_is_a_text(shop: Shop) -> None:
    asked = await shop.token(**BY_PASSWORD, scope="OrderReader InventoryAdmin FullAccess BuyerReader")
    assert claims(asked)["role"] == ["OrderReader", "BuyerReader"]
    single = await shop.token(**BY_PASSWORD, scope="OrderReader")
    assert claims(single)["role"] == "OrderReader"
    nothing = await shop.token(**BY_PASSWORD, scope="WebhookAdmin")
    assert claims(nothing)["role"] == []


async def test_who_has_full_access_gets_what_is_asked_for(shop: Shop) -> None:
    owner = {**BY_PASSWORD, "username": "owner"}
    assert claims(await shop.token(**owner))["role"] == "FullAccess"
    assert claims(await shop.token(**owner, scope="OrderReader"))["role"] == "OrderReader"


async def test_a_machine_acts_under_its_default_context(shop: Shop) -> None:
    answer = await shop.token(**SERVICE)
    assert claims(answer)["usr"] == "service"
    assert answer.json()["refresh_token"] is None


@pytest.mark.parametrize("grant", ["password", "client_credentials", "refresh_token"])
async def test_a_client_with_a_secret_wants_it_in_every_grant(shop: Shop, grant: str) -> None:
    form = {**BY_PASSWORD, "client_id": CASCADE.service, "grant_type": grant}
    for secret in ({}, {"client_secret": "wrong"}):
        answer = await shop.token(**form, **secret)
        assert (answer.status_code, code(answer)) == (401, "InvalidGrant")


async def test_the_token_endpoint_takes_forms_only_and_lies_outside_the_version(shop: Shop) -> None:
    answer = await shop.root.post(FORM, json=BY_PASSWORD)
    assert (answer.status_code, code(answer)) == (400, "Request.InvalidContentType")
    assert (await shop.root.post(f"/v1{FORM}", data=BY_PASSWORD)).status_code == 401
    assert (await shop.larder.get(str(shop.root.base_url) + "orders/Incoming")).status_code == 404


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"password": "wrong"}, "InvalidCredentials"),
        ({"username": "nobody"}, "InvalidCredentials"),
        ({"password": ""}, "Auth.UsernameAndPasswordRequired"),
        ({"username": ""}, "Auth.UsernameAndPasswordRequired"),
        ({"client_id": "00000000-0000-0000-0000-000000000000"}, "InvalidGrant"),
        ({"client_id": "my-client"}, "ApiClient.InvalidClientID"),
        ({"username": "asleep"}, "Auth.UserNotActive"),
        ({"client_id": FELDMARK.desk}, "InvalidCredentials"),
        ({"client_id": CASCADE.strict, "username": "reader"}, "Auth.InsufficientRoles"),
        ({"grant_type": "anonymous"}, "InvalidGrant"),
        ({"grant_type": "client_credentials"}, "InvalidGrant"),
        ({"grant_type": "refresh_token", "refresh_token": "made-up"}, "InvalidGrant"),
    ],
)
async def test_a_wrong_sign_in_is_refused_by_its_code(shop: Shop, change: dict[str, str], wanted: str) -> None:
    answer = await shop.token(**{**BY_PASSWORD, **change})
    assert (answer.status_code, code(answer)) == (400, wanted)


@pytest.mark.parametrize(
    ("kind", "id", "path", "wanted"),
    [
        ("clients", CASCADE.desk, "active", "Auth.ClientNotActive"),
        ("logins", "dana", "Active", "Auth.UserNotActive"),
    ],
)
async def test_what_is_switched_off_meanwhile_gets_no_token(
    shop: Shop, kind: str, id: str, path: str, wanted: str
) -> None:
    await change(shop, kind, id, path, False)
    assert code(await shop.token(**BY_PASSWORD)) == wanted


async def change(shop: Shop, kind: str, id: str, path: str, value: object) -> None:
    changes = [{"path": [path], "value": value}]
    body = {"vendor": "ordercloud", "account": LARDER, "kind": kind, "id": id, "changes": changes}
    answer = await shop.control.post("/change", json=body)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("most", [5, 10])
async def test_too_many_failures_lock_for_two_minutes(most: int) -> None:
    async with opened(profile=(f"lock_after={most}",)) as shop:
        wrong = {**BY_PASSWORD, "password": "wrong"}
        for _ in range(most - 1):
            assert code(await shop.token(**wrong)) == "InvalidCredentials"
        assert (await shop.token(**BY_PASSWORD)).status_code == 200  # and the count begins anew
        for _ in range(most):
            assert code(await shop.token(**wrong)) == "InvalidCredentials"
        assert code(await shop.token(**BY_PASSWORD)) == "Auth.LockedOut"
        shop.pass_time(121)
        assert (await shop.token(**BY_PASSWORD)).status_code == 200


@pytest.mark.parametrize("setting", ["token", "error"])
async def test_who_must_change_the_password_gets_little_or_nothing(setting: str) -> None:
    async with opened(profile=(f"must_change={setting}",)) as shop:
        answer = await shop.token(**{**BY_PASSWORD, "username": "fresh"})
        if setting == "token":
            assert claims(answer)["role"] == "PasswordReset"
        else:
            assert code(answer) == "Auth.PasswordExpired"


@pytest.mark.parametrize("setting", ["keep", "rotate", "none"])
async def test_a_refresh_token_is_kept_rotated_or_not_given(setting: str) -> None:
    async with opened(profile=(f"refresh_token={setting}",)) as shop:
        first = (await shop.token(**BY_PASSWORD, scope="OrderReader BuyerReader")).json()["refresh_token"]
        if setting == "none":
            assert first is None
            return
        form = {"client_id": CASCADE.desk, "grant_type": "refresh_token", "refresh_token": first}
        again = await shop.token(**form)
        assert claims(again)["role"] == ["OrderReader", "BuyerReader"]
        second = (await shop.token(**form)).status_code
        if setting == "keep":
            assert (again.json()["refresh_token"], second) == (None, 200)
        else:
            assert again.json()["refresh_token"] not in (None, first)
            assert second == 400


@pytest.mark.parametrize("minutes", [600, 10, 1])
async def test_a_token_lives_as_long_as_the_switch_says(minutes: int) -> None:
    async with opened(profile=(f"token_minutes={minutes}",)) as shop:
        assert (await shop.token(**BY_PASSWORD)).json()["expires_in"] == minutes * 60 - 1
        assert (await shop.larder.get("/me")).status_code == 200
        shop.pass_time(minutes * 60)
        answer = await shop.larder.get("/me")
        assert (answer.status_code, answer.json()["Errors"][0]["ErrorCode"]) == (401, "InvalidToken")


@pytest.mark.parametrize(("state", "wanted"), [("expired", "InvalidToken"), ("revoked", "Auth.TokenRevoked")])
async def test_tokens_end_at_once_when_somebody_says_so(shop: Shop, state: str, wanted: str) -> None:
    reader = await shop.signed_in("reader")
    await change(shop, "tokens", "dana", "state", state)
    answer = await shop.larder.get("/me")
    assert (answer.status_code, answer.json()["Errors"][0]["ErrorCode"]) == (401, wanted)
    assert (await reader.get("/me")).status_code == 200
    await reader.aclose()


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic x"}])
async def test_without_a_token_nothing_is_told(shop: Shop, header: dict[str, str]) -> None:
    answer = await shop.root.get("/v1/me", headers=header)
    assert (answer.status_code, answer.json()["Errors"][0]["ErrorCode"]) == (401, "InvalidToken")


async def test_sign_ins_are_counted_for_their_account_and_are_no_writes(shop: Shop) -> None:
    await shop.token(**{**BY_PASSWORD, "password": "wrong"})
    counts = (await shop.control.get("/requests")).json()["counts"]["ordercloud"]
    assert counts == {LARDER: 2, FELDMARK.name: 1}
    assert shop.writes() == []


async def test_me_tells_staff_from_buyers_and_a_buyer_gets_no_further(shop: Shop) -> None:
    me = (await shop.larder.get("/me")).json()
    assert (me["Username"], me["Buyer"], me["Supplier"], me["Seller"]) == ("dana", None, None, {"ID": CASCADE.seller})
    login = next(login for login in shop.market().logins.values() if login.kind == "buyer")
    form = {"client_id": CASCADE.shop, "grant_type": "password", "username": login.username, "password": PASSWORD}
    answer = await shop.token(**form)
    assert claims(answer)["usrtype"] == "buyer"
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    buyer = await shop.root.get("/v1/me", headers=headers)
    assert buyer.json()["Buyer"]["ID"] == login.company
    refused = await shop.root.get("/v1/orders/Incoming", headers=headers)
    assert (refused.status_code, refused.json()["Errors"][0]["ErrorCode"]) == (403, "InvalidUserType")
    assert (await shop.token(**{**form, "client_id": CASCADE.desk})).status_code == 401
    shop.market().put(("buyers",), login.company, {**shop.market().table("buyers")[login.company], "Active": False})
    assert code(await shop.token(**form)) == "Auth.CompanyNotActive"


async def test_a_missing_role_is_named(shop: Shop) -> None:
    reader = await shop.signed_in("reader")
    answer = await reader.patch(f"/orders/Incoming/{shop.order('Open')['ID']}", json={"Comments": "x"})
    error = answer.json()["Errors"][0]
    assert (answer.status_code, error["ErrorCode"]) == (403, "InsufficientRoles")
    assert error["Data"] == {
        "SufficientRoles": ["FullAccess", "OrderAdmin", "Shopper"],
        "AssignedRoles": [*READER_ROLES],
    }
    await reader.aclose()


async def test_the_token_of_one_marketplace_opens_no_other(shop: Shop) -> None:
    id = shop.order("Open")["ID"]
    assert (await shop.kontor.get(f"/orders/Incoming/{id}")).status_code == 404
