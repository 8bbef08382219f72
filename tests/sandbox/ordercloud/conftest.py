"""The small sandbox that most tests of this folder talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.ordercloud.shops import Shop, opened


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    async with opened() as shop:
        yield shop
