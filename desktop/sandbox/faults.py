"""Faults that wait for a matching request: what was asked for, what still applies, and ready-made weather."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.sandbox.tricks import TRICKS
from desktop.sandbox.wire import Request

WEATHER: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "weather": (
        {"name": "reset", "chance": 0.01},
        {"name": "server_error", "chance": 0.01},
        {"name": "throttle", "chance": 0.01, "wait": 2},
        {"name": "applied_reset", "chance": 0.02, "where": {"method": "POST|PUT|PATCH|DELETE"}},
    ),
    "storm": (
        {"name": "reset", "chance": 0.08},
        {"name": "cut", "chance": 0.04},
        {"name": "server_error", "chance": 0.06, "status": 503},
        {"name": "throttle", "chance": 0.04},
        {"name": "html_200", "chance": 0.02},
        {"name": "applied_reset", "chance": 0.1, "where": {"method": "POST|PUT|PATCH|DELETE"}},
    ),
    "outage": ({"name": "server_error", "status": 503},),
}
"""Named sets of faults, each for every vendor and for ever."""

_OWN = {"vendor", "account", "name", "where", "times", "chance"}
_WHERE = {"method", "path", "query", "skip"}


@dataclass(slots=True, kw_only=True)
class Fault:
    """One fault in waiting. Empty vendor, account or patterns match anything; times none: for ever."""

    number: int
    name: str
    vendor: str = ""
    account: str = ""
    method: re.Pattern[str]
    path: re.Pattern[str]
    query: re.Pattern[str]
    skip: int = 0
    times: int | None = 1
    chance: float = 1.0
    parameters: Mapping[str, object] = field(default_factory=dict)
    hits: int = 0

    def matches(self, vendor: str, account: str, request: Request) -> bool:
        return (
            self.times != 0
            and self.vendor in ("", vendor)
            and self.account in ("", account)
            and bool(self.method.fullmatch(request.method))
            and bool(self.path.search(request.path))
            and bool(self.query.search(request.query_text))
        )

    def strike(self) -> None:
        self.hits += 1
        self.times = None if self.times is None else self.times - 1

    def miss(self) -> None:
        """It had nothing to do at the request that it struck: as if it had not."""
        self.hits -= 1
        self.times = None if self.times is None else self.times + 1


class Faults:
    """The faults of one sandbox; the first that matches a request strikes."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"faults {seed}")
        self._waiting: list[Fault] = []
        self._number = 0

    def add(self, asked: Mapping[str, object], times: int | None = 1) -> Fault:
        """Take a fault as the control path describes it; times is what holds where it says nothing.

        Raises ValueError for a name, pattern or figure that is none.
        """
        name = str(asked.get("name", ""))
        if name not in TRICKS:
            raise ValueError(f"there is no fault {name!r}; there are {', '.join(sorted(TRICKS))}")
        where = asked.get("where") or {}
        if not isinstance(where, Mapping) or where.keys() - _WHERE:
            raise ValueError(f"where takes {', '.join(sorted(_WHERE))}")
        self._number += 1
        fault = Fault(
            number=self._number,
            name=name,
            vendor=str(asked.get("vendor") or ""),
            account=str(asked.get("account") or ""),
            method=_pattern(where.get("method") or ".*"),
            path=_pattern(where.get("path")),
            query=_pattern(where.get("query")),
            skip=_figure(where.get("skip"), 0),
            times=times if "times" not in asked else None if asked["times"] is None else _figure(asked["times"], 1),
            chance=float(str(asked.get("chance", 1.0))),
            parameters={key: value for key, value in asked.items() if key not in _OWN},
        )
        self._waiting.append(fault)
        return fault

    def add_weather(self, name: str) -> None:
        """A ready-made set by name. Raises ValueError for one that is not there."""
        if name not in WEATHER:
            raise ValueError(f"there is no weather {name!r}; there is {', '.join(WEATHER)}")
        for asked in WEATHER[name]:
            self.add(asked, times=None)

    def clear(self) -> None:
        self._waiting.clear()

    def strike(self, vendor: str, account: str, request: Request) -> Fault | None:
        """The fault that this request meets, counted as used."""
        for fault in self._waiting:
            if not fault.matches(vendor, account, request):
                continue
            if fault.skip:
                fault.skip -= 1
            elif fault.chance >= 1 or self._random.random() < fault.chance:
                fault.strike()
                return fault
        return None

    def show(self) -> list[dict[str, object]]:
        """What waits, with how often each has struck."""
        return [
            {"id": fault.number, "name": fault.name, "vendor": fault.vendor, "account": fault.account}
            | {"hits": fault.hits, "left": fault.times}
            for fault in self._waiting
        ]


def _pattern(text: object) -> re.Pattern[str]:
    try:
        return re.compile(str(text or ""))
    except re.error as error:
        raise ValueError(f"{text!r} is no pattern: {error}") from error


def _figure(value: object, otherwise: int) -> int:
    return otherwise if value is None else int(str(value))
