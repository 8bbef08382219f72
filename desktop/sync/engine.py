"""The engine: everything of `sync` put together on the worker's loop, started and stopped."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.errors import AppError
from desktop.forms import AccountForm, TestReport
from desktop.records import Kind
from desktop.store import rows
from desktop.store.database import Connection
from desktop.store.failures import in_words
from desktop.sync.account import Account
from desktop.sync.batches import Batches
from desktop.sync.bell import Bell, Told
from desktop.sync.clearing import Clearing
from desktop.sync.connect import MakeClient, SecretsOf, paced
from desktop.sync.connections import Connections
from desktop.sync.doubts import Doubts
from desktop.sync.drafts import Drafts
from desktop.sync.endings import Endings
from desktop.sync.filing import Filing
from desktop.sync.folds import MOST_SHARES
from desktop.sync.hearing import Hearing
from desktop.sync.journal import Journal
from desktop.sync.lives import Lives
from desktop.sync.logins import keep_confirmed, keep_refusals, test_again
from desktop.sync.newest import remember
from desktop.sync.opened import REST, Opened
from desktop.sync.outgoing import Outgoing
from desktop.sync.pending import Pending
from desktop.sync.pull import Pull
from desktop.sync.push import Push
from desktop.sync.remaking import Remaking
from desktop.sync.rounds import Rounds
from desktop.sync.states import account_form
from desktop.sync.stepping import Stepping
from desktop.sync.waits import Waits
from desktop.vendors.contract import UNREADABLE, Vendor

__all__ = ["Engine", "SecretsOf", "Terms", "Told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What tests may scale, stop or kill. `settle` None takes each vendor's own."""

    grace: timedelta = timedelta(seconds=10)
    settle: timedelta | None = None
    at: Callable[[str], None] = lambda place: None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    by: Callable[[], str] = lambda: ""
    pauses: Sequence[float] = (2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0)
    """Seconds before the next try after trouble; the last one again and again."""
    folded: int = MOST_SHARES
    """Shares of derived records that are put together in one go."""
    rest: float = REST
    """Seconds that a record is open before what is told of it alone is asked for."""


