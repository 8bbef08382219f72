"""What holds for every vendor by its tables alone: read whole, kept up with, changed once and no more, never thrown."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.errors import AppError
from desktop.records import KINDS, Kind
from desktop.sync.connect import UNREAD
from desktop.vendors import VENDORS
from tests.whole.acting import refresh
from tests.whole.ends import ENDS, End
from tests.whole.room import Room
from tests.whole.shared import (
    Doing,
    desk_of,
    differences,
    differing,
    edits_in,
    is_as_meant,
    names_of_acts,
    names_of_edits,
    ways_of,
)

every_vendor = pytest.mark.parametrize("vendor", VENDORS)
SEEN = End(name="seen", fault="", requests=1)


def _tried(vendor: str) -> Iterator[End]:
    """Unclear ends of a vendor with a table of deeds are tried by those: `tests/whole/<vendor>/deeds.py`."""
    has_deeds = (Path(__file__).parent / vendor / "deeds.py").exists()
    return (end for end in (SEEN, *ENDS) if not (end.fault and has_deeds))


NEVER_DONE = {("ordercloud", "approve"): "There are only 14 of 40111."}
"""Acts that the small world of these tests has no record for, and what the vendor says of all that it has; these are
tried by the vendor's own tests.
"""
every_end = pytest.mark.parametrize(
    ("vendor", "end"),
    [pytest.param(vendor, end, id=f"{end.name}-{vendor}") for vendor in VENDORS for end in _tried(vendor)],
)


@every_vendor
async def test_the_copy_of_each_account_is_what_the_vendor_has(tmp_path: Path, vendor: str) -> None:
    async with desk_of(tmp_path, vendor) as desk:
        for number in range(1, len(desk.there.described["accounts"])):
            await desk.connect(number)
        assert await differences(desk) == []
        for kind in KINDS:
            assert not [row.key for row in (await desk.page(kind)).rows if "unread" in row.marks]


@every_vendor
async def test_what_is_new_and_what_is_gone_is_noticed(tmp_path: Path, vendor: str) -> None:
    async with desk_of(tmp_path, vendor) as desk:
        new = await desk.there.create()
        assert await differences(desk) == []
        assert (await desk.row(new)).key == new


@every_vendor
@pytest.mark.parametrize("kind", KINDS)
async def test_a_page_of_the_web_takes_no_record_away(tmp_path: Path, vendor: str, kind: Kind) -> None:
    """A gateway that has lost the way to the API answers 404 to everything."""
    async with desk_of(tmp_path, vendor) as desk:
        row = (await desk.page(kind)).rows[0]
        await desk.there.fault("status", status=404, body="html", times=None, where={"method": "GET"})
        with suppress(AppError):  # a derived record is not read at all
            await refresh(desk, row.key, kind)
        assert not (await desk.row(row.key, kind)).gone
        desk.there.mend()
        assert await differences(desk) == []


@every_vendor
@pytest.mark.parametrize("garbage", ["nan", "surrogate", "digits", "depth", "control", "type"])
async def test_a_record_that_cannot_be_read_keeps_no_account_from_being_connected(
    tmp_path: Path, vendor: str, garbage: str
) -> None:
    """The test says so of the list that it reads; the record stands in its list as it came."""
    async with desk_of(tmp_path, vendor, accounts=0) as desk:
        await desk.there.fault("bad_record", garbage=garbage, times=None)
        report = await desk.try_to_connect(*desk.wanted())
        desk.there.mend()
        assert (report.title, [step.ok for step in report.steps if not step.ok]) == ("", [])
        asks_lists = [probe for probe in VENDORS[vendor].probes if probe.rows is not None]
        assert [step.words for step in report.steps].count(UNREAD) == len(asks_lists)


@every_vendor
async def test_blanks_that_copying_brings_along_are_taken_away(tmp_path: Path, vendor: str) -> None:
    """A password is typed, and may have blanks of its own."""
    async with desk_of(tmp_path, vendor, accounts=0) as desk:
        settings, credentials = desk.wanted()
        copied = {name: f" {text}\n" if text and name != "password" else text for name, text in credentials.items()}
        report = await desk.try_to_connect(settings, copied)
        assert not report.title


@every_vendor
@pytest.mark.parametrize("fault", ["reset", "server_error"])
async def test_an_account_none_of_whose_lists_comes_is_offline_and_comes_back_by_itself(
    tmp_path: Path, vendor: str, fault: str
) -> None:
    """Also where a list is asked for so seldom that nothing of it failed."""
    async with desk_of(tmp_path, vendor) as desk:
        await desk.there.fault(fault, times=None)
        await desk.backend.worker.ask(desk.backend.engine.fetch_now)
        await desk.shows("offline")
        desk.there.mend()
        await desk.in_step()


@every_vendor
async def test_credentials_that_are_withdrawn_stop_the_account_and_are_asked_for_once(
    tmp_path: Path, vendor: str
) -> None:
    async with desk_of(tmp_path, vendor) as desk:
        (account,) = desk.backend.engine.accounts.values()
        await desk.there.fault("unauthorized", times=None)
        await desk.work(account.wake.set)
        await desk.shows("sign_in")
        seen = desk.there.seen
        await asyncio.gather(*(desk.work(lambda: None) for _ in range(5)))
        assert desk.there.seen == seen


@every_end
async def test_an_edit_of_each_kind_arrives_once_and_says_what_was_meant(tmp_path: Path, vendor: str, end: End) -> None:
    async with desk_of(tmp_path, vendor) as desk:
        kinds = [kind for kind in KINDS if await edits_in(desk, kind)]
        assert kinds
        for kind in kinds:
            for name in await names_of_edits(desk, kind, most=1 if end.fault else 100):
                for doing in await edits_in(desk, kind, only=name):
                    if not await deliver(desk, doing, end):
                        assert await is_as_meant(desk, doing), doing
                        assert await differing(desk, doing) == [], doing


@every_end
async def test_each_act_of_one_request_is_done_once(tmp_path: Path, vendor: str, end: End) -> None:
    """On the first record where the vendor does not refuse it; there is one for each act that some record offers."""
    async with desk_of(tmp_path, vendor) as desk:
        for kind in KINDS:
            for name in await names_of_acts(desk, kind):
                refused: list[str] = []
                for doing in await ways_of(desk, kind, name):
                    if not (because := await deliver(desk, doing, end)):
                        assert await differing(desk, doing) == [], doing
                        break
                    refused.append(because)
                else:
                    words = NEVER_DONE.get((vendor, name))
                    assert words, f"{name} was never done: {refused}"
                    assert all(words in because for because in refused)


async def deliver(desk: Room, doing: Doing, end: End) -> str:
    """Do it, its first request struck. It is there once, after so many requests, unless the vendor refuses it in words,
    which are returned: tables need not know which addresses there are, or what is left in stock.
    """
    before, applied = len(desk.there.writes), len(desk.there.applied)
    if end.fault:
        await end.strike(desk, {"method": "POST|PUT|PATCH|DELETE"})
    await doing.send(desk)

    def is_over() -> bool:
        entries = desk.outbox()
        assert len(desk.there.applied) - applied <= 1
        for entry in entries:
            assert entry.state in ("waiting", "sending", "checking", "refused"), f"{doing}: {entry.words}"
        return not entries or entries[0].state == "refused"

    await desk.until(is_over)
    desk.there.mend()
    for entry in desk.outbox():
        assert entry.words
        assert len(desk.there.applied) == applied
        await desk.work(lambda entry=entry: desk.backend.engine.drafts.discard([entry.id]))  # type: ignore[misc]
        return entry.words
    assert (len(desk.there.applied) - applied, len(desk.there.writes) - before) == (doing.applied, end.requests), doing
    if not doing.applied:
        return ""
    write = desk.there.applied[-1]
    assert write.absent == (), doing
    assert doing.member not in write.ignored, doing  # who sends records whole also sends what is none of ours to set
    return ""
