"""Addresses that are only guessed: until one has answered, that nothing is there says nothing."""

import httpx
import pytest

from desktop.errors import Rejected, Unconfirmed
from desktop.vendors.client import Client
from desktop.vendors.contract import Request
from desktop.vendors.orderdesk import VENDOR
from tests.vendors.wire import CREDENTIALS, answered_by, failure_of

SERVERS = {"api": "https://vendor.example"}
GUESS = Request(method="GET", path="/orders/17", guess="GET /orders/{}")
GOOD = b'{"status":"success"}'


def answering(*statuses: int) -> Client:
    left = list(statuses)
    answer = answered_by(lambda request: httpx.Response(left.pop(0), content=GOOD))
    return Client(VENDOR, SERVERS, CREDENTIALS, make_http=answer, pace=None)


@pytest.mark.parametrize("status", [404, 405])
async def test_nothing_follows_from_a_guess_that_never_answered(status: int) -> None:
    error = await failure_of(answering(status), GUESS)
    assert isinstance(error, Unconfirmed)
    assert (error.status, error.unclear) == (0, False)
    assert "not confirmed: set it in the connection" in error.hint


async def test_a_guess_that_has_answered_means_what_it_says() -> None:
    client = answering(200, 404)
    await client.send(GUESS, "news")
    assert client.confirmed == {"GET /orders/{}"}
    error = await failure_of(client, GUESS)
    assert isinstance(error, Rejected)
    assert not isinstance(error, Unconfirmed)
    assert error.status == 404


async def test_other_refusals_of_a_guess_are_what_they_are() -> None:
    client = answering(400, 404)
    assert not isinstance(await failure_of(client, GUESS), Unconfirmed)
    assert isinstance(await failure_of(client, GUESS), Unconfirmed)  # that it refused does not confirm it
    assert not client.confirmed


async def test_an_address_that_is_known_is_no_guess() -> None:
    error = await failure_of(answering(404), Request(method="GET", path="/orders/17"))
    assert isinstance(error, Rejected)
    assert error.status == 404
