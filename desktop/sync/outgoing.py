"""Which entry of an account goes out next: oldest first, one at a time for each record."""

from collections.abc import Awaitable, Callable, Sequence

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.pending import Pending
from desktop.sync.waits import Waits, heard


class Outgoing:
    """Gives an account's entries to `deliver`, one after the other or those that go out in one request at once.

    First of all each is given to `take_up`; `company(account, first, others)` is the first with those that go with it.
    """

    def __init__(
        self,
        pending: Pending,
        doubts: Doubts,
        waits: Waits,
        deliver: Callable[[Account, Sequence[Entry]], Awaitable[None]],
        take_up: Callable[[Account, Entry], None],
        company: Callable[[Account, Entry, Sequence[Entry]], Sequence[Entry]],
    ) -> None:
        self._pending = pending
        self._doubts = doubts
        self._waits = waits
        self._deliver = deliver
        self._take_up = take_up
        self._company = company

    async def run(self, account: Account) -> None:
        """Deliver this account's entries, for ever."""
        self.recover(account)
        while True:
            account.send.clear()
            entries, delay = self.next(account)
            if entries:
                await self._try(account, entries)
            else:
                await heard(account.send, delay)

    async def _try(self, account: Account, entries: Sequence[Entry]) -> None:
        """Deliver entries; where that ends by a fault of the program, the others go first next time."""
        is_fault = True
        try:
            await self._deliver(account, entries)
            is_fault = False
        except AppError:  # a full disk, say: it would meet the others as well
            is_fault = False
            raise
        finally:
            for entry in entries if is_fault else ():
                self._waits.pass_over(entry)

    def recover(self, account: Account) -> None:
        """Take up what was broken off. A step whose end nobody has waited for yet gets the whole time once more."""
        for entry in self._pending.all:
            if entry.account == account.id:
                self._take_up(account, entry)

    def next(self, account: Account) -> tuple[Sequence[Entry], float | None]:
        """What may be worked on first, or the seconds until something may (None: not before something changes)."""
        if not account.may_send():
            return (), None
        ready: list[Entry] = []
        waits: list[float] = []
        busy: set[tuple[str, str]] = set()
        for entry in self._pending.all:
            if entry.account != account.id or entry.state == "draft":
                continue
            record = (entry.kind, entry.key)
            if record in busy:
                continue
            busy.add(record)
            if entry.state not in ("waiting", "sending", "checking"):
                continue
            wait = self._doubts.seconds_until(entry)
            if wait <= 0:
                ready.append(entry)
            waits.append(wait)
        if not ready:
            return (), min(waits, default=None)
        first = min(ready, key=self._waits.was_passed_over)
        others = [entry for entry in ready if entry is not first and not self._waits.was_passed_over(entry)]
        return self._company(account, first, others), None
