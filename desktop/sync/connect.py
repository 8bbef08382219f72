"""The connection test: nothing is saved before the vendor has answered; each failure has its own sentence."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from desktop.errors import AppError, NeedsLogin, Offline, Rejected, Throttled
from desktop.forms import Choice, Probe, TestReport
from desktop.sync.account import Account, Settings
from desktop.vendors.client import Client
from desktop.vendors.contract import UNREADABLE, Document, Json, ProbeStep, Vendor
from desktop.vendors.pacing import WAIT
from desktop.vendors.rows import cut, decode

T = TypeVar("T")
MakeClient = Callable[[Vendor, Mapping[str, str], Mapping[str, str]], Client]
"""(vendor, servers, credentials) → a line to it."""


def paced(make_client: MakeClient, told: Callable[[], None]) -> MakeClient:
    """Lines that tell when they are asked to wait, and when that is over."""

    def make(vendor: Vendor, servers: Mapping[str, str], credentials: Mapping[str, str]) -> Client:
        client = make_client(vendor, servers, credentials)
        client.paced = told
        return client

    return make


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsOf:
    """Where an account's secrets lie: (account id, name) → secret; several put at once; all of an account forgotten."""

    get: Callable[[str, str], Awaitable[str | None]]
    put: Callable[[str, Mapping[str, str]], Awaitable[None]]
    forget: Callable[[str], Awaitable[None]]

    async def all(self, account_id: str, vendor: Vendor) -> dict[str, str]:
        """Every secret that is kept of an account and can be read."""
        names = [wanted.name for wanted in vendor.credentials if wanted.editor == "secret"]
        try:
            return {name: secret for name in names if (secret := await self.get(account_id, name))}
        except NeedsLogin:
            return {}


NOT_FOR_US = (403, 404)
"""How a vendor says of an optional list that this account has none."""
AGAIN = "Test again later."
"""Said of a test where everything else waits and goes on by itself."""
NO_OFFERS: Mapping[str, tuple[Choice, ...]] = {}
UNREAD = "it works; the record it told of is listed as unreadable"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def known_credentials(
    vendor: Vendor, kept: Settings, secrets: SecretsOf
) -> tuple[dict[str, str], NeedsLogin | None]:
    """An account's credentials with the secrets that this computer keeps, and what is missing of them."""
    credentials = dict(kept.credentials)
    missing: NeedsLogin | None = None
    for wanted in vendor.credentials:
        if wanted.editor == "secret":
            try:
                credentials[wanted.name] = await secrets.get(kept.id, wanted.name) or ""
            except AppError as error:
                missing = NeedsLogin(error.title, error.hint)
            if missing is None and wanted.required and not credentials.get(wanted.name):
                title = f"The {wanted.label} of {kept.name} is no longer kept on this computer."
                missing = NeedsLogin(title, vendor.login_hint)
    return credentials, missing


def servers_of(vendor: Vendor, given: Mapping[str, str]) -> dict[str, str]:
    """The base URLs to use: those whose usual one lies below that of the first server lie below it wherever it is.

    Raises AppError for an address that is neither https nor on this computer.
    """
    servers: dict[str, str] = {}
    for server in vendor.servers:
        usual, first = str(server.value or ""), vendor.servers[0]
        address = (given.get(server.name) or usual).strip()
        if servers and address.rstrip("/") == usual and f"{usual}/".startswith(f"{first.value}/"):
            address = servers[first.name] + usual.removeprefix(str(first.value))
        scheme, host = _scheme_and_host(address)
        if not host or scheme not in ("http", "https"):
            raise AppError(f"“{address}” is not an address.", "Type it like https://example.com/api.")
        if scheme == "http" and host not in LOOPBACK:
            raise AppError(f"The address {host} is not secure.", "Only https is used; keys never go over an open line.")
        servers[server.name] = address.rstrip("/")
    return servers


