"""Which routes a path can be of at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Route = TypeVar("Route")


def by_length(routes: Iterable[Route], path: Callable[[Route], str]) -> Mapping[int, Sequence[Route]]:
    """Routes by the number of slashes in their paths, in their order: no id holds one, so no others can fit."""
    found: dict[int, list[Route]] = {}
    for route in routes:
        found.setdefault(path(route).count("/"), []).append(route)
    return found
