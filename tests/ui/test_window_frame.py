"""The frame around the pages: what the bar, the strip, the sidebar and the notice say and do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.errors import AppError
from desktop.ui.frame.navigation import Navigation
from desktop.ui.parts.notices import Notice
from desktop.ui.parts.outbox import OutboxBar
from desktop.ui.parts.strip import Light
from desktop.ui.tables.row_table import RowTable
from tests.ui.window_open import Scene, begun_morning
from tests.ui.window_scene import ASKED, CONFLICT, button

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")  # offscreen cannot, and menus ask for it
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


scene = pytest.fixture(begun_morning)


async def test_the_bar_says_what_has_not_left_the_desk(scene: Scene) -> None:
    assert scene.said(OutboxBar) == (
        "8 changes, 3 ask you 2 drafts · 1 goes out in 7 s · 1 waiting · 1 checking · 1 conflict · 1 refused · "
        "1 not known"
    )
    scene.stand.entries = []
    scene.stand.news.outbox_changed.emit()
    assert scene.said(OutboxBar) == "Nothing waits to be sent"


async def test_the_seconds_are_counted_down_and_the_way_back_closes(scene: Scene) -> None:
    scene.clock.at += timedelta(seconds=4)
    scene.stand.news.outbox_changed.emit()
    assert "1 goes out in 3 s" in scene.said(OutboxBar)
    assert button(scene.window.findChildren(OutboxBar)[0], "Take back").isVisible()
    scene.clock.at += timedelta(seconds=4)
    scene.stand.news.outbox_changed.emit()
    assert "2 waiting" in scene.said(OutboxBar)
    assert not scene.window.findChildren(OutboxBar)[0].take_back.isVisible()


async def test_answer_leads_to_the_first_thing_that_asks(scene: Scene) -> None:
    button(scene.window.findChildren(OutboxBar)[0], "Answer").click()
    await scene.window.tasks.idle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Delivery day, mine: Wed 25 Nov"


async def test_each_light_tells_its_account_in_words(scene: Scene) -> None:
    assert scene.lights() == [
        "Harbour, In step, now", "Market Hall, In step, now", "Albion, Working, loading Mar 2024, 62\u00a0%",
        "Hillside, Waiting, waits 40 s", "Northgate, Offline, offline since 02:10",
        "Pantry, Sign in again, sign in again, Fri 05:31",
    ]  # fmt: skip


async def test_a_light_leads_to_its_account(scene: Scene) -> None:
    next(light for light in scene.window.findChildren(Light) if light.accessibleName().startswith("Pantry")).click()
    assert scene.window.pages.name == "connections"
    focus = QApplication.focusWidget()
    assert isinstance(focus, RowTable)
    assert focus.current() == "pantry"


async def test_an_account_of_the_sidebar_narrows_the_list_and_its_page_shows_all(scene: Scene) -> None:
    side = scene.window.findChildren(Navigation)[0]
    next(one for one in side.findChildren(QPushButton) if one.accessibleName().startswith("Harbour")).click()
    await scene.window.tasks.idle()
    question = scene.stand.asked("first_page")[-1][1]
    assert getattr(question, "accounts", None) == ("harbour",)
    assert scene.window.pages.name == "orders"
    assert side.key == "account harbour"
    await scene.key(Qt.Key.Key_1, ALT)
    assert getattr(scene.stand.asked("first_page")[-1][1], "accounts", None) == ()
    assert side.key == "orders"


async def test_an_error_is_a_sentence_with_a_next_step_until_it_is_closed(scene: Scene) -> None:
    scene.stand.fail("fetch_now", AppError("The disk is full.", "Free some space."))
    await scene.key(Qt.Key.Key_F5)
    notice = next(
        notice for notice in scene.window.findChildren(Notice) if notice.accessibleName().startswith("The disk")
    )
    assert notice.accessibleName() == "The disk is full. Free some space."
    assert notice.isVisible()
    button(notice, "Close this notice").click()
    assert not notice.isVisible()


async def test_trouble_of_the_desk_itself_is_told(scene: Scene) -> None:
    scene.stand.news.trouble.emit("The copy was damaged.", "It is fetched again; your changes are kept.")
    assert any(notice.isVisible() and "The copy was damaged." in notice.accessibleName()
               for notice in scene.window.findChildren(Notice))  # fmt: skip


async def test_a_new_state_of_an_account_is_seen_at_once(scene: Scene) -> None:
    scene.stand.show_account("pantry", state="in_step", last_good=scene.clock.at)
    assert scene.lights()[-1] == "Pantry, In step, now"
    assert {CONFLICT, ASKED} <= {entry.id for entry in scene.stand.entries}
    scene.stand.entries = [replace(scene.stand.entries[0], state="waiting", words="")]
    scene.stand.news.outbox_changed.emit()
    assert scene.said(OutboxBar) == "1 change 1 waiting"
