"""The fingerprint of the key, beside the files: it tells a wrong key from a damaged file."""

import hashlib
import hmac
import os
from pathlib import Path
from typing import Literal

from desktop.errors import Locked

FILE = "key.fingerprint"
TEXT = b"Wholedesk: fingerprint of the data key, version 1"
KEY_SIZE = 32


def fingerprint(key: bytes) -> str:
    """A one-way mark of the key, 16 bytes as hexadecimal text."""
    return hmac.new(key, TEXT, hashlib.sha256).hexdigest()[:32]


def compare(folder: Path, key: bytes) -> Literal["same", "none"]:
    """Whether `key` is that of the folder's files; "none" when the folder does not say. Raises Locked if it is not."""
    if len(key) != KEY_SIZE:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_SIZE}")
    try:
        known = (folder / FILE).read_text("ascii", "replace").strip()
    except FileNotFoundError:
        return "none"
    except OSError as error:
        raise Locked(
            f"The data folder {folder} cannot be read: {error.strerror}.",
            "See that you may read the folder, then start Wholedesk again.",
        ) from error
    if known and not hmac.compare_digest(known.encode(), fingerprint(key).encode()):
        raise Locked(
            "This key does not open the desk in this folder.",
            "Enter the recovery code or the passphrase of this desk. Nothing in the folder was changed.",
        )
    return "same" if known else "none"


def remember(folder: Path, key: bytes) -> None:
    """Write the fingerprint, whole or not at all."""
    new = folder / f"{FILE}.new"
    with new.open("w", encoding="ascii") as file:
        file.write(fingerprint(key) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / FILE)
