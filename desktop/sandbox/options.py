"""What can be chosen about a sandbox, as a value and as command line options."""

from argparse import ArgumentParser, Namespace, _ArgumentGroup
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """orders and stock: how many for each account; now: the first instant of its clock (none: the real one);
    pace: how many times faster than real the vendors' limits are (none: no limits); profile: settings of switches,
    each "switch=setting" or the name of a set; faults: names of ready-made weather."""

    orders: int = 2_000
    stock: int = 600
    seed: int = 1
    now: datetime | None = None
    pace: float | None = 1.0
    profile: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something the vendor's documents leave open; the first setting is the default."""

    name: str
    settings: tuple[str, ...] = ("yes", "no")
    says: str


def settle_switches(
    switches: Iterable[Switch], sets: Mapping[str, tuple[str, ...]], profile: Iterable[str]
) -> dict[str, str]:
    """The setting of each switch; entries of the profile that name none of these switches are for other vendors."""
    chosen = {switch.name: switch.settings[0] for switch in switches}
    allowed = {switch.name: switch.settings for switch in switches}
    for entry in profile:
        for single in sets.get(entry, (entry,)):
            name, _, setting = single.partition("=")
            if name in allowed and setting not in allowed[name]:
                raise ValueError(f"{name} can be {' or '.join(allowed[name])}, not {setting or 'left open'}")
            if name in allowed:
                chosen[name] = setting
    return chosen


def add_options(parser: ArgumentParser | _ArgumentGroup) -> None:
    """The sandbox's options, for its own command and for the desk's --demo."""
    parser.add_argument("--orders", type=int, metavar="N", help="orders of each account (default 2000)")
    parser.add_argument("--stock", type=int, metavar="N", help="stock items of each account (default 600)")
    parser.add_argument("--seed", type=int, metavar="N", help="which world is made (default 1)")
    parser.add_argument("--now", type=_instant, metavar="TIME", help="the first instant of its clock, ISO 8601")
    parser.add_argument("--pace", type=_pace, metavar="FACTOR|off", help="how much faster than real its limits are")
    parser.add_argument("--profile", type=_names, metavar="NAME[,NAME]", help="switches that differ from the default")
    parser.add_argument("--faults", type=_names, metavar="NAME[,NAME]", help="ready-made weather")


def read_options(chosen: Namespace) -> Options:
    """The options a parser with add_options has read; what was not given keeps its default."""
    names = ("orders", "stock", "seed", "now", "profile", "faults")
    given = {name: getattr(chosen, name) for name in names if getattr(chosen, name) is not None}
    if chosen.pace is not None:
        given["pace"] = None if chosen.pace == "off" else chosen.pace
    return Options(**given)


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pace(text: str) -> float | str:
    if text == "off":
        return text
    factor = float(text)
    if factor <= 0:
        raise ValueError("a pace is above zero")
    return factor


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
