"""For every edit and act on OrderCloud's orders an unclear end: the ledger never shows two, and one in the end."""

from pathlib import Path

from tests.whole.deeds import Deed
from tests.whole.ends import End, each_end_of
from tests.whole.ordercloud.deeds import ORDERS
from tests.whole.ordercloud.order_desk import order_room
from tests.whole.struck import do_once


@each_end_of(ORDERS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with order_room(tmp_path) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]
