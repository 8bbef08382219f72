"""The places at which the program is killed, as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from tests.campaigns.deeds import Means, Sort, Way

Work = Literal["edits", "both", "history", "anything"]
"""What the program is doing: one edit, one edit or act, loading its history, or one thing after the other."""

ANSWERED = "after an answer"
"""The trap behind the commit of each answer, be it one that a look has found."""

Numbers = Callable[[int], range]
"""Of a deed that takes so many requests, the numbers of those that a place may lie at; the first one is 1."""


def the_first(requests: int) -> range:
    return range(1, 2)


def any_one(requests: int) -> range:
    return range(1, requests + 1)


def the_last(requests: int) -> range:
    return range(requests, requests + 1)


def first_of_several(requests: int) -> range:
    return range(1, min(requests, 2))


def one_between(requests: int) -> range:
    """Neither the first nor one of the last two."""
    return range(2, requests - 1)


def last_but_one(requests: int) -> range:
    """Where that is not the first one."""
    return range(max(requests - 1, 2), requests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. `trap` is where the program kills itself (see Terms.at); without one it is killed from outside:
    when the write has arrived if `fault` keeps its answer back, else when what was asked is acknowledged.

    numbers: at which of a deed's requests the place lies, or of the answers to them. committed: the kill lies behind
    the commit of what was asked, although nobody was told so. frozen: nothing is answered until the program has shown
    what it knows by itself.
    """

    name: str
    work: Work
    way: Way = "submit"
    trap: str = ""
    fault: Mapping[str, object] | None = None
    numbers: Numbers = the_first
    committed: bool = True
    frozen: bool = True

    def sorts(self, means: Means) -> tuple[Sort, ...]:
        """What the vendor has of the place's work that takes enough requests for it."""
        return tuple(sort for sort in means.sorts(self.work) if self.numbers_of(sort))

    def numbers_of(self, sort: Sort) -> range:
        """At which of its requests, or answers, such a deed meets the place."""
        return self.numbers(sort.answers if self.trap == ANSWERED else sort.requests)

    def is_at(self, means: Means) -> bool:
        """Whether the program can be killed there at the vendor."""
        return self.work == "history" or bool(self.sorts(means))


LATE = "late"
"""A fault's delay of this name is drawn anew for each run, up to 0.9 of the settling time."""

PLACES: tuple[Place, ...] = (
    Place(name="after the commit of an edit", work="edits", way="draft"),
    Place(name="between the commits of an edit", work="edits", way="draft", trap="after the commit of an edit"),
    Place(name="between the commits of a discard", work="edits", way="discard",
          trap="between the commits of a discard"),
    Place(name="between the commits of a confirm", work="edits", trap="between the commits of a confirm"),
    Place(name="before a send", work="both", trap="before send", numbers=any_one),
    Place(name="after a send, answer kept back", work="both", fault={"name": "applied_stall"}, numbers=any_one),
    Place(name="after a send, answer not kept", work="both", trap="after send", numbers=any_one),
    Place(name="after a send, applied late", work="both", trap="after send", numbers=any_one,
          fault={"name": "applied_late", "delay": LATE}, frozen=False),
    Place(name="after a send, never arrived", work="both", trap="after send", numbers=any_one,
          fault={"name": "reset"}),
    Place(name="after the last answer", work="both", trap=ANSWERED, numbers=the_last),
    Place(name="after the first answer of several", work="both", trap=ANSWERED, numbers=first_of_several),
    Place(name="between two more of several", work="both", trap=ANSWERED, numbers=one_between),
    Place(name="before the last send of several", work="both", trap=ANSWERED, numbers=last_but_one),
    Place(name="within a page of history", work="history", trap="now"),
    Place(name="after a page of history", work="history", trap="page"),
    Place(name="at any moment", work="anything", committed=False,
          fault={"name": "applied_late", "delay": LATE, "times": None, "chance": 0.3}),
)  # fmt: skip
