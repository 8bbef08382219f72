"""The real program is killed at every named place: nothing is lost, nothing doubled, nothing shown that is not so."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

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
"""What is done takes turns from place to place, and from run to run."""
FIRST = next(iter(MEANS))
RUNS = {FIRST: 4}
"""At the first vendor, where the places of the desk itself are tried; once at each place of the others."""

Killing = Callable[[str], Awaitable[Campaign]]


@pytest.fixture(scope="module")
async def killing(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Killing]:
    """At a vendor, one sandbox and one desk for all places, made for the first of them; it outlives every kill."""
    async with AsyncExitStack() as open_ones:
        found: dict[str, Campaign] = {}

        async def at(vendor: str) -> Campaign:
            if vendor not in found:
                folder = tmp_path_factory.mktemp("desks")
                begun = campaign(folder, MEANS[vendor], settle=SETTLE, seed=SEED)
                found[vendor] = await open_ones.enter_async_context(begun)
            return found[vendor]

        yield at


@pytest.mark.parametrize(("vendor", "place"), KILLS)
async def test_a_program_killed_there_loses_doubles_and_misshows_nothing(
    killing: Killing, vendor: str, place: Place
) -> None:
    wanted = RUNS.get(vendor, 1)
    score = await (await killing(vendor)).runs(place, wanted)
    assert score.words == []
    assert score.runs == wanted
