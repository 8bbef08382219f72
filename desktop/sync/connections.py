"""The accounts: loaded, connected, changed, signed in again, removed; and the tasks that each of them lives by."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.errors import AppError, NeedsLogin
from desktop.forms import TestReport
from desktop.records import KINDS
from desktop.store import rows, settings
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account, Settings, row_of, settings_of
from desktop.sync.bell import Bell
from desktop.sync.connect import (
    MakeClient,
    already_connected,
    credentials_of,
    of_another,
    same_account,
    servers_of,
    try_connection,
)
from desktop.sync.journal import Journal
from desktop.sync.pending import Pending
from desktop.vendors.contract import Vendor

Life = Callable[[Account], Coroutine[object, object, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsOf:
    """Where an account's secrets lie: (account id, name) → secret; several put at once; all of an account forgotten."""

    get: Callable[[str, str], Awaitable[str | None]]
    put: Callable[[str, Mapping[str, str]], Awaitable[None]]
    forget: Callable[[str], Awaitable[None]]


class Connections:
    """Keeps `accounts` up to date with the desk file. `lives` are the tasks of an account that is not paused."""

    def __init__(
        self, desk: Connection, cache: Connection, vendors: Mapping[str, Vendor], accounts: dict[str, Account],
        make_client: MakeClient, secrets: SecretsOf, journal: Journal, pending: Pending, *,
        lives: tuple[Life, ...], prepare: Callable[[Account], None], bell: Bell, now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._desk, self._cache = desk, cache
        self._vendors, self._accounts = vendors, accounts
        self._make_client, self._secrets = make_client, secrets
        self._journal, self._pending = journal, pending
        self._lives, self._prepare, self._bell, self._now = lives, prepare, bell, now
        self._one_at_a_time = asyncio.Lock()  # of connecting: what is wanted twice at once is taken in once

    # ── lives ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def load(self) -> None:
        """Take up the accounts of the desk file; those of vendors that this program does not know stay there."""
        for row in settings.account_rows(self._desk):
            if row.vendor in self._vendors:
                await self._add(settings_of(row))
        await self._clear_remains()

    def let_all_go(self) -> None:
        for account in self._accounts.values():
            self._let_go(account)

    async def _add(self, kept: Settings) -> Account:
        vendor = self._vendors[kept.vendor]
        credentials = dict(kept.credentials)
        missing: AppError | None = None
        for wanted in vendor.credentials:
            if wanted.editor == "secret":
                try:
                    credentials[wanted.name] = await self._secrets.get(kept.id, wanted.name) or ""
                except AppError as error:
                    missing = NeedsLogin(error.title, error.hint)
                if missing is None and wanted.required and not credentials.get(wanted.name):
                    title = f"The {wanted.label} of {kept.name} is no longer kept on this computer."
                    missing = NeedsLogin(title, vendor.login_hint)
        account = Account(kept, vendor, self._make_client(vendor, kept.servers, credentials))
        self._accounts[kept.id] = account
        self._prepare(account)
        if missing is not None:
            account.fails(missing, self._now())
        return account

    def _let_go(self, account: Account) -> None:
        if account.settings.paused or account.is_locked_out:
            return
        account.working = True
        account.tasks = [asyncio.get_running_loop().create_task(life(account)) for life in self._lives]
        for task in account.tasks:
            task.add_done_callback(lambda ended: self._report(account, ended))

    def _report(self, account: Account, task: "asyncio.Task[None]") -> None:
        """A task that ends by an error is a fault of the program: shown and logged, never swallowed."""
        if task.cancelled() or (error := task.exception()) is None:
            return
        task.get_loop().call_exception_handler({"message": "a task of an account ended", "exception": error})
        trouble = AppError("Something went wrong in Wholedesk itself.", "Start it again; your unsent changes are kept.")
        account.fails(trouble, self._now())
        self._bell.ring(accounts=True)

    async def _hold(self, account: Account) -> None:
        """End an account's tasks; none is cut between its first and last commit, for commits never wait."""
        for task in account.tasks:
            task.cancel()
        await asyncio.gather(*account.tasks, return_exceptions=True)
        account.tasks = []

    async def close(self) -> None:
        """End everything."""
        for account in self._accounts.values():
            await self._hold(account)
            await account.client.close()

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

    async def connect(self, wanted: Settings, credentials: Mapping[str, str]) -> TestReport:
        """Try a connection and keep the account if it works and is not there yet: secrets first, then its settings."""
        report = await self.test(wanted.vendor, credentials, wanted.servers)
        if report.title:
            return report
        async with self._one_at_a_time:
            if (same := same_account(self._accounts.values(), wanted, credentials)) is not None:
                return already_connected(report, same.settings.name)
            return await self._take_in(wanted, credentials, report)

    async def _take_in(self, wanted: Settings, credentials: Mapping[str, str], report: TestReport) -> TestReport:
        vendor = self._vendors[wanted.vendor]
        position = max((account.settings.position for account in self._accounts.values()), default=0) + 1
        kept = replace(
            wanted, id=uuid.uuid4().hex[:12], position=position, servers=servers_of(vendor, wanted.servers),
            name=wanted.name.strip() or report.found or vendor.label,
        )  # fmt: skip
        kept = await self._keep_credentials(kept, credentials)
        self._keep(kept)
        self._journal.account(kept.id, kept.name, f"Connected to {vendor.label}.")
        self._let_go(await self._add(kept))
        self._bell.ring(accounts=True)
        return report

    async def sign_in(self, account_id: str, credentials: Mapping[str, str]) -> TestReport:
        """Try new credentials for an account that is there, and keep them if they work."""
        kept = self._accounts[account_id].settings
        whole = {**kept.credentials, **credentials}
        report = await self.test(kept.vendor, whole, kept.servers)
        if report.title:
            return report
        if strangers := of_another(report, self._vendors[kept.vendor], kept, whole):
            return strangers
        kept = await self._keep_credentials(kept, whole)
        await self._begin_anew(kept)
        self._journal.account(account_id, kept.name, "Signed in again.")
        return report

    async def readdress(self, account_id: str, servers: Mapping[str, str]) -> None:
        """Use other servers for an account."""
        kept = self._accounts[account_id].settings
        await self._begin_anew(replace(kept, servers=servers_of(self._vendors[kept.vendor], servers)))

    async def _keep_credentials(self, kept: Settings, credentials: Mapping[str, str]) -> Settings:
        vendor = self._vendors[kept.vendor]
        tidy = credentials_of(vendor, credentials)
        secret = {field.name: tidy[field.name] for field in vendor.credentials if field.editor == "secret"}
        await self._secrets.put(kept.id, secret)
        return replace(kept, credentials={name: value for name, value in tidy.items() if name not in secret})

    async def _begin_anew(self, kept: Settings) -> None:
        old = self._accounts[kept.id]
        await self._hold(old)
        await old.client.close()
        self._keep(kept)
        self._let_go(await self._add(kept))
        self._bell.ring(accounts=True)

    def _keep(self, kept: Settings) -> None:
        settings.put_account(self._desk, row_of(kept))

    # ── changing ──────────────────────────────────────────────────────────────────────────────────────────────

    async def change(self, account_id: str, **changes: object) -> None:
        """Rename, recolour, pause, make read-only …; kept, then acted upon."""
        account = self._accounts[account_id]
        self._keep(account.change(**changes))
        if account.settings.history_paused:
            account.open.clear()
        else:
            account.open.set()
        if "paused" in changes:
            await self._hold(account)
            self._let_go(account)
        account.send.set()
        self._bell.ring(accounts=True)

    async def remove(self, account_id: str) -> None:
        """Forget an account: its tasks, unsent changes, secrets and rows."""
        account = self._accounts[account_id]
        await self._hold(account)
        await account.client.close()
        await self._secrets.forget(account_id)
        for entry in [entry for entry in self._pending.all if entry.account == account_id]:
            self._pending.drop(entry)
        settings.remove_account(self._desk, account_id)
        del self._accounts[account_id]
        self._journal.account(account_id, account.settings.name, "Removed, with its secrets and its copy.")
        self._bell.ring(accounts=True)
        await self._clear(account_id)

    async def _clear(self, account_id: str) -> None:
        """Take an account's rows out of the copy, in slices."""
        done = False
        while not done:
            with transaction(self._cache):
                done = rows.remove_account(self._cache, account_id)
            for kind in KINDS:
                self._bell.ring(kind=kind)
            await asyncio.sleep(0)

    async def _clear_remains(self) -> None:
        """The program may have ended while it cleared an account that had been removed."""
        kept = {row.id for row in settings.account_rows(self._desk)}
        for account_id in {count.account for count in rows.counts(self._cache)} - kept:
            await self._clear(account_id)
