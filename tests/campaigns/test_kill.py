"""The real program is killed at every named place: nothing is lost, nothing doubled, nothing shown that is not so."""

from collections.abc import AsyncIterator

import pytest

from tests.campaigns.__main__ import SETTLE
from tests.campaigns.kill import MEANS, Campaign, campaign
from tests.campaigns.places import PLACES, Place

RUNS = 4
SEED = 3


@pytest.fixture(scope="module", params=MEANS)
async def killing(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> AsyncIterator[Campaign]:
    """One sandbox for all places at a vendor; it outlives every program."""
    means = MEANS[request.param]
    async with campaign(tmp_path_factory.mktemp("desks"), means, settle=SETTLE, seed=SEED) as found:
        yield found


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
async def test_a_program_killed_there_loses_doubles_and_misshows_nothing(killing: Campaign, place: Place) -> None:
    score = await killing.runs(place, RUNS)
    assert score.words == []
    assert score.runs == RUNS
