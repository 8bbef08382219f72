"""Sending what was submitted: one path for the first try, retry, offline, unknown outcome and conflict.

Six steps, each committed before its effect outside: read fresh; already as meant?; a conflict?; each step of the
write; the answer as the new truth; then, and only then, the entry is dropped.
"""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from desktop.changes import Entry
from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled, Unreached
from desktop.store.outbox import Outdated
from desktop.sync.account import Account
from desktop.sync.endings import Endings
from desktop.sync.hearing import Fresh, Hearing
from desktop.sync.newest import Asked
from desktop.sync.pull import Pull
from desktop.sync.stepping import Stepping
from desktop.sync.work import Work, undelivered
from desktop.vendors import mapping
from desktop.vendors.contract import Documents

DONE = "Confirmed."

Given = TypeVar("Given")


class Push:
    """Delivers entries."""

    def __init__(self, hearing: Hearing, pull: Pull, endings: Endings, steps: Stepping) -> None:
        self._hearing = hearing
        self._pull = pull
        self._ends = endings
        self._steps = steps

    async def deliver(self, account: Account, entry: Entry) -> None:
        """Work on one entry as far as it goes now; whatever happens is committed and said in words."""
        work = Work(account=account, resource=account.vendor.resources[entry.kind], entry=entry)
        await self.guarded(work, self._deliver(work))

    async def guarded(self, work: Work, doing: Awaitable[Given]) -> Given | None:
        """Do something for an entry; what goes wrong is committed with it. None where it went wrong."""
        before, given = work.entry, None
        try:
            given = await doing
        except Outdated:
            return None  # the user had a hand in it meanwhile: it is looked at again, as it is now
        except (Throttled, Offline, NeedsLogin, Rejected) as error:
            self.fail(work, error)
        self._ends.reshow(work, before)
        return given

    def fail(self, work: Work, error: AppError) -> None:
        stops_all = isinstance(error, Unreached | NeedsLogin)
        if stops_all:
            self._ends.stop_account(work.account, error)
        if self._ends.was_changed(work):
            return
        if isinstance(error, NeedsLogin):
            self._ends.wait(work, error)
        elif isinstance(error, Rejected) and not work.is_sent:
            self._ends.refuse(work, _why(work.account, error))
        else:  # all steps are answered: what cannot be read now is only how the record looks since
            self._ends.put_off(work, error)

    # ── steps 1 to 4 ──────────────────────────────────────────────────────────────────────────────────────────

    async def _deliver(self, work: Work) -> None:
        if work.entry.attempt.sent_at is None or await self._steps.check(work):
            await self._send(work)

    async def _send(self, work: Work) -> None:
        if not work.is_known:
            self._ends.refuse(work, "This version of Wholedesk does not know how to send it. Nothing was sent.")
            return
        while await self.is_ready(work):
            outcome = await self._steps.go_on(work)
            if outcome == "answered":
                await self.finish(work)
            if outcome != "read again":
                return

    async def is_ready(self, work: Work, found: Fresh | None = None) -> bool:
        """Read fresh, unless it was `found` just now; whether something is left to be sent, and nothing collides."""
        entry = work.entry
        found = found or await self._hearing.fresh(work.account, work.resource, entry.key, "edit")
        if self._ends.was_changed(work):
            return False
        if found is None:
            self._miss(work)
            return False
        work.take(found)
        if not work.fresh:  # what it shares its documents with is there, and it is not among it any more
            await self._pull.take(work.account, work.resource, entry.key, found)
            if work.is_sent:
                self._ends.drop(work, "Done; the record is gone since.")
            else:
                self._ends.refuse(work, _missing(work))
            return False
        if work.is_sent and work.only_asks:
            self._ends.told(work)
            return False
        if work.is_sent and not (work.act and work.act.gone):  # answered earlier: others may have been at it since
            self._conclude(work, *self._steps.latest(work), said=work.said())
            return False
        if not entry.attempt.answers:
            self._ends.notice(work)
        return bool(entry.act) or await self._compare(work, found)

    def _miss(self, work: Work) -> None:
        """The record is not there any more; an act of which only that was left to bring about is done."""
        if work.act is not None and work.act.gone and len(work.left) <= 1:
            self._ends.done_for_good(work, "Done; it is not there any more.")
        elif work.is_sent:
            self._ends.done_for_good(work, "Done; the record is gone since.")
        else:
            self._ends.miss(work, _missing(work))

    async def _compare(self, work: Work, read: Fresh) -> bool:
        """Whether there is something left to send and nothing collides (steps 2 and 3)."""
        left = undelivered(work.resource, work.entry)
        found = mapping.collisions(work.resource, work.fresh, left)
        if any(change.seen == change.theirs for change in found.conflicts):  # decided on, yet there is no such line
            self._ends.refuse(work, "A line that was to be changed is not there any more. Edit again without it.")
            return False
        if found.conflicts:
            await self._pull.take(work.account, work.resource, work.entry.key, read)  # the user decides over this
            if not self._ends.was_changed(work):
                self._ends.clash(work, found.conflicts)
            return False
        if not found.as_seen:
            is_new = not work.entry.attempt.answers
            words = "Already as you meant it; nothing had to be sent." if is_new else DONE
            self._ends.confirm(work, work.documents, words, work.asked_at)
            return False
        for change in found.as_seen:
            if reason := mapping.refusal(work.resource, work.fresh, work.account.context, change):
                self._ends.refuse(work, reason)
                return False
        return True

    # ── steps 5 and 6 ─────────────────────────────────────────────────────────────────────────────────────────

    async def finish(self, work: Work, found: Fresh | None = None) -> None:
        """All is answered: commit how the record is now, read afresh where no answer tells it and nobody `found` it."""
        if work.act is not None and work.act.gone:
            self._ends.done_for_good(work, "Done.")
            return
        if work.only_asks:
            self._ends.told(work)
            return
        truth, asked_at = work.said(), Asked(asyncio.get_running_loop().time())
        if truth is None:
            found = found or await self._hearing.fresh(work.account, work.resource, work.entry.key, "edit")
            if self._ends.was_changed(work):
                return
            if found is None:
                self._ends.done_for_good(work, "Done; the record is gone since.")
                return
            work.take(found)
            truth, asked_at = found.documents, found.asked_at
            if self._ends.may_be_old(work):
                return
        else:
            work.replaces = ()  # answers hold what was written, and say nothing of the rest
        self._conclude(work, truth, asked_at, said=truth)

    def _conclude(self, work: Work, truth: Documents, asked_at: Asked, *, said: Documents | None) -> None:
        """Confirm what was answered, unless the vendor passed over a change without a word.

        `said` is what tells it: the record right after the write. Without it the truth read later does, as far as it
        still has what was there before; another value may be somebody else's.
        """
        entry, resource = work.entry, work.resource
        told = resource.view(entry.key, {**work.documents, **(truth if said is None else said)})
        left = () if entry.act else mapping.unheeded(resource, told, entry.changes)
        if said is None:
            left = tuple(change for change in left if mapping.is_as_seen(resource, change))
        if left:
            self._ends.ignored(work, truth, left, asked_at)
        else:
            self._ends.confirm(work, truth, DONE, asked_at)


def _why(account: Account, error: Rejected) -> str:
    """The vendor's own words, and that it said them; else ours."""
    return f"{account.vendor.label} says: “{error.words}”" if error.words else str(error)


def _missing(work: Work) -> str:
    return f"{work.account.vendor.label} does not have this record any more."
