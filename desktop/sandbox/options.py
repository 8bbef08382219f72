"""What can be chosen about a sandbox, as a value and as command line options."""

import math
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _ArgumentGroup
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """orders and stock: how many for each account, orders_at and stock_at: where one vendor has another number;
    vendors: which stand-ins there are (empty: all); now: the first instant of its clock (none: the real one);
    pace: how many times faster than real the vendors' limits are (none: no limits); profile: settings of switches,
    each "switch=setting" or the name of a set; faults: names of ready-made weather."""

    orders: int = 2_000
    stock: int = 600
    orders_at: Mapping[str, int] = field(default_factory=dict)
    stock_at: Mapping[str, int] = field(default_factory=dict)
    vendors: tuple[str, ...] = ()
    seed: int = 1
    now: datetime | None = None
    pace: float | None = 1.0
    profile: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def at(self, vendor: str) -> "Options":
        """As one vendor has them."""
        orders, stock = self.orders_at.get(vendor, self.orders), self.stock_at.get(vendor, self.stock)
        return replace(self, orders=orders, stock=stock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something the vendor's documents leave open; the first setting is the default.

    span: any whole number from the first to the second is a setting too; settings then are those worth a test.
    """

    name: str
    settings: tuple[str, ...] = ("yes", "no")
    span: tuple[int, int] | None = None
    says: str

    def check(self, setting: str) -> None:
        """Raises ValueError for a setting that is none."""
        low, high = self.span or (0, -1)
        if setting in self.settings or (setting.isdecimal() and low <= int(setting) <= high):
            return
        wanted = f"{low} to {high}" if self.span else " or ".join(self.settings)
        raise ValueError(f"{self.name} can be {wanted}, not {setting or 'left open'}")


def settle_switches(
    switches: Iterable[Switch], sets: Mapping[str, tuple[str, ...]], profile: Iterable[str]
) -> dict[str, str]:
    """The setting of each switch; entries of the profile that name none of these switches are for other vendors."""
    chosen = {switch.name: switch.settings[0] for switch in switches}
    allowed = {switch.name: switch for switch in switches}
    for entry in profile:
        for single in sets.get(entry, (entry,)):
            name, _, setting = single.partition("=")
            if name in allowed:
                allowed[name].check(setting)
                chosen[name] = setting
    return chosen


def add_options(parser: ArgumentParser | _ArgumentGroup) -> None:
    """The sandbox's options, for its own command and for the desk's --demo."""
    many = "N|VENDOR=N[,...]"
    parser.add_argument("--orders", type=_numbers, metavar=many, help="orders of each account (default 2000)")
    parser.add_argument("--stock", type=_numbers, metavar=many, help="stock items of each account (default 600)")
    parser.add_argument("--vendors", type=_names, metavar="NAME[,NAME]", help="some of the stand-ins instead of all")
    parser.add_argument("--seed", type=int, metavar="N", help="which world is made (default 1)")
    parser.add_argument("--now", type=_instant, metavar="TIME", help="the first instant of its clock, ISO 8601")
    parser.add_argument("--pace", type=_pace, metavar="FACTOR|off", help="how much faster than real its limits are")
    parser.add_argument("--profile", type=_names, metavar="NAME[,NAME]", help="switches that differ from the default")
    parser.add_argument("--faults", type=_names, metavar="NAME[,NAME]", help="ready-made weather")


def read_options(chosen: Namespace) -> Options:
    """The options a parser with add_options has read; what was not given keeps its default."""
    names = ("vendors", "seed", "now", "profile", "faults")
    given = {name: getattr(chosen, name) for name in names if getattr(chosen, name) is not None}
    for name in ("orders", "stock"):
        numbers = dict(getattr(chosen, name) or {})
        if "" in numbers:
            given[name] = numbers.pop("")
        given[f"{name}_at"] = numbers
    if chosen.pace is not None:
        given["pace"] = None if chosen.pace == "off" else chosen.pace
    return Options(**given)


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no time; write it like 2026-11-20T09:30:00+01:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _numbers(text: str) -> dict[str, int]:
    """How many for each vendor named, and under "" for all others."""
    found = {}
    for part in _names(text):
        vendor, _, number = part.rpartition("=")
        if not (number.isascii() and number.isdecimal()):
            raise ArgumentTypeError(f"{number!r} is no whole number of 0 or more")
        found[vendor] = int(number)
    return found


def _pace(text: str) -> float | str:
    try:
        factor = float(text) if text != "off" else 1.0
    except ValueError:
        factor = 0.0
    if not 0 < factor < math.inf:
        raise ArgumentTypeError(f"{text!r} is no pace; it is a number above 0, or off")
    return text if text == "off" else factor


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
