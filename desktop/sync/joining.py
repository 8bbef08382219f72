"""Documents that come before their records wait in the copy, and are filed together with these."""

from collections.abc import Mapping

from desktop.store import early
from desktop.store.database import Connection
from desktop.store.theirs import Known
from desktop.sync.account import Account
from desktop.sync.arrivals import Position, Replaces
from desktop.sync.pieces import stored_piece
from desktop.vendors.contract import Resource
from desktop.vendors.rows import Piece


def join(
    cache: Connection, account: Account, resource: Resource, by_key: dict[str, list[Piece]],
    known: Mapping[str, Known], replaces: Replaces, position: Position | None,
) -> None:  # fmt: skip
    """Add to each new record what came before it; what a page of a walk tells ahead of its record is to wait for that.

    Of what waits, another word is heard at any time; what a record read whole has no more does not come back.
    """
    unknown = {key: own for key, own in by_key.items() if key not in known}
    come = [key for key, own in unknown.items() if any(_is_record(resource, piece) for piece in own)]
    for key, kept in early.take(cache, account.id, resource.kind, come).items():
        had = {piece.part for piece in unknown[key]}
        left = [part for part in kept if part not in had and not part.startswith(tuple(replaces.get(key, ())))]
        by_key[key] = [*unknown[key], *(stored_piece(key, part, kept[part]) for part in left)]
    papers = [(key, piece.part, piece.body) for key in unknown.keys() - set(come) for piece in unknown[key]]
    if papers:
        write = early.keep if position is not None and position.is_ahead else early.renew
        write(cache, account.id, resource.kind, papers)


def _is_record(resource: Resource, piece: Piece) -> bool:
    """Whether a record is known by it; a summary is none where the tables name none."""
    return piece.part == resource.part or bool(resource.summary and piece.part == resource.summary)
