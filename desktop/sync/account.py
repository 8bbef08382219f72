"""One connected account while the desk runs: its settings, its line, and the state it is in, in words."""

import asyncio
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from desktop.errors import AppError, NeedsLogin, Rejected, Unreached
from desktop.forms import AccountState
from desktop.records import Kind
from desktop.store.settings import AccountRow
from desktop.sync.progress import Progress
from desktop.sync.troubles import LINE, LOGIN, Trouble, Troubles
from desktop.vendors.client import Client
from desktop.vendors.contract import Context, Resource, Vendor, Walk
from desktop.vendors.rows import encode

FORBIDDEN = 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is kept of an account; its secrets are kept elsewhere."""

    id: str
    vendor: str
    name: str
    colour: str = ""
    position: int = 0
    paused: bool = False
    read_only: bool = False
    history_paused: bool = False
    servers: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)  # the ones that are not secret
    refused: Sequence[str] = ()  # title and hint of a login that was refused: failures are counted, it is not repeated
    is_stale: bool = False  # its copy is of other options or servers, and is cleared before it is used
    confirmed: Sequence[str] = ()  # addresses that the vendor's contract only guesses, and that have answered


def settings_of(row: AccountRow) -> Settings:
    """The settings kept in the desk file."""
    more: Mapping[str, Any] = row.settings
    return Settings(
        id=row.id, vendor=row.vendor, name=row.name, colour=row.colour, position=row.position, paused=row.paused,
        read_only=row.read_only, history_paused=bool(more.get("history_paused")), servers=more.get("servers", {}),
        options=more.get("options", {}), credentials=more.get("credentials", {}),
        refused=more.get("refused", ()), confirmed=more.get("confirmed", ()), is_stale=bool(more.get("is_stale")),
    )  # fmt: skip


def row_of(kept: Settings) -> AccountRow:
    """The settings as the desk file keeps them."""
    more = {
        "history_paused": kept.history_paused, "servers": dict(kept.servers), "options": dict(kept.options),
        "credentials": dict(kept.credentials), "refused": list(kept.refused), "confirmed": list(kept.confirmed),
        "is_stale": kept.is_stale,
    }  # fmt: skip
    return AccountRow(
        id=kept.id, vendor=kept.vendor, name=kept.name, colour=kept.colour, position=kept.position,
        paused=kept.paused, read_only=kept.read_only, settings=more,
    )  # fmt: skip


def options_of(vendor: Vendor, kept: Settings) -> Mapping[str, str]:
    """An account's options; what the user did not set is as the vendor's tables have it."""
    usual = {option.name: str(option.value or "") for option in vendor.options}
    return {**usual, **{name: value for name, value in kept.options.items() if value}}


def _mapping(vendor: Vendor, context: Context) -> str:
    loose = {reference.name for reference in vendor.references if reference.loose}
    references = {name: kept for name, kept in context.references.items() if name not in loose}
    known = encode([dict(context.options), references])
    return f"{vendor.version}-{hashlib.sha256(known).hexdigest()[:12]}"


class Account:
    """One account at run time. Everything here belongs to the worker's loop.

    `mapping` is what rows are made with: rows of another one are decoded again from their documents.
    """

    mapping: str

    def __init__(self, settings: Settings, vendor: Vendor, client: Client) -> None:
        self.settings = settings
        self.vendor = self._tables = vendor
        self.client = client
        client.confirmed.update(settings.confirmed)
        self.context = Context(options=self.options())
        self.progress = Progress()
        self.troubles = Troubles()
        self.last_good: datetime | None = None
        self.working = True
        self.is_removed = False  # what still arrives for it belongs nowhere
        self.rounds = 0  # rounds of news made to their end
        self.forbidden: dict[Kind, str] = {}  # kinds whose list the vendor does not let us have, and what it says
        self.unknown: set[str] = set()  # forms of requests that the vendor does not know; they are sent in another
        self.wake = asyncio.Event()  # look for news now
        self.send = asyncio.Event()  # look into the outbox now
        self.load = asyncio.Event()  # try what could not be loaded of the history again now
        self.open = asyncio.Event()  # history may go on
        self.opened = asyncio.Event()  # look at what is open in a pane now
        self.choosing = asyncio.Lock()  # the lists that forms choose from are being read
        self.tasks: list[asyncio.Task[None]] = []
        if not settings.history_paused:
            self.open.set()

    @property
    def id(self) -> str:
        return self.settings.id

    @property
    def context(self) -> Context:
        """What the vendor's tables know of the account besides its documents."""
        return self._context

    @context.setter
    def context(self, context: Context) -> None:
        self._context = context
        self.vendor = self._tables.at(context)
        self.mapping = _mapping(self.vendor, context)

    def options(self) -> Mapping[str, str]:
        """The account's options."""
        return options_of(self.vendor, self.settings)

    def tables_with(self, options: Mapping[str, str]) -> Mapping[Kind, Resource]:
        """The tables that it would have with these options."""
        return self._tables.at(replace(self.context, options=options)).resources

    def resources(self) -> tuple[Resource, ...]:
        return tuple(self.vendor.resources.values())

    def refused(self, resource: Resource) -> str:
        """Why the account may not have a kind at all; "" when it may. What is made of orders goes with them."""
        told = resource.refused(self.context) or self.forbidden.get(resource.kind, "")
        return told or (self.forbidden.get("orders", "") if resource.fold is not None else "")

    @contextmanager
    def allowed(self, resource: Resource, walk: Walk) -> Iterator[None]:
        """While a list of a history is read: who may not have the one that a kind begins with has nothing of it."""
        try:
            yield
        except Rejected as error:
            if error.status == FORBIDDEN and walk is resource.history[0]:
                self.forbidden[resource.kind] = error.hint
            raise
        self.forbidden.pop(resource.kind, None)

    def change(self, **changes: object) -> Settings:
        """Replace some settings."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return self.settings

    def waits_until(self, now: datetime) -> datetime | None:
        """Until when the vendor has asked us to stay quiet."""
        seconds = self.client.waits_for()
        return now + timedelta(seconds=seconds) if seconds > 0 else None

    @property
    def trouble(self) -> AppError | None:
        """The worst that is wrong just now."""
        worst = self.troubles.worst
        return worst.error if worst else None

    @property
    def is_locked_out(self) -> bool:
        """Whether the vendor does not take our credentials: whichever task found out, only the user can mend that."""
        return self.troubles.at(LOGIN) is not None

    def may_send(self) -> bool:
        """Whether the outbox may go out now. Trouble with a list, or with one record, does not hold it up."""
        settings, line = self.settings, self.troubles.at(LINE)
        is_cut = line is not None and isinstance(line.error, Unreached)
        return not (settings.paused or settings.read_only or self.is_locked_out or is_cut)

    def fails(self, error: AppError, now: datetime) -> bool:
        """Take note of trouble with the whole account; returns whether it is news."""
        self.working = False
        where = LOGIN if isinstance(error, NeedsLogin) else LINE
        return self.troubles.note(where, Trouble(error=error, since=now))

    def recovers(self, now: datetime) -> bool:
        """Take note of a good answer; returns whether the line was in trouble until then."""
        if self.is_locked_out:
            return False
        self.last_good = now
        was = self.troubles.clear(LINE)
        if was:
            self.send.set()
        return was

    def state(self) -> AccountState:
        """The state shown by the account's light. "waiting" is also what has single lists, or us, in trouble."""
        settings = self.settings
        if settings.paused:
            return "paused"
        if self.is_locked_out:
            return "sign_in"
        if self.client.waits_for() > 0:
            return "waiting"
        if self.troubles.at(LINE) is not None:
            return "offline"
        if self.trouble is not None:
            return "waiting"
        if self.working or (not self.progress.complete and not settings.history_paused):
            return "working"
        return "read_only" if settings.read_only else "in_step"
