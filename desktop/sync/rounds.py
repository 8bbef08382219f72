"""The life of one account: references, news again and again, history behind, a sweep once a day; waiting well."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from desktop.errors import AppError
from desktop.store import walks
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.filing import Filing
from desktop.sync.journal import Journal
from desktop.sync.pull import Pull
from desktop.vendors.contract import Resource

SWEEP_EVERY = timedelta(days=1)
REFERENCES_EVERY = timedelta(hours=1)


class Rounds:
    """Keeps the accounts' copies fresh. Accounts never wait for each other: each has tasks of its own."""

    def __init__(
        self, pull: Pull, filing: Filing, journal: Journal, cache: Connection, *,
        now: Callable[[], datetime], told: Callable[[], None], pauses: Sequence[float],
    ) -> None:  # fmt: skip
        self._cache = cache
        self._pull = pull
        self._filing = filing
        self._journal = journal
        self._now = now
        self._told = told
        self._pauses = pauses

    async def run(self, account: Account) -> None:
        """Read references and news, then wait for the next round, for ever."""
        self._pull.take_references(account)
        account.progress.complete = self._is_complete(account)
        await self._remake(account)
        tries = 0
        while not account.is_locked_out:
            account.wake.clear()
            try:
                await self.round(account)
                tries = 0
                pause = account.vendor.every.total_seconds()
            except AppError as error:
                self._fail(account, error)
                pause = self._pause(tries)
                tries += 1
            account.working = False
            self._told()
            await heard(account.wake, pause)
        self._told()

    def _pause(self, tries: int) -> float:
        """Seconds before the next try after trouble."""
        return self._pauses[min(tries, len(self._pauses) - 1)]

    async def round(self, account: Account) -> None:
        """One round: references where they are old, then the news of every kind that has begun to load."""
        await self._references(account)
        await self._remake(account)
        for resource in account.resources():
            await self._news(account, resource)
        account.recovers(self._now())
        if account.is_over_it():
            self._journal.account(account.id, account.settings.name, "In step again.")
        account.rounds += 1

    async def _references(self, account: Account) -> None:
        """They change so seldom that most rounds need not ask for them."""
        first = account.resources()[0]
        read_at = self._when(account, first, "references")
        if not account.context.references or read_at is None or abs(self._now() - read_at) >= REFERENCES_EVERY:
            await self._pull.references(account)
            self._note(account, first, "references")

    async def _news(self, account: Account, resource: Resource) -> None:
        begun = self._begun(account, resource)
        if resource.history and not begun and not self._is_loaded(account, resource):
            return
        for walk in resource.news:
            await self._pull.walk(account, resource, walk, "news", marker=begun)

    def _begun(self, account: Account, resource: Resource) -> str:
        """The server's time when the history began to load: news are asked for from there on."""
        markers = [self._pull.position(account, resource, walk)[1] for walk in resource.history]
        return min(markers) if markers and all(markers) else ""

    async def history(self, account: Account) -> None:
        """Load what is older than the news, once, resuming where it stopped; then sweep once a day."""
        tries = 0
        while not account.is_locked_out:
            before = account.client.requests
            try:
                await self._load(account)
                await self._sweep_daily(account)
            except AppError as error:
                self._fail(account, error)
                tries = tries + 1 if account.client.requests - before <= 1 else 0
                await asyncio.sleep(self._pause(tries))

    async def _load(self, account: Account) -> None:
        if account.vendor.references and not account.context.references:
            await self._pull.references(account)
        for resource in account.resources():
            for walk in resource.history:
                if self._when(account, resource, walk.name) is None:
                    state, marker = self._pull.position(account, resource, walk)
                    if state is not None or not marker:  # else the program ended between its last page and this note
                        await self._pull.walk(account, resource, walk, "history")
                    self._note(account, resource, walk.name)
        account.progress.complete = True
        account.progress.fraction = None
        self._told()

    async def _sweep_daily(self, account: Account) -> None:
        """Once a day everything that still exists is walked over, so that what is gone is noticed."""
        while not account.is_locked_out:
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


async def heard(event: asyncio.Event, seconds: float | None) -> None:
    """Wait until the event is set, or so long."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
