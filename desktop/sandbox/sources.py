"""Where the orders of a seller come from: shops and markets, each with numbers of its own."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """number: a pattern of its own number of an order over {n}, empty for none; share: of a hundred orders."""

    name: str
    number: str
    share: int


def by_share(sources: Iterable[Source]) -> list[Source]:
    """A hundred places, of which each source has its share."""
    return [source for source in sources for _ in range(source.share)]
