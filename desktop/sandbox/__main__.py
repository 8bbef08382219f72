"""python -m desktop.sandbox: serve until told to stop; one JSON line on standard output says where and how."""

import asyncio
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping

from desktop.sandbox import VENDORS
from desktop.sandbox.options import add_options, read_options
from desktop.sandbox.program import run


def main() -> int:
    """Exit 0 when ended in order, 2 for options that make no sense, 1 where the port cannot be had."""
    parser = ArgumentParser(prog="python -m desktop.sandbox", description="Stand-ins of the vendors, on loopback.")
    parser.add_argument("--port", type=_port, default=8765, help="0 takes any free one (default 8765)")
    parser.add_argument("--while-stdin", action="store_true", help="end when standard input is closed")
    add_options(parser)
    chosen = parser.parse_args()
    watch = _wait_for_stdin if chosen.while_stdin else None
    try:
        asyncio.run(run(VENDORS, read_options(chosen), chosen.port, started=_tell, parent_ended=watch))
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        sys.stderr.write(f"Port {chosen.port} cannot be opened: {error.strerror}. Choose another with --port.\n")
        return 1
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 2**16):
        raise ArgumentTypeError(f"{text!r} is no port; ports are numbers from 0 to 65535")
    return int(text)


def _tell(description: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(description) + "\n")
    sys.stdout.flush()


def _wait_for_stdin() -> None:
    while sys.stdin.buffer.read(4096):
        pass


if __name__ == "__main__":
    sys.exit(main())
