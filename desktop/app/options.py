"""The command line of the desk."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop.sandbox.options import add_options


def read_options(arguments: Sequence[str] | None = None) -> Namespace:
    """Read the command line; argparse itself explains what it cannot read."""
    parser = ArgumentParser(prog="python -m desktop", description="Wholedesk, an order desk for wholesale staff.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="another data folder than the system's usual one")
    parser.add_argument("--passphrase-fd", type=int, metavar="N", help="read the passphrase from this file descriptor")
    parser.add_argument("--demo", action="store_true", help="show made-up accounts, served on this computer only")
    parser.add_argument("--headless", action="store_true", help="with --demo: load all, print one JSON summary, end")
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="colours, instead of the kept choice")
    add_options(parser.add_argument_group("the demo's made-up world (with --demo)"))
    chosen = parser.parse_args(arguments)
    if chosen.headless and not chosen.demo:
        parser.error("--headless goes with --demo")
    return chosen
