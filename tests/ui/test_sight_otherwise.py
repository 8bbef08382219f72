"""The same walk for other eyes: in a longer language, from right to left in high contrast, and at 200 %."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tokens, high_contrast
from tests.ui import desk_world
from tests.ui.longer_words import LongerWords
from tests.ui.sight import faults
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


class BlackAndWhite(Theme):
    """High contrast on a system that has only these two colours."""

    def _wanted(self) -> Tokens:
        system = QPalette(QColor("white"))
        for role in ("Base", "HighlightedText"):
            system.setColor(QPalette.ColorRole[role], QColor("white"))
        for role in ("Text", "Link", "Highlight"):
            system.setColor(QPalette.ColorRole[role], QColor("black"))
        return high_contrast(system)


@pytest.fixture
def black_and_white(sight_theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Theme]:
    plain = tuple(name.removesuffix(" 🥐") for name in desk_world.NAMES)  # an emoji has colours of its own
    monkeypatch.setattr(desk_world, "NAMES", plain)
    made = BlackAndWhite(qapp.styleHints(), parent=sight_theme)
    made.apply(qapp)
    yield made
    made.deleteLater()
    sight_theme.apply(qapp)


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
async def test_from_right_to_left_all_is_seen_whole_and_in_high_contrast_without_our_colours(
    name: str, black_and_white: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    """One walk for both, for time: directions give no colours, and colours no directions."""

    def look(widget: QWidget) -> list[str]:
        return [*faults(widget), *colours(widget)]

    assert await faults_in(name, SIZE, black_and_white, qtbot, qapp, look) == []


def colours(widget: QWidget) -> list[str]:
    """What is neither black nor white nor between them, but for the mark of the program."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for mark in widget.findChildren(QLabel):
        if not mark.pixmap().isNull():
            painter.fillRect(QRect(mark.mapTo(widget, QPoint()), mark.size()), Qt.GlobalColor.white)
    painter.end()
    seen = (QColor.fromRgb(pixel) for pixel in set(memoryview(image.constBits()).cast("I")))
    return sorted(color.name() for color in seen if len({color.red(), color.green(), color.blue()}) > 1)[:8]


def test_all_is_seen_whole_and_sharp_at_200_percent() -> None:
    """In a process of its own: Qt reads the factor once."""
    wanted = ("tests/ui/walk_at_200_percent.py",)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *wanted]
    done = subprocess.run(
        command, env={**os.environ, "QT_SCALE_FACTOR": "2"}, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
