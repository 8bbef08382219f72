"""Doing something, also where its request is struck by a fault, and watching what becomes of it."""

from typing import Any

from tests.whole.deeds import Deed, Document
from tests.whole.ends import End
from tests.whole.room import Room


async def watch(desk: Room, deed: Deed, key: str, before: Document) -> None:
    """Wait for the end; at no time two are there, and none only while the desk still says that it is on its way."""

    def is_over() -> bool:
        entries = desk.outbox()
        done = deed.times(desk.there, key, before)
        assert done <= 1
        assert len(desk.there.applied) <= 1
        assert done or entries
        assert {entry.state for entry in entries} <= {"waiting", "sending", "checking"}, entries[0].words
        return not entries

    await desk.until(is_over)
    assert deed.times(desk.there, key, before) == 1


async def do_struck(desk: Room, deed: Deed, fault: str, **more: Any) -> None:  # noqa: ANN401 - of the fault
    """Do it with its first request struck by a fault, and wait until it is there, once."""
    key = deed.key(desk.there)
    before = deed.record(desk.there, key)
    await desk.there.fault(fault, where={"method": deed.method, "path": deed.path}, **more)
    await deed.do(desk, key)
    await watch(desk, deed, key, before)


async def do_once(desk: Room, deed: Deed, end: End) -> None:
    """Do it with its first request ending so: it is there once, after so many requests, with nothing left out."""
    await do_struck(desk, deed, end.fault, **end.more(desk))
    assert [write.absent for write in desk.there.applied] == [()]
    assert len(desk.there.writes) == end.requests


async def do_unstruck(desk: Room, deed: Deed) -> str:
    """Do it: it takes one request, of which nothing is left out and nothing passed over; returns the record."""
    key = deed.key(desk.there)
    before = deed.record(desk.there, key)
    await deed.do(desk, key)
    await desk.delivered()
    assert desk.outbox() == ()
    assert deed.times(desk.there, key, before) == 1
    (write,) = desk.there.writes
    assert (write.absent, write.ignored) == ((), ())
    return key
