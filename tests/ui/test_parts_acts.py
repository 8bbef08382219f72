"""What the parts do when they are pressed, typed into and told something else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.theme import Theme, palette
from desktop.ui.kit.tokens import LIGHT, high_contrast
from desktop.ui.parts.buttons import Button, IconButton, Offer, key_words
from desktop.ui.parts.chips import Chip
from desktop.ui.parts.choices import CheckBox, Dropdown
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import ElasticLabel, Label, Paragraph
from desktop.ui.parts.lines import LineEdit, SearchField, TextBox
from desktop.ui.parts.notices import ErrorBox, Notice, Words
from tests.ui.parts_shown import LONG, show


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_by_space(key: Qt.Key, theme: Theme, qtbot: QtBot) -> None:
    for button in (Button(theme, "Preview"), IconButton(theme, "refresh", "Fetch now")):
        show(button, qtbot)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_an_act_that_is_not_offered_says_why_and_cannot_be_pressed(theme: Theme, qtbot: QtBot) -> None:
    offer = Offer(theme, Button(theme, "Dispatch"), "The platform has <no> call for it")
    show(offer, qtbot)
    with qtbot.assertNotEmitted(offer.button.clicked):
        QTest.mouseClick(offer.button, Qt.MouseButton.LeftButton)
    assert offer.button.accessibleDescription() == "The platform has <no> call for it"
    assert offer.button.toolTip() == "<p>The platform has &lt;no&gt; call for it</p>"
    offer.set_reason("")
    with qtbot.waitSignal(offer.button.clicked):
        QTest.mouseClick(offer.button, Qt.MouseButton.LeftButton)


def test_an_act_that_is_not_offered_is_told_apart_in_high_contrast(theme: Theme, qtbot: QtBot) -> None:
    theme.tokens = high_contrast(palette(LIGHT))
    offered, refused = Button(theme, "Dispatch"), Button(theme, "Dispatch")
    refused.set_reason("The platform has no call for it")
    for button in (offered, refused):
        qtbot.addWidget(button)
    assert offered.grab().toImage() != refused.grab().toImage()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_words_stand_where_one_reads_from(direction: Qt.LayoutDirection, theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    heading = Label(theme, "Lines")
    heading.setParent(page)
    page.setLayoutDirection(direction)
    heading.resize(200, 20)
    picture = heading.grab().toImage()
    ground = picture.pixel(100, 10)
    inked = [x for x in range(200) for y in range(20) if picture.pixel(x, y) != ground]
    assert (min(inked) > 150) == (direction == Qt.LayoutDirection.RightToLeft)


def test_an_ampersand_is_a_letter_and_no_key(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Move to Bread & Butter")
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Move to Bread & Butter"


def test_keys_are_written_as_on_the_caps() -> None:
    assert key_words("Ctrl+Return") == "Ctrl Enter"
    assert key_words("") == ""


def test_a_button_grows_with_its_words(theme: Theme) -> None:
    assert Button(theme, LONG).sizeHint().width() > Button(theme, "Send").sizeHint().width() + 100


def test_a_chip_is_changed_and_taken_off(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Total ≥", "50")
    show(chip, qtbot)
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.waitSignal(chip.remove_wanted):
        QTest.keyClick(chip, Qt.Key.Key_Delete)
    cross = chip.findChildren(IconButton)[0]
    assert cross.accessibleName() == "Take off Total ≥ 50"
    with qtbot.waitSignal(chip.remove_wanted):
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)


def test_escape_empties_the_search_and_then_leaves_it(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme, "Filter this list", keys="Ctrl+F")
    show(field, qtbot)
    QTest.keyClicks(field, "milk")
    with qtbot.assertNotEmitted(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_from_the_search_one_goes_on_to_what_was_found(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    field = SearchField(theme, "Filter this list")
    show(field, qtbot)
    QTest.keyClicks(field, "milk")
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, key)
    assert field.text() == "milk"


def test_a_wrong_field_says_what_is_wrong_and_is_mended(theme: Theme, qtbot: QtBot) -> None:
    line = LineEdit(theme, "")
    field = Field(theme, "Store ID", line, "Store Settings, API")
    show(field, qtbot)
    field.set_error("digits only")
    assert line.accessibleDescription() == "digits only, Store Settings, API"
    assert theme.tokens.bad.name() in line.styleSheet()
    field.set_error("")
    assert line.accessibleDescription() == "Store Settings, API"
    assert theme.tokens.bad.name() not in line.styleSheet()


def test_a_secret_is_shown_only_while_wanted(theme: Theme, qtbot: QtBot) -> None:
    line = LineEdit(theme, "")
    field = Field(theme, "API key", line)
    field.hide_text()
    show(field, qtbot)
    eye = field.findChildren(IconButton)[0]
    assert line.echoMode() is QLineEdit.EchoMode.Password
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert line.echoMode() is QLineEdit.EchoMode.Password


def test_a_box_of_lines_is_done_by_ctrl_enter_and_left_by_tab(theme: Theme, qtbot: QtBot) -> None:
    box = TextBox(theme, "Note")
    show(box, qtbot)
    QTest.keyClicks(box, "first")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "first\n"
    with qtbot.waitSignal(box.done):
        QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_box_is_ticked_by_key_and_by_its_words(theme: Theme, qtbot: QtBot) -> None:
    box = CheckBox(theme, "Read only at first", "look, but send nothing")
    show(box, qtbot)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert not box.isChecked()


def test_a_list_keeps_a_value_that_it_does_not_know(theme: Theme, qtbot: QtBot) -> None:
    choice = Dropdown(theme, "Folder", (("1", "New"), ("2", "Prepared")))
    choice.choose("7")
    assert (choice.chosen, choice.currentText()) == ("7", "7")
    choice.choose("2")
    choice.set_choices((("2", "Ready"), ("3", "Closed")))
    assert (choice.chosen, choice.currentText()) == ("2", "Ready")


def test_a_notice_asks_for_its_act(theme: Theme, qtbot: QtBot) -> None:
    notice = Notice(theme, Words(bold="Loading history.", action="Pause", can_close=True))
    show(notice, qtbot)
    with qtbot.waitSignal(notice.action_wanted):
        QTest.keyClick(notice.action, Qt.Key.Key_Return)
    with qtbot.waitSignal(notice.close_wanted):
        QTest.keyClick(notice.closing, Qt.Key.Key_Return)
    notice.tell(Words(bold="No order fits."))
    assert not notice.action.isVisible()
    assert notice.accessibleName() == "No order fits."


def test_an_error_box_is_there_only_with_an_error(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    box = ErrorBox(theme)
    box.setParent(page)
    show(page, qtbot)
    assert not box.isVisible()
    box.tell("The key was refused.", "Copy it again.")
    assert box.isVisible()
    assert box.accessibleName() == "The key was refused. Copy it again."
    box.tell("")
    assert not box.isVisible()


def test_a_paragraph_is_higher_where_it_is_narrow(theme: Theme) -> None:
    words = Paragraph(theme, "It answered: “Invalid API Key”. Copy the key again, whole and without spaces.")
    assert words.heightForWidth(600) == 20
    assert words.heightForWidth(200) == 60


def test_words_of_a_vendor_are_never_html(theme: Theme, qtbot: QtBot) -> None:
    label = ElasticLabel(theme, "<b>Bread</b> & Butter")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().width() > Paragraph(theme, "Bread & Butter").sizeHint().width() + 20
