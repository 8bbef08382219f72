"""The small sandbox that most tests of this folder talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.ordermesh.meshes import Mesh, opened


@pytest.fixture
async def mesh() -> AsyncIterator[Mesh]:
    async with opened() as mesh:
        yield mesh
