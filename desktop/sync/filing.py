"""Filing what arrived: documents into the cache as truth, and what is shown of them with the outbox laid over."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.records import Kind, Shown
from desktop.store import rows, shares, theirs, walks
from desktop.store.database import Connection, transaction
from desktop.store.failures import in_words
from desktop.sync.account import Account
from desktop.sync.folds import Folds
from desktop.sync.pending import Pending, marks_of
from desktop.sync.pieces import is_current, is_different, pieces_of, put_together, stored_piece
from desktop.vendors import mapping, wording
from desktop.vendors.contract import UNREADABLE, Documents, Resource
from desktop.vendors.rows import Piece, encode

SLICE = 500
"""Records written in one transaction, some 150 ms, before the loop may do something else; commits are dear."""
REMADE = 50
"""Records decoded again before the loop may do something else."""
FOLD_EVERY = 10.0
"""Seconds that derived records may stay behind the pages of a long walk: one customer has orders on many pages."""
OURS = float("inf")
"""When documents were asked for that are the copy's own: no answer is newer, and nothing came from the vendor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a walk stands after a page; committed together with it."""

    walk: str
    state: object  # None = finished
    marker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A record that was filed because it was new, or said something else than before."""

    key: str
    title: str
    is_new: bool


class Filing:
    """Writes truth into the cache; the only one that does. Lives on the worker's loop."""

    def __init__(
        self, cache: Connection, pending: Pending, now: Callable[[], datetime], changed: Callable[[str], None]
    ) -> None:
        self._cache = cache
        self._pending = pending
        self._now = now
        self._changed = changed
        self._folds = Folds(cache, now, changed)
        self._newest: dict[tuple[str, str, str], float] = {}  # loop time until which older answers say nothing
        self._behind: set[tuple[str, Kind, str]] = set()  # rows that do not show yet what their entries say
        self._folded: dict[str, float] = {}  # loop time of the last folding, by account

    # ── truth ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def file(
        self, account: Account, resource: Resource, pieces: Sequence[Piece], asked_at: float, position: Position | None
    ) -> list[Came]:
        """File the documents of one answer, asked for at loop time `asked_at`; returns what was new or different.

        After a page in the middle of a walk derived records may be left to be folded later.
        """
        news: list[Came] = []
        for start in range(0, max(len(pieces), 1), SLICE):
            if account.is_removed:
                return []
            with transaction(self._cache):
                news += self._write(account, resource, pieces[start : start + SLICE], asked_at)
                if position is not None and start + SLICE >= len(pieces):
                    state = None if position.state is None else encode(position.state).decode()
                    reached = walks.WalkState(state=state, marker=position.marker)
                    walks.write_walk(self._cache, account.id, resource.kind, position.walk, reached)
            await asyncio.sleep(0)
        is_last = position is None or position.state is None
        if is_last or asyncio.get_running_loop().time() >= self._folded.get(account.id, 0.0) + FOLD_EVERY:
            await self.fold(account)
        return news

    def confirm(self, account: Account, resource: Resource, key: str, documents: Documents, entry: Entry) -> None:
        """Commit to disk what the vendor says after a write, shown without the entry that is done."""
        now = asyncio.get_running_loop().time()
        with transaction(self._cache, "FULL"):
            self._write(account, resource, pieces_of(key, documents), now, without=entry.id)
            self._folds.some(account)
        self.outdate(account, resource, key, now)

    def outdate(self, account: Account, resource: Resource, key: str, asked_at: float) -> None:
        """From now on, what was asked for before this loop time says nothing of the record."""
        place = account.id, resource.kind, key
        self._newest[place] = max(self._newest.get(place, 0.0), asked_at)

    def gone(self, account: Account, resource: Resource, key: str) -> None:
        """Note that the vendor has the record no more; its row stays."""
        self.outdate(account, resource, key, asyncio.get_running_loop().time())
        with transaction(self._cache, "FULL"):
            row = rows.row_of(self._cache, account.id, resource.kind, key)
            self._folds.moved(account, theirs.mark_gone(self._cache, [row] if row else []))
            self._folds.some(account)
        self._changed(resource.kind)

    def documents(self, account: Account, resource: Resource, key: str) -> Documents:
        """A record's documents as the copy has them; none where they cannot all be read."""
        known = theirs.known(self._cache, account.id, resource.kind, [key]).get(key)
        documents, trouble = put_together(known.documents if known else {}, ())
        return {} if trouble else documents

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────

    def reshow(self, account: Account, resource: Resource, key: str) -> None:
        """Rewrite a row's shown columns after its entries changed.

        Those are committed: what the copy's file refuses now does not undo them, and is done by `catch_up`.
        """
        try:
            with in_words():
                self._redraw(account, resource, key)
        except AppError:
            self._behind.add((account.id, resource.kind, key))
            account.wake.set()  # the next round finds out, and says so

    def catch_up(self, account: Account) -> None:
        """Rewrite the rows that could not be. Raises AppError while they still cannot."""
        for place in [place for place in self._behind if place[0] == account.id]:
            _, kind, key = place
            self._redraw(account, account.vendor.resources[kind], key)
            self._behind.discard(place)

    def _redraw(self, account: Account, resource: Resource, key: str) -> None:
        known = theirs.known(self._cache, account.id, resource.kind, [key]).get(key)
        if known is None:
            return
        entries = self._pending.of(account.id, resource.kind, key)
        documents, trouble = put_together(known.documents, ())
        shown, _ = self._shown(account, resource, documents, entries, known.unread or trouble)
        redrawn = theirs.Redrawn(row=known.row, shown=shown, overlaid=bool(entries), marks=marks_of(entries))
        with transaction(self._cache):
            self._folds.moved(account, theirs.rewrite_shown(self._cache, [redrawn]))
            self._folds.some(account)
        self._changed(resource.kind)

    async def remake(self, account: Account, resource: Resource) -> None:
        """Make again, in slices, the rows that were made by another version of the tables or other references."""
        kind = resource.kind
        after: int | None = 0
        while after is not None:
            stale, after = rows.stale_rows(self._cache, account.id, kind, account.mapping, after=after, limit=REMADE)
            if stale and resource.fold is not None:
                shares.refold(self._cache, account.id)
                break
            stored = [record for record in (rows.record(self._cache, row) for row in stale) if record is not None]
            pieces = [stored_piece(each.key, part, body) for each in stored for part, body in each.documents.items()]
            with transaction(self._cache):
                self._write(account, resource, pieces, OURS)
            await asyncio.sleep(0)
        await self.fold(account)

    async def fold(self, account: Account) -> None:
        """Put derived records together again until none is left to do."""
        await self._folds.all(account)
        self._folded[account.id] = asyncio.get_running_loop().time()

    # ── inside one transaction ────────────────────────────────────────────────────────────────────────────────

    def _write(
        self, account: Account, resource: Resource, pieces: Iterable[Piece], asked_at: float, without: int = 0
    ) -> list[Came]:
        by_key: dict[str, list[Piece]] = {}
        for piece in pieces:
            if piece.key and self._newest.get((account.id, resource.kind, piece.key), 0.0) <= asked_at:
                by_key.setdefault(piece.key, []).append(piece)
        known = theirs.known(self._cache, account.id, resource.kind, by_key)
        version, now = account.mapping, None if asked_at == OURS else self._now()
        arrivals = []
        for key, own in by_key.items():
            before = known.get(key)
            if before is not None and not without and is_current(before, own, version):
                continue
            documents, trouble = put_together(before.documents if before else {}, own)
            entries = [each for each in self._pending.of(account.id, resource.kind, key) if each.id != without]
            shown, unread = self._shown(account, resource, documents, entries, trouble)
            arrivals.append(
                theirs.Arrival(
                    key=key,
                    documents={piece.part: piece.body for piece in own},
                    shown=shown,
                    unread=unread,
                    overlaid=bool(entries),
                    marks=marks_of(entries),
                    mapping=version,
                    as_of=now,
                )
            )
        if arrivals:
            written = theirs.write(self._cache, account.id, resource.kind, arrivals, known)
            self._folds.moved(account, written.affected)
            self._changed(resource.kind)
        return [
            Came(key=key, title=wording.title(each.shown.record) if each.shown else key, is_new=key not in known)
            for key, each in ((arrival.key, arrival) for arrival in arrivals)
            if (before := known.get(key)) is None or is_different(before, by_key[key])
        ]

    def _shown(
        self, account: Account, resource: Resource, documents: Documents, entries: Sequence[Entry], trouble: str
    ) -> tuple[Shown | None, str]:
        """What the window shows of a record, or why it cannot be read."""
        if trouble:
            return None, trouble
        changes = [change for entry in entries for change in entry.changes]
        try:
            return mapping.shown(resource, documents, account.context, changes), ""
        except UNREADABLE as error:
            return None, str(error) or type(error).__name__
