"""The whole way, without the window: connect, rows, edit, submit, the ledger has it, shown as confirmed."""

from pathlib import Path

from desktop.changes import Change
from tests.whole.room import room


async def test_an_edit_is_delivered_once_and_shown_as_confirmed(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = next(iter(desk.there.store().orders))
        seen = (await desk.truth(str(key)))["shipping_method"]
        draft = await desk.edit(str(key), Change(field="shipping_method", seen=seen, wanted="Own van"))
        assert draft.state == "draft"
        assert (await desk.row(str(key))).marks == ("draft",)
        await desk.submit(draft)
        await desk.delivered()
        assert desk.outbox() == ()
        assert [(write.method, write.applied, write.absent) for write in desk.there.writes] == [("PUT", True, ())]
        assert (await desk.truth(str(key)))["shipping_method"] == "Own van"
        assert (await desk.row(str(key))).marks == ()
