"""The unclear ends of a request, as a table: what strikes it, and how often it is then sent until it is done, once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.whole.deeds import Deed
from tests.whole.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The fault that a request meets, and how often it is sent in all.

    `late` is the share of the time after which the desk looks that the request is on its way.
    """

    name: str
    fault: str
    requests: int
    late: float = 0.0

    def more(self, desk: Room) -> Mapping[str, Any]:
        """What the fault is told besides."""
        assert desk.terms.settle
        return {"delay": self.late * desk.terms.settle.total_seconds()} if self.late else {}

    async def strike(self, desk: Room, where: Mapping[str, Any]) -> None:
        """Have the first request of this sort end so."""
        await desk.there.fault(self.fault, where=where, **self.more(desk))


UNSEEN = End(name="applied unseen, found and not sent again", fault="applied_reset", requests=1)
LATE = End(name="applied late, waited for", fault="applied_late", requests=1, late=0.9)
NEVER = End(name="never arrived, sent once more", fault="reset", requests=2)
ENDS = (UNSEEN, LATE, NEVER)

each_end = pytest.mark.parametrize("end", [pytest.param(end, id=end.name) for end in ENDS])


def each_end_of(deeds: Iterable[Deed], *, never_told: Iterable[Deed] = ()) -> pytest.MarkDecorator:
    """Each of the deeds with each of the ends; but where no sign of some is there, nobody can tell that one comes."""
    chosen, asked = tuple(deeds), [deed.name for deed in never_told]
    return pytest.mark.parametrize(
        ("deed", "end"),
        [
            pytest.param(deed, end, id=f"{deed.name}: {end.name}")
            for end in ENDS
            for deed in chosen
            if not (end is NEVER and deed.name in asked)
        ],
    )
