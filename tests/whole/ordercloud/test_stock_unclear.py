"""For every edit of OrderCloud's stock an unclear end: the ledger never shows two, and one in the end."""

from pathlib import Path

from tests.whole.deeds import Deed
from tests.whole.ends import End, each_end_of
from tests.whole.ordercloud.stock_deeds import DEEDS, PRODUCT, VARIANT
from tests.whole.ordercloud.stock_desk import BEHIND, SLOW, stock_room
from tests.whole.struck import do_once


@each_end_of(DEEDS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with stock_room(tmp_path) as desk:
        await desk.connect()
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]


@each_end_of(deed for deed in DEEDS if deed.path in (PRODUCT, VARIANT))
async def test_so_it_is_while_the_index_is_behind(tmp_path: Path, deed: Deed, end: End) -> None:
    """An old figure proves nothing before the lag is over (10, 16 b)."""
    async with stock_room(tmp_path, behind=BEHIND, profile=(SLOW,)) as desk:
        await desk.connect()
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]
