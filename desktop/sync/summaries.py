"""Records that lists tell of in short: what a list says of one that is gone brings it back by a reading of its own."""

from collections.abc import Sequence

from desktop.store import theirs
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.vendors.contract import Resource
from desktop.vendors.rows import Piece


def come_back(cache: Connection, account: Account, resource: Resource, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The keys of those that the copy has as gone: lists may be behind, or it was no record of the kind."""
    keys = [piece.key for piece in pieces if resource.summary and piece.part == resource.summary]
    known = theirs.known(cache, account.id, resource.kind, keys) if keys else {}
    return tuple(key for key, had in known.items() if had.gone)


def still_there(cache: Connection, account: Account, resource: Resource, keys: Sequence[str]) -> tuple[str, ...]:
    """Those of these keys of which the copy has a record that is not gone."""
    known = theirs.known(cache, account.id, resource.kind, keys) if keys else {}
    return tuple(key for key, had in known.items() if not had.gone)
