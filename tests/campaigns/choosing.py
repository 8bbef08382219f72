"""What a run does, and to which records: the sorts of deeds take turns, the records are drawn."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.campaigns.deeds import Deed, Means, Sort, Way
from tests.campaigns.places import Place

DEEDS = 6
WAYS: tuple[Way, ...] = ("draft", "submit", "discard")

Deeds = list[Deed]
"""Of one sort, done at once."""


@dataclass
class Choosing:
    """Chooses for one campaign. Turns go on from place to place, so that few runs of many places meet every sort."""

    rng: random.Random
    means: Means
    _turn: int = 0
    _number: int = 0

    def deeds(self, place: Place, data: Any) -> list[Deeds]:  # noqa: ANN401 - the stand-in's own
        """A draft beside everything, and what the place is about; no two of them on one record."""
        turn, self._turn = self._turn, self._turn + 1
        found: list[Deeds] = []
        self._add(data, found, self.means.edits, turn, "draft")
        sorts = place.sorts(self.means)
        if place.work == "anything":
            for _ in range(DEEDS):
                self._add(data, found, sorts, self.rng.randrange(1_000), self.rng.choice(WAYS))
        else:
            self._add(data, found, sorts, turn, place.way)
            number = self.rng.choice(place.numbers_of(found[-1][0].sort))
            for deed in found[-1]:
                deed.number = number
        return found

    def _add(self, data: Any, found: list[Deeds], sorts: Sequence[Sort], turn: int, way: Way) -> None:  # noqa: ANN401
        """One more deed, of the sort whose turn it is among those that a record is left for; or several, at once."""
        taken = {deed.place for deeds in found for deed in deeds}
        free = {
            sort: keys for sort in sorts if (keys := [key for key in sort.picks(data) if (sort.kind, key) not in taken])
        }
        sort = list(free)[turn % len(free)]
        count = min(sort.together, len(free[sort])) if way == "submit" else 1
        deeds = []
        for key in self.rng.sample(free[sort], count):
            self._number += 1
            deeds.append(Deed(sort=sort, key=key, wish=sort.wish(data, key, self._number), way=way))
        found.append(deeds)
