"""Reading from a vendor: walks page by page, each page filed with the walk's position, and records one by one."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from desktop.errors import AppError, Offline, Rejected, Unreached
from desktop.store import shares, theirs, walks
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.filing import Filing, Position
from desktop.sync.journal import Journal
from desktop.sync.pieces import pieces_of
from desktop.sync.sense import cleaned, is_known, understood
from desktop.vendors.contract import Ask, Context, Document, Documents, Heard, Resource, Walk
from desktop.vendors.pacing import Priority
from desktop.vendors.rows import Piece, cut, decode, read_row

SLICE = 50
"""Rows decoded before the loop may do something else."""


class Pull:
    """Runs walks. `at(place)` is where tests stop or kill; `told(account)` says that progress has moved."""

    def __init__(
        self,
        cache: Connection,
        filing: Filing,
        journal: Journal,
        *,
        now: Callable[[], datetime],
        at: Callable[[str], None],
        told: Callable[[], None],
    ) -> None:
        self._cache = cache
        self._filing = filing
        self._journal = journal
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
        if state is None or not is_known(walk, state):
            with understood(account):
                state = walk.first(own_marker or marker, account.context)
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
        asked_at = asyncio.get_running_loop().time()
        heard, pieces = await self._hear(account, ask, priority)
        with understood(account):
            turn = walk.next(state, heard)
        position = Position(walk=walk.name, state=turn.state, marker=turn.marker or own_marker or None)
        if walk in resource.sweep:
            self._note_seen(account, resource, walk, pieces)
        news = await self._filing.file(account, resource, pieces, asked_at, position)
        self._at("page")
        self._journal.came(account, resource.kind, news, turn.words if priority == "history" else None)
        if priority == "history":
            progress = account.progress
            progress.fraction, progress.words = turn.progress, turn.words
            progress.back_to = turn.complete_to or progress.back_to
            self._told()
        for key in turn.follow:
            await self.read_one(account, resource, key, priority)
        return turn.state

    async def _hear(self, account: Account, ask: Ask, priority: Priority) -> tuple[Heard, list[Piece]]:
        answer = await account.client.read(ask.request, priority)
        if account.recovers(self._now()):
            self._told()
        envelope, raws = cut(answer.body, ask.rows)
        pieces: list[Piece] = []
        for start in range(0, len(raws), SLICE):
            pieces += [cleaned(account, read_row(raw, ask.rows)) for raw in raws[start : start + SLICE] if ask.rows]
            await asyncio.sleep(0)
        documents = [piece.document for piece in pieces if piece.document is not None]
        heard = Heard(request=ask.request, headers=answer.headers, envelope=envelope, rows=documents, count=len(raws))
        return heard, pieces

    # ── what is gone ──────────────────────────────────────────────────────────────────────────────────────────

    def _note_seen(self, account: Account, resource: Resource, walk: Walk, pieces: list[Piece]) -> None:
        with transaction(self._cache):
            walks.note_seen(self._cache, account.id, resource.kind, walk.name, [piece.key for piece in pieces])

    async def sweep(self, account: Account, resource: Resource, walk: Walk, priority: Priority = "check") -> None:
        """Walk over everything that still exists; what is missing and answers 404 itself is gone."""
        state, _ = self.position(account, resource, walk)
        if state is None:
            with transaction(self._cache):
                walks.forget_seen(self._cache, account.id, resource.kind, walk.name)
        await self.walk(account, resource, walk, priority)
        after: str | None = ""
        while after is not None:
            missing, after = walks.unseen(self._cache, account.id, resource.kind, walk.name, after=after)
            for key in missing:
                try:
                    await self.read_one(account, resource, key, priority)
                except Unreached:
                    raise
                except (Rejected, Offline):  # says nothing about this record, and is no reason to walk all again
                    continue
        with transaction(self._cache):
            walks.forget_seen(self._cache, account.id, resource.kind, walk.name)

    # ── one record ────────────────────────────────────────────────────────────────────────────────────────────

    async def fresh(
        self, account: Account, resource: Resource, key: str, priority: Priority
    ) -> tuple[Documents, float] | None:
        """Read one record now, without filing it; None when the vendor has it no more. With the loop time of asking."""
        if resource.read is None:
            raise Rejected("This record has no page of its own.", "It is put together from others.")
        documents: dict[str, Document] = {}
        asked_at = asyncio.get_running_loop().time()
        try:
            for ask in resource.read(key, account.context):
                _, pieces = await self._hear(account, ask, priority)
                if ask.rows is not None and not pieces:
                    raise Rejected(f"{account.vendor.label}'s answer could not be read.", "It holds no record.")
                for piece in pieces:
                    if piece.document is None:
                        raise Rejected(f"{account.vendor.label}'s answer could not be read.", piece.trouble)
                    documents[piece.part] = piece.document
        except Rejected as error:
            if error.status in (404, 410):
                return None
            raise
        return documents, asked_at

    async def look(self, account: Account, ask: Ask, priority: Priority) -> Any:  # noqa: ANN401
        """The JSON of one look at the vendor's side; None when it answers that there is no such thing."""
        try:
            answer = await account.client.read(ask.request, priority)
        except Rejected as error:
            if error.status in (404, 410):
                return None
            raise
        account.recovers(self._now())
        return cut(answer.body, None)[0]

    async def read_one(self, account: Account, resource: Resource, key: str, priority: Priority) -> bool:
        """Read one record and file it; False when it is gone."""
        found = await self.fresh(account, resource, key, priority)
        if found is None:
            self._filing.gone(account, resource, key)
            return False
        await self.take(account, resource, key, found, "" if priority == "history" else None)
        return True

    async def take(
        self, account: Account, resource: Resource, key: str, found: tuple[Documents, float], words: str | None = None
    ) -> None:
        """File a record that was read singly, and say so in the journal (`words`: as for a page of history)."""
        documents, asked_at = found
        self._filing.outdate(account, resource, key, asked_at)
        news = await self._filing.file(account, resource, pieces_of(key, documents), asked_at, None)
        self._journal.came(account, resource.kind, news, words)

    async def read_history(self, account: Account, resource: Resource, key: str) -> None:
        """Read what the vendor tells of a record's past, where that is a document of its own."""
        known = theirs.known(self._cache, account.id, resource.kind, [key]).get(key)
        if resource.history_read is None or known is None:
            return
        documents = {part: decode(body) for part, body in known.documents.items()}
        ask = resource.history_read(key, documents, account.context)
        asked_at = asyncio.get_running_loop().time()
        _, pieces = await self._hear(account, ask, "opened")
        own = [piece for piece in pieces if piece.key == key and piece.document is not None]
        await self._filing.file(account, resource, own, asked_at, None)

    async def gather(self, account: Account, resource: Resource, key: str) -> None:
        """Read all that a derived record is put together from; it is folded page by page."""
        own = shares.some(self._cache, account.id, (resource.kind, key), limit=1)
        if resource.gather is None or not own:
            return
        with understood(account):
            kind, walk = resource.gather(key, own[0].body, account.context) or (resource.kind, None)
            state = walk.first("", account.context) if walk else None
        while walk and state is not None:
            state = await self._gathered(account, account.vendor.resources[kind], walk, state)

    async def _gathered(self, account: Account, resource: Resource, walk: Walk, state: Any) -> Any:  # noqa: ANN401
        with understood(account):
            ask = walk.ask(state)
        asked_at = asyncio.get_running_loop().time()
        heard, pieces = await self._hear(account, ask, "opened")
        with understood(account):
            turn = walk.next(state, heard)
        news = await self._filing.file(account, resource, pieces, asked_at, None)
        self._journal.came(account, resource.kind, news, None)
        return turn.state

    async def references(self, account: Account, priority: Priority = "news") -> None:
        """Read the lists that forms choose from; rows are decoded again when they have changed."""
        known = dict(walks.read_references(self._cache, account.id))
        read = {}
        for reference in account.vendor.references:
            answer = await account.client.read(reference.request, priority)
            account.recovers(self._now())
            with understood(account):
                read[reference.name] = reference.keep(cut(answer.body, None)[0])
        if read != known:
            with transaction(self._cache):
                for name, value in read.items():
                    walks.write_reference(self._cache, account.id, name, value)
        self.take_references(account)

    def take_references(self, account: Account) -> None:
        """Use the reference lists as last read."""
        references = dict(walks.read_references(self._cache, account.id))
        account.context = Context(options=account.options(), references=references)
