"""Pages with their panes, dialogs, menus and the windows before a desk: no words cut, nothing over anything else."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import LIGHT as TOKENS
from desktop.ui.parts.buttons import Button
from tests.ui.sight_scenes import SCENES
from tests.ui.sight_walk import KEY_PAGES, faults_before_a_desk, faults_in

SIZES = ((1280, 800), (1920, 1080))


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
async def test_all_words_are_seen_whole(
    name: str, size: tuple[int, int], sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert await faults_in(name, size, sight_theme, qtbot, qapp) == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.parametrize("name", SCENES)
async def test_no_more_than_one_button_is_filled(
    name: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert len(await faults_in(name, SIZES[0], sight_theme, qtbot, qapp, filled)) <= 1


@pytest.mark.parametrize(("name", "main"), [("order details", "Send changes"), ("stock question", "Send")])
async def test_the_dialog_over_a_draft_has_the_filled_button(
    name: str, main: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert await faults_in(name, SIZES[0], sight_theme, qtbot, qapp, filled) == [main]


@pytest.mark.parametrize("name", ["stock question", "act move", "act ship", "account rename", "recovery code"])
async def test_the_main_answer_of_a_dialog_is_the_last_one(
    name: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    answers = await faults_in(name, SIZES[0], sight_theme, qtbot, qapp, answers_in_order)
    assert await faults_in(name, SIZES[0], sight_theme, qtbot, qapp, filled) == answers[-1:]


def filled(shown: QWidget) -> list[str]:
    """The words of the main buttons, by what is painted."""
    buttons = _buttons(shown)
    return [button.text() for button in buttons if _ground(button) == TOKENS.accent_fill.rgb()]


def answers_in_order(shown: QWidget) -> list[str]:
    """The words of a dialog's lowest row of buttons, as they stand beside each other."""
    if not isinstance(shown, QDialog):
        return []
    buttons = _buttons(shown)
    places = {button.text(): button.mapTo(shown, button.rect().center()) for button in buttons}
    lowest = max(at.y() for at in places.values())
    return sorted((words for words, at in places.items() if at.y() == lowest), key=lambda words: places[words].x())


def _buttons(shown: QWidget) -> list[Button]:
    """Those that are seen in a window, without those of the dialogs over it."""
    return [button for button in shown.findChildren(Button) if button.isVisible() and button.window() is shown]


def _ground(button: Button) -> int:
    """The colour beside the words, where nothing is written."""
    image = button.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixel(round((RING + 5) * ratio), round(button.height() * ratio / 2))


@pytest.mark.parametrize("name", KEY_PAGES)
def test_windows_before_a_desk_are_seen_whole(name: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    assert faults_before_a_desk(name, sight_theme, qtbot, qapp) == []
