"""A connection test: that it runs, and its steps, one under the other, each with its shape and what it found."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms import Probe
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import WRONG, Mark
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import Arc, ElasticLabel, Glyph, Label
from desktop.ui.parts.pane import clear

GOOD = Mark(icon="check", tone=Tone.OK, source=str(QT_TRANSLATE_NOOP("marks", "Good")))
FAILED = replace(WRONG, source=str(QT_TRANSLATE_NOOP("marks", "Failed")))
NOT_TRIED = Mark(
    icon="dash", tone=Tone.TEXT3, source=str(QT_TRANSLATE_NOOP("marks", "Not tried")), word_tone=Tone.TEXT3
)
HEIGHT = 22


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
    """Shows how a test went; empty before the first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        inner = QHBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(Space.SMALL)
        row.setMinimumHeight(HEIGHT)
        inner.addWidget(Glyph(self._theme, mark))
        inner.addWidget(Label(self._theme, step.label, Type.SECOND))
        inner.addStretch(1)
        inner.addWidget(ElasticLabel(self._theme, words, Type.SECOND, _tone(step)))
        return row


def _tone(step: Probe) -> Tone:
    return Tone.BAD if step.ok is False else Tone.TEXT2
