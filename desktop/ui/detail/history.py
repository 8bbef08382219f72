"""What happened to a record: on its platform and at this desk, newest first where the time is known."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.questions import JournalEntry
from desktop.records import Note
from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import LINE_HEIGHTS, Label, Paragraph
from desktop.ui.parts.pane import clear
from desktop.ui.parts.sections import SectionTitle
from desktop.ui.words.pieces import happened
from desktop.ui.words.values import Values

Event = tuple[datetime | None, str, str]
"""When, by whom, what."""

WHEN, WHO = 76, 104
"""The columns of several lists of events under each other stand in line."""
BEGINNING = datetime.min.replace(tzinfo=UTC)


class Events(QWidget):
    """Rows of time, person and words under a heading; nothing at all where there are none."""

    def __init__(self, theme: Theme, values: Values, title: str, *, has_line: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._values = values
        self._shown: tuple[Event, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(Space.WIDE, 0, Space.WIDE, Space.MIDDLE)
        self._grid.setHorizontalSpacing(Space.CELL)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnMinimumWidth(0, WHEN)
        self._grid.setColumnMinimumWidth(1, WHO)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SectionTitle(theme, title, has_line=has_line))
        column.addLayout(self._grid)
        self.setAccessibleName(title)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these; the same ones again change nothing."""
        self.setVisible(bool(events))
        if tuple(events) == self._shown:
            return
        self._shown = tuple(events)
        clear(self._grid)
        for row, (at, by, words) in enumerate(events):
            when = Label(self._theme, self._values.instant(at) if at else "", Type.SECOND, Tone.TEXT2)
            when.setToolTip(writing.plain(self._values.moment(at)) if at else "")
            who = Label(self._theme, by, Type.SECOND)
            for column, part in enumerate((when, who)):
                part.setMinimumHeight(LINE_HEIGHTS[12])  # beside the first line of the words
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Paragraph(self._theme, words, Type.SECOND), row, 2)


def of_notes(notes: Sequence[Note]) -> tuple[Event, ...]:
    """Notes and lines of a platform's history as events, newest first, those without a time last."""
    events = [(note.at, note.by, note.text) for note in notes]
    return tuple(sorted(events, key=lambda event: event[0] or BEGINNING, reverse=True))


def of_journal(entries: Sequence[JournalEntry], values: Values) -> tuple[Event, ...]:
    """What this desk did, as events."""
    return tuple((entry.at, entry.by, happened(entry, values)) for entry in entries)
