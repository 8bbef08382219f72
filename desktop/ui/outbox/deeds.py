"""What is done about entries of the outbox, asked once where typed work would be lost."""

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.changes import Entry
from desktop.ui.desk import Desk
from desktop.ui.kit.tasks import Tasks
from desktop.ui.kit.theme import Theme
from desktop.ui.outbox.stock_question import StockQuestion, changes_stock
from desktop.ui.parts.ask import Answer, ask
from desktop.ui.parts.buttons import Kind
from desktop.ui.words.ages import several
from desktop.ui.words.entries import Deed
from desktop.ui.words.values import Values

translate = QCoreApplication.translate


class OutboxDeeds:
    """Hands deeds to the desk; errors come to the window through the tasks."""

    def __init__(self, desk: Desk, theme: Theme, tasks: Tasks, values: Values, window: QWidget) -> None:
        self._desk, self._theme, self._tasks, self._window = desk, theme, tasks, window
        self._stock = StockQuestion(desk, theme, tasks, values, window)

    def do(self, deed: Deed, entry: Entry) -> None:
        """Do one deed; answers and editing in place are the page's."""
        match deed:
            case Deed.SEND:
                self.submit([entry.id])
            case Deed.TAKE_BACK:
                self.take_back([entry.id])
            case Deed.SEND_NOW:
                self._start(self._desk.send_now(entry.id))
            case Deed.RETRY if entry.state == "refused" and changes_stock(entry):
                self._tasks.start(self._submit_again(entry))
            case Deed.RETRY:
                self._start(self._desk.retry(entry.id))
            case Deed.LOOK_NOW:
                self._start(self._desk.look_now(entry.id))
            case Deed.EDIT if entry.state != "draft" and not entry.act:
                self._start(self._desk.edit_again(entry.id))
            case Deed.DISCARD:
                self.discard([entry])

    def submit(self, ids: Sequence[int]) -> None:
        """Submit drafts; changes of stock are shown beside what the platform has now, and confirmed."""
        if any(changes_stock(entry) for entry in self._desk.outbox() if entry.id in ids):
            self._stock.ask(ids)
        else:
            self._start(self._desk.submit(ids))

    async def _submit_again(self, entry: Entry) -> None:
        """Figures of stock may have moved since it was refused: they are shown before it goes once more."""
        await self._desk.edit_again(entry.id)
        self.submit([entry.id])

    def take_back(self, ids: Sequence[int]) -> None:
        """Take back what was just submitted."""
        self._start(self._desk.take_back(ids))

    def discard(self, entries: Sequence[Entry], then: Callable[[], None] = lambda: None) -> None:
        """Throw changes away, asked once: what was typed is gone then. `then` is done afterwards."""
        changes = several(len(entries), translate("outbox", "this change"), translate("outbox", "{n} changes"))
        title = translate("outbox", "Throw {changes} away?").format(changes=changes)
        names = ", ".join(dict.fromkeys(entry.title for entry in entries))
        gone = translate("outbox", "{records}: what you typed is gone then. Nothing is sent.")
        if any(entry.state == "asked" for entry in entries):
            gone = translate("outbox", "{records}: nothing more is sent. What may have arrived there stays there.")
        words = gone.format(records=names)
        answers = (
            Answer(words=translate("outbox", "Keep")),
            Answer(words=translate("outbox", "Throw away"), kind=Kind.DANGER, act=lambda: self._discard(entries, then)),
        )
        ask(self._theme, self._window, title, words, answers)

    def _discard(self, entries: Sequence[Entry], then: Callable[[], None]) -> None:
        async def discard() -> None:
            await self._desk.discard([entry.id for entry in entries])
            then()

        self._start(discard())

    def _start(self, wish: Awaitable[None]) -> None:
        self._tasks.carry_out(wish)
