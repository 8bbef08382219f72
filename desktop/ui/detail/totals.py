"""The sums of a record, as in a ledger."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.forms import Total
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.pane import clear
from desktop.ui.parts.sections import TotalsRow
from desktop.ui.words.values import Values


class Totals(QWidget):
    """Sums as in a ledger, the last one ruled; what an unsent change moves is plum."""

    def __init__(self, theme: Theme, values: Values) -> None:
        super().__init__()
        self._theme = theme
        self._values = values
        self._shown: tuple[Total, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.SMALL, 0, Space.MIDDLE)
        self._column.setSpacing(0)

    def show_totals(self, totals: Sequence[Total]) -> None:
        """Show these sums."""
        self.setVisible(bool(totals))
        if tuple(totals) == self._shown:
            return
        self._shown = tuple(totals)
        clear(self._column)
        for place, total in enumerate(totals):
            is_last = place == len(totals) - 1
            is_known = total.value is not None or not total.changed
            amount = self._amount(total) if is_known else self.tr("not known before it is sent") if is_last else "–"
            unit = total.currency if is_last and is_known else ""
            row = TotalsRow(self._theme, total.label, amount, unit, is_total=is_last)
            row.set_tone(Tone.MINE if total.changed else Tone.TEXT)
            self._column.addWidget(row)

    def _amount(self, total: Total) -> str:
        amount = self._values.show("money", total.value)
        return f"{self._values.show('money', total.before) or '–'} → {amount}" if total.changed else amount

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line parts the sums from what scrolls above them."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.tokens.line)
        painter.end()
