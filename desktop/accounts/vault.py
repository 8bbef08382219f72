"""The desk's key: made once, kept by the system keyring or wrapped by a passphrase, and never replaced unawares."""

import secrets
from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.accounts.drawers import Drawer, Secrets
from desktop.accounts.note import Note, read_note, write_note
from desktop.accounts.passphrase import KEY_BYTES, unwrap, wrap
from desktop.errors import Locked, NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from desktop.accounts.system import SystemKeyring

KEY = "key"  # the name of its entry in the keyring, after the desk's id
SAFE = "Nothing was deleted: orders and unsent edits are still in their files."


class Way(StrEnum):
    """How a desk is opened."""

    NEW = "new"  # nothing there yet, nothing to lose: `open` makes a key
    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 (the word, not one)
    LOST = "lost"  # files without a word on their key: only the recovery code opens them


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


class Vault:
    """The key of the desk in `folder`, and where its accounts' secrets lie. All but `way` block and may take `limit`.

    `has_files` answers whether files of this desk exist that only its key opens: then no other key is ever made.
    `find` (None: the one that the system has) and `limit` (seconds) are for the keyring; `at` is told each place where
    a crash would be felt.
    """

    def __init__(
        self,
        folder: Path,
        has_files: Callable[[], bool],
        *,
        find: "Callable[[], KeyringBackend] | None" = None,
        limit: float = 10.0,
        at: Callable[[str], None] = lambda place: None,
    ) -> None:
        self._folder = folder
        self._has_files = has_files
        self._find = find
        self._limit = limit
        self._at = at

    @cached_property
    def _keyring(self) -> "SystemKeyring":
        from desktop.accounts.system import SystemKeyring  # a desk that a passphrase opens starts without reading it

        return SystemKeyring(self._find, self._limit)

    def way(self) -> Way:
        """How `open` would go about it now; reads one small file."""
        note = read_note(self._folder)
        if note is None:
            return Way.LOST if self._has_files() else Way.NEW
        return Way.KEYRING if note.wrapped is None else Way.PASSPHRASE

    def open(self, passphrase: str = "") -> bytes:
        """The key. A new desk's is made and kept: wrapped where a passphrase is given, else by the keyring.

        NoKeyring: a new desk has no safe place for its key and may be given a passphrase instead.
        Locked: a key exists and cannot be had; what its hint names is a way out, and `recover` is always one.
        """
        note = read_note(self._folder)
        if note is None and self._has_files():
            raise Locked(
                "The file that says where this desk’s key lies is missing or damaged.",
                f"Open the desk with its recovery code. {SAFE}",
            )
        if note is None:
            return self._begin(passphrase)
        if note.wrapped is None:
            return self._from_keyring(note, passphrase)
        if not passphrase:
            raise Locked("This desk is opened with its passphrase.", "Type the passphrase, or use the recovery code.")
        return unwrap(note.wrapped, passphrase)

    def recover(self, key: bytes, check: Callable[[bytes], None], passphrase: str = "") -> None:
        """Keep a key that came from a recovery code: by a new passphrase where one is given, else by the keyring.

        `check` raises when the key does not open the desk's files; then nothing is changed. Secrets stay where they
        are: after a change from keyring to passphrase, or back, the accounts have to sign in again.
        """
        check(key)
        note = read_note(self._folder)
        self._keep(key, note.id if note else _new_id(), passphrase)

    def secrets(self, in_desk: Drawer) -> Secrets:
        """The accounts' secrets: in the keyring, or, where a passphrase opens the desk, in its file by `in_desk`."""
        note = read_note(self._folder)
        if note is None:
            raise Locked("The file that says where this desk’s secrets lie is missing.", "Start Wholedesk again.")
        return Secrets(self._keyring.drawer(note.id) if note.wrapped is None else in_desk)

    def _begin(self, passphrase: str) -> bytes:
        """Under an id that was never used: a keyring that is slow to store an earlier try cannot overwrite this key."""
        key = new_key()
        try:
            self._keep(key, _new_id(), passphrase)
        except NoKeyring as error:
            raise NoKeyring(error.title, f"{error.hint} Or choose a passphrase that protects the desk.") from error
        return key

    def _keep(self, key: bytes, desk: str, passphrase: str) -> None:
        """The note comes last: it promises what is then already safe."""
        wrapped = wrap(key, passphrase) if passphrase else None
        self._at("before key")
        if wrapped is None:
            self._keyring.drawer(desk).put(KEY, key.hex())
            self._at("key kept, before note")
        write_note(self._folder, Note(id=desk, wrapped=wrapped))
        self._at("note written")

    def _from_keyring(self, note: Note, passphrase: str) -> bytes:
        try:
            text = self._keyring.drawer(note.id).get(KEY)
        except NoKeyring as error:
            if not self._has_files():
                return self._begin(passphrase)
            raise Locked(error.title, f"{error.hint} Or open the desk with its recovery code. {SAFE}") from error
        key = _key(text)
        if key is not None:
            return key
        if not self._has_files():
            return self._begin(passphrase)
        raise Locked(
            f"This desk’s key is {'no longer in' if text is None else 'damaged in'} the system keyring.",
            f"Open the desk with its recovery code. {SAFE}",
        )


def _new_id() -> str:
    return secrets.token_hex(8)


def _key(text: str | None) -> bytes | None:
    """The key in an entry of the keyring; None when it is missing or is no key."""
    try:
        key = bytes.fromhex(text or "")
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None
