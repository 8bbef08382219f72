"""Where secrets lie: a drawer is three functions, and an account's secrets are one entry in it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from desktop.errors import NeedsLogin


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """Named texts in a safe place. `get` of an unknown name is None, `delete` of one is no error; all three block."""

    get: Callable[[str], str | None]
    put: Callable[[str, str], None]
    delete: Callable[[str], None]


def memory_drawer() -> Drawer:
    """A drawer that ends with the program, for a desk in a throw-away folder."""
    texts: dict[str, str] = {}

    def delete(name: str) -> None:
        texts.pop(name, None)

    return Drawer(get=texts.get, put=texts.__setitem__, delete=delete)


class Secrets:
    """What accounts sign in with, by account id and field name.

    All fields of one account are one entry, so an account is forgotten as a whole or not at all.
    Each call may raise NoKeyring.
    """

    __slots__ = ("_drawer", "_turn")

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        self._turn = Lock()  # a change reads the entry and writes it back: two at once would lose one

    def get(self, account: str, name: str) -> str | None:
        """The secret, None when there is none; NeedsLogin when the account's entry cannot be read."""
        text = self._drawer.get(_entry(account))
        fields = _fields(text)
        if text is not None and fields is None:
            raise NeedsLogin("The stored sign-in of this account cannot be read.", "Sign in to the account again.")
        return (fields or {}).get(name)

    def put(self, account: str, name: str, value: str) -> None:
        with self._turn:
            fields = _fields(self._drawer.get(_entry(account))) or {}
            self._drawer.put(_entry(account), json.dumps({**fields, name: value}))

    def delete(self, account: str, name: str) -> None:
        with self._turn:
            fields = _fields(self._drawer.get(_entry(account))) or {}
            if fields.pop(name, None) is None:
                return
            if fields:
                self._drawer.put(_entry(account), json.dumps(fields))
            else:
                self._drawer.delete(_entry(account))

    def forget(self, account: str) -> None:
        """Remove everything this account signs in with."""
        with self._turn:
            self._drawer.delete(_entry(account))


def _entry(account: str) -> str:
    return f"account {account}"


def _fields(text: str | None) -> dict[str, str] | None:
    """The fields of an account's entry; None when it is missing or is not one of ours."""
    try:
        fields = json.loads(text or "")
    except ValueError:
        return None
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        return None
    return fields
