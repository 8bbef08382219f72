"""What the tables of several vendors are made of: wishes, how they are found, what requests are about."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

Said = Callable[[Any, str], str]


def words(what: str) -> Callable[[Any, str, int], str]:
    """Wishes that say what they are, and are told apart by their number."""
    return lambda data, key, number: f"{what} {number}"


def figure(data: Any, key: str, number: int) -> str:  # noqa: ANN401 - the stand-in's own data
    """A figure that nothing had in the beginning."""
    return str(1_000 + number)


def is_said(said: Said) -> Callable[[Any, str, str], int]:
    """Of what is set: there once, or not."""
    return lambda data, key, wish: int(said(data, key) == wish)


def naming(*members: str) -> Callable[[str, Any, str], bool]:
    """Whether a write is about what is called so: a step of its path says the name, or one of these in its body."""

    def touches(path: str, body: Any, name: str) -> bool:  # noqa: ANN401 - any JSON
        return name in map(unquote, path.split("/")) or name in _said_in(body, members)

    return touches


def _said_in(value: Any, members: Sequence[str]) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        yield from (str(value[name]) for name in members if name in value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _said_in(each, members)


def repeated(pages: Iterable[str]) -> int:
    """How many of them were asked for once more."""
    found = Counter(pages)
    return sum(found.values()) - len(found)
