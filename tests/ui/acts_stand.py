"""A list with an order open in its pane, whose acts can be started from their menu."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.detail.act_dialog import ActDialog
from tests.ui.list_stand import ListStand

CTRL = Qt.KeyboardModifier.ControlModifier
ORDER = 4  # three lines


async def opened(qtbot: QtBot) -> ListStand:
    stand = await ListStand(qtbot).begin()
    await stand.open(ORDER)
    return stand


def dialog(stand: ListStand) -> ActDialog:
    return next(each for each in stand.page.findChildren(ActDialog) if each.isVisible())


def start(stand: ListStand, label: str) -> ActDialog:
    stand.press(Qt.Key.Key_Period, CTRL)
    menu = [menu for menu in stand.page.findChildren(QMenu) if menu.isVisible()][-1]
    next(action for action in menu.actions() if action.text().split("\t")[0] == label).trigger()
    menu.close()
    return dialog(stand)


def quantities(asked: ActDialog) -> dict[str, QLineEdit]:
    edits = asked.findChildren(QLineEdit)
    return {edit.accessibleName(): edit for edit in edits if edit.accessibleName().startswith("Quantity of")}
