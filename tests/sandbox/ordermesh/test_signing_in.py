"""Tokens: the three calls, their spellings, their ends and their refusals (contract 2)."""

import base64
import json

import httpx
import pytest

from desktop.sandbox.ordermesh.plans import DEICHDRUCK, HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, opened, wrong

CLIENT, USER, REFRESH = "/user/v1/clients/token", "/user/v1/login", "/user/v1/refresh"
CAMEL = {"clientId": HARBOR_PRINT.client_id, "clientSecret": HARBOR_PRINT.client_secret}
SNAKE = {"client_id": HARBOR_PRINT.client_id, "client_secret": HARBOR_PRINT.client_secret}
LOGIN = {"username": HARBOR_PRINT.username, "password": HARBOR_PRINT.password}


async def with_token(mesh: Mesh, token: str, path: str = "/v1/orders") -> httpx.Response:
    return await mesh.root.get(path, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize("body", [CAMEL, SNAKE, {**CAMEL, **SNAKE}])
async def test_a_client_is_taken_in_both_spellings_and_answered_in_camel_case(mesh: Mesh, body: Json) -> None:
    answer = await mesh.root.post(CLIENT, json=body)
    assert answer.status_code == 200
    told = answer.json()
    assert told.keys() == {"accessToken", "scope", "tokenType", "expiresIn"}
    assert (told["tokenType"], told["expiresIn"]) == ("Bearer", 86_400)
    assert (await with_token(mesh, told["accessToken"])).status_code == 200


async def test_a_token_is_signed_and_tells_its_end() -> None:
    async with opened() as mesh:
        token = (await mesh.root.post(CLIENT, json=CAMEL)).json()["accessToken"]
        header, claims, signature = (base64.urlsafe_b64decode(f"{part}==") for part in token.split("."))
        assert json.loads(header) == {"alg": "RS256", "typ": "JWT"}
        assert json.loads(claims)["exp"] - json.loads(claims)["iat"] == 86_400
        assert signature


async def test_a_clients_token_lives_a_day_by_the_clock(mesh: Mesh) -> None:
    mesh.pass_time(86_390)
    assert (await mesh.harbor.get("/v1/orders")).status_code == 200
    mesh.pass_time(20)
    assert (await mesh.harbor.get("/v1/orders")).status_code == 401


async def test_older_answers_spell_with_underscores_live_an_hour_and_name_a_token_that_refreshes_nothing() -> None:
    async with opened(profile=("auth_answer=snake_case",)) as mesh:
        told = (await mesh.root.post(CLIENT, json=SNAKE)).json()
        assert told.keys() == {"access_token", "expires_in", "refresh_token"}
        assert told["expires_in"] == 3_600
        refused = await mesh.root.post(REFRESH, json={"refreshToken": told["refresh_token"]})
        assert wrong(refused) == (401, None)
        mixed = (await mesh.root.post(USER, json=LOGIN)).json()
        assert mixed.keys() == {"access_token", "scope", "tokenType", "refresh_token", "expires_in"}
        assert mixed["expires_in"] == 900
        mesh.pass_time(901)
        assert (await with_token(mesh, mixed["access_token"])).status_code == 401
        assert (await with_token(mesh, told["access_token"])).status_code == 200


async def test_a_user_signs_in_and_the_refresh_token_is_replaced_each_time(mesh: Mesh) -> None:
    first = (await mesh.root.post(USER, json=LOGIN)).json()
    assert first.keys() == {"accessToken", "scope", "tokenType", "refreshToken", "expiresIn"}
    assert (first["scope"], first["expiresIn"]) == ("email profile", 3_600)
    second = (await mesh.root.post(REFRESH, json={"refreshToken": first["refreshToken"]})).json()
    assert second.keys() == first.keys()
    assert second["refreshToken"] != first["refreshToken"]
    assert (await with_token(mesh, second["accessToken"])).status_code == 200
    assert wrong(await mesh.root.post(REFRESH, json={"refreshToken": first["refreshToken"]})) == (401, None)
    assert (await mesh.root.post(REFRESH, json={"refresh_token": second["refreshToken"]})).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CLIENT, {**CAMEL, "clientSecret": "wrong"}),
        (CLIENT, {**CAMEL, "clientId": "nobody"}),
        (CLIENT, {**CAMEL, "clientSecret": DEICHDRUCK.client_secret}),
        (USER, {**LOGIN, "password": "wrong"}),
        (REFRESH, {"refreshToken": "your_refresh_token"}),
    ],
)
async def test_wrong_credentials_are_refused_by_the_service(mesh: Mesh, path: str, body: Json) -> None:
    assert wrong(await mesh.root.post(path, json=body)) == (401, None)


@pytest.mark.parametrize(
    ("path", "body", "name"),
    [
        (CLIENT, {}, "ClientId"),
        (CLIENT, {"clientId": HARBOR_PRINT.client_id}, "ClientSecret"),
        (CLIENT, {**CAMEL, "clientSecret": ""}, "ClientSecret"),
        (USER, {"username": "x"}, "Password"),
        (REFRESH, {}, "RefreshToken"),
    ],
)
async def test_missing_fields_are_named(mesh: Mesh, path: str, body: Json, name: str) -> None:
    assert wrong(await mesh.root.post(path, json=body)) == (400, name)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer stale"}, {"Authorization": "Basic x"}])
@pytest.mark.parametrize("path", ["/v1/orders", "/shipment/v1/x", "/catalog/v1/merchantCatalog", "/v1/notes"])
async def test_without_a_good_token_the_gateway_refuses_every_service(mesh: Mesh, headers: Json, path: str) -> None:
    answer = await mesh.root.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.json().keys() == {"statusCode", "message"}
    assert answer.json()["statusCode"] == 401


async def test_tokens_are_asked_for_by_post_and_in_json(mesh: Mesh) -> None:
    assert (await mesh.root.get(CLIENT)).status_code == 405
    assert (await mesh.root.post(CLIENT, data=CAMEL)).status_code == 415
    assert wrong(await mesh.root.post(CLIENT, content=b"{", headers={"content-type": "application/json"})) == (
        400,
        None,
    )


async def test_signing_in_is_counted_for_its_account_and_is_no_write(mesh: Mesh) -> None:
    await mesh.root.post(CLIENT, json=CAMEL)
    await mesh.root.post(CLIENT, json={**CAMEL, "clientSecret": "wrong"})
    assert mesh.writes() == []
    assert [visit.account for visit in mesh.sandbox.ledger.visits[-2:]] == [HARBOR_PRINT.name] * 2


async def test_somebody_ends_all_tokens_and_changes_the_secret(mesh: Mesh) -> None:
    account = mesh.sandbox.world.account("ordermesh", HARBOR_PRINT.name)
    account.change("tokens", "*", {("state",): "expired"})
    assert (await mesh.harbor.get("/v1/orders")).status_code == 401
    account.change("clients", "*", {("client_secret",): "new"})
    assert wrong(await mesh.root.post(CLIENT, json=CAMEL)) == (401, None)
    assert (await mesh.root.post(CLIENT, json={**CAMEL, "clientSecret": "new"})).status_code == 200
