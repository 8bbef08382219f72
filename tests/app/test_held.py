"""What was submitted where nothing can go out, in the real window: pane, outbox and bar say what holds it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.sync.engine import Terms
from desktop.ui.outbox.table import OutboxTable
from desktop.ui.parts.outbox import OutboxBar
from tests.app.real_desk import ALT, CONTROL, TERMS, RealDesk, real_desk
from tests.ui.window_scene import texts

LONG = Terms(grace=timedelta(seconds=300), settle=TERMS.settle, pauses=TERMS.pauses)


async def read_only(desk: RealDesk) -> None:
    engine = desk.session.backend.engine
    account = engine.forms[0].id
    await desk.session.backend.worker.ask(lambda: engine.connections.change(account, read_only=True))


async def paused(desk: RealDesk) -> None:
    engine = desk.session.backend.engine
    account = engine.forms[0].id
    await desk.session.backend.worker.ask(lambda: engine.connections.change(account, paused=True))


async def offline(desk: RealDesk) -> None:
    await desk.there.fault("reset", times=None)
    desk.key(Qt.Key.Key_F5)


async def signed_out(desk: RealDesk) -> None:
    await desk.there.fault("server_error", status=401, times=None)
    desk.key(Qt.Key.Key_F5)


@pytest.mark.parametrize(
    ("happens", "state", "why"),
    [
        (read_only, "read_only", "the account is read only"), (paused, "paused", "the account is paused"),
        (offline, "offline", "offline since"), (signed_out, "sign_in", "sign in again first"),
    ],
)  # fmt: skip
async def test_where_nothing_can_go_out_nothing_counts_down(
    happens: Callable[[RealDesk], Awaitable[None]], state: str, why: str, tmp_path: Path
) -> None:
    async with real_desk(tmp_path, terms=LONG) as desk:
        await desk.open_row()
        await desk.type_over("email", "orders@new.example")
        await happens(desk)
        await desk.until(lambda: desk.session.backend.engine.forms[0].state == state)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.states() == ["waiting"])
        await desk.window.tasks.idle()
        (bar,) = desk.window.findChildren(OutboxBar)
        await desk.until(lambda: f"1 waits: {why}" in bar.accessibleName())
        await desk.until(lambda: f"Waiting, {why}" in desk.said(desk.pane))
        assert "oes out in" not in desk.said(desk.window) + bar.accessibleName()
        desk.key(Qt.Key.Key_4, ALT)
        (table,) = desk.window.findChildren(OutboxTable)
        await desk.until(lambda: len(texts(table, 1)) == 2)
        assert "Held back" in texts(table, 0)[0]
        assert why in texts(table, 1)[1]
        assert not desk.there.writes
