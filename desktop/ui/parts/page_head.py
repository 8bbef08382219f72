"""The bar over every page: its title, one grey sentence, and what can be done at its end."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.labels import ElasticLabel, Label
from desktop.ui.parts.wrapping import WrappingRow

HEIGHT = 44
BETWEEN = 12


class PageHead(QWidget):
    """Title and sentence; `tools` stand at the end, in that order."""

    def __init__(self, theme: Theme, title: str, *tools: QWidget) -> None:
        super().__init__()
        self._sentence = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT2)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CELL, 0, Space.MIDDLE, 0)
        row.setSpacing(Space.HAIR)
        words = WrappingRow(Label(theme, title, Type.PAGE_TITLE), self._sentence, spacing=BETWEEN)
        row.addLayout(words, 1)  # in a narrow page the sentence stands under the title
        for tool in tools:
            row.addWidget(tool)

    def say(self, sentence: str) -> None:
        """Another grey sentence."""
        self._sentence.setText(sentence)
