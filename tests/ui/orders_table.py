"""Orders in a table, as the tests of table painting look at them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop.ui.kit.badges import Badge
from desktop.ui.kit.marks import EDIT_STATES, LOCKED, ODD, ORDER_STATES
from desktop.ui.kit.theme import Theme
from desktop.ui.tables import cells
from desktop.ui.tables.cells import CLOSES_GROUP, Cell
from desktop.ui.tables.headings import HAS_UNIT
from desktop.ui.tables.rows import ColumnLook, RowView

BADGE = Badge(
    shape="circle", letter="M", light_fill="#CDE8E8", light_letter="#0E5357", dark_fill="#143D40", dark_letter="#93D8DA"
)
WIDTHS = (30, 104, 120, 106, 120, 68)
PO, TOTAL, STATE, AGE = 2, 3, 4, 5


def order(number: int) -> list[Cell]:
    """One row; the second is changed, the fourth is stale, the third has two marks."""
    marks = {1: (EDIT_STATES["draft"],), 2: (LOCKED, ODD)}.get(number, ())
    po = cells.code(f"PO {number}")
    return [
        cells.marks(*marks),
        cells.account("Harbour", BADGE),
        cells.changed(po, old="PO 7") if number == 1 else po,
        cells.number("1,284.50", unit="AUD" if number % 2 else "USD"),
        cells.state(ORDER_STATES["confirmed"]),
        cells.age("05:31", is_stale=number == 3),
    ]


def filled(view: RowView, model: QStandardItemModel, rows: int = 8) -> RowView:
    """A view of some orders, with headings."""
    for at, words in enumerate(("", "Account", "PO", "Total", "State", "As of")):
        heading = QStandardItem(words)
        heading.setData(at == TOTAL, HAS_UNIT)
        if at in (TOTAL, AGE):
            heading.setTextAlignment(Qt.AlignmentFlag.AlignRight)
        model.setHorizontalHeaderItem(at, heading)
    for number in range(rows):
        items = [cells.item(cell) for cell in order(number)]
        items[0].setData(number == 4, CLOSES_GROUP)
        model.appendRow(items)
    model.setParent(view)
    view.setModel(model)
    view.set_columns([ColumnLook(is_right=at in (TOTAL, AGE)) for at in range(6)])
    for at, width in enumerate(WIDTHS):
        view.setColumnWidth(at, width)
    view.resize(sum(WIDTHS) + 40, 26 + 24 * rows)
    return view


def picture(view: RowView) -> QImage:
    """The rows without the headings."""
    return view.viewport().grab().toImage()


def color(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def columns_of_ink(image: QImage, row: int, area: range) -> list[int]:
    """Where there is ink in a row, by the column of pixels."""
    ground = image.pixelColor(image.width() - 2, row * 24 + 2)
    lines = range(row * 24 + 2, row * 24 + 22)
    return [x for x in area if any(image.pixelColor(x, y) != ground for y in lines)]


def dark_rows(image: QImage, height: int) -> list[int]:
    return [y for y in range(height) if any(image.pixelColor(x, y).lightness() < 110 for x in range(image.width()))]


def orders_in_sight(theme: Theme, qtbot: QtBot) -> RowView:
    """The table on show, for a fixture."""
    made = filled(RowView(theme), QStandardItemModel(0, 6))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made
