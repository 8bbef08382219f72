"""What a table cell shows, as a value, and how it lies in an item on the C++ side."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItem

from desktop.ui.kit import writing
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import STALE, Mark
from desktop.ui.kit.tokens import Tone

CELL = int(Qt.ItemDataRole.UserRole) + 1
"""A `Cell`: all that the delegate paints. Items without it are painted by Qt."""

CLOSES_GROUP = int(Qt.ItemDataRole.UserRole) + 2
"""True on the first item of a row that ends a group, such as a delivery day: its line is stronger."""

DASH = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell, from its start to its end: glyphs, lead, old value, text, tail; the unit has a slot of its own.

    `under` is the second line of rows of two lines. `told` replaces what a screen reader says.
    """

    text: str = ""
    use: Type = Type.BODY
    tone: Tone = Tone.TEXT
    glyphs: tuple[Mark | Badge, ...] = ()
    lead: str = ""
    old: str | None = None
    tail: str = ""
    unit: str = ""
    is_right: bool = False
    is_changed: bool = False
    under: "Cell | None" = None
    told: str = ""


def text(words: str, *, use: Type = Type.BODY, tone: Tone = Tone.TEXT) -> Cell:
    """Plain words."""
    return Cell(text=words, use=use, tone=tone)


def code(words: str) -> Cell:
    """A number or code of a vendor: slashed zeros, in the second size."""
    return Cell(text=words, use=Type.SECOND_CODE, tone=Tone.TEXT2)


def number(written: str, *, unit: str = "", tone: Tone = Tone.TEXT) -> Cell:
    """A number as the user's language writes it, right-aligned, with its unit or currency in the slot after it."""
    return Cell(text=written, unit=unit, tone=tone, is_right=True)


def account(name: str, badge: Badge | None) -> Cell:
    """An account by badge and name; an empty name leaves the badge alone."""
    return Cell(text=name, use=Type.SECOND, tone=Tone.TEXT2, glyphs=(badge,) if badge else ())


def state(mark: Mark, words: str = "") -> Cell:
    """A state by shape and word; other words where the vendor's say more."""
    return Cell(text=words or mark.word, tone=mark.word_tone, glyphs=(mark,))


def marks(*shown: Mark) -> Cell:
    """The first column: up to two shapes, whose words are told and stand in the tip."""
    return Cell(glyphs=shown[:2], told=", ".join(mark.word for mark in shown))


def age(words: str, *, is_stale: bool = False) -> Cell:
    """How fresh a row is; a stale one has the clock before it and is never dimmed."""
    if not is_stale:
        return Cell(text=words, tone=Tone.TEXT2, use=Type.SECOND, is_right=True)
    told = f"{words}, {STALE.word}"
    return Cell(text=words, tone=Tone.WARN, use=Type.SECOND, glyphs=(STALE,), is_right=True, told=told)


def missing(*, is_right: bool = False, words: str = DASH) -> Cell:
    """What the platform cannot give: a dash, or "not given"; the reason goes into the item's tip."""
    return Cell(text=words, tone=Tone.TEXT3, is_right=is_right)


def changed(cell: Cell, old: str | None = None) -> Cell:
    """The same cell with a value of the user's that has not left the desk; `old` shows it struck before the new one."""
    bold = Type.SECOND_BOLD if cell.use in (Type.SECOND, Type.SECOND_CODE, Type.SECOND_STRONG) else Type.BOLD
    return replace(cell, tone=Tone.MINE, use=bold, old=old, is_changed=True)


def item(cell: Cell, tip: str = "") -> QStandardItem:
    """A C++ item that shows a cell; `tip` is plain text."""
    made = QStandardItem(cell.text)
    made.setData(cell, CELL)
    made.setData(told(cell), Qt.ItemDataRole.AccessibleTextRole)
    if tip or not cell.text:
        made.setToolTip(writing.plain(tip or told(cell)))
    if cell.is_right:
        made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setEditable(False)
    return made


def told(cell: Cell) -> str:
    """A cell in words, for screen readers: shapes by their word, the old value by "was", the unit after the number."""
    if cell.told:
        return cell.told
    words = [glyph.word for glyph in cell.glyphs if isinstance(glyph, Mark) and glyph.word != cell.text]
    words.append(" ".join(part for part in (cell.lead, cell.text, cell.unit, cell.tail) if part))
    if cell.is_changed:
        translate = QCoreApplication.translate
        words.append(
            translate("cells", "was {old}").format(old=cell.old) if cell.old else translate("cells", "changed")
        )
    if cell.under:
        words.append(told(cell.under))
    return ", ".join(word for word in words if word)
