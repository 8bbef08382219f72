"""What the campaign has the program do, and how the vendor's own data tell whether it was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from desktop.records import Kind, Value
from desktop.sandbox.ledger import Visit
from tests.campaigns.looks import Place

Way = Literal["draft", "submit", "discard"]
"""How far an edit goes by the user's hand; an act is submitted at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """One sort of edit or act of one vendor. All functions look at the data of the sandbox's account.

    picks: keys that it can be done to. wish: what is to be found there afterwards, from a number that no other deed
    has. borne: how often it is found there. said: what the list's `column` should say of a record without edits.
    typed: what is said or wished as the value of the field. requests: how many it takes, each after the one before.
    """

    name: str
    kind: Kind
    picks: Callable[[Any], list[str]]
    wish: Callable[[Any, str, int], str]
    borne: Callable[[Any, str, str], int]
    said: Callable[[Any, str], str] | None = None
    column: str = ""
    field: str = ""
    typed: Callable[[str], Value] = str
    requests: int = 1
    act: str = ""
    inputs: Callable[[str], Mapping[str, Value]] = lambda wish: {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """All that the campaign knows of one vendor.

    data: the account's own data, which all functions look at. touches: whether a path and body of a write are about a
    record. read_again: how many pages of the history were asked for more than once. orders, stock: how many there are,
    profile: what its stand-in is like. lag: seconds that the desk reckons with where the vendor's answers may be
    behind; has_caught_up: whether they are not, just now.
    """

    vendor: str
    account: int
    data: Callable[[Any], Any]
    touches: Callable[[str, Any, str], bool]
    read_again: Callable[[Sequence[Visit]], int]
    edits: tuple[Sort, ...]
    acts: tuple[Sort, ...]
    orders: int
    stock: int
    profile: tuple[str, ...] = ()
    lag: float = 0.0
    has_caught_up: Callable[[Any], bool] = lambda data: True

    def sorts(self, work: str) -> tuple[Sort, ...]:
        """What a place's work is made of: edits, or acts and edits in turn."""
        if work == "edits":
            return self.edits
        pairs = zip_longest(self.acts, self.edits)
        return tuple(sort for pair in pairs for sort in pair if sort is not None)


@dataclass(slots=True, kw_only=True)
class Deed:
    """One edit or act of a run. made, discarded: it was acknowledged, or its commit is known to lie behind the kill.

    number: the one of its requests at which the program is killed. due: how often the vendor is to have it in the end,
    once the first look after the kill has told.
    """

    sort: Sort
    key: str
    wish: str
    way: Way = "submit"
    number: int = 1
    made: bool = False
    discarded: bool = False
    due: int = 0

    @property
    def place(self) -> Place:
        return self.sort.kind, self.key

    def __str__(self) -> str:
        return f"{self.way} of {self.sort.name} “{self.wish}” on {self.key}"
