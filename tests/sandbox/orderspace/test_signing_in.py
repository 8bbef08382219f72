"""Tokens: how they are asked for, how long they live, what opens nothing (contract 2)."""

import re

import httpx
import pytest

from desktop.sandbox.orderspace.plans import SEVERN
from tests.sandbox.orderspace.sites import TOKEN, Json, Sites, opened, signed_in

FORM = {"client_id": SEVERN.client, "client_secret": SEVERN.key, "grant_type": "client_credentials"}
INVALID = 'Bearer realm="Orderspace", error="invalid_token", error_description="The access token is invalid"'
EXPIRED = 'Bearer realm="Orderspace", error="invalid_token", error_description="The access token expired"'


@pytest.mark.parametrize("body", [{"data": FORM}, {"json": FORM}])
async def test_a_token_is_given_for_a_form_and_for_json(sites: Sites, body: Json) -> None:
    answer = await sites.token.post(TOKEN, **body)
    assert answer.status_code == 200
    token = answer.json()
    assert [*token] == ["access_token", "token_type", "expires_in", "scope"]
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token.pop("access_token"))
    assert token == {"token_type": "Bearer", "expires_in": 1800, "scope": "read write"}
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["pragma"] == "no-cache"


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_what_is_wrong_with_a_token_request_is_told_in_json(
    sites: Sites, change: Json, status: int, error: str
) -> None:
    answer = await sites.token.post(TOKEN, data=FORM | change)
    assert answer.status_code == status
    assert answer.json()["error"] == error
    assert answer.json()["error_description"]
    assert (f'error="{error}"' in answer.headers.get("www-authenticate", "")) is (status == 401)


async def test_a_refused_client_is_told_so_in_the_words_of_the_vendors_software(sites: Sites) -> None:
    words = "Client authentication failed due to unknown client, no client authentication included, or unsupported"
    answer = await sites.token.post(TOKEN, data=FORM | {"client_secret": ""})
    assert answer.json()["error_description"] == f"{words} authentication method."


async def test_a_token_request_that_cannot_be_read_is_refused_without_a_body(sites: Sites) -> None:
    for content in (b"{", b"[1]", b""):
        answer = await sites.token.post(TOKEN, content=content, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.content) == (400, b"")


async def test_the_token_server_has_no_other_page(sites: Sites) -> None:
    for answer in (await sites.token.get(TOKEN), await sites.token.post("/oauth/authorize")):
        assert answer.status_code == 404
        assert "404 Page Not Found" in answer.text


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer half-a-token", "Basic dXNlcjpwYXNz"])
async def test_without_a_token_that_is_known_nothing_opens(sites: Sites, header: str | None) -> None:
    async with httpx.AsyncClient(base_url=sites.severn.base_url) as stranger:
        answer = await stranger.get("/orders", headers={} if header is None else {"authorization": header})
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["www-authenticate"] == INVALID
    assert answer.headers["content-type"] == "text/html"
    assert answer.headers["content-length"] == "0"


async def test_a_token_lives_half_an_hour_of_the_sandboxs_clock(sites: Sites) -> None:
    sites.pass_time(1_790)
    assert (await sites.severn.get("/orders")).status_code == 200
    sites.pass_time(10)
    answer = await sites.severn.get("/orders")
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["www-authenticate"] == EXPIRED


async def test_several_tokens_open_side_by_side(sites: Sites) -> None:
    async with await signed_in(str(sites.severn.base_url), sites.token, sites.account().credentials) as second:
        assert second.headers["authorization"] != sites.severn.headers["authorization"]
        assert (await second.get("/orders")).status_code == 200
        assert (await sites.severn.get("/orders")).status_code == 200


async def test_with_one_token_a_new_one_ends_the_one_before_of_its_own_site_alone() -> None:
    async with opened(profile=("one_token=on",)) as sites:
        async with await signed_in(str(sites.severn.base_url), sites.token, sites.account().credentials) as second:
            assert (await second.get("/orders")).status_code == 200
        answer = await sites.severn.get("/orders")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, INVALID)
        assert (await sites.tidewater.get("/orders")).status_code == 200


@pytest.mark.parametrize(("state", "words"), [("expired", EXPIRED), ("revoked", INVALID)])
async def test_tokens_can_be_ended_from_outside(sites: Sites, state: str, words: str) -> None:
    change = {"kind": "tokens", "id": "*", "changes": [{"path": ["state"], "value": state}]}
    await sites.control.post("/change", json={"vendor": "orderspace", "account": SEVERN.name, **change})
    answer = await sites.severn.get("/orders")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, words)
    assert (await sites.tidewater.get("/orders")).status_code == 200


async def test_a_token_opens_its_own_site_and_no_other(sites: Sites) -> None:
    ours, theirs = [(await client.get("/orders")).json()["orders"] for client in (sites.severn, sites.tidewater)]
    assert not {order["id"] for order in ours} & {order["id"] for order in theirs}
    id = theirs[0]["id"]
    assert (await sites.severn.get(f"/orders/{id}")).status_code == 404
