"""The Journal page under keys and mouse: newest first, page by page, narrowed, and the way to a record."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.errors import AppError
from desktop.questions import Filter, JournalQuestion
from desktop.ui.journal.filters import JournalFilters
from desktop.ui.journal.page import JournalPage
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.chips import Chip
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.notices import EmptyState
from desktop.ui.tables.row_table import RowTable
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import NOW
from tests.ui.window_scene import Clock, button, journal_entry, morning, texts, values_at


@dataclass
class Scene:
    stand: DeskStand
    page: JournalPage
    table: RowTable
    tasks: Tasks
    errors: list[tuple[str, str]]
    opened: list[tuple[int, str]]

    def question(self) -> JournalQuestion:
        asked = self.stand.asked("journal")[-1][0]
        assert isinstance(asked, JournalQuestion)
        return asked

    def choose(self, name: str, value: str) -> None:
        next(one for one in self.page.findChildren(Dropdown) if one.accessibleName() == name).choose(value)


@pytest.fixture
async def scene(qtbot: QtBot, qapp: QApplication) -> AsyncIterator[Scene]:
    stand = morning()
    errors: list[tuple[str, str]] = []
    opened: list[tuple[int, str]] = []
    tasks = Tasks(lambda title, hint: errors.append((title, hint)))
    page = JournalPage(stand.desk(), Theme(qapp.styleHints()), tasks, values_at(Clock()))
    page.record_wanted.connect(lambda row, kind: opened.append((row, kind)))
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    page.activateWindow()
    await tasks.idle()
    yield Scene(stand, page, page.findChildren(RowTable)[0], tasks, errors, opened)
    tasks.close()


async def test_the_newest_entry_stands_first_and_says_it_all(scene: Scene) -> None:
    assert scene.table.row_keys()[:2] == (300, 299)
    row = [texts(scene.table, column)[1] for column in range(7)]
    assert row == ["05:30", "Market Hall", "Accounts", "Accounts", "Order OM-48281", "Connected", "you"]


async def test_the_pager_leads_to_older_entries(scene: Scene) -> None:
    button(scene.page, "Next page").click()
    await scene.tasks.idle()
    assert scene.table.row_keys()[0] == 200
    button(scene.page, "Last page").click()
    await scene.tasks.idle()
    assert scene.table.row_keys()[-1] == 1


async def test_news_come_to_the_first_page_and_leave_older_ones_alone(scene: Scene) -> None:
    scene.stand.journal_entries.insert(0, journal_entry(301))
    scene.stand.news.journal_changed.emit()
    await scene.tasks.idle()
    assert scene.table.row_keys()[0] == 301
    button(scene.page, "Next page").click()
    await scene.tasks.idle()
    scene.stand.journal_entries.insert(0, journal_entry(302))
    scene.stand.news.journal_changed.emit()
    await scene.tasks.idle()
    assert scene.table.row_keys()[0] == 201


async def test_it_is_narrowed_to_an_account_a_sort_and_words(scene: Scene, qtbot: QtBot) -> None:
    scene.choose("Account", "harbour")
    await scene.tasks.idle()
    assert scene.question().accounts == ("harbour",)
    scene.choose("Entries", "trouble")
    await scene.tasks.idle()
    assert scene.question().what == ("trouble",)
    assert set(texts(scene.table, 5)) == {"A page could not be read"}
    field = scene.page.findChildren(JournalFilters)[0].findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "page")
    filters = scene.page.findChildren(JournalFilters)[0]
    filters.search_now()
    await scene.tasks.idle()
    assert scene.question().text == "page"


async def test_days_stand_on_a_chip_and_go_with_delete(scene: Scene) -> None:
    filters = scene.page.findChildren(JournalFilters)[0]
    filters.show_days(Filter(column="at", how="between", values=(date(2026, 11, 20), NOW.date())))
    await scene.tasks.idle()
    assert (scene.question().since, scene.question().until) == (date(2026, 11, 20), date(2026, 11, 24))
    chip = scene.page.findChildren(Chip)[0]
    assert chip.accessibleName() == "Days Fri 20 Nov – Tue 24 Nov"
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    await scene.tasks.idle()
    assert (scene.question().since, scene.question().until) == (None, None)


async def test_no_hit_is_a_sentence_with_a_way_back(scene: Scene) -> None:
    scene.choose("Account", "pantry")
    await scene.tasks.idle()
    empty = scene.page.findChildren(EmptyState)[0]
    assert empty.isVisible()
    assert empty.accessibleName() == "No entry fits these filters."
    button(empty, "Clear filters").click()
    await scene.tasks.idle()
    assert scene.question() == JournalQuestion()
    assert scene.table.isVisible()


async def test_enter_opens_the_record_of_an_entry(scene: Scene) -> None:
    scene.table.choose(300)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return)
    await scene.tasks.idle()
    assert scene.opened == [(21, "orders")]  # order o20 of the stand-in


async def test_a_click_opens_it_too(scene: Scene) -> None:
    box = scene.table.visualRect(scene.table.model().index(0, 4))
    QTest.mouseClick(scene.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    await scene.tasks.idle()
    assert scene.opened == [(21, "orders")]


async def test_an_entry_without_a_record_opens_nothing(scene: Scene) -> None:
    scene.stand.journal_entries[0] = type(scene.stand.journal_entries[0])(
        id=400, at=NOW + timedelta(seconds=1), account="harbour", what="account", words="Connected"
    )  # fmt: skip
    scene.stand.news.journal_changed.emit()
    await scene.tasks.idle()
    scene.table.choose(400)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return)
    await scene.tasks.idle()
    assert scene.opened == []
    assert scene.stand.asked("row_of") == []


async def test_a_failed_reading_is_told(scene: Scene) -> None:
    scene.stand.fail("journal", AppError("The journal could not be read.", "Start the desk again."))
    scene.stand.news.journal_changed.emit()
    await scene.tasks.idle()
    assert scene.errors == [("The journal could not be read.", "Start the desk again.")]
    assert scene.table.isVisible()
