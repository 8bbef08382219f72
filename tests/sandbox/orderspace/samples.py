"""What the vendor's reference prints, and how an answer is held against it."""

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "vendors" / "orderspace" / "samples"

# The reference's own slips, which the live service does not make (contract 0.10, 6.10).
SLIPS = {"created_at": "created", "deposit_pecentage": "deposit_percentage"}
# Null where nothing was said (contract 6).
NULLABLE = (
    *("_id", ".minimum", ".multiple", ".minimum_spend", ".due_date", ".delivery_date", ".created_by", ".deposit"),
    *(".tariff_code", ".country_of_origin", ".composition"),
)


def sample(name: str) -> Any:  # noqa: ANN401 - a recorded answer has any shape
    return json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))


def differing(theirs: object, ours: object, place: str = "") -> list[str]:
    """Where ours lacks a member of theirs or has it in another type."""
    if ours in (None, "") and place.endswith(NULLABLE):
        return []
    match theirs, ours:
        case dict(), dict() if place.endswith(".options"):
            return []  # its keys are free
        case dict(), dict():
            named = {SLIPS.get(name, name): value for name, value in theirs.items()}
            lacking = [f"{place}.{name}" for name in named.keys() - ours.keys()]
            shared = [differing(named[name], ours[name], f"{place}.{name}") for name in named.keys() & ours.keys()]
            return sum(shared, lacking)
        case [first, *_], [other, *_]:
            return differing(first, other, f"{place}[]")
        case list(), list():
            return []
    return [] if _type(theirs) == _type(ours) else [f"{place}: {theirs!r} became {ours!r}"]


def _type(value: object) -> str:
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__
