"""The campaign: the program is killed at a place, started again on its folder, left to come to rest, and judged."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from desktop.sandbox import Options, Sandbox, running
from tests.campaigns import ordercloud, orderdesk, ordermentum, ordermesh, orderspace
from tests.campaigns.choosing import Choosing, Deeds
from tests.campaigns.deeds import Deed, Means
from tests.campaigns.looks import Look
from tests.campaigns.looks import Place as Watched
from tests.campaigns.places import LATE, Place
from tests.campaigns.process import PATIENCE, Killed, Process
from tests.campaigns.program import Birth
from tests.campaigns.verdict import Finding, Judge, Score

MEANS: Mapping[str, Means] = {
    module.MEANS.vendor: module.MEANS for module in (orderdesk, ordercloud, orderspace, ordermentum, ordermesh)
}
"""What can be done at each vendor."""
FIRST = 6
"""Times that the clock is asked before the account is surely connected."""
LONGEST_LIFE = 0.7
"""Seconds after which the program is killed at the latest, at any moment."""
WRITES = {"method": "POST|PUT|PATCH|DELETE"}
EARLIEST, LATEST = 0.5, 0.9
"""Shares of the settling time between which a late write is applied."""


@dataclass
class Campaign:
    """Runs on one sandbox and one desk, killed again and again; after a run that failed, on another desk."""

    sandbox: Sandbox
    folder: Path
    settle: float
    rng: random.Random
    means: Means
    choosing: Choosing
    _desks: int = 0
    _process: Process | None = None
    _reached: Mapping[str, int] = field(default_factory=dict)

    async def runs(self, place: Place, count: int) -> Score:
        """So many runs at one place, one after the other."""
        score = Score(place.name)
        for _ in range(count):
            if place.work == "history":
                findings = await self._history(place)
            else:
                findings = await self._run(place)
            score.add(findings)
        return score

    async def end(self) -> None:
        """End the program on the desk that is killed again and again."""
        if (process := self._process) is not None:
            self._process = None
            await process.end()

    # ── lives ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _birth(self, folder: Path, deeds: Sequence[Deed] = ()) -> Birth:
        return Birth(
            folder=folder, description=self.sandbox.description, vendor=self.means.vendor, account=self.means.account,
            settle=self.settle, lag=self.means.lag, is_eager=self.means.echoes, watched=[deed.place for deed in deeds],
        )  # fmt: skip

    def _new_folder(self) -> Path:
        self._desks += 1
        folder = self.folder / f"desk-{self._desks}"
        folder.mkdir(parents=True)
        return folder

    async def _loaded(self) -> Process:
        """The program on the desk that has everything; a new one where there is none, or a run on it has failed."""
        if self._process is None:
            process = await self._born(self._birth(self._new_folder()))
            await process.ask("connect")
            await process.ask("rest", ())
            self._reached = await process.ask("reached")
            self._process = process
        return self._process

    async def _born(self, birth: Birth) -> Process:
        """A new life on a new desk; its first load finds lists that show all that was written."""
        await _until(lambda: self.means.has_caught_up(self._judge().store))
        process = Process(birth)
        await process.opened()
        return process

    async def _reborn(self, dead: Process, place: Place, deeds: Sequence[Deed]) -> tuple[Process, Look]:
        """The program again, on the folder of its former life, and what it shows first.

        Where it is to show that by itself, this loop, and the sandbox with it, stands still until then.
        """
        process = Process(replace(dead.birth, watched=[deed.place for deed in deeds]))
        return process, process.receive() if place.frozen else await process.opened()

    # ── one run with something to deliver ─────────────────────────────────────────────────────────────────────

    def _judge(self) -> Judge:
        return Judge(sandbox=self.sandbox, means=self.means, since=len(self.sandbox.ledger.writes))

    async def _run(self, place: Place) -> list[Finding]:
        process, self._process = await self._loaded(), None
        judge = self._judge()
        beside, first, *more = self.choosing.deeds(place, judge.store)
        await self._do(process, judge, beside)
        self._let_fail(place, first[0])
        try:
            if place.work == "anything":
                await self._do_until_killed(process, judge, [first, *more])
            else:
                await self._do_and_die(place, process, judge, first)
        finally:
            self.sandbox.faults.clear()
        deeds = list(chain(beside, first, *more))
        process, look = await self._reborn(process, place, deeds)
        findings = judge.opening(deeds, look)
        places = [deed.place for deed in deeds]
        look = await process.ask("rest", places)
        await _until(lambda: not self.sandbox.ledger.late)
        echoes = self.means.echoes
        findings += judge.rest(deeds, look, () if echoes else await process.ask("differences"))
        if await process.ask("after_lag") or echoes:  # once more, when nothing told is old any more
            look = await self._look_behind(process, judge, places)
            findings += judge.rest(deeds, look, await process.ask("differences"))
        self._process = process
        if findings:
            await self.end()
        return list(dict.fromkeys(findings))

    async def _look_behind(self, process: Process, judge: Judge, watched: Sequence[Watched]) -> Look:
        """What is shown when all has been read that tells what was done; also what only news tell."""
        if self.means.echoes:
            await _until(lambda: self.means.has_caught_up(judge.store))
            await process.ask("news")
        look: Look = await process.ask("rest", watched)
        return look

    def _let_fail(self, place: Place, deed: Deed) -> None:
        """The fault of the place, at the deed's request at which the program is killed."""
        if place.fault is not None:
            fault = dict(place.fault)
            if fault.get("delay") == LATE:
                fault["delay"] = self.settle * self.rng.uniform(EARLIEST, LATEST)
            where = {**WRITES, "skip": deed.number - 1}
            self.sandbox.faults.add({"vendor": self.means.vendor, "where": where, **fault})

    async def _do(self, process: Process, judge: Judge, deeds: Deeds) -> None:
        """As the user would; each answer is noted when it comes. Raises Killed."""
        for deed in deeds:
            if deed.sort.act:
                await process.ask("act", deed.place, deed.sort.act, deed.sort.inputs(deed.wish))
            else:
                await process.ask("edit", deed.place, deed.sort.change(judge.store, deed.key, deed.wish))
            deed.made = True
        edits = [deed for deed in deeds if not deed.sort.act]
        if edits and edits[0].way == "submit":
            await process.ask("submit", [deed.place for deed in edits])
        elif edits and edits[0].way == "discard":
            (deed,) = edits
            deed.made = False  # until that is acknowledged nobody can tell whether it is there
            await process.ask("discard", deed.place)
            deed.discarded = True

    async def _do_and_die(self, place: Place, process: Process, judge: Judge, deeds: Deeds) -> None:
        """Do one thing; the kill comes from within where there is a trap, else when it has been done or has arrived."""
        if place.trap:
            await process.ask("arm", place.trap, deeds[0].number)
        try:
            await self._do(process, judge, deeds)
            if not place.trap:
                await _until(lambda: place.fault is None or any(map(judge.has_taken, deeds)))
                process.kill()
            await process.dies()
        except Killed:
            pass
        for deed in deeds:
            deed.made = deed.made or place.committed
            deed.discarded = deed.discarded or (place.committed and deed.way == "discard" and not deed.sort.act)

    async def _do_until_killed(self, process: Process, judge: Judge, one_by_one: Sequence[Deeds]) -> None:
        asyncio.get_running_loop().call_later(self.rng.uniform(0, LONGEST_LIFE), process.kill)
        with suppress(Killed):
            for deeds in one_by_one:
                await self._do(process, judge, deeds)
            await process.dies()

    # ── one run in the middle of the first load ───────────────────────────────────────────────────────────────

    async def _times(self, trap: str) -> int:
        """How often the program comes to a place while it loads everything."""
        if not self._reached:
            await self._loaded()
        return self._reached[trap]

    async def _history(self, place: Place) -> list[Finding]:
        most = await self._times(place.trap) * 2 // 3  # no two loads come there equally often
        count = self.rng.randint(FIRST, max(FIRST, most))
        judge = self._judge()
        visits = len(self.sandbox.ledger.visits)
        process = await self._born(self._birth(self._new_folder()))
        await process.ask("arm", place.trap, count)
        with suppress(Killed):
            await process.ask("connect")
            await process.dies()
        process, look = await self._reborn(process, place, ())
        findings = judge.opening((), look)
        look = await process.ask("rest", ())
        findings += judge.rest((), look, await process.ask("differences"))
        again = self.means.read_again(self.sandbox.ledger.visits[visits:])
        if again > 1:
            findings.append(("shown wrong", f"{again} pages of history were read again after kill {count}"))
        await process.end()
        return findings


async def _until(fact: Callable[[], bool]) -> None:
    """Wait for something in the sandbox, which tells nobody of it. TimeoutError when it never comes."""
    async with asyncio.timeout(PATIENCE):
        while not fact():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.002)


@asynccontextmanager
async def campaign(folder: Path, means: Means, *, settle: float, seed: int) -> AsyncIterator[Campaign]:
    """A campaign at one vendor, on a sandbox of its own, which outlives every kill."""
    options = Options(
        orders=means.orders, stock=means.stock, pace=None, seed=seed, vendors=(means.vendor,), profile=means.profile
    )
    async with running(options) as sandbox:
        rng = random.Random(seed)
        found = Campaign(
            sandbox=sandbox, folder=folder, settle=settle, rng=rng, means=means, choosing=Choosing(rng, means)
        )
        try:
            yield found
        finally:
            await found.end()
