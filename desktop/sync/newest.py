"""Since when what is known of a record holds: answers that were asked for before that say nothing of it any more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.records import Kind
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


class Newest:
    """The loop times at which parts of records were last known to be so. A record's parts may lag differently."""

    def __init__(self) -> None:
        self._times: dict[Place, dict[str, float]] = {}

    def note(self, place: Place, asked_at: Asked, parts: Iterable[str] | None = None) -> None:
        """From now on, what was true before says nothing of these parts; without parts: of the whole record."""
        times = self._times.setdefault(place, {})
        for part in (WHOLE, *asked_at.later) if parts is None else parts:
            times[part] = max(times.get(part, NEVER), asked_at.of(part))

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
        """Take out what is late, unless the record itself says that it is newer; returns the parts by record."""
        found: dict[str, tuple[str, ...]] = {}
        for key, own in tuple(by_key.items()):
            late = self.late((account, resource.kind, key), (piece.part for piece in own), asked_at)
            if not late or is_newer(resource, known.get(key), own):
                continue
            found[key] = late
            by_key[key] = [piece for piece in own if piece.part not in late]
            if not by_key[key]:
                del by_key[key]
        return found
