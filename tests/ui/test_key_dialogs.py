"""The ways to the key: a passphrase chosen or asked, a recovery code typed or kept, files that are locked."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.opening import strength
from desktop.ui.opening.key_dialogs import AskPassphrase, ChoosePassphrase, LockedPage, TypeRecoveryCode
from desktop.ui.opening.recovery_dialog import RecoveryDialog
from tests.ui.window_scene import button

CODE = "K4T7-9QXM-R2WD-H6PZ"
GOOD = "harbour lemons at seven"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp.styleHints())


W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W) -> W:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def line(widget: QWidget, name: str) -> QLineEdit:
    return next(one for one in widget.findChildren(QLineEdit) if one.accessibleName() == name)


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_passphrase_is_typed_twice(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, ChoosePassphrase(theme))
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    QTest.keyClicks(line(page, "Passphrase"), GOOD)
    QTest.keyClicks(line(page, "The same again"), "harbour lemons")
    QTest.keyClick(line(page, "The same again"), Qt.Key.Key_Return)
    assert chosen == []
    assert "The two are not the same. Type it again." in said(page)
    QTest.keyClicks(line(page, "The same again"), " at seven")
    QTest.keyClick(line(page, "The same again"), Qt.Key.Key_Return)
    assert chosen == [GOOD]


def test_both_fields_hide_what_is_typed(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, ChoosePassphrase(theme))
    modes = {one.echoMode() for one in page.findChildren(QLineEdit)}
    assert modes == {QLineEdit.EchoMode.Password}


def test_a_weak_passphrase_is_told_in_words_and_not_taken(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, ChoosePassphrase(theme))
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    for name in ("Passphrase", "The same again"):
        QTest.keyClicks(line(page, name), "aaaaaaaaaa")
    assert "Too weak: guessed at once." in said(page)
    button(page, "Protect the desk").click()
    assert chosen == []
    assert "That is guessed at once. Type several different words." in said(page)


@pytest.mark.parametrize(
    ("text", "tone"),
    [("", Tone.TEXT2), ("short", Tone.BAD), ("11111111", Tone.BAD), ("harbour7", Tone.BAD),
     ("harbour lemon", Tone.WARN), (GOOD, Tone.TEXT2), ("Harbour lemons, at 7 and a half!", Tone.OK)],
)  # fmt: skip
def test_strength_grows_with_words(qapp: QApplication, text: str, tone: Tone) -> None:
    assert strength.judge(text)[1] is tone


def test_a_wrong_passphrase_is_a_sentence_and_can_be_typed_over(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, AskPassphrase(theme))
    typed: list[str] = []
    page.typed.connect(typed.append)
    QTest.keyClicks(line(page, "Passphrase"), "wrong")
    QTest.keyClick(line(page, "Passphrase"), Qt.Key.Key_Return)
    QTest.keyClick(line(page, "Passphrase"), Qt.Key.Key_Return)
    assert not button(page, "Open").isEnabled()  # nothing is asked twice while the first answer is awaited
    page.tell_error("That passphrase does not open this desk.", "Type it again, or use the recovery code.")
    assert "That passphrase does not open this desk." in said(page)
    QTest.keyClicks(line(page, "Passphrase"), "right")
    button(page, "Open").click()
    assert typed == ["wrong", "right"]


def test_an_empty_passphrase_is_told_at_the_field(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, AskPassphrase(theme))
    typed: list[str] = []
    page.typed.connect(typed.append)
    button(page, "Open").click()
    assert typed == []
    assert "Type the passphrase." in said(page)


def test_closing_the_window_is_quitting(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, AskPassphrase(theme))
    with qtbot.waitSignal(page.quit_wanted, timeout=1000):
        page.close()


def test_a_forgotten_passphrase_leads_to_the_recovery_code(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, AskPassphrase(theme))
    with qtbot.waitSignal(page.recovery_wanted, timeout=1000):
        button(page, "Use the recovery code").click()


def test_a_recovery_code_that_does_not_fit_stays_to_be_mended(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, TypeRecoveryCode(theme))
    typed: list[str] = []
    page.typed.connect(typed.append)
    field = line(page, "Recovery code")
    QTest.keyClicks(field, "K4T7 9QXN")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page.tell_error("The second group looks wrong.", "Compare it with your copy.")
    assert field.text() == "K4T7 9QXN"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "M")
    button(page, "Open").click()
    assert typed == ["K4T7 9QXN", "K4T7 9QXM"]


@pytest.mark.parametrize("can_recover", [True, False])
def test_locked_files_offer_only_what_can_help(qtbot: QtBot, theme: Theme, can_recover: bool) -> None:
    page = shown(qtbot, LockedPage(theme, "The desk is open in another window.", "Close it.", can_recover=can_recover))
    names = [one.accessibleName() for one in page.findChildren(type(button(page, "Try again")))]
    assert ("Use the recovery code" in names) is can_recover
    assert {"The desk is open in another window.", "Close it."} <= set(said(page))
    retried: list[bool] = []
    page.retry_wanted.connect(lambda: retried.append(True))
    button(page, "Try again").click()
    page.tell_error("The desk is still open in another window.", "Close it.")
    button(page, "Try again").click()
    assert retried == [True, True]
    with qtbot.waitSignal(page.quit_wanted, timeout=1000):
        button(page, "Quit").click()


def test_the_recovery_code_is_shown_in_groups_and_copied(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, RecoveryDialog(theme, None, CODE))
    assert [words for words in said(dialog) if words in CODE.split("-")] == CODE.split("-")
    button(dialog, "Copy").click()
    assert QGuiApplication.clipboard().text() == CODE
    assert "Copied." in said(dialog)


def test_the_recovery_code_is_saved_where_the_user_says(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    def choose(_: QWidget, __: str, then: Callable[[Path], None]) -> None:
        then(tmp_path / "code.txt")

    dialog = shown(qtbot, RecoveryDialog(theme, None, CODE, choose))
    button(dialog, "Save to a file …").click()
    assert CODE in (tmp_path / "code.txt").read_text(encoding="utf-8")
    assert "Saved. Move the file off this computer." in said(dialog)


def test_a_file_that_cannot_be_written_is_told_with_a_next_step(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    def choose(_: QWidget, __: str, then: Callable[[Path], None]) -> None:
        then(tmp_path / "missing" / "code.txt")

    dialog = shown(qtbot, RecoveryDialog(theme, None, CODE, choose))
    button(dialog, "Save to a file …").click()
    assert "The file could not be written." in said(dialog)
    assert any("Choose another folder, or copy the code." in words for words in said(dialog))


def test_only_the_users_word_says_that_the_code_is_kept(qtbot: QtBot, theme: Theme) -> None:
    kept: list[str] = []
    later = shown(qtbot, RecoveryDialog(theme, None, CODE))
    later.kept.connect(lambda: kept.append("later"))
    button(later, "Later").click()
    now = shown(qtbot, RecoveryDialog(theme, None, CODE))
    now.kept.connect(lambda: kept.append("now"))
    button(now, "I have kept it").click()
    assert kept == ["now"]
