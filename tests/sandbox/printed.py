"""What a vendor's documents print, beside the answers of its stand-in: the same members of the same types."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "vendors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The samples of a vendor, and what is not held against its stand-in.

    `is_free(place, theirs, ours)` tells where anything may stand. `optional` are ends of places whose members may be
    missing, `slips` names that the documents write in another way than the service. Where rows of a list leave out
    members, `any_row` of ours may be the one that is like theirs.
    """

    vendor: str
    is_free: Callable[[str, Any, Any], bool]
    optional: tuple[str, ...] = ()
    slips: Mapping[str, str] = field(default_factory=dict)
    any_row: bool = False

    def names(self) -> set[str]:
        """All samples, but those that were constructed: they were never answered."""
        names = {path.stem for path in (SAMPLES / self.vendor / "samples").glob("*.json")}
        return {name for name in names if not name.endswith(".constructed")}

    def sample(self, name: str) -> Any:  # noqa: ANN401 - a recorded answer has any shape
        return json.loads((SAMPLES / self.vendor / "samples" / f"{name}.json").read_text("utf-8"))

    def missing(self, theirs: object, ours: object, place: str = "") -> list[str]:
        """Where ours lacks a member of theirs or has it in another type."""
        if self.is_free(place, theirs, ours):
            return []
        match theirs, ours:
            case dict(), dict():
                named = {self.slips.get(name, name): value for name, value in theirs.items()}
                lacking = [name for name in named.keys() - ours.keys() if not f".{name}".endswith(self.optional)]
                shared = [
                    self.missing(named[name], ours[name], f"{place}.{name}") for name in named.keys() & ours.keys()
                ]
                return sum(shared, [f"{place}.{name}" for name in lacking])
            case [first, *_], [other, *_]:
                rows = ours if self.any_row else [other]
                return min((self.missing(first, each, f"{place}[]") for each in rows), key=len)
            case list(), list():
                return []
        return [] if _type(theirs) == _type(ours) else [f"{place}: {theirs!r} became {ours!r}"]


def _type(value: object) -> str:
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__
