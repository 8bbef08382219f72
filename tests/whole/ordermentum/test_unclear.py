"""Every edit and act at Ordermentum, its request struck in three ways: applied unseen, applied late, never arrived."""

from pathlib import Path

from tests.whole.deeds import Deed
from tests.whole.ends import End, each_end_of
from tests.whole.ordermentum.deeds import DEEDS
from tests.whole.ordermentum.supplier_desk import supplier_room
from tests.whole.struck import do_once


@each_end_of(DEEDS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with supplier_room(tmp_path) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]
