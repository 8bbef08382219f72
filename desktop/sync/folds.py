"""Derived records put together again from the shares of others, and tallies of shares beside a vendor's own records.

In slices, the large ones as well.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from desktop.records import Kind, Record, Shown
from desktop.store import rows, shares, theirs
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.bell import Changed
from desktop.vendors import mapping
from desktop.vendors.contract import UNREADABLE, Document, Folding, Resource
from desktop.vendors.tallies import Tally, Units, is_tallied, kept, tally_of

MOST = 500
"""Derived records put together in one go, at most, some 100 ms; commits are dear."""
MOST_SHARES = 4_000
"""Shares after which no further record is begun, some 50 ms. One of more is put together slice by slice."""
A_ROW = 20
"""What drawing a row of the vendor's own anew weighs, in shares."""
SLICE = 1_000
"""Shares of a large record that are taken up before the loop may do something else."""

Place = tuple[str, Kind, str]
Rewrite = Callable[[Account, Resource, Sequence[str]], Sequence[shares.Owner]]
"""Draws rows of the vendor's own anew, inside the caller's transaction; returns what is to be folded again."""


class Folds:
    """Works off the list of derived records whose shares have moved. Lives on the worker's loop."""

    def __init__(
        self, cache: Connection, now: Callable[[], datetime], changed: Changed, rewrite: Rewrite,
        *, most: int = MOST_SHARES,
    ) -> None:  # fmt: skip
        self._cache = cache
        self._now = now
        self._changed = changed
        self._rewrite = rewrite
        self._most = most
        self._steady: set[Place] = set()  # large ones under way whose shares have not moved since they were begun

    def moved(self, account: Account, owners: Iterable[shares.Owner]) -> None:
        """Shares of these have moved: whatever is under way of them says nothing any more."""
        self._steady.difference_update((account.id, *owner) for owner in owners)

    async def all(self, account: Account) -> None:
        """All of an account, until none is left to do; a large one that moves meanwhile is left for the next time."""
        tried: set[shares.Owner] = set()
        while not account.is_removed:
            with transaction(self._cache):
                is_done, large = self.some(account)
            await asyncio.sleep(0)
            if not is_done:
                continue
            if not (left := [owner for owner in large if owner not in tried]):
                return
            tried.update(left)
            for owner in left:
                await self._slowly(account, owner)

    def some(self, account: Account) -> tuple[bool, list[shares.Owner]]:
        """Some of an account, inside a transaction; whether none but large ones were left, and these."""
        done: list[shares.Owner] = []
        large: list[shares.Owner] = []
        together: dict[shares.Owner, _Together | None] = {}
        weight = 0
        for owner, number in shares.unfolded(self._cache, account.id, MOST, most=self._most + 1).items():
            if weight >= self._most:
                break
            folding = _folding(account, owner[0])
            if number > self._most and folding is not None:
                large.append(owner)
                continue
            weight += number + (A_ROW if isinstance(folding, Tally | Units) else 0)
            done.append(owner)
            if folding is not None:
                together[owner] = _Together(folding) if number else None
                if (one := together[owner]) is not None:
                    one.take_up(shares.some(self._cache, account.id, owner, limit=number))
        self._write(account, together)
        shares.settle(self._cache, account.id, done)
        return not done, large

    async def _slowly(self, account: Account, owner: shares.Owner) -> None:
        """A large one. It is written only if nothing of it has moved from its first share to its last."""
        place, version = (account.id, *owner), account.mapping
        folding = _folding(account, owner[0])
        if folding is None:
            return
        self._steady.add(place)
        together, after = _Together(folding), 0
        while some := shares.some(self._cache, account.id, owner, after=after, limit=SLICE):
            together.take_up(some)
            after = some[-1].source
            await asyncio.sleep(0)
        if place in self._steady and account.mapping == version and not account.is_removed:
            with transaction(self._cache):
                self._write(account, {owner: together})
                shares.settle(self._cache, account.id, [owner])
        self._steady.discard(place)

    def _write(self, account: Account, folded: Mapping[shares.Owner, "_Together | None"]) -> None:
        """All of a kind at once, for each write has its price. None: it has no share left."""
        arrivals: dict[Kind, list[theirs.Arrival]] = {}
        tallies: dict[Kind, dict[str, Document | None]] = {}
        for (kind, key), together in folded.items():
            record, trouble = together.record() if together is not None else (None, "")
            if is_tallied(account.vendor.resources[kind]):
                tallies.setdefault(kind, {})[key] = kept(record) if record is not None else None
            elif together is not None:
                shown = Shown(record=record, search=mapping.search_of(record)) if record is not None else None
                arrivals.setdefault(kind, []).append(
                    theirs.Arrival(
                        key=key, documents={}, shown=shown, unread=trouble, mapping=account.mapping, as_of=self._now()
                    )
                )
            elif row := rows.row_of(self._cache, account.id, kind, key):
                theirs.remove(self._cache, [row])
                self._changed(kind)
        for kind, some in arrivals.items():
            theirs.write(self._cache, account.id, kind, some)
            self._changed(kind)
        for kind, counted in tallies.items():
            if changed := shares.keep_tallies(self._cache, account.id, kind, counted):
                self.moved(account, self._rewrite(account, account.vendor.resources[kind], changed))
                self._changed(kind)


def _folding(account: Account, kind: Kind) -> Folding | None:
    resource = account.vendor.resources.get(kind)
    if resource is None:
        return None
    if resource.fold is not None:
        return resource.fold(account.context)
    return tally_of(resource) if is_tallied(resource) else None


class _Together:
    """A folding that never stumbles: a record that cannot be read, perhaps for shares of older tables, is listed."""

    def __init__(self, folding: Folding) -> None:
        self._folding = folding
        self._trouble = ""

    def take_up(self, some: Iterable[shares.Share]) -> None:
        try:
            for share in some:
                self._folding.add(share.body)
        except UNREADABLE as error:
            self._trouble = repr(error)

    def record(self) -> tuple[Record | None, str]:
        """The record, or why it cannot be read."""
        try:
            return (None, self._trouble) if self._trouble else (self._folding.record(), "")
        except UNREADABLE as error:
            return None, str(error) or type(error).__name__
