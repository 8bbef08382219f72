"""What is left of removed accounts: their entries and their rows, cleared away."""

import asyncio

from desktop.records import KINDS
from desktop.store import rows, settings
from desktop.store.database import Connection, transaction
from desktop.sync.bell import Bell
from desktop.sync.pending import Pending


class Clearing:
    """Takes out of both files what belongs to accounts that are no more."""

    def __init__(self, desk: Connection, cache: Connection, pending: Pending, bell: Bell) -> None:
        self._desk, self._cache = desk, cache
        self._pending, self._bell = pending, bell

    def entries(self, account_id: str) -> None:
        """Forget an account's unsent changes."""
        for entry in [entry for entry in self._pending.all if entry.account == account_id]:
            self._pending.drop(entry)

    async def rows(self, account_id: str) -> None:
        """Take an account's rows out of the copy, in slices."""
        done = False
        while not done:
            with transaction(self._cache):
                done = rows.remove_account(self._cache, account_id)
            for kind in KINDS:
                self._bell.ring(kind=kind)
            await asyncio.sleep(0)

    async def remains(self) -> None:
        """The program may have ended while it cleared an account that had been removed."""
        kept = {row.id for row in settings.account_rows(self._desk)}
        for account_id in {entry.account for entry in self._pending.all} - kept:
            self.entries(account_id)
        for account_id in {count.account for count in rows.counts(self._cache)} - kept:
            await self.rows(account_id)
