"""What can be done to any vendor's records, found in its tables alone: an edit of each kind, acts of one request."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop.app import headless
from desktop.changes import Change
from desktop.forms import Input
from desktop.records import Kind, Value
from desktop.sandbox.canonical import digest
from desktop.vendors import VENDORS
from desktop.vendors.contract import UNREADABLE, Act, Context, Documents, Resource
from desktop.vendors.forming import documents_of
from desktop.vendors.tables import decode, find_field, refusal
from tests.whole.lags import SETTLE, scaled
from tests.whole.room import Room, room

WORDS = "Left at the gate"


@asynccontextmanager
async def desk_of(
    folder: Path, vendor: str, *, accounts: int = 1, seed: int = 7, profile: tuple[str, ...] = ()
) -> AsyncIterator[Room]:
    """A desk with the first accounts of one vendor, whose answers are never behind: that is tried by each alone."""
    vendors, profile = {vendor: scaled(VENDORS[vendor], 0)}, ("index_lag=0", *profile)
    async with room(folder, orders=30, stock=12, seed=seed, settle=SETTLE, profile=profile, vendors=vendors) as desk:
        for number in range(accounts):
            await desk.connect(number)
        yield desk


async def differences(desk: Room) -> list[str]:
    """How the copy differs from what the vendor has, in words, after news of it."""
    await desk.quiet()
    _, found = await headless.compare(desk.backend, desk.there.sandbox.description)
    return found


# ── what there is to do ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An edit of a field, or an act with what its form asks for, on one record."""

    kind: Kind
    key: str
    change: Change | None = None
    member: str = ""  # of the document, in which the edited field stands
    act: str = ""
    inputs: Mapping[str, Value]
    applied: int = 1  # of the writes; 0 of what only asks

    async def send(self, desk: Room) -> None:
        if self.change is None:
            await desk.act(self.key, self.act, self.inputs, self.kind)
        else:
            await desk.submit(await desk.edit(self.key, self.change, kind=self.kind))


async def _records(desk: Room, kind: Kind) -> Sequence[tuple[str, Documents]]:
    (account,) = desk.backend.engine.accounts.values()
    resource = account.vendor.resources[kind]
    keys = [row.key for row in (await desk.page(kind)).rows]
    return [(key, documents_of(resource, await desk.stored(key, kind))) for key in keys]


async def names_of_edits(desk: Room, kind: Kind, most: int) -> list[str]:
    """The fields of a kind of which some record lets them be changed, at most so many."""
    return [doing.change.field for doing in await edits_in(desk, kind, most=most) if doing.change]


async def edits_in(desk: Room, kind: Kind, *, most: int = 1, only: str = "", of: str = "") -> list[Doing]:
    """Edits of so many fields of a kind, each of the first record that has it and lets it be changed, or `of` one."""
    (account,) = desk.backend.engine.accounts.values()
    resource, found = account.vendor.resources[kind], dict[str, Doing]()
    if resource.fold is not None or resource.read is None:
        return []
    fields = [field for field in resource.fields if not field.choices and only in ("", field.name)]
    for key, documents in await _records(desk, kind):
        for field in fields if of in ("", key) else ():
            if len(found) == most:
                break
            seen = decode(resource, field, documents)
            wanted = WORDS if seen == "" and field.codec.editor in ("text", "paragraph") else another(seen)
            change = Change(field=field.name, seen=seen, wanted=wanted)
            if wanted is not None and not refusal(resource, documents, account.context, change):
                found.setdefault(field.name, Doing(kind=kind, key=key, change=change, member=field.path[0], inputs={}))
    return list(found.values())


def another(value: Value) -> Value:
    """A value of the same sort; None where none can be made of it."""
    match value:
        case bool() | None | "":
            return None
        case str():
            return f"{value}2"
        case int() | Decimal():
            return value + 1
        case datetime():
            return value + timedelta(minutes=1)
        case date():
            return value + timedelta(days=1)


async def names_of_acts(desk: Room, kind: Kind) -> list[str]:
    """The acts of a kind that are one request, and that some record lets be done with what the form offers."""
    (account,) = desk.backend.engine.accounts.values()
    acts = account.vendor.resources[kind].acts
    return [act.name for act in acts if await ways_of(desk, kind, act.name)]


async def ways_of(desk: Room, kind: Kind, name: str) -> list[Doing]:
    """Such an act on every record that lets it be done now."""
    (account,) = desk.backend.engine.accounts.values()
    resource = account.vendor.resources[kind]
    act = next(act for act in resource.acts if act.name == name)
    return list(_ways(resource, act, await _records(desk, kind), account.context))


def _ways(
    resource: Resource, act: Act, records: Sequence[tuple[str, Documents]], context: Context
) -> Iterator[Doing]:  # fmt: skip
    for key, documents in records:
        try:
            if act.allowed(documents, context):
                continue
            inputs = {each.name: _typed(each) for each in act.inputs(documents, context)}
            fits = not (act.check and act.check(inputs, documents, context))
        except UNREADABLE:
            continue
        if fits and len(act.steps(inputs)) == 1:
            yield Doing(kind=resource.kind, key=key, act=act.name, inputs=inputs, applied=0 if act.only_asks else 1)


def _typed(asked: Input) -> Value:
    if asked.value is not None or asked.left is not None:
        return asked.value if asked.left is None else asked.left
    if asked.choices:
        return asked.choices[0].value
    return WORDS if asked.required and asked.editor in ("text", "paragraph") else None


# ── what has become of it ─────────────────────────────────────────────────────────────────────────────────────────


async def is_as_meant(desk: Room, doing: Doing) -> bool:
    """Whether the copy says of an edited record what was wanted."""
    (account,) = desk.backend.engine.accounts.values()
    resource, change = account.vendor.resources[doing.kind], doing.change
    documents = documents_of(resource, await desk.stored(doing.key, doing.kind))
    field = find_field(resource, change.field) if change else None
    return field is None or change is None or field.codec.same(decode(resource, field, documents), change.wanted)


async def differing(desk: Room, doing: Doing) -> list[str]:
    """The documents of a record that are others at the vendor's, once it was read anew, and in short told anew."""
    (account,) = desk.backend.engine.accounts.values()
    theirs = desk.there.hashes(doing.kind).get(doing.key, {})
    if not theirs:
        return []
    await desk.backend.worker.ask(lambda: desk.backend.engine.refresh(account.id, doing.kind, doing.key))
    if account.vendor.resources[doing.kind].summary:
        await desk.quiet()  # what lists tell in short comes with the news of it
    ours = (await desk.stored(doing.key, doing.kind)).documents
    return [part for part, body in ours.items() if part in theirs and digest(body) != theirs[part]]
