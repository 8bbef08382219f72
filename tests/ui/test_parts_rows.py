"""How rows and headings are painted and reached: ground, bar and line once a row, sorting by key."""

from typing import cast

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.kit import writing
from desktop.ui.kit.theme import Theme
from desktop.ui.tables.headings import HeaderView
from desktop.ui.tables.rows import Density, RowView
from tests.ui.orders_table import PO, TOTAL, WIDTHS, color, orders_in_sight, picture

view = pytest.fixture(orders_in_sight)


def test_a_selected_row_is_tinted_to_the_edge_with_a_bar_at_its_start(view: RowView, theme: Theme) -> None:
    view.setFocus()
    view.selectRow(5)
    image = picture(view)
    assert color(image, 1, 5 * 24 + 12) == theme.tokens.accent.name()
    assert color(image, 20, 5 * 24 + 12) == theme.tokens.sel.name()
    assert color(image, image.width() - 2, 5 * 24 + 12) == theme.tokens.sel.name()
    assert color(image, 20, 5 * 24 + 23) == theme.tokens.sel_strong.name()


def test_the_bar_tells_whether_the_table_has_the_focus(view: RowView, theme: Theme) -> None:
    view.selectRow(5)
    view.clearFocus()
    assert color(picture(view), 1, 5 * 24 + 12) == theme.tokens.control.name()


def test_the_last_row_of_a_group_closes_with_a_stronger_line(view: RowView, theme: Theme) -> None:
    image = picture(view)
    assert color(image, 300, 4 * 24 + 23) == theme.tokens.edge.name()
    assert color(image, 300, 3 * 24 + 23) == theme.tokens.line2.name()


def test_the_row_under_the_pointer_is_seen_and_no_other(view: RowView, theme: Theme, qtbot: QtBot) -> None:
    QTest.mouseMove(view.viewport(), QPoint(50, 6 * 24 + 10))
    qtbot.waitUntil(lambda: color(picture(view), 20, 6 * 24 + 12) == theme.tokens.hover.name())
    assert color(picture(view), 20, 7 * 24 + 12) == theme.tokens.sheet.name()


def test_headings_are_walked_and_sorted_by_key(view: RowView, qtbot: QtBot) -> None:
    heading = cast(HeaderView, view.horizontalHeader())
    heading.setSortIndicatorShown(True)
    heading.setFocus()
    QTest.keyClick(heading, Qt.Key.Key_Right)
    QTest.keyClick(heading, Qt.Key.Key_Right)
    with qtbot.waitSignal(heading.sortIndicatorChanged) as sorted_by:
        QTest.keyClick(heading, Qt.Key.Key_Return)
    assert sorted_by.args == [PO, Qt.SortOrder.AscendingOrder]
    with qtbot.waitSignal(heading.sortIndicatorChanged) as sorted_by:
        QTest.keyClick(heading, Qt.Key.Key_Space)
    assert sorted_by.args == [PO, Qt.SortOrder.DescendingOrder]


def test_the_sorted_heading_is_bold_with_an_arrow_in_the_accent(view: RowView, theme: Theme) -> None:
    heading = view.horizontalHeader()
    before = heading.viewport().grab().toImage()
    heading.setSortIndicatorShown(True)
    heading.setSortIndicator(PO, Qt.SortOrder.AscendingOrder)
    after = heading.viewport().grab().toImage()
    area = [(x, y) for x in range(sum(WIDTHS[:PO]), sum(WIDTHS[:TOTAL])) for y in range(26)]
    assert all(before.pixelColor(x, y) != theme.tokens.accent for x, y in area)
    assert any(after.pixelColor(x, y) == theme.tokens.accent for x, y in area)


def test_rows_are_selected_whole_and_by_key(view: RowView, qtbot: QtBot) -> None:
    view.setFocus()
    view.selectionModel().setCurrentIndex(view.model().index(0, 1), QItemSelectionModel.SelectionFlag.NoUpdate)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert [index.row() for index in view.selectionModel().selectedRows()] == [1]


def test_the_table_is_mirrored_for_languages_from_the_right(view: RowView, theme: Theme) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.setFocus()
    view.selectRow(1)
    image = picture(view)
    assert color(image, image.width() - 2, 24 + 12) == theme.tokens.accent.name()
    start = image.width() - sum(WIDTHS[:PO])
    assert color(image, start - 1, 24 + 12) == theme.tokens.mine.name()
    with writing.cuts() as cut:
        view.grab()
    assert cut == []


@pytest.mark.parametrize("density", Density)
def test_every_density_shows_its_words_whole(view: RowView, density: Density) -> None:
    view.set_density(density)
    assert view.rowHeight(0) == density
    with writing.cuts() as cut:
        view.grab()
    assert cut == []


def test_the_heading_of_money_stands_over_the_number(view: RowView) -> None:
    start = sum(WIDTHS[:TOTAL])
    image = view.horizontalHeader().viewport().grab().toImage()
    ink = [x for x in range(start, start + 106) if any(image.pixelColor(x, y).lightness() < 200 for y in range(4, 22))]
    assert start + 106 - 6 - 30 - 3 <= ink[-1] <= start + 106 - 6 - 30
