"""What arrived made into rows: a record's documents put together, and what is shown of it and of those it owns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.changes import Change, Entry
from desktop.records import Shown
from desktop.store import theirs
from desktop.store.walks import WalkState
from desktop.sync.account import Account
from desktop.sync.pending import Pending, marks_of
from desktop.sync.pieces import pieces_of, put_together
from desktop.vendors import mapping
from desktop.vendors.contract import UNREADABLE, Documents, Resource
from desktop.vendors.rows import Piece, encode
from desktop.vendors.tallies import counted

Replaces = Mapping[str, tuple[str, ...]]
"""By record: its parts that begin so and did not come are gone."""
Tallies = Mapping[str, Mapping[str, object]]
"""By key: what the orders of a customer come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a walk stands after a page, and which records are to be read singly; committed together with it."""

    walk: str
    state: object  # None = finished
    marker: str | None = None
    follow: tuple[str, ...] = ()
    follows_news: bool = False
    while_new: bool = False  # the walk ends with a page that brought nothing new
    past: bool = False
    is_ahead: bool = False  # the walk tells of parts of records before these

    def reached(self, *, is_new: bool) -> WalkState:
        """What is kept of it; `is_new`: the page brought something that the copy did not have."""
        is_over = self.state is None or (self.while_new and not is_new)
        return WalkState(state=None if is_over else encode(self.state).decode(), marker=self.marker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A record that was filed because it was new, or said something else than before.

    `changes` say what, if that is known; so do `words`, in plain figures.
    """

    key: str
    title: str
    is_new: bool
    words: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """All that arrived of one record: its pieces, and the parts that are gone with them."""

    owner: str
    pieces: Sequence[Piece]
    gone: tuple[str, ...]

    def documents(self, before: theirs.Known | None) -> tuple[Documents, str]:
        """All documents of the record now, and why they cannot be read, if so."""
        had = before.documents if before else {}
        return put_together({part: body for part, body in had.items() if part not in self.gone}, self.pieces)


def arrived(
    resource: Resource, owner: str, pieces: Sequence[Piece], before: theirs.Known | None, replaces: Iterable[str],
    late: Iterable[str] = (),
) -> Arrived | None:  # fmt: skip
    """What arrived of a record; None where that is only parts of one that nothing else is known of, or that is gone.

    The parts in `late` came as well, and stay as they are.
    """
    came = {piece.part for piece in pieces} | set(late)
    if (before is None or before.gone) and resource.part not in came and (before or resource.summary not in came):
        return None
    had = before.documents if before else {}
    gone = [part for part in had if part not in came and part.startswith(tuple(replaces))]
    return Arrived(owner=owner, pieces=pieces, gone=tuple(gone))


def arrivals(
    account: Account, resource: Resource, came: Arrived, before: theirs.Known | None, pending: Pending,
    tallies: Tallies, *, without: int, as_of: datetime | None,
) -> Iterator[theirs.Arrival]:  # fmt: skip
    """The rows of a record and of those that have their documents with it, with their entries laid over."""
    documents, trouble = came.documents(before)
    bodies = {piece.part: piece.body for piece in came.pieces} | dict.fromkeys(came.gone)
    if called := {} if trouble else _called(resource, documents):
        bodies = _renamed(called, bodies, before)
        documents = {now: document for part, document in documents.items() if (now := called.get(part, part))}
    others = () if trouble else others_of(resource, came.owner, documents)
    for key in (came.owner, *others):
        entries = [each for each in pending.of(account.id, resource.kind, key) if each.id != without]
        shown, unread = shown_of(account, resource, key, documents, entries, trouble, tallies.get(key))
        is_owner = key == came.owner
        yield theirs.Arrival(
            key=key, documents=bodies if is_owner else {}, owner="" if is_owner else came.owner, shown=shown,
            unread=unread, overlaid=bool(entries), marks=marks_of(entries), mapping=account.mapping, as_of=as_of,
            names=names_of(resource, key, documents),
        )  # fmt: skip


def _called(resource: Resource, documents: Documents) -> Mapping[str, str]:
    """What parts are called now; as they are where that cannot be told."""
    try:
        return resource.called(documents)
    except UNREADABLE:
        return {}


def _renamed(
    called: Mapping[str, str], bodies: Mapping[str, bytes | None], before: theirs.Known | None
) -> dict[str, bytes | None]:
    """What is written of the parts, each under its name of now."""
    had = before.documents if before else {}
    moved = {now: bodies.get(part) or had.get(part) for part, now in called.items() if now}
    return {**bodies, **dict.fromkeys(called), **moved}


def names_of(resource: Resource, key: str, documents: Documents) -> tuple[str, ...] | None:
    """What other lists call a record; None where that cannot be told."""
    try:
        return resource.names(resource.view(key, documents)) if resource.names else None
    except UNREADABLE:
        return None


def viewed(resource: Resource, key: str, kept: Mapping[str, bytes], read: Documents) -> Documents:
    """A record as its tables read it, of what is kept and was read of it; nothing where it cannot all be read."""
    documents, trouble = put_together(kept, ())
    try:
        return {} if trouble or not (documents or read) else resource.view(key, {**documents, **read})
    except UNREADABLE:
        return {}


def shared_pieces(resource: Resource, owner: str, documents: Documents) -> list[Piece]:
    """What a record says of others that have its main part in common with it; nothing where that cannot be told."""
    try:
        keys = resource.sharers(documents) if resource.part in documents else ()
    except UNREADABLE:
        return []
    main = {resource.part: documents[resource.part]} if keys else {}
    return [piece for key in keys if key != owner for piece in pieces_of(key, main)]


def others_of(resource: Resource, owner: str, documents: Documents) -> tuple[str, ...]:
    """The keys of those that have their documents with this record; none where that cannot be told."""
    try:
        return resource.others(owner, documents) if resource.others else ()
    except UNREADABLE:
        return ()


def shown_of(
    account: Account, resource: Resource, key: str, documents: Documents, entries: Sequence[Entry], trouble: str,
    tally: Mapping[str, object] | None = None,
) -> tuple[Shown | None, str]:  # fmt: skip
    """What the window shows of a record, or why it cannot be read. `documents` are its owner's."""
    if trouble:
        return None, trouble
    changes = [change for entry in entries for change in entry.changes]
    try:
        shown = mapping.shown(resource, resource.view(key, documents), account.context, changes)
        return (shown if tally is None else replace(shown, record=counted(shown.record, [tally]))), ""
    except UNREADABLE as error:
        return None, str(error) or type(error).__name__
