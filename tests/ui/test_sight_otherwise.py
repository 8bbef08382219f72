"""The same walk for other eyes: in a longer language, in high contrast, from right to left, at 200 %."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.theme import Theme
from tests.ui.longer_words import LongerWords
from tests.ui.sight_scenes import SCENES
from tests.ui.sight_walk import KEY_PAGES, faults_before_a_desk, faults_in

SIZE = (1280, 800)

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture(scope="module")
def translator() -> LongerWords:
    """One for all: one that Python collects while another translates would wait for a lock of its own thread."""
    return LongerWords()


@pytest.fixture
def longer_words(translator: LongerWords, qapp: QApplication) -> Iterator[LongerWords]:
    translator.met.clear()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


@pytest.mark.parametrize("name", SCENES)
async def test_words_a_third_longer_are_seen_whole(
    name: str, longer_words: LongerWords, sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert await faults_in(name, SIZE, sight_theme, qtbot, qapp) == []
    assert len(longer_words.met) > 100


@pytest.mark.parametrize("name", KEY_PAGES)
def test_longer_words_before_a_desk_are_seen_whole(
    name: str, longer_words: LongerWords, sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert faults_before_a_desk(name, sight_theme, qtbot, qapp) == []
    assert longer_words.met


@pytest.mark.usefixtures("from_the_right")
@pytest.mark.parametrize("name", SCENES)
async def test_from_right_to_left_all_is_seen_whole(
    name: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    assert await faults_in(name, SIZE, sight_theme, qtbot, qapp) == []
