"""The conflict in the right pane: before, mine and theirs for each field, and what goes out."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.changes import Change, Side
from desktop.forms import AccountForm, ConflictForm
from desktop.records import Value
from desktop.ui.desk import Choices
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.outbox.conflict_grid import ConflictGrid
from desktop.ui.outbox.picks import Outcome, Picks, label_of
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.keycaps import KeyCap
from desktop.ui.parts.labels import ElasticLabel, Label, Paragraph
from desktop.ui.parts.pane import PaneHead, clear, divider, scrolled
from desktop.ui.parts.wrapping import WrappingRow, block
from desktop.ui.words.ages import several
from desktop.ui.words.values import Values


class ConflictPane(QWidget):
    """Shows one conflict. `decided` (entry id, choices by field and line), `closed`, `record_wanted` (entry id).

    `total_wanted` (entry id, choices): all is chosen, and `show_total` is to tell what it comes to.
    """

    decided = Signal(int, object)
    total_wanted = Signal(int, object)
    closed = Signal()
    record_wanted = Signal(int)

    def __init__(self, theme: Theme, values: Values) -> None:
        super().__init__()
        self._theme = theme
        self._values = values
        self._picks: Picks | None = None
        self.setAccessibleName(self.tr("Conflict"))
        self._head = PaneHead(theme)
        self._head.closed.connect(self.closed)
        self._head.title_pressed.connect(self._open_record)
        self._lead = Paragraph(theme, "", Type.BODY, Tone.TEXT2)
        self._grid = ConflictGrid(theme)
        self._grid.picked.connect(self._choose)
        self._merged = QVBoxLayout()
        self._outcome, self._total = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(Space.WIDE, Space.MIDDLE, Space.WIDE, Space.WIDE)
        inner.setSpacing(Space.CELL)
        inner.addWidget(self._lead)
        inner.addWidget(self._grid)
        inner.addLayout(self._merged)
        inner.addLayout(self._outcome)
        inner.addLayout(self._total)
        inner.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(scrolled(self._theme, body), 1)
        whole.addWidget(divider(self._theme))
        whole.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self._keep = Button(self._theme, self.tr("Keep mine"), keys="Alt+M")
        self._take = Button(self._theme, self.tr("Take theirs"), keys="Alt+T")
        self._send = Button(self._theme, self.tr("Send this mix"), Kind.PRIMARY, keys="Ctrl+Return")
        self._keep.clicked.connect(partial(self._decide_all, "mine"))
        self._take.clicked.connect(partial(self._decide_all, "theirs"))
        self._send.clicked.connect(self._decide)
        self._needed = ElasticLabel(self._theme, "", Type.SECOND, Tone.TEXT2)
        keys: list[QWidget] = []
        for cap, words in (("↑", ""), ("↓", self.tr("field")), ("←", ""), ("→", self.tr("choose"))):
            keys.append(KeyCap(self._theme, cap))
            if words:
                keys.append(Label(self._theme, words, Type.SECOND, Tone.TEXT2))
                keys[-1].setContentsMargins(0, 0, Space.MIDDLE, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.WIDE, Space.MIDDLE, Space.CELL, Space.MIDDLE)
        foot.setSpacing(Space.HAIR)
        foot.addLayout(WrappingRow(self._needed, block(self._keep, self._take, spacing=Space.SMALL), is_apart=True))
        foot.addLayout(WrappingRow(block(*keys, spacing=Space.TIGHT), self._send, is_apart=True))
        return foot

    def _bind(self) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Alt+M", self._keep.click),
            ("Alt+T", self._take.click),
            ("Ctrl+Return", self._send.click),
            ("Ctrl+Enter", self._send.click),
            ("Esc", self.closed.emit),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ── showing ──

    def show_conflict(self, form: ConflictForm, account: AccountForm | None) -> None:
        """Show a conflict; choices already made for the same revision of it stay."""
        old = self._picks
        if old is not None and _clash(old.form) == _clash(form):
            self._renew_totals(old, form)
            return
        self._picks = Picks(form=form, values=self._values, sides={})
        self._head.show_record(form.entry.title, account)
        vendor = account.vendor_label if account else self.tr("the platform")
        self._lead.setText(
            several(
                len(self._picks.clashes()),
                self.tr("You and {vendor} changed the same field. Nothing has been sent; choose a value."),
                self.tr(
                    "You and {vendor} changed the same {n} fields. Nothing has been sent; choose a value for each."
                ),
            ).replace("{vendor}", vendor)
        )
        self._grid.show_picks(self._picks)
        self._fill_merged()
        self._renew()

    def _renew_totals(self, old: Picks, form: ConflictForm) -> None:
        """The vendor's side moves on while the user thinks: his choices stay, the sums are those of now."""
        if (form.totals, form.currency) != (old.form.totals, old.form.currency):
            self._picks = replace(old, form=form)
            self._grid.show_totals(self._picks)
            self._renew()

    def entry(self) -> int | None:
        """The id of the entry that is shown."""
        return self._picks.form.entry.id if self._picks else None

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        self._grid.focus_first()

    def _fill_merged(self) -> None:
        clear(self._merged)
        if self._picks is None or not self._picks.form.merged:
            return
        self._merged.addWidget(Label(self._theme, self.tr("Merged without asking"), Type.SECOND_BOLD))
        for change in self._picks.form.merged:
            told = self.tr("{field} is now {value}, changed by others.").format(
                field=label_of(change), value=self._picks.show(change, change.theirs) or "–"
            )
            self._merged.addWidget(Paragraph(self._theme, told, Type.SECOND, Tone.TEXT2))

    def _renew(self) -> None:
        """What goes out, by the choices so far."""
        clear(self._outcome)
        clear(self._total)
        if self._picks is None:
            return
        if outcomes := self._picks.outcomes():
            self._outcome.addWidget(Label(self._theme, self.tr("What goes out"), Type.SECOND_BOLD))
        for outcome in outcomes:
            self._outcome.addLayout(self._outcome_row(outcome))
        missing = self._picks.missing()
        reason = several(missing, self.tr("{n} field to choose"), self.tr("{n} fields to choose")) if missing else ""
        self._send.set_reason(reason)
        self._needed.setText(reason)
        if not missing and self._picks.form.totals is not None:
            self.total_wanted.emit(self._picks.form.entry.id, dict(self._picks.sides))

    def show_total(self, entry: int, choices: Choices, total: Value) -> None:
        """Tell what goes out comes to, unless another choice was made since."""
        picks = self._picks
        if picks is None or picks.form.totals is None or (self.entry(), picks.sides) != (entry, choices):
            return
        clear(self._total)
        words = picks.money(total) or self.tr("not known before it is sent")
        told = Outcome(label=picks.form.totals.label, value=words, note="", is_mine=total is not None)
        self._total.addLayout(self._outcome_row(told))

    def _outcome_row(self, outcome: Outcome) -> QHBoxLayout:
        tone, use = (Tone.MINE, Type.SECOND_BOLD) if outcome.is_mine else (Tone.TEXT, Type.SECOND)
        row = QHBoxLayout()
        row.setSpacing(Space.MIDDLE)
        name = Label(self._theme, outcome.label, Type.SECOND, Tone.TEXT2)
        name.setMinimumWidth(84)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Paragraph(self._theme, outcome.value, use, tone), 1)
        row.addWidget(Label(self._theme, outcome.note, Type.SECOND, Tone.TEXT3), 0, Qt.AlignmentFlag.AlignTop)
        return row

    # ── choosing ──

    def _choose(self, change: Change, side: Side) -> None:
        if self._picks is not None:
            self._picks = self._picks.choose(change, side)
            self._renew()

    def _decide_all(self, side: Side) -> None:
        if self._picks is not None:
            self.decided.emit(self._picks.form.entry.id, dict(self._picks.all(side).sides))

    def _decide(self) -> None:
        if self._picks is not None and not self._picks.missing():
            self.decided.emit(self._picks.form.entry.id, dict(self._picks.sides))

    def _open_record(self) -> None:
        if self._picks is not None:
            self.record_wanted.emit(self._picks.form.entry.id)


def _clash(form: ConflictForm) -> tuple[object, ...]:
    """What makes a conflict the same one: the entry, the clashing values and when they were read."""
    return form.entry.id, form.rows, form.entry.theirs_at
