"""The places at which the program is killed, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tests.campaigns.deeds import Way

Work = Literal["edits", "both", "history", "anything"]
"""What the program is doing: one edit, one edit or act, loading its history, or one thing after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. `trap` is where the program kills itself (see Terms.at); without one it is killed from outside:
    when the write has arrived if `fault` keeps its answer back, else when what was asked is acknowledged.

    committed: the kill lies behind the commit of what was asked, although nobody was told so. frozen: nothing is
    answered until the program has shown what it knows by itself.
    """

    name: str
    work: Work
    way: Way = "submit"
    trap: str = ""
    fault: Mapping[str, object] | None = None
    committed: bool = True
    frozen: bool = True


LATE = "late"
"""A fault's delay of this name is drawn anew for each run, up to 0.9 of the settling time."""

PLACES: tuple[Place, ...] = (
    Place(name="after the commit of an edit", work="edits", way="draft"),
    Place(name="between the commits of an edit", work="edits", way="draft", trap="after the commit of an edit"),
    Place(name="between the commits of a discard", work="edits", way="discard",
          trap="between the commits of a discard"),
    Place(name="between the commits of a confirm", work="edits", trap="between the commits of a confirm"),
    Place(name="before a send", work="both", trap="before send"),
    Place(name="after a send, answer kept back", work="both", fault={"name": "applied_stall"}),
    Place(name="after a send, answer not kept", work="both", trap="after send"),
    Place(name="after a send, applied late", work="both", trap="after send",
          fault={"name": "applied_late", "delay": LATE}, frozen=False),
    Place(name="after a send, never arrived", work="both", trap="after send", fault={"name": "reset"}),
    Place(name="within a page of history", work="history", trap="now"),
    Place(name="after a page of history", work="history", trap="page"),
    Place(name="at any moment", work="anything", committed=False,
          fault={"name": "applied_late", "delay": LATE, "times": None, "chance": 0.3}),
)  # fmt: skip
