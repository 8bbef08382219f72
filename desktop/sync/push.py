"""Sending what was submitted: one path for the first try, retry, offline, unknown outcome and conflict.

Six steps, each committed before its effect outside: read fresh; already as meant?; a conflict?; each step of the
write; the answer as the new truth; then, and only then, the entry is dropped.
"""

from desktop.changes import Entry
from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unreached
from desktop.store.outbox import Outdated
from desktop.sync.account import Account
from desktop.sync.endings import Endings, Work
from desktop.sync.pull import Pull
from desktop.sync.stepping import Stepping
from desktop.vendors import mapping
from desktop.vendors.contract import Documents


class Push:
    """Delivers entries."""

    def __init__(self, pull: Pull, endings: Endings, steps: Stepping) -> None:
        self._pull = pull
        self._ends = endings
        self._steps = steps

    async def deliver(self, account: Account, entry: Entry) -> None:
        """Work on one entry as far as it goes now; whatever happens is committed and said in words."""
        work = Work(account=account, resource=account.vendor.resources[entry.kind], entry=entry)
        try:
            if entry.attempt.sent_at is None:
                await self._send(work)
            elif await self._steps.check(work):
                await self._finish(work)
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
            self._conclude(work, work.fresh, said=self._said(work))
            return
        if entry.attempt.step == 0:
            self._ends.notice(work)
            if not entry.act and not await self._compare(work, found):
                return
        if await self._steps.go_on(work):
            await self._finish(work)

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

    # ── steps 5 and 6 ─────────────────────────────────────────────────────────────────────────────────────────

    async def _finish(self, work: Work) -> None:
        entry, resource = work.entry, work.resource
        if work.act is not None and work.act.gone:
            self._ends.done_for_good(work, "Done.")
            return
        truth = self._said(work)
        if truth is None:
            found = await self._pull.fresh(work.account, resource, entry.key, "edit")
            truth = found[0] if found else None
            if self._ends.was_changed(work):
                return
        if truth is None:
            self._ends.done_for_good(work, "Done; the record is gone since.")
            return
        self._conclude(work, truth, said=truth)

    def _said(self, work: Work) -> Documents | None:
        """The record as the last answer has it; None when no answer holds it."""
        answers, truth = work.entry.attempt.answers, work.resource.truth
        return truth(answers[-1]) if truth and answers and answers[-1] is not None else None

    def _conclude(self, work: Work, truth: Documents, *, said: Documents | None) -> None:
        """Confirm what was answered, unless the vendor passed over a change without a word.

        `said` is what tells it: the record right after the write. Without it the truth read later does, as far as it
        still has what was there before; another value may be somebody else's.
        """
        entry, resource = work.entry, work.resource
        left = () if entry.act else mapping.unheeded(resource, truth if said is None else said, entry.changes)
        if said is None:
            left = tuple(change for change in left if mapping.is_as_seen(resource, change))
        if left:
            self._ends.ignored(work, truth, left)
        else:
            self._ends.confirm(work, truth, "Confirmed.")
