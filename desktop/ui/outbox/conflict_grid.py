"""The choices of a conflict: a row for each clash with the value before, mine and theirs."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.changes import Change, Side
from desktop.forms import TotalsForm
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.outbox.choice_box import ChoiceBox
from desktop.ui.outbox.picks import Picks, label_of
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.pane import bring_into_sight, clear

LONG = 36
"""Values longer than this stand below each other instead of side by side."""
WORD = 10
"""Signs of a word that a column holds at the least width of the pane: it cannot go on below within the word."""
SIDES: tuple[Side, Side] = ("mine", "theirs")


class ConflictGrid(QWidget):
    """Real radio buttons: up and down walk the fields, left takes mine, right theirs. `picked` (change, side)."""

    picked = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: list[tuple[ChoiceBox, ChoiceBox]] = []
        self._groups: list[QButtonGroup] = []
        self._totals: list[Paragraph] = []
        self._last = 1  # the line below the clashes
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.MIDDLE)
        self._grid.setVerticalSpacing(Space.MIDDLE)
        for column, share in enumerate((21, 19, 30, 30)):
            self._grid.setColumnStretch(column, share)

    def show_picks(self, picks: Picks) -> None:
        """Show the clashes of a conflict, with what was chosen so far."""
        clear(self._grid)
        self._boxes, self._groups, self._totals = [], [], []
        for column, (words, since) in enumerate(self._headings(picks), start=1):
            self._grid.addLayout(self._heading(words, since), 0, column)
        line = 1
        for change in picks.clashes():
            line += self._add_row(picks, change, line)
        self._last = line
        self.show_totals(picks)

    def _headings(self, picks: Picks) -> tuple[tuple[str, str], ...]:
        """What the three columns are, and since when each is known."""
        entry, seen = picks.form.entry, self.tr("seen {time}")
        return (
            (self.tr("Before"), picks.since(seen, entry.seen_at)),
            (self.tr("Mine"), picks.since(self.tr("typed {time}"), entry.made_at)),
            (self.tr("Theirs"), picks.since(seen, entry.theirs_at)),
        )

    def _heading(self, words: str, since: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._words(words, Type.SECOND_STRONG))
        if since:
            column.addWidget(self._words(since, Type.SECOND, Tone.TEXT3))
        column.addStretch(1)
        return column

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        if self._boxes:
            self._focus(0)

    def _add_row(self, picks: Picks, change: Change, line: int) -> int:
        """Put one clash into the grid; returns how many lines it took."""
        before, mine, theirs = (picks.show(change, value) for value in (change.seen, change.wanted, change.theirs))
        label = label_of(change)
        mine_name = self.tr("{field}, mine: {value}").format(field=label, value=mine)
        theirs_name = self.tr("{field}, theirs: {value}").format(field=label, value=theirs)
        boxes = (
            ChoiceBox(self._theme, mine, Tone.MINE, mine_name),
            ChoiceBox(self._theme, theirs, Tone.TEXT, theirs_name),
        )
        group = QButtonGroup(self)
        for box, side in zip(boxes, SIDES, strict=True):
            group.addButton(box)
            box.setChecked(picks.side(change) == side)
            box.clicked.connect(partial(self.picked.emit, change, side))
            box.stepped.connect(partial(self._step, len(self._boxes)))
        self._boxes.append(boxes)
        self._groups.append(group)
        old = self._words(before or "–")
        is_short = all(map(_is_short, (before, mine, theirs)))
        self._grid.addWidget(
            self._words(label), line, 0, 1 if is_short else len(boxes) + 1, 1, Qt.AlignmentFlag.AlignTop
        )
        if is_short:
            for column, widget in enumerate((old, *boxes), start=1):
                self._grid.addWidget(widget, line, column)
            return 1
        for offset, widget in enumerate((old, *boxes)):
            self._grid.addWidget(widget, line + offset, 1, 1, 3)
        return len(boxes) + 1

    def show_totals(self, picks: Picks) -> None:
        """The last row: what the record came to, and comes to by either side. There is nothing to choose in it."""
        for label in self._totals:
            label.hide()
            label.deleteLater()
        totals = picks.form.totals
        cells = () if totals is None else self._total_cells(picks, totals)
        self._totals = [self._words(words, use, tone) for words, use, tone in cells]
        for column, label in enumerate(self._totals):
            self._grid.addWidget(label, self._last, column, Qt.AlignmentFlag.AlignTop)

    def _total_cells(self, picks: Picks, totals: TotalsForm) -> tuple[tuple[str, Type, Tone], ...]:
        unknown = self.tr("not known before it is sent")
        is_known = totals.mine is not None
        label = ", ".join(part for part in (totals.label, picks.form.currency) if part)
        return (
            (label, Type.BODY, Tone.TEXT2),
            (picks.amount(totals.before) or "–", Type.BODY, Tone.TEXT2),
            (picks.amount(totals.mine), Type.BOLD, Tone.MINE) if is_known else (unknown, Type.SECOND, Tone.TEXT3),
            (picks.amount(totals.theirs) or "–", Type.BOLD, Tone.TEXT),
        )

    def _words(self, words: str, use: Type = Type.BODY, tone: Tone = Tone.TEXT2) -> Paragraph:
        """Words that take the width of their column, whatever they say."""
        made = Paragraph(self._theme, words, use, tone)
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        made.setSizePolicy(policy)
        return made

    def _step(self, place: int, rows: int, columns: int) -> None:
        if columns:
            box = self._boxes[place][1 if columns > 0 else 0]
            box.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_sight(box)
            box.click()
        else:
            self._focus(max(0, min(len(self._boxes) - 1, place + rows)))

    def _focus(self, place: int) -> None:
        mine, theirs = self._boxes[place]
        box = theirs if theirs.isChecked() else mine
        box.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(box)


def _is_short(value: str) -> bool:
    """Whether a value has its place in a column beside the others."""
    return len(value) <= LONG and all(len(word) <= WORD for word in value.split())
