"""The small sandbox that most tests of this folder talk to."""

from collections.abc import AsyncIterator

import pytest

from desktop.sandbox.orderspace.plans import SEVERN, TIDEWATER
from desktop.sandbox.orderspace.site import Site
from tests.sandbox.orderspace.sites import Sites, opened
from tests.sandbox.orderspace.worlds import made


@pytest.fixture
async def sites() -> AsyncIterator[Sites]:
    async with opened() as sites:
        yield sites


@pytest.fixture
async def full() -> AsyncIterator[Sites]:
    """A site that has every feature, so that no member of the reference is left out."""
    async with opened(orders=60, profile=("site_features=both",)) as sites:
        yield sites


@pytest.fixture(scope="session", params=[SEVERN.name, TIDEWATER.name])
def world(request: pytest.FixtureRequest) -> Site:
    """Each of the two, large enough for what is rare; nobody changes it."""
    return made(request.param, orders=1_000, stock=300)
