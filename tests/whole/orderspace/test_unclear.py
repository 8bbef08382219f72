"""For every edit and act of one request at Orderspace an unclear end: the ledger never shows two, one in the end."""

from pathlib import Path

from tests.whole.deeds import Deed
from tests.whole.ends import End, each_end_of
from tests.whole.orderspace.deeds import DEEDS
from tests.whole.orderspace.site_desk import BEHIND, SLOW, site_room
from tests.whole.struck import do_once


@each_end_of(DEEDS)
async def test_a_deed_is_done_once_however_its_request_ends(tmp_path: Path, deed: Deed, end: End) -> None:
    async with site_room(tmp_path) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]


@each_end_of(deed for deed in DEEDS if deed.method == "POST")
async def test_so_it_is_while_lists_are_behind(tmp_path: Path, deed: Deed, end: End) -> None:
    """A list that does not show it proves nothing before the lag is over (17 d)."""
    async with site_room(tmp_path, behind=BEHIND, profile=(SLOW,)) as desk:
        await deed.connect(desk)
        await do_once(desk, deed, end)
        assert [write.ignored for write in desk.there.applied] == [()]
