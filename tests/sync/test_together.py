"""What the user decides and what the journal says of it are one commit: a file that is full takes both or neither."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from desktop.changes import Change, Entry
from desktop.store import outbox
from desktop.sync.drafts import Drafts
from tests.sync.wire import Bench, bench
from tests.whole.room import terms

FULL = "CREATE TEMP TRIGGER full BEFORE INSERT ON main.journal BEGIN SELECT RAISE (ABORT, 'full'); END"
"""The outbox still takes what is small, the journal nothing more."""


def type_more(made: Bench, entry: Entry) -> None:
    """A draft on top of the entry."""
    change = Change(field="email", seen=made.there.record(entry.key)["email"], wanted="new@example.com")
    made.engine.drafts.edit(entry.row, [change])


DEEDS: Mapping[str, Callable[[Drafts, Entry], object]] = {
    "take back": lambda drafts, entry: drafts.take_back([entry.id]),
    "send now": lambda drafts, entry: drafts.send_now(entry.id),
    "discard": lambda drafts, entry: drafts.discard([entry.id]),
    "act": lambda drafts, entry: drafts.act(entry.row, "add_history", {"text": "Rang back"}),
    "submit": lambda drafts, entry: drafts.submit([each.id for each in drafts_of(drafts)]),
}


def by_id(entry: Entry) -> int:
    return entry.id


def drafts_of(drafts: Drafts) -> list[Entry]:
    return [entry for entry in drafts._pending.all if entry.state == "draft"]  # noqa: SLF001 - to be submitted


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_decision_that_cannot_be_written_down_is_not_made(tmp_path: Path, deed: str) -> None:
    async with bench(tmp_path, wanted=terms(grace=60)) as made:
        entry = made.edit(made.there.ids()[0])
        entry = made.engine.pending.get(entry.id) or entry
        type_more(made, entry)
        before = made.engine.pending.all
        made.desk.execute(FULL)
        with pytest.raises(Exception, match="full"):
            DEEDS[deed](made.engine.drafts, entry)
        assert made.engine.pending.all == before
        assert sorted(outbox.entries(made.desk), key=by_id) == sorted(before, key=by_id)
        made.desk.execute("DROP TRIGGER full")
        DEEDS[deed](made.engine.drafts, entry)
        assert made.engine.pending.all != before
