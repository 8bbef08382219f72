"""The right pane of Outbox: the answer that a conflict or a change of unknown end needs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.changes import Entry
from desktop.ui.desk import Choices, Desk
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.outbox.asked import AskedPane
from desktop.ui.outbox.conflict import ConflictPane
from desktop.ui.outbox.deeds import OutboxDeeds
from desktop.ui.outbox.rows import Seen
from desktop.ui.parts.pane import divider
from desktop.ui.words.pieces import summary
from desktop.ui.words.values import Values

ASKING = {"conflict", "asked"}
"""States that are answered here; a refusal is answered in its row."""


class OutboxPane(QStackedWidget):
    """Shows one entry and hands its answer to the desk.

    `closed`: wished away; `answered` (entry id): the desk has the answer; `record_wanted` (entry id).
    """

    closed = Signal()
    answered = Signal(int)
    record_wanted = Signal(int)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values, deeds: OutboxDeeds) -> None:
        super().__init__()
        self._desk, self._tasks, self._deeds = desk, tasks, deeds
        self._wanted: int | None = None
        self._wants_focus = False
        self.edge = divider(theme, is_upright=True)
        self._conflict = ConflictPane(theme, values)
        self._asked = AskedPane(theme)
        for pane in (self._conflict, self._asked):
            self.addWidget(pane)
            pane.closed.connect(self.closed)
            pane.record_wanted.connect(self.record_wanted)
        self._conflict.decided.connect(self._decide)
        self._conflict.total_wanted.connect(self._weigh)
        self._asked.settled.connect(self._settle)
        self._asked.discard_wanted.connect(self._discard)
        self.hide()

    def setVisible(self, visible: bool) -> None:
        """The hairline beside the pane is seen with it."""
        super().setVisible(visible)
        self.edge.setVisible(visible)

    def show_entry(self, entry: Entry | None, seen: Seen, *, then_focus: bool = False) -> None:
        """Open with an entry that asks; anything else closes the pane."""
        if entry is None or entry.state not in ASKING:
            self._wanted = None
            self.hide()
            return
        is_same = self._wanted == entry.id  # news of the same entry must not lose the wish to answer it
        self._wanted, self._wants_focus = entry.id, then_focus or (is_same and self._wants_focus)
        account = seen.accounts.get(entry.account)
        if entry.state == "asked":
            self._asked.show_entry(entry, account, summary(entry, seen.values))
            self.setCurrentWidget(self._asked)
            self._open()
        else:
            self._tasks.start(self._show_conflict(entry, seen), key="conflict")

    def focus_first(self) -> None:
        """Put the keyboard on the first answer."""
        pane = self._conflict if self.currentWidget() is self._conflict else self._asked
        pane.focus_first()

    async def _show_conflict(self, entry: Entry, seen: Seen) -> None:
        form = await self._desk.conflict(entry.id)
        if self._wanted != entry.id:
            return
        self._conflict.show_conflict(form, seen.accounts.get(entry.account))
        self.setCurrentWidget(self._conflict)
        self._open()

    def _open(self) -> None:
        self.show()
        if self._wants_focus:
            self._wants_focus = False
            self.focus_first()

    def _weigh(self, entry: int, choices: Choices) -> None:
        async def weigh() -> None:
            self._conflict.show_total(entry, choices, await self._desk.total(entry, choices))

        self._tasks.start(weigh(), key="conflict total")

    def _decide(self, entry: int, choices: Choices) -> None:
        async def decide() -> None:
            await self._desk.decide(entry, choices)
            self.answered.emit(entry)

        self._tasks.start(decide(), must_end=True)

    def _discard(self, entry: Entry) -> None:
        self._deeds.discard([entry], then=lambda: self.answered.emit(entry.id))

    def _settle(self, entry: int, answer: str) -> None:
        async def settle() -> None:
            await self._desk.settle(entry, "happened" if answer == "happened" else "send again")
            self.answered.emit(entry)

        self._tasks.start(settle(), must_end=True)
