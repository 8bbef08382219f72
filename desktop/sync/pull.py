"""Reading from a vendor: walks page by page, each page filed with the walk's position, and records one by one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.errors import AppError, Offline, Rejected
from desktop.store import follow, shares, walks
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.again import want_again
from desktop.sync.arrivals import Position
from desktop.sync.filing import Filing
from desktop.sync.hearing import Fresh, Hearing
from desktop.sync.journal import Journal
from desktop.sync.naming import owned
from desktop.sync.pieces import pieces_of
from desktop.sync.sense import is_known, understood
from desktop.sync.summaries import led, singly, still_there
from desktop.vendors import mapping
from desktop.vendors.contract import Context, Resource, Walk
from desktop.vendors.pacing import Priority
from desktop.vendors.rows import decode

TRIES = 3
"""How often what is told of a record alone is asked for while others read the record itself."""


class Pull:
    """Runs walks. `at(place)` is where tests stop or kill; `told(account)` says that progress has moved."""

    def __init__(
        self, cache: Connection, filing: Filing, journal: Journal, hearing: Hearing, *,
        now: Callable[[], datetime], at: Callable[[str], None], told: Callable[[], None],
    ) -> None:  # fmt: skip
        self._cache = cache
        self._filing = filing
        self._journal = journal
        self._hearing = hearing
        self._now = now
        self._at = at
        self._told = told

    # ── walks ─────────────────────────────────────────────────────────────────────────────────────────────────

    def position(self, account: Account, resource: Resource, walk: Walk) -> tuple[Any, str]:
        """Where a walk stands (None: at its beginning or finished) and the marker of its last complete run."""
        reached = walks.read_walk(self._cache, account.id, resource.kind, walk.name)
        return (decode(reached.state.encode()) if reached.state else None), reached.marker or ""

    async def walk(
        self, account: Account, resource: Resource, walk: Walk, priority: Priority, *, marker: str = ""
    ) -> None:
        """Run a walk from where it stands to its end."""
        state, own_marker = self.position(account, resource, walk)
        with understood(account):
            is_new = state is None or not is_known(walk, state)
            state = walk.first(own_marker or marker, account.context) if is_new else walk.again(state)
        try:
            while state is not None:
                if priority == "history" and not account.open.is_set():
                    await self._filing.fold(account)
                    await account.open.wait()
                state = await self._page(account, resource, walk, state, priority)
        except AppError:
            await self._filing.fold(account)  # the next page may be long in coming
            raise

    async def _page(
        self,
        account: Account,
        resource: Resource,
        walk: Walk,
        state: Any,  # noqa: ANN401 - JSON
        priority: Priority,
    ) -> Any:  # noqa: ANN401 - JSON
        own_marker = self.position(account, resource, walk)[1]
        with understood(account):
            ask = walk.ask(state)
        heard, pieces, asked_at = await self._hearing.hear(account, resource, ask, priority)
        pieces = owned(self._cache, account, resource, ask, pieces)
        with understood(account):
            turn = led(self._cache, account, resource, pieces, walk.next(state, heard))
        wanted = (*turn.follow, *singly(self._cache, account, resource, pieces, turn))
        position = Position(
            walk=walk.name, state=turn.state, marker=turn.marker or own_marker or None,
            follow=wanted, follows_news=turn.follow_changed, while_new=turn.while_new, past=priority == "history",
            is_ahead=walk.is_ahead,
        )  # fmt: skip
        with transaction(self._cache):
            for sweep in (each for each in resource.sweeps if walk in each.walks):
                seen = sweep.seen([(piece.key, piece.part) for piece in pieces])
                walks.note_seen(self._cache, account.id, resource.kind, sweep.name, seen)
        news = await self._filing.file(account, resource, pieces, asked_at, position, replaces=turn.replaces)
        for key in still_there(self._cache, account, resource, turn.none):
            self._filing.gone(account, resource, key)
        self._at("page")
        self._journal.came(account, resource.kind, news, turn.words if priority == "history" else None)
        if priority == "history":
            account.progress.moved(resource.kind, walk.name, turn.progress, turn.words, self._now())
            account.progress.back_to = turn.complete_to or account.progress.back_to
            self._told()
        return self.position(account, resource, walk)[0] if turn.while_new else turn.state

    # ── one record ────────────────────────────────────────────────────────────────────────────────────────────

    async def follow_up(self, account: Account, *, past: bool) -> None:
        """Read the records that were named only, or may have changed unseen, one by one, until none is left."""
        while some := follow.due(self._cache, account.id, self._now(), past=past):
            for each in some:
                if past:
                    await account.open.wait()
                    account.progress.follows(each.kind, follow.left(self._cache, account.id, each.kind), self._now())
                    self._told()
                resource = account.vendor.resources[each.kind]
                found = None
                with suppress(Rejected):  # one record that cannot be read is no trouble of the account
                    try:
                        found = await self.read_one(
                            account, resource, each.key, "history" if past else "news", is_again=each.is_again
                        )
                    except Offline:
                        with transaction(self._cache):  # the others go first: it may be this one that is in trouble
                            follow.done(self._cache, account.id, each.kind, each.key)
                            follow.want(self._cache, account.id, each.kind, [each.key], past=past)
                        raise
                self._end_following(account, resource, each.key, found)

    def _end_following(self, account: Account, resource: Resource, key: str, found: Fresh | None) -> None:
        """A record has been read; when it is read again is noted together with that."""
        with transaction(self._cache):
            follow.done(self._cache, account.id, resource.kind, key)
            if found is None:
                return
            if found.is_early:
                due = self._now() + self._hearing.lag(account, resource, key)
                follow.want(self._cache, account.id, resource.kind, [key], due=due)
            want_again(self._cache, account, resource, [key], self._filing.documents, self._now())

    async def read_one(
        self, account: Account, resource: Resource, key: str, priority: Priority, *, is_again: bool = False
    ) -> Fresh | None:
        """Read one record and file it; None when it is gone. `is_again`: the journal says what is another since."""
        found = await self._hearing.fresh(account, resource, key, priority)
        if found is None:
            self._filing.gone(account, resource, key)
            return None
        words = "" if priority == "history" else None
        await self.take(account, resource, key, found, words, is_again=is_again)
        return found

    async def take(
        self, account: Account, resource: Resource, key: str, found: Fresh, words: str | None = None, *,
        is_again: bool = False,
    ) -> None:  # fmt: skip
        """File a record that was read singly, and say so in the journal (`words`: as for a page of history)."""
        owner = resource.owner(key)
        before = self._filing.documents(account, resource, key) if is_again else {}
        self._filing.outdate(account, resource, owner, found.asked_at)
        pieces = pieces_of(owner, found.documents)
        news = await self._filing.file(
            account, resource, pieces, found.asked_at, None, replaces={owner: found.replaces}
        )
        if news and before:
            now = self._filing.documents(account, resource, key)
            moved = mapping.formed(resource, mapping.merged(resource, before, now, ()), account.context, now)
            news = [replace(news[0], key=key, words=mapping.describe(resource, moved), changes=moved)]
        self._journal.came(account, resource.kind, news, words)

    async def read_more(self, account: Account, resource: Resource, key: str) -> None:
        """Read what is told only of a record that is looked at: its past, its payments …

        Where the record was read anew meanwhile, that is older than what is known, and asked for once more.
        """
        owner = resource.owner(key)
        for _ in range(TRIES):
            documents = self._filing.documents(account, resource, owner)
            found = await self._hearing.more(account, resource, owner, documents) if documents else None
            if found is None:
                return
            is_late = self._filing.is_late(account, resource, owner, found)
            pieces = pieces_of(owner, found.documents)
            await self._filing.file(account, resource, pieces, found.asked_at, None, replaces={owner: found.replaces})
            if not is_late:
                return

    async def gather(self, account: Account, resource: Resource, key: str) -> None:
        """Read all that a derived record is put together from; it is folded page by page."""
        own = [share.body for share in shares.some(self._cache, account.id, (resource.kind, key))]
        with understood(account):
            found = resource.gather(key, own, account.context) if resource.gather and own else None
        if found is None:
            return
        kind, walk = found
        source, state = account.vendor.resources[kind], walk.first("", account.context)
        while state is not None:
            heard, pieces, asked_at = await self._hearing.hear(account, source, walk.ask(state), "opened")
            with understood(account):
                state = walk.next(state, heard).state
            news = await self._filing.file(account, source, pieces, asked_at, None)
            self._journal.came(account, kind, news, None)

    # ── references ────────────────────────────────────────────────────────────────────────────────────────────

    async def references(self, account: Account) -> None:
        """Read the lists that forms choose from; rows are decoded again when they have changed."""
        known = dict(walks.read_references(self._cache, account.id))
        read = await self._hearing.references(account)
        if read != known:
            with transaction(self._cache):
                for name, value in read.items():
                    walks.write_reference(self._cache, account.id, name, value)
        self.take_references(account)

    def take_references(self, account: Account) -> None:
        """Use the reference lists as last read."""
        references = dict(walks.read_references(self._cache, account.id))
        account.context = Context(options=account.options(), references=references)
