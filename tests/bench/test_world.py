"""The world that benches measure against starts, and a load of it is known by its requests."""

import pytest

from desktop.vendors import VENDORS
from tests.bench.world import headers_of, requests_of, world


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_small_world_serves_what_the_floor_asks_it_for(vendor: str) -> None:
    with world(5, vendors=(vendor,)) as sandbox:
        assert headers_of(sandbox, vendor)
        assert any("orders" in address for address in requests_of(sandbox, vendor))
