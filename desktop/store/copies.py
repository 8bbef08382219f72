"""Files kept beside the desk's files: dated copies, and those that could not be used."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path


def _free(path: Path, why: str) -> Path:
    """A dated name beside the path that nothing has yet."""
    dated = path.with_name(f"{path.name}.{why}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}")
    number, free = 1, dated
    while free.exists():
        number, free = number + 1, dated.with_name(f"{dated.name}-{number}")
    return free


def keep_copy(path: Path, why: str) -> Path:
    """A dated copy of a file, on disk when this returns."""
    copy = _free(path, why)
    shutil.copyfile(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    return copy


def set_aside(path: Path) -> Path:
    """Rename a database and what SQLite keeps beside it."""
    aside = _free(path, "damaged")
    for ending in ("-wal", "-shm", ""):  # the file itself last: until then it is found again
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    return aside
