"""What a list tells of records beside the copy: which are to be read by themselves, and which are there."""

from collections.abc import Sequence

from desktop.store import theirs
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.vendors.contract import Resource, Turn
from desktop.vendors.rows import Piece


def singly(
    cache: Connection, account: Account, resource: Resource, pieces: Sequence[Piece], turn: Turn
) -> tuple[str, ...]:  # fmt: skip
    """The keys of those that are to be read because of what the copy has: what it has as gone and a list tells of in
    short, for lists may be behind; and those that the walk wants to be known.
    """
    short = [piece.key for piece in pieces if resource.summary and piece.part == resource.summary]
    wanted = (*short, *turn.follow_unknown)
    known = theirs.known(cache, account.id, resource.kind, wanted) if wanted else {}
    return (*(key for key in short if key in known and known[key].gone), *(set(turn.follow_unknown) - known.keys()))


def still_there(cache: Connection, account: Account, resource: Resource, keys: Sequence[str]) -> tuple[str, ...]:
    """Those of these keys of which the copy has a record that is not gone."""
    known = theirs.known(cache, account.id, resource.kind, keys) if keys else {}
    return tuple(key for key, had in known.items() if not had.gone)
