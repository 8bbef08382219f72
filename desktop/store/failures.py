"""What SQLite's errors mean to the user; the one place where they become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from desktop.errors import AppError, Locked


class Damaged(Locked):
    """The file is not a database, is damaged, or has another key: SQLite cannot tell these apart."""


BUSY, LOCKED, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26

Said = tuple[type[AppError], str, str]

IN_USE: Said = (
    Locked,
    "The desk’s files are in use by another program.",
    "Close the other window of Wholedesk, or wait until a backup or virus scan has finished, then try again.",
)
DAMAGED: Said = (
    Damaged,
    "A file of the desk is damaged.",
    "Close Wholedesk and start it again: it looks at its files then, and says what it can do. Your edits are kept.",
)
MEANINGS: dict[int, Said] = {
    BUSY: IN_USE,
    LOCKED: IN_USE,
    READ_ONLY: (
        AppError,
        "The data folder can only be read, so nothing was saved.",
        "Make the folder writable, or start Wholedesk with --data and another folder.",
    ),
    IO_ERROR: (
        AppError,
        "The disk could not be read or written, so nothing was saved.",
        "See that the disk is still connected and sound, then try again.",
    ),
    FULL: (
        AppError,
        "The disk is full, so nothing was saved.",
        "Make room on the disk, then try again.",
    ),
    CANNOT_OPEN: (
        Locked,
        "A file of the desk cannot be opened.",
        "See that the data folder exists and that you may read and write in it, then start Wholedesk again.",
    ),
    CORRUPT: DAMAGED,
    NOT_A_DATABASE: DAMAGED,
}


def worded(error: BaseException) -> BaseException:
    """What the disk or another program did to a file, as an AppError; any other error as it is."""
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # without the extension
    said = MEANINGS.get(code) if isinstance(error, dbapi2.Error) else None
    if said is None:
        return error
    kind, title, hint = said
    return kind(title, hint)


@contextmanager
def in_words() -> Iterator[None]:
    """Within it, what the disk or another program does to a file is told as an AppError; mistakes of ours are not."""
    try:
        yield
    except dbapi2.Error as error:
        if (told := worded(error)) is error:
            raise
        raise told from error


@contextmanager
def files_in_words() -> Iterator[None]:
    """As `in_words`, where folders and files are touched as well."""
    try:
        with in_words():
            yield
    except OSError as error:
        raise Locked(
            f"The data folder cannot be used: {error.strerror}.",
            "See that the folder can be written and the disk is not full, then start Wholedesk again.",
        ) from error
