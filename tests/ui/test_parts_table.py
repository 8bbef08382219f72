"""How cells are painted: from values on the C++ side, on one baseline, nothing cut in silence."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.tables import cells
from desktop.ui.tables.cells import Cell
from desktop.ui.tables.rows import Density, RowView
from desktop.ui.tables.shapes import Heading, widths
from tests.ui.orders_table import (
    AGE,
    PO,
    STATE,
    TOTAL,
    WIDTHS,
    color,
    columns_of_ink,
    dark_rows,
    filled,
    orders_in_sight,
    picture,
)


class CountingModel(QStandardItemModel):
    """A model that counts how often Python is asked."""

    asked = 0

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.asked += 1
        return super().data(index, role)


view = pytest.fixture(orders_in_sight)


def test_painting_asks_python_no_more_than_once_a_cell_and_once_a_row(theme: Theme, qtbot: QtBot) -> None:
    model = CountingModel(0, 6)
    view = filled(RowView(theme), model)
    qtbot.addWidget(view)
    picture(view)
    model.asked = 0
    picture(view)
    assert 0 < model.asked <= 8 * 6 + 8


def test_a_changed_cell_has_a_bar_and_a_tint_even_when_its_row_is_selected(view: RowView, theme: Theme) -> None:
    view.selectRow(1)
    image = picture(view)
    start = sum(WIDTHS[:PO])
    assert color(image, start, 24 + 12) == theme.tokens.mine.name()
    assert color(image, start + 1, 24 + 12) == theme.tokens.mine.name()
    assert color(image, start + WIDTHS[PO] - 2, 24 + 4) == theme.tokens.mine_tint.name()


def test_currencies_stand_in_one_slot_and_numbers_end_before_it(view: RowView) -> None:
    image, start = picture(view), sum(WIDTHS[:TOTAL])
    slot = range(start + 106 - 6 - 25, start + 106)
    gap = range(slot.start - 4, slot.start)
    for row in (4, 5):
        assert columns_of_ink(image, row, slot)[0] - slot.start <= 2
        assert columns_of_ink(image, row, gap) == []
    ends = {columns_of_ink(image, row, range(start, slot.start))[-1] for row in (4, 5)}
    assert len(ends) == 1


def test_nothing_is_cut_at_the_usual_widths(view: RowView) -> None:
    with writing.cuts() as cut:
        view.grab()
    assert cut == []


def test_a_cell_that_is_cut_is_told(view: RowView) -> None:
    view.setColumnWidth(STATE, 60)
    with writing.cuts() as cut:
        view.grab()
    assert set(cut) == {"Confirmed"}


def test_two_marks_fit_the_first_column(view: RowView) -> None:
    ink = columns_of_ink(picture(view), 2, range(WIDTHS[0]))
    assert ink[0] >= 1
    assert ink[-1] < WIDTHS[0]
    assert len([x for x in ink if x < 14]) > 4
    assert len([x for x in ink if x > 16]) > 4


def test_a_second_line_is_painted_where_the_row_has_room(theme: Theme, qtbot: QtBot) -> None:
    view = RowView(theme)
    qtbot.addWidget(view)
    model = QStandardItemModel(0, 1, view)
    model.appendRow(cells.item(Cell(text="Nonna Lucia", use=Type.STRONG, under=cells.text("under", use=Type.SECOND))))
    view.setModel(model)
    view.set_density(Density.ROOMY)
    view.resize(200, 80)
    assert dark_rows(picture(view), 34)[-1] > 22
    view.set_density(Density.NORMAL)
    assert dark_rows(picture(view), 24)[-1] < 20


def test_words_stay_sharp_at_twice_the_pixels(view: RowView) -> None:
    image = QImage(view.viewport().size() * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(QColor("#FFFFFF"))
    view.viewport().render(image)
    start = sum(WIDTHS[:1]) * 2
    fine = [
        image.pixelColor(x, y) for x in range(start + 12, start + 40) for y in range(24 * 2 * 5 + 8, 24 * 2 * 5 + 40)
    ]
    assert len({pixel.name() for pixel in fine}) > 20
    assert image.pixelColor(start + 12 + 16, 24 * 2 * 5 + 12).name() == "#cde8e8"


def test_every_cell_says_in_words_what_it_shows(view: RowView) -> None:
    table = QAccessible.queryAccessibleInterface(view)
    told = [table.child(at) for at in range(table.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in told if child.role() == QAccessible.Role.Cell]
    assert names[6:12] == ["Draft", "Harbour", "PO 1, was PO 7", "1,284.50 AUD", "Confirmed", "05:31"]
    assert names[3 * 6 + AGE] == "05:31, Not fresh"
    headings = [child.text(QAccessible.Text.Name) for child in told if child.role() == QAccessible.Role.ColumnHeader]
    assert headings[1:] == ["Account", "PO", "Total", "State", "As of"]


def test_a_tip_of_a_vendors_words_is_plain(view: RowView) -> None:
    assert cells.item(cells.text("x"), tip="<img src=x>").toolTip() == "<p>&lt;img src=x&gt;</p>"


@pytest.mark.parametrize(
    ("room", "record", "rest"), [(600, 150, 450), (900, 200, 700), (1200, 250, 950), (2000, 300, 1700)]
)
def test_a_column_grows_as_long_as_the_widthless_one_keeps_its_room(room: int, record: int, rest: int) -> None:
    headings = (
        Heading(words="Record", width=200, narrow=150, grows=(950, 300)),
        Heading(words="What will change", width=0),
    )
    assert widths(headings, room) == {0: record, 1: rest}
