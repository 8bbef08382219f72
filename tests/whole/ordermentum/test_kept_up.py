"""What no list of Ordermentum's orders tells, and what is looked at, the whole way (5.4, 18.5)."""

from pathlib import Path

from desktop.sandbox.ordermentum.bills import pay
from tests.whole.acting import fields
from tests.whole.ordermentum.deeds import is_open
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.room import Room

ORDER = "/v1/orders/"


def details(desk: Room, since: int = 0) -> list[str]:
    """The orders that were read singly."""
    return [path.removeprefix(ORDER) for path in desk.there.asked(since) if path.startswith(ORDER)]


async def test_a_payment_that_does_not_move_its_order_is_told_by_the_invoice(tmp_path: Path) -> None:
    async with supplier_room(tmp_path, profile=("payment_moves_order=no",)) as desk:
        account = await desk.connect()
        supplier = desk.there.account().supplier
        key = next(
            key for key in desk.there.ids()
            if is_open(desk.there.record(key)) and desk.there.record(key)["order"]["invoiceId"]
        )  # fmt: skip
        before = desk.there.record(key)["summary"].get("updatedAt")
        assert (await fields(desk, key))["note"].locked == ""
        invoice = supplier.invoices.rows[supplier.orders.rows[key].invoice]
        pay(supplier, invoice, supplier.now(), None)
        assert desk.there.record(key)["summary"].get("updatedAt") == before
        await desk.quiet()
        row = await desk.row(key)
        assert (row.values["payment"], row.values["vendor_state"]) == ("Paid", "Paid")
        shown = await fields(desk, key)
        assert shown["note"].locked == "Paid orders are locked by Ordermentum."
        assert shown["paid_at"].value is not None
        assert [each for each in await differences(desk, account) if each.endswith(" order")] == []


async def test_an_order_that_is_opened_overtakes_the_history_that_is_read_singly(tmp_path: Path) -> None:
    """Both wait in the queue of the same family: what somebody looks at goes first, whoever came before."""
    async with supplier_room(tmp_path, profile=("v1_list_gone=on",)) as desk:
        await desk.there.fault("throttle", wait="1", where={"path": f"{ORDER}[^/]+$", "skip": 4})
        account = await desk.connect(waits=False)
        await desk.until(lambda: desk.backend.engine.accounts[account].client.waits_for() > 0)
        seen, read = desk.there.seen, details(desk)
        left = [key for key in desk.there.ids() if key not in read]
        assert len(left) > 20
        await desk.open_pane(left[-1])
        await desk.until(lambda: details(desk, seen))
        assert details(desk, seen)[0] == left[-1]
        await desk.in_step()
        read = details(desk, seen)
        assert set(read) >= set(left), "those that wait for the day they are due are of the past as well"
