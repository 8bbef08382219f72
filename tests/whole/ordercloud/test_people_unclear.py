"""For every edit of a customer who is a user an unclear end."""

from pathlib import Path

from tests.whole.deeds import Deed
from tests.whole.ends import End, each_end_of
from tests.whole.ordercloud.customer_desk import customer_room
from tests.whole.ordercloud.people_deeds import DEEDS
from tests.whole.ordercloud.people_desk import differences
from tests.whole.struck import do_once


@each_end_of(DEEDS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with customer_room(tmp_path) as desk:
        account = await deed.connect(desk)
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]
        assert await differences(desk, account) == []
