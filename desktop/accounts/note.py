"""The small file `desk.json`: the desk's id, and either where its key is or the key wrapped by a passphrase.

It is the one file that says how a desk is opened, and it is only ever replaced whole: whatever was done before the
replacing does not count, and whatever comes after finds all of it.
"""

import base64
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.accounts.passphrase import KEY_BYTES, SALT_BYTES, Wrapped
from desktop.errors import AppError, Locked

NAME = "desk.json"
VERSION = 1
SIZES = {"salt": SALT_BYTES, "hidden": KEY_BYTES, "signature": 32}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """How one desk is opened: by the system keyring, entry `id`, or where `wrapped` is set by a passphrase."""

    id: str
    wrapped: Wrapped | None = None


def read_note(folder: Path) -> Note | None:
    """None when there is none or it is damaged; Locked when it may not be read or is newer than this program."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise Locked(
            f"The file {NAME} in the desk’s folder cannot be read: {error.strerror}.",
            "Make sure that the folder is yours and on a disk that works, then start again.",
        ) from error
    try:
        return _note(json.loads(text))
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def write_note(folder: Path, note: Note) -> None:
    """Replace the file by a whole one that is on the disk when this returns; AppError when that cannot be done."""
    facts: dict[str, Any] = {"version": VERSION, "id": note.id}
    if note.wrapped is not None:
        facts["wrapped"] = {name: base64.b64encode(part).decode() for name, part in asdict(note.wrapped).items()}
    try:
        _replace(folder / NAME, json.dumps(facts, indent=2).encode())
    except OSError as error:
        raise AppError(
            f"The file {NAME} cannot be written to the desk’s folder: {error.strerror}.",
            "Make room on the disk or make the folder writable, then try again. Nothing was changed.",
        ) from error


def _note(facts: dict[str, Any]) -> Note:
    if facts["version"] > VERSION:
        raise Locked("This desk was made by a newer Wholedesk.", "Update Wholedesk, then start it again.")
    if not isinstance(facts["id"], str) or not facts["id"]:
        raise ValueError("no id")
    if "wrapped" not in facts:
        return Note(id=facts["id"])
    parts = {name: base64.b64decode(facts["wrapped"][name], validate=True) for name in SIZES}
    if any(len(parts[name]) != size for name, size in SIZES.items()):
        raise ValueError("a part of the wrapped key has the wrong size")
    return Note(id=facts["id"], wrapped=Wrapped(**parts))


def _replace(path: Path, content: bytes) -> None:
    """Written beside it, forced to the disk, then renamed: at every moment the old file or the new one is whole."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)  # left by a crash
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and a rename needs no forcing
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
