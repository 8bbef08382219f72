"""The steps of a write: each committed before it is sent, and looked up when its end was not seen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from desktop.changes import Entry
from desktop.errors import AppError, Rejected
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.endings import Endings
from desktop.sync.hearing import Hearing
from desktop.sync.journal import Journal
from desktop.sync.newest import Asked
from desktop.sync.work import Work
from desktop.vendors.contract import NOTHING, Ask, Documents, Request, Step, Stop
from desktop.vendors.rows import cut

TWICE = 2
"""Looks in a row that must find nothing before something is sent again."""

NO_CONTENT = 204

Outcome = Literal["answered", "stopped", "read again"]
"""answered: every step is. stopped: nothing more is sent now. read again: what was read has become old meanwhile."""


class Stepping:
    """Takes an entry's steps one after the other; `at(place)` is where tests stop or kill."""

    def __init__(
        self, hearing: Hearing, endings: Endings, doubts: Doubts, journal: Journal, *,
        now: Callable[[], datetime], at: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._hearing = hearing
        self._ends = endings
        self._doubts = doubts
        self._journal = journal
        self._now = now
        self._at = at

    async def go_on(self, work: Work) -> Outcome:
        """Send the steps that are left, each after its attempt is committed."""
        is_first = True
        while left := work.left:
            if not is_first and work.is_old():
                return "read again"
            if not await self._take(work, left[0]):
                return "stopped"
            is_first = False
        return "answered"

    async def _take(self, work: Work, step: Step) -> bool:
        """Send one step, unless there is nothing to do; whether it is answered."""
        request = step.request(work.facts(self._now()))
        if isinstance(request, Stop):
            self._ends.refuse(work, request.because)
            return False
        if request == NOTHING:
            self._ends.answered(work, step, None)
            return True
        before = await self._looks(work, step)
        if self._ends.was_changed(work):
            return False
        if step.sets and before and not work.lag(step, self._now()):  # else it may be what was there some time ago
            found = step.happened(before, before, work.facts(self._now()))
            if found.verdict == "yes":
                self._ends.answered(work, step, found.answer)
                return True
        if not work.account.may_send():
            self._ends.rest(work)
            return False
        attempt = replace(work.entry.attempt, step=step.name, before=before, sent_at=self._now(), absent=0)
        self._ends.put(work, state="sending", attempt=attempt, not_before=None)
        self._journal.sent(work.entry, f"{request.method} {request.path}")
        self._at("before send")
        return await self._transmit(work, step, request)

    async def _transmit(self, work: Work, step: Step, request: Request) -> bool:
        """Send; False when the end was not seen."""
        try:
            answer = await work.account.client.send(request, "edit")
            said = {} if answer.status == NO_CONTENT else cut(answer.body, None)[0]
        except AppError as error:
            if error.unclear:
                self._at("after send")
                self._ends.lose_sight(work, self._after(work, step), error)
                return False
            self._ends.put(work, attempt=work.entry.attempt.unsent())
            raise
        self._at("after send")
        work.account.recovers(self._now())
        self._ends.answered(work, step, said)
        self._at("after an answer")
        work.learn(step)
        return True

    async def _looks(self, work: Work, step: Step) -> list[Any]:
        return [await self._look(work, ask) for ask in step.look(work.facts(self._now()))]

    async def _look(self, work: Work, ask: Ask) -> Any:  # noqa: ANN401 - JSON
        request = ask.request
        name = (request.server, request.path, request.query)
        if name not in work.seen:
            work.seen[name] = await self._hearing.look(work.account, ask, "edit")
        return work.seen[name]

    def latest(self, work: Work) -> tuple[Documents, Asked]:
        """The record as last read, with the answers in the place of what may be older than they are."""
        return work.latest(self._now())

    # ── an unclear end ────────────────────────────────────────────────────────────────────────────────────────

    def take_up(self, account: Account, entry: Entry) -> None:
        """An entry that was broken off says how far it had come; what was on its way is looked up when that is due."""
        work = Work(account=account, resource=account.vendor.resources[entry.kind], entry=entry)
        step = work.step
        if entry.attempt.sent_at is None:
            if entry.state == "sending":
                self._ends.take_up(work)
        elif entry.state != "asked" and not self._doubts.has(entry):
            wait = self._after(work, step) if step else self._doubts.settle(account)
            self._ends.doubt(work, wait, "The sending was broken off; whether it arrived is looked up.")

    def _after(self, work: Work, step: Step) -> timedelta:
        """The longer of the settling time and the lag of what would be looked at."""
        return max(self._doubts.settle(work.account), work.lag(step, self._now()))

    async def check(self, work: Work) -> bool:
        """Find out whether a step has happened whose end was not seen; True when it is answered."""
        is_early = self._doubts.begin_look(work.entry)
        step = work.step
        if step is None:
            self._ends.ask(work, "This version of Wholedesk does not know what was sent.")
            return False
        try:
            work.take(await self._hearing.fresh(work.account, work.resource, work.entry.key, "edit"))
            looks = await self._looks(work, step)
        except Rejected as error:  # says nothing about the step: it must not be sent again for that
            if not self._ends.was_changed(work):
                self._ends.doubt(work, self._after(work, step), str(error))
            return False
        if self._ends.was_changed(work):
            return False
        before = work.entry.attempt.before
        verdict = step.happened(before if isinstance(before, Sequence) else [], looks, work.facts(self._now()))
        if verdict.verdict == "yes" and not (is_early and self._says_old(work, step)):
            self._ends.answered(work, step, verdict.answer)
            return True
        if is_early:
            self._ends.put(work, state="checking", words=f"Not there yet; it may still arrive.{work.left_behind()}")
        elif verdict.verdict == "cannot tell":
            self._ends.ask(work, verdict.words)
        else:
            self._absent(work, step)
        return False

    def _says_old(self, work: Work, step: Step) -> bool:
        """Whether a look may still show what it showed before the step was sent, and that was as wanted."""
        before = work.entry.attempt.before
        if not work.lag(step, self._now()) or not isinstance(before, Sequence):
            return False
        return step.happened(before, before, work.facts(self._now())).verdict == "yes"

    def _absent(self, work: Work, step: Step) -> None:
        """A look that was due found nothing: once more after as long again, then it is sent again."""
        attempt = work.entry.attempt
        if attempt.absent + 1 < TWICE:
            self._ends.put(work, attempt=replace(attempt, absent=attempt.absent + 1))
            self._ends.doubt(work, self._after(work, step), "Not there yet; looked at once more.")
            return
        self._doubts.forget(work.entry)
        self._ends.put(
            work, attempt=attempt.unsent(), state="waiting", not_before=None,
            words=f"It did not arrive; sent again.{work.left_behind()}",
        )  # fmt: skip
