"""Own lines of an Orderspace order, without a SKU, are not dispatched: whether they hold it back is not known (5.5)."""

from pathlib import Path

import pytest

from tests.whole.acting import differences, do, form
from tests.whole.orderspace.deeds import is_new
from tests.whole.orderspace.site_desk import site_room
from tests.whole.room import Room


def with_an_own_line(desk: Room) -> str:
    """A new order of goods, the last of which somebody has typed in by hand."""
    key = next(key for key in desk.there.ids() if is_new(desk.there.record(key)) and not on_hold(desk, key))
    lines = desk.there.record(key)["order"]["order_lines"]
    last = max(place for place, line in enumerate(lines) if not line["shipping"])
    desk.there.account().change("orders", key, {("order", "order_lines", last, "sku"): ""})
    return key


def on_hold(desk: Room, key: str) -> bool:
    return any(line["on_hold"] for line in desk.there.record(key)["order"]["order_lines"])


@pytest.mark.parametrize(("hold", "status"), [("off", "fulfilled"), ("on", "part_fulfilled")])
async def test_all_goods_go_and_the_order_says_what_became_of_it(tmp_path: Path, hold: str, status: str) -> None:
    async with site_room(tmp_path, profile=(f"custom_lines_hold={hold}",)) as desk:
        key = with_an_own_line(desk)
        account = await desk.connect()
        await do(desk, key, "dispatch_all")
        await desk.delivered()
        assert desk.outbox() == ()
        (write,) = desk.there.writes
        assert all(row["sku"] for row in write.body["dispatch"]["dispatch_lines"])
        assert desk.there.record(key)["order"]["status"] == status
        assert (await desk.row(key)).values["vendor_state"] == status
        acts = {act.name: act.refused for act in (await form(desk, key)).acts}
        assert acts["dispatch_all"]
        assert acts["dispatch_all"] == acts["dispatch_part"]
        await desk.quiet()
        assert await differences(desk, account) == []
