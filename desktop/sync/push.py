"""Sending what was submitted: one path for the first try, retry, offline, unknown outcome and conflict.

Six steps, each committed before its effect outside: read fresh; already as meant?; a conflict?; each step of the
write; the answer as the new truth; then, and only then, the entry is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from desktop.changes import Attempt, Entry
from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.filing import Filing
from desktop.sync.journal import Journal
from desktop.sync.pending import Pending
from desktop.sync.pull import Pull
from desktop.vendors import mapping
from desktop.vendors.contract import NOTHING, Ask, Documents, Facts, Resource, Step, Stop
from desktop.vendors.rows import cut

TWICE = 2
"""Looks in a row that must find nothing before something is sent again."""


@dataclass(slots=True)
class Work:
    """One entry under way: what it belongs to, and what was just read of the vendor's side (nothing sent since)."""

    account: Account
    resource: Resource
    steps: tuple[Step, ...]
    entry: Entry
    fresh: Documents = field(default_factory=dict)
    seen: dict[tuple[object, ...], Any] = field(default_factory=dict)


class Push:
    """Delivers entries; `at(place)` is where tests stop or kill."""

    def __init__(
        self, pending: Pending, pull: Pull, filing: Filing, journal: Journal, doubts: Doubts, *,
        now: Callable[[], datetime], at: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._pending = pending
        self._pull = pull
        self._filing = filing
        self._journal = journal
        self._doubts = doubts
        self._now = now
        self._at = at

    # ── one entry ─────────────────────────────────────────────────────────────────────────────────────────────

    async def deliver(self, account: Account, entry: Entry) -> None:
        """Work on one entry as far as it goes now; whatever happens is committed and said in words."""
        resource = account.vendor.resources[entry.kind]
        steps = resource.write
        if entry.act:
            steps = next((act.steps for act in resource.acts if act.name == entry.act), ())
        work = Work(account=account, resource=resource, steps=steps, entry=entry)
        try:
            if entry.attempt.sent_at is None:
                await self._send(work)
            else:
                await self._check(work)
        except Throttled as error:
            self._wait(work, error, error.until)
        except (Offline, NeedsLogin) as error:
            account.fails(error, self._now())
            account.wake.set()  # the next round finds out when the line is back
            self._wait(work, error, None)
        except Rejected as error:
            self._refuse(work, error.words or f"{error.title} {error.hint}".strip())
        if (now := self._pending.get(entry.id)) is not None and now.state != entry.state:
            self._filing.reshow(account, resource, entry.key)

    def _put(self, work: Work, **changes: Any) -> None:  # noqa: ANN401
        work.entry = self._pending.put(replace(work.entry, **changes))

    def _wait(self, work: Work, error: AppError, until: datetime | None) -> None:
        sent = work.entry.attempt.sent_at is not None
        self._put(work, state="checking" if sent else "waiting", not_before=until, words=str(error))

    def _refuse(self, work: Work, words: str) -> None:
        attempt = replace(work.entry.attempt, sent_at=None, before=None, absent=0)
        self._put(work, state="refused", not_before=None, words=words, attempt=attempt)
        self._journal.answered(work.entry, f"Refused: {words}")

    # ── steps 1 to 4 ──────────────────────────────────────────────────────────────────────────────────────────

    async def _send(self, work: Work) -> None:
        entry, account = work.entry, work.account
        found = await self._pull.fresh(account, work.resource, entry.key, "edit")
        if self._was_changed(work):
            return
        if found is None:
            self._filing.gone(account, work.resource, entry.key)
            self._refuse(work, f"{account.vendor.label} does not have this record any more.")
            return
        work.fresh = found[0]
        if not entry.act and entry.attempt.step == 0 and not self._compare(work):
            return
        await self._go_on(work)

    def _was_changed(self, work: Work) -> bool:
        """Whether the user took the entry back, or changed it, while we were reading."""
        return self._pending.get(work.entry.id) is not work.entry

    def _compare(self, work: Work) -> bool:
        """Whether there is something to send and nothing collides (steps 2 and 3)."""
        entry, resource, context = work.entry, work.resource, work.account.context
        found = mapping.collisions(resource, work.fresh, entry.changes)
        if found.conflicts:
            clashing = {(change.field, change.line): change for change in found.conflicts}
            changes = tuple(clashing.get((change.field, change.line), change) for change in entry.changes)
            self._put(work, state="conflict", not_before=None, changes=changes, words="Changed by others meanwhile.")
            self._journal.answered(work.entry, "Changed by others meanwhile; nothing was sent.")
            return False
        if not found.as_seen:
            self._confirm(work, work.fresh, "Already as you meant it; nothing had to be sent.")
            return False
        for change in found.as_seen:
            if reason := mapping.refusal(resource, work.fresh, context, change):
                self._refuse(work, reason)
                return False
        return True

    async def _go_on(self, work: Work) -> None:
        """Send the steps that are left, each after its attempt is committed."""
        while work.entry.attempt.step < len(work.steps):
            step = work.steps[work.entry.attempt.step]
            request = step.request(self._facts(work))
            if isinstance(request, Stop):
                self._refuse(work, request.because)
                return
            if request == NOTHING:
                self._answered(work, None)
                continue
            before = await self._looks(work, step)
            if self._was_changed(work):
                return
            if step.sets and before:
                found = step.happened(before, before, self._facts(work))
                if found.verdict == "yes":
                    self._answered(work, found.answer)
                    continue
            attempt = replace(work.entry.attempt, before=before, sent_at=self._now(), absent=0)
            self._put(work, state="sending", attempt=attempt, not_before=None)
            self._journal.sent(work.entry, f"{request.method} {request.path}")
            self._at("before send")
            if not await self._transmit(work, request):
                return
        await self._finish(work)

    async def _transmit(self, work: Work, request: Any) -> bool:  # noqa: ANN401
        account = work.account
        try:
            answer = await account.client.send(request, "edit")
        except AppError as error:
            if error.unclear:
                self._at("after send")
                work.entry = self._doubts.doubt(work.entry, self._after(work), str(error))
                if isinstance(error, Offline):
                    self._journal.answered(work.entry, f"{error.title} It is looked up before anything is sent again.")
                return False
            self._put(work, attempt=replace(work.entry.attempt, sent_at=None, before=None))
            raise
        self._at("after send")
        work.seen.clear()
        account.recovers(self._now())
        self._answered(work, cut(answer.body, None)[0])
        return True

    def _answered(self, work: Work, answer: Any) -> None:  # noqa: ANN401
        """Commit a step's answer; the next one may begin."""
        old = work.entry.attempt
        attempt = Attempt(step=old.step + 1, answers=(*old.answers, answer))
        self._put(work, attempt=attempt, state="sending", not_before=None)

    def _facts(self, work: Work) -> Facts:
        entry = work.entry
        return Facts(
            key=entry.key, fresh=work.fresh, context=work.account.context, changes=entry.changes,
            inputs=entry.inputs, answers=entry.attempt.answers, by=entry.by, now=self._now(),
        )  # fmt: skip

    async def _looks(self, work: Work, step: Step) -> list[Any]:
        return [await self._look(work, ask) for ask in step.look(self._facts(work))]

    async def _look(self, work: Work, ask: Ask) -> Any:  # noqa: ANN401
        request = ask.request
        name = (request.server, request.path, request.query)
        if name not in work.seen:
            work.seen[name] = await self._pull.look(work.account, ask, "edit")
        return work.seen[name]

    # ── an unclear end ────────────────────────────────────────────────────────────────────────────────────────

    def _after(self, work: Work) -> timedelta:
        """The longer of the settling time and the lag of what would be looked at."""
        step = work.steps[work.entry.attempt.step]
        lags = [work.resource.lag(ask.request) for ask in step.look(self._facts(work))]
        return max([self._doubts.settle(work.account), *lags])

    async def _check(self, work: Work) -> None:
        """Find out whether a step has happened whose end was not seen."""
        entry = work.entry
        is_early = self._doubts.begin_look(entry)
        found = await self._pull.fresh(work.account, work.resource, entry.key, "edit")
        work.fresh = found[0] if found else {}
        step = work.steps[entry.attempt.step]
        looks = await self._looks(work, step)
        before = entry.attempt.before
        verdict = step.happened(before if isinstance(before, Sequence) else [], looks, self._facts(work))
        if verdict.verdict == "yes":
            self._doubts.forget(entry)
            self._answered(work, verdict.answer)
            await self._go_on(work)
        elif is_early:
            self._put(work, state="checking", words="Not there yet; it may still arrive.")
        elif verdict.verdict == "cannot tell":
            self._doubts.forget(entry)
            self._put(work, state="asked", not_before=None, words=verdict.words)
            self._journal.answered(work.entry, f"Cannot be told: {verdict.words}")
        else:
            self._absent(work)

    def _absent(self, work: Work) -> None:
        """A look that was due found nothing: once more after as long again, then it is sent again."""
        attempt = work.entry.attempt
        if attempt.absent + 1 < TWICE:
            self._put(work, attempt=replace(attempt, absent=attempt.absent + 1))
            work.entry = self._doubts.doubt(work.entry, self._after(work), "Not there yet; looked at once more.")
            return
        self._doubts.forget(work.entry)
        attempt = replace(attempt, sent_at=None, before=None, absent=0)
        self._put(work, attempt=attempt, state="waiting", not_before=None, words="It did not arrive; sent again.")

    # ── steps 5 and 6 ─────────────────────────────────────────────────────────────────────────────────────────

    async def _finish(self, work: Work) -> None:
        entry, resource = work.entry, work.resource
        act = next((act for act in resource.acts if act.name == entry.act), None)
        if act is not None and act.gone:
            self._filing.gone(work.account, resource, entry.key)
            self._drop(work, "Done.")
            return
        answers = entry.attempt.answers
        truth = resource.truth(answers[-1]) if resource.truth and answers and answers[-1] is not None else None
        if truth is None:
            found = await self._pull.fresh(work.account, resource, entry.key, "edit")
            truth = found[0] if found else None
        if truth is None:
            self._filing.gone(work.account, resource, entry.key)
            self._drop(work, "Done; the record is gone since.")
            return
        self._confirm(work, truth, "Confirmed.")

    def _confirm(self, work: Work, truth: Documents, words: str) -> None:
        self._filing.confirm(work.account, work.resource, work.entry.key, truth, work.entry)
        self._at("between the commits of a confirm")
        self._drop(work, words)

    def _drop(self, work: Work, words: str) -> None:
        self._journal.confirmed(work.entry, words)
        self._pending.drop(work.entry)
        self._doubts.forget(work.entry)
