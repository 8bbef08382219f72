"""The walk at two pixels for each of ours, run by a test in a process of its own; not collected by itself."""

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.paths import RESOURCES
from desktop.ui.kit import badges
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.labels import GLYPH, Glyph
from desktop.ui.words.accounts import badge_of
from tests.ui.desk_world import HARBOUR
from tests.ui.sight_scenes import ALONE
from tests.ui.sight_walk import faults_in


@pytest.mark.parametrize("name", ALONE)
async def test_all_words_are_seen_whole(name: str, sight_theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    assert qapp.devicePixelRatio() == 2
    assert await faults_in(name, (1280, 800), sight_theme, qtbot, qapp) == []


def grabbed(glyph: Glyph, qtbot: QtBot) -> QImage:
    qtbot.addWidget(glyph)
    return glyph.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_an_icon_is_drawn_from_its_shape_at_two_pixels_for_one(sight_theme: Theme, qtbot: QtBot) -> None:
    ink = sight_theme.tokens.of(Tone.WARN)
    shape = (RESOURCES / "icons" / "clock.svg").read_bytes().replace(b"currentColor", ink.name().encode())
    wanted = QImage(2 * GLYPH, 2 * GLYPH, QImage.Format.Format_RGB32)
    wanted.fill(sight_theme.tokens.sheet)
    painter = QPainter(wanted)
    QSvgRenderer(QByteArray(shape)).render(painter, QRectF(0, 0, 2 * GLYPH, 2 * GLYPH))
    painter.end()
    seen = grabbed(Glyph(sight_theme, Mark(icon="clock", tone=Tone.WARN, source="")), qtbot)
    assert seen.size() == wanted.size()
    assert difference(seen, wanted) <= 2  # of 255: two ways to lay the same ink on the same ground


def test_a_badge_has_more_in_it_than_one_drawn_small(sight_theme: Theme, qtbot: QtBot) -> None:
    badge = badge_of(HARBOUR)
    seen = grabbed(Glyph(sight_theme, badge, 16), qtbot)
    small = badges.pixmap(badge, sight_theme.tokens, 16, 1.0).toImage()
    blown_up = QImage(seen.size(), QImage.Format.Format_RGB32)
    blown_up.fill(sight_theme.tokens.sheet)
    painter = QPainter(blown_up)
    painter.drawImage(QRectF(0, 0, 32, 32), small.scaled(32, 32, Qt.AspectRatioMode.IgnoreAspectRatio))
    painter.end()
    assert difference(seen, blown_up) > 40


def difference(one: QImage, other: QImage) -> int:
    """The largest distance of a channel between two pictures of one size."""
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))
