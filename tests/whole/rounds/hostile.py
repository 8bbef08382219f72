"""A whole account with spoilt records in it: none is lost, others are as they are, what is bad is kept as it came."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.records import KINDS, Kind
from desktop.sandbox.canonical import digest
from desktop.store import lookups
from desktop.store.database import Connection
from desktop.sync.account import Account
from desktop.vendors.forming import record_form
from desktop.vendors.rows import decode, encode
from tests.whole.room import Room
from tests.whole.rounds.spoiling import Spoiler, known_by
from tests.whole.shared import desk_of


async def visit(folder: Path, vendor: str, seed: int) -> list[str]:
    """What is wrong with the copy of an account, some of whose records are spoilt, in words."""
    async with desk_of(folder, vendor, accounts=0, seed=seed) as desk:
        number = seed % len(desk.there.described["accounts"])
        spoiler = Spoiler(seed)
        kinds = [kind for kind in KINDS if desk.vendors[vendor].resources[kind].fold is None]
        for kind in kinds:
            spoiler.choose(desk.there.account(number).records(kind))
        spoiler.lie_before(desk.there.sandbox.world.platforms[vendor])
        report = await desk.try_to_connect(*desk.wanted(number))
        if report.title:
            return [] if report.hint else [f"{vendor} {seed} is not connected, and nobody says why"]
        await desk.until(lambda: desk.backend.engine.forms and desk.form().complete)
        wrong = [words for kind in kinds for words in await Visit(desk, spoiler, number).check(kind)]
        return [f"{vendor} {seed}, {words}" for words in wrong]


@dataclass(frozen=True, slots=True)
class Visit:
    """A desk that has read a spoilt account."""

    desk: Room
    spoiler: Spoiler
    number: int

    @property
    def account(self) -> Account:
        (account,) = self.desk.backend.engine.accounts.values()
        return account

    async def check(self, kind: Kind) -> list[str]:
        """Every record of a kind. Those that have their documents together are spoilt together."""
        rows = {row.key for row in (await self.desk.page(kind, text="")).rows}
        kept, found = await self._kept(), list[str]()
        owner_of, theirs = self.account.vendor.resources[kind].owner, self.desk.there.account(self.number).records(kind)
        names = {key: [known_by(decode(body)) for body in parts.values()] for key, parts in theirs.items()}
        harmed = {owner_of(key) for key, told in names.items() if self.spoiler.victims.intersection(told)}
        for key, parts in theirs.items():
            is_harmed, own = owner_of(key) in harmed, names[key][0]
            if key in rows:
                found += [words async for words in self._row(kind, key, {} if is_harmed else parts)]
            elif not is_harmed:
                found.append(f"{kind} {key} is lost")
            if key == owner_of(key) and own in self.spoiler.served and not self._forms(own) & kept:
                found.append(f"{kind} {key} is not kept as it came")
        return found

    async def _row(self, kind: Kind, key: str, parts: Mapping[str, bytes]) -> AsyncIterator[str]:
        """It is shown, or listed with a reason and its raw text; whole and as it is there where nothing is spoilt."""
        stored = await self.desk.stored(key, kind)
        form = record_form(self.account.vendor, self.account.context, stored)
        if (form.record is None) is not bool(form.unread) or (stored.unread and form.unread != stored.unread):
            yield f"{kind} {key} is shown as “{form.unread}”, and was kept as “{stored.unread}”"
        if {raw.part for raw in form.raw} != set(stored.documents):
            yield f"not all raw text of {kind} {key} is there"
        if parts and form.record is None:
            yield f"{kind} {key} is fine, and is not shown: {form.unread}"
        for part, body in parts.items():
            if part not in stored.documents or digest(stored.documents[part]) != digest(body):
                yield f"{part} of {kind} {key} is another one"

    def _forms(self, name: str) -> set[bytes]:
        """The bytes in which a spoilt document went out, and the same without secrets where it can be read."""
        return {form for body in self.spoiler.served.get(name, ()) for form in self._spelled(body)}

    def _spelled(self, body: bytes) -> Iterator[bytes]:
        yield body
        try:
            yield encode(self.account.vendor.clean(decode(body)))
        except ValueError:
            return

    async def _kept(self) -> set[bytes]:
        """Everything that the copy has."""
        return await asyncio.wrap_future(self.desk.backend.long.ask(_bodies, self.account))


def _bodies(db: Connection, account: Account) -> set[bytes]:
    bodies = {body for stored in lookups.all_records(db, account.id) for body in stored.documents.values()}
    return bodies | {encode(decode(body)) for body in bodies if _is_readable(body)}


def _is_readable(body: bytes) -> bool:
    try:
        decode(body)
    except ValueError:
        return False
    return True
