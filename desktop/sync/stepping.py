"""The steps of a write: each committed before it is sent, and looked up when its end was not seen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desktop.errors import AppError, Rejected
from desktop.sync.doubts import Doubts
from desktop.sync.endings import Endings, Work
from desktop.sync.journal import Journal
from desktop.sync.pull import Pull
from desktop.vendors.contract import NOTHING, Ask, Request, Step, Stop
from desktop.vendors.rows import cut

TWICE = 2
"""Looks in a row that must find nothing before something is sent again."""


class Stepping:
    """Takes an entry's steps one after the other; `at(place)` is where tests stop or kill."""

    def __init__(
        self, pull: Pull, endings: Endings, doubts: Doubts, journal: Journal, *,
        now: Callable[[], datetime], at: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._pull = pull
        self._ends = endings
        self._doubts = doubts
        self._journal = journal
        self._now = now
        self._at = at

    async def go_on(self, work: Work) -> bool:
        """Send the steps that are left, each after its attempt is committed; True when every one is answered."""
        while work.entry.attempt.step < len(work.steps):
            step = work.steps[work.entry.attempt.step]
            request = step.request(work.facts(self._now()))
            if isinstance(request, Stop):
                self._ends.refuse(work, request.because)
                return False
            if request == NOTHING:
                self._ends.answered(work, None)
                continue
            before = await self._looks(work, step)
            if self._ends.was_changed(work):
                return False
            if step.sets and before:
                found = step.happened(before, before, work.facts(self._now()))
                if found.verdict == "yes":
                    self._ends.answered(work, found.answer)
                    continue
            if not work.account.may_send():
                self._ends.rest(work)
                return False
            attempt = replace(work.entry.attempt, before=before, sent_at=self._now(), absent=0)
            self._ends.put(work, state="sending", attempt=attempt, not_before=None)
            self._journal.sent(work.entry, f"{request.method} {request.path}")
            self._at("before send")
            if not await self._transmit(work, request):
                return False
        return True

    async def _transmit(self, work: Work, request: Request) -> bool:
        """Send; False when the end was not seen."""
        try:
            answer = await work.account.client.send(request, "edit")
            said, _ = cut(answer.body, None)
        except AppError as error:
            if error.unclear:
                self._at("after send")
                self._ends.lose_sight(work, self._after(work), error)
                return False
            self._ends.put(work, attempt=replace(work.entry.attempt, sent_at=None, before=None))
            raise
        self._at("after send")
        work.seen.clear()
        work.account.recovers(self._now())
        self._ends.answered(work, said)
        return True

    async def _looks(self, work: Work, step: Step) -> list[Any]:
        return [await self._look(work, ask) for ask in step.look(work.facts(self._now()))]

    async def _look(self, work: Work, ask: Ask) -> Any:  # noqa: ANN401 - JSON
        request = ask.request
        name = (request.server, request.path, request.query)
        if name not in work.seen:
            work.seen[name] = await self._pull.look(work.account, ask, "edit")
        return work.seen[name]

    # ── an unclear end ────────────────────────────────────────────────────────────────────────────────────────

    def _after(self, work: Work) -> timedelta:
        """The longer of the settling time and the lag of what would be looked at."""
        step = work.steps[work.entry.attempt.step]
        lags = [work.resource.lag(ask.request) for ask in step.look(work.facts(self._now()))]
        return max([self._doubts.settle(work.account), *lags])

    async def check(self, work: Work) -> bool:
        """Find out whether a step has happened whose end was not seen, and go on; True when every one is answered."""
        is_early = self._doubts.begin_look(work.entry)
        step = work.steps[work.entry.attempt.step]
        try:
            found = await self._pull.fresh(work.account, work.resource, work.entry.key, "edit")
            work.fresh = found[0] if found else {}
            looks = await self._looks(work, step)
        except Rejected as error:  # says nothing about the step: it must not be sent again for that
            if not self._ends.was_changed(work):
                self._ends.doubt(work, self._after(work), str(error))
            return False
        if self._ends.was_changed(work):
            return False
        before = work.entry.attempt.before
        verdict = step.happened(before if isinstance(before, Sequence) else [], looks, work.facts(self._now()))
        if verdict.verdict == "yes":
            self._ends.answered(work, verdict.answer)
            return await self.go_on(work)
        if is_early:
            self._ends.put(work, state="checking", words="Not there yet; it may still arrive.")
        elif verdict.verdict == "cannot tell":
            self._ends.ask(work, verdict.words)
        else:
            self._absent(work)
        return False

    def _absent(self, work: Work) -> None:
        """A look that was due found nothing: once more after as long again, then it is sent again."""
        attempt = work.entry.attempt
        if attempt.absent + 1 < TWICE:
            self._ends.put(work, attempt=replace(attempt, absent=attempt.absent + 1))
            self._ends.doubt(work, self._after(work), "Not there yet; looked at once more.")
            return
        self._doubts.forget(work.entry)
        self._ends.put(
            work, attempt=attempt.unsent(), state="waiting", not_before=None, words="It did not arrive; sent again."
        )
