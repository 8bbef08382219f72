"""Keys, tokens and whose records they open (contract 3, 17.1, 17.2)."""

from typing import Any

import httpx
import pytest

from desktop.sandbox.ordermentum.plans import HARBOUR, SWAN
from tests.plain import NO_TLS
from tests.sandbox.ordermentum.houses import ID, KEY, OTHER_ID, House, opened, signed_in

WRONG = {"name": "UnauthorizedError", "message": "Unauthorized", "code": 401}
KIM, CAREFUL = HARBOUR.users


def bearer(answer: httpx.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def test_a_key_opens_every_version_on_both_main_hosts(house: House) -> None:
    for client in (house.harbour, house.app):
        for path in ("/v1/purchasers", "/v2/orders"):
            answer = await client.get(path, params={"supplierId": ID}, headers=KEY)
            assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-api-key": "om_api_wrong"}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic a2lt"}],
)
async def test_without_a_good_credential_nothing_is_told(house: House, headers: dict[str, str]) -> None:
    for path in ("/v2/orders", "/v1/nothing"):
        answer = await house.app.get(path, params={"supplierId": ID}, headers=headers)
        assert (answer.status_code, answer.json()) == (401, WRONG)


async def test_a_token_is_given_for_user_and_password_and_says_who_it_is(house: House) -> None:
    answer = await signed_in(house.app, KIM.username, KIM.password)
    assert answer.status_code == 201
    assert answer.json().keys() == {"access_token", "token_type"}
    assert answer.json()["token_type"] == "Bearer"
    profile = (await house.app.get("/v1/profile", headers=bearer(answer))).json()
    assert profile["roles"]["suppliers"] == [{"id": ID, "role": "admin"}]
    assert (await house.app.get("/v2/profiles", headers=bearer(answer))).json() == profile


async def test_a_form_signs_in_as_well(house: House) -> None:
    form = {"username": KIM.username, "password": KIM.password, "grant_type": "password"}
    answer = await house.app.post("/v1/auth", data=form)
    assert answer.status_code == 201
    assert (await house.app.get("/v1/profile", headers=bearer(answer))).status_code == 200


@pytest.mark.parametrize(
    ("username", "password", "status"),
    [
        (KIM.username, "wrong", 401),
        ("nobody@harbourlarder.example", KIM.password, 401),
        ("", "", 401),
        (CAREFUL.username, CAREFUL.password, 403),
        (CAREFUL.username, "wrong", 401),
    ],
)
async def test_a_wrong_pair_and_a_second_factor_are_told_apart(
    house: House, username: str, password: str, status: int
) -> None:
    assert (await signed_in(house.app, username, password)).status_code == status


async def test_signing_in_is_on_the_older_host_alone(house: House) -> None:
    who = {"username": KIM.username, "password": KIM.password}
    assert (await house.harbour.post("/v1/auth", json=who)).status_code == 404
    assert (await house.app.get("/v1/auth")).status_code == 405
    assert (await house.app.post("/v1/auth", content=b"{")).status_code == 400


async def test_signing_in_is_no_write_in_the_ledger(house: House) -> None:
    await signed_in(house.app, KIM.username, KIM.password)
    assert house.sandbox.ledger.writes == []
    assert house.sandbox.ledger.visits[-1].account == HARBOUR.name


async def test_a_token_lives_for_a_day_by_the_control_clock(house: House) -> None:
    query = {"supplierId": OTHER_ID}
    house.pass_time(23 * 3_600)
    assert (await house.swan.get("/v2/orders", params=query)).status_code == 200
    house.pass_time(3_601)
    refused = await house.swan.get("/v2/orders", params=query)
    assert (refused.status_code, refused.json()) == (401, WRONG)
    assert house.sandbox.ledger.visits[-1].account == SWAN.name
    assert (await house.harbour.get("/v2/orders", params={"supplierId": ID})).status_code == 200  # a key does not end


