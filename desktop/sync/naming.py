"""Rows of lists that do not say keys: whose they are is told by what the copy's records are called."""

from dataclasses import replace

from desktop.store import names
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.vendors.contract import Ask, Resource
from desktop.vendors.rows import Piece


def owned(cache: Connection, account: Account, resource: Resource, ask: Ask, pieces: list[Piece]) -> list[Piece]:
    """The documents of an answer, each with the key of every record that is called as its row says."""
    if ask.rows is None or not ask.rows.by_name:
        return pieces
    keys = names.keys(cache, account.id, resource.kind, (piece.key for piece in pieces))
    return [replace(piece, key=key) for piece in pieces for key in keys.get(piece.key, ())]
