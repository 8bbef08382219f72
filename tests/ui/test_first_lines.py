"""What stands beside words of several lines stands beside the first of them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.detail.details import Banner
from desktop.ui.detail.history import Events
from desktop.ui.kit.marks import LOCKED
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.parts.labels import LINE_HEIGHTS, Glyph, Label, Paragraph
from desktop.ui.parts.lines import LineEdit
from desktop.ui.parts.values import Value, ValueRow
from tests.ui.desk_world import NOW
from tests.ui.window_scene import Clock, values_at

WHEN = values_at(Clock()).instant(NOW - timedelta(minutes=3))
LONG = "Put together from three orders with this name, postal code and country. " * 3


def middle(part: QWidget, shown: QWidget) -> int:
    return part.mapTo(shown, QPoint(0, part.height() // 2)).y()


def first_line(shown: QWidget, height: int) -> int:
    """The middle of the first line of the words that go over several."""
    words = max(shown.findChildren(Paragraph), key=lambda paragraph: paragraph.height())
    assert words.height() > height
    return words.mapTo(shown, QPoint(0, height // 2)).y()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp.styleHints())


def test_the_lock_stands_beside_the_first_line_of_its_reason(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.tell(LOCKED, LONG)
    banner.resize(400, banner.heightForWidth(400))
    banner.show()
    (lock,) = banner.findChildren(Glyph)
    assert middle(lock, banner) == first_line(banner, LINE_HEIGHTS[13])


def test_time_and_person_stand_beside_the_first_line_and_in_line_with_other_lists(theme: Theme, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    here = Events(theme, values_at(Clock()), "At this desk")
    there = Events(theme, values_at(Clock()), "On the platform")
    for events, who in ((here, "Vera"), (there, "WooCommerce")):
        column.addWidget(events)
        events.show_events([(NOW - timedelta(minutes=3), who, LONG)])
    around.resize(420, 500)
    around.show()
    for events in (here, there):
        beside = [label for label in events.findChildren(Label) if label.text() in ("Vera", "WooCommerce", WHEN)]
        assert len(beside) == 2
        assert {middle(label, events) for label in beside} == {first_line(events, LINE_HEIGHTS[12])}
    assert _left(here) == _left(there)


def _left(events: Events) -> int:
    """Where the words begin."""
    return max(paragraph.x() for paragraph in events.findChildren(Paragraph))


def test_what_is_wrong_has_a_shape_beside_its_first_line_and_stands_clear_of_the_editor(
    theme: Theme, qtbot: QtBot
) -> None:
    theme.choose(Choice.LIGHT)
    row = ValueRow(theme, "Placed", Value(text="Tue 24 Nov", can_edit=True, error="Type the day like 24/11/2026. " * 3))
    qtbot.addWidget(row)
    row.resize(420, row.heightForWidth(420))
    row.show()
    row.edit("next Tuesday")
    (line,) = row.findChildren(LineEdit)
    image, bad = row.grab().toImage(), theme.tokens.bad.rgb()
    red = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == bad]
    assert min(y for _, y in red) > line.geometry().bottom()
    shape = [y for x, y in red if x < min(x for x, _ in red) + 12]
    assert max(shape) - min(shape) < 14 < max(y for _, y in red) - min(y for _, y in red)
