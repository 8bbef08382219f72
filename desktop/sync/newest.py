"""Since when what is known of a record holds: answers that were asked for before that say nothing of it any more."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.records import Kind
from desktop.store import written
from desktop.store.database import Connection
from desktop.store.theirs import Known
from desktop.sync.pieces import is_newer
from desktop.vendors.contract import Resource
from desktop.vendors.rows import Piece

Place = tuple[str, Kind, str]
"""A record: its account, kind and key."""

NEVER = float("-inf")
WHOLE = ""
"""In the place of a part: all of a record."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Loop time at which the vendor certainly had what was asked for; of some parts it is a later one."""

    at: float
    later: Mapping[str, float] = field(default_factory=dict)

    def of(self, part: str) -> float:
        """The loop time of a part."""
        return self.later.get(part, self.at)


OURS = Asked(float("inf"))
"""When documents were asked for that are the copy's own: no answer is newer, and nothing came from the vendor."""


class Newest:
    """The loop times at which parts of records were last known to be so. A record's parts may lag differently."""

    def __init__(self) -> None:
        self._times: dict[Place, dict[str, float]] = {}

    def note(self, place: Place, asked_at: Asked, parts: Iterable[str] | None = None) -> None:
        """From now on, what was true before says nothing of these parts; without parts: of the whole record."""
        times = self._times.setdefault(place, {})
        for part in (WHOLE, *asked_at.later) if parts is None else parts:
            times[part] = max(times.get(part, NEVER), asked_at.of(part))

    def forget(self, account: str) -> None:
        """The copy has nothing of an account any more: of what it had before, nothing stands against what comes."""
        self._times = {place: times for place, times in self._times.items() if place[0] != account}

    def of(self, place: Place, part: str) -> float:
        """Since when what is known of a part holds."""
        times = self._times.get(place, {})
        return max(times.get(WHOLE, NEVER), times.get(part, NEVER))

    def late(self, place: Place, parts: Iterable[str], asked_at: Asked) -> tuple[str, ...]:
        """Those parts of which something is known that is later than this answer."""
        if place not in self._times:
            return ()
        return tuple(part for part in parts if self.of(place, part) > asked_at.of(part))

    def sift(
        self, account: str, resource: Resource, by_key: dict[str, list[Piece]], known: Mapping[str, Known],
        asked_at: Asked,
    ) -> Mapping[str, tuple[str, ...]]:  # fmt: skip
        """Take out what is late, unless the record itself says that it is newer; returns the parts by record.

        A summary is never late: only lists tell it, and the tables hold it against the whole record by its own stamp.
        """
        found: dict[str, tuple[str, ...]] = {}
        for key, own in tuple(by_key.items()):
            parts = (piece.part for piece in own if piece.part != resource.summary)
            late = self.late((account, resource.kind, key), parts, asked_at)
            if not late or is_newer(resource, known.get(key), own):
                continue
            found[key] = late
            by_key[key] = [piece for piece in own if piece.part not in late]
            if not by_key[key]:
                del by_key[key]
        return found


# ── over a restart ────────────────────────────────────────────────────────────────────────────────────────────────


def keep(cache: Connection, place: Place, asked_at: Asked, now: datetime) -> None:
    """Within a transaction: what a write was answered stands against old news after a restart too."""
    if asked_at != OURS:
        since = max((asked_at.at, *asked_at.later.values())) - asyncio.get_running_loop().time()
        written.note(cache, *place, now + timedelta(seconds=min(since, 0.0)))


def remember(newest: Newest, cache: Connection, account: str, now: datetime) -> None:
    """After a restart: old news of what was written shortly before say nothing of it."""
    clock = asyncio.get_running_loop().time()
    for each in written.lately(cache, account, now):
        newest.note((account, each.kind, each.key), Asked(clock - each.seconds))