async def test_how_long_a_token_lives_and_its_form_are_switches() -> None:
    async with opened(profile=("token_hours=1", "login_answer=legacy")) as house:
        told = (await signed_in(house.app, KIM.username, KIM.password)).json()
        assert told.keys() == {"userId", "token", "expiry"}
        assert told["expiry"].startswith("2026-11-20T10:30:0")
        assert (await house.swan.get("/v1/profile")).status_code == 200
        house.pass_time(3_601)
        assert (await house.swan.get("/v1/profile")).status_code == 401


async def test_control_ends_tokens_and_keys(house: House) -> None:
    async def end(kind: str, id: str, state: str) -> None:
        changes = [{"path": ["state"], "value": state}]
        account = SWAN.name if kind == "tokens" else HARBOUR.name
        wish = {"vendor": "ordermentum", "account": account, "kind": kind, "id": id, "changes": changes}
        assert (await house.control.post("/change", json=wish)).status_code == 200

    await end("tokens", "*", "expired")
    assert (await house.swan.get("/v1/profile")).status_code == 401
    await end("keys", "om_api_test", "revoked")
    assert (await house.harbour.get("/v2/orders")).status_code == 401
    await end("keys", "om_api_test", "good")
    assert (await house.harbour.get("/v2/orders")).status_code == 200


async def test_key_and_token_at_once_are_taken_and_noted_with_writes(house: House) -> None:
    order, user = house.order(), await signed_in(house.app, KIM.username, KIM.password)
    answer = await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "x"}, headers=bearer(user))
    assert answer.status_code == 200
    assert house.last_write().ignored == ("authorization",)
    await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "y"})
    assert house.last_write().ignored == ()


async def test_a_key_has_no_user(house: House) -> None:
    assert (await house.harbour.get("/v1/profile")).status_code == 403


async def test_each_supplier_sees_its_own_records_alone(house: House) -> None:
    order = house.order()
    assert (await house.swan.get(f"/v1/orders/{order.id}")).status_code == 404
    theirs = (await house.swan.get("/v2/orders", params={"supplierId": OTHER_ID})).json()["data"]
    ours = await house.list("/v2/orders")
    assert theirs
    assert not {row["id"] for row in theirs} & {row["id"] for row in ours}


@pytest.mark.parametrize(("setting", "status"), [("403", 403), ("empty", 200)])
async def test_lists_of_another_supplier_are_refused_or_empty(house: House, setting: str, status: int) -> None:
    await house.set("foreign_supplier", setting)
    for path in ("/v2/orders", "/v1/purchasers", "/v1/variants", "/v2/products", "/v2/invoices", "/v1/products"):
        answer = await house.harbour.get(path, params={"supplierId": OTHER_ID})
        assert answer.status_code == status
        assert status == 403 or answer.json()["data"] == []


async def test_the_description_says_how_to_connect() -> None:
    async with opened() as house:
        description: Any = house.sandbox.description
        vendor = description["vendors"]["ordermentum"]
        assert vendor["servers"].keys() == {"api", "auth", "stock"}
        by_key, by_user = (account["credentials"] for account in vendor["accounts"])
        assert by_key == {"supplier_id": ID, "api_key": "om_api_test", "username": "", "password": ""}
        assert by_user["api_key"] == ""
        assert by_user["username"] == SWAN.users[0].username
        assert vendor["accounts"][0]["options"] == {
            "timezone": "Australia/Sydney",
            "location_id": HARBOUR.locations[0][0],
        }
        assert vendor["accounts"][1]["options"] == {"timezone": "Australia/Perth", "location_id": ""}


async def test_two_clients_of_the_same_key_are_one_account() -> None:
    async with opened() as house, httpx.AsyncClient(base_url=house.harbour.base_url, verify=NO_TLS) as other:
        answer = await other.get("/v2/orders", params={"supplierId": ID}, headers=KEY)
        assert answer.status_code == 200
        assert house.sandbox.ledger.visits[-1].account == HARBOUR.name
