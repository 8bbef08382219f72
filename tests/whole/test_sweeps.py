"""What would be asked again for ever, or never: sweeps past failing records and wrong clocks, walks past lost ways."""

from contextlib import closing
from pathlib import Path

from desktop.store.claim import Claim
from desktop.store.database import open_cache, transaction
from tests.whole.room import KEY, later, room, terms
from tests.whole.test_reading import windows


async def test_a_missing_record_that_only_fails_does_not_have_everything_swept_again(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.there.remove(key)
        await desk.there.fault("server_error", times=None, where={"path": f"/orders/{key}$"})
        desk.terms = terms(now=later(2))
        seen = desk.there.seen
        await desk.reopen()
        await desk.until(lambda: f"/orders/{key}" in desk.there.asked(seen))
        await desk.quiet()
        await desk.in_step()
        await desk.quiet()
        swept = windows(desk.there, seen)
        assert swept
        assert len(swept) == len(set(swept))
        assert desk.there.asked(seen).count(f"/orders/{key}") == 1


async def test_a_clock_that_was_ahead_does_not_put_the_sweep_off_for_years(tmp_path: Path) -> None:
    async with room(tmp_path, now=later(400)) as desk:
        await desk.connect()
        key, seen = desk.there.ids()[0], desk.there.seen
        await desk.there.remove(key)
        desk.terms = terms()
        await desk.reopen()
        await desk.until(lambda: f"/orders/{key}" in desk.there.asked(seen))
        await desk.in_step()
        seen = desk.there.seen
        await desk.reopen()
        await desk.quiet()
        assert windows(desk.there, seen) == []


async def test_a_place_that_the_tables_do_not_know_any_more_is_begun_anew(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key = desk.there.ids()[0]
        await desk.quiet()
        await desk.close()
        forget_the_way(tmp_path, account)
        await desk.there.change(key, "shipping_method", value="Tram")
        await desk.open()
        await desk.quiet()
        await desk.in_step()
        assert (await desk.truth(key))["shipping_method"] == "Tram"


def forget_the_way(folder: Path, account: str) -> None:
    """Every walk stands where only another version of the program could go on."""
    with Claim(folder) as claim, closing(open_cache(claim, KEY).connection) as cache, transaction(cache):
        cache.execute('UPDATE walks SET state = \'{"phase": "elsewhere"}\' WHERE account = ?', (account,))
