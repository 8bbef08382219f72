"""The dialog of an act is as large as what it shows, and says what is wrong where it can be seen."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.fields import Fault
from desktop.ui.parts.lines import LineEdit, TextBox
from tests.ui.acts_stand import opened, quantities, start
from tests.ui.sight import faults

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


def end(asked: ActDialog, part: QWidget, inset: int = 0) -> int:
    """Where what is seen of a part ends, from the left edge of the dialog."""
    return part.mapTo(asked, QPoint(part.width(), 0)).x() - inset


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
    assert "Vine tomatoes: The order has only 8 of this line." in stand.question()
    line.setText("8")
    asked.go()
    assert "The order has only" not in stand.question()


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
