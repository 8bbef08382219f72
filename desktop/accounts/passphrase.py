"""The key wrapped by a passphrase, for machines without a keyring.

scrypt stretches passphrase and a fresh salt to 64 bytes. The first half is a pad that is used once, to hide the
32-byte key; the second half signs salt and hidden key with HMAC-SHA256, so that a wrong passphrase or a changed file
is noticed and never taken for a key. (The standard library has no AES; for one random key under a fresh salt this
encrypt-then-sign needs none.)
"""

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass

from desktop.errors import AppError, Locked

SALT_BYTES = 16
KEY_BYTES = 32
LEAST_CHARACTERS = 8
MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A key that only its passphrase opens: salt (16 bytes), the hidden key (32) and the signature over both (32)."""

    salt: bytes
    hidden: bytes
    signature: bytes


def wrap(key: bytes, passphrase: str) -> Wrapped:
    """AppError when the passphrase is too short to protect anything."""
    if len(passphrase) < LEAST_CHARACTERS:
        raise AppError(
            "This passphrase is too short.",
            f"Choose one of at least {LEAST_CHARACTERS} characters; four words are good.",
        )
    salt = secrets.token_bytes(SALT_BYTES)
    pad, signing_key = _stretch(passphrase, salt)
    hidden = _xor(key, pad)
    return Wrapped(salt=salt, hidden=hidden, signature=_sign(signing_key, salt, hidden))


def unwrap(wrapped: Wrapped, passphrase: str) -> bytes:
    """The key; Locked when the passphrase is not the one that wrapped it."""
    pad, signing_key = _stretch(passphrase, wrapped.salt)
    if not hmac.compare_digest(_sign(signing_key, wrapped.salt, wrapped.hidden), wrapped.signature):
        raise Locked(
            "This passphrase does not open the desk.",
            "Check the keyboard layout and Caps Lock and type it again, or open the desk with its recovery code.",
        )
    return _xor(wrapped.hidden, pad)


def read_passphrase(fd: int) -> str:
    """The passphrase waiting on a file descriptor, up to its end, without one newline there; closes the descriptor."""
    hint = "Hand over a descriptor that is open for reading and holds the passphrase as UTF-8."
    try:
        with os.fdopen(fd, "rb") as source:
            found = source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise AppError(f"No passphrase can be read from file descriptor {fd}.", hint) from error
    if len(found) > MOST_BYTES:
        raise AppError(f"File descriptor {fd} holds far more than a passphrase.", hint)
    try:
        passphrase = found.decode()
    except UnicodeDecodeError:
        raise AppError(f"The passphrase on file descriptor {fd} is not text.", hint) from None  # the cause quotes it
    passphrase = passphrase.removesuffix("\r\n") if passphrase.endswith("\r\n") else passphrase.removesuffix("\n")
    if not passphrase:
        raise AppError(f"The passphrase on file descriptor {fd} is empty.", hint)
    return passphrase


def _stretch(passphrase: str, salt: bytes) -> tuple[bytes, bytes]:
    """Pad and signing key. The same letters typed on another system may be composed differently: NFC makes them one."""
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    both = hashlib.scrypt(text, salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=2 * KEY_BYTES)
    return both[:KEY_BYTES], both[KEY_BYTES:]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _sign(signing_key: bytes, salt: bytes, hidden: bytes) -> bytes:
    return hmac.digest(signing_key, salt + hidden, "sha256")
