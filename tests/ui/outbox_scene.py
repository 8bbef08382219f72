"""The Outbox page of a busy morning, ready for keys and mouse."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.outbox.page import OutboxPage
from desktop.ui.outbox.table import OutboxTable
from tests.ui.desk_stand import DeskStand
from tests.ui.window_scene import Clock, morning, values_at


@dataclass
class Scene:
    stand: DeskStand
    page: OutboxPage
    table: OutboxTable
    tasks: Tasks
    clock: Clock
    errors: list[tuple[str, str]]
    opened: list[tuple[int, str]]

    async def settled(self) -> None:
        await self.tasks.idle()


async def open_outbox(qtbot: QtBot, app: QApplication) -> Scene:
    stand, clock = morning(), Clock()
    errors: list[tuple[str, str]] = []
    opened: list[tuple[int, str]] = []
    tasks = Tasks(lambda title, hint: errors.append((title, hint)))
    page = OutboxPage(stand.desk(), Theme(app.styleHints()), tasks, values_at(clock))
    page.record_wanted.connect(lambda row, kind, anew: opened.append((row, kind)))
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    page.activateWindow()
    await tasks.idle()
    return Scene(stand, page, page.findChildren(OutboxTable)[0], tasks, clock, errors, opened)


async def open_morning(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[Scene]:
    """The page, for a fixture."""
    made = await open_outbox(qtbot, qapp)
    yield made
    made.tasks.close()
