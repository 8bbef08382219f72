"""Conflicts and doubts of the Outbox, answered by keys: nothing is chosen for the user."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.forms import TotalsForm
from desktop.ui.outbox.choice_box import ChoiceBox
from desktop.ui.outbox.conflict import ConflictPane
from tests.ui.desk_world import NOW
from tests.ui.outbox_scene import Scene, open_morning
from tests.ui.window_scene import (
    ASKED,
    CONFLICT,
    DRAFT,
    GOING,
    REFUSED,
    acts_in_sight,
    button,
    dialog,
    press,
)  # fmt: skip

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


scene = pytest.fixture(open_morning)


async def test_a_conflict_is_answered_by_arrows_and_ctrl_enter(scene: Scene) -> None:
    scene.page.answer_first()
    await scene.settled()
    first = QApplication.focusWidget()
    assert isinstance(first, ChoiceBox)
    assert first.accessibleName() == "Delivery day, mine: Wed 25 Nov"
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert second is not None
    assert second.accessibleName() == "Delivery day, theirs: Thu 26 Nov"
    QTest.keyClick(second, Qt.Key.Key_Return, CONTROL)  # one clash is still open: nothing may go out
    QTest.keyClick(second, Qt.Key.Key_Down)
    third = QApplication.focusWidget()
    assert third is not None
    QTest.keyClick(third, Qt.Key.Key_Left)
    QTest.keyClick(third, Qt.Key.Key_Return, CONTROL)
    await scene.settled()
    chosen = {("delivery day", ""): "theirs", ("vine tomatoes", ""): "mine"}
    assert scene.stand.asked("decide") == [(CONFLICT, chosen)]


@pytest.mark.parametrize(("key", "side"), [(Qt.Key.Key_M, "mine"), (Qt.Key.Key_T, "theirs")])
async def test_one_key_decides_the_whole_conflict(scene: Scene, key: Qt.Key, side: str) -> None:
    scene.page.answer_first()
    await scene.settled()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, ALT)
    await scene.settled()
    assert scene.stand.asked("decide") == [
        (CONFLICT, {("delivery day", ""): side, ("vine tomatoes", ""): side})
    ]  # fmt: skip


async def test_nothing_is_chosen_for_the_user_and_what_merged_is_told(scene: Scene) -> None:
    scene.page.answer_first()
    await scene.settled()
    assert not [box for box in scene.page.findChildren(ChoiceBox) if box.isChecked()]
    told = [label.text() for label in scene.page.pane.findChildren(QLabel)]
    assert "Ship to is now Unit 4, rear gate, changed by others." in told


SUMS = TotalsForm(label="Total", before=Decimal(60), mine=Decimal(72), theirs=Decimal(84))


async def test_the_totals_stand_below_the_choices_and_what_goes_out_is_told_once_all_is_chosen(scene: Scene) -> None:
    scene.stand.conflict_totals, scene.stand.mixed_total = SUMS, Decimal(78)
    scene.page.answer_first()
    await scene.settled()
    assert sums(scene) == ["60.00", "72.00", "84.00"]
    boxes = scene.page.findChildren(ChoiceBox)
    boxes[1].click()
    await scene.settled()
    assert scene.stand.asked("total") == []
    boxes[2].click()
    await scene.settled()
    chosen = {("delivery day", ""): "theirs", ("vine tomatoes", ""): "mine"}
    assert scene.stand.asked("total") == [(CONFLICT, chosen)]
    assert told(scene).count("78.00 AUD") == 1


async def test_a_total_that_only_the_platform_can_work_out_is_not_made_up(scene: Scene) -> None:
    scene.stand.conflict_totals = replace(SUMS, mine=None)
    scene.page.answer_first()
    await scene.settled()
    assert told(scene).count("not known before it is sent") == 1
    for place in (0, 2):
        scene.page.findChildren(ChoiceBox)[place].click()
    await scene.settled()
    assert told(scene).count("not known before it is sent") == 2


async def test_an_answer_to_choices_that_were_changed_since_is_not_shown(scene: Scene) -> None:
    scene.stand.conflict_totals, scene.stand.mixed_total = SUMS, Decimal(78)
    scene.page.answer_first()
    await scene.settled()
    boxes = scene.page.findChildren(ChoiceBox)
    boxes[1].click()
    pane = scene.page.findChildren(ConflictPane)[0]
    pane.show_total(CONFLICT, {("delivery day", ""): "mine"}, Decimal(99))
    assert "99.00 AUD" not in told(scene)


async def test_totals_follow_the_other_side_while_the_choices_stay(scene: Scene) -> None:
    scene.stand.conflict_totals = SUMS
    scene.page.answer_first()
    await scene.settled()
    scene.page.findChildren(ChoiceBox)[0].click()
    scene.stand.conflict_totals = replace(SUMS, theirs=Decimal(90))
    scene.stand.news.outbox_changed.emit()
    await scene.settled()
    assert sums(scene) == ["60.00", "72.00", "90.00"]
    assert scene.page.findChildren(ChoiceBox)[0].isChecked()


def sums(scene: Scene) -> list[str]:
    """The totals below the choices."""
    words = told(scene)
    first = words.index("Total, AUD") + 1
    return words[first : first + 3]


def told(scene: Scene) -> list[str]:
    """The words that are seen in the pane."""
    return [label.text() for label in scene.page.pane.findChildren(QLabel) if label.isVisible()]


async def test_a_choice_survives_news_and_a_changed_conflict_begins_anew(scene: Scene) -> None:
    scene.page.answer_first()
    await scene.settled()
    scene.page.findChildren(ChoiceBox)[0].click()
    scene.stand.news.outbox_changed.emit()
    await scene.settled()
    assert scene.page.findChildren(ChoiceBox)[0].isChecked()
    old = scene.stand.entries[0]
    scene.stand.entries[0] = replace(old, changes=(replace(old.changes[0], theirs=None), *old.changes[1:]))
    scene.stand.news.outbox_changed.emit()
    await scene.settled()
    assert not [box for box in scene.page.findChildren(ChoiceBox) if box.isVisible() and box.isChecked()]


def headings(scene: Scene) -> list[str]:
    """What is told from the heads of the columns on."""
    words = told(scene)
    return words[words.index("Before") :]


async def test_each_value_of_a_conflict_says_when_it_was_seen(scene: Scene) -> None:
    old = scene.stand.entries[0]
    seen = {"seen_at": NOW - timedelta(hours=2), "made_at": NOW - timedelta(hours=1), "theirs_at": NOW}
    scene.stand.entries[0] = replace(old, **seen)  # type: ignore[arg-type] # all are times
    scene.page.answer_first()
    await scene.settled()
    assert headings(scene)[:6] == ["Before", "seen 03:31", "Mine", "typed 04:31", "Theirs", "seen 05:31"]
    scene.stand.entries[0] = replace(scene.stand.entries[0], seen_at=None, theirs_at=NOW - timedelta(minutes=9))
    scene.stand.news.outbox_changed.emit()
    await scene.settled()
    assert headings(scene)[:5] == ["Before", "Mine", "typed 04:31", "Theirs", "seen 05:22"]


async def test_what_can_be_done_about_other_rows_is_in_sight_beside_a_conflict(scene: Scene) -> None:
    scene.page.answer_first()
    await scene.settled()
    assert scene.page.pane.isVisible()
    assert acts_in_sight(scene.table, REFUSED) == ["Retry", "Edit", "Discard"]
    assert acts_in_sight(scene.table, DRAFT) == ["Send", "Edit", "Discard"]
    assert acts_in_sight(scene.table, GOING) == ["Take back", "Send now"]


async def test_a_doubtful_change_shows_what_was_found_and_takes_either_answer(scene: Scene) -> None:
    press(scene.table, ASKED, "Answer")
    await scene.settled()
    assert any("Two notes with this text." in label.text() for label in scene.page.pane.findChildren(QLabel))
    button(scene.page, "It happened").click()
    await scene.settled()
    assert scene.stand.asked("settle") == [(ASKED, "happened")]


async def test_send_again_is_the_other_answer(scene: Scene) -> None:
    press(scene.table, ASKED, "Answer")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_S, ALT)
    await scene.settled()
    assert scene.stand.asked("settle") == [(ASKED, "send again")]


@pytest.mark.parametrize("way", ["the button", "Delete"])
async def test_a_doubtful_change_is_thrown_away_after_one_question(scene: Scene, way: str) -> None:
    press(scene.table, ASKED, "Answer")
    await scene.settled()
    if way == "Delete":
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Delete)
    else:
        button(scene.page.pane, "Discard").click()
    words = " ".join(label.text() for label in dialog().findChildren(QLabel))
    assert "Cobalt Hotel Group: nothing more is sent. What may have arrived there stays there." in words
    assert scene.stand.asked("discard") == []
    button(dialog(), "Throw away").click()
    await scene.settled()
    assert scene.stand.asked("discard") == [([ASKED],)]
    assert scene.stand.asked("settle") == []
    assert scene.table.current() == CONFLICT  # the next thing that asks
    assert isinstance(scene.page.focusWidget(), ChoiceBox)


async def test_a_doubtful_change_that_is_kept_still_asks(scene: Scene) -> None:
    press(scene.table, ASKED, "Answer")
    button(scene.page.pane, "Discard").click()
    button(dialog(), "Keep").click()
    await scene.settled()
    assert scene.stand.asked("discard") == []
    assert scene.page.pane.isVisible()


async def test_escape_leaves_the_pane_for_the_table(scene: Scene) -> None:
    scene.page.answer_first()
    await scene.settled()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not scene.page.pane.isVisible()
    assert QApplication.focusWidget() is scene.table


async def test_an_answer_leads_to_the_next_thing_that_asks_and_the_last_to_the_table(scene: Scene) -> None:
    scene.page.answer_first()
    await scene.settled()
    button(scene.page, "Take theirs").click()
    await scene.settled()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "It happened"
    assert scene.table.current() == ASKED
    QTest.keyClick(focus, Qt.Key.Key_H, ALT)
    await scene.settled()
    assert not scene.page.pane.isVisible()
    assert QApplication.focusWidget() is scene.table
