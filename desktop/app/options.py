"""The command line of the desk."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop.sandbox import options as sandbox


def read_options(arguments: Sequence[str] | None = None) -> Namespace:
    """Read the command line; argparse itself explains what it cannot read."""
    parser = ArgumentParser(prog="python -m desktop", description="Wholedesk, an order desk for wholesale staff.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="another data folder than the system's usual one")
    parser.add_argument("--passphrase-fd", type=int, metavar="N", help="read the passphrase from this file descriptor")
    parser.add_argument("--demo", action="store_true", help="show made-up accounts, served on this computer only")
    parser.add_argument("--headless", action="store_true", help="with --demo: load all, print one JSON summary, end")
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="colours, instead of the kept choice")
    sandbox.add_options(parser.add_argument_group("the demo's made-up world (with --demo)"))
    chosen = parser.parse_args(arguments)
    if chosen.headless and not chosen.demo:
        parser.error("--headless goes with --demo")
    try:
        _check(sandbox.read_options(chosen))
    except ValueError as error:
        parser.error(str(error))
    return chosen


def _check(options: sandbox.Options) -> None:
    """Raises ValueError for names that mean nothing here; only those that are given are worth reading the stand-ins."""
    if not (options.vendors or options.orders_at or options.stock_at or options.profile or options.faults):
        return
    from desktop.sandbox import check
    from desktop.vendors import VENDORS

    for vendor in options.vendors:
        if vendor not in VENDORS:
            raise ValueError(f"the desk does not work with {vendor!r}; it works with {', '.join(VENDORS)}")
    check(options)
