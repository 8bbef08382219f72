"""The copy takes nothing more, or is damaged, while the desk runs: said as such, nothing lost, and gone on with."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.changes import Change
from desktop.questions import Question
from desktop.store import results
from tests.sync.test_lives import is_alive
from tests.sync.wire import Bench, bench
from tests.whole.room import terms

LARGE = "A long way " * 3_000
"""A text that finds no room in what is left of a page."""


@contextmanager
def full(made: Bench) -> Iterator[None]:
    """The file may not grow, as on a full disk: SQLite itself refuses with SQLITE_FULL."""
    (pages,) = made.cache.execute("PRAGMA page_count").fetchone()
    made.cache.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    try:
        yield
    finally:
        made.cache.execute("PRAGMA max_page_count = 1073741823").fetchone()


def shown(made: Bench, key: str) -> tuple[tuple[str, ...], object]:
    """Marks and cells of a record's row."""
    (row,) = [row for row in results.first_page(made.reader, Question(kind="orders"), 500).rows if row.key == key]
    return row.marks, row.values["customer"]


async def test_news_that_find_no_room_are_told_and_come_when_there_is_room(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        first, second, *_ = made.there.ids()
        with full(made):
            await made.there.change(first, "shipping", "company", value=LARGE)
            await made.there.change(first, "customer", "company", value=LARGE)
            made.account.wake.set()
            await made.until(lambda: made.engine.forms[0].state == "waiting")
            assert "The disk is full" in made.engine.forms[0].words
            made.edit(second)
            await made.until(lambda: made.there.record(second)["shipping_method"] == "Own van")
        await made.until(lambda: made.engine.forms[0].state == "in_step" and not made.engine.pending.all)
        assert LARGE.strip()[:20] in str(shown(made, first)[1])
        assert len(made.there.applied) == 1
        assert is_alive(made)


async def test_what_waits_after_a_full_disk_goes_on_at_once_when_it_is_fetched(tmp_path: Path) -> None:
    async with bench(tmp_path, wanted=terms(pauses=(600.0,))) as made:
        first = made.there.ids()[0]
        with full(made):
            await made.there.change(first, "customer", "company", value=LARGE)
            made.account.wake.set()
            await made.until(lambda: made.account.troubles.at("news"))
        await made.engine.fetch_now()
        await made.until(lambda: LARGE.strip()[:20] in str(shown(made, first)[1]))
        assert is_alive(made)


async def test_what_the_user_does_is_kept_though_the_copy_takes_nothing_and_is_shown_when_it_does(
    tmp_path: Path,
) -> None:
    async with bench(tmp_path, wanted=terms(grace=60)) as made:
        first, second, *_ = made.there.ids()
        made.cache.execute("PRAGMA query_only = ON").fetchone()
        for key in (first, second):
            change = Change(field="email", seen=made.there.record(key)["email"], wanted="new@example.com")
            made.engine.drafts.edit(made.row(key), [change])
        made.engine.drafts.submit([entry.id for entry in made.engine.pending.all])
        assert [entry.state for entry in made.engine.pending.all] == ["waiting", "waiting"]
        await made.until(lambda: made.engine.forms[0].state == "waiting")
        assert "nothing was saved" in made.engine.forms[0].words
        made.cache.execute("PRAGMA query_only = OFF").fetchone()
        await made.until(lambda: [shown(made, key)[0] for key in (first, second)] == [("waiting",), ("waiting",)])
        await made.until(lambda: made.engine.forms[0].state == "in_step")
        assert is_alive(made)


async def test_a_copy_that_is_damaged_while_the_desk_runs_is_called_damaged(tmp_path: Path) -> None:
    async with bench(tmp_path) as made:
        made.cache.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        path = tmp_path / "cache"
        whole = path.read_bytes()
        path.write_bytes(whole[:16_384] + bytes(len(whole) - 16_384))
        made.cache.execute("PRAGMA shrink_memory")
        made.account.wake.set()
        await made.until(lambda: "A file of the desk is damaged." in made.engine.forms[0].words)
        assert made.engine.forms[0].state == "waiting"
