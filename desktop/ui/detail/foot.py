"""The foot of the pane: what is not sent, what is on its way or asks, and what can be done with the record."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.changes import Entry
from desktop.forms import AccountForm, ActForm
from desktop.questions import JournalEntry
from desktop.ui.detail.answer import Answer
from desktop.ui.kit import painting
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.marks import Mark
from desktop.ui.kit.painting import RING
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.labels import ElasticLabel, Glyph, Paragraph
from desktop.ui.parts.wrapping import WrappingRow, block
from desktop.ui.tables.table_model import ROW_MARKS
from desktop.ui.words import entries as outbox
from desktop.ui.words.ages import hold, several
from desktop.ui.words.entries import Deed
from desktop.ui.words.values import Values

NOTE_KEYS = "Ctrl+M"
KEYS = {Deed.TAKE_BACK: "Ctrl+Z"}


class EntryRow(QWidget):
    """One entry that is submitted: its state in words, what happened to it, and what can be done about it."""

    deed_wanted = Signal(object, object)

    def __init__(self, theme: Theme, entry: Entry) -> None:
        super().__init__()
        self._theme = theme
        self.entry = entry
        mark: Mark = ROW_MARKS[entry.state]
        self._state = ElasticLabel(theme, "", Type.BOLD, mark.word_tone if mark.word_tone != Tone.TEXT else mark.tone)
        self._words = Paragraph(theme, "", Type.SECOND, Tone.TEXT2)
        self._buttons: dict[Deed, Button] = {}
        self._offered = QWidget()
        self._buttons_row = QHBoxLayout(self._offered)
        self._buttons_row.setContentsMargins(0, 0, 0, 0)
        self._buttons_row.setSpacing(Space.TIGHT)
        state = block(Glyph(theme, mark), self._state, spacing=Space.TIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(WrappingRow(state, self._offered, is_apart=True))
        column.addWidget(self._words)

    def show_entry(self, entry: Entry, account: AccountForm | None, values: Values) -> None:
        """Show how the same entry stands now."""
        self.entry = entry
        state, meaning = outbox.state_words(entry, account, values)
        offered = outbox.deeds(entry, account, values)
        is_told = Deed.SEND_NOW in offered or bool(entry.words and not hold(account, values))  # the rest says it
        says_more = bool(meaning) and not is_told
        self._state.setText(f"{state}, {meaning}" if says_more else state)
        told = [part for part in (entry.label if entry.act else "", entry.words) if part]
        self._words.setText(": ".join(told))
        self._words.setVisible(bool(told))
        for deed in [deed for deed in self._buttons if deed not in offered]:
            button = self._buttons.pop(deed)
            button.hide()
            button.deleteLater()
        for deed in offered:
            if deed not in self._buttons:
                self._add_button(deed)
        self._offered.setVisible(bool(offered))
        self.setAccessibleName(f"{self._state.text()} {self._words.text()}".strip())

    def _add_button(self, deed: Deed) -> None:
        button = Button(self._theme, outbox.deed_words(deed), Kind.QUIET, keys=KEYS.get(deed, ""))
        button.clicked.connect(lambda: self.deed_wanted.emit(deed, self.entry))
        self._buttons_row.addWidget(button)
        self._buttons[deed] = button


class Foot(QWidget):
    """`send_wanted`, `discard_wanted`, `note_wanted`, `acts_wanted`, `deed_wanted` (deed, entry)."""

    send_wanted = Signal()
    discard_wanted = Signal()
    note_wanted = Signal()
    acts_wanted = Signal()
    deed_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[tuple[int, str], EntryRow] = {}
        self._answer = Answer(theme)
        self._unsent = ElasticLabel(theme, "", Type.BOLD, Tone.MINE)
        self._discard = Button(theme, self.tr("Discard"), Kind.QUIET)
        self._draft = QWidget()
        self.send = Button(theme, self.tr("Send changes"), Kind.PRIMARY, keys="Ctrl+Return")
        self.note = Button(theme, self.tr("Note"), keys=NOTE_KEYS, icon="note")
        self.acts = Button(theme, self.tr("Acts"), keys="Ctrl+.")
        self._refused = ElasticLabel(theme, "", Type.SECOND, Tone.TEXT3)
        self._above = QVBoxLayout()
        self._above.setSpacing(Space.TIGHT)
        self._lay_out(theme)
        self._discard.clicked.connect(self.discard_wanted)
        self.send.clicked.connect(self.send_wanted)
        self.note.clicked.connect(self.note_wanted)
        self.acts.clicked.connect(self.acts_wanted)
        theme.changed.connect(self.update)

    def show_draft(self, count: int, *, is_saving: bool) -> None:
        """How many fields are changed and not sent."""
        words = several(count, self.tr("{n} field changed, not sent"), self.tr("{n} fields changed, not sent"))
        self._unsent.setText(self.tr("Saving…") if is_saving else words)
        self._draft.setVisible(count > 0 or is_saving)
        self.send.setVisible(count > 0)
        self.send.setEnabled(not is_saving)

    def show_entries(self, entries: Sequence[Entry], account: AccountForm | None, values: Values) -> None:
        """What was submitted and is not confirmed; a row that stays keeps its buttons and their focus."""
        wanted = {(entry.id, entry.state): entry for entry in entries}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for key, entry in wanted.items():
            if key not in self._rows:
                self._rows[key] = EntryRow(self._theme, entry)
                self._rows[key].deed_wanted.connect(self.deed_wanted)
                self._above.addWidget(self._rows[key])
            self._rows[key].show_entry(entry, account, values)

    def show_answer(self, entry: JournalEntry | None, values: Values) -> None:
        """What the platform told when it was asked; None: nothing."""
        self._answer.show_answer(entry, values)

    def show_acts(self, acts: Sequence[ActForm], note: ActForm | None) -> None:
        """What can be done: a note apart, the rest in the menu, each refused one there with its reason.

        Here stands only why nothing can be done at all, where that is one thing.
        """
        self.note.setVisible(note is not None)
        if note is not None:
            self.note.set_reason(note.refused)
        self.acts.setVisible(bool(acts))
        reasons = {act.refused for act in acts}
        reason = reasons.pop() if len(reasons) == 1 else ""
        one, all_of_them = self.tr("{act} is not offered: {reason}"), self.tr("No act is offered: {reason}")
        words = one.replace("{act}", acts[0].label) if len(acts) == 1 else all_of_them
        self._refused.setText(words.replace("{reason}", reason) if reason else "")
        self._refused.setVisible(bool(reason))
        self.setVisible(bool(acts) or bool(self._rows) or not self._draft.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.lined(self, self._theme.tokens.sheet, self._theme.tokens.line)

    def _lay_out(self, theme: Theme) -> None:
        draft = QHBoxLayout(self._draft)
        draft.setContentsMargins(0, 0, 0, 0)
        draft.setSpacing(Space.SMALL)
        draft.addWidget(Glyph(theme, ROW_MARKS["draft"]))
        draft.addWidget(self._unsent)
        draft.addStretch(1)
        draft.addWidget(self._discard)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addSpacing(-RING)  # what is seen of them begins where the words above do
        buttons.addLayout(WrappingRow(self.send, self.note, self.acts, spacing=Space.HAIR), 1)
        column = QVBoxLayout(self)
        sides = (Space.WIDE, Space.WIDE - self._discard.inset)  # quiet words at the end stand under the fields' end
        left, right = reversed(sides) if self.isRightToLeft() else sides
        column.setContentsMargins(left, Space.MIDDLE, right, Space.CELL)
        column.setSpacing(Space.TIGHT)
        column.addLayout(self._above)
        column.addWidget(self._answer)
        column.addWidget(self._draft)
        column.addLayout(buttons)
        column.addWidget(self._refused)
