"""The fields of the detail pane: edited in place, undone, locked with a reason, never losing what was typed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit import writing
from desktop.ui.kit.theme import Theme
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.faces import below
from desktop.ui.parts.values import LABEL, Value, ValueRow, align

PO = Value(text="NL-2219", can_edit=True)
CHANGED = Value(text="NL-2291", old="NL-2219", can_edit=True)
LOCKED = Value(text="18.00 AUD", reason="Set by the customer’s group.")


def row_of(theme: Theme, value: Value, qtbot: QtBot, label: str = "PO number") -> ValueRow:
    """A row on a page as wide as the detail pane."""
    page = QWidget()
    page.resize(436, 200)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    row = ValueRow(theme, label, value)
    column.addWidget(row)
    row.page = page  # type: ignore[attr-defined]  # kept alive with the row
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    row.setFocus()
    return row


def press(row: ValueRow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key on the row itself."""
    target = row.focusProxy()
    assert isinstance(target, QWidget)
    QTest.keyClick(target, key, held)


def line_in(row: ValueRow) -> QLineEdit:
    return next(line for line in row.findChildren(QLineEdit) if line.isVisible())


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_key_opens_the_editor_and_enter_tells_the_new_text(key: Qt.Key, theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, PO, qtbot)
    press(row, key)
    line = line_in(row)
    assert (line.hasFocus(), line.selectedText()) == (True, "NL-2219")
    QTest.keyClicks(line, "NL-2291")
    with qtbot.waitSignal(row.edited) as edited:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert edited.args == ["NL-2291"]
    assert row.focusProxy() is QApplication.focusWidget()


def test_a_click_opens_the_editor(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, PO, qtbot)
    target = row.focusProxy()
    assert isinstance(target, QWidget)
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    assert line_in(row).isVisible()


def test_escape_gives_up_and_tells_nothing(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, PO, qtbot)
    press(row, Qt.Key.Key_F2)
    line = line_in(row)
    QTest.keyClicks(line, "x")
    with qtbot.assertNotEmitted(row.edited):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()


def test_leaving_the_editor_keeps_what_was_typed(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, PO, qtbot)
    press(row, Qt.Key.Key_F2)
    QTest.keyClicks(line_in(row), "NL-1")
    other = QLineEdit(row.parentWidget())
    other.show()
    with qtbot.waitSignal(row.edited) as edited:
        other.setFocus()
    assert edited.args == ["NL-1"]


def test_the_same_text_is_no_edit(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, PO, qtbot)
    press(row, Qt.Key.Key_F2)
    with qtbot.assertNotEmitted(row.edited):
        QTest.keyClick(line_in(row), Qt.Key.Key_Return)


def test_a_text_that_could_not_be_kept_comes_back_to_the_editor(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, replace(PO, error="the disk is full"), qtbot)
    row.edit("NL-2291")
    line = line_in(row)
    assert line.text() == "NL-2291"
    with qtbot.waitSignal(row.edited):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_news_from_the_platform_leave_what_is_typed_alone(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, PO, qtbot)
    press(row, Qt.Key.Key_F2)
    QTest.keyClicks(line_in(row), "mine")
    row.show_value(replace(PO, text="theirs"))
    assert line_in(row).text() == "mine"


