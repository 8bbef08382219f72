"""Entries that go out in one request, each with its own answer: a vendor that takes many rows is not asked row by row.

Each is read, compared, committed and confirmed as if it went out alone. A request that is refused as a whole is sent
again in halves, after a look at what has happened all the same, until the row that is refused stands alone.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.changes import Entry
from desktop.errors import AppError, Rejected
from desktop.sync.account import Account
from desktop.sync.endings import Endings
from desktop.sync.hearing import Fresh, Hearing
from desktop.sync.push import Push
from desktop.sync.stepping import Ready, Stepping
from desktop.sync.work import OLD, Work
from desktop.vendors.contract import UNREADABLE, Batch

PATIENCE = OLD / 2
"""Seconds after which no further record is read for a request: the first ones would be old when it goes out."""
SILENT = AppError("The answer does not say what became of it.", "It is looked up.")


class Batches:
    """Says which entries go out in one request, and delivers them."""

    def __init__(self, hearing: Hearing, push: Push, endings: Endings, steps: Stepping) -> None:
        self._hearing = hearing
        self._push = push
        self._ends = endings
        self._steps = steps
        self._most: dict[int, int] = {}  # entry → with how many it may go, itself included, after a refusal

    def company(self, account: Account, first: Entry, others: Sequence[Entry]) -> Sequence[Entry]:
        """The first entry, and those of the others that may go out in one request with it."""
        batch = _batch(account, first)
        if batch is None:
            return (first,)
        company = [first]
        most = self._most.get(first.id, batch.most)
        for entry in others:
            fits = min(most, self._most.get(entry.id, batch.most))
            if len(company) < fits and entry.kind == first.kind and _is_same(batch, _batch(account, entry)):
                company.append(entry)
                most = fits
        return company

    async def deliver(self, account: Account, entries: Sequence[Entry]) -> None:
        """Work on entries as far as they go now; whatever happens is committed with each, and said in words."""
        batch = _batch(account, entries[0]) if len(entries) > 1 else None
        if batch is None:
            await self._push.deliver(account, entries[0])
            return
        resource = account.vendor.resources[entries[0].kind]
        works = [Work(account=account, resource=resource, entry=entry) for entry in entries]
        ready = await self._gathered(account, batch, works)
        answered = await self._send(account, batch, ready)
        untold = [one.work for one in answered if one.work.said() is None]
        found = await self._read(account, batch, untold)
        for one in answered:
            await self._push.guarded(one.work, self._push.finish(one.work, found.get(one.work.entry.key)))

    # ── before ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _read(self, account: Account, batch: Batch, works: Sequence[Work]) -> Mapping[str, Fresh]:
        """What one read brings of several records; what it does not bring is read record by record."""
        if not works:
            return {}
        try:
            keys = [work.entry.key for work in works]
            return await self._hearing.fresh_of(account, works[0].resource, keys, batch, "edit")
        except AppError:  # whatever it is, it is met, told and committed with each record's own
            return {}

    async def _gathered(self, account: Account, batch: Batch, works: Sequence[Work]) -> list[Ready]:
        """Read and compare one after the other, as long as what was read first is not old."""
        clock = asyncio.get_running_loop().time
        found, began = await self._read(account, batch, works), clock()
        gathered: list[Ready] = []
        for work in works:
            if clock() - began > PATIENCE or not account.may_send():
                break
            ready = await self._push.guarded(work, self._prepared(work, found.get(work.entry.key)))
            gathered += [ready] if ready else []
        return [ready for ready in gathered if not self._ends.was_changed(ready.work)]

    async def _prepared(self, work: Work, found: Fresh | None) -> Ready | None:
        if not await self._push.is_ready(work, found):
            return None
        ready = await self._steps.prepare(work, work.left[0], with_others=True)
        if ready is True:
            await self._push.finish(work)
        return ready if isinstance(ready, Ready) else None

    # ── the request and what came of it ───────────────────────────────────────────────────────────────────────

    async def _send(self, account: Account, batch: Batch, ready: Sequence[Ready]) -> list[Ready]:
        """Send several steps as one request; those that are answered."""
        if not ready:
            return []
        requests = {one.work.entry.key: one.request for one in ready}
        request = batch.join(requests) if len(ready) > 1 else ready[0].request
        for one in ready:
            self._steps.begin(one, request)
        try:
            said = await self._steps.said(account, request)
        except AppError as error:
            for one in ready:
                await self._push.guarded(one.work, self._part(one, error, len(ready)))
            return []
        try:
            each = batch.each(said, requests) if len(ready) > 1 else dict.fromkeys(requests, said)
        except UNREADABLE:
            each = {}
        heard = [await self._push.guarded(one.work, self._hear(one, each)) for one in ready]
        return [one for one, is_answered in zip(ready, heard, strict=True) if is_answered]

    async def _hear(self, one: Ready, each: Mapping[str, Any]) -> bool:
        """Take up what was answered to one of them; whether it is answered."""
        key = one.work.entry.key
        if key not in each:
            self._steps.lose_sight(one, SILENT)
        elif isinstance(each[key], Rejected):
            self._ends.put(one.work, attempt=one.work.entry.attempt.unsent())
            raise each[key]
        else:
            self._steps.answered(one, each[key])
        return one.work.is_sent

    async def _part(self, one: Ready, error: AppError, company: int) -> None:
        """The request failed for one of so many that went out with it."""
        if error.unclear:
            self._steps.lose_sight(one, error)
        elif isinstance(error, Rejected) and company > 1:
            self._most[one.work.entry.id] = company // 2
            self._steps.part(one, "Refused together with others; it is sent again with fewer.")
        else:
            self._ends.put(one.work, attempt=one.work.entry.attempt.unsent())
            raise error


def _batch(account: Account, entry: Entry) -> Batch | None:
    """What the entry's only step may go out with; None for one that goes alone, or is on its way already."""
    if entry.state != "waiting" or entry.attempt.sent_at is not None:
        return None
    left = Work(account=account, resource=account.vendor.resources[entry.kind], entry=entry).left
    return left[0].batch if len(left) == 1 else None


def _is_same(one: Batch, other: Batch | None) -> bool:
    return other is not None and one.name == other.name
