"""Logins of accounts that are there: tried when the user asks, and those that were refused stay so over a restart."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from desktop.errors import AppError
from desktop.forms import TestReport
from desktop.store import settings
from desktop.store.database import Connection
from desktop.store.failures import in_words
from desktop.sync.account import Account, row_of
from desktop.sync.connect import MakeClient, SecretsOf, known_credentials, try_connection


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


def keep_confirmed(desk: Connection, accounts: Iterable[Account]) -> None:
    """Keep which addresses have answered of those that are only guessed: from then on their 404 means what it says."""
    for account in accounts:
        confirmed = tuple(sorted(account.client.confirmed))
        if confirmed != tuple(account.settings.confirmed):
            with suppress(AppError), in_words():
                settings.put_account(desk, row_of(replace(account.settings, confirmed=confirmed)))
                account.change(confirmed=confirmed)


async def test_again(account: Account, secrets: SecretsOf, make_client: MakeClient) -> TestReport:
    """Try the connection of an account with what this computer keeps of it; nothing is changed by it."""
    kept = account.settings
    credentials, missing = await known_credentials(account.vendor, kept, secrets)
    if missing is not None:
        return TestReport(steps=(), title=missing.title, hint=missing.hint)
    return await try_connection(account.vendor, kept.servers, credentials, make_client)
