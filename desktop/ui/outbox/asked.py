"""The right pane for a change of which nobody can tell whether it arrived: what was found, and the user's answer."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.changes import Entry
from desktop.forms import AccountForm
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.labels import Paragraph
from desktop.ui.parts.pane import PaneHead, divider


class AskedPane(QWidget):
    """Shows one entry.

    `settled` (entry id, "happened" or "send again"), `discard_wanted` (Entry), `closed`, `record_wanted` (entry id).
    """

    settled = Signal(int, str)
    discard_wanted = Signal(object)
    closed = Signal()
    record_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self.setAccessibleName(self.tr("Did it arrive?"))
        self._head = PaneHead(theme)
        self._head.closed.connect(self.closed)
        self._head.title_pressed.connect(self._open_record)
        self._lead = Paragraph(theme, "", Type.BODY, Tone.TEXT2)
        self._change = Paragraph(theme, "", Type.STRONG, Tone.MINE)
        self._found = Paragraph(theme, "", Type.BODY)
        self._happened = Button(theme, self.tr("It happened"), keys="Alt+H")
        self._again = Button(theme, self.tr("Send again"), keys="Alt+S")
        self._happened.clicked.connect(partial(self._settle, "happened"))
        self._again.clicked.connect(partial(self._settle, "send again"))
        self._discard = Button(theme, self.tr("Discard"), Kind.QUIET, keys="Delete")
        self._discard.clicked.connect(lambda: self.discard_wanted.emit(self._entry))
        self._lay_out(theme)
        keys: Sequence[tuple[str, Callable[[], None]]] = (
            ("Alt+H", self._happened.click), ("Alt+S", self._again.click), ("Delete", self._discard.click),
            ("Esc", self.closed.emit),
        )  # fmt: skip
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self, theme: Theme) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(Space.WIDE, Space.MIDDLE, Space.WIDE, Space.WIDE)
        body.setSpacing(Space.CELL)
        for words in (self._lead, self._change, self._found):
            body.addWidget(words)
        advice = self.tr(
            "Look at the record there if you can. If it happened, the change is done with and nothing is sent. "
            "If it did not, it is sent once more. If neither matters any more, discard it: nothing more is sent."
        )
        body.addWidget(Paragraph(theme, advice, Type.SECOND, Tone.TEXT2))
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.CELL, Space.MIDDLE, Space.CELL, Space.MIDDLE)
        foot.addWidget(self._happened)
        foot.addWidget(self._again)
        foot.addStretch(1)
        foot.addWidget(self._discard)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addLayout(body, 1)
        whole.addWidget(divider(theme))
        whole.addLayout(foot)

    def show_entry(self, entry: Entry, account: AccountForm | None, summary: str) -> None:
        """Show the entry, its changes in words, and what was found when we looked."""
        self._entry = entry
        self._head.show_record(entry.title, account)
        vendor = account.vendor_label if account else self.tr("the platform")
        lead = self.tr("The line was cut while this was sent, and {vendor} does not show whether it arrived.")
        self._lead.setText(lead.format(vendor=vendor))
        self._change.setText(summary)
        self._found.setText(self.tr("Found: {words}").format(words=entry.words) if entry.words else "")

    def focus_first(self) -> None:
        """Put the keyboard on the first answer."""
        self._happened.setFocus(Qt.FocusReason.TabFocusReason)

    def _settle(self, answer: str) -> None:
        if self._entry is not None:
            self.settled.emit(self._entry.id, answer)

    def _open_record(self) -> None:
        if self._entry is not None:
            self.record_wanted.emit(self._entry.id)
