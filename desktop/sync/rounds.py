"""The life of one account: references, news again and again, history behind, a sweep once a day; waiting well."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from desktop.errors import AppError, NeedsLogin
from desktop.store import walks
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.filing import Filing
from desktop.sync.journal import Journal
from desktop.sync.pull import Pull
from desktop.vendors.contract import Resource

PAUSES = (2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds before the next try after trouble; the last one again and again."""
SWEEP_EVERY = timedelta(days=1)


class Rounds:
    """Keeps the accounts' copies fresh. Accounts never wait for each other: each has tasks of its own."""

    def __init__(
        self, pull: Pull, filing: Filing, journal: Journal, cache: Connection, *,
        now: Callable[[], datetime], told: Callable[[], None],
    ) -> None:  # fmt: skip
        self._cache = cache
        self._pull = pull
        self._filing = filing
        self._journal = journal
        self._now = now
        self._told = told

    async def run(self, account: Account) -> None:
        """Read references and news, then wait for the next round, for ever."""
        self._pull.take_references(account)
        account.progress.complete = self._is_complete(account)
        await self._remake(account)
        tries = 0
        while True:
            account.wake.clear()
            try:
                await self.round(account)
                tries = 0
                pause = account.vendor.every.total_seconds()
            except NeedsLogin as error:
                self._fail(account, error)
                return
            except AppError as error:
                self._fail(account, error)
                pause = PAUSES[min(tries, len(PAUSES) - 1)]
                tries += 1
            account.working = False
            self._told()
            try:
                await asyncio.wait_for(account.wake.wait(), pause)
            except TimeoutError:
                continue

    async def round(self, account: Account) -> None:
        """One round: references, then the news of every kind; history begins where none has begun."""
        await self._pull.references(account)
        await self._remake(account)
        for resource in account.resources():
            await self._news(account, resource)
        if account.recovers(self._now()):
            self._journal.account(account.id, account.settings.name, "In step again.")

    async def _news(self, account: Account, resource: Resource) -> None:
        begun = self._begun(account, resource)
        if resource.history and not begun and not self._is_loaded(account, resource):
            return
        count = 0
        for walk in resource.news:
            count += await self._pull.walk(account, resource, walk, "news", marker=begun)
        if count and account.progress.complete:
            self._journal.came(account, resource.kind, f"{count} new or changed")

    def _begun(self, account: Account, resource: Resource) -> str:
        """The server's time when the history began to load: news are asked for from there on."""
        markers = [self._pull.position(account, resource, walk)[1] for walk in resource.history]
        return min(markers) if markers and all(markers) else ""

    async def history(self, account: Account) -> None:
        """Load what is older than the news, once, resuming where it stopped; then sweep once a day."""
        tries = 0
        while True:
            try:
                await self._load(account)
                await self._sweep_daily(account)
                return
            except NeedsLogin:
                return
            except AppError as error:
                self._fail(account, error)
                await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
                tries += 1

    async def _load(self, account: Account) -> None:
        if account.vendor.references and not account.context.references:
            await self._pull.references(account)
        for resource in account.resources():
            for walk in resource.history:
                if self._when(account, resource, walk.name) is None:
                    news = await self._pull.walk(account, resource, walk, "history")
                    self._note(account, resource, walk.name)
                    self._journal.came(account, resource.kind, f"History loaded: {news} records")
        account.progress.complete = True
        account.progress.fraction = None
        self._told()

    async def _sweep_daily(self, account: Account) -> None:
        """Once a day everything that still exists is walked over, so that what is gone is noticed."""
        while True:
            for resource in account.resources():
                for walk in resource.sweep:
                    names = [f"swept {walk.name}", *(loaded.name for loaded in resource.history)]
                    last = max(filter(None, (self._when(account, resource, name) for name in names)), default=None)
                    if last is None or self._now() - last >= SWEEP_EVERY:
                        await self._pull.sweep(account, resource, walk)
                        self._note(account, resource, f"swept {walk.name}")
            await asyncio.sleep(SWEEP_EVERY.total_seconds() / 24)

    async def _remake(self, account: Account) -> None:
        for resource in account.resources():
            if resource.fold is None:
                await self._filing.remake(account, resource)

    def _fail(self, account: Account, error: AppError) -> None:
        if account.fails(error, self._now()):
            self._journal.account(account.id, account.settings.name, str(error))
        self._told()

    # ── what is kept of the way ───────────────────────────────────────────────────────────────────────────────

    def _is_complete(self, account: Account) -> bool:
        return all(self._is_loaded(account, resource) for resource in account.resources())

    def _is_loaded(self, account: Account, resource: Resource) -> bool:
        return all(self._when(account, resource, walk.name) is not None for walk in resource.history)

    def _when(self, account: Account, resource: Resource, name: str) -> datetime | None:
        """When a walk last reached its end."""
        ended = walks.read_walk(self._cache, account.id, resource.kind, f"end of {name}").marker
        return datetime.fromisoformat(ended) if ended else None

    def _note(self, account: Account, resource: Resource, name: str) -> None:
        with transaction(self._cache):
            reached = walks.WalkState(marker=self._now().isoformat())
            walks.write_walk(self._cache, account.id, resource.kind, f"end of {name}", reached)