def test_a_changed_value_is_undone_by_key_and_by_button(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, CHANGED, qtbot)
    with qtbot.waitSignal(row.undo_wanted):
        press(row, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undo = row.findChildren(IconButton)[0]
    assert undo.accessibleName() == "Undo the change of PO number"
    with qtbot.waitSignal(row.undo_wanted):
        QTest.keyClick(undo, Qt.Key.Key_Return)
    row.show_value(PO)
    assert not undo.isVisible()


def test_a_locked_value_says_why_and_opens_nothing(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, LOCKED, qtbot, "Freight")
    press(row, Qt.Key.Key_F2)
    assert not row.findChildren(QLineEdit)
    assert row.height() == 26  # the reason beside it
    face = row.focusProxy()
    assert isinstance(face, QWidget)
    assert face.accessibleDescription() == "Set by the customer’s group."


def test_a_value_is_copied(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, LOCKED, qtbot)
    press(row, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "18.00 AUD"


def test_a_long_value_is_edited_in_a_box(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, Value(text="Back door\nring twice", can_edit=True, is_long=True), qtbot)
    low = row.height()
    press(row, Qt.Key.Key_F2)
    box = row.findChildren(QPlainTextEdit)[0]
    assert row.sizeHint().height() > low
    box.selectAll()
    QTest.keyClicks(box, "front")
    with qtbot.waitSignal(row.edited) as edited:
        QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited.args == ["front"]


def test_a_value_with_choices_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    choices = (("1", "New"), ("2", "Prepared"))
    row = row_of(theme, Value(text="New", chosen="1", choices=choices, can_edit=True), qtbot)
    press(row, Qt.Key.Key_F2)
    choice = row.findChildren(Dropdown)[0]
    with qtbot.waitSignal(row.edited) as edited:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert edited.args == ["2"]


def test_what_is_changed_is_plum_and_what_is_not_is_not(theme: Theme, qtbot: QtBot) -> None:
    assert shows(row_of(theme, CHANGED, qtbot), theme.tokens.mine_tint.name())
    assert not shows(row_of(theme, PO, qtbot), theme.tokens.mine_tint.name())


def shows(row: ValueRow, color: str) -> bool:
    image = row.grab().toImage()
    return any(image.pixelColor(x, y).name() == color for x in range(image.width()) for y in range(image.height()))


def test_long_changes_stand_above_each_other(theme: Theme, qtbot: QtBot) -> None:
    long = Value(text="Leave at the side door, then ring twice", old="Leave at the front door, please", can_edit=True)
    row = row_of(theme, long, qtbot)
    assert row.height() >= 42
    with writing.cuts() as cut:
        row.grab()
    assert cut == []


def test_saving_and_errors_are_told(theme: Theme, qtbot: QtBot) -> None:
    row = row_of(theme, replace(PO, is_saving=True), qtbot)
    face = row.focusProxy()
    assert isinstance(face, QWidget)
    assert face.accessibleName() == "PO number: NL-2219, saving…"
    row.show_value(replace(PO, error="too long for the platform"))
    assert face.accessibleName() == "PO number: NL-2219, too long for the platform"
    assert row.sizeHint().height() > 26


def test_labels_of_a_longer_language_get_one_wider_column(theme: Theme, qtbot: QtBot) -> None:
    rows = [row_of(theme, PO, qtbot, label) for label in ("Note", "Wunschliefertermin ab")]
    align(rows)
    assert rows[0].face.label_width == rows[1].face.label_width > LABEL
    with writing.cuts() as cut:
        for row in rows:
            row.grab()
    assert cut == []


def test_a_reason_that_has_no_room_beside_the_value_is_seen_below_it(theme: Theme, qtbot: QtBot) -> None:
    reason = "Set by the customer’s group when it came."
    row = row_of(theme, replace(LOCKED, reason=reason), qtbot, "Freight")
    row.clearFocus()
    assert (row.hasFocus(), row.height()) == (False, 42)
    assert [written.whole for written, _ in below(row.face, 280)] == [reason]
    image = row.grab().toImage()
    low = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(28, 42)}
    assert theme.tokens.text3.name() in low
    face = row.focusProxy()
    assert face is not None
    assert (face.toolTip(), face.accessibleDescription()) == (reason, reason)


def test_a_reason_of_several_lines_is_told_whole(theme: Theme, qtbot: QtBot) -> None:
    reason = "The number that the order has where it came from. It is set once, when the order is made."
    row = row_of(theme, replace(LOCKED, reason=reason), qtbot, "Number")
    assert " ".join(written.whole for written, _ in below(row.face, 280)) == reason
    with writing.cuts() as cut:
        row.grab()
    assert cut == []


def test_a_name_that_is_too_wide_goes_on_below_and_is_not_cut(theme: Theme, qtbot: QtBot) -> None:
    name = "The Very Long Established And Still Family Owned House Of Fine Provisions " * 2
    row = row_of(theme, Value(text=name.strip(), can_edit=True), qtbot, "Name")
    with writing.cuts() as cut:
        row.grab()
    assert cut == []


@pytest.mark.parametrize("is_long", [False, True])
def test_what_to_type_is_told_by_the_tip_and_in_the_empty_editor(theme: Theme, qtbot: QtBot, is_long: bool) -> None:
    row = row_of(theme, replace(PO, hint="Empty: it is taken out.", is_long=is_long), qtbot)
    face = row.focusProxy()
    assert isinstance(face, QWidget)
    assert "Empty: it is taken out." in face.toolTip()
    assert face.accessibleDescription() == "Empty: it is taken out. F2 edits"
    row.edit()
    (editor,) = row.findChildren(QPlainTextEdit if is_long else QLineEdit)
    assert isinstance(editor, QPlainTextEdit | QLineEdit)
    assert editor.placeholderText() == "Empty: it is taken out."


def test_a_locked_field_tells_why_and_not_what_to_type(theme: Theme, qtbot: QtBot) -> None:
    face = row_of(theme, replace(LOCKED, hint="Empty: it is taken out."), qtbot).focusProxy()
    assert isinstance(face, QWidget)
    assert face.toolTip() == "Set by the customer’s group."
