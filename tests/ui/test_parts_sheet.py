"""The sheet of all parts: drawn whole in both themes, as the pictures of the look are."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.kit.tokens import high_contrast
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


def test_in_high_contrast_tints_become_outlines_of_the_systems_colours(qapp: QApplication) -> None:
    system = QPalette(QColor("#000000"))
    for role, color in (("Base", "#000000"), ("Text", "#FFFF00"), ("Link", "#FFFF00"), ("Highlight", "#FFFF00")):
        system.setColor(QPalette.ColorRole[role], QColor(color))
    system.setColor(QPalette.ColorRole.HighlightedText, QColor("#000000"))
    theme = Theme(qapp.styleHints())
    theme.apply(qapp)
    theme.tokens = high_contrast(system)
    page, _ = sheet(theme)
    page.setPalette(system)
    drawn = page.grab().toImage()
    changed = [drawn.pixelColor(700, y).name() for y in range(523, 550)]
    assert changed.count("#ffff00") == 2  # the outline of the changed value, above and below
    tinted = {drawn.pixelColor(x, y).hue() for x in range(394, 1256, 3) for y in range(500, 700, 3)}
    assert tinted <= {-1, *range(55, 66)}  # black, and yellow however mixed with it
