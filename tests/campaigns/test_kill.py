"""The real program is killed at every named place: nothing is lost, nothing doubled, nothing shown that is not so."""

from collections.abc import AsyncIterator

import pytest

from tests.campaigns.__main__ import SETTLE
from tests.campaigns.kill import MEANS, Campaign, campaign
from tests.campaigns.places import PLACES, Place

SEED = 3
KILLS = [
    pytest.param(vendor, place, id=f"{vendor}-{place.name}")
    for vendor, means in MEANS.items()
    for place in PLACES
    if place.is_at(means)
]
"""Once at each: what is done takes turns from place to place."""


@pytest.fixture(scope="module")
async def killing(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> AsyncIterator[Campaign]:
    """One sandbox and one desk for all places at a vendor; the sandbox outlives every kill."""
    means = MEANS[request.param]
    async with campaign(tmp_path_factory.mktemp("desks"), means, settle=SETTLE, seed=SEED) as found:
        yield found


@pytest.mark.parametrize(("killing", "place"), KILLS, indirect=["killing"])
async def test_a_program_killed_there_loses_doubles_and_misshows_nothing(killing: Campaign, place: Place) -> None:
    score = await killing.runs(place, 1)
    assert score.words == []
    assert score.runs == 1
