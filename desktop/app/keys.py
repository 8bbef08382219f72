"""Opening the desk: its key from keyring or passphrase, or made in memory for a throw-away demo."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desktop.accounts import (
    Drawer,
    Secrets,
    Vault,
    Way,
    asked,
    key_from_recovery_code,
    memory_drawer,
    new_key,
    read_passphrase,
)
from desktop.app.backend import MakeSecrets
from desktop.errors import AppError, Locked, NoKeyring
from desktop.store import fingerprint, settings
from desktop.store.database import Connection
from desktop.store.schema import CACHE, DESK
from desktop.sync.worker import Worker

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A key that opens the desk, where its accounts' secrets lie, and that in words for the window."""

    key: bytes
    make_secrets: MakeSecrets
    words: str
    is_new: bool = False


FORGOTTEN = "\0forgotten"
"""Answer to the question for the passphrase: it is forgotten, the recovery code is to be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskKey:
    """What the user is asked when the key cannot simply be had; each returns None when he gives up.

    `choose` → a new passphrase; `passphrase` → the passphrase, or FORGOTTEN; `recover` → a recovery code as typed.
    Each gets the error that led to it, None at its first time.
    """

    choose: Callable[[AppError | None], Awaitable[str | None]]
    passphrase: Callable[[AppError | None], Awaitable[str | None]]
    recover: Callable[[AppError], Awaitable[str | None]]


async def key_of(options: Namespace, folder: Path, ask: AskKey, passphrase: str = "") -> "Opened | None":
    """The key as the command line has it: a throw-away demo's is made; a passphrase may have been handed over."""
    return in_memory() if _is_thrown_away(options) else await open_key(folder, passphrase, ask)


async def handed_over(options: Namespace) -> str:
    """The passphrase of --passphrase-fd, "" without; it can be read once. Raises AppError where it cannot be."""
    if options.passphrase_fd is None or _is_thrown_away(options):
        return ""
    return await asyncio.to_thread(read_passphrase, options.passphrase_fd)


def _is_thrown_away(options: Namespace) -> bool:
    return options.demo and options.data is None


def nobody_to_ask() -> AskKey:
    """Where no window can ask: each question ends the start, with what has to be handed over instead."""

    async def refuse(error: AppError | None) -> None:
        title = error.title if error is not None else "This desk is opened with its passphrase."
        raise Locked(title, "Hand a passphrase over with --passphrase-fd, or start the desk with its window.")

    return AskKey(choose=refuse, passphrase=refuse, recover=refuse)


def in_memory() -> Opened:
    """For a demo on a throw-away folder: nothing of its key outlives the program."""
    secrets = Secrets(memory_drawer())
    return Opened(
        key=new_key(), make_secrets=lambda desk, worker: secrets,
        words="This demo’s key is kept in memory only; its files are of no use afterwards.", is_new=True,
    )  # fmt: skip


async def open_key(folder: Path, passphrase: str, ask: AskKey) -> Opened | None:
    """The key of the desk in `folder`; None when the user gave up. Raises Locked when there is no way in."""
    vault = Vault(folder, lambda: any((folder / name).exists() for name in (DESK.file, CACHE.file)))
    is_new = vault.way() is Way.NEW
    answer: str | None = passphrase
    while answer is not None:
        try:
            key = await asked(vault.open, answer)
            return _opened(vault, key, is_new=is_new)
        except NoKeyring as error:
            answer = await ask.choose(error)
        except Locked as error:
            answer = await _unlock(vault, folder, ask, error, tried=answer)
    return None


async def _unlock(vault: Vault, folder: Path, ask: AskKey, error: Locked, *, tried: str) -> str | None:
    """The passphrase to try next ("" where the keyring has the key again); None when the user gave up."""
    if vault.way() is Way.PASSPHRASE:
        answer = await ask.passphrase(error if tried else None)
        if answer != FORGOTTEN:
            return answer
        error = Locked("The passphrase is forgotten.", "The recovery code opens the desk and sets a new one.")
    return await _recover(vault, folder, ask, error)


async def _recover(vault: Vault, folder: Path, ask: AskKey, why: AppError) -> str | None:
    """Take the key from a recovery code and keep it: by the keyring, else by a new passphrase, which is returned."""
    while (text := await ask.recover(why)) is not None:
        try:
            key = key_from_recovery_code(text)
            fingerprint.compare(folder, key)
        except AppError as error:
            why = error
            continue
        passphrase: str | None = await ask.choose(None) if vault.way() is Way.PASSPHRASE else ""
        while passphrase is not None:
            try:
                await asked(vault.recover, key, lambda found: _check(folder, found), passphrase)
                return passphrase
            except NoKeyring as error:
                passphrase = await ask.choose(error)
        return None
    return None


def _check(folder: Path, key: bytes) -> None:
    fingerprint.compare(folder, key)


def _opened(vault: Vault, key: bytes, *, is_new: bool) -> Opened:
    by_passphrase = vault.way() is Way.PASSPHRASE
    words = "Keys are protected by your passphrase." if by_passphrase else "Keys are kept in the system’s keyring."

    def make_secrets(desk: Connection, worker: Worker) -> Secrets:
        return vault.secrets(_drawer_in(desk, worker))

    return Opened(key=key, make_secrets=make_secrets, words=words, is_new=is_new)


def _drawer_in(desk: Connection, worker: Worker) -> Drawer:
    """The desk file as a drawer; called from short-lived threads, answered on the worker, which owns the file."""

    def get(name: str) -> str | None:
        return worker.give(lambda: _call(lambda: settings.secret(desk, name))).result()

    def put(name: str, text: str) -> None:
        worker.give(lambda: _call(lambda: settings.put_secret(desk, name, text))).result()

    def delete(name: str) -> None:
        worker.give(lambda: _call(lambda: settings.remove_secret(desk, name))).result()

    return Drawer(get=get, put=put, delete=delete)


async def _call(function: Callable[[], Given]) -> Given:
    return function()
