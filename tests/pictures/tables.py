"""The third column of the sheet of parts: tables in three densities, notices, the outbox bar and other bars."""

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import EDIT_STATES, LIGHTS, ODD, ORDER_STATES, WRONG, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.chips import AddChip, Chip
from desktop.ui.parts.lines import SearchField
from desktop.ui.parts.notices import Notice, Words
from desktop.ui.parts.outbox import Detail, OutboxBar, OutboxWords
from desktop.ui.parts.pager import Pager, PageState
from desktop.ui.parts.strip import LightWords, StatusStrip
from desktop.ui.parts.tabs import Tab, Tabs
from desktop.ui.tables import cells
from desktop.ui.tables.cells import Cell
from desktop.ui.tables.headings import HAS_UNIT
from desktop.ui.tables.rows import ColumnLook, Density, RowView
from tests.pictures.states import BADGES, put, put_title

LEFT, WIDTH = 794, 462
CLOUD = Mark(icon="cloud-struck", tone=Tone.WARN, source="Offline")
GLASS = Mark(icon="search", tone=Tone.TEXT2, source="Filters")


def put_tables(page: QWidget, theme: Theme) -> None:
    """Lay the third column."""
    put_title(page, theme, "Three densities: 20, 24, 34 px", LEFT, 24)
    put(page, table(theme, "Dense", Density.DENSE), LEFT, 43, WIDTH).setFixedHeight(26 + 60)
    put(page, table(theme, "Normal", Density.NORMAL), LEFT, 133, WIDTH).setFixedHeight(26 + 72)
    put(page, table(theme, "Roomy", Density.ROOMY), LEFT, 236, WIDTH).setFixedHeight(26 + 102)
    put_title(page, theme, "What a page says above its table", LEFT, 371)
    notices = (
        Words(bold="Working offline since 08:31.", more="7 changes wait and go by themselves.", shape=CLOUD),
        Words(bold="Loading history, newest first.", more="Usable meanwhile.", action="Pause"),
        Words(bold="Two orders could not be read.", more="Kept as they came.", shape=WRONG, action="Show"),
        Words(bold="No order fits these three filters.", shape=GLASS, action="Clear filters"),
    )
    for place, words in enumerate(notices):
        put(page, Notice(theme, words), LEFT, 389 + 36 * place, WIDTH)
    put_title(page, theme, "Outbox bar: idle, waiting, asking", LEFT, 545)
    _put_outbox(page, theme)
    _put_bars(page, theme)


def table(theme: Theme, name: str, density: Density) -> RowView:
    """Three orders, in one density; two lines where there is room."""
    view = RowView(theme)
    model = QStandardItemModel(0, 4, view)
    columns = (
        ("", 30, False),
        (name, 108, False),
        ("Customer", 106, False),
        ("Total", 106, True),
        ("State", 112, False),
    )
    for at, (words, _, is_money) in enumerate(columns):
        heading = QStandardItem(words)
        heading.setData(is_money, HAS_UNIT)
        side = Qt.AlignmentFlag.AlignRight if is_money else Qt.AlignmentFlag.AlignLeft
        heading.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        model.setHorizontalHeaderItem(at, heading)
    for row in _orders(is_roomy=density is Density.ROOMY):
        model.appendRow([cells.item(cell) for cell in row])
    view.setModel(model)
    view.set_columns([ColumnLook(is_right=is_money) for _, _, is_money in columns])
    view.set_density(density)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for at, (_, width, _) in enumerate(columns):
        view.setColumnWidth(at, width)
    return view


def _orders(*, is_roomy: bool) -> list[list[Cell]]:
    new, confirmed = ORDER_STATES["new"], ORDER_STATES["confirmed"]
    orders = (
        ((EDIT_STATES["draft"],), "Circle", "OM-48207", "Nonna Lucia", ("1,284.50", "AUD"), confirmed),
        ((ODD,), "Folder", "WEB-1187", "Café Zéphyr 🥐", ("1,140.00", "USD"), new),
        ((), "Square", "#3391", "Fig & Thistle", ("96.40", "GBP"), new),
    )
    under = Cell(text="8 lines", use=Type.SECOND, tone=Tone.TEXT3) if is_roomy else None
    return [
        [
            cells.marks(*marks),
            Cell(text=number, use=Type.CODE, glyphs=(BADGES[shape],)),
            Cell(text=customer, use=Type.STRONG, under=under),
            cells.number(total[0], unit=total[1]),
            cells.state(state),
        ]
        for marks, shape, number, customer, total, state in orders
    ]


def _put_outbox(page: QWidget, theme: Theme) -> None:
    waiting = OutboxWords(title="7 changes", details=(Detail(words="offline, go out by themselves"),))
    conflict = Detail(words="1 conflict, Old Mill Farm Shop", mark=EDIT_STATES["conflict"])
    asking = OutboxWords(title="3 changes, 1 asks you", details=(conflict,), mark=EDIT_STATES["draft"], asks=True)
    for y, words in ((563, OutboxWords()), (597, waiting), (639, asking)):
        bar = OutboxBar(theme)
        bar.tell(words)
        put(page, bar, LEFT, y, WIDTH)


def _put_bars(page: QWidget, theme: Theme) -> None:
    tabs = (
        Tab(key="a", words="Details"),
        Tab(key="b", words="Lines", count=8),
        Tab(key="c", words="History", count=11),
    )
    put(page, Tabs(theme, "Parts of the order", tabs), 24, 624, 350)
    filters = QWidget()
    row = QHBoxLayout(filters)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(SearchField(theme, "Filter this list", keys="Ctrl+F"))
    row.addWidget(Chip(theme, "Total ≥", "50"))
    row.addWidget(AddChip(theme, "Filter"))
    put(page, filters, 24, 664, 360)
    pager = Pager(theme)
    pager.set_state(PageState(first=4201, last=4240, total=100_000, page=106, pages=2500, size=40))
    put(page, pager, 660, 740, 596)
    strip = StatusStrip(theme, lambda: QTime(5, 31))
    names = (
        ("Harbour", "in_step", "now"),
        ("Albion", "working", "loading 2024"),
        ("Hillside", "waiting", "waits 40 s"),
    )
    strip.set_lights([LightWords(key=n, name=n, mark=LIGHTS[state], words=words) for n, state, words in names])
    put(page, strip, 0, 775, 1280)
