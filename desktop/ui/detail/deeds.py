"""What is done with the record on show: sending its draft, its acts, and what its entries ask for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QSize, Signal
from PySide6.QtWidgets import QWidget

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.forms import ActForm, RecordForm
from desktop.records import Value
from desktop.ui.desk import Desk
from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.detail.edits import Edits
from desktop.ui.detail.foot import NOTE_KEYS
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.outbox.deeds import OutboxDeeds
from desktop.ui.parts.buttons import key_words
from desktop.ui.parts.menus import MenuOfActs
from desktop.ui.words import entries as outbox
from desktop.ui.words.entries import Deed
from desktop.ui.words.readings import Reader


class RecordDeeds(QObject):
    """Hands deeds to the desk. `answer_wanted` (entry id): a conflict or doubt is to be answered."""

    answer_wanted = Signal(int)

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, reader: Reader, edits: Edits, pane: QWidget) -> None:
        super().__init__(pane)
        self._desk = desk
        self._theme = theme
        self._tasks = tasks
        self._reader = reader
        self._edits = edits
        self._pane = pane
        self._outbox = OutboxDeeds(desk, theme, tasks, reader.values, pane)
        self._form: RecordForm | None = None

    def show(self, form: RecordForm | None) -> None:
        """Work on this record."""
        self._form = form

    @property
    def note(self) -> ActForm | None:
        """The act that adds a note: it has a button and a key of its own."""
        acts = self._form.acts if self._form else ()
        return next((act for act in acts if act.is_note), None)

    # ── sending ──

    def send(self) -> None:
        """Submit the draft."""
        if (draft := self._edits.draft) is not None and not self._edits.typed.saving:
            self._outbox.submit([draft.id])

    def discard(self) -> None:
        """Throw the draft away, asked once."""
        if (draft := self._edits.draft) is not None:
            self._outbox.discard([draft])

    def undo(self) -> None:
        """Ctrl+Z: take back what was just submitted here, else undo the last change, else take back what else goes."""
        values = self._reader.values
        if going := outbox.newest_in_grace(self._edits.entries, values):
            self._outbox.take_back(going)
            return
        others = outbox.newest_in_grace(self._desk.outbox(), values)
        if not self._edits.undo_last() and others:
            self._outbox.take_back(others)

    def do(self, deed: Deed, entry: Entry) -> None:
        """What the row of an entry offers."""
        if deed is Deed.ANSWER:
            self.answer_wanted.emit(entry.id)
        elif deed is Deed.EDIT and entry.act:
            self._give_anew(entry)
        else:
            self._outbox.do(deed, entry)

    def refresh(self) -> None:
        """Read the record again from its platform."""
        if self._form is not None:
            self._tasks.start(self._refresh(self._form.row))

    # ── acts ──

    def show_menu(self, button: QWidget) -> None:
        """All acts, the refused ones grey with their reason."""
        if self._form is None or not self._form.acts:
            return
        menu = MenuOfActs(self._theme, self._pane, self.tr("Acts"))
        for act in self._form.acts:
            words = f"{act.label}: {act.refused}" if act.refused else act.label
            keys = f"\t{key_words(NOTE_KEYS)}" if act == self.note else ""
            action = menu.addAction(words.replace("&", "&&") + keys)
            action.setEnabled(not act.refused)
            action.triggered.connect(partial(self.start, act))
        menu.popup(self._pane.mapToGlobal(self._beside(button, menu.sizeHint())))

    def _beside(self, button: QWidget, size: QSize) -> QPoint:
        """Where a menu ends level with its button, outside the pane: above the button it would cover the sums."""
        low = button.mapTo(self._pane, QPoint(0, button.height())).y()
        is_mirrored = self._pane.isRightToLeft()
        return QPoint(self._pane.width() if is_mirrored else -size.width(), low - size.height())

    def start(self, act: ActForm) -> None:
        """Ask what the act needs, or do it at once when it needs and warns of nothing."""
        if self._form is None or act.refused:
            return
        if not act.inputs and not act.warning:
            self._tasks.carry_out(self._desk.act(self._form.row, act.name, {}))
            return
        self._ask(act)

    def _give_anew(self, entry: Entry) -> None:
        """The inputs of a refused act once more, to be mended; what was refused goes when they are given."""
        acts = self._form.acts if self._form else ()
        if (act := next((act for act in acts if act.name == entry.act), None)) is None:
            return
        if act.refused:
            self._tasks.tell(AppError(act.refused, self.tr("What was refused is kept until you discard it.")))
            return
        inputs = tuple(replace(asked, value=entry.inputs.get(asked.name, asked.value)) for asked in act.inputs)
        self._ask(replace(act, inputs=inputs), entry)

    def _ask(self, act: ActForm, instead_of: Entry | None = None) -> None:
        """What is typed stays in the dialog until the desk has it."""
        if self._form is None:
            return
        row = self._form.row
        lines = next(iter(self._form.lines), None)
        dialog = ActDialog(self._theme, self._reader, act, self._form.called, lines, self._pane)

        async def do(inputs: Mapping[str, Value]) -> None:
            await self._desk.act(row, act.name, inputs)
            dialog.accept()
            if instead_of is not None:
                await self._desk.discard([instead_of.id])

        dialog.wanted.connect(lambda inputs: self._tasks.start(do(inputs), failed=dialog.tell_error, must_end=True))
        dialog.open()

    async def _refresh(self, row: int) -> None:
        await self._desk.refresh(row)
