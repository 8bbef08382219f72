"""Lists of the news that have a pace of their own: made when they are due, and not on top of the first load."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.store import walks
from desktop.vendors.contract import Vendor
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench
from tests.whole.room import terms

STOCK = VENDOR.resources["stock"]
HOURLY = replace(STOCK.history[0], name="hourly", every=timedelta(hours=1))
PACED: Mapping[str, Vendor] = {
    VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "stock": replace(STOCK, news=(*STOCK.news, HOURLY))})
}


async def test_it_is_first_made_an_hour_after_the_history_and_then_once_an_hour(tmp_path: Path) -> None:
    ahead = [timedelta()]

    def made_at(made: Bench) -> str | None:
        return walks.read_walk(made.reader, made.account.id, "stock", f"end of {HOURLY.name}").marker

    async with bench(tmp_path, vendors=PACED, wanted=terms(now=lambda: datetime.now(UTC) + ahead[0])) as made:
        await made.look_around()
        assert made_at(made) is None
        ahead[0] = timedelta(minutes=61)
        await made.look_around()
        first = made_at(made)
        assert first is not None
        ahead[0] = timedelta(minutes=90)
        await made.look_around()
        assert made_at(made) == first
        ahead[0] = timedelta(minutes=122)
        await made.look_around()
        assert made_at(made) != first
