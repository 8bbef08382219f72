"""What the campaign has the program do, and how the vendor's own data tell whether it was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from desktop.changes import Change
from desktop.records import Kind, Value
from desktop.sandbox.ledger import Visit
from tests.campaigns.looks import Place

Way = Literal["draft", "submit", "discard"]
"""How far an edit goes by the user's hand; an act is submitted at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """One sort of edit or act of one vendor. All functions look at the data of the sandbox's account.

    picks: keys that it can be done to. wish: what is to be found there afterwards, from a number that no other deed
    has. borne: how often it is found there. said: what an edit finds in its field, of the record's `line` where that
    has lines; of a record without edits the list's `column` says it too, where there is such a column. typed: what is
    said or wished as the value of the field. inputs: what is typed in the form of an act.

    names: what its requests call the record, where not all of them name its key. requests: how many of them change
    something, each after the one before; looks: how many reads between them are kept as answers. together: on how
    many records it is done at once, for one request.
    """

    name: str
    kind: Kind
    picks: Callable[[Any], list[str]]
    wish: Callable[[Any, str, int], str]
    borne: Callable[[Any, str, str], int]
    said: Callable[[Any, str], str] | None = None
    column: str = ""
    field: str = ""
    line: Callable[[Any, str], str] = lambda data, key: ""
    typed: Callable[[str], Value] = str
    names: Callable[[Any, str, str], Sequence[str]] = lambda data, key, wish: (key,)
    requests: int = 1
    looks: int = 0
    together: int = 1
    act: str = ""
    inputs: Callable[[str], Mapping[str, Value]] = lambda wish: {}

    @property
    def answers(self) -> int:
        """How many the program keeps on the way."""
        return self.requests + self.looks

    def change(self, data: Any, key: str, wish: str) -> Change:  # noqa: ANN401 - the stand-in's own
        """What an edit types over what is there."""
        if self.said is None:
            raise TypeError(f"{self.name} is an edit and must say what is there")
        seen, wanted = self.typed(self.said(data, key)), self.typed(wish)
        return Change(field=self.field, line=self.line(data, key), seen=seen, wanted=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """All that the campaign knows of one vendor.

    data: the account's own data, which all functions look at. touches: whether a path and body of a write are about
    what is called so. read_again: how many pages of the history were asked for more than once. orders, stock: how many
    there are, profile: what its stand-in is like. lag: seconds that the desk reckons with where the vendor's answers
    may be behind; has_caught_up: whether they are not, just now. echoes: whether what is done to a record moves others
    as well, of which only the next news tell.
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
    echoes: bool = False

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
