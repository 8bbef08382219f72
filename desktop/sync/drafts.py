"""What the user does to the outbox: edit, act, submit, take back, retry, discard, decide; each committed at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from desktop.changes import Attempt, Change, Entry, Side
from desktop.errors import Rejected
from desktop.records import Value
from desktop.store import rows
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.sync.doubts import Doubts
from desktop.sync.filing import Filing
from desktop.sync.journal import Journal
from desktop.sync.layers import decided, laid_over, on_top, taken_from_under
from desktop.sync.pending import Beside, Pending
from desktop.sync.waits import Waits
from desktop.sync.work import undelivered
from desktop.vendors import mapping, wording
from desktop.vendors.contract import Documents, Resource
from desktop.vendors.rows import decode

ON_ITS_WAY = Rejected("This change is already on its way.", "When the answer is here, it can be changed again.")
NOT_ANSWERED = Rejected("This change may have arrived.", "Say whether it did, have it sent again, or throw it away.")


class Drafts:
    """The user's hand on the outbox."""

    def __init__(
        self, cache: Connection, pending: Pending, filing: Filing, journal: Journal,
        accounts: Mapping[str, Account], doubts: Doubts, waits: Waits, *,
        now: Callable[[], datetime], at: Callable[[str], None], by: Callable[[], str],
    ) -> None:  # fmt: skip
        self._cache = cache
        self._pending = pending
        self._filing = filing
        self._journal = journal
        self._accounts = accounts
        self._doubts = doubts
        self._waits = waits
        self._now = now
        self._at = at
        self._by = by

    def edit(self, row: int, changes: Sequence[Change]) -> None:
        """Merge changes into the record's draft; what is back at the value seen leaves it."""
        stored, account, resource, documents = self._record(row)
        draft = self._pending.draft(stored.account, stored.kind, stored.key)
        changes = on_top(self._pending.of(stored.account, stored.kind, stored.key), changes)
        merged = laid_over(draft.changes if draft else (), mapping.witnessed(resource, documents, changes))
        if not merged:
            if draft is not None:
                self._discard(draft)
            return
        for change in merged:
            if reason := mapping.refusal(resource, documents, account.context, change):
                raise Rejected(reason, "The field keeps its value.")
        entry = draft or self._entry(row, stored, account, resource, documents)
        merged = mapping.formed(resource, wording.named(resource, merged, documents), account.context, documents)
        entry = replace(entry, changes=merged, label=wording.describe(resource, merged, documents))
        self._pending.put(entry)
        self._at("after the commit of an edit")
        self._filing.reshow(account, resource, stored.key)

    def act(self, row: int, name: str, inputs: Mapping[str, Value]) -> int:
        """Submit an act; it can be taken back during the grace, but for one that only asks."""
        stored, account, resource, documents = self._record(row)
        act = next((act for act in resource.acts if act.name == name), None)
        if act is None:
            raise Rejected("This cannot be done here.", "")
        reason = act.allowed(documents, account.context)
        if not reason and act.check is not None:
            reason = act.check(inputs, documents, account.context)
        if reason:
            raise Rejected(reason, "Nothing was queued.")
        label = act.tells(inputs, account.context) if act.tells else act.label
        entry = replace(
            self._entry(row, stored, account, resource, documents),
            act=name, inputs=dict(inputs), label=label, state="waiting",
        )  # fmt: skip
        entry = self._waits.submit(entry, self._saying("submitted"), at_once=act.only_asks)
        self._filing.reshow(account, resource, stored.key)
        account.send.set()
        return entry.id

    def _entry(
        self, row: int, stored: rows.Stored, account: Account, resource: Resource, documents: Documents
    ) -> Entry:
        return Entry(
            id=0, account=account.id, kind=stored.kind, key=stored.key, row=row,
            title=wording.title(resource.derive(documents, account.context)), by=self._by(), made_at=self._now(),
            seen_at=stored.as_of, total=mapping.total(resource, documents),
        )  # fmt: skip

    def _record(self, row: int) -> tuple[rows.Stored, Account, Resource, Documents]:
        stored = rows.record(self._cache, row)
        if stored is None:
            raise Rejected("This record is not in the copy any more.", "Fetch again with F5.")
        account = self._accounts.get(stored.account)
        if account is None:
            raise Rejected("The account of this record is not connected any more.", "Connect it again.")
        if account.settings.read_only:
            raise Rejected(f"{account.settings.name} is read-only here.", "Switch that off in Connections.")
        if stored.unread:
            raise Rejected("This record could not be read.", "It is kept as it came and cannot be edited.")
        resource = account.vendor.resources[stored.kind]
        documents = resource.view(stored.key, {part: decode(body) for part, body in stored.documents.items()})
        return stored, account, resource, documents

    # ── the way of an entry ───────────────────────────────────────────────────────────────────────────────────

    def submit(self, ids: Sequence[int]) -> None:
        """Submit drafts: they go out when the grace is over."""
        for entry in self._known(ids):
            if entry.state == "draft":
                self._show(self._waits.submit(replace(entry, state="waiting", words=""), self._saying("submitted")))

    def take_back(self, ids: Sequence[int]) -> None:
        """Make drafts again of what is waiting and has not been sent; an act is withdrawn."""
        for entry in self._known(ids):
            if entry.state == "waiting" and entry.is_untouched:
                self._return(entry, "taken back")

    def _return(self, entry: Entry, words: str) -> None:
        """Make a draft of an entry, and of the later edits of its record: they were made on top of it."""
        if entry.act:
            self._discard(entry, words)
            return
        for later in self._pending.of(entry.account, entry.kind, entry.key):
            if later.id > entry.id and later.state == "waiting" and not later.act and later.is_untouched:
                self._return(later, words)
                break
        draft = self._pending.draft(entry.account, entry.kind, entry.key)
        left = undelivered(self._resource(entry), entry)
        changes = laid_over(left, draft.changes) if draft else left
        if not changes:
            for each in filter(None, (draft, entry)):
                self._discard(each, words)
            return
        label = wording.describe(self._resource(entry), changes) if changes != entry.changes else entry.label
        entry = replace(entry, changes=changes, label=label, attempt=Attempt(), merged=())
        self._move(entry, words, draft, state="draft", not_before=None, words="")

    def edit_again(self, entry_id: int) -> None:
        """Make a draft of an entry that is not on its way, and has not arrived unseen."""
        for entry in self._known([entry_id]):
            if entry.state in ("sending", "checking"):
                raise ON_ITS_WAY
            if entry.state == "asked":
                raise NOT_ANSWERED
            self._return(entry, "opened again")

    def send_now(self, entry_id: int) -> None:
        """Skip what is left of the grace or of a pause."""
        for entry in self._known([entry_id]):
            if entry.state == "waiting":
                self._move(entry, "sent without waiting", not_before=None)

    def look_now(self, entry_id: int) -> None:
        """Look at once whether something in doubt has arrived; it still takes two looks, apart, to send it again."""
        for entry in self._known([entry_id]):
            if entry.state == "checking":
                self._doubts.hurry(entry)
                self._move(entry, "looked at now")

    def retry(self, entry_id: int) -> None:
        """Try a refused entry again, from the step it had come to."""
        for entry in self._known([entry_id]):
            if entry.state in ("refused", "waiting"):
                self._move(entry, "tried again", state="waiting", not_before=None, words="")

    def discard(self, ids: Sequence[int]) -> None:
        """Throw entries away that are not on their way."""
        if any(entry.state in ("sending", "checking") for entry in self._known(ids)):
            raise ON_ITS_WAY
        for entry in self._known(ids):
            self._discard(entry)

    def _discard(self, entry: Entry, words: str = "discarded") -> None:
        self._pending.drop(entry, self._saying(words))
        self._at("between the commits of a discard")
        self._rest_on_what_is_there(entry)
        self._show(entry)  # what waited behind it may go now
        account = self._accounts.get(entry.account)
        if account and entry.state == "asked":  # it may have arrived: what is shown must not be what was
            self._filing.want(account, entry.kind, entry.key)

    def _rest_on_what_is_there(self, gone: Entry) -> None:
        """Later edits of the record were made on top of one that will not go out."""
        for later in self._pending.of(gone.account, gone.kind, gone.key):
            changes = taken_from_under(gone.changes, later.changes)
            if changes == later.changes or not later.is_untouched:
                continue
            if changes:
                label = wording.describe(self._resource(later), changes)
                self._pending.put(replace(later, changes=changes, label=label))
            else:
                self._pending.drop(later, self._saying("nothing is left of it"))

    def settle(self, entry_id: int, answer: Literal["happened", "send again"]) -> None:
        """The user's answer where we could not tell whether a step had happened."""
        for entry in self._known([entry_id]):
            if entry.state == "asked":
                was = entry.attempt
                attempt = was.answered(was.step, None, self._now()) if answer == "happened" else was.unsent()
                self._move(entry, answer, state="waiting", not_before=None, words="", attempt=attempt)

    def decide(self, entry_id: int, choices: Mapping[tuple[str, str], Side]) -> None:
        """Answer a conflict: fields left to them leave the entry, the others are sent against what is there now."""
        for entry in self._known([entry_id]):
            if entry.state != "conflict":
                continue
            kept = decided(entry.changes, choices)
            if not kept:
                self._discard(entry, "left as they have it")
                continue
            account, resource = self._accounts[entry.account], self._resource(entry)
            seen = mapping.total(resource, self._filing.documents(account, resource, entry.key))
            label = wording.describe(resource, kept)
            entry = replace(entry, changes=kept, label=label, total=seen, seen_at=entry.theirs_at)
            self._move(entry, "decided", state="waiting", not_before=None, words="")

    def _known(self, ids: Sequence[int]) -> Iterator[Entry]:
        """Each as it is when its turn comes: what is done to one may change another of its record."""
        for entry_id in ids:
            if (entry := self._pending.get(entry_id)) is not None:
                yield entry

    def _move(self, entry: Entry, said: str, instead_of: Entry | None = None, /, **changes: object) -> None:
        moved = replace(entry, **changes)  # type: ignore[arg-type]
        self._show(self._pending.put(moved, self._saying(said), instead_of=instead_of))

    def _saying(self, words: str) -> Beside:
        """The journal's line of what the user decided: there with the decision, and not without it."""
        return lambda entry: self._journal.decided(entry, words)

    def _show(self, entry: Entry) -> None:
        self._reshow(entry)
        if account := self._accounts.get(entry.account):
            account.send.set()

    def _reshow(self, entry: Entry) -> None:
        if account := self._accounts.get(entry.account):
            self._filing.reshow(account, account.vendor.resources[entry.kind], entry.key)

    def _resource(self, entry: Entry) -> Resource:
        return self._accounts[entry.account].vendor.resources[entry.kind]
