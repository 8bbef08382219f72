"""What is typed or undone while an earlier change of the same field is still being saved, or not read again yet."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.changes import ADD_LINE
from tests.ui.detail_stand import choose, drafted, field, opened, table, type_over
from tests.ui.list_stand import ListStand
from tests.ui.window_scene import until

CTRL = Qt.KeyboardModifier.ControlModifier


def at_field(stand: ListStand) -> None:
    field(stand, "po_number").setFocus()


def at_cell(stand: ListStand) -> None:
    table(stand).setFocus()
    table(stand).choose("l2", "quantity")


@pytest.mark.parametrize(("go", "old", "new"), [(at_field, "PO 7745", "NL-2291"), (at_cell, "8", "9")])
@pytest.mark.parametrize("held", ["edit", "record"])
async def test_what_is_typed_right_after_an_undo_is_kept(
    qtbot: QtBot, go: Callable[[ListStand], None], old: str, new: str, held: str
) -> None:
    stand = await opened(qtbot)
    go(stand)
    type_over(stand, new)
    await stand.tasks.idle()
    wanted = drafted(stand)
    release = stand.desk.hold(held)
    stand.press(Qt.Key.Key_Z, CTRL)
    await until(lambda: len(stand.desk.asked("edit")) == 2 and (held == "edit" or not stand.desk.entries))
    assert type_over(stand, new) == old
    release()
    await stand.tasks.idle()
    assert drafted(stand) == wanted


async def test_a_choice_made_while_its_undo_is_being_saved_is_kept(qtbot: QtBot) -> None:
    stand = await opened(qtbot)

    choose(stand, "folder")
    await stand.tasks.idle()
    release = stand.desk.hold("edit")
    field(stand, "folder").undo_wanted.emit()
    choose(stand, "folder")
    release()
    await stand.tasks.idle()
    assert drafted(stand) == {"folder": "2"}


async def test_the_old_value_typed_while_another_is_being_saved_takes_it_back(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("edit")
    at_field(stand)
    type_over(stand, "NL-2291")
    assert type_over(stand, "PO 7745") == "NL-2291"
    release()
    await stand.tasks.idle()
    assert drafted(stand) == {}


async def test_an_undo_while_the_change_is_being_saved_brings_the_old_value_back(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("edit")
    at_field(stand)
    type_over(stand, "NL-2291")
    field(stand, "po_number").undo_wanted.emit()
    release()
    await stand.tasks.idle()
    assert (drafted(stand), field(stand, "po_number").value.text) == ({}, "PO 7745")


async def test_ctrl_z_goes_back_over_each_text_that_was_typed_before_the_first_was_saved(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("edit")
    at_field(stand)
    for text in ("one", "two"):
        type_over(stand, text)
    release()
    await stand.tasks.idle()
    seen = [drafted(stand)]
    for _ in range(2):
        stand.page.pane.deeds.undo()
        await stand.tasks.idle()
        seen.append(drafted(stand))
    assert seen == [{"po_number": "two"}, {"po_number": "one"}, {}]


async def test_a_cell_that_is_opened_and_left_as_it_is_keeps_what_is_being_saved(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("edit")
    at_cell(stand)
    type_over(stand, "9")
    stand.press(Qt.Key.Key_F2)
    stand.press(Qt.Key.Key_Return)
    release()
    await stand.tasks.idle()
    assert (drafted(stand), len(stand.desk.asked("edit"))) == ({"quantity": Decimal(9)}, 1)


async def test_lines_added_one_right_after_the_other_are_two(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("record")
    stand.click(stand.button("Add line"))
    await until(lambda: bool(stand.desk.entries))
    stand.click(stand.button("Add line"))
    release()
    await stand.tasks.idle()
    added = [change.line for entry in stand.desk.entries for change in entry.changes if change.field == ADD_LINE]
    assert added == ["+1", "+2"]
