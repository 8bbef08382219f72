"""Sending what was submitted: one path for the first try, retry, offline, unknown outcome and conflict.

Six steps, each committed before its effect outside: read fresh; already as meant?; a conflict?; each step of the
write; the answer as the new truth; then, and only then, the entry is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desktop.changes import Entry
from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unreached
from desktop.store.outbox import Outdated
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.endings import Endings, Work
from desktop.sync.journal import Journal
from desktop.sync.pull import Pull
from desktop.vendors import mapping
from desktop.vendors.contract import NOTHING, Ask, Documents, Request, Step, Stop
from desktop.vendors.rows import cut

TWICE = 2
"""Looks in a row that must find nothing before something is sent again."""


class Push:
    """Delivers entries; `at(place)` is where tests stop or kill."""

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

    async def deliver(self, account: Account, entry: Entry) -> None:
        """Work on one entry as far as it goes now; whatever happens is committed and said in words."""
        work = Work(account=account, resource=account.vendor.resources[entry.kind], entry=entry)
        try:
            if entry.attempt.sent_at is None:
                await self._send(work)
            else:
                await self._check(work)
        except Outdated:
            return  # the user had a hand in it meanwhile: it is looked at again, as it is now
        except (Throttled, Offline, NeedsLogin, Rejected) as error:
            self._fail(work, error)
        self._ends.reshow(work, entry)

    def _fail(self, work: Work, error: AppError) -> None:
        stops_all = isinstance(error, Unreached | NeedsLogin)
        if stops_all:
            self._ends.stop_account(work.account, error)
        if self._ends.was_changed(work):
            return
        if isinstance(error, NeedsLogin):
            self._ends.wait(work, error)
        elif isinstance(error, Rejected) and not work.is_sent:
            self._ends.refuse(work, error.words or str(error))
        else:  # all steps are answered: what cannot be read now is only how the record looks since
            self._ends.put_off(work, error)

    # ── steps 1 to 3 ──────────────────────────────────────────────────────────────────────────────────────────

    async def _send(self, work: Work) -> None:
        entry, account = work.entry, work.account
        if not work.steps:
            self._ends.refuse(work, "This version of Wholedesk does not know how to send it. Nothing was sent.")
            return
        found = await self._pull.fresh(account, work.resource, entry.key, "edit")
        if self._ends.was_changed(work):
            return
        if found is None:
            self._miss(work)
            return
        work.fresh = found[0]
        if work.is_sent and not (work.act and work.act.gone):  # answered earlier: others may have been at it since
            self._ends.confirm(work, work.fresh, "Confirmed.")
            return
        if entry.attempt.step == 0:
            self._ends.notice(work)
            if not entry.act and not await self._compare(work, found):
                return
        await self._go_on(work)

    def _miss(self, work: Work) -> None:
        """The record is not there any more; an act that was to bring that about is done."""
        if work.act is not None and work.act.gone:
            self._ends.done_for_good(work, "Done; it is not there any more.")
        elif work.is_sent:
            self._ends.done_for_good(work, "Done; the record is gone since.")
        else:
            self._ends.miss(work, f"{work.account.vendor.label} does not have this record any more.")

    async def _compare(self, work: Work, read: tuple[Documents, float]) -> bool:
        """Whether there is something to send and nothing collides (steps 2 and 3)."""
        found = mapping.collisions(work.resource, work.fresh, work.entry.changes)
        if any(change.seen == change.theirs for change in found.conflicts):  # decided on, yet there is no such line
            self._ends.refuse(work, "A line that was to be changed is not there any more. Edit again without it.")
            return False
        if found.conflicts:
            await self._pull.take(work.account, work.resource, work.entry.key, read)  # the user decides over this
            if not self._ends.was_changed(work):
                self._ends.clash(work, found.conflicts)
            return False
        if not found.as_seen:
            self._ends.confirm(work, work.fresh, "Already as you meant it; nothing had to be sent.")
            return False
        for change in found.as_seen:
            if reason := mapping.refusal(work.resource, work.fresh, work.account.context, change):
                self._ends.refuse(work, reason)
                return False
        return True

    # ── step 4 ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _go_on(self, work: Work) -> None:
        """Send the steps that are left, each after its attempt is committed."""
        while work.entry.attempt.step < len(work.steps):
            step = work.steps[work.entry.attempt.step]
            request = step.request(work.facts(self._now()))
            if isinstance(request, Stop):
                self._ends.refuse(work, request.because)
                return
            if request == NOTHING:
                self._ends.answered(work, None)
                continue
            before = await self._looks(work, step)
            if self._ends.was_changed(work):
                return
            if step.sets and before:
                found = step.happened(before, before, work.facts(self._now()))
                if found.verdict == "yes":
                    self._ends.answered(work, found.answer)
                    continue
            if not work.account.may_send():
                self._ends.rest(work)
                return
            attempt = replace(work.entry.attempt, before=before, sent_at=self._now(), absent=0)
            self._ends.put(work, state="sending", attempt=attempt, not_before=None)
            self._journal.sent(work.entry, f"{request.method} {request.path}")
            self._at("before send")
            if not await self._transmit(work, request):
                return
        await self._finish(work)

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

    async def _check(self, work: Work) -> None:
        """Find out whether a step has happened whose end was not seen."""
        is_early = self._doubts.begin_look(work.entry)
        step = work.steps[work.entry.attempt.step]
        try:
            found = await self._pull.fresh(work.account, work.resource, work.entry.key, "edit")
            work.fresh = found[0] if found else {}
            looks = await self._looks(work, step)
        except Rejected as error:  # says nothing about the step: it must not be sent again for that
            if not self._ends.was_changed(work):
                self._ends.doubt(work, self._after(work), str(error))
            return
        if self._ends.was_changed(work):
            return
        before = work.entry.attempt.before
        verdict = step.happened(before if isinstance(before, Sequence) else [], looks, work.facts(self._now()))
        if verdict.verdict == "yes":
            self._ends.answered(work, verdict.answer)
            await self._go_on(work)
        elif is_early:
            self._ends.put(work, state="checking", words="Not there yet; it may still arrive.")
        elif verdict.verdict == "cannot tell":
            self._ends.ask(work, verdict.words)
        else:
            self._absent(work)

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

    # ── steps 5 and 6 ─────────────────────────────────────────────────────────────────────────────────────────

    async def _finish(self, work: Work) -> None:
        entry, resource = work.entry, work.resource
        if work.act is not None and work.act.gone:
            self._ends.done_for_good(work, "Done.")
            return
        answers = entry.attempt.answers
        truth = resource.truth(answers[-1]) if resource.truth and answers and answers[-1] is not None else None
        if truth is None:
            found = await self._pull.fresh(work.account, resource, entry.key, "edit")
            truth = found[0] if found else None
            if self._ends.was_changed(work):
                return
        if truth is None:
            self._ends.done_for_good(work, "Done; the record is gone since.")
            return
        if not entry.act and (unheeded := mapping.unheeded(resource, truth, entry.changes)):
            self._ends.ignored(work, truth, unheeded)
            return
        self._ends.confirm(work, truth, "Confirmed.")
