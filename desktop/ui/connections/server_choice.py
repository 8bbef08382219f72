"""Which of a vendor's servers an account lives on: one of them by name, or another address, typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms import Choice
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space
from desktop.ui.parts.choices import Dropdown
from desktop.ui.parts.lines import LineEdit

ANOTHER = "another"


class ServerChoice(QWidget):
    """A list of servers, with a line for an address that it does not have. `edited` when another one is meant."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, choices: Sequence[Choice], address: str) -> None:
        super().__init__()
        self._list = Dropdown(theme, name, [(choice.value, choice.label) for choice in choices])
        self._list.addItem(self.tr("Another address …"), ANOTHER)
        self._line = LineEdit(theme, self.tr("Address"))
        self._line.setAccessibleName(self.tr("{name}, another address").format(name=name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._list)
        column.addWidget(self._line)
        self.setFocusProxy(self._list)
        is_known = address in {choice.value for choice in choices}
        self._list.choose(address if is_known else ANOTHER)
        self._line.setText("" if is_known else address)
        self._line.setVisible(not is_known)
        self._list.currentIndexChanged.connect(self._chosen)
        self._line.textEdited.connect(self.edited)

    @property
    def address(self) -> str:
        """The server that is meant."""
        return self._line.text().strip() if self._list.chosen == ANOTHER else self._list.chosen

    def set_wrong(self, is_wrong: bool) -> None:
        """Show by the edge of the line that its address cannot be taken."""
        self._line.set_wrong(is_wrong)

    def _chosen(self) -> None:
        is_typed = self._list.chosen == ANOTHER
        self._line.setVisible(is_typed)
        if is_typed:
            self._line.setFocus()
        self.edited.emit()
