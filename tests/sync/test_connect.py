"""What may be typed as an address, and what may not."""

from dataclasses import replace

import pytest

from desktop.errors import AppError
from desktop.forms import Input
from desktop.sync.connect import servers_of
from desktop.vendors import VENDORS

VENDOR = next(iter(VENDORS.values()))
SERVER = VENDOR.servers[0].name


@pytest.mark.parametrize("address", ["http://[::", "app.example.com", "ftp://example.com", "https://", "nonsense"])
def test_what_is_no_address_is_said_in_words(address: str) -> None:
    with pytest.raises(AppError, match="is not an address"):
        servers_of(VENDOR, {SERVER: address})


def test_an_open_line_to_another_computer_is_refused() -> None:
    with pytest.raises(AppError, match="not secure"):
        servers_of(VENDOR, {SERVER: "http://example.com/api"})


def test_an_address_on_this_computer_and_the_usual_one_are_taken() -> None:
    assert servers_of(VENDOR, {SERVER: " http://127.0.0.1:8765/api/ "}) == {SERVER: "http://127.0.0.1:8765/api"}
    assert servers_of(VENDOR, {SERVER: ""}) == {SERVER: VENDOR.servers[0].value}


API, BELOW, ELSEWHERE = "https://api.example", "https://api.example/shipment", "https://identity.example"
SERVICES = replace(
    VENDOR,
    servers=(
        Input(name="api", label="Address", value=API), Input(name="shipments", label="Shipments", value=BELOW),
        Input(name="token", label="Sign-in", value=ELSEWHERE), Input(name="orders", label="Orders", value=API),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, (API, BELOW, ELSEWHERE, API)),
        (
            {"api": "http://127.0.0.1:8765/x/"},
            ("http://127.0.0.1:8765/x", "http://127.0.0.1:8765/x/shipment", ELSEWHERE, "http://127.0.0.1:8765/x"),
        ),
        (
            {"api": "https://stg.example", "shipments": BELOW, "orders": "https://own.example/order"},
            ("https://stg.example", "https://stg.example/shipment", ELSEWHERE, "https://own.example/order"),
        ),
    ],
)
def test_services_that_usually_lie_below_the_first_server_lie_below_it_wherever_it_is(
    given: dict[str, str], found: tuple[str, ...]
) -> None:
    assert tuple(servers_of(SERVICES, given).values()) == found
