"""The sheet of all parts: drawn whole in both themes, as the pictures of the look are."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.kit.tokens import high_contrast
from desktop.ui.parts.buttons import Button, IconButton, Kind
from tests.pictures.parts import SIZE, picture, sheet

NARROW = {"1 conflict, Old Mill Farm Shop"}
"""Cut on purpose: the sheet shows the outbox bar at less than half its width."""


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_the_sheet_is_drawn_and_nothing_else_is_cut(choice: Choice, qapp: QApplication) -> None:
    theme = Theme(qapp.styleHints())
    theme.apply(qapp)
    drawn, cut = picture(theme, choice)
    assert drawn.size() == SIZE
    assert set(cut) == NARROW
    ground = drawn.toImage().pixelColor(1270, 380)
    assert ground == theme.tokens.sheet
    theme.choose(Choice.SYSTEM)


@pytest.fixture
def system() -> QPalette:
    """A system of two colours."""
    system = QPalette(QColor("#000000"))
    for role, color in (("Base", "#000000"), ("Text", "#FFFF00"), ("Link", "#FFFF00"), ("Highlight", "#FFFF00")):
        system.setColor(QPalette.ColorRole[role], QColor(color))
    system.setColor(QPalette.ColorRole.HighlightedText, QColor("#000000"))
    return system


@pytest.fixture
def theme(system: QPalette, qapp: QApplication) -> Theme:
    theme = Theme(qapp.styleHints())
    theme.apply(qapp)
    theme.tokens = high_contrast(system)
    return theme


def test_in_high_contrast_tints_become_outlines_of_the_systems_colours(theme: Theme, system: QPalette) -> None:
    page, _ = sheet(theme)
    page.setPalette(system)
    drawn = page.grab().toImage()
    changed = [drawn.pixelColor(700, y).name() for y in range(523, 550)]
    assert changed.count("#ffff00") == 2  # the outline of the changed value, above and below
    tinted = {drawn.pixelColor(x, y).hue() for x in range(394, 1256, 3) for y in range(500, 700, 3)}
    assert tinted <= {-1, *range(55, 66)}  # black, and yellow however mixed with it


@pytest.mark.parametrize("kind", [*Kind, None], ids=lambda kind: kind.name if kind else "icon")
def test_in_high_contrast_what_is_not_offered_has_a_dashed_edge(kind: Kind | None, theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Send", kind) if kind else IconButton(theme, "refresh", "Fetch now")
    qtbot.addWidget(button)
    offered = edge(button)
    button.setEnabled(False)
    assert edge(button) != offered
    assert 8 <= edge(button).count("#ffff00") <= len(edge(button)) * 0.7  # neither bare nor whole


def edge(button: QPushButton) -> list[str]:
    """The colours along the upper edge of what is seen of a button."""
    drawn = button.grab().toImage()
    ring = RING if isinstance(button, Button) else 0
    return [drawn.pixelColor(x, ring).name() for x in range(ring + 6, drawn.width() - ring - 6)]
