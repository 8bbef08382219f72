"""The dialog of an act is as large as what it shows, and says what is wrong where it can be seen."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.changes import Change
from desktop.forms import ActForm, Input, LinesForm
from desktop.records import Value
from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choices import CheckBox, Dropdown
from desktop.ui.parts.fields import Fault
from desktop.ui.parts.lines import LineEdit, TextBox
from desktop.ui.words.readings import Reader
from tests.ui.acts_stand import ORDER, opened, quantities, start
from tests.ui.list_stand import ListStand
from tests.ui.sight import faults

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


def end(asked: ActDialog, part: QWidget, inset: int = 0) -> int:
    """Where what is seen of a part ends, from the left edge of the dialog."""
    return part.mapTo(asked, QPoint(part.width(), 0)).x() - inset


async def of_lines(stand: ListStand, left: str) -> ActDialog:
    """An act that goes by the lines of the order, of which so much is left."""
    form = await stand.desk.record(ORDER)
    assert form is not None
    act = ActForm(name="part", label="Part", inputs=(Input(name="lines", label="Lines", value=left, left=left),))
    asked = ActDialog(stand.theme, Reader(values=stand.values), act, "#1", form.lines[0], stand.page)
    asked.show()
    return asked


def given(asked: ActDialog) -> list[Value]:
    """What the dialog hands on."""
    told: list[Value] = []
    asked.wanted.connect(lambda inputs: told.append(inputs["lines"]))
    asked.go()
    return told


async def test_what_is_left_of_each_line_is_offered_and_not_what_was_ordered(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = await of_lines(stand, json.dumps({"l1": "12", "l2": "3", "l3": "0"}))
    assert [edit.text() for edit in quantities(asked).values()] == ["12", "3", "0"]
    assert "of 12  Vine tomatoes  3 left of 8" in stand.said(asked)
    assert "0 left of 48" in stand.said(asked)
    stand.press_answer("None")
    stand.press_answer("All of every line")
    assert given(asked) == [json.dumps({"l1": "12", "l2": "3"})]


async def test_a_quantity_that_is_not_sent_yet_is_not_offered(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    form = await stand.desk.record(ORDER)
    assert form is not None
    cells = {cell.name: cell for cell in form.lines[0].lines[1].cells}
    change = Change(field="quantity", line="l2", seen=cells["quantity"].value, wanted=Decimal(24), label="Qty")
    await stand.desk.edit(ORDER, [change])
    asked = await of_lines(stand, json.dumps({"l2": "8"}))
    assert [edit.text() for edit in quantities(asked).values()] == ["8"]
    assert "of 8" in stand.said(asked)


async def test_what_was_chosen_of_each_line_is_there_when_a_refused_act_is_edited(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await stand.desk.act(ORDER, "ship", {"tracking": "1Z99", "lines": json.dumps({"l2": "2"})})
    stand.desk.entries = [replace(stand.desk.entries[0], state="refused", words="This number is taken.")]
    stand.desk.news.outbox_changed.emit()
    await stand.tasks.idle()
    stand.click(stand.button("Edit"))
    (asked,) = (each for each in stand.page.findChildren(ActDialog) if each.isVisible())
    assert [edit.text() for edit in quantities(asked).values()] == ["", "2", ""]


async def test_an_order_without_lines_can_be_shipped_all_the_same(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    lines = Input(name="lines", label="Lines", required=False, left="")
    act = ActForm(name="ship", label="Ship", inputs=(lines, Input(name="tracking", label="Number", required=False)))
    none = LinesForm(label="Lines", row="line", columns=(), lines=())
    asked = ActDialog(stand.theme, Reader(values=stand.values), act, "#1", none, stand.page)
    asked.show()
    assert "Lines" not in stand.said(asked)
    assert isinstance(asked.focusWidget(), LineEdit)
    assert given(asked) == [""]


async def test_what_is_only_ticked_is_told_once_and_stands_under_its_label(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    flag = Input(name="anyway", label="Before it is paid", editor="flag", value=False, required=False, hint="Else not.")
    act = ActForm(name="ship", label="Ship", inputs=(flag, Input(name="tracking", label="Number", required=False)))
    asked = ActDialog(stand.theme, Reader(values=stand.values), act, "#1", None, stand.page)
    asked.show()
    await stand.once()
    (box,) = asked.findChildren(CheckBox)
    assert (box.text(), box.accessibleName()) == ("Yes", "Before it is paid")
    said = stand.said(asked)
    assert "Before it is paid (if there is one)" not in said
    assert said.count("Else not.") == 1
    (line,) = asked.findChildren(LineEdit)
    assert box.mapTo(asked, QPoint()).x() == line.mapTo(asked, QPoint()).x()
    assert faults(asked) == []


async def test_what_is_missing_is_said_in_sight(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add note")
    await stand.once()
    before = asked.height()
    asked.go()
    await stand.once()
    (fault,) = (each for each in asked.findChildren(Fault) if each.isVisible())
    assert fault.visibleRegion().boundingRect().size() == fault.size()
    assert asked.height() > before
    (box,) = asked.findChildren(TextBox)
    image = box.grab().toImage()
    assert image.pixelColor(0, image.height() // 2) == stand.theme.tokens.bad
    assert faults(asked) == []


async def test_the_keyboard_goes_to_the_line_whose_quantity_is_wrong(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add shipment")
    line = quantities(asked)["Quantity of Vine tomatoes"]
    line.setText("9")
    asked.go()
    assert asked.focusWidget() is line
    assert "Vine tomatoes: No more than 8 of this line can be taken." in stand.question()
    line.setText("8")
    asked.go()
    assert "No more than" not in stand.question()


async def test_the_second_step_says_what_was_given_and_takes_no_more_room_than_that(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Move to folder")
    asked.findChildren(Dropdown)[0].choose("3")
    await stand.once()
    first = asked.height()
    asked.go()
    await stand.once()
    assert f"Folder: {asked.findChildren(Dropdown)[0].currentText()}" in stand.question()
    assert faults(asked) == []
    stand.press_answer("Back")
    await stand.once()
    assert asked.height() == first
    assert asked.findChildren(QScrollArea)[0].isVisible()


async def test_fields_and_buttons_end_where_each_other_do(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asked = start(stand, "Add shipment")
    await stand.once()
    fields = [line for line in asked.findChildren(LineEdit) if line not in quantities(asked).values()]
    main = next(button for button in asked.findChildren(Button) if button.is_filled)
    assert {end(asked, field) for field in fields} == {end(asked, main, main.inset)}


async def test_what_is_kept_is_not_asked_for_and_goes_along_as_it_was(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    asks = Input(name="note", label="Note", required=False)
    kept = Input(name="seen", label="As it was", value='{"total": 12}', is_kept=True)
    reader = Reader(values=stand.values)
    told: list[object] = []
    for inputs in ((asks, kept), (kept,)):
        act = ActForm(name="replace", label="Replace", inputs=inputs, warning="It is final.")
        asked = ActDialog(stand.theme, reader, act, "#1", None, stand.page)
        asked.show()
        assert "As it was" not in stand.said(asked)
        assert ("It is final." in stand.said(asked)) is (inputs == (kept,)), "with nothing to ask it begins there"
        asked.wanted.connect(told.append)
        for _ in inputs:
            asked.go()
        asked.close()
    assert told == [{"seen": '{"total": 12}', "note": ""}, {"seen": '{"total": 12}'}]
