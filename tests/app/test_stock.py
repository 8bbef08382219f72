"""A change of stock in the real window: the fresh value is shown before anything is sent."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.app.real_desk import ALT, CONTROL, RealDesk, real_desk


async def draft_quantity(desk: RealDesk, text: str) -> str:
    """Type a quantity into the first item that has one, and submit it; returns the item's key."""
    await desk.begin("stock")
    line = next(at for at, row in enumerate(desk.page.table.rows) if row.values["on_hand"] is not None)
    await desk.open_row(line)
    desk.field("on_hand").setFocus()
    desk.overtype(text)
    desk.key(Qt.Key.Key_Return)
    await desk.until(desk.drafted)
    await desk.window.tasks.idle()
    return desk.page.table.rows[line].key


def told(desk: RealDesk) -> str:
    """What the question says just now; "" where none is asked."""
    return "\n".join(dialog.accessibleDescription() for dialog in desk.dialogs())


async def question(desk: RealDesk) -> str:
    """What the question says once the platform was asked."""
    await desk.until(lambda: "Send 41?" in told(desk))
    return told(desk)


async def test_the_fresh_value_is_shown_before_a_change_of_stock_is_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        await desk.there.change(key, "stock", value=17, kind="stock")
        desk.key(Qt.Key.Key_Return, CONTROL)
        assert "has 17 now (you saw" in await question(desk)
        assert "Send 41?" in await question(desk)
        assert not desk.there.writes
        await desk.press("Send")
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key, "stock")["stock"] == 41


async def test_a_value_that_moves_after_it_was_confirmed_is_asked_about_again(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        await desk.there.change(key, "stock", value=17, kind="stock")
        desk.key(Qt.Key.Key_Return, CONTROL)
        assert "has 17 now (you saw" in await question(desk)
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
        assert "still has" in await question(desk)
        await desk.press("Send")
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key, "stock")["stock"] == 41


async def test_without_a_line_the_last_known_values_are_shown_and_it_waits(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await draft_quantity(desk, "41")
        await desk.there.fault("reset", times=None)
        desk.key(Qt.Key.Key_Return, CONTROL)
        assert "These are the last known values" in await question(desk)
        await desk.press("Send")
        await desk.until(lambda: [entry.state for entry in desk.outbox()] == ["waiting"])
        desk.there.mend()
        await desk.until(lambda: desk.there.applied and not desk.outbox())


async def test_sent_from_the_outbox_the_fresh_value_is_shown_too(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        await desk.there.change(key, "stock", value=17, kind="stock")
        desk.key(Qt.Key.Key_4, ALT)
        await desk.window.tasks.idle()
        desk.key(Qt.Key.Key_Home)
        desk.key(Qt.Key.Key_Return, CONTROL)
        assert "has 17 now (you saw" in await question(desk)
        assert not desk.there.writes
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key, "stock")["stock"] == 41


async def test_the_question_stands_at_once_and_says_what_it_waits_for(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await draft_quantity(desk, "41")
        await desk.there.fault("drip", times=None, amount=0.002)
        desk.key(Qt.Key.Key_Return, CONTROL)
        assert told(desk) == "Reading what Order Desk has now …"
        (send,) = desk.buttons("Send", desk.dialogs()[0])
        assert not send.isEnabled()
        await desk.until(lambda: desk.dialogs()[0].isActiveWindow())
        desk.key(Qt.Key.Key_Down, ALT)  # the question has the keyboard
        assert "still has" in await question(desk)
        assert send.hasFocus()
        assert not desk.there.writes


async def test_a_question_that_is_answered_before_its_value_came_sends_nothing(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await draft_quantity(desk, "41")
        await desk.there.fault("drip", times=None, amount=0.002)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.dialogs()[0].isActiveWindow())
        desk.key(Qt.Key.Key_Escape)
        await desk.window.tasks.idle()
        assert desk.dialogs() == []
        assert desk.states() == ["draft"]
        assert not desk.there.writes


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"name": "unauthorized"}, "did not accept this API key"),
        ({"name": "throttle", "wait": 30}, "asks us to wait"),
    ],
)
async def test_where_the_value_cannot_be_read_the_question_says_why(
    tmp_path: Path, fault: dict[str, Any], words: str
) -> None:
    async with real_desk(tmp_path) as desk:
        await draft_quantity(desk, "41")
        await desk.there.fault(**fault, times=None)
        desk.key(Qt.Key.Key_Return, CONTROL)
        said = await question(desk)
        assert words in said
        assert "still has" not in said
        assert "when Order Desk was last read" in said


async def test_one_that_was_refused_shows_the_fresh_value_before_it_goes_once_more(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await draft_quantity(desk, "41")
        await desk.there.fault("status", status=400, where={"method": "PUT|POST"})
        desk.key(Qt.Key.Key_Return, CONTROL)
        await question(desk)
        await desk.press("Send")
        await desk.until(lambda: desk.states() == ["refused"])
        await desk.there.change(key, "stock", value=17, kind="stock")
        await desk.press("Retry", desk.pane)
        assert "has 17 now (you saw" in await question(desk)
        assert desk.states() == ["draft"]
        await desk.press("Send")
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key, "stock")["stock"] == 41
