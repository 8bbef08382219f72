"""The steps of a write: each committed before it is sent, and looked up when its end was not seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
NOT_KNOWN = (404, 405)
"""How a vendor says that it does not know a form of request; the record itself has just been read."""

Outcome = Literal["answered", "stopped", "read again"]
"""answered: every step is. stopped: nothing more is sent now. read again: what was read has become old meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A step that may be sent now, with what its looks showed before."""

    work: Work
    step: Step
    request: Request
    before: Sequence[Any]


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
        ready = await self.prepare(work, step)
        if not isinstance(ready, Ready):
            return ready
        self.begin(ready, ready.request)
        return await self._transmit(ready)

    async def prepare(self, work: Work, step: Step, *, with_others: bool = False) -> Ready | bool:
        """What is to be sent for a step; True where it is answered without, False where it may not be sent now."""
        request = step.request(work.facts(self._now()))
        if isinstance(request, Stop):
            self._ends.refuse(work, request.because)
            return False
        if request == NOTHING:
            self._ends.answered(work, step, None)
            return True
        batch = step.batch if with_others else None
        before = batch.seen(work.facts(self._now())) if batch else await self._looks(work, step)
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
        return Ready(work=work, step=step, request=request, before=before)

    def begin(self, ready: Ready, request: Request) -> None:
        """Commit that a step goes out with this request."""
        attempt = replace(
            ready.work.entry.attempt, step=ready.step.name, before=ready.before, sent_at=self._now(), absent=0
        )
        self._ends.put(ready.work, state="sending", attempt=attempt, not_before=None)
        self._journal.sent(ready.work.entry, f"{request.method} {request.path}")
        self._at("before send")

    async def _transmit(self, ready: Ready) -> bool:
        """Send; False when the end was not seen."""
        try:
            said = await self._said_in_known_form(ready)
        except AppError as error:
            if error.unclear and not ready.work.only_asks:  # nothing comes of asking: it is asked again
                self.lose_sight(ready, error)
                return False
            self._ends.put(ready.work, attempt=ready.work.entry.attempt.unsent())
            raise
        facts = ready.work.facts(self._now())
        if because := ready.step.short(said, facts):
            self._ends.refuse(ready.work, because)
            return False
        if (told := ready.step.tells(said, facts)) and not ready.work.only_asks:
            self._journal.answered(ready.work.entry, told)
        self.answered(ready, said)
        return True

    async def _said_in_known_form(self, ready: Ready) -> Any:  # noqa: ANN401 - JSON
        """What is answered to a request, in its other form where the vendor does not know the first one."""
        work, request, step = ready.work, ready.request, ready.step
        if step.instead is None:
            return await self.said(work.account, request)
        form = f"{work.resource.kind} {request.server} {request.method}"
        if form not in work.account.unknown:
            try:
                return await self.said(work.account, request)
            except Rejected as error:
                if error.status not in NOT_KNOWN:
                    raise
        said = await self.said(work.account, step.instead(work.facts(self._now())))
        work.account.unknown.add(form)
        return said

    async def said(self, account: Account, request: Request) -> Any:  # noqa: ANN401 - JSON
        """Send a request that changes something; the JSON of its answer."""
        try:
            answer = await account.client.send(request, "edit")
            said = {} if answer.status == NO_CONTENT else account.vendor.veil(cut(answer.body, None)[0])
        except AppError as error:
            if error.unclear:
                self._at("after send")
            raise
        self._at("after send")
        account.recovers(self._now())
        return said

    def answered(self, ready: Ready, said: Any) -> None:  # noqa: ANN401 - JSON
        """Commit what was answered to a step."""
        self._ends.answered(ready.work, ready.step, said)
        ready.work.learn(ready.step)

    def lose_sight(self, ready: Ready, error: AppError) -> None:
        """Whether the step has happened is looked up, when it must have shown itself."""
        self._ends.lose_sight(ready.work, self._after(ready.work, ready.step), error)

    def part(self, ready: Ready, words: str) -> None:
        """What went out with others was refused as a whole: one look tells whether this has happened all the same."""
        work = ready.work
        work.entry = replace(work.entry, attempt=replace(work.entry.attempt, absent=TWICE - 1))
        self._ends.doubt(work, work.lag(ready.step, self._now()), words)

    async def _looks(self, work: Work, step: Step, before: Sequence[Any] | None = None) -> list[Any]:
        """What a step's looks show, and with what they showed `before` it was sent what they lead to."""
        facts = work.facts(self._now())
        looks = [await self._look(work, ask) for ask in step.look(facts)]
        return looks + [await self._look(work, ask) for ask in (step.closer(before, looks, facts) if before else ())]

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
        before = known if isinstance(known := work.entry.attempt.before, Sequence) else []
        try:
            work.take(await self._hearing.fresh(work.account, work.resource, work.entry.key, "edit"))
            looks = await self._looks(work, step, before)
        except Rejected as error:  # says nothing about the step: it must not be sent again for that
            if not self._ends.was_changed(work):
                self._ends.doubt(work, self._after(work, step), str(error))
            return False
        if self._ends.was_changed(work):
            return False
        verdict = step.happened(before, looks, work.facts(self._now()))
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