def _scheme_and_host(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.hostname or ""


def credentials_of(vendor: Vendor, given: Mapping[str, str]) -> dict[str, str]:
    """The credentials, tidied. Raises AppError for a required one that is missing."""
    tidy = dict(vendor.tidy(given))
    for wanted in vendor.credentials:
        if wanted.required and not tidy.get(wanted.name):
            raise AppError(f"{wanted.label} is missing.", wanted.hint or "Fill it in, then test again.")
    return {wanted.name: tidy.get(wanted.name, "") for wanted in vendor.credentials}


def same_account(accounts: Iterable[Account], wanted: Settings, credentials: Mapping[str, str]) -> Account | None:
    """The account that is connected already and is what is wanted now, as far as the credentials tell."""
    for account in accounts:
        vendor, kept = account.vendor, account.settings
        if vendor.id == wanted.vendor and kept.servers == servers_of(vendor, wanted.servers):
            whose = vendor.identity(credentials_of(vendor, credentials))
            if whose and whose == vendor.identity(kept.credentials):
                return account
    return None


def already_connected(report: TestReport, name: str) -> TestReport:
    """The report of a connection that works and is there already."""
    hint = f"Every record would show twice. Sign in to “{name}” again if its credentials changed."
    return replace(report, title=f"This is connected already, as “{name}”.", hint=hint)


def called_off(report: TestReport) -> TestReport:
    """The report of a connection that works and is not wanted any more."""
    return replace(report, title="The test was called off.")


def of_another(report: TestReport, vendor: Vendor, kept: Settings, credentials: Mapping[str, str]) -> TestReport | None:
    """The report of credentials that work and open another account than the one kept; None where they open that."""
    own, found = vendor.identity(kept.credentials), vendor.identity(credentials_of(vendor, credentials))
    if own == found:
        return None
    hint = "Nothing was changed. To have both, connect the other one beside it."
    return replace(report, title=f"These credentials are those of {found}; “{kept.name}” is {own}.", hint=hint)


async def try_connection(
    vendor: Vendor, servers: Mapping[str, str], credentials: Mapping[str, str], make_client: MakeClient
) -> TestReport:
    """Ask what the vendor's probes ask, one by one, and report each step."""
    client = make_client(vendor, servers, credentials)
    host = urlsplit(next(iter(servers.values()), "")).hostname or vendor.label
    secure = all(urlsplit(address).scheme == "https" for address in servers.values())
    line = [f"Reached {host}", *(["Secure line, certificate valid"] if secure else [])]
    steps: list[Probe] = []
    found, offers, told = "", dict[str, tuple[Choice, ...]](), dict[str, Document]()
    probes = [probe for probe in vendor.probes if probe.applies(credentials)]
    began = asyncio.get_running_loop().time()
    try:
        for number, probe in enumerate(probes):
            try:
                answer = await client.send(probe.request, "opened")
                document = _told(answer.body, probe)
                offers |= _made(vendor, probe, NO_OFFERS, probe.offers, document)
                told[probe.label] = cut(answer.body, probe.rows)[0]
                words = _made(vendor, probe, UNREAD, probe.finds, document, credentials)
            except AppError as error:
                if number == 0:
                    steps += _line_as_seen(line, error, began)
                if probe.optional and isinstance(error, Rejected) and error.status in NOT_FOR_US:
                    steps.append(Probe(label=probe.label, ok=False, words=error.hint))
                    continue
                steps.append(_failed(probe.label, error, steps))
                rest = [Probe(label=other.label, ok=None, words="not tried") for other in probes[number + 1 :]]
                hint = error.hint.replace(WAIT, AGAIN)
                return TestReport(steps=(*steps, *rest), title=error.title, hint=hint, offers=offers)
            if number == 0:
                took = (asyncio.get_running_loop().time() - began) * 1000
                steps += [Probe(label=label, ok=True) for label in line]
                steps[0] = Probe(label=line[0], ok=True, words=f"{took:.0f} ms")
            found = words or found
            steps.append(Probe(label=probe.label, ok=True, words=words))
    finally:
        await client.close()
    return TestReport(steps=tuple(steps), found=found, offers=offers, usual=vendor.usual(told))


def _told(body: bytes, probe: ProbeStep) -> Document | None:
    """An answer as its probe reads it; None where it has rows and nobody can read one. A record that cannot be read is
    no trouble of the account: it is listed as it came. Raises AppError for a body that cannot be read itself.
    """
    envelope, raws = cut(body, probe.rows)
    rows = [row for raw in raws if isinstance(row := _readable(raw), dict)]
    document = {**envelope, probe.rows.member: rows} if probe.rows else envelope
    return document if rows or not raws else None


def _made(
    vendor: Vendor, probe: ProbeStep, unread: T, make: Callable[..., T], document: Document | None, *more: object
) -> T:  # fmt: skip
    """What a probe makes of an answer, `unread` of a record that is listed as unreadable.

    Raises AppError for an answer that is not what the credentials name, or cannot be understood.
    """
    try:
        return unread if document is None else make(document, *more)
    except UNREADABLE as error:
        if probe.rows is not None:
            return unread
        title = f"{vendor.label}’s answer could not be understood."
        raise Rejected(title, f"{AGAIN} ({error})", unclear=True) from error


def _readable(raw: bytes) -> Json:
    """A row decoded; None for one that nobody can read."""
    try:
        return decode(raw)
    except ValueError:
        return None


def _line_as_seen(line: list[str], error: AppError, began: float) -> list[Probe]:
    """How far the line itself came before the first failure."""
    if not isinstance(error, Offline) or "(HTTP" in error.title:
        return [Probe(label=label, ok=True) for label in line]
    if "secure line" in error.title:
        return [Probe(label=line[0], ok=True), *(Probe(label=label, ok=False) for label in line[1:])]
    return [Probe(label=line[0], ok=False), *(Probe(label=label, ok=None, words="not tried") for label in line[1:])]


def _failed(label: str, error: AppError, steps: list[Probe]) -> Probe:
    if not all(step.ok for step in steps):
        return Probe(label=label, ok=None, words="not tried")
    return Probe(label=label, ok=False, words=_what_happened(error))


def _what_happened(error: AppError) -> str:
    if isinstance(error, Throttled):
        return "has to wait"
    if isinstance(error.__cause__, Rejected):  # the sign-in: it may have said nothing that can be read
        error = error.__cause__
    return "refused" if isinstance(error, NeedsLogin) or (isinstance(error, Rejected) and error.words) else "no answer"
