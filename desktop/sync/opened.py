"""Records that are open in a pane: what is told of them alone is read, and again when they change or time passes."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from desktop.errors import NeedsLogin, Offline, Rejected, Throttled
from desktop.records import Kind
from desktop.store import theirs
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.sync.newest import Place
from desktop.sync.pull import Pull
from desktop.sync.waits import heard

REST = 1.0
"""Seconds before anything is asked: who steps through a list does not ask for each of its rows."""

Seen = tuple[float, bytes]
"""The loop's time at which a record was read, and its main document then."""


class Opened:
    """Keeps what is open fresh, as often as the news come; `rest` as `REST`. Lives on the worker's loop."""

    def __init__(self, cache: Connection, pull: Pull, accounts: Mapping[str, Account], *, rest: float) -> None:
        self._cache = cache
        self._pull = pull
        self._accounts = accounts
        self._rest = rest
        self._seen: dict[Place, Seen | None] = {}  # what is open; None: to be read

    def show(self, place: Place, *, is_open: bool) -> None:
        """A record is open now, or is no more."""
        if is_open:
            self._seen.setdefault(place, None)
            self._ring(place)
        else:
            self._seen.pop(place, None)

    def changed(self, kind: str) -> None:
        """Records of a kind were filed: one that is open may say something else than when it was read."""
        for place in self._seen:
            if place[1] == kind:
                self._ring(place)

    def confirmed(self, account: str, kind: Kind, key: str) -> None:
        """Something was done to a record at the vendor: what was read before says nothing any more."""
        place: Place = account, kind, key
        if place in self._seen:
            self._seen[place] = None
            self._ring(place)

    def _ring(self, place: Place) -> None:
        if (account := self._accounts.get(place[0])) is not None:
            account.opened.set()

    async def run(self, account: Account) -> None:
        """Read what is open of this account, for ever."""
        while True:
            await heard(account.opened, self._seconds(account))
            await asyncio.sleep(self._rest)
            account.opened.clear()
            if account.is_locked_out:
                return
            while (place := self._due(account)) is not None:
                await self._read(account, place)

    async def _read(self, account: Account, place: Place) -> None:
        """Read one; what fails is tried again in its time: the news meet the same, and say so."""
        self._seen[place] = _clock(), self._said(account, place)
        with suppress(Offline, Throttled, Rejected, NeedsLogin):
            await self._pull.read_more(account, account.vendor.resources[place[1]], place[2])

    def _due(self, account: Account) -> Place | None:
        """The first one that is to be read now."""
        for place, seen in self._of(account).items():
            if seen is None or self._left(account, seen) <= 0 or self._said(account, place) != seen[1]:
                return place
        return None

    def _of(self, account: Account) -> Mapping[Place, Seen | None]:
        return {place: seen for place, seen in self._seen.items() if place[0] == account.id}

    def _said(self, account: Account, place: Place) -> bytes:
        """The main document as the copy has it; empty where it has none."""
        _, kind, key = place
        resource = account.vendor.resources[kind]
        known = theirs.known(self._cache, account.id, kind, [resource.owner(key)])
        return next(iter(known.values())).documents.get(resource.part, b"") if known else b""

    def _seconds(self, account: Account) -> float | None:
        """Seconds until one is due; None: not before something happens."""
        waits = [self._left(account, seen) if seen else 0.0 for seen in self._of(account).values()]
        return max(min(waits), 0.0) if waits else None

    def _left(self, account: Account, seen: Seen) -> float:
        return seen[0] + account.vendor.every.total_seconds() - _clock()


def _clock() -> float:
    return asyncio.get_running_loop().time()
