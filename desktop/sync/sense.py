"""What a vendor's tables make of what comes: told as one failed reading where they can make no sense of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from desktop.errors import Rejected
from desktop.sync.account import Account
from desktop.vendors.contract import UNREADABLE, Walk
from desktop.vendors.rows import Piece, encode


def is_known(walk: Walk, state: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether a walk can go on from there: tables of another version may have kept it, and asking again never helps."""
    try:
        walk.ask(state)
    except UNREADABLE:
        return False
    return True


@contextmanager
def understood(account: Account) -> Iterator[None]:
    """An answer that a vendor's tables cannot make sense of is one failed reading, told and tried again."""
    try:
        yield
    except UNREADABLE as error:
        title = f"{account.vendor.label}’s answer could not be understood."
        raise Rejected(title, f"It is asked again by itself; nothing was lost ({error}).") from error


def cleaned(account: Account, piece: Piece) -> Piece:
    """Without the secrets that the vendor's contract names."""
    if piece.document is None:
        return piece
    document = account.vendor.clean(piece.document)
    if document is piece.document:
        return piece
    return replace(piece, document=document, body=encode(document))
