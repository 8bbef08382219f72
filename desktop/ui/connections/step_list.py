"""A connection test: that it runs, and its steps, one under the other, each with its shape and what it found."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms import Probe
from desktop.ui.kit import writing
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import WRONG, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import GLYPH, Arc, Glyph, Label, Paragraph
from desktop.ui.parts.pane import clear

GOOD = Mark(icon="check", tone=Tone.OK, source=str(QT_TRANSLATE_NOOP("marks", "Good")))
FAILED = replace(WRONG, source=str(QT_TRANSLATE_NOOP("marks", "Failed")))
NOT_TRIED = Mark(
    icon="dash", tone=Tone.TEXT3, source=str(QT_TRANSLATE_NOOP("marks", "Not tried")), word_tone=Tone.TEXT3
)
HEIGHT = 22
BEFORE = GLYPH + Space.SMALL


class Busy(QWidget):
    """Says that a test runs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Arc(theme))
        row.addWidget(Label(theme, self.tr("Testing the connection …"), Type.SECOND, Tone.TEXT2))
        row.addStretch(1)


class StepList(QWidget):
    """Shows how a test went; empty before the first. `room`: how wide it is, in pixels."""

    def __init__(self, theme: Theme, room: int) -> None:
        super().__init__()
        self._theme = theme
        self._room = room
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def tell(self, steps: Sequence[Probe]) -> None:
        """Show these steps instead of the last ones."""
        clear(self._rows)
        for step in steps:
            self._rows.addWidget(self._row(step))
        self.setVisible(bool(steps))

    def _row(self, step: Probe) -> QWidget:
        mark = NOT_TRIED if step.ok is None else GOOD if step.ok else FAILED
        words = step.words or (self.tr("not tried") if step.ok is None else "")
        row = QWidget()
        row.setAccessibleName(", ".join(part for part in (step.label, mark.word, words) if part))
        label = Label(self._theme, step.label, Type.SECOND)
        label.setMinimumHeight(HEIGHT)
        inner = QHBoxLayout()
        inner.setSpacing(Space.SMALL)
        inner.addWidget(Glyph(self._theme, mark))
        inner.addWidget(label)
        inner.addStretch(1)
        whole = QVBoxLayout(row)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inner)
        taken = sum(writing.line(part, Type.SECOND).width for part in (step.label, words))
        if BEFORE + taken + Space.CELL <= self._room:
            inner.addWidget(Label(self._theme, words, Type.SECOND, _tone(step)))
        elif words:
            below = QHBoxLayout()
            below.addSpacing(BEFORE)
            below.addWidget(Paragraph(self._theme, words, Type.SECOND, _tone(step)), 1)
            whole.addLayout(below)
        return row


def _tone(step: Probe) -> Tone:
    return Tone.BAD if step.ok is False else Tone.TEXT2
