"""From the command line to a running desk."""

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from desktop.app.interpreter import share_fairly
from desktop.app.options import read_options
from desktop.errors import AppError
from desktop.paths import data_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desk; returns the exit code."""
    options = read_options(arguments)
    share_fairly()
    os.umask(0o077)  # what is written is for this user only
    try:
        return _run(options)
    except AppError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Ended.")
        return 130


def _run(options: Namespace) -> int:
    if not has_display() and not options.headless:
        if not options.demo:
            raise AppError(
                "There is no display to show the desk on.",
                "Start it on a screen, or with --demo --headless to see it load made-up orders.",
            )
        say("There is no display: everything is loaded, summed up on standard output, and the program ends.")
        options.headless = True
    with ExitStack() as stack:
        folder = _folder(options, stack)
        if options.headless:
            from desktop.app.headless_run import run_headless

            return run_headless(options, folder)
        import desktop.app.backend  # noqa: F401 - before Qt, which reads the source of each module imported after it
        from desktop.app.window_run import run_window

        return run_window(options, folder)


def _folder(options: Namespace, stack: ExitStack) -> Path:
    if options.demo and options.data is None:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wholedesk-demo-")))
    return data_folder(options.data)


def has_display() -> bool:
    """Whether a window can be shown: an X or Wayland display that answers, or another system than Linux."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _answers(os.environ["DISPLAY"])


def _answers(display: str) -> bool:
    """Whether the X server of a local display is alive; one on another computer is believed."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    import socket

    name = f"/tmp/.X11-unix/X{number.partition('.')[0]}"  # noqa: S108 - the place that X defines
    for address in (name, f"\0{name}"):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(address)
            except OSError:
                continue
            return True
    return False


def say(words: str) -> None:
    """Words for the person at the terminal; standard output is for the one JSON object only."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
