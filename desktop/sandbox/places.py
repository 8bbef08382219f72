"""Places in a document that others change by the control paths."""

from itertools import pairwise
from typing import Any

from desktop.sandbox.stand_in import Path, Unknown


def inside(place: Any, step: str | int) -> Any:  # noqa: ANN401 - any JSON
    """What is there one step on. Raises Unknown where nothing is."""
    if isinstance(place, dict) and step in place:
        return place[step]
    return _row(place, step)


def set_at(document: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    """Set a value in the document itself; what lies on the way is copied, or made. Raises Unknown for no such way."""
    if not path:
        raise Unknown("a path names a member")
    place: Any = document
    for step, _ in pairwise(path):
        inner = place.get(str(step)) if isinstance(place, dict) else _row(place, step)
        place[step] = dict(inner) if isinstance(inner, dict) else list(inner) if isinstance(inner, list) else {}
        place = place[step]
    if isinstance(place, list) and not (isinstance(path[-1], int) and path[-1] < len(place)):
        raise Unknown(f"nothing can be set at {path[-1]!r}")
    place[path[-1]] = value
    return document


def _row(place: Any, step: str | int) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(place, list) and isinstance(step, int) and step < len(place):
        return place[step]
    raise Unknown(f"there is nothing at {step!r}")
