"""Deliberately broken variants of the crucial rules: small patches, each with what must catch it."""

from dataclasses import dataclass

from tests.campaigns.verdict import Fault
from tests.mutants.growing import Patch


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """What catches a mutant: killed at this place, it is found out by this fault. `settle` in seconds."""

    place: str
    fault: Fault
    settle: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One broken variant. `tests` is a file of tests that goes red where no kill is needed."""

    name: str
    patch: Patch
    kill: Kill | None = None
    tests: str = ""


MUTANTS = (
    Mutant(
        name="send, then mark",
        patch=Patch(
            path="desktop/sync/stepping.py",
            old="""\
        self._ends.put(ready.work, state="sending", attempt=attempt, not_before=None)
        self._journal.sent(ready.work.entry, f"{request.method} {request.path}")
        self._at("before send")
""",
            new="""\
        self._at("before send")
""",
        ),
        kill=Kill(place="after a send, answer kept back", fault="doubled"),
    ),
    Mutant(
        name="confirm: the entry is dropped before the truth is committed",
        patch=Patch(
            path="desktop/sync/endings.py",
            old="""\
        self._file(work, truth, asked_at)
        self._at("between the commits of a confirm")
        self.drop(work, words)
""",
            new="""\
        self.drop(work, words)
        self._at("between the commits of a confirm")
        self._file(work, truth, asked_at)
""",
        ),
        kill=Kill(place="between the commits of a confirm", fault="shown wrong"),
    ),
    Mutant(
        name="edit: the shown columns are rewritten before yours is committed",
        patch=Patch(
            path="desktop/sync/drafts.py",
            old="""\
        self._pending.put(entry)
        self._at("after the commit of an edit")
        self._filing.reshow(account, resource, stored.key)
""",
            new="""\
        self._pending._by_record[stored.account, stored.kind, stored.key] = (entry,)
        self._filing.reshow(account, resource, stored.key)
        self._at("after the commit of an edit")
        self._pending.put(entry)
""",
        ),
        kill=Kill(place="between the commits of an edit", fault="lost"),
    ),
    Mutant(
        name="opening: rows that carried an edit are not derived again",
        patch=Patch(path="desktop/sync/engine.py", old="        self._derive_overlaid()\n", new=""),
        kill=Kill(place="between the commits of a discard", fault="shown wrong"),
    ),
    Mutant(
        name="retry without look-up",
        patch=Patch(
            path="desktop/sync/push.py",
            old="        if work.entry.attempt.sent_at is None or await self._steps.check(work):\n",
            new="        if work.entry.state != 'asked':\n",
        ),
        kill=Kill(place="after a send, answer kept back", fault="doubled"),
    ),
    Mutant(
        name="look-up at once, not after the settling time",
        patch=Patch(
            path="desktop/sync/doubts.py",
            old="        self._due[entry.id] = asyncio.get_running_loop().time() + wait.total_seconds()\n",
            new="        wait = timedelta()\n        self._due[entry.id] = asyncio.get_running_loop().time()\n",
        ),
        # Late enough to be looked up before it is applied, however slowly the program opens again.
        kill=Kill(place="after a send, applied late", fault="doubled", settle=4.0),
    ),
    Mutant(
        name="news by offset",
        patch=Patch(
            path="desktop/vendors/paging.py",
            old="    if spot.hold or not _is_as_asked(stamps, spot):\n",
            new="    if spot.hold or stamps:\n",
        ),
        tests="tests/vendors/test_paging.py",
    ),
)
