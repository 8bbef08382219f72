"""The table of Outbox and the row of words above it that narrow it."""

from typing import cast

from PySide6.QtWidgets import QAbstractItemView

from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.outbox.pills import Pills
from desktop.ui.outbox.rows import Choice
from desktop.ui.tables.row_table import RowTable
from desktop.ui.tables.rows import Density
from desktop.ui.tables.shapes import Heading

RECORD = 2
"""The column of the record's name, which opens it."""


class OutboxTable(RowTable):
    """State, record, change, who and when, and the acts; several rows may be selected."""

    def __init__(self, theme: Theme) -> None:
        headings = (
            Heading(words="", width=36),
            Heading(words=self.tr("State"), width=164, narrow=150),
            Heading(words=self.tr("Record"), width=212, narrow=164, grows=(490, 320)),
            Heading(words=self.tr("What will change"), width=0),
            Heading(words=self.tr("By"), width=92, from_width=900),
            Heading(words="", width=172, narrow=104),
        )
        super().__init__(theme, headings, Density.OUTBOX, link_column=RECORD)
        self.setAccessibleName(self.tr("Changes"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)


class OutboxPills(Pills):
    """Which entries are shown."""

    def __init__(self, theme: Theme) -> None:
        choices = (
            (Choice.ALL, self.tr("All"), Tone.TEXT3),
            (Choice.ASKS, self.tr("Asks you"), Tone.BAD),
            (Choice.DRAFTS, self.tr("Drafts"), Tone.MINE),
            (Choice.WAITING, self.tr("Waiting"), Tone.MINE),
            (Choice.CHECKING, self.tr("Checking"), Tone.WARN),
        )
        super().__init__(theme, self.tr("Show"), choices)

    def which(self) -> Choice:
        """The choice in force."""
        return cast(Choice, self.choice)
