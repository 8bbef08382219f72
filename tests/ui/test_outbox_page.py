"""The Outbox page under keys and mouse: acts in rows, drafts sent together, what is done folded away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.errors import AppError
from desktop.ui.outbox.rows import DONE
from desktop.ui.outbox.table import OutboxPills
from tests.ui.outbox_scene import Scene, open_morning
from tests.ui.window_scene import (
    ASKED,
    CHECKING,
    CONFLICT,
    DRAFT,
    GOING,
    OTHER_DRAFT,
    REFUSED,
    WAITING,
    button,
    dialog,
    entry,
    press,
    texts,
    until,
)  # fmt: skip

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


scene = pytest.fixture(open_morning)


async def test_entries_stand_in_groups_with_what_asks_first(scene: Scene) -> None:
    headings = [text for text in texts(scene.table, 0) if text.startswith(("Asks", "Not sent", "On the"))]
    assert scene.table.row_keys()[:8] == (CONFLICT, REFUSED, ASKED, DRAFT, OTHER_DRAFT, GOING, WAITING, CHECKING)
    assert headings == ["Asks you 3", "Not sent yet drafts, only here", "On the way in this order"]


async def test_a_row_tells_state_account_old_and_new(scene: Scene) -> None:
    line = scene.table.row_keys().index(DRAFT) + 2  # two headings above
    said = [texts(scene.table, column)[line] for column in range(1, 5)]
    assert said[0] == "Draft, 2 fields, not submitted"
    assert said[1] == "Nonna Lucia Trattoria, Harbour"
    assert "Tue 24 Nov" in scene.table.model().index(line, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "Wed 25 Nov" in said[2]
    assert said[3].startswith("you")


async def test_home_and_end_go_to_the_first_and_the_last_row(scene: Scene) -> None:
    keys = scene.table.row_keys()
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_End)
    assert scene.table.current() == keys[-1]
    QTest.keyClick(scene.table, Qt.Key.Key_Home)
    assert scene.table.current() == keys[0]


async def test_the_word_retry_tries_again(scene: Scene) -> None:
    press(scene.table, REFUSED, "Retry")
    await scene.settled()
    assert scene.stand.asked("retry") == [(REFUSED,)]


async def test_the_words_of_each_state_do_what_they_say(scene: Scene) -> None:
    press(scene.table, GOING, "Send now")
    press(scene.table, CHECKING, "Look now")
    press(scene.table, WAITING, "Take back")
    press(scene.table, DRAFT, "Send")
    await scene.settled()
    assert scene.stand.asked("send_now") == [(GOING,)]
    assert scene.stand.asked("look_now") == [(CHECKING,)]
    assert scene.stand.asked("take_back") == [([WAITING],)]
    assert scene.stand.asked("submit") == [([DRAFT],)]


async def test_selected_drafts_go_out_together_with_ctrl_enter(scene: Scene) -> None:
    scene.table.choose(DRAFT)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(scene.table, Qt.Key.Key_Return, CONTROL)
    await scene.settled()
    assert scene.stand.asked("submit") == [([DRAFT, OTHER_DRAFT],)]


async def test_without_a_draft_nothing_is_sent_and_the_button_says_why(scene: Scene) -> None:
    scene.table.choose(REFUSED)
    send = button(scene.page, "Send selected")
    assert not send.isEnabled()
    assert send.toolTip() == "Select a draft first."
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return, CONTROL)
    await scene.settled()
    assert scene.stand.asked("submit") == []


async def test_take_back_takes_what_was_submitted_last(scene: Scene) -> None:
    later = scene.clock.at + timedelta(seconds=9)
    scene.stand.entries += [entry(20, "waiting", "A", not_before=later), entry(21, "waiting", "B", not_before=later)]
    scene.stand.news.outbox_changed.emit()
    button(scene.page, "Take back").click()
    await scene.settled()
    assert scene.stand.asked("take_back") == [((20, 21),)]


async def test_nothing_can_be_taken_back_when_the_seconds_are_over(scene: Scene) -> None:
    scene.clock.at += timedelta(seconds=11)
    scene.stand.news.outbox_changed.emit()
    assert not button(scene.page, "Take back").isEnabled()
    assert "Waiting, in line" in texts(scene.table, 1)


async def test_delete_asks_before_it_throws_a_change_away(scene: Scene) -> None:
    scene.table.choose(DRAFT)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Delete)
    button(dialog(), "Keep").click()
    await scene.settled()
    assert scene.stand.asked("discard") == []
    QTest.keyClick(scene.table, Qt.Key.Key_Delete)
    button(dialog(), "Throw away").click()
    await scene.settled()
    assert scene.stand.asked("discard") == [([DRAFT],)]
    assert DRAFT not in scene.table.row_keys()


async def test_what_is_on_its_way_cannot_be_thrown_away(scene: Scene) -> None:
    scene.table.choose(CHECKING)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Delete)
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isModal()]


async def test_enter_opens_the_record_in_its_list(scene: Scene) -> None:
    scene.table.choose(DRAFT)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return)
    await scene.settled()
    assert scene.opened == [(DRAFT, "orders")]


async def test_a_record_is_found_by_its_key_when_the_copy_was_made_anew(scene: Scene) -> None:
    made = next(made for made in reversed(scene.stand.world.values()) if made.kind == "orders")
    moved = replace(entry(20, "draft", "A", made.account), key=made.key, row=made.row - 1)
    scene.stand.entries += [moved]
    scene.stand.news.outbox_changed.emit()
    scene.table.choose(20)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return)
    await scene.settled()
    assert scene.opened == [(made.row, "orders")]


async def test_a_click_on_the_name_opens_the_record_and_elsewhere_only_chooses(scene: Scene) -> None:
    line = scene.table.row_keys().index(DRAFT) + 2  # two headings above
    model = scene.table.model()
    for column in (1, 2):
        box = scene.table.visualRect(model.index(line, column))
        QTest.mouseClick(scene.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        await scene.settled()
        assert scene.table.selected() == (DRAFT,)
        assert scene.opened == ([(DRAFT, "orders")] if column == 2 else [])


async def test_f2_makes_a_draft_of_a_refused_edit_and_opens_it(scene: Scene) -> None:
    scene.table.choose(REFUSED)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_F2)
    await scene.settled()
    assert scene.stand.asked("edit_again") == [(REFUSED,)]
    assert scene.opened == [(REFUSED, "orders")]


async def test_the_words_above_narrow_the_rows(scene: Scene) -> None:
    pills = scene.page.findChildren(OutboxPills)[0]
    button(pills, "Drafts 2").click()
    assert scene.table.row_keys() == (DRAFT, OTHER_DRAFT)
    focus = button(pills, "Drafts 2")
    focus.setFocus()
    QTest.keyClick(focus, Qt.Key.Key_Right)
    assert scene.table.row_keys() == (GOING, WAITING)


async def test_what_was_done_today_is_folded_until_it_is_wanted(scene: Scene) -> None:
    done = sum(one.what == "confirmed" for one in scene.stand.journal_entries)
    line = texts(scene.table, 1)[-1]
    assert line == f"Done today {done}"
    before = len(scene.table.row_keys())
    scene.table.choose(DONE)
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return)
    assert len(scene.table.row_keys()) == before + done


async def test_a_done_row_opens_its_record(scene: Scene) -> None:
    press(scene.table, DONE, "Show")
    first = next(one for one in scene.stand.journal_entries if one.what == "confirmed")
    scene.table.choose(f"j{first.id}")
    scene.table.setFocus()
    QTest.keyClick(scene.table, Qt.Key.Key_Return)
    await scene.settled()
    row = next(made.row for made in scene.stand.world.values() if made.kind == "orders" and made.key == first.key)
    assert scene.opened == [(row, "orders")]


async def test_a_vendors_text_is_shown_as_it_is(scene: Scene) -> None:
    scene.stand.entries = [entry(30, "refused", "<b>Two Sparrows</b> <img src=x>", words="<i>no</i>")]
    scene.stand.news.outbox_changed.emit()
    index = scene.table.model().index(1, 2)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "<b>Two Sparrows</b> <img src=x>"
    tip = scene.table.model().index(1, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;i&gt;no" in tip


async def test_an_idle_outbox_says_so(scene: Scene) -> None:
    scene.stand.entries = []
    scene.stand.journal_entries = []
    scene.stand.news.journal_changed.emit()
    await scene.settled()
    scene.stand.news.outbox_changed.emit()
    assert not scene.table.isVisible()
    assert any(one.accessibleName().startswith("Nothing waits to be sent.") for one in scene.page.children()
               if hasattr(one, "accessibleName"))  # fmt: skip


async def test_rows_that_did_not_change_are_left_alone_and_stay_selected(scene: Scene) -> None:
    scene.table.choose(DRAFT)
    line = scene.table.currentIndex().row()
    model = scene.table.model()
    kept = model.item(line, 2)  # type: ignore[attr-defined] # a standard item model
    scene.clock.at += timedelta(seconds=1)
    scene.stand.news.outbox_changed.emit()
    assert model.item(line, 2) is kept  # type: ignore[attr-defined] # as above
    assert scene.table.selected() == (DRAFT,)


async def test_a_failed_wish_is_told(scene: Scene) -> None:
    scene.stand.fail("submit", AppError("The disk is full.", "Free some space, then send again."))
    press(scene.table, DRAFT, "Send")
    await scene.settled()
    assert scene.errors == [("The disk is full.", "Free some space, then send again.")]
    assert DRAFT in scene.table.row_keys()


async def test_no_hairline_is_left_where_the_closed_pane_was(scene: Scene) -> None:
    scene.page.answer(CONFLICT)
    await until(scene.page.pane.isVisible)
    assert scene.page.pane.edge.isVisible()
    scene.page.pane.closed.emit()
    assert not scene.page.pane.edge.isVisible()
