"""Acts of a record: listed with their reasons, asked for what they need, and once more before what cannot be undone."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.errors import AppError
from desktop.forms import ActForm, Input
from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.kit.theme import Choice
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.labels import ElasticLabel
from desktop.ui.parts.notices import ErrorBox
from desktop.ui.parts.scrolling import SlimScrollBar
from desktop.ui.words.readings import Reader
from tests.ui.acts_stand import CTRL, ORDER, dialog, opened, quantities, start
from tests.ui.desk_forms import form_of
from tests.ui.desk_world import make_world

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


async def test_the_menu_lists_all_acts_and_why_some_are_refused(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.press(Qt.Key.Key_Period, CTRL)
    menu = [menu for menu in stand.page.findChildren(QMenu) if menu.isVisible()][-1]
    listed = [(action.text(), action.isEnabled()) for action in menu.actions()]
    assert listed == [
        ("Move to folder", True),
        ("Add note\tCtrl M", True),
        ("Add shipment", True),
        ("Dispatch: Acme has no call for it", False),
        ("Delete order", True),
    ]
    pane = stand.page.pane
    assert menu.geometry().right() < pane.mapToGlobal(pane.rect().topLeft()).x()  # the sums stay in sight
    assert menu.geometry().bottom() <= pane.mapToGlobal(pane.rect().bottomLeft()).y()
    stand.theme.choose(Choice.LIGHT)
    light = menu.grab().toImage().pixelColor(3, 3)
    stand.theme.choose(Choice.DARK)  # the system may change it while a menu is open
    assert menu.grab().toImage().pixelColor(3, 3) != light
    stand.theme.choose(Choice.SYSTEM)
    menu.close()


DISPATCH, SHIP = ActForm(name="dispatch", label="Dispatch"), ActForm(name="ship", label="Add shipment")
PAID, NO_CALL = "Paid orders are locked by Acme.", "Acme has no call for it."


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((DISPATCH, replace(SHIP, refused=PAID)), ""),  # something can be done: the menu says why the rest cannot
        ((replace(DISPATCH, refused=NO_CALL), replace(SHIP, refused=PAID)), ""),  # each for a reason of its own
        ((replace(DISPATCH, refused=PAID), replace(SHIP, refused=PAID)), f"No act is offered: {PAID}"),
        ((replace(DISPATCH, refused=NO_CALL),), f"Dispatch is not offered: {NO_CALL}"),
        ((), ""),
    ],
)
async def test_the_foot_says_why_nothing_can_be_done_and_names_no_act_that_is_refused_beside_others(
    qtbot: QtBot, acts: tuple[ActForm, ...], words: str
) -> None:
    foot = (await opened(qtbot)).page.pane.foot
    foot.show_acts(acts, None)
    told = [label.text() for label in foot.findChildren(ElasticLabel) if "offered" in label.text()]
    assert told == ([words] if words else [])


async def test_an_act_that_may_write_to_customers_asks_once_more(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Move to folder")
    asked.findChildren(Dropdown)[0].choose("3")
    stand.press_answer("Go on")
    assert stand.desk.asked("act") == []
    assert "Rules of this folder may write to the customer." in stand.question()
    stand.press_answer("Move to folder")
    await stand.tasks.idle()
    assert stand.desk.asked("act") == [(ORDER, "move", {"folder": "3"})]
    assert "Goes out in 10 s" in stand.said(stand.page.pane.foot)
    assert "Move to folder" in stand.said(stand.page.pane.foot)


async def test_a_final_act_begins_with_its_warning_and_the_safe_answer(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    start(stand, "Delete order")
    assert "It cannot be brought back." in stand.question()
    stand.press_answer("Cancel")
    await stand.tasks.idle()
    assert stand.desk.asked("act") == []


async def test_an_act_that_asks_for_words_only_is_no_note_and_has_no_key(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    deeds = stand.page.pane.deeds
    words = Input(name="comment", label="Comment", editor="paragraph", required=False)
    approve = ActForm(name="approve", label="Approve", inputs=(words,))
    deeds.show(replace(form_of(make_world(5, 0, 0)[ORDER], []), acts=(approve,)))
    assert deeds.note is None


async def test_ctrl_m_writes_a_note(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.press(Qt.Key.Key_M, CTRL)
    box = dialog(stand).findChildren(QPlainTextEdit)[0]
    box.setPlainText("Ring the bell")
    dialog(stand).go()
    await stand.tasks.idle()
    assert stand.desk.asked("act") == [(ORDER, "note", {"text": "Ring the bell"})]


async def test_escape_leaves_a_dialog_also_from_a_box_of_lines(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.press(Qt.Key.Key_M, CTRL)
    asked = dialog(stand)
    box = asked.findChildren(QPlainTextEdit)[0]
    QTest.keyClicks(box, "Rang back")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not asked.isVisible()
    assert stand.desk.asked("act") == []


async def test_an_empty_needed_input_is_told_at_the_field(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add note")
    asked.go()
    assert asked.isVisible()
    assert "This is needed." in stand.question()
    assert stand.desk.asked("act") == []


async def test_a_shipment_takes_all_lines_at_first(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add shipment")
    assert [edit.text() for edit in quantities(asked).values()] == ["12", "8", "48"]
    asked.go()
    await stand.tasks.idle()
    inputs = stand.desk.asked("act")[0][2]
    assert isinstance(inputs, dict)
    assert json.loads(inputs["lines"]) == {"l1": "12", "l2": "8", "l3": "48"}
    assert inputs["tracking"] == ""


async def test_a_shipment_takes_some_lines(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add shipment")
    stand.press_answer("None")
    quantities(asked)["Quantity of Vine tomatoes"].setText("2.5")
    asked.go()
    await stand.tasks.idle()
    inputs = stand.desk.asked("act")[0][2]
    assert isinstance(inputs, dict)
    assert json.loads(inputs["lines"]) == {"l2": "2.5"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9", "No more than 8 of this line can be taken."),
        ("-1", "A quantity cannot be below nothing."),
        ("some", "This is not a number. Type it like 2.5."),
    ],
)
async def test_a_quantity_that_cannot_be_shipped_is_refused(qtbot: QtBot, text: str, words: str) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add shipment")
    quantities(asked)["Quantity of Vine tomatoes"].setText(text)
    asked.go()
    assert words in stand.question()
    assert stand.desk.asked("act") == []


async def test_a_shipment_of_nothing_is_refused(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add shipment")
    stand.press_answer("None")
    asked.go()
    assert "Give at least one line a quantity." in stand.question()


async def test_an_act_that_could_not_be_kept_stays_in_its_dialog_as_typed(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.desk.fail("act", AppError("The disk is full.", "Free some space."))
    asked = start(stand, "Add note")
    await stand.once()
    stand.type("Call before delivery")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert asked.findChildren(ErrorBox)[0].accessibleName() == "The disk is full. Free some space."
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert stand.desk.asked("act") == [(ORDER, "note", {"text": "Call before delivery"})] * 2
    assert not [each for each in stand.page.findChildren(ActDialog) if each.isVisible()]


async def test_a_refused_act_is_edited_in_its_dialog_and_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await stand.desk.act(ORDER, "note", {"text": "Call befor"})
    refused = replace(stand.desk.entries[0], state="refused", words="Too short.")
    stand.desk.entries = [refused]
    stand.desk.news.outbox_changed.emit()
    await stand.tasks.idle()
    stand.click(stand.button("Edit"))
    await stand.once()
    box = stand.focused()
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == "Call befor"
    box.moveCursor(QTextCursor.MoveOperation.End)
    stand.type("e")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert [entry.inputs for entry in stand.desk.entries] == [{"text": "Call before"}]
    assert refused.id not in [entry.id for entry in stand.desk.entries]


async def test_the_raw_documents_are_searched_and_copied(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.page.pane.tabs.choose("raw")
    raw = stand.page.pane.raw
    raw.field.setFocus()
    stand.type("lucia")
    model = raw.tree.model()
    top = model.index(0, 0)
    assert [model.index(row, 0, top).data() for row in range(model.rowCount(top))] == ["buyer"]
    buyer = model.index(0, 0, top)
    name = next(model.index(row, 0, buyer) for row in range(model.rowCount(buyer)))
    assert name.siblingAtColumn(1).data() == "<i>Lucia</i>"
    raw.tree.setFocus()
    raw.tree.setCurrentIndex(name)
    stand.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "<i>Lucia</i>"
    raw.field.clear()
    stand.click(stand.button("Copy all"))
    assert json.loads(QApplication.clipboard().text())["tags"] == ["a", 2.5]


async def test_an_act_that_asks_for_more_than_fits_scrolls_and_its_fields_keep_their_width(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    many = tuple(Input(name=str(at), label=f"Input {at}") for at in range(12))
    act, reader = ActForm(name="many", label="Many"), Reader(values=stand.values)
    few = ActDialog(stand.theme, reader, replace(act, inputs=many[:2]), "#1", None, stand.page)
    asked = ActDialog(stand.theme, reader, replace(act, inputs=many), "#1", None, stand.page)
    for each in (few, asked):
        each.show()
    (bar,) = [each for each in asked.findChildren(SlimScrollBar) if each.isVisible()]
    assert bar.maximum() > 0
    widths = {line.width() for each in (few, asked) for line in each.findChildren(QLineEdit)}
    assert len(widths) == 1
    few.close()
    asked.close()
