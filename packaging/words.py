"""What set-up says to the person at the terminal: sentences on standard error, never a traceback."""

import contextlib
import errno
import sys
from collections.abc import Callable

UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
DISK_FULL = "The disk is full, so the set-up could not be finished. Free about 1 GB and start again."
NOT_WRITABLE = (
    "The folder {folder} cannot be written to, so nothing can be installed in it. "
    "Copy it to a folder of your own and start it there."
)


class Stopped(Exception):
    """Set-up cannot go on; the text says why and what to do next."""


def say(sentence: str) -> None:
    """Standard output stays untouched: the desk may print its one JSON object there."""
    with contextlib.suppress(OSError, ValueError):  # a closed terminal is no reason to fail
        print(sentence, file=sys.stderr, flush=True)


def explain(error: OSError, folder: object) -> str:
    """The sentence for a failure of the file system in this folder."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL
    if error.errno in UNWRITABLE:
        return NOT_WRITABLE.format(folder=folder)
    return f"The set-up in {folder} failed: {error}. Start again; if it stays, copy the folder elsewhere and try there."


def exit_code_of(work: Callable[[], int]) -> int:
    """What the work returns; 1 after a sentence when it had to stop, 130 when the person stopped it."""
    try:
        return work()
    except Stopped as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("Stopped. Start again when you like: what is half done is put right then.")
        return 130
