"""Whatever the vendor's documents leave open, in every setting: all is loaded, and each write arrives exactly once."""

from pathlib import Path

import pytest

from desktop.sandbox import PROFILES
from tests.whole.comparison import is_the_same
from tests.whole.deeds import Deed, all_deeds
from tests.whole.room import room

DEEDS = {vendor: [deed for name, deed in all_deeds() if name == vendor] for vendor, _ in all_deeds()}
SETTINGS = [setting for vendor in DEEDS for setting in PROFILES[vendor]]


def one_each(deeds: list[Deed]) -> list[Deed]:
    """A deed of each request there is, none that takes a record away."""
    return list({(deed.kind, deed.method, deed.path): deed for deed in deeds if deed.method != "DELETE"}.values())


@pytest.mark.parametrize("setting", SETTINGS)
async def test_a_setting(tmp_path: Path, setting: str) -> None:
    async with room(tmp_path, profile=(setting,), orders=30, stock=12) as desk:
        account = await desk.connect()
        await is_the_same(desk, account)
        done = []
        for deed in one_each(DEEDS[desk.there.vendor]):
            key = next(deed.keys(desk.there, last_first=True))
            done.append((deed, key, deed.record(desk.there, key)))
            await deed.do(desk, key)
            await desk.delivered()
        assert desk.outbox() == ()
        assert [deed.times(desk.there, key, before) for deed, key, before in done] == [1] * len(done)
        assert [write.absent for write in desk.there.writes] == [()] * len(done)
        await desk.quiet()
        await is_the_same(desk, account)
