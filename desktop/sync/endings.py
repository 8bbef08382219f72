"""What becomes of an entry under way: it waits, is refused, clashes, is in doubt or confirmed; each is committed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desktop.changes import Attempt, Change, Entry, EntryState
from desktop.errors import AppError, Offline, Throttled
from desktop.records import Kind
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.filing import Filing
from desktop.sync.journal import Journal
from desktop.sync.newest import Asked
from desktop.sync.pending import Pending
from desktop.sync.waits import Waits
from desktop.sync.work import Work
from desktop.vendors import mapping, wording
from desktop.vendors.contract import Act, Documents, Step


class Endings:
    """Commits how far an entry has come; `at(place)` is where tests stop or kill. `confirmed(account, kind, key)` is
    told which record the vendor has changed.
    """

    def __init__(
        self, pending: Pending, filing: Filing, journal: Journal, doubts: Doubts, waits: Waits, *,
        now: Callable[[], datetime], at: Callable[[str], None], confirmed: Callable[[str, Kind, str], None],
    ) -> None:  # fmt: skip
        self._pending = pending
        self._filing = filing
        self._journal = journal
        self._doubts = doubts
        self._waits = waits
        self._now = now
        self._at = at
        self._confirmed = confirmed

    def put(self, work: Work, **changes: Any) -> None:  # noqa: ANN401 - fields of an entry
        """Commit the entry with these changes."""
        work.entry = self._pending.put(replace(work.entry, **changes))

    def was_changed(self, work: Work) -> bool:
        """Whether the user took the entry back, or changed it, meanwhile."""
        return self._pending.get(work.entry.id) is not work.entry

    def reshow(self, work: Work, before: Entry) -> None:
        """Show in the lists that the entry is in another state than before."""
        if (now := self._pending.get(before.id)) is not None and now.state != before.state:
            self._filing.reshow(work.account, work.resource, before.key)

    def notice(self, work: Work) -> None:
        """Keep with the entry what others changed beside it since the copy was read; nothing of ours is sent yet."""
        whose = work.account, work.resource, work.entry.key
        known, now = self._filing.documents(*whose), self._filing.documents(*whose, work.documents, work.replaces)
        moved = mapping.merged(work.resource, known, now, work.entry.changes) if known and now else ()
        merged = mapping.formed(work.resource, moved, work.account.context, now)
        if merged != work.entry.merged:
            self.put(work, merged=merged)

    # ── not yet ───────────────────────────────────────────────────────────────────────────────────────────────

    def stop_account(self, account: Account, error: AppError) -> None:
        """The account is in trouble: nothing goes out before it is over."""
        is_new = account.fails(error, self._now())
        account.wake.set()  # the next round finds out when the line is back
        if is_new:
            self._journal.trouble(account.id, account.settings.name, str(error))

    def rest(self, work: Work) -> None:
        """The account may not send any more, since the user or the line said so: what is left waits with it."""
        if work.entry.state != "waiting":
            self.put(work, state="waiting", not_before=None)

    def take_up(self, work: Work) -> None:
        """The program ended between two steps, or behind the last one: nothing is on its way any more."""
        if work.is_sent:
            self.put(work, state="checking", words="All of it was sent; what has become of it is looked up.")
        else:
            self.put(work, state="waiting", words=f"The sending was broken off.{work.left_behind()}")

    def wait(self, work: Work, error: AppError) -> None:
        """The account is not let in: the entry waits as long as it does."""
        self.put(work, state=_waiting(work.entry), not_before=None, words=f"{error}{work.left_behind()}")

    def put_off(self, work: Work, error: AppError) -> None:
        """It failed, or is to wait: by itself, for a line may let reading through and nothing else."""
        entry = replace(work.entry, state=_waiting(work.entry), words=f"{error}{work.left_behind()}")
        if isinstance(error, Throttled):
            work.entry = self._waits.put(entry, error.until - self._now())
        else:
            work.entry = self._waits.put_off(entry)

    def doubt(self, work: Work, wait: timedelta, words: str) -> None:
        """Whether the step has happened is looked up after `wait`; nothing is sent before that is known."""
        work.entry = self._doubts.doubt(work.entry, wait, f"{words}{work.left_behind()}")

    def lose_sight(self, work: Work, wait: timedelta, error: AppError) -> None:
        """The end of a request was not seen."""
        words = str(error)
        if isinstance(error, Offline):  # its hint is that of a line which may be tried again at once
            words = f"{error.title} It is looked up before anything is sent again."
        self.doubt(work, wait, words)
        if isinstance(error, Offline):
            self._journal.answered(work.entry, words)

    # ── the user's turn ───────────────────────────────────────────────────────────────────────────────────────

    def refuse(self, work: Work, words: str, **changes: Any) -> None:  # noqa: ANN401 - fields of an entry
        """The vendor said no, or we cannot send it; the user decides."""
        self._doubts.forget(work.entry)
        words = f"{words}{work.left_behind()}"
        refused = {"attempt": work.entry.attempt.unsent(), **changes}
        self.put(work, state="refused", not_before=None, words=words, **refused)
        self._journal.answered(work.entry, f"Refused. {words}")

    def miss(self, work: Work, words: str) -> None:
        """The vendor has the record no more."""
        self._filing.gone(work.account, work.resource, work.entry.key)
        self.refuse(work, words)

    def clash(self, work: Work, conflicts: tuple[Change, ...]) -> None:
        """Others changed what the user changed: nothing is sent, all three values are kept."""
        clashing = {(change.field, change.line): change for change in conflicts}
        changes = tuple(clashing.get((change.field, change.line), change) for change in work.entry.changes)
        words = "Changed by others meanwhile."
        self.put(work, state="conflict", not_before=None, changes=changes, words=words, theirs_at=self._now())
        self._journal.answered(work.entry, "Changed by others meanwhile; nothing was sent.")

    def ignored(self, work: Work, truth: Documents, left: Sequence[Change], asked_at: Asked) -> None:
        """The vendor took it without a word, and has something else: that is no success."""
        has = "; ".join(f"{change.label} is {wording.told(change.theirs)}" for change in left)
        changes = tuple(replace(change, theirs=None) for change in left)
        words = f"{work.account.vendor.label} answered as if it had taken this, but there {has}."
        self.refuse(work, words, changes=changes, attempt=Attempt())
        self._file(work, truth, asked_at)

    def ask(self, work: Work, words: str) -> None:
        """It cannot be told whether the step has happened."""
        self._doubts.forget(work.entry)
        self.put(work, state="asked", not_before=None, words=f"{words}{work.left_behind()}")
        self._journal.answered(work.entry, f"Cannot be told: {words}")

    def may_be_old(self, work: Work) -> bool:
        """Whether what was just read does not show an edit that was taken, and may be what was there before: it is
        looked at again then, and only then told as not taken.
        """
        answered = work.entry.attempt.answered_at or self._now()
        left = answered + work.longest_lag(self._now()) - self._now()
        if work.act or left <= timedelta() or not mapping.unheeded(work.resource, work.fresh, work.entry.changes):
            return False
        words = f"{work.account.vendor.label} took it, and does not show it yet: it is looked at again."
        work.entry = self._waits.put(replace(work.entry, state="checking", words=words), left)
        return True

    # ── done ──────────────────────────────────────────────────────────────────────────────────────────────────

    def answered(self, work: Work, step: Step, answer: Any) -> None:  # noqa: ANN401 - JSON
        """Commit a step's answer; the next one may begin."""
        self._doubts.forget(work.entry)
        attempt = work.entry.attempt.answered(step.name, answer, self._now())
        self.put(work, attempt=attempt, state="sending", not_before=None)
        self._at("after an answer")

    def confirm(self, work: Work, truth: Documents, words: str, asked_at: Asked) -> None:
        """Commit what the vendor said at that loop time, then, and only then, forget the entry."""
        words = f"{words}{self._read_again(work)}"
        self._file(work, truth, asked_at)
        self._at("between the commits of a confirm")
        self.drop(work, words)
        self._confirmed(work.account.id, work.entry.kind, work.entry.key)

    def _read_again(self, work: Work) -> str:
        """Have a record whose answers may be old read once more when they no longer are; says so."""
        lag = work.longest_lag(self._now())
        if not lag:
            return ""
        self._filing.want(work.account, work.entry.kind, work.entry.key, self._now() + lag)
        minutes = round(lag.total_seconds() / 60)
        told = f"{minutes} minutes" if minutes > 1 else "a minute"
        return f" {work.account.vendor.label} may tell old news of it for {told}; it is read again then."

    def _file(self, work: Work, truth: Documents, asked_at: Asked) -> None:
        key, replaces = work.entry.key, work.replaces
        self._filing.confirm(work.account, work.resource, key, truth, work.entry, asked_at, replaces=replaces)

    def told(self, work: Work) -> None:
        """It only asked, and is answered: the record is as it was just read."""
        self._file(work, work.documents, work.asked_at)
        self.drop(work, "Answered.")

    def done_for_good(self, work: Work, words: str) -> None:
        """Done, and the record is no more; its row carries the entry no longer."""
        self._filing.gone(work.account, work.resource, work.entry.key)
        self.drop(work, words)
        self._filing.reshow(work.account, work.resource, work.entry.key)

    def drop(self, work: Work, words: str) -> None:
        """Commit that it is done, with what the journal says of it."""

        def tell(entry: Entry) -> None:
            if entry.merged:
                self._journal.merged(entry, mapping.describe(work.resource, entry.merged))
            if work.only_asks and work.is_sent:
                self._journal.told(entry, work.told(self._now()))
            else:
                self._journal.confirmed(entry, words)

        self._pending.drop(work.entry, tell)
        self._doubts.forget(work.entry)
        if (act := work.act) is not None:
            for key in act.leads(work.entry.attempt.answers):
                self._filing.want(work.account, act.leads_to or work.resource.kind, key)
            self._follow(work, act)

    def _follow(self, work: Work, act: Act) -> None:
        """Have what else an act has moved read, when the lists that tell of it do so."""
        behind = max(map(work.resource.lag, act.told_in), default=timedelta())
        due = self._now() + behind if behind else None
        for name in act.moves(work.entry.inputs):
            self._filing.want(work.account, work.resource.kind, "", due, name=name)
        if due is not None:
            self._filing.want(work.account, work.resource.kind, work.entry.key, due)


def _waiting(entry: Entry) -> EntryState:
    """Where an entry waits: what was sent already is looked up, not sent again."""
    return "waiting" if entry.attempt.sent_at is None else "checking"
