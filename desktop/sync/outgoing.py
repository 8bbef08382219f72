"""Which entry of an account goes out next: oldest first, one at a time for each record."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from desktop.changes import Entry
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.pending import Pending


class Outgoing:
    """Gives an account's entries, one after the other, to `deliver`."""

    def __init__(
        self,
        pending: Pending,
        doubts: Doubts,
        deliver: Callable[[Account, Entry], Awaitable[None]],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._pending = pending
        self._doubts = doubts
        self._deliver = deliver
        self._now = now

    async def run(self, account: Account) -> None:
        """Deliver this account's entries, for ever."""
        self._recover(account)
        while True:
            account.send.clear()
            entry, delay = self.next(account)
            if entry is None:
                await _wait(account.send, delay)
            else:
                await self._deliver(account, entry)

    def _recover(self, account: Account) -> None:
        """After a start, every step whose end was not seen gets the whole settling time once more."""
        wait = self._doubts.settle(account)
        for entry in self._pending.all:
            if entry.account == account.id and entry.attempt.sent_at is not None and entry.state != "asked":
                self._doubts.doubt(entry, wait, "The program ended while this was being sent.")

    def next(self, account: Account) -> tuple[Entry | None, float | None]:
        """The first entry that may be worked on, or the seconds until one may (None: not before something changes)."""
        if not account.may_send():
            return None, None
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
                return entry, 0.0
            waits.append(wait)
        return None, min(waits, default=None)


async def _wait(event: asyncio.Event, seconds: float | None) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
