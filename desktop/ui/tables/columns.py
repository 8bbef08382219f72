"""The columns of the lists as a table: what each shows, how, how wide, and in which layouts of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag, auto
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.questions import Row
from desktop.records import Kind

Shape = Literal[
    "marks", "account", "badge", "title", "text", "second", "code", "money", "quantity", "count", "state",
    "stock_state", "day", "instant", "moment", "age",
]  # fmt: skip
"""How a cell shows. instant: as short as may be; moment: day and time; age: how fresh the row is."""

WIDE_FROM = 1600
"""From this width of the window on there is room for more columns and a wider pane."""

LEAST = 120
"""A column that stretches gives way to this where long names of accounts have made the sidebar wider."""

RIGHT: frozenset[Shape] = frozenset({"money", "quantity", "count", "age"})


class Layout(IntFlag):
    """Where a list stands: alone or beside its pane, in a usual or a wide window."""

    ALONE = auto()
    ALONE_WIDE = auto()
    BESIDE = auto()
    BESIDE_WIDE = auto()


NARROW = Layout.BESIDE
ROOMY = Layout.ALONE | Layout.ALONE_WIDE | Layout.BESIDE_WIDE
FULL = Layout.ALONE | Layout.ALONE_WIDE
WIDEST = Layout.ALONE_WIDE
EVERYWHERE = NARROW | ROOMY


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list. `most` 0: `width` is its width; else it takes what is left, from `width` to `most`.

    `unless`: shown only while no row has a value of that other column, in whose place it stands; `if_known`: shown
    only when some row has a value, for not every platform gives one.
    """

    name: str
    source: str
    shape: Shape
    width: int
    most: int = 0
    layouts: Layout = EVERYWHERE
    unless: str = ""
    if_known: bool = False

    @property
    def heading(self) -> str:
        """The heading in the user's language."""
        return QCoreApplication.translate("columns", self.source) if self.source else ""

    @property
    def is_right(self) -> bool:
        """Whether it stands at the end of its column."""
        return self.shape in RIGHT

    @property
    def is_sortable(self) -> bool:
        """Whether rows can be put in its order; marks have none."""
        return self.shape != "marks"


def _column(
    name: str,
    source: object,
    shape: Shape,
    width: int,
    layouts: Layout = EVERYWHERE,
    *,
    most: int = 0,
    unless: str = "",
    if_known: bool = False,
) -> Column:
    return Column(
        name=name,
        source=str(source or ""),
        shape=shape,
        width=width,
        most=most,
        layouts=layouts,
        unless=unless,
        if_known=if_known,
    )


_ACCOUNT = (
    _column("marks", "", "marks", 30),
    _column("account", QT_TRANSLATE_NOOP("columns", "Account"), "account", 110, ROOMY & ~WIDEST),
    _column("account", QT_TRANSLATE_NOOP("columns", "Account"), "account", 140, WIDEST),
    _column("account", "", "badge", 28, NARROW),
)

COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "orders": (
        *_ACCOUNT,
        _column("number", QT_TRANSLATE_NOOP("columns", "Number"), "text", 96),
        _column("customer", QT_TRANSLATE_NOOP("columns", "Customer"), "title", 170, ROOMY, most=440),
        _column("customer", QT_TRANSLATE_NOOP("columns", "Customer"), "title", 160, NARROW, most=440),
        _column("po", QT_TRANSLATE_NOOP("columns", "PO"), "code", 92, ROOMY),
        _column("placed", QT_TRANSLATE_NOOP("columns", "Placed"), "moment", 140, WIDEST),
        _column("placed", QT_TRANSLATE_NOOP("columns", "Placed"), "moment", 138, ROOMY & ~WIDEST, unless="delivery"),
        _column("placed", QT_TRANSLATE_NOOP("columns", "Placed"), "instant", 97, NARROW, unless="delivery"),
        _column("delivery", QT_TRANSLATE_NOOP("columns", "Delivery"), "day", 90, if_known=True),
        _column("lines", QT_TRANSLATE_NOOP("columns", "Lines"), "count", 46, ROOMY),
        _column("total", QT_TRANSLATE_NOOP("columns", "Total"), "money", 118),
        _column("state", QT_TRANSLATE_NOOP("columns", "State"), "state", 112, FULL),
        _column("state", QT_TRANSLATE_NOOP("columns", "State"), "state", 118, NARROW | Layout.BESIDE_WIDE),
        _column("vendor_state", QT_TRANSLATE_NOOP("columns", "On the platform"), "second", 102, Layout.ALONE),
        _column("vendor_state", QT_TRANSLATE_NOOP("columns", "On the platform"), "second", 150, WIDEST),
        _column("note", QT_TRANSLATE_NOOP("columns", "Note"), "second", 230, WIDEST, most=440),
        _column("as_of", QT_TRANSLATE_NOOP("columns", "As of"), "age", 68, FULL),
    ),
    "customers": (
        *_ACCOUNT,
        _column("name", QT_TRANSLATE_NOOP("columns", "Name"), "title", 170, most=440),
        _column("company", QT_TRANSLATE_NOOP("columns", "Company"), "text", 170, WIDEST),
        _column("email", QT_TRANSLATE_NOOP("columns", "E-mail"), "second", 170, FULL),
        _column("phone", QT_TRANSLATE_NOOP("columns", "Phone"), "second", 124, ROOMY),
        _column("city", QT_TRANSLATE_NOOP("columns", "City"), "text", 100),
        _column("orders", QT_TRANSLATE_NOOP("columns", "Orders"), "count", 60),
        _column("total", QT_TRANSLATE_NOOP("columns", "Total"), "money", 134),
        _column("first_order", QT_TRANSLATE_NOOP("columns", "First order"), "instant", 108, WIDEST),
        _column("last_order", QT_TRANSLATE_NOOP("columns", "Last order"), "instant", 118),
        _column("source", QT_TRANSLATE_NOOP("columns", "Source"), "second", 110, WIDEST, if_known=True),
        _column(
            "origin", QT_TRANSLATE_NOOP("columns", "Put together from"), "second", 230, WIDEST, most=560, if_known=True
        ),
        _column("as_of", QT_TRANSLATE_NOOP("columns", "As of"), "age", 68, FULL),
    ),
    "stock": (
        *_ACCOUNT,
        _column("code", QT_TRANSLATE_NOOP("columns", "Code"), "code", 110),
        _column("name", QT_TRANSLATE_NOOP("columns", "Product"), "title", 150, most=440),
        _column("place", QT_TRANSLATE_NOOP("columns", "Place"), "text", 80, NARROW | Layout.ALONE),
        _column("place", QT_TRANSLATE_NOOP("columns", "Place"), "text", 140, WIDEST | Layout.BESIDE_WIDE),
        _column("unit", QT_TRANSLATE_NOOP("columns", "Unit"), "second", 60, WIDEST),
        _column("on_hand", QT_TRANSLATE_NOOP("columns", "On hand"), "quantity", 86),
        _column("in_orders", QT_TRANSLATE_NOOP("columns", "In open orders"), "quantity", 104, FULL, if_known=True),
        _column("price", QT_TRANSLATE_NOOP("columns", "Price"), "money", 100, ROOMY),
        _column("cost", QT_TRANSLATE_NOOP("columns", "Cost"), "money", 100, WIDEST),
        _column("cost", QT_TRANSLATE_NOOP("columns", "Cost"), "money", 100, Layout.ALONE, unless="in_orders"),
        _column("state", QT_TRANSLATE_NOOP("columns", "State"), "stock_state", 122, FULL),
        _column("state", QT_TRANSLATE_NOOP("columns", "State"), "stock_state", 132, NARROW | Layout.BESIDE_WIDE),
        _column("details", QT_TRANSLATE_NOOP("columns", "Details"), "second", 200, WIDEST, most=440),
        _column("updated", QT_TRANSLATE_NOOP("columns", "Updated"), "instant", 102, FULL),
        _column("as_of", QT_TRANSLATE_NOOP("columns", "As of"), "age", 68, FULL),
    ),
}


USUAL_ORDER: Mapping[Kind, tuple[str, bool]] = {
    "orders": ("placed", True),
    "customers": ("name", False),
    "stock": ("code", False),
}
"""The order of a question that asks for none, as the copy answers it: column, and whether it falls."""


def shown(kind: Kind, layout: Layout, known: frozenset[str]) -> tuple[Column, ...]:
    """The columns of a kind in a layout; `known` are the ones of which some row has had a value."""
    return tuple(column for column in COLUMNS[kind] if column.layouts & layout and _is_due(column, known))


IF_KNOWN = frozenset(column.name for columns in COLUMNS.values() for column in columns if column.if_known)


def known_in(rows: Iterable[Row]) -> frozenset[str]:
    """The columns, of those that are not always shown, of which some of these rows have a value: a figure or words."""
    return frozenset(name for row in rows for name in IF_KNOWN if row.values.get(name) not in (None, ""))


def _is_due(column: Column, known: frozenset[str]) -> bool:
    return column.unless not in known and (column.name in known or not column.if_known)


def fit(columns: tuple[Column, ...], room: int) -> tuple[int, ...]:
    """Their widths in a table of that width: the ones that stretch take what is left, or give what is missing."""
    rest = room - sum(column.width for column in columns)
    made = []
    for column in columns:
        more = max(LEAST - column.width, min(rest, column.most - column.width)) if column.most else 0
        rest -= more
        made.append(column.width + more)
    return tuple(made)
