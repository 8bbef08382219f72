"""Menus and lists that open over the window: what is so is ticked, and nothing opens outside."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.menus import MenuOfActs

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it
COUNT = 6


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp.styleHints())
    made.choose(Choice.LIGHT)
    return made


def opened(theme: Theme, qtbot: QtBot) -> tuple[QWidget, MenuOfActs]:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(400, 300)
    around.show()
    menu = MenuOfActs(theme, around, "Looks")
    menu.add_choice("Light & airy", is_on=True)
    menu.add_choice("Dark", is_on=False)
    menu.addAction("All keys")
    menu.popup(around.mapToGlobal(around.rect().topLeft()))
    return around, menu


def inked(menu: MenuOfActs, place: int) -> bool:
    """Whether anything is painted before the words of an entry."""
    box = menu.actionGeometry(menu.actions()[place])
    gutter = menu.grab(QRect(box.left() + 2, box.top() + 1, 26, box.height() - 2)).toImage()
    colors = {gutter.pixel(x, y) for x in range(gutter.width()) for y in range(gutter.height())}
    return len(colors) > 1


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_what_is_on_is_ticked_and_said_to_be_so(theme: Theme, qtbot: QtBot, choice: Choice) -> None:
    theme.choose(choice)
    around, menu = opened(theme, qtbot)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    assert [action.isCheckable() for action in menu.actions()] == [True, True, False]
    assert [inked(menu, place) for place in range(3)] == [True, False, False]
    assert menu.actions()[0].text() == "Light && airy"
    around.close()


def listed(theme: Theme, qtbot: QtBot, *, at_the_foot: bool) -> tuple[QWidget, Dropdown]:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(300, 260)
    column = QVBoxLayout(around)
    choice = Dropdown(theme, "Rows", [(str(number), f"{number} rows") for number in range(COUNT)])
    if at_the_foot:
        column.addStretch(1)
    column.addWidget(choice)
    if not at_the_foot:
        column.addStretch(1)
    around.show()
    choice.showPopup()
    return around, choice


@pytest.mark.parametrize("at_the_foot", [True, False])
def test_a_list_opens_inside_its_window_and_does_not_hide_its_box(
    theme: Theme, qtbot: QtBot, at_the_foot: bool
) -> None:
    around, choice = listed(theme, qtbot, at_the_foot=at_the_foot)
    shown = choice.view().window().geometry()
    room = QRect(around.mapToGlobal(around.rect().topLeft()), around.size())
    box = QRect(choice.mapToGlobal(choice.rect().topLeft()), choice.size())
    assert room.contains(shown)
    assert shown.intersected(box).height() <= 1  # their edges may lie on each other
    assert all(choice.view().visualRect(choice.model().index(row, 0)).height() >= 24 for row in range(COUNT))
    choice.hidePopup()
