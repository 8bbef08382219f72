"""The campaign: the program is killed at a place, started again on its folder, left to come to rest, and judged."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.sandbox import Options, Sandbox, running
from tests.campaigns import ordercloud, orderdesk
from tests.campaigns.deeds import Deed, Means, Sort, Way
from tests.campaigns.places import LATE, Place
from tests.campaigns.process import PATIENCE, Killed, Process
from tests.campaigns.program import Birth, Look
from tests.campaigns.verdict import Finding, Judge, Score

MEANS: Mapping[str, Means] = {means.vendor: means for means in (orderdesk.MEANS, ordercloud.MEANS)}
"""What can be done at each vendor."""
FIRST = 6
"""Times that the clock is asked before the account is surely connected."""
DEEDS = 6
LONGEST_LIFE = 0.7
"""Seconds after which the program is killed at the latest, at any moment."""
WRITES = {"method": "POST|PUT|PATCH|DELETE"}
WAYS: tuple[Way, ...] = ("draft", "submit", "discard")
EARLIEST, LATEST = 0.5, 0.9
"""Shares of the settling time between which a late write is applied."""


@dataclass
class Campaign:
    """Runs on one sandbox; every place has a desk of its own, killed again and again."""

    sandbox: Sandbox
    folder: Path
    settle: float
    rng: random.Random
    means: Means
    _number: int = 0
    _reached: Mapping[str, int] = field(default_factory=dict)

    async def runs(self, place: Place, count: int) -> Score:
        """So many runs at one place, one after the other."""
        score = Score(place.name)
        process: Process | None = None
        for number in range(count):
            if place.work == "history":
                findings = await self._history(place)
            else:
                process = process or await self._fresh()
                process, findings = await self._run(place, process, number)
                if findings:
                    await process.end()
                    process = None
            score.add(findings)
        if process is not None:
            await process.end()
        return score

    # ── lives ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _birth(self, folder: Path, deeds: Sequence[Deed] = ()) -> Birth:
        return Birth(
            folder=folder, description=self.sandbox.description, vendor=self.means.vendor, account=self.means.account,
            settle=self.settle, watched=[deed.place for deed in deeds],
        )  # fmt: skip

    def _new_folder(self) -> Path:
        self._number += 1
        folder = self.folder / f"desk-{self._number}"
        folder.mkdir(parents=True)
        return folder

    async def _fresh(self) -> Process:
        """A program on a desk of its own that has everything."""
        process = await self._born(self._birth(self._new_folder()))
        await process.ask("connect")
        await process.ask("rest", ())
        return process

    async def _born(self, birth: Birth) -> Process:
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

    async def _run(self, place: Place, process: Process, turn: int) -> tuple[Process, list[Finding]]:
        judge = Judge(sandbox=self.sandbox, means=self.means, since=len(self.sandbox.ledger.writes))
        beside, *deeds = self._deeds(place, judge, turn)
        await self._do(process, judge, beside)
        self._let_fail(place)
        try:
            if place.work == "anything":
                await self._do_until_killed(process, judge, deeds)
            else:
                await self._do_and_die(place, process, judge, deeds[0])
        finally:
            self.sandbox.faults.clear()
        deeds = [beside, *deeds]
        process, look = await self._reborn(process, place, deeds)
        findings = judge.opening(deeds, look)
        look = await process.ask("rest", [deed.place for deed in deeds])
        await _until(lambda: not self.sandbox.ledger.late)
        findings += judge.rest(deeds, look, await process.ask("differences"))
        return process, list(dict.fromkeys(findings))

    def _let_fail(self, place: Place) -> None:
        if place.fault is not None:
            fault = dict(place.fault)
            if fault.get("delay") == LATE:
                fault["delay"] = self.settle * self.rng.uniform(EARLIEST, LATEST)
            self.sandbox.faults.add({"vendor": self.means.vendor, "where": WRITES, **fault})

    def _deeds(self, place: Place, judge: Judge, turn: int) -> list[Deed]:
        """A draft beside everything, and what the place is about; no two of them on one record."""
        deeds: list[Deed] = []
        self._add(judge, deeds, self.means.edits, turn, "draft")
        if place.work != "anything":
            self._add(judge, deeds, self.means.sorts(place.work), turn, place.way)
        else:
            for _ in range(DEEDS):
                chance = self.rng.randrange(1_000)
                self._add(judge, deeds, self.means.sorts(place.work), chance, self.rng.choice(WAYS))
        return deeds

    def _add(self, judge: Judge, deeds: list[Deed], sorts: Sequence[Sort], turn: int, way: Way) -> None:
        """One more deed, of the sort whose turn it is among those that a record is left for."""
        self._number += 1
        taken = {deed.place for deed in deeds}
        free = {
            sort: keys
            for sort in sorts
            if (keys := [key for key in sort.picks(judge.store) if (sort.kind, key) not in taken])
        }
        sort = list(free)[turn % len(free)]
        key = self.rng.choice(free[sort])
        deeds.append(Deed(sort=sort, key=key, wish=sort.wish(judge.store, key, self._number), way=way))

    async def _do(self, process: Process, judge: Judge, deed: Deed) -> None:
        """As the user would; each answer is noted when it comes. Raises Killed."""
        sort = deed.sort
        if sort.act:
            await process.ask("act", deed.place, sort.act, sort.inputs(deed.wish))
            deed.made = True
            return
        if sort.said is None:
            raise TypeError(f"{sort.name} is an edit and must say what is there")
        await process.ask("edit", deed.place, sort.field, sort.said(judge.store, deed.key), deed.wish)
        deed.made = True
        if deed.way == "submit":
            await process.ask("submit", deed.place)
        elif deed.way == "discard":
            await process.ask("discard", deed.place)
            deed.discarded = True

    async def _do_and_die(self, place: Place, process: Process, judge: Judge, deed: Deed) -> None:
        """Do one thing; the kill comes from within where there is a trap, else when it has been done or has arrived."""
        if place.trap:
            await process.ask("arm", place.trap, 1)
        try:
            await self._do(process, judge, deed)
            if not place.trap:
                await _until(lambda: place.fault is None or judge.has_taken(deed))
                process.kill()
            await process.dies()
        except Killed:
            pass
        deed.made = deed.made or place.committed
        deed.discarded = deed.discarded or (place.committed and deed.way == "discard" and not deed.sort.act)

    async def _do_until_killed(self, process: Process, judge: Judge, deeds: Sequence[Deed]) -> None:
        asyncio.get_running_loop().call_later(self.rng.uniform(0, LONGEST_LIFE), process.kill)
        with suppress(Killed):
            for deed in deeds:
                await self._do(process, judge, deed)
            await process.dies()

    # ── one run in the middle of the first load ───────────────────────────────────────────────────────────────

    async def _times(self, trap: str) -> int:
        """How often the program comes to a place while it loads everything."""
        if not self._reached:
            process = await self._fresh()
            self._reached = await process.ask("reached")
            await process.end()
        return self._reached[trap]

    async def _history(self, place: Place) -> list[Finding]:
        most = await self._times(place.trap) * 2 // 3  # no two loads come there equally often
        count = self.rng.randint(FIRST, max(FIRST, most))
        judge = Judge(sandbox=self.sandbox, means=self.means, since=len(self.sandbox.ledger.writes))
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
        yield Campaign(sandbox=sandbox, folder=folder, settle=settle, rng=random.Random(seed), means=means)
