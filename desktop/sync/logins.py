"""Logins that were refused stay refused over a restart."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from desktop.errors import AppError
from desktop.store import settings
from desktop.store.database import Connection
from desktop.store.failures import in_words
from desktop.sync.account import Account, row_of


def keep_refusals(desk: Connection, accounts: Iterable[Account]) -> None:
    """Keep each login that was refused since: platforms count failures and lock the user, so none is repeated by
    itself, not at the next start either. A full disk is no reason not to tell the refusal.
    """
    for account in accounts:
        refused = account.client.refused
        if refused is None or account.settings.refused:
            continue
        told = (refused.title, refused.hint)
        with suppress(AppError), in_words():
            settings.put_account(desk, row_of(replace(account.settings, refused=told)))
            account.change(refused=told)
