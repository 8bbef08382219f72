"""Reader threads: questions in turn, stale ones dropped or interrupted."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Locked
from desktop.store import rows
from desktop.store.claim import Claim
from desktop.store.database import Connection, open_cache, open_reader
from desktop.store.readers import Reader
from tests.store.making import KEY, arrival, order, write

PATIENCE = 30
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def screen(claim: Claim, cache: Connection) -> Iterator[Reader]:
    write(cache, arrival(order("o1")))
    reader = Reader("screen", lambda: open_reader(claim.folder, KEY))
    yield reader
    reader.close()


class Gate:
    """A question that says when it has begun, and ends when it is let through."""

    def __init__(self) -> None:
        self.begun, self.opened = threading.Event(), threading.Event()

    def wait(self, _: Connection) -> str:
        self.begun.set()
        assert self.opened.wait(PATIENCE)
        return "through"


def endless(db: Connection, begun: threading.Event) -> object:
    begun.set()
    return db.execute(ENDLESS).fetchone()


def is_dropped(future: "Future[Any]") -> bool:
    try:
        future.result(PATIENCE)
    except CancelledError:
        return True
    return False


def test_answers_come_from_a_thread_of_the_readers_own(screen: Reader) -> None:
    def where(db: Connection, more: int) -> tuple[str, int]:
        return threading.current_thread().name, rows.counts(db)[0].total + more

    assert screen.ask(where, 4).result(PATIENCE) == ("screen", 5)


def test_questions_without_a_lane_are_all_answered_in_turn(screen: Reader) -> None:
    asked: list[int] = []
    futures = [screen.ask(lambda _, number=number: asked.append(number)) for number in range(20)]  # type: ignore[misc]
    for future in futures:
        future.result(PATIENCE)
    assert asked == list(range(20))


def test_a_newer_question_drops_the_older_one_that_waits(screen: Reader) -> None:
    gate, ran = Gate(), list[str]()
    busy = screen.ask(gate.wait)
    assert gate.begun.wait(PATIENCE)
    older = screen.ask(lambda _: ran.append("older"), lane="page")
    other = screen.ask(lambda _: ran.append("other"), lane="detail")
    newer = screen.ask(lambda _: ran.append("newer"), lane="page")
    gate.opened.set()
    newer.result(PATIENCE)
    other.result(PATIENCE)
    assert (ran, older.cancelled(), busy.result()) == (["other", "newer"], True, "through")


def test_a_newer_question_stops_the_older_one_that_runs(screen: Reader) -> None:
    begun = threading.Event()
    older = screen.ask(endless, begun, lane="page")
    assert begun.wait(PATIENCE)
    newer = screen.ask(lambda db: rows.counts(db)[0].total, lane="page")
    assert newer.result(PATIENCE) == 1
    assert is_dropped(older)


def test_an_answer_that_became_stale_while_it_ran_is_dropped(screen: Reader) -> None:
    gate = Gate()
    older = screen.ask(gate.wait, lane="page")
    assert gate.begun.wait(PATIENCE)
    newer = screen.ask(lambda _: "newer", lane="page")
    gate.opened.set()
    assert newer.result(PATIENCE) == "newer"
    assert older.cancelled()


def test_an_asker_that_gives_up_stops_what_runs(screen: Reader) -> None:
    begun = threading.Event()
    endless_one = screen.ask(endless, begun)
    assert begun.wait(PATIENCE)
    endless_one.cancel()
    assert screen.ask(lambda _: "free").result(PATIENCE) == "free"


def test_a_question_that_its_asker_gives_up_is_dropped(screen: Reader) -> None:
    gate, ran = Gate(), list[str]()
    screen.ask(gate.wait)
    given_up = screen.ask(lambda _: ran.append("given up"))
    assert given_up.cancel()
    gate.opened.set()
    screen.ask(lambda _: ran.append("last")).result(PATIENCE)
    assert ran == ["last"]


def test_an_answer_does_not_stop_the_question_after_it(screen: Reader) -> None:
    for _ in range(200):
        done = screen.ask(lambda db: rows.counts(db)[0].total, lane="page")
        done.result(PATIENCE)
        done.cancel()
        assert screen.ask(lambda db: rows.counts(db)[0].total).result(PATIENCE) == 1


async def test_answers_can_be_awaited_and_abandoned(screen: Reader) -> None:
    assert await asyncio.wrap_future(screen.ask(lambda db: rows.counts(db)[0].total)) == 1
    gate = Gate()
    screen.ask(gate.wait)
    waiting = asyncio.ensure_future(asyncio.wrap_future(screen.ask(lambda _: "never")))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    gate.opened.set()


def test_a_failure_goes_to_the_asker_and_the_next_question_is_answered(screen: Reader) -> None:
    with pytest.raises(ZeroDivisionError):
        screen.ask(lambda _: 1 // 0).result(PATIENCE)
    assert screen.ask(lambda _: "well").result(PATIENCE) == "well"


def test_a_connection_that_cannot_be_opened_is_told_and_tried_again(tmp_path: Path, claim: Claim) -> None:
    reader = Reader("screen", lambda: open_reader(tmp_path, KEY))
    with pytest.raises(Locked):
        reader.ask(rows.counts).result(PATIENCE)
    cache = open_cache(claim, KEY).connection
    assert reader.ask(rows.counts).result(PATIENCE) == ()
    reader.close()
    cache.close()


def test_closing_ends_what_runs_and_drops_what_waits(claim: Claim, cache: Connection) -> None:
    reader = Reader("long", lambda: open_reader(claim.folder, KEY))
    gate = Gate()
    running = reader.ask(gate.wait)
    assert gate.begun.wait(PATIENCE)
    waiting = reader.ask(lambda _: "never")
    closing = threading.Thread(target=reader.close)
    closing.start()
    assert is_dropped(waiting)
    gate.opened.set()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    assert running.cancelled()
    assert reader.ask(lambda _: "late").cancelled()
