"""The claim on a data folder: one process at a time may open its files for writing."""

import os
import sys
from pathlib import Path
from typing import Self

from desktop.errors import Locked

FILE = "desk.lock"


class Claim:
    """Held from its making until `release`, or until the process ends, however it ends.

    Raises Locked when another process holds the folder, or when nothing can be written there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Locked(
                f"Nothing can be written to the data folder {folder}: {error.strerror}.",
                "Make the folder writable, or start Wholedesk with --data and another folder.",
            ) from error
        try:
            _take(self._file)
        except OSError as error:
            os.close(self._file)
            raise Locked(
                "The desk is already open in another window.",
                "Use that window, or close it and start Wholedesk again.",
            ) from error

    def release(self) -> None:
        """Let others open the folder. The lock file stays: removing it could let two hold it."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
