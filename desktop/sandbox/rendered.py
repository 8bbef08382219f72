"""Records that are spelled one by one: who looks for one of them does not wait for all."""

from collections.abc import Callable, Iterable, Iterator, Mapping

Parts = Mapping[str, bytes]


class Rendered(Mapping[str, Parts]):
    """The records of these ids, as they are at the time of the asking. `spell`: id → its documents by name."""

    def __init__(self, ids: Iterable[str], spell: Callable[[str], Parts]) -> None:
        self._ids = dict.fromkeys(ids)
        self._spell = spell

    def __getitem__(self, id: str) -> Parts:
        """Raises KeyError for an id that is not among them."""
        if id not in self._ids:
            raise KeyError(id)
        return self._spell(id)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
