"""The accounts: loaded, connected, changed, signed in again, removed; one thing at a time to each of them."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from desktop.errors import AppError, NeedsLogin, Rejected
from desktop.forms import TestReport
from desktop.store import settings
from desktop.store.database import Connection
from desktop.sync.account import Account, Settings, options_of, row_of, settings_of
from desktop.sync.bell import Bell
from desktop.sync.choices import chosen, is_fetched_again
from desktop.sync.clearing import Clearing
from desktop.sync.connect import (
    MakeClient,
    SecretsOf,
    already_connected,
    called_off,
    credentials_of,
    known_credentials,
    of_another,
    same_account,
    servers_of,
    try_connection,
)
from desktop.sync.journal import Journal
from desktop.sync.lives import Lives
from desktop.sync.pending import Pending
from desktop.sync.remaking import Remaking
from desktop.vendors.contract import Vendor


class Connections:
    """Keeps `accounts` up to date with the desk file. Whatever is done to one account is done one after the other."""

    def __init__(
        self, desk: Connection, clearing: Clearing, vendors: Mapping[str, Vendor], accounts: dict[str, Account],
        make_client: MakeClient, secrets: SecretsOf, journal: Journal, pending: Pending, *,
        lives: Lives, remaking: Remaking, bell: Bell, now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._desk, self._clearing = desk, clearing
        self._vendors, self._accounts = vendors, accounts
        self._make_client, self._secrets = make_client, secrets
        self._journal, self._pending = journal, pending
        self._lives, self._remaking, self._bell, self._now = lives, remaking, bell, now
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._one_at_a_time = asyncio.Lock()  # of connecting: what is wanted twice at once is taken in once

    # ── lives ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def load(self) -> None:
        """Take up the accounts of the desk file; those of vendors that this program does not know stay there."""
        for row in settings.account_rows(self._desk):
            if row.vendor in self._vendors:
                await self._add(await self._clearing.copy(settings_of(row), self._now()))
        await self._clearing.remains()

    def let_all_go(self) -> None:
        for account in self._accounts.values():
            self._lives.begin(account)

    async def _add(self, kept: Settings) -> Account:
        vendor = self._vendors[kept.vendor]
        credentials, missing = await known_credentials(vendor, kept, self._secrets)
        account = Account(kept, vendor, self._make_client(vendor, kept.servers, credentials))
        self._accounts[kept.id] = account
        await self._remaking.begin(account)
        if missing := missing or (NeedsLogin(*kept.refused) if kept.refused else None):
            account.fails(missing, self._now())
        return account

    @asynccontextmanager
    async def _alone(self, account_id: str) -> AsyncIterator[Account]:
        """The account, while nothing else is done to it. Rejected when it was removed meanwhile."""
        async with self._locks[account_id]:
            account = self._accounts.get(account_id)
            if account is None:
                raise Rejected("This account is not connected any more.", "Connect it again.")
            yield account

    async def close(self) -> None:
        """End everything."""
        for account in self._accounts.values():
            await self._end(account)
            await account.client.close()

    async def _end(self, account: Account) -> None:
        await self._remaking.end(account)
        await self._lives.end(account)

    # ── connecting ────────────────────────────────────────────────────────────────────────────────────────────

    async def test(self, vendor_id: str, credentials: Mapping[str, str], servers: Mapping[str, str]) -> TestReport:
        """Try a connection; nothing is saved."""
        vendor = self._vendors[vendor_id]
        try:
            return await try_connection(
                vendor, servers_of(vendor, servers), credentials_of(vendor, credentials), self._make_client
            )
        except AppError as error:
            return TestReport(steps=(), title=error.title, hint=error.hint)

    async def connect(
        self, wanted: Settings, credentials: Mapping[str, str], is_off: Callable[[], bool] = lambda: False
    ) -> TestReport:
        """Try a connection and keep the account if it works and is not there yet: secrets first, then its settings.

        `is_off` is asked before each of the two: what was called off meanwhile leaves nothing behind.
        """
        report = await self.test(wanted.vendor, credentials, wanted.servers)
        if report.title:
            return report
        async with self._one_at_a_time:
            if (same := same_account(self._accounts.values(), wanted, credentials)) is not None:
                return already_connected(report, same.settings.name)
            if is_off():
                return called_off(report)
            return await self._take_in(wanted, credentials, report, is_off)

    async def _take_in(
        self, wanted: Settings, credentials: Mapping[str, str], report: TestReport, is_off: Callable[[], bool]
    ) -> TestReport:
        vendor = self._vendors[wanted.vendor]
        position = max((account.settings.position for account in self._accounts.values()), default=0) + 1
        kept = replace(
            wanted, id=uuid.uuid4().hex[:12], position=position, servers=servers_of(vendor, wanted.servers),
            name=wanted.name.strip() or report.found or vendor.label, options=chosen(wanted.options, report),
        )  # fmt: skip
        kept = await self._keep_credentials(kept, credentials)
        if is_off():
            await self._secrets.forget(kept.id)
            return called_off(report)
        try:
            self._keep(kept)
        except AppError:
            await self._secrets.forget(kept.id)
            raise
        self._journal.account(kept.id, kept.name, f"Connected to {vendor.label}.")
        self._lives.begin(await self._add(kept))
        self._bell.ring(accounts=True)
        return report

    async def sign_in(
        self, account_id: str, credentials: Mapping[str, str], is_off: Callable[[], bool] = lambda: False
    ) -> TestReport:
        """Try new credentials for an account that is there, and keep them if they work and are wanted still."""
        kept = self._accounts[account_id].settings
        whole = {**kept.credentials, **credentials}
        report = await self.test(kept.vendor, whole, kept.servers)
        if report.title:
            return report
        if strangers := of_another(report, self._vendors[kept.vendor], kept, whole):
            return strangers
        async with self._alone(account_id) as account:
            if is_off():
                return called_off(report)
            await self._begin_anew(account, await self._keep_credentials(account.settings, whole))
        self._journal.account(account_id, kept.name, "Signed in again.")
        return report

    async def readdress(self, account_id: str, servers: Mapping[str, str]) -> None:
        """Use other servers for an account; its copy is of the ones before, and is fetched again from these."""
        async with self._alone(account_id) as account:
            kept = account.settings
            now = replace(kept, servers=servers_of(self._vendors[kept.vendor], servers))
            if now != kept:
                await self._begin_anew(account, replace(now, confirmed=(), is_stale=True))

    async def _keep_credentials(self, kept: Settings, credentials: Mapping[str, str]) -> Settings:
        vendor = self._vendors[kept.vendor]
        tidy = credentials_of(vendor, credentials)
        secret = {field.name: tidy[field.name] for field in vendor.credentials if field.editor == "secret"}
        await self._secrets.put(kept.id, secret)
        open_ones = {name: value for name, value in tidy.items() if name not in secret}
        return replace(kept, credentials=open_ones, refused=())

    async def _begin_anew(self, old: Account, kept: Settings) -> None:
        self._keep(kept)
        await self._end(old)
        await old.client.close()
        self._lives.begin(await self._add(await self._clearing.copy(kept, self._now())))
        self._bell.ring(accounts=True)

    def _keep(self, kept: Settings) -> None:
        settings.put_account(self._desk, row_of(kept))

    # ── changing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def change(self, account_id: str, **changes: object) -> None:
        """Rename, recolour, pause, make read-only …; kept, then acted upon."""
        async with self._alone(account_id) as account:
            self._keep(replace(account.settings, **changes))  # type: ignore[arg-type]
            self._journal.changed(account.settings, changes)
            account.change(**changes)
            if account.settings.history_paused:
                account.open.clear()
            else:
                account.open.set()
            if "paused" in changes:
                await self._lives.end(account)
                self._lives.begin(account)
            account.send.set()
            self._bell.ring(accounts=True)

    async def set_options(self, account_id: str, options: Mapping[str, str]) -> None:
        """Give an account other options. What is shown is made again from the copy, and nobody is asked for it, unless
        they decide what is fetched: then that is fetched again. Rejected while that would leave changes without record.
        """
        async with self._alone(account_id) as account:
            known = {option.name: options[option.name] for option in account.vendor.options if option.name in options}
            kept = replace(account.settings, options=known)
            if is_fetched_again(account, options_of(account.vendor, kept), self._pending.all):
                await self._begin_anew(account, replace(kept, is_stale=True))
                return
            self._keep(kept)
            account.change(options=known)
            await self._remaking.begin(account)
            self._bell.ring(accounts=True)

    async def remove(self, account_id: str) -> None:
        """Forget an account: its secrets, tasks, unsent changes and rows. What refuses leaves it as it lives."""
        async with self._alone(account_id) as account:
            try:
                secrets = await self._secrets.all(account_id, account.vendor)
                await self._secrets.forget(account_id)
            except AppError as error:
                title = f"{account.settings.name} was not removed; it works as before."
                raise AppError(title, str(error)) from error
            await self._end(account)
            try:
                settings.remove_account(self._desk, account_id)
            except AppError:
                await self._secrets.put(account_id, secrets)
                await self._remaking.begin(account)
                self._lives.begin(account)
                raise
            del self._accounts[account_id]
            account.is_removed = True
            self._clearing.entries(account_id)  # before anybody else has a turn: they are not in the file any more
            self._journal.account(account_id, account.settings.name, "Removed, with its secrets and its copy.")
            await account.client.close()
            self._bell.ring(accounts=True)
        await self._clearing.rows(account_id)
