"""What a list tells of records beside the copy: which are to be read by themselves, and which are there."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.store import follow, theirs
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


def led(
    cache: Connection, account: Account, resource: Resource, pieces: Sequence[Piece], turn: Turn
) -> Turn:  # fmt: skip
    """The turn as it is by what the copy has heard of: records that it has, and those that it wants to read.

    Rows that cannot be read say nothing: they may be of no record.
    """
    if turn.unless_known is None:
        return turn
    keys = {piece.key for piece in pieces if piece.key and piece.document is not None}
    left = keys - theirs.known(cache, account.id, resource.kind, keys).keys()
    unheard = left - follow.wanted(cache, account.id, resource.kind, left)
    return replace(turn, state=turn.unless_known) if unheard else turn
