"""Which entry of an account goes out next: oldest first, one at a time for each record."""

from collections.abc import Awaitable, Callable

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.pending import Pending
from desktop.sync.waits import Waits, heard


class Outgoing:
    """Gives an account's entries, one after the other, to `deliver`; first of all to `take_up`."""

    def __init__(
        self,
        pending: Pending,
        doubts: Doubts,
        waits: Waits,
        deliver: Callable[[Account, Entry], Awaitable[None]],
        take_up: Callable[[Account, Entry], None],
    ) -> None:
        self._pending = pending
        self._doubts = doubts
        self._waits = waits
        self._deliver = deliver
        self._take_up = take_up

    async def run(self, account: Account) -> None:
        """Deliver this account's entries, for ever."""
        self.recover(account)
        while True:
            account.send.clear()
            entry, delay = self.next(account)
            if entry is None:
                await heard(account.send, delay)
            else:
                await self._try(account, entry)

    async def _try(self, account: Account, entry: Entry) -> None:
        """Deliver one entry; where that ends by a fault of the program, the others go first next time."""
        is_fault = True
        try:
            await self._deliver(account, entry)
            is_fault = False
        except AppError:  # a full disk, say: it would meet the others as well
            is_fault = False
            raise
        finally:
            if is_fault:
                self._waits.pass_over(entry)

    def recover(self, account: Account) -> None:
        """Take up what was broken off. A step whose end nobody has waited for yet gets the whole time once more."""
        for entry in self._pending.all:
            if entry.account == account.id:
                self._take_up(account, entry)

    def next(self, account: Account) -> tuple[Entry | None, float | None]:
        """The first entry that may be worked on, or the seconds until one may (None: not before something changes)."""
        if not account.may_send():
            return None, None
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
        return min(ready, key=self._waits.was_passed_over, default=None), min(waits, default=None)
