"""The shop's own fields of a record, xp (3.6): shown as a tree, sent by whole first-level keys (3.2)."""

from collections.abc import Callable, Sequence

from desktop.changes import Change
from desktop.vendors.contract import Context, Document, Editable, Extras, Field, Stop
from desktop.vendors.extras import leaf, pointer, steps_of
from desktop.vendors.places import as_map, read
from desktop.vendors.rows import encode

LARGEST = 8_000
"""Bytes that the xp of one record may have as JSON (3.5)."""


def _none(context: Context) -> tuple[str, ...]:
    return ()


def fits(xp: Document) -> str:
    """Why an xp cannot be sent: it may have so many bytes as JSON (3.5)."""
    size = len(encode(xp))
    return "" if size <= LARGEST else f"All of xp together may have {LARGEST} bytes as JSON; with this it has {size}."


def tree(
    editable: Editable, moves: tuple[str, ...] = (), known: Callable[[Context], tuple[str, ...]] = _none
) -> Extras:
    """The xp of a kind of records. A new key is a text, and that is warned of (3.6)."""
    return Extras(
        prefix="xp.", path=("xp",), codec=leaf, section="Custom (xp)", editable=editable, check=fits, moves=moves,
        known=known, is_taken=_is_within, is_tree=True,
        hint="It becomes a text; where other orders have it as a number, lists may lose this one.",
    )  # fmt: skip


def own_fields(context: Context) -> tuple[str, ...]:
    """The keys that the user wants to be offered for every order, one that is shown as its own status among them."""
    paths = (context.options.get("own_fields", "") + "," + context.options.get("status_path", "")).split(",")
    steps = (filter(None, map(str.strip, path.strip().removeprefix("xp.").split("."))) for path in paths)
    return tuple(dict.fromkeys(filter(None, map(pointer, map(tuple, steps)))))


def _is_within(key: str, xp: Document) -> bool:
    """Whether there is no room for a value, or it holds a map, whose values are fields themselves."""
    try:
        stands = read(xp, steps_of(key))
    except ValueError:
        return True
    return isinstance(stands, dict) and bool(stands)


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