class Engine:
    """Owns accounts, outbox and their tasks. All of it lives on the worker's loop; `tell` is called there."""

    def __init__(
        self, desk: Connection, cache: Connection, vendors: Mapping[str, Vendor], make_client: MakeClient,
        secrets: SecretsOf, *, terms: Terms, tell: Callable[[Told], None],
    ) -> None:  # fmt: skip
        self.vendors = vendors
        self.forms: tuple[AccountForm, ...] = ()
        self._desk, self._cache, self._secrets = desk, cache, secrets
        self._counted: Sequence[rows.Count] = ()
        self._now = terms.now
        self.accounts: dict[str, Account] = {}
        self.bell = bell = Bell(tell)
        bell.before = self._before_telling
        self.pending = Pending(desk, lambda: bell.ring(outbox=True))
        self.journal = Journal(desk, terms.now, lambda: bell.ring(journal=True))
        self.filing = Filing(cache, self.pending, terms.now, self._filed, folded=terms.folded)
        moved = lambda: bell.ring(accounts=True)  # noqa: E731 - a name for one small function
        self._make_client = paced(make_client, moved)
        self.hearing = Hearing(self.filing.documents, now=terms.now, told=moved, uphold=self.filing.upheld)
        self.pull = Pull(cache, self.filing, self.journal, self.hearing, now=terms.now, at=terms.at, told=moved)
        waits = Waits(self.pending, now=terms.now, grace=terms.grace, pauses=terms.pauses)
        doubts = Doubts(waits, settle=terms.settle)
        self.opened = opened = Opened(cache, self.pull, self.accounts, rest=terms.rest)
        self.outgoing = self._sender(terms, waits, doubts)
        rounds = Rounds(self.pull, self.filing, self.journal, cache, now=terms.now, told=moved, pauses=terms.pauses)
        self._lives = lives = Lives(
            {"news": rounds.run, "history": rounds.history, "outbox": self.outgoing.run, "opened": opened.run},
            now=terms.now, told=moved, pauses=terms.pauses,
        )  # fmt: skip
        self.connections = Connections(
            desk, Clearing(desk, cache, self.pending, self.filing.newest, bell), vendors, self.accounts,
            self._make_client, secrets, self.journal, self.pending, lives=lives,
            remaking=Remaking(self.filing, self.pull.take_references), bell=bell, now=terms.now,
        )  # fmt: skip
        self.drafts = Drafts(
            cache, self.pending, self.filing, self.journal, self.accounts, doubts, waits,
            now=terms.now, at=terms.at, by=terms.by,
        )  # fmt: skip

    def _sender(self, terms: Terms, waits: Waits, doubts: Doubts) -> Outgoing:
        """What the outbox goes out by."""
        endings = Endings(
            self.pending, self.filing, self.journal, doubts, waits,
            now=terms.now, at=terms.at, confirmed=self.opened.confirmed,
        )  # fmt: skip
        steps = Stepping(self.hearing, endings, doubts, self.journal, now=terms.now, at=terms.at)
        batches = Batches(self.hearing, Push(self.hearing, self.pull, endings, steps), endings, steps)
        return Outgoing(self.pending, doubts, waits, batches.deliver, steps.take_up, batches.company)

    def _filed(self, kind: str, *, soon: bool = False) -> None:
        self.bell.ring(kind=kind, soon=soon)
        self.opened.changed(kind)

    def _before_telling(self, told: Told) -> None:
        if told.accounts:
            keep_refusals(self._desk, self.accounts.values())
            keep_confirmed(self._desk, self.accounts.values())
            self.refresh_forms()

    def refresh_forms(self) -> None:
        """Make the accounts' forms anew from what is known now; the numbers stay where the copy cannot be read."""
        with suppress(AppError), in_words():
            self._counted = rows.counts(self._cache)
        in_order = sorted(self.accounts.values(), key=lambda account: (account.settings.position, account.id))
        self.forms = tuple(account_form(account, self._counted, self._now()) for account in in_order)

    async def open(self) -> None:
        """Load the accounts and derive anew what carries an edit; what is shown is true from here on."""
        await self.connections.load()
        for account in self.accounts.values():
            remember(self.filing.newest, self._cache, account.id, self._now())
            with suppress(AppError, *UNREADABLE), in_words():  # the account's own life meets it again, and tells it
                self.outgoing.recover(account)
        self._derive_overlaid()
        self.refresh_forms()

    async def let_go(self) -> None:
        """Let every account fetch and send."""
        self.connections.let_all_go()

    def _derive_overlaid(self) -> None:
        """At every opening, rows that carry an edit, or did when the program ended, are derived again."""
        records: set[tuple[str, Kind, str]] = {(entry.account, entry.kind, entry.key) for entry in self.pending.all}
        for row in rows.overlaid_rows(self._cache):
            if (stored := rows.record(self._cache, row)) is not None:
                records.add((stored.account, stored.kind, stored.key))
        for account_id, kind, key in sorted(records):
            account = self.accounts.get(account_id)
            if account is not None and kind in account.vendor.resources:
                self.filing.reshow(account, account.vendor.resources[kind], key)

    async def stop(self) -> None:
        """End all tasks and lines."""
        await self.connections.close()
        self.bell.close()

    async def fetch_now(self) -> None:
        """Look for news at every account now, and try again at once what waits after trouble."""
        for account in self.accounts.values():
            for wanted in (account.wake, account.send, account.load):
                wanted.set()
            self._lives.hurry(account)

    async def test(self, account_id: str) -> TestReport:
        """Try the connection of an account that is there."""
        if (account := self.accounts.get(account_id)) is None:
            return TestReport(steps=(), title="This account is not connected any more.", hint="Connect it again.")
        return await test_again(account, self._secrets, self._make_client)

    async def refresh(self, account_id: str, kind: Kind, key: str) -> None:
        """Read one record and what is told of it alone, or what a derived one is made from, before everything else."""
        account = self.accounts.get(account_id)
        resource = account.vendor.resources.get(kind) if account else None
        if account is None or resource is None:
            return
        if resource.read is None:
            await self.pull.gather(account, resource, key)
        elif await self.pull.read_one(account, resource, key, "opened"):
            await self.pull.read_more(account, resource, key)
