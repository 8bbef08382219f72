"""Pictures of a real desk on a bad day: refused, in conflict, of unknown end."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.changes import Entry
from desktop.questions import Row
from desktop.records import Value
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.outbox.rows import DONE
from desktop.ui.outbox.table import OutboxTable
from desktop.ui.parts.notices import Notice
from tests.pictures.real_desk import FIRST, NOW
from tests.pictures.stage import Scene, Stage, is_usual

WRITES = {"method": "PUT"}
LONG = 40
"""Letters of a name; some of the sandbox's go over seven lines, and are not what the scene is about."""


async def outbox(stage: Stage) -> None:
    """A change of each sort that opens no pane of its own, so that the rows have all the room."""
    refused, checking = await _fresh(stage, 2)
    await stage.real.there("fault", name="status", status=400, times=1, where=WRITES)
    await _send(stage, refused, {"email": "orders@the-new-shop.example"}, "refused")
    await stage.real.there("fault", name="applied_reset", times=1, where=WRITES)
    await _send(stage, checking, {"note": "Ask for Vera at gate 4."}, "checking")
    await stage.submit_one()
    stage.real.window.pages.show_page("outbox")


async def conflict(stage: Stage) -> None:
    """Begun on what was seen at 08:02, typed at 08:12, and changed by others meanwhile."""
    real = stage.real
    (row,) = await _fresh(stage, 1)
    real.clock.at = NOW - timedelta(minutes=29)
    await real.change_there("orders", row.key, {"shipping_method": "Pick-up", "shipping_total": 12})
    await real.desk.refresh(row.id)
    real.clock.at = NOW - timedelta(minutes=19)
    theirs = {"shipping_method": "Courier", "shipping_total": 18.5, "payment_status": "Voided"}
    await real.change_there("orders", row.key, theirs)
    mine: dict[str, Value] = {"shipping_method": "Own van", "shipping": Decimal(15), "note": "Call on arrival"}
    await real.edit(row.id, mine)
    real.clock.at = NOW
    await _submit(stage, row, "conflict")
    real.window.pages.answer(_entry(stage, row).id)


async def asked(stage: Stage) -> None:
    """Stock that was set while the line broke, and is neither what it was nor what was wanted."""
    real = stage.real
    item = next(
        row
        for row in await real.rows("stock", accounts=real.accounts_of(FIRST))
        if row.values["on_hand"] and not row.marks and _is_first(stage, row)
    )
    await real.there("fault", name="applied_reset", times=1, where=WRITES)
    await _send(stage, item, {"on_hand": 500}, "checking")
    await real.change_there("stock", item.key, {"stock": 488})
    entry = _entry(stage, item)
    await real.until(lambda: _entry(stage, item).state == "asked")
    await real.settle()
    real.window.pages.answer(entry.id)


async def in_pane(stage: Stage) -> None:
    """The order whose change was refused, with what can be done about it."""
    refused = next(entry for entry in stage.real.desk.outbox() if entry.state == "refused")
    await stage.narrow(Narrowing(text=refused.title.rpartition(", ")[2]))
    await stage.open("orders", refused.row)


async def done(stage: Stage) -> None:
    """What was done today, unfolded."""
    row = await stage.submit_one()
    await stage.real.desk.send_now(_entry(stage, row).id)
    await stage.real.until(lambda: all(entry.row != row.id for entry in stage.real.desk.outbox()))
    stage.real.window.pages.show_page("outbox")
    tables = stage.real.window.findChildren(OutboxTable)
    await stage.real.until(lambda: any(DONE in table.row_keys() for table in tables))
    stage.table_with(DONE).act_wanted.emit(DONE, DONE)
    stage.afterwards = lambda: _fold(stage)


async def _fold(stage: Stage) -> None:
    stage.table_with(DONE).act_wanted.emit(DONE, DONE)


async def unkept(stage: Stage) -> None:
    """A text that is no date, and the window is to be closed."""
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id)
    pane, window = stage.page("orders").pane, stage.real.window
    row = next(row for row in pane.findChildren(FieldRow) if row.field.name == "placed_at")
    row.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F2)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText("next Tuesday")
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.close()

    async def give_up() -> None:
        pane.edits.give_up(("placed_at", ""))
        next(one for one in window.findChildren(Notice) if one.isVisible()).close_wanted.emit()

    stage.afterwards = give_up


async def unread(stage: Stage) -> None:
    """Somebody changes an order, and what comes of it cannot be read."""
    real = stage.real
    (row,) = await _fresh(stage, 1)
    await real.change_there("orders", row.key, {"shipping_method": "Courier"})
    await real.there("fault", name="bad_record", times=1, where={"method": "GET", "path": "orders$"})
    await real.desk.fetch_now()
    await real.until(lambda: real.desk.accounts()[0].unread.get("orders"))
    page = stage.page("orders")
    stage.real.window.pages.show_page("orders")
    page.column.notice_pressed.emit("show_unread")
    await stage.real.settle()
    await stage.open("orders", page.table.rows[0].id)


async def _fresh(stage: Stage, number: int) -> list[Row]:
    """Orders of the first account that nothing has been done to."""
    touched = {entry.row for entry in stage.real.desk.outbox()} | {row.id for row in stage.others}
    rows = [
        row
        for row in await stage.real.rows("orders", accounts=stage.real.accounts_of(FIRST))
        if is_usual(row) and row.id not in touched
    ]
    return [row for row in rows if _is_first(stage, row) and len(str(row.values["customer"])) < LONG][:number]


def _is_first(stage: Stage, row: Row) -> bool:
    return row.account == stage.real.desk.accounts()[0].id


def _entry(stage: Stage, row: Row) -> Entry:
    return next(entry for entry in stage.real.desk.outbox() if entry.row == row.id)


async def _send(stage: Stage, row: Row, wanted: dict[str, Value], state: str) -> None:
    await stage.real.edit(row.id, wanted)
    await _submit(stage, row, state)


async def _submit(stage: Stage, row: Row, state: str) -> None:
    """Send a draft without waiting, and wait for what becomes of it."""
    entry = _entry(stage, row)
    await stage.real.desk.submit([entry.id])
    await stage.real.desk.send_now(entry.id)
    await stage.real.until(lambda: _entry(stage, row).state == state)
    await stage.real.settle()


HARD_SCENES: Mapping[str, Scene] = {
    "outbox": outbox, "outbox-done": done, "detail-refused": in_pane, "conflict": conflict, "asked": asked,
    "unkept": unkept, "unread": unread,
}  # fmt: skip
"""In this order, and after all others: what they leave in the outbox stays there."""
