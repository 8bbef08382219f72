"""The small sandbox that most tests of this folder talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.desks import Desk, opened


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with opened() as desk:
        yield desk
