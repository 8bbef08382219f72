"""Ready-made rows and the columns they stand in, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.ui.tables.cells import Cell
from desktop.ui.tables.row_acts import RowAct

NARROW = 800
"""Below this width a table stands beside a pane and gives up what it can."""
LEAST = 80

Key = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column: `width` in pixels, 0 = what the others leave; `narrow` instead of it beside a pane.

    `grows` (leaves, most): in a table that is not beside a pane it may grow to `most`, as long as the column without
    a width keeps `leaves`.
    `from_width`: shown from this width of the table.
    """

    words: str
    width: int
    narrow: int | None = None
    grows: tuple[int, int] | None = None
    is_right: bool = False
    from_width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One row; `key` None makes it the heading of a group, whose one cell spans all columns."""

    key: Key | None
    cells: tuple[Cell, ...]
    tips: tuple[str, ...] = ()
    acts: tuple[RowAct, ...] = ()
    menu: tuple[RowAct, ...] = ()  # what the row's menu offers; empty = its acts


def widths(headings: Sequence[Heading], room: int) -> Mapping[int, int]:
    """The width of each shown column, by its number, in a table of that width."""
    fixed = {
        column: heading.narrow if room < NARROW and heading.narrow is not None else heading.width
        for column, heading in enumerate(headings)
        if room >= heading.from_width
    }
    rest = max(LEAST, room - sum(fixed.values()))
    for column, heading in enumerate(headings):
        if heading.grows is not None and room >= NARROW:
            leaves, most = heading.grows
            more = max(0, min(rest - leaves, most - heading.width))
            fixed[column] += more
            rest -= more
    return {column: width or rest for column, width in fixed.items()}
