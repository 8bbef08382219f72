"""What OrderCloud’s documents leave open about lists, in both settings: all stock is there, each write arrives once."""

from pathlib import Path

import pytest

from tests.whole.deeds import Deed
from tests.whole.ordercloud.stock_deeds import DEEDS
from tests.whole.ordercloud.stock_desk import BEHIND, stock_room
from tests.whole.ordercloud.test_stock import is_the_same

SETTINGS = (
    *("index_lag=3", "index_lag=0", "records_filter=yes", "digit_ids=text", "result_cap=300", "item_range=zero"),
    *("byte_order_mark=yes", "refresh_token=none"),
)
"""Those that are not the stand-in's own, and have to do with stock."""


def one_each() -> list[Deed]:
    """An edit of each kind of document there is."""
    return list({deed.path: deed for deed in reversed(DEEDS)}.values())


@pytest.mark.parametrize("setting", SETTINGS)
async def test_a_setting(tmp_path: Path, setting: str) -> None:
    """More products than a page holds, on a stand-in that is a second behind unless the setting says otherwise."""
    lag = 3.3 if setting == "index_lag=3" else BEHIND
    async with stock_room(tmp_path, stock=130, behind=lag, profile=("index_lag=1", setting)) as desk:
        await desk.connect()
        await is_the_same(desk)
        done = []
        for deed in one_each():
            key = deed.key(desk.there)
            before = desk.there.record(key, "stock")
            await deed.do(desk, key)
            await desk.delivered()
            assert deed.times(desk.there, key, before) == 1
            done.append(key)
        assert desk.outbox() == ()
        assert [(write.absent, write.ignored) for write in desk.there.writes] == [((), ())] * len(done)
        await desk.quiet()
        await is_the_same(desk)
