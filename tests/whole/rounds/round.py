"""One round: a world is served, connected and shown, then every field that can be typed into is typed into."""

import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.changes import Entry
from desktop.records import KINDS, Kind
from desktop.sandbox import PROFILES
from desktop.sync.account import Account
from desktop.vendors.contract import Documents, Resource
from desktop.vendors.forming import documents_of, record_form
from tests.whole.room import Room
from tests.whole.rounds.beside import is_counted_elsewhere
from tests.whole.rounds.judging import Judge
from tests.whole.rounds.theirs import Place, Snapshot, changed, look
from tests.whole.rounds.wishes import Draw, Spot, Wish, again, spots, wish
from tests.whole.shared import desk_of, differences

TRIED_ELSEWHERE = ("index_lag", "search_lag", "list_lag", "stale_reads", "page_ignored", "prefixed")
"""Switches of answers that are behind, of lists that leave something out, of paths that a person has to set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is served: which records, whose, and how the vendor's documents are read where they are silent."""

    vendor: str
    seed: int
    account: int
    profile: tuple[str, ...]


def worlds(vendor: str) -> st.SearchStrategy[World]:
    """Worlds of a vendor."""
    known = [each for each in PROFILES[vendor] if not each.startswith(TRIED_ELSEWHERE)]
    return st.builds(
        World,
        vendor=st.just(vendor),
        seed=st.integers(0, 10_000),
        account=st.integers(0, 9),
        profile=st.sampled_from([(), *((setting,) for setting in known)]),
    )


@dataclass(slots=True, kw_only=True)
class Round:
    """A desk on one account of a world."""

    desk: Room
    world: World
    number: int
    typed: int = 0
    """How many edits the vendor has taken, or refused in words."""
    wrong: list[str] = field(default_factory=list)
    """What was not as it should be, in words."""

    @property
    def account(self) -> Account:
        (account,) = self.desk.backend.engine.accounts.values()
        return account

    @property
    def kinds(self) -> Sequence[Kind]:
        """Those that have documents of their own; others are put together from orders."""
        return [kind for kind in KINDS if self.account.vendor.resources[kind].fold is None]

    def look(self) -> Snapshot:
        return look(self.desk.there, self.number, self.kinds)

    async def shown(self, kind: Kind) -> dict[str, Documents]:
        """What the copy has of each record, as tables read it."""
        resource = self.account.vendor.resources[kind]
        rows = (await self.desk.page(kind, text="")).rows
        found = {row.key: await self.desk.stored(row.key, kind) for row in rows}
        return {key: documents_of(resource, each) for key, each in found.items() if not each.gone}


@dataclass(slots=True)
class Score:
    """How many worlds and edits there were, and what was not as it should be, in words."""

    worlds: int = 0
    typed: int = 0
    wrong: list[str] = field(default_factory=list)


def rounds(vendor: str, many: int, seed: int | None = None) -> Score:
    """So many worlds of a vendor: the same ones each time, others for each seed."""
    score = Score()

    # Not made smaller: what is drawn hangs on the world, and each try is a whole one.
    @settings(
        max_examples=many, phases=(Phase.generate,), derandomize=seed is None, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(data=st.data(), world=worlds(vendor))
    def run(data: st.DataObject, world: World) -> None:
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(play(Path(folder), world, data.draw))
        score.worlds += 1
        score.typed += found.typed
        score.wrong += [f"{world}: {words}" for words in found.wrong]

    (run if seed is None else hypothesis.seed(seed)(run))()
    return score


async def play(folder: Path, world: World, draw: Draw) -> Round:
    """Serve it, connect, and type into every sort of field of every kind."""
    async with desk_of(folder, world.vendor, accounts=0, seed=world.seed, profile=world.profile) as desk:
        number = world.account % len(desk.there.described["accounts"])
        await desk.connect(number)
        found = Round(desk=desk, world=world, number=number)
        await check_copy(found)
        for kind in found.kinds:
            resource = found.account.vendor.resources[kind]
            for there in spots(resource, await found.shown(kind), found.account.context).values():
                await type_into(found, resource, draw(st.sampled_from(there)), draw)
        found.wrong += await differences(desk)
        return found


async def check_copy(found: Round) -> None:
    """Each record's documents are what the sandbox holds, and all of them can be shown."""
    found.wrong += await differences(found.desk)
    account = found.account
    for kind in found.kinds:
        for row in (await found.desk.page(kind, text="")).rows:
            form = record_form(account.vendor, account.context, await found.desk.stored(row.key, kind))
            if form.record is None or form.unread:
                found.wrong.append(f"{kind} {row.key} is not shown: {form.unread}")


async def type_into(found: Round, resource: Resource, chosen: Spot, draw: Draw) -> None:
    """Type something into a field, unless what was typed before has closed it."""
    context = found.account.context
    documents = documents_of(resource, await found.desk.stored(chosen.key, resource.kind))
    spot = again(resource, chosen, documents, context)
    wanted = wish(draw, resource, spot, documents, context) if spot else None
    if spot is None or wanted is None:
        return
    before, writes = found.look(), len(found.desk.there.writes)
    left = await deliver(found.desk, wanted)
    judge = Judge(vendor=found.world.vendor, resource=resource, wanted=wanted, before=before, after=found.look())
    if left is not None:
        wrong = [*judge.refused(left, found.world.profile)]
    else:
        kept = documents_of(resource, await found.desk.stored(spot.key, resource.kind))
        sent = found.desk.there.writes[writes:]
        wrong = [*judge.sent(sent, found.account.settings.name), *judge.says(kept), *judge.moved()]
    found.wrong += [f"{wanted}: {words}" for words in wrong]
    found.typed += 1
    await leave(found, wanted, changed(before, judge.after))


async def deliver(desk: Room, wanted: Wish) -> Entry | None:
    """Edit and submit; what is left of it in the outbox."""
    await desk.submit(await desk.edit(wanted.spot.key, wanted.change, kind=wanted.kind))
    await desk.delivered()
    return next(iter(desk.outbox()), None)


async def leave(found: Round, wanted: Wish, moved: Iterable[Place]) -> None:
    """Nothing stays in the outbox; what no list will tell is read again, as opening it would do."""
    desk, vendor = found.desk, found.world.vendor
    entries = [entry.id for entry in desk.outbox()]
    await desk.work(lambda: desk.backend.engine.drafts.discard(entries))
    if is_counted_elsewhere(vendor, wanted):
        for kind, key in sorted({(kind, key) for kind, key, *_ in moved}):
            await desk.backend.worker.ask(lambda at=(found.account.id, kind, key): desk.backend.engine.refresh(*at))  # type: ignore[misc]
