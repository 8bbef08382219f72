"""Whatever some records of an account look like: none is lost, the others are fine, what is bad can be looked at."""

from pathlib import Path

import pytest

from desktop.vendors import VENDORS
from tests.whole.rounds.hostile import visit

SEEDS = range(1, 4)
"""Worlds of each vendor, one document in four of which is spoilt; any number by `tests.campaigns worlds`."""


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("seed", SEEDS)
async def test_spoilt_records_cost_no_other_and_are_kept_as_they_came(tmp_path: Path, vendor: str, seed: int) -> None:
    assert await visit(tmp_path, vendor, seed) == []
