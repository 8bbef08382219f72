"""Filing what arrived: documents into the cache as truth, and what is shown of them with the outbox laid over."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from desktop.changes import Entry
from desktop.errors import AppError
from desktop.records import Kind
from desktop.store import early, follow, rows, shares, theirs, walks
from desktop.store.database import Connection, transaction
from desktop.store.failures import in_words
from desktop.sync.account import Account
from desktop.sync.again import want, want_again
from desktop.sync.arrivals import Came, Position, Replaces, arrivals, arrived, shared_pieces, viewed
from desktop.sync.bell import Changed
from desktop.sync.folds import MOST_SHARES, Folds
from desktop.sync.hearing import Fresh
from desktop.sync.joining import join
from desktop.sync.newest import OURS, Asked, Newest, Place, keep
from desktop.sync.pending import Pending
from desktop.sync.pieces import by_record, is_current, is_different, is_newer, pieces_of, put_together, stored_piece
from desktop.sync.redrawing import Redrawing
from desktop.vendors import wording
from desktop.vendors.contract import Documents, Resource
from desktop.vendors.rows import Piece

SLICE = 500
"""Records written in one transaction, some 150 ms, before the loop may do something else; commits are dear."""
REMADE = 50
"""Records decoded again before the loop may do something else."""
FOLD_EVERY = 10.0
"""Seconds that derived records may stay behind the pages of a long walk: one customer has orders on many pages."""


class Filing:
    """Writes truth into the cache; the only one that does. Lives on the worker's loop."""

    def __init__(
        self, cache: Connection, pending: Pending, now: Callable[[], datetime], changed: Changed,
        *, folded: int = MOST_SHARES,
    ) -> None:  # fmt: skip
        self._cache = cache
        self._pending = pending
        self._now = now
        self._changed = changed
        self._redrawing = Redrawing(cache, pending)
        self._folds = Folds(cache, now, changed, self._redrawing.rewrite, most=folded)
        self.newest = Newest()
        self._behind: set[tuple[str, Kind, str]] = set()  # rows that do not show yet what their entries say
        self._folded: dict[str, float] = {}  # loop time of the last folding, by account

    # ── truth ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def file(
        self, account: Account, resource: Resource, pieces: Sequence[Piece], asked_at: Asked, position: Position | None,
        *, replaces: Replaces | None = None,
    ) -> list[Came]:  # fmt: skip
        """File the documents of one answer, true at loop time `asked_at`; returns what was new or different.

        After a page in the middle of a walk derived records may be left to be folded later, and told later.
        """
        news: list[Came] = []
        size = len(pieces) if replaces else SLICE  # what replaces others of its record is written with all of them
        for start in range(0, max(len(pieces), 1), max(size, 1)):
            if account.is_removed:
                return []
            with transaction(self._cache):
                some = pieces[start : start + size]
                news += self._write(account, resource, some, asked_at, replaces or {}, position=position)
                if position is not None and start + size >= len(pieces):
                    self._note(account, resource, position, news)
            await asyncio.sleep(0)
        is_last = position is None or position.state is None
        if is_last or asyncio.get_running_loop().time() >= self._folded.get(account.id, 0.0) + FOLD_EVERY:
            await self.fold(account)
        return news

    def _note(self, account: Account, resource: Resource, position: Position, news: Sequence[Came]) -> None:
        reached = position.reached(is_new=bool(news or position.follow))
        walks.write_walk(self._cache, account.id, resource.kind, position.walk, reached)
        wanted = (*position.follow, *(came.key for came in news if position.follows_news))
        follow.want(self._cache, account.id, resource.kind, wanted, past=position.past)
        if position.is_ahead and position.state is None:
            early.forget(self._cache, account.id, resource.kind)
        want_again(self._cache, account, resource, [came.key for came in news], self.documents, self._now())

    def want(self, account: Account, kind: Kind, key: str, due: datetime | None = None, *, name: str = "") -> None:
        """Have a record, or all those that are called so, read again, at once or when `due`."""
        want(self._cache, account, kind, key, due, name)

    def confirm(
        self, account: Account, resource: Resource, key: str, documents: Documents, entry: Entry, asked_at: Asked, *,
        replaces: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Commit to disk what the vendor said at that loop time, shown without the entry that is done."""
        owner = resource.owner(key)
        place: Place = account.id, resource.kind, owner
        late = self.newest.late(place, documents, asked_at)
        pieces = [piece for piece in pieces_of(owner, documents) if piece.part not in late]
        gone = {} if late else {owner: replaces}
        if not pieces:  # newer is there: only shown anew
            known = theirs.known(self._cache, account.id, resource.kind, [owner]).get(owner)
            pieces = [stored_piece(owner, part, body) for part, body in known.documents.items()] if known else []
            asked_at, gone = OURS, {}
        shared = shared_pieces(resource, owner, documents) if asked_at != OURS and not late else []
        with transaction(self._cache, "FULL"):
            self._write(account, resource, [*pieces, *shared], asked_at, gone, without=entry.id)
            self._folds.some(account)
            for each in (owner, *(piece.key for piece in shared)):
                keep(self._cache, (account.id, resource.kind, each), asked_at, self._now())
        for piece in (*pieces, *shared) if asked_at != OURS else ():
            self.newest.note((account.id, resource.kind, piece.key), asked_at, [piece.part])

    def outdate(self, account: Account, resource: Resource, key: str, asked_at: Asked) -> None:
        """From now on, what was true before says nothing of the record."""
        self.newest.note((account.id, resource.kind, key), asked_at)

    def upheld(self, account: Account, resource: Resource, owner: str, found: Fresh) -> Fresh:
        """A record as just read; what is known since a later time than the vendor tells of stands in its place."""
        place: Place = account.id, resource.kind, owner
        late = self.newest.late(place, found.documents, found.asked_at)
        known = theirs.known(self._cache, account.id, resource.kind, [owner]).get(owner) if late else None
        if known is None or is_newer(resource, known, pieces_of(owner, found.documents)):
            return found
        kept, _ = put_together({part: known.documents[part] for part in late if part in known.documents}, ())
        later = {**found.asked_at.later, **{part: self.newest.of(place, part) for part in kept}}
        asked_at = Asked(found.asked_at.at, later)
        return replace(found, documents={**found.documents, **kept}, asked_at=asked_at, is_early=True)

    def is_late(self, account: Account, resource: Resource, owner: str, found: Fresh) -> bool:
        """Whether something newer is known of what was just read: that is not filed."""
        return bool(self.newest.late((account.id, resource.kind, owner), found.documents, found.asked_at))

    def gone(self, account: Account, resource: Resource, key: str) -> None:
        """Note that the vendor has the record no more; its row stays."""
        owner = resource.owner(key)
        asked_at = Asked(asyncio.get_running_loop().time())
        self.outdate(account, resource, owner, asked_at)
        with transaction(self._cache, "FULL"):
            keep(self._cache, (account.id, resource.kind, owner), asked_at, self._now())
            row = rows.row_of(self._cache, account.id, resource.kind, owner)
            owned = rows.owned(self._cache, account.id, resource.kind, owner)
            self._folds.moved(account, theirs.mark_gone(self._cache, [*([row] if row else []), *owned.values()]))
            self._folds.some(account)
        self._changed(resource.kind, soon=True)

    def documents(
        self, account: Account, resource: Resource, key: str, read: Documents | None = None,
        replaces: tuple[str, ...] = (),
    ) -> Documents:  # fmt: skip
        """What the copy has of a record, as its tables read it, or would have with what was `read` of it and `replaces`
        other parts; nothing where it cannot all be read.
        """
        owner = resource.owner(key)
        known = theirs.known(self._cache, account.id, resource.kind, [owner]).get(owner)
        had = known.documents if known else {}
        return viewed(resource, key, {part: had[part] for part in had if not part.startswith(replaces)}, read or {})

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
        with transaction(self._cache):
            self._folds.moved(account, self._redrawing.rewrite(account, resource, [key]))
            self._folds.some(account)
        self._changed(resource.kind, soon=True)

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
                self._write(account, resource, pieces, OURS, {}, soon=False)
            await asyncio.sleep(0)
        await self.fold(account)

    async def fold(self, account: Account) -> None:
        """Put derived records together again until none is left to do."""
        await self._folds.all(account)
        self._folded[account.id] = asyncio.get_running_loop().time()

    # ── inside one transaction ────────────────────────────────────────────────────────────────────────────────

    def _write(
        self, account: Account, resource: Resource, pieces: Iterable[Piece], asked_at: Asked, replaces: Replaces,
        *, without: int = 0, position: Position | None = None, soon: bool = True,
    ) -> list[Came]:  # fmt: skip
        by_key = by_record(pieces, replaces)
        known = theirs.known(self._cache, account.id, resource.kind, by_key)
        join(self._cache, account, resource, by_key, known, replaces, position)
        late = self.newest.sift(account.id, resource, by_key, known, asked_at)
        as_of = None if asked_at == OURS else self._now()
        tallies = self._redrawing.tallies(account, resource, by_key)
        made: list[theirs.Arrival] = []
        titles: dict[str, str] = {}
        for key, own in by_key.items():
            had = known.get(key)
            came = arrived(resource, key, own, had, replaces.get(key, ()), late.get(key, ()))
            if came is None or (had and not without and not came.gone and is_current(had, own, account.mapping)):
                continue
            some = list(arrivals(account, resource, came, had, self._pending, tallies, without=without, as_of=as_of))
            made += some
            titles[key] = wording.title(some[0].shown.record) if some[0].shown else key
            if resource.others is not None:
                self._leave(account, resource, key, some)
        if made:
            before = known if resource.others is None else None
            written = theirs.write(self._cache, account.id, resource.kind, made, before)
            self._folds.moved(account, written.affected)
            self._changed(resource.kind, soon=soon and position is None)
        return [
            Came(key=key, title=title, is_new=key not in known)
            for key, title in titles.items()
            if (had := known.get(key)) is None or is_different(had, by_key[key])
        ]

    def _leave(self, account: Account, resource: Resource, owner: str, some: Sequence[theirs.Arrival]) -> None:
        """Those that had their documents with this record and are not among them any more are gone."""
        owned = rows.owned(self._cache, account.id, resource.kind, owner)
        for arrival in some:
            owned.pop(arrival.key, None)
        if some[0].shown is not None and (left := list(owned.values())):
            self._folds.moved(account, theirs.mark_gone(self._cache, left))
