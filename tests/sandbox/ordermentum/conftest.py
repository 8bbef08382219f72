"""The small sandbox that most tests of this folder talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.ordermentum.houses import House, opened


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with opened() as house:
        yield house
