"""The small sandbox that most tests of this folder talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.orderspace.sites import Sites, opened


@pytest.fixture
async def sites() -> AsyncIterator[Sites]:
    async with opened() as sites:
        yield sites
