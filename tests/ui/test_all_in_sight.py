"""Pages with their panes, dialogs, menus and the windows before a desk: no words cut, nothing over anything else."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.theme import Theme
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


@pytest.mark.parametrize("name", KEY_PAGES)
def test_windows_before_a_desk_are_seen_whole(name: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    assert faults_before_a_desk(name, sight_theme, qtbot, qapp) == []
