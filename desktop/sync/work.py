"""One entry under way: what is sent for it, what of that is done, and what was just read of the vendor's side."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from desktop.changes import Change, Entry
from desktop.sync.account import Account
from desktop.sync.hearing import Fresh
from desktop.sync.newest import Asked
from desktop.vendors.contract import Act, Documents, Facts, Resource, Step

OLD = 10.0
"""Seconds after which others may have been at what was read before the steps of a write."""

NOTHING_ASKED = Asked(0.0)


def act_of(resource: Resource, entry: Entry) -> Act | None:
    """What is done to the record; None for an edit of its fields, or an act that these tables do not know."""
    return next((act for act in resource.acts if act.name == entry.act), None)


def steps_of(resource: Resource, entry: Entry) -> tuple[Step, ...]:
    """All that is sent for an entry, in order; nothing for one that these tables do not know."""
    if not entry.act:
        return resource.write(entry.key, entry.changes)
    act = act_of(resource, entry)
    return act.steps(entry.inputs) if act else ()


def undelivered(resource: Resource, entry: Entry) -> tuple[Change, ...]:
    """The changes of an edit that no finished step has delivered."""
    steps = [step for step in steps_of(resource, entry) if step.name in entry.attempt.answers]
    delivered = {(change.field, change.line) for step in steps for change in step.changes}
    return tuple(change for change in entry.changes if (change.field, change.line) not in delivered)


def _token(entry: Entry) -> str:
    """Twenty letters and digits that stand for the entry, whatever becomes of it and of this program."""
    named = f"{entry.account} {entry.id} {entry.made_at.isoformat()}".encode()
    return hashlib.sha256(named).hexdigest()[:20]


@dataclass(slots=True, kw_only=True)
class Work:
    """One entry on its way; nothing was sent since the vendor's side was read."""

    account: Account
    resource: Resource
    entry: Entry
    documents: Documents = field(default_factory=dict)  # the record's, or its owner's, as they come
    asked_at: Asked = NOTHING_ASKED
    replaces: tuple[str, ...] = ()  # of the parts that begin so it has no others
    read_at: float = 0.0
    seen: dict[tuple[object, ...], Any] = field(default_factory=dict)

    @property
    def act(self) -> Act | None:
        return act_of(self.resource, self.entry)

    @property
    def only_asks(self) -> bool:
        """Whether nothing is changed by it."""
        return self.act is not None and self.act.only_asks

    @property
    def left(self) -> tuple[Step, ...]:
        """The steps that are not answered yet."""
        return tuple(step for step in self._steps if step.name not in self.entry.attempt.answers)

    @property
    def _steps(self) -> tuple[Step, ...]:
        return steps_of(self.resource, self.entry)

    @property
    def is_known(self) -> bool:
        """Whether this program knows how to send it."""
        return bool(self._steps)

    @property
    def is_sent(self) -> bool:
        """Whether every step is answered."""
        return self.is_known and not self.left

    def left_behind(self) -> str:
        """What its answered steps have left at the vendor's so far, in words; "" where nothing is to be said."""
        done = [step.leaves for step in self._steps if step.leaves and step.name in self.entry.attempt.answers]
        return f" So far: {'; '.join(done)}." if done and self.left else ""

    @property
    def step(self) -> Step | None:
        """The step under way; entries of older desk files do not name it."""
        named = self.entry.attempt.step
        return next((step for step in (self._steps if named else self.left) if named in ("", step.name)), None)

    @property
    def fresh(self) -> Documents:
        """What the tables read of it; nothing where it is gone."""
        return self.resource.view(self.entry.key, self.documents) if self.documents else {}

    def take(self, found: Fresh | None) -> None:
        """Take up what was just read."""
        self.documents, self.asked_at = (found.documents, found.asked_at) if found else ({}, NOTHING_ASKED)
        self.replaces = found.replaces if found else ()
        self.read_at = asyncio.get_running_loop().time()
        self.seen.clear()

    def learn(self, step: Step) -> None:
        """What a step's answer says of the record is newer than what was read before."""
        self.seen.clear()
        self.documents = {**self.documents, **(step.truth(self.entry.attempt.answers[step.name]) or {})}

    def is_old(self) -> bool:
        """Whether it was read too long ago to send anything on it."""
        return asyncio.get_running_loop().time() - self.read_at > OLD

    def lag(self, step: Step, now: datetime) -> timedelta:
        """How far behind what the vendor shows of a step may be."""
        return max((self.resource.lag(ask.request) for ask in step.look(self.facts(now))), default=timedelta())

    def longest_lag(self, now: datetime) -> timedelta:
        """The same of all steps."""
        return max((self.lag(step, now) for step in self._steps), default=timedelta())

    def said(self) -> Documents | None:
        """The documents of the record that the answers hold; None where it has to be read."""
        documents: dict[str, Any] = {}
        for step in self._steps:
            answer = self.entry.attempt.answers.get(step.name)
            truth = None if answer is None else step.truth(answer)
            if truth is None:
                return None
            documents |= truth
        return documents or None

    def told(self, now: datetime) -> str:
        """What its answers tell, in words."""
        answers, facts = self.entry.attempt.answers, self.facts(now)
        told = (step.tells(answers[step.name], facts) for step in self._steps if step.name in answers)
        return " ".join(filter(None, told)) or f"{self.account.vendor.label} answered, and told nothing of it."

    def latest(self, now: datetime) -> tuple[Documents, Asked]:
        """What was just read; of what may lag the answers instead, if they came within that lag."""
        attempt = self.entry.attempt
        age = now - attempt.answered_at if attempt.answered_at else timedelta.max
        newer: dict[str, Any] = {}
        for step in self._steps:
            if step.name in attempt.answers and age < self.lag(step, now):
                newer |= step.truth(attempt.answers[step.name]) or {}
        since = asyncio.get_running_loop().time() - max(age.total_seconds(), 0.0)
        later = {**self.asked_at.later, **dict.fromkeys(newer, since)}
        return {**self.documents, **newer}, Asked(self.asked_at.at, later)

    def facts(self, now: datetime) -> Facts:
        """All that a step may know."""
        entry = self.entry
        return Facts(
            key=entry.key, fresh=self.fresh, context=self.account.context, changes=entry.changes,
            inputs=entry.inputs, answers=entry.attempt.answers, by=entry.by, token=_token(entry), now=now,
        )  # fmt: skip
