"""A sandbox some of whose records are spoilt in every answer: the same harm to the same record each time."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.sandbox.stand_in import Platform
from desktop.sandbox.wire import Answer, Request
from desktop.vendors.rows import decode, encode
from tests.vendors.mutations import VALUES, places, spoilt

IDS = ("id", "ID", "sku")
"""Members by which documents of the vendors are known."""
SHARE = 4
"""One document in so many is spoilt."""


@dataclass(slots=True)
class Spoiler:
    """Lies between a vendor's stand-in and its wire. Only what is read is spoilt, and only in documents of records."""

    seed: int
    victims: set[str] = field(default_factory=set)
    served: dict[str, set[bytes]] = field(default_factory=dict)
    """Name of a document → its spoilt forms, as they went out."""

    def choose(self, records: Mapping[str, Mapping[str, bytes]]) -> None:
        """Pick the victims among the documents of a kind."""
        chance = random.Random(f"victims {self.seed}")
        names = {known_by(decode(body)) for parts in records.values() for body in parts.values()} - {""}
        self.victims |= {name for name in sorted(names) if chance.randrange(SHARE) == 0}

    def lie_before(self, platform: Platform) -> None:
        """From now on answers come spoilt."""
        finish = platform.finish

        def spoiling(request: Request, answer: Answer) -> Answer:
            return finish(request, self._spoilt(request, answer))

        platform.finish = spoiling  # type: ignore[method-assign] # only the wire is faked

    def _spoilt(self, request: Request, answer: Answer) -> Answer:
        if request.method != "GET" or answer.status != 200:
            return answer
        try:
            body = decode(answer.content())
        except ValueError:
            return answer
        marks: dict[bytes, bytes] = {}
        told = encode(self._marked(body, marks, deep=2))
        for mark, spoilt_body in marks.items():
            told = told.replace(mark, spoilt_body)
        return replace(answer, body=told) if marks else answer

    def _marked(self, value: Any, marks: dict[bytes, bytes], deep: int) -> Any:  # noqa: ANN401 - JSON
        """The answer with a mark in the place of each document that is spoilt: itself, or in it, or in a list in it."""
        if isinstance(value, dict):
            name = known_by(value)
            if name in self.victims:
                mark = f"spoilt {len(marks)} of {self.seed}"
                marks[encode(mark)] = self._harmed(name, value)
                return mark
            if name or not deep:
                return value  # what others have of it in them is theirs
            return {step: self._marked(each, marks, deep - 1) for step, each in value.items()}
        return [self._marked(each, marks, deep - 1) for each in value] if isinstance(value, list) and deep else value

    def _harmed(self, name: str, document: dict[str, Any]) -> bytes:
        """The same harm each time; to the identity of a document never, by which a test knows it again."""
        chance = random.Random(f"{self.seed} {name}")
        paths = [(), *(path for path in places(document) if path[0] not in IDS)]
        body = spoilt(document, chance.choice(paths), chance.choice((None, *VALUES)))
        self.served.setdefault(name, set()).add(body)
        return body


def known_by(document: Any) -> str:  # noqa: ANN401 - JSON
    """What a document calls itself; "" for what is none."""
    if not isinstance(document, dict):
        return ""
    return next((str(document[name]) for name in IDS if isinstance(document.get(name), str | int)), "")
