"""The system's keyring: only one that encrypts, asked one call at a time and never waited for without end."""

from collections.abc import Callable
from functools import partial
from threading import Lock
from time import monotonic
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from desktop.accounts.drawers import Drawer
from desktop.accounts.threads import begun
from desktop.errors import AppError, NoKeyring

T = TypeVar("T")

SERVICE = "Wholedesk"
UNSAFE = ("keyrings.alt.", "keyring.backends.null.", "plaintext")
"""Parts of a backend's full name, in small letters: each of these writes plain text, or nothing at all."""

REASONS: tuple[tuple[type[Exception], str, str], ...] = (
    (
        NoKeyringError,
        "This computer offers no system keyring.",
        "Start the keyring of your desktop, such as GNOME Keyring or KWallet, and try again.",
    ),
    (KeyringLocked, "The system keyring is locked.", "Unlock it and try again."),
    (InitError, "The system keyring is locked.", "Unlock it and try again."),
    (
        TimeoutError,
        "The system keyring does not answer.",
        "Look for a window of it that waits for you, then try again.",
    ),
    (Exception, "The system keyring refuses to work with Wholedesk.", "Allow it in your system and try again."),
)


class SystemKeyring:
    """The keyring that `find` answers, None: the system's; a call that takes longer than `limit` seconds is given up.

    A call given up still runs to its end, and no other begins before: so it can never undo a later one.
    """

    def __init__(self, find: Callable[[], KeyringBackend] | None, limit: float) -> None:
        self._find = find or keyring.get_keyring
        self._limit = limit
        self._turn = Lock()

    def drawer(self, desk: str) -> Drawer:
        """The entries of the desk with this id; each function raises NoKeyring, with what to do now."""

        def get(name: str) -> str | None:
            return self._ask(lambda backend: backend.get_password(SERVICE, f"{desk} {name}"))

        def put(name: str, value: str) -> None:
            self._ask(lambda backend: _put(backend, f"{desk} {name}", value), quotable=False)

        def delete(name: str) -> None:
            self._ask(lambda backend: _delete(backend, f"{desk} {name}"))

        return Drawer(get=get, put=put, delete=delete)

    def _ask(self, call: Callable[[KeyringBackend], T], *, quotable: bool = True) -> T:
        """`quotable` is False for calls that carry a secret: a backend's own words might repeat it."""
        end = monotonic() + self._limit
        try:
            if not self._turn.acquire(timeout=self._limit):
                raise TimeoutError("an earlier call still runs")
            return begun(partial(self._call, call)).result(timeout=max(0.0, end - monotonic()))
        except AppError:
            raise
        except Exception as error:  # noqa: BLE001 (backends raise whatever their systems raise; here it becomes ours)
            title, hint = next((title, hint) for kind, title, hint in REASONS if isinstance(error, kind))
            raise NoKeyring(title, hint) from (error if quotable else None)

    def _call(self, call: Callable[[KeyringBackend], T]) -> T:
        try:
            backend = self._find()
            _check(backend)
            return call(backend)
        finally:
            self._turn.release()  # taken by the asker; released here, however late


def _check(backend: KeyringBackend) -> None:
    """Refuse a backend, or a chain that holds one, which is none at all or keeps what it is given in plain text."""
    if isinstance(backend, ChainerBackend):
        links: list[KeyringBackend] = list(backend.backends)
        for link in links:
            _check(link)
        if not links:
            raise NoKeyringError("an empty chain")
    if isinstance(backend, NoBackend):
        raise NoKeyringError("the backend that always fails")
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(backend).__mro__]
    if any(part in name.lower() for part in UNSAFE for name in names):
        raise NoKeyring(
            f"The system keyring ({names[0]}) would keep secrets in plain text, so it is not used.",
            "Set up a keyring that encrypts, such as GNOME Keyring or KWallet, and try again.",
        )


def _put(backend: KeyringBackend, name: str, value: str) -> None:
    backend.set_password(SERVICE, name, value)
    if backend.get_password(SERVICE, name) != value:
        raise NoKeyring("The system keyring did not keep what it was given.", "Check its settings and try again.")


def _delete(backend: KeyringBackend, name: str) -> None:
    if backend.get_password(SERVICE, name) is not None:  # a missing entry is an error to most backends
        backend.delete_password(SERVICE, name)
