"""The shop's own fields of a record, xp (3.6): shown as a tree, sent by whole first-level keys (3.2)."""

from collections.abc import Sequence

from desktop.changes import Change
from desktop.vendors.contract import Document, Editable, Extras, Field, Stop
from desktop.vendors.extras import leaf
from desktop.vendors.places import as_map
from desktop.vendors.rows import encode

LARGEST = 8_000
"""Bytes that the xp of one record may have as JSON (3.5)."""


def fits(xp: Document) -> str:
    """Why an xp cannot be sent: it may have so many bytes as JSON (3.5)."""
    size = len(encode(xp))
    return "" if size <= LARGEST else f"All of xp together may have {LARGEST} bytes as JSON; with this it has {size}."


def tree(editable: Editable, moves: tuple[str, ...] = ()) -> Extras:
    """The xp of a kind of records."""
    return Extras(
        prefix="xp.", path=("xp",), codec=leaf, section="Custom (xp)", editable=editable, check=fits, moves=moves,
        is_tree=True,
    )  # fmt: skip


def keys_sent(changed: Document, fields: Sequence[tuple[Field, Change]]) -> Document | Stop:
    """What a PATCH of these fields says: the keys that change, of xp whole ones, for nothing deeper is promised to
    merge (3.2).
    """
    sent: Document = {}
    for field, _ in fields:
        if field.path[0] != "xp":
            sent[field.path[0]] = changed[field.path[0]]
            continue
        if problem := fits(as_map(changed["xp"])):
            return Stop(because=problem)
        sent.setdefault("xp", {})[field.path[1]] = changed["xp"][field.path[1]]
    return sent
