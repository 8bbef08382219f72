"""The way of a request through the sandbox: vendor, credentials and pace, fault, effect, ledger."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache

from desktop.sandbox.clock import Clock
from desktop.sandbox.control import Control
from desktop.sandbox.faults import Fault, Faults
from desktop.sandbox.ledger import Ledger, Visit, Write, readable_body, spell_time
from desktop.sandbox.options import Options
from desktop.sandbox.settings import Settings
from desktop.sandbox.stand_in import Path, Platform, StandIn
from desktop.sandbox.tricks import TRICKS, Scene
from desktop.sandbox.wire import Answer, Page, Request, json_answer
from desktop.sandbox.world import World


@dataclass(slots=True, kw_only=True)
class _Passage:
    """One request on its way; written: the ledger has it (or will, once a late one is applied)."""

    vendor: str
    platform: Platform
    account: str
    request: Request
    fault: Fault | None = None
    written: bool = False


class Stage:
    """Everything of one sandbox but the sockets."""

    def __init__(self, options: Options, vendors: tuple[StandIn, ...]) -> None:
        self.clock = Clock(options.now or datetime.now(UTC).replace(microsecond=0))
        self.ledger = Ledger()
        self.faults = Faults(options.seed)
        _check_profile(options, vendors)
        self.vendors = _chosen(options, vendors)
        self.settings = Settings(self.vendors, options.profile)
        self._clocks = {vendor.id: self.clock.branch() for vendor in self.vendors}
        self.world = World(
            {
                vendor.id: vendor.open(options.at(vendor.id), self.settings.of(vendor.id), self._clocks[vendor.id])
                for vendor in self.vendors
            }
        )
        for name in options.faults:
            self.faults.add_weather(name)
        self._control = Control(self.world, self.ledger, self.faults, {"": self.clock, **self._clocks}, self.settings)
        self._pages: dict[tuple[str, str, str], Answer] = {}
        self._timers: set[asyncio.TimerHandle] = set()

    def close(self) -> None:
        """Forget what was still to be applied late."""
        for timer in self._timers:
            timer.cancel()

    def respond(self, request: Request) -> Answer:
        vendor, _, rest = request.path.removeprefix("/").partition("/")
        if vendor == "_control":
            return self._control.respond(replace(request, path="/" + rest))
        platform = self.world.platforms.get(vendor)
        if platform is None:
            return json_answer({"error": f"no vendor {vendor!r} here"}, 404)
        request = replace(request, path="/" + rest)
        passage = _Passage(vendor=vendor, platform=platform, account=platform.owner(request), request=request)
        time = self.clock.now().timestamp()
        answer = platform.finish(request, self._pass(passage))
        self._log(passage, answer, time)
        return self._dated(vendor, answer)

    def _dated(self, vendor: str, answer: Answer) -> Answer:
        """Every answer carries its server's time, as HTTP wants it."""
        now = self._clocks[vendor].now().replace(microsecond=0)
        return replace(answer, headers=(*answer.headers, ("date", _spell_date(now))))

    def _pass(self, passage: _Passage) -> Answer:
        refusal = passage.platform.admit(passage.request)
        if refusal is not None:
            return refusal
        passage.fault = self.faults.strike(passage.vendor, passage.account, passage.request)
        previous = self._pages.get(_place(passage))
        if passage.fault is None:
            return self._apply(passage)
        scene = Scene(
            request=passage.request,
            platform=passage.platform,
            parameters=passage.fault.parameters,
            apply=lambda: self._apply(passage),
            apply_later=lambda delay: self._apply_later(passage, delay),
            previous=previous,
            change=lambda changes: self._change(passage, changes),
            missed=lambda: self._miss(passage),
        )
        return TRICKS[passage.fault.name](scene)

    def _apply(self, passage: _Passage) -> Answer:
        answer = passage.platform.answer(passage.request)
        if isinstance(answer.body, Page) and passage.request.query_text:
            self._pages[_place(passage)] = answer
        self._write(passage, answer, answer.status)
        return answer

    def _apply_later(self, passage: _Passage, delay: float) -> None:
        def apply() -> None:
            self._timers.discard(timer)
            self.ledger.late -= 1
            passage.written = False
            self._apply(passage)

        passage.written = True
        self.ledger.late += 1
        timer = asyncio.get_running_loop().call_later(delay, apply)
        self._timers.add(timer)

    def _change(self, passage: _Passage, changes: Mapping[Path, object]) -> None:
        subject = passage.platform.subject(passage.request)
        if subject is not None:
            self.world.account(passage.vendor, passage.account).change(*subject, changes)

    def _miss(self, passage: _Passage) -> None:
        if passage.fault is not None:
            passage.fault.miss()
            passage.fault = None

    def _log(self, passage: _Passage, answer: Answer, time: float) -> None:
        silent = answer.delivery.way in ("reset", "stall")
        self._write(passage, answer, None if silent else answer.status)
        request = passage.request
        self.ledger.visits.append(
            Visit(
                number=len(self.ledger.visits) + 1,
                time=time,
                vendor=passage.vendor,
                account=passage.account,
                method=request.method,
                path=request.path,
                query=request.query_text,
                status=None if silent else answer.status,
                fault=passage.fault.name if passage.fault else "",
                note=answer.note,
            )
        )

    def _write(self, passage: _Passage, answer: Answer, status: int | None) -> None:
        request = passage.request
        if passage.written or not request.is_write or passage.platform.signs_in(request):
            return
        passage.written = True
        self.ledger.writes.append(
            Write(
                number=len(self.ledger.writes) + 1,
                time=spell_time(self.clock.now()),
                vendor=passage.vendor,
                account=passage.account,
                method=request.method,
                path=request.path,
                body=readable_body(request),
                status=status,
                applied=answer.applied,
                ignored=answer.ignored,
                absent=answer.absent,
                fault=passage.fault.name if passage.fault else "",
            )
        )


def check(options: Options, vendors: tuple[StandIn, ...]) -> None:
    """Whether a sandbox can be made of them. Raises ValueError for a name or setting that is none."""
    _check_profile(options, vendors)
    Settings(_chosen(options, vendors), options.profile)
    faults = Faults(options.seed)
    for name in options.faults:
        faults.add_weather(name)


@lru_cache(maxsize=16)
def _spell_date(second: datetime) -> str:
    return format_datetime(second, usegmt=True)


def _place(passage: _Passage) -> tuple[str, str, str]:
    return passage.vendor, passage.account, passage.request.path


def _chosen(options: Options, vendors: tuple[StandIn, ...]) -> tuple[StandIn, ...]:
    """The stand-ins that are wanted. Raises ValueError for a name that is none."""
    known = {vendor.id for vendor in vendors}
    strange = {*options.vendors, *options.orders_at, *options.stock_at} - known
    if strange:
        raise ValueError(f"there is no vendor {min(strange)!r}; there are {', '.join(sorted(known))}")
    return tuple(vendor for vendor in vendors if not options.vendors or vendor.id in options.vendors)


def _check_profile(options: Options, vendors: tuple[StandIn, ...]) -> None:
    """Raises ValueError for an entry that no vendor knows."""
    known = {switch.name for vendor in vendors for switch in vendor.switches}
    known |= {name for vendor in vendors for name in vendor.sets}
    strange = [entry for entry in options.profile if entry.partition("=")[0] not in known]
    if strange:
        raise ValueError(f"there is no profile {strange[0]!r}; there are {', '.join(sorted(known))}")
