"""Before a change of stock is sent, wherever it is sent from: what the platform has now, beside what is wanted."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.changes import Change, Entry
from desktop.errors import AppError
from desktop.forms import FieldForm, RecordForm
from desktop.records import Value
from desktop.ui.desk import Desk
from desktop.ui.kit.fonts import Type
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.parts.buttons import Button, Kind
from desktop.ui.parts.dialogs import Dialog, answers
from desktop.ui.parts.labels import Paragraph
from desktop.ui.words import ages
from desktop.ui.words.ages import several
from desktop.ui.words.pieces import shown
from desktop.ui.words.values import Values

PATIENCE = 10.0
"""Seconds after which the last known values are shown instead."""
WIDTH = 440

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a record before its change is sent: its form (None: it is gone), and why that may be old."""

    entry: Entry
    form: RecordForm | None
    trouble: str = ""


def changes_stock(entry: Entry) -> bool:
    """Whether it is an edit of a stock item."""
    return entry.kind == "stock" and not entry.act


class StockDialog(Dialog):
    """Stands from the key press on and says what it waits for. `confirmed`: send it."""

    confirmed = Signal()

    def __init__(self, theme: Theme, title: str, waiting: str, parent: QWidget) -> None:
        super().__init__(theme, title, parent, width=WIDTH)
        self.is_over = False
        self.setAccessibleName(title)
        self._words = Paragraph(theme, waiting, Type.BODY, Tone.TEXT2)
        self._send = Button(theme, translate("stock", "Send"), Kind.PRIMARY)
        self._send.set_reason(waiting)
        later = Button(theme, translate("stock", "Not yet"))
        self._send.clicked.connect(self._confirm)
        later.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.AREA, Space.AREA, Space.AREA, Space.WIDE)
        whole.setSpacing(Space.MIDDLE)
        whole.addWidget(Paragraph(theme, title, Type.PAGE_TITLE))
        whole.addWidget(self._words)
        whole.addSpacing(Space.MIDDLE)
        whole.addLayout(answers(later, self._send))
        later.setFocus()
        self.setAccessibleDescription(waiting)

    def tell(self, words: str) -> None:
        """What is known now; it may be sent."""
        self._words.setText(words)
        self.setAccessibleDescription(words)
        self._send.set_reason("")
        self._send.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def done(self, result: int) -> None:
        self.is_over = True
        super().done(result)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


class StockQuestion:
    """Asks about drafts with changes of stock in them, and sends them all when that is confirmed."""

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values, window: QWidget) -> None:
        self._desk, self._theme, self._tasks, self._values, self._window = desk, theme, tasks, values, window

    def ask(self, ids: Sequence[int]) -> None:
        """Show what is known of each record with a change of stock, as soon as it has been read."""
        entries = [entry for entry in self._desk.outbox() if entry.id in ids and changes_stock(entry)]
        first, *others = entries
        records = several(len(entries), "", translate("stock", "{n} changes of stock")) if others else first.title
        waiting = translate("stock", "Reading what {platforms} has now …").format(platforms=self._platforms(entries))
        title = translate("stock", "Send {record}?").format(record=records)
        dialog = StockDialog(self._theme, title, waiting, self._window.window())
        dialog.open()
        self._tasks.start(self._fill(dialog, ids, entries))

    async def _fill(self, dialog: StockDialog, ids: Sequence[int], entries: Sequence[Entry]) -> None:
        known = await asyncio.gather(*(self._read(entry) for entry in entries))
        if dialog.is_over:
            return
        dialog.confirmed.connect(lambda: self._tasks.carry_out(self._send(ids, known)))
        dialog.tell("\n".join(line for each in known for line in self._told(each, is_one=len(known) == 1)))

    async def _read(self, entry: Entry) -> Known:
        trouble = ""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._desk.refresh(entry.row)
        except TimeoutError:
            trouble = self._silence(entry)
        except AppError as error:
            trouble = error.title
        form = await self._desk.record(entry.row)
        newest = next((other for other in self._desk.outbox() if other.id == entry.id), entry)  # it may be typed in
        return Known(entry=newest, form=form, trouble=trouble)

    async def _send(self, ids: Sequence[int], known: Sequence[Known]) -> None:
        """What was shown is what is seen now: only what moves after that is asked about again."""
        for each in known:
            if each.form is not None and (moved := _moved(each.entry, each.form)):
                await self._desk.edit(each.entry.row, moved)
        await self._desk.submit(ids)

    # ── words ──

    def _told(self, known: Known, *, is_one: bool) -> list[str]:
        head, form, changes = [] if is_one else [f"{known.entry.title}:"], known.form, known.entry.changes
        if form is None:
            return [*head, translate("stock", "It is not there any more.")]
        if known.trouble:
            old = translate("stock", "These are the last known values; it is sent when that is over.")
            head.append(f"{known.trouble} {old}")
        hints = dict.fromkeys(field.hint for change in changes if (field := _field(change, form)) and field.hint)
        return [*head, *(self._change(known, form, change) for change in changes), *hints]

    def _change(self, known: Known, form: RecordForm, change: Change) -> str:
        """One change against what the platform has."""
        now = _now(change, form)
        if known.trouble:
            pattern = translate("stock", "{field}: {now} when {vendor} was last read. Send {wanted}?")
        elif now == change.seen:
            pattern = translate("stock", "{field}: {vendor} still has {now}. Send {wanted}?")
        else:
            pattern = translate("stock", "{field}: {vendor} has {now} now (you saw {seen}). Send {wanted}?")
        figures = {"now": now, "seen": change.seen, "wanted": change.wanted}
        told = {name: shown(change, value, self._values) or "–" for name, value in figures.items()}
        return pattern.format(field=change.label, vendor=self._vendor(known.entry), **told)

    def _silence(self, entry: Entry) -> str:
        """Why nothing came, as far as the account's state tells it."""
        account = next((each for each in self._desk.accounts() if each.id == entry.account), None)
        if account is not None and account.state == "waiting" and account.words:
            return ages.reason(account, self._values)
        return translate("stock", "{vendor} has not answered yet.").format(vendor=self._vendor(entry))

    def _vendor(self, entry: Entry) -> str:
        labels = {account.id: account.vendor_label for account in self._desk.accounts()}
        return labels.get(entry.account, translate("stock", "The platform"))

    def _platforms(self, entries: Sequence[Entry]) -> str:
        return ", ".join(dict.fromkeys(map(self._vendor, entries)))


def _field(change: Change, form: RecordForm) -> FieldForm | None:
    if change.line:
        cells = (cell for table in form.lines for line in table.lines if line.key == change.line for cell in line.cells)
        return next((cell for cell in cells if cell.name == change.field), None)
    fields = (field for section in form.sections for field in section.fields)
    return next((field for field in fields if field.name == change.field), None)


def _now(change: Change, form: RecordForm) -> Value:
    """What the platform has; what was seen where the form does not show the field."""
    field = _field(change, form)
    return (field.before if field.changed else field.value) if field else change.seen


def _moved(entry: Entry, form: RecordForm) -> list[Change]:
    """The changes whose fields have moved since, with what was shown as what is seen."""
    seen = [replace(change, seen=_now(change, form)) for change in entry.changes]
    return [now for now, was in zip(seen, entry.changes, strict=True) if now.seen not in (was.seen, was.wanted)]
