"""What is left of removed accounts, and copies that are fetched again: entries and rows, cleared away."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from desktop.errors import AppError
from desktop.records import KINDS
from desktop.store import follow, rows, settings, written
from desktop.store.database import Connection, transaction
from desktop.sync.account import Settings, row_of
from desktop.sync.bell import Bell
from desktop.sync.newest import Newest
from desktop.sync.pending import Pending


class Clearing:
    """Takes out of both files what belongs to accounts that are no more."""

    def __init__(self, desk: Connection, cache: Connection, pending: Pending, newest: Newest, bell: Bell) -> None:
        self._desk, self._cache = desk, cache
        self._pending, self._newest, self._bell = pending, newest, bell

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
        self._newest.forget(account_id)

    async def copy(self, kept: Settings, now: datetime) -> Settings:
        """Take the rows of an account out of the copy where they are stale, to be fetched again; its settings then.

        Of what was written just before, lists may still tell how it was: that is read once more, when they cannot any
        longer.
        """
        if not kept.is_stale:
            return kept
        lately = written.lately(self._cache, kept.id, now)
        await self.rows(kept.id)
        with transaction(self._cache):
            for each in lately:
                due = now + written.LONGEST - timedelta(seconds=each.seconds)
                follow.want(self._cache, kept.id, each.kind, [each.key], due=due)
        whole = replace(kept, is_stale=False)
        with suppress(AppError):  # the disk is full: the next start clears it once more
            settings.put_account(self._desk, row_of(whole))
        return whole

    async def remains(self) -> None:
        """The program may have ended while it cleared an account that had been removed."""
        kept = {row.id for row in settings.account_rows(self._desk)}
        for account_id in {entry.account for entry in self._pending.all} - kept:
            self.entries(account_id)
        for account_id in {count.account for count in rows.counts(self._cache)} - kept:
            await self.rows(account_id)
