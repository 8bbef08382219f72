"""A change of stock in the real window: the fresh value is shown before anything is sent."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.app.real_desk import CONTROL, RealDesk, real_desk


async def draft_quantity(desk: RealDesk, text: str) -> str:
    """Type a quantity into the first item that has one, and submit it; returns the item's key."""
    await desk.begin("stock")
    line = next(at for at, row in enumerate(desk.page.table.rows) if row.values["on_hand"] is not None)
    await desk.open_row(line)
    desk.field("on_hand").setFocus()
    desk.key(Qt.Key.Key_F2)
    desk.key(Qt.Key.Key_A, CONTROL)
    desk.type(text)
    desk.key(Qt.Key.Key_Return)
    await desk.until(desk.drafted)
    await desk.window.tasks.idle()
    return desk.page.table.rows[line].key


def question(desk: RealDesk) -> str:
    (dialog,) = desk.dialogs()
    assert isinstance(dialog, QDialog)
    return dialog.accessibleDescription()


async def test_the_fresh_value_is_shown_before_a_change_of_stock_is_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        await desk.there.change(key, "stock", value=17, kind="stock")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(desk.dialogs)
        assert "has 17 now (you saw" in question(desk)
        assert "Send 41?" in question(desk)
        assert not desk.there.writes
        await desk.press("Send")
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key, "stock")["stock"] == 41


async def test_a_value_that_moves_after_it_was_confirmed_is_asked_about_again(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        await desk.there.change(key, "stock", value=17, kind="stock")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(desk.dialogs)
        assert "has 17 now (you saw" in question(desk)
        await desk.there.change(key, "stock", value=16, kind="stock")
        await desk.press("Send")
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["conflict"])
        (change,) = desk.outbox()[0].changes
        assert (change.seen, change.theirs) == (17, 16)
        assert not desk.there.writes


async def test_a_change_of_stock_is_sent_when_it_is_confirmed(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(desk.dialogs)
        assert "still has" in question(desk)
        await desk.press("Send")
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key, "stock")["stock"] == 41


async def test_without_a_line_the_last_known_values_are_shown_and_it_waits(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await draft_quantity(desk, "41")
        await desk.there.fault("reset", times=None)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(desk.dialogs)
        assert "These are the last known values" in question(desk)
        await desk.press("Send")
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["waiting"])
        desk.there.mend()
        await desk.until(lambda: desk.there.applied and not desk.outbox())
