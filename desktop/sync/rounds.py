"""The life of one account: references, news again and again, history behind, a sweep once a day; waiting well."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unreached
from desktop.store import follow, walks
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.filing import Filing
from desktop.sync.journal import Journal
from desktop.sync.pull import Pull
from desktop.sync.sweeping import Sweeping
from desktop.sync.troubles import Trouble
from desktop.sync.turns import Turn, Turns
from desktop.sync.waits import heard
from desktop.vendors.contract import Resource, Walk

SWEEP_EVERY = timedelta(days=1)
REFERENCES_EVERY = timedelta(hours=1)
REFERENCES = "What forms choose from"
AGAIN = "A record that may have changed"


class Rounds:
    """Keeps the accounts' copies fresh. Accounts never wait for each other: each has tasks of its own."""

    def __init__(
        self, pull: Pull, filing: Filing, journal: Journal, cache: Connection, *,
        now: Callable[[], datetime], told: Callable[[], None], pauses: Sequence[float],
    ) -> None:  # fmt: skip
        self._cache = cache
        self._pull = pull
        self._sweeping = Sweeping(cache, pull)
        self._filing = filing
        self._journal = journal
        self._now = now
        self._told = told
        self._pauses = pauses

    # ── lives ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def run(self, account: Account) -> None:
        """Read references and news, then wait for the next round, for ever."""
        self._pull.take_references(account)
        account.progress.complete = self._is_complete(account)
        turns = Turns(self._news_turns(account), self._pauses)
        while not account.is_locked_out:
            account.wake.clear()
            await self._round(account, turns)
            account.working = False
            self._told()
            if await heard(account.wake, turns.seconds()):
                turns.hurry()
        self._told()

    async def _round(self, account: Account, turns: Turns) -> None:
        """One round: everything that is due."""
        self._filing.catch_up(account)
        for resource in account.resources():
            await self._filing.remake(account, resource)
        due = turns.due()
        failed = [error for turn in due if (error := await self._take(account, turns, turn)) is not None]
        lists = [turn for turn in turns.all if turn.asked and turn.what not in (REFERENCES, AGAIN)]
        if failed and lists and all(turn.tries for turn in lists):
            account.fails(failed[-1], self._now())  # not a single list comes
        elif account.troubles.is_over():
            self._journal.account(account.id, account.settings.name, "In step again.")
        if not failed and len(due) == len(turns.all):
            account.rounds += 1

    async def history(self, account: Account) -> None:
        """Load what is older than the news, once, resuming where it stopped; then sweep once a day."""
        turns = Turns(self._history_turns(account), self._pauses)
        while not account.is_locked_out:
            account.load.clear()
            for turn in turns.due()[:1]:
                await self._take(account, turns, turn)
            if await heard(account.load, turns.seconds()):
                turns.hurry()

    async def _take(self, account: Account, turns: Turns, turn: Turn) -> AppError | None:
        """Read one list; what the vendor makes of it holds up no other list, unless nobody can be asked at all."""
        if account.is_locked_out or turn.due > asyncio.get_running_loop().time():
            return None
        place = turn.place()
        try:
            turn.asked = await turn.read() is not False
        except (Offline, Throttled, Rejected, NeedsLogin) as error:
            turn.asked = True
            turns.failed(turn, has_come_further=turn.place() != place)
            if isinstance(error, Unreached | NeedsLogin):
                turns.hold(turn)
            self._fail(account, turn, error)
            return error
        turns.ended(turn)
        if account.troubles.clear(turn.name):
            self._told()
        return None

    def _fail(self, account: Account, turn: Turn, error: AppError) -> None:
        trouble = Trouble(error=error, since=self._now(), what=turn.what)
        if isinstance(error, Unreached | NeedsLogin):
            is_new, words = account.fails(error, self._now()), str(error)
        elif isinstance(error, Rejected) and turn.kind in account.forbidden:
            is_new, words = False, ""  # it stands where the list would be, and is tried again
            if self._is_complete(account):
                account.progress.ended()
        else:
            is_new, words = account.troubles.note(turn.name, trouble), str(trouble)
        self._told()
        if is_new:
            self._journal.trouble(account.id, account.settings.name, words)

    # ── turns ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _news_turns(self, account: Account) -> Sequence[Turn]:
        """References where they are old, the news of what has begun to load, then what is to be read again."""
        every = account.vendor.every
        references = Turn(name="references", what=REFERENCES, every=every, read=partial(self._references, account))
        again = Turn(name="again", what=AGAIN, every=every, read=partial(self._pull.follow_up, account, past=False))
        news = (
            Turn(
                name=f"news of {resource.kind}", what=f"The list of {resource.kind}", every=every,
                read=partial(self._news, account, resource),
            )
            for resource in account.resources()
            if resource.news or any(sweep.states for sweep in resource.sweeps)
        )  # fmt: skip
        return [references, *news, again]

    def _history_turns(self, account: Account) -> Sequence[Turn]:
        """What rows are read with, every kind's history, then its sweeps."""
        turns = []
        if (account.vendor.references or account.vendor.login) and not account.context.references:
            read = partial(self._references, account)
            turns.append(Turn(name="references", what=REFERENCES, every=None, read=read))
        for name, every, read_kind in (("history", None, self._load), ("sweep", SWEEP_EVERY / 24, self._sweep_daily)):
            turns += [
                Turn(
                    name=f"{name} of {resource.kind}", what=f"The list of {resource.kind}", every=every,
                    kind=resource.kind, read=partial(read_kind, account, resource),
                    place=partial(self._place, account, resource),
                )
                for resource in account.resources()
            ]  # fmt: skip
        return turns

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────

    async def _references(self, account: Account) -> None:
        """They change so seldom that most rounds need not ask for them; news and history begin with one reading."""
        first = account.resources()[0]
        async with account.choosing:
            read_at = self._when(account, first, "references")
            if not account.context.references or read_at is None or abs(self._now() - read_at) >= REFERENCES_EVERY:
                await self._pull.references(account)
                self._note(account, first, "references")

    async def _news(self, account: Account, resource: Resource) -> bool:
        """Read what is due of a kind; whether anything is."""
        begun = self._begun(account, resource)
        is_early = resource.history and not begun and not self._is_loaded(account, resource)
        if is_early or account.refused(resource):
            return False
        sweeps = [sweep for sweep in resource.sweeps if sweep.states]
        due = [walk for walk in resource.news if self._is_due(account, resource, walk)]
        for walk in due:
            await self._pull.walk(account, resource, walk, "news", marker=begun)
            if walk.every:
                self._note(account, resource, walk.name)
        for sweep in sweeps:
            await self._sweeping.sweep(account, resource, sweep, "news")
        return bool(due or sweeps)

    def _is_due(self, account: Account, resource: Resource, walk: Walk) -> bool:
        last = self._when(account, resource, walk.name) or self._loaded_at(account, resource, walk)
        return last is None or abs(self._now() - last) >= walk.every

    def _loaded_at(self, account: Account, resource: Resource, walk: Walk) -> datetime | None:
        """When the history ended: it has just brought all that a walk with a pace of its own would bring again."""
        if not walk.every or not resource.history:
            return None
        ended = [self._when(account, resource, each.name) for each in resource.history]
        return max(filter(None, ended), default=None) if all(ended) else self._now()

    def _begun(self, account: Account, resource: Resource) -> str:
        """The server's time when the first list of the history began: news are asked for from there on."""
        markers = (self._pull.position(account, resource, walk)[1] for walk in resource.history)
        return min(filter(None, markers), default="")

    async def _load(self, account: Account, resource: Resource) -> bool:
        """Load the history of a kind; not yet one that the account may not have: it may get it while we run."""
        is_refused = bool(resource.refused(account.context))
        for walk in () if is_refused else resource.history:
            if self._when(account, resource, walk.name) is None:
                state, marker = self._pull.position(account, resource, walk)
                if state is not None or not marker:  # else the program ended between its last page and this note
                    with account.allowed(resource, walk):
                        await self._pull.walk(account, resource, walk, "history")
                self._note(account, resource, walk.name)
        await self._pull.follow_up(account, past=True)
        if self._is_complete(account):
            account.progress.ended()
        self._told()
        return not is_refused

    async def _sweep_daily(self, account: Account, resource: Resource) -> None:
        """Once a day everything that still exists is walked over, so that what is gone is noticed."""
        if account.refused(resource) or not self._is_loaded(account, resource):
            return
        ended = [self._when(account, resource, walk.name) for walk in resource.history]
        first = max(filter(None, ended), default=None)
        for sweep in (each for each in resource.sweeps if not each.states):
            last = self._when(account, resource, sweep.name) or first
            if last is None or abs(self._now() - last) >= SWEEP_EVERY:  # this computer's clock may have been ahead
                await self._sweeping.sweep(account, resource, sweep, "check")
                self._note(account, resource, sweep.name)

    # ── what is kept of the way ───────────────────────────────────────────────────────────────────────────────

    def _place(self, account: Account, resource: Resource) -> object:
        """How far the long walks of a kind have come."""
        swept = (walk for sweep in resource.sweeps for walk in sweep.walks)
        return [self._pull.position(account, resource, walk) for walk in (*resource.history, *swept)]

    def _is_complete(self, account: Account) -> bool:
        return all(self._is_loaded(account, resource) for resource in account.resources())

    def _is_loaded(self, account: Account, resource: Resource) -> bool:
        if account.refused(resource):
            return True
        left = follow.left(self._cache, account.id, resource.kind)
        return not left and all(self._when(account, resource, walk.name) is not None for walk in resource.history)

    def _when(self, account: Account, resource: Resource, name: str) -> datetime | None:
        """When a walk last reached its end."""
        ended = walks.read_walk(self._cache, account.id, resource.kind, f"end of {name}").marker
        return datetime.fromisoformat(ended) if ended else None

    def _note(self, account: Account, resource: Resource, name: str) -> None:
        with transaction(self._cache):
            reached = walks.WalkState(marker=self._now().isoformat())
            walks.write_walk(self._cache, account.id, resource.kind, f"end of {name}", reached)
