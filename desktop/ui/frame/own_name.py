"""The dialog that asks by which name the journal calls the person at this desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Tone
from desktop.ui.parts.ask import WIDTH
from desktop.ui.parts.dialogs import Dialog
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.lines import LineEdit

LONGEST = 80


class OwnNameDialog(Dialog):
    """Asks for a name. `wanted` (name; "" = as the system calls its user)."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        title = self.tr("Your name in the journal")
        super().__init__(theme, title, parent, width=WIDTH)
        words = self.tr(
            "The journal says by whom each change was made. Without a name of your own it is the one by which "
            "you sign in to this computer. What is written already stays as it is."
        )
        self._line = LineEdit(theme, self.tr("Name"))
        self._line.setMaxLength(LONGEST)
        self._line.setText(name)
        self._line.selectAll()
        heading = Paragraph(theme, title, Type.PAGE_TITLE)
        told = Paragraph(theme, words, Type.BODY, Tone.TEXT2)
        self.ask_to_keep(self._keep, heading, told, Field(theme, self.tr("Name"), self._line))
        self._line.setFocus()

    def _keep(self) -> None:
        self.wanted.emit(self._line.text().strip())
        self.accept()
