"""Fields edited in place and undone; drafts that last, and texts that come back."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.errors import AppError
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.parts.buttons import IconButton
from tests.ui.desk_stand import DeskStand
from tests.ui.detail_stand import choose, drafted, edit, field, opened

CTRL = Qt.KeyboardModifier.ControlModifier


async def test_a_changed_field_shows_old_and_new_and_is_kept(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    value = field(stand, "po_number").value
    assert (value.old, value.text, drafted(stand)) == ("PO 7745", "NL-2291", {"po_number": "NL-2291"})
    assert "1 field changed, not sent" in stand.said(stand.page.pane.foot)


async def test_escape_leaves_the_field_as_it_was(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291", Qt.Key.Key_Escape)
    assert (drafted(stand), stand.page.pane.isVisible()) == ({}, True)


async def test_down_and_up_go_from_field_to_field_past_the_undo_button(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    fields = [row for row in stand.page.pane.details.findChildren(FieldRow) if row.isVisibleTo(stand.page.pane)]
    places = {row.focusProxy(): row.mapTo(stand.page.pane, QPoint()).y() for row in fields}
    await edit(stand, "po_number", "NL-2291")
    started = stand.focused()
    stand.press(Qt.Key.Key_Down)
    below = stand.focused()
    assert places[below] == min(place for place in places.values() if place > places[started])
    stand.press(Qt.Key.Key_Up)
    assert stand.focused() is started
    walked = []
    while (last := stand.focused()) not in walked:
        walked.append(last)
        stand.press(Qt.Key.Key_Down)
    assert walked[-1] is last  # beyond the last field the keyboard stays
    assert [places[each] for each in walked] == sorted(place for place in places.values() if place >= places[started])


async def test_on_the_undo_button_the_keys_are_those_of_its_field(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    on_field = stand.focused()
    stand.press(Qt.Key.Key_Tab)
    undo = stand.focused()
    assert isinstance(undo, IconButton)
    stand.press(Qt.Key.Key_Up)
    assert stand.focused() is not undo
    undo.setFocus()
    stand.type("7")  # in the place of what was there
    stand.type("7")
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert drafted(stand) == {"po_number": "77"}
    undo.setFocus()
    stand.press(Qt.Key.Key_F2)
    assert isinstance(stand.focused(), QLineEdit)
    stand.press(Qt.Key.Key_Escape)
    undo.setFocus()
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert (drafted(stand), stand.focused()) == ({}, on_field)


async def test_typing_on_a_long_text_goes_on_at_its_end(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "note").setFocus()
    before = field(stand, "note").value.text
    stand.type("!")
    box = stand.focused()
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == f"{before}!"


@pytest.mark.parametrize("held", [CTRL, Qt.KeyboardModifier.AltModifier])
async def test_a_shortcut_that_nobody_knows_is_not_typed(held: Qt.KeyboardModifier, qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_7, held)
    assert not isinstance(stand.focused(), QLineEdit)


async def test_a_value_set_back_is_no_change(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    await edit(stand, "po_number", "PO 7745")
    assert stand.desk.entries == []
    assert field(stand, "po_number").value.old is None


async def test_the_same_text_again_asks_for_nothing(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "delivery_on").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert stand.desk.asked("edit") == []


@pytest.mark.parametrize(("locale", "text"), [("en_US", "1,284.5"), ("de_DE", "1.284,5"), ("de_DE", "1284,50")])
async def test_amounts_are_typed_by_locale(qtbot: QtBot, locale: str, text: str) -> None:
    stand = await opened(qtbot, locale=locale)
    await edit(stand, "deposit", text)
    assert drafted(stand) == {"deposit": Decimal("1284.5")}


async def test_a_day_is_typed_in_digits_and_shown_in_words(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "delivery_on", "25/11/2026")
    assert (field(stand, "delivery_on").value.text, drafted(stand)) == (
        "Wed 25 Nov",
        {"delivery_on": date(2026, 11, 25)},
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("deposit", "a lot", "This is not an amount. Type it like 1,284.50."),
        ("delivery_on", "31/11/2026", "That day does not exist. Type it like 24/11/2026."),
        ("po_number", "x" * 41, "At most 40 characters fit here; these are 41."),
    ],
)
async def test_what_cannot_be_read_stays_in_the_field_with_the_reason(
    qtbot: QtBot, name: str, text: str, words: str
) -> None:
    stand = await opened(qtbot)
    await edit(stand, name, text)
    assert (field(stand, name).value.error, field(stand, name).value.text, drafted(stand)) == (words, text, {})
    field(stand, name).setFocus()
    stand.press(Qt.Key.Key_F2)
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == text
    stand.press(Qt.Key.Key_Escape)
    assert field(stand, name).value.error == ""


async def test_a_text_that_cannot_be_read_is_not_sent_around(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    await edit(stand, "deposit", "a lot")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert stand.desk.asked("submit") == []
    assert isinstance(stand.focused(), QLineEdit)


async def test_a_choice_is_taken_from_the_list(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    choose(stand, "folder")
    await stand.tasks.idle()
    assert (drafted(stand), field(stand, "folder").value.text) == ({"folder": "2"}, "Prepared")


async def test_while_a_change_is_saved_the_field_says_so(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("edit")
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("NL-2291")
    stand.press(Qt.Key.Key_Return)
    value = field(stand, "po_number").value
    assert (value.text, value.is_saving) == ("NL-2291", True)
    release()
    await stand.tasks.idle()
    assert not field(stand, "po_number").value.is_saving


async def test_a_change_that_cannot_be_saved_comes_back_to_the_editor(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.desk.fail("edit", AppError("The disk is full.", "Free some space, then press Enter."))
    await edit(stand, "po_number", "NL-2291")
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == "NL-2291"
    assert "The disk is full." in field(stand, "po_number").value.error
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert drafted(stand) == {"po_number": "NL-2291"}


async def test_each_field_is_undone_by_itself(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    await edit(stand, "ship_to", "Elsewhere")
    field(stand, "po_number").undo_wanted.emit()
    await stand.tasks.idle()
    assert drafted(stand) == {"ship_to": "Elsewhere"}


async def test_ctrl_z_goes_back_step_by_step(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    for text in ("one", "two"):
        await edit(stand, "po_number", text)
    await edit(stand, "ship_to", "Elsewhere")
    seen = []
    for _ in range(3):
        stand.press(Qt.Key.Key_Z, CTRL)
        await stand.tasks.idle()
        seen.append(drafted(stand))
    assert seen == [{"po_number": "two"}, {"po_number": "one"}, {}]


async def test_ctrl_z_also_undoes_what_was_typed_before_the_restart(qtbot: QtBot) -> None:
    desk = DeskStand()
    first = await opened(qtbot, stand=desk)
    await edit(first, "po_number", "NL-2291")
    first.page.close()
    again = await opened(qtbot, stand=desk)
    assert field(again, "po_number").value.text == "NL-2291"
    again.press(Qt.Key.Key_Z, CTRL)
    await again.tasks.idle()
    assert desk.entries == []


async def test_discard_asks_once_and_undoes_everything(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    stand.page.pane.foot.discard_wanted.emit()
    await stand.tasks.idle()
    assert drafted(stand) == {"po_number": "NL-2291"}
    stand.press_answer("Throw away")
    await stand.tasks.idle()
    assert stand.desk.entries == []
