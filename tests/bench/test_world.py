"""The world that benches measure against starts, and a load of it is known by its requests."""

from pathlib import Path

import pytest

from desktop.vendors import VENDORS
from tests.bench.floor import load
from tests.bench.world import headers_of, requests_of, world


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_floor_keeps_orders_and_lines_of_a_small_world(tmp_path: Path, vendor: str) -> None:
    with world(5, vendors=(vendor,)) as sandbox:
        asked = {"vendor": vendor, "addresses": requests_of(sandbox, vendor), "headers": headers_of(sandbox, vendor)}
        found = load({**asked, "path": str(tmp_path / "floor.db")})
    assert found["orders"] > 0
    assert found["lines"] >= found["orders"]
