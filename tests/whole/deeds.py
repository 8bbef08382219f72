"""Everything that can be done to a vendor's records, as a table for each vendor; the tests go through all of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import Any

from desktop.changes import Change, Entry
from desktop.records import Kind, Value
from tests.whole.room import Room
from tests.whole.there import There

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One write or act on a record that `fits`; `changes` and `inputs` are made from the record as it is.

    `times(there, key)` counts, in the vendor's own data, how often it has happened since `before` (the record then).
    `method` and `path` are those of the one request that does it. `prepare(there)` brings about, before the desk
    connects, what the vendor must have for it; `options` are those that the account needs beside its usual ones.
    `theirs` is what the stand-in calls the kind where it lists such records apart.
    """

    name: str
    method: str
    path: str
    times: Callable[[There, str, Document], int]
    kind: Kind = "orders"
    fits: Callable[[Document], bool] = lambda document: True
    changes: Callable[[Document], tuple[Change, ...]] = lambda document: ()
    act: str = ""
    inputs: Callable[[Document], Mapping[str, Value]] = field(default=lambda document: {})
    prepare: Callable[[There], None] = lambda there: None
    options: Mapping[str, str] = field(default_factory=dict)
    theirs: str = ""

    def record(self, there: There, key: str) -> Any:  # noqa: ANN401 - JSON
        """The record as the vendor has it now."""
        return there.record(key, self.theirs or self.kind)

    def keys(self, there: There, *, last_first: bool = False) -> Iterator[str]:
        """The records that it can be done to."""
        ids = there.ids(self.theirs or self.kind)
        return (key for key in (reversed(ids) if last_first else ids) if self.fits(self.record(there, key)))

    def key(self, there: There) -> str:
        """The first of them."""
        return next(self.keys(there))

    async def connect(self, desk: Room, number: int = 0) -> str:
        """Prepare the vendor's side, connect an account and wait until it is in step; returns its id."""
        self.prepare(desk.there)
        usual = desk.there.described["accounts"][number]["options"]
        return await desk.connect(number, options={**usual, **self.options})

    async def do(self, desk: Room, key: str) -> Entry:
        """Do it and send it off."""
        document = self.record(desk.there, key)
        if self.act:
            return await desk.act(key, self.act, self.inputs(document), self.kind)
        entry = await desk.edit(key, *self.changes(document), kind=self.kind)
        await desk.submit(entry)
        return entry


def seen(value: Any) -> Value:  # noqa: ANN401 - JSON
    """As the desk reads it: every number that is no count is exact, and null says nothing."""
    return Decimal(str(value)) if isinstance(value, float) else "" if value is None else value


TRIED_HERE = ("orderdesk",)
"""Vendors whose deeds are tried in any room. One whose answers lag has rooms of its own, and tries them there."""


def all_deeds() -> tuple[tuple[str, Deed], ...]:
    """The deeds of these vendors: the folder of each has a table named DEEDS."""
    tables = {vendor: import_module(f"tests.whole.{vendor}.deeds").DEEDS for vendor in TRIED_HERE}
    return tuple((vendor, deed) for vendor, table in tables.items() for deed in table)
