"""What was asked about the record and told by its platform: it stands where it was asked, as long as it may hold."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.questions import JournalEntry
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import TOLD
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import ElasticLabel, Glyph, Paragraph
from desktop.ui.parts.notices import announce
from desktop.ui.words.ages import age
from desktop.ui.words.values import Values

HOLDS = timedelta(hours=1)
"""What a platform told longer ago than this is for the history: prices move."""


def newest_answer(journal: Sequence[JournalEntry], values: Values) -> JournalEntry | None:
    """What was told last, unless something else has happened to the record since."""
    newest = next(iter(journal), None)
    holds = newest is not None and newest.what == "told" and values.now() - newest.at < HOLDS
    return newest if holds else None


class Answer(QWidget):
    """One answer, and how old it is. Hidden until there is one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: int | None = None
        self._when = ElasticLabel(theme, "", Type.BOLD)
        self._said = Paragraph(theme, "", Type.SECOND)
        self._question = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT3)  # it may name every line of an order
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Space.TIGHT)
        row.addWidget(Glyph(theme, TOLD))
        row.addWidget(self._when)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self._question)
        self.hide()

    def show_answer(self, entry: JournalEntry | None, values: Values) -> None:
        """Show it; screen readers hear of a new one."""
        self.setVisible(entry is not None)
        shown, self._shown = self._shown, entry.id if entry else None
        if entry is None:
            return
        self._when.setText(self.tr("Answered, {age}").replace("{age}", age(entry.at, values)))
        self._said.setText(entry.said)
        self._question.setText(entry.words.removesuffix(f": {entry.said}"))
        self.setAccessibleName(f"{self._when.text()} {entry.words}")
        if entry.id != shown:
            announce(self)
