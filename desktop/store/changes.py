"""Changes as the outbox and the journal keep them: JSON with only what differs from a bare change."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from desktop.changes import Change

_BARE = Change(field="")


def packed(changes: Iterable[Change]) -> list[dict[str, object]]:
    """The changes as `values.write` takes them."""
    return [_packed(change) for change in changes]


def _packed(change: Change) -> dict[str, object]:
    kept = {each.name: getattr(change, each.name) for each in fields(change)}
    return {name: value for name, value in kept.items() if name == "field" or value != getattr(_BARE, name)}


def unpacked(rows: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    """The changes that were packed, by this version or an older one."""
    return tuple(Change(**{**row, "choices": _choices(row.get("choices", ()))}) for row in rows)


def _choices(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((value, label) for value, label in rows)
