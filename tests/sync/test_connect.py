"""What may be typed as an address, and what may not."""

import pytest

from desktop.errors import AppError
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
