"""The demo without a display: load everything, compare with the sandbox's own records, one JSON object, pictures."""

import asyncio
import hashlib
import json
import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx

from desktop.app.backend import Backend
from desktop.errors import AppError
from desktop.forms import AccountForm
from desktop.records import KINDS, Customer
from desktop.store import lookups
from desktop.store.database import Connection
from desktop.store.rows import Stored, shares_of
from desktop.sync.account import Account
from desktop.ui.frame.navigation import PAGES
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Choice, Theme
from desktop.vendors.contract import folded
from desktop.vendors.rows import decode

PAINTED = 0.2
"""Seconds that a page gets to be painted."""
SETTLED = 0.2
"""Seconds between two looks at whether everything is loaded."""


async def load_all(backend: Backend, limit: float) -> dict[str, float]:
    """Wait until every account is in step; returns the seconds that each took. TimeoutError after `limit` seconds."""
    began = time.monotonic()
    took: dict[str, float] = {}
    while True:
        forms = backend.engine.forms
        for form in forms:
            if form.complete and form.state in ("in_step", "read_only") and form.id not in took:
                took[form.id] = time.monotonic() - began
            if form.state == "sign_in" or type(backend.engine.accounts[form.id].trouble) is AppError:
                raise AppError(f"{form.name}: {form.words}")
        if forms and len(took) == len(forms):
            return took
        if time.monotonic() - began > limit:
            waiting = ", ".join(f"{form.name}: {form.words}" for form in forms if form.id not in took)
            raise TimeoutError(f"Not everything was loaded within {limit:.0f} s ({waiting}).")
        await asyncio.sleep(SETTLED)


async def summary(
    backend: Backend, description: Mapping[str, Any], took: Mapping[str, float]
) -> tuple[dict[str, Any], list[str]]:
    """What is printed, and every difference between the copy and the sandbox's records, in words."""
    accounts: list[dict[str, Any]] = []
    differences: list[str] = []
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        for form in backend.engine.forms:
            ours = await asyncio.wrap_future(backend.long.ask(_hashes, backend.engine.accounts[form.id]))
            for kind in KINDS:
                theirs = await _records(http, description, form, kind)
                differences += _differences(form.name, kind, ours[kind], theirs)
            accounts.append(
                {
                    "vendor": form.vendor,
                    "name": form.name,
                    "state": form.state,
                    **{kind: len(ours[kind]) for kind in KINDS},
                    "requests": backend.engine.accounts[form.id].client.requests,
                    "seconds": round(took[form.id], 2),
                }
            )
    totals = {name: sum(account[name] for account in accounts) for name in (*KINDS, "requests")}
    return {"accounts": accounts, "totals": totals}, differences


async def _records(
    http: httpx.AsyncClient, description: Mapping[str, Any], form: AccountForm, kind: str
) -> Mapping[str, str]:
    query = {"vendor": form.vendor, "account": form.name, "kind": kind}
    answer = await http.get(f"{description['control']}/records", params=query)
    answer.raise_for_status()
    return dict(answer.json()["records"])


def _differences(name: str, kind: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    missing, more = theirs.keys() - ours.keys(), ours.keys() - theirs.keys()
    other = [key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]]
    found = [("missing here", missing), ("not there", more), ("with another content", other)]
    return [f"{name}: {len(keys)} {kind} {words}, for example {min(keys)}." for words, keys in found if keys]


def _hashes(db: Connection, account: Account) -> dict[str, dict[str, str]]:
    """For each kind, the hash of every record's content as it lies in the copy, by its key."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for stored in lookups.all_records(db, account.id):
        if not stored.gone and not stored.owner:
            content = canonical(_content(db, account, stored))
            found[stored.kind][stored.key] = hashlib.sha256(content.encode()).hexdigest()
    return found


def _content(db: Connection, account: Account, stored: Stored) -> Any:  # noqa: ANN401 - any JSON
    resource = account.vendor.resources[stored.kind]
    if resource.fold is None:
        return decode(stored.documents[resource.part])
    customer = folded(resource.fold(account.context), shares_of(db, stored))
    if not isinstance(customer, Customer):
        raise TypeError(f"{stored.kind} are not compared here")
    return _derived(stored.key, customer)


def _derived(key: str, customer: Customer) -> dict[str, Any]:
    """A derived customer in the words of the sandbox's own derivation."""

    def stamp(at: Any) -> str:  # noqa: ANN401
        return at.strftime("%Y-%m-%d %H:%M:%S") if at else ""

    return {
        "key": key, "name": customer.name, "company": customer.company, "email": customer.email,
        "phone": customer.phone, "orders": customer.orders, "canceled": customer.cancelled,
        "sum": customer.total or Decimal(0), "first": stamp(customer.first_order_at),
        "last": stamp(customer.last_order_at),
    }  # fmt: skip


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON
    """One way to write any JSON: keys sorted, numbers as the shortest plain decimals, nothing escaped needlessly."""
    if isinstance(value, dict):
        members = (f"{canonical(name)}:{canonical(value[name])}" for name in sorted(value))
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        plain = format(Decimal(value), "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return "0" if plain in ("-0", "") else plain
    return json.dumps(value, ensure_ascii=False)


async def pictures(window: Window, theme: Theme, folder: Path) -> list[str]:
    """Save a picture of every page in both themes; returns their paths."""
    files = []
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.choose(choice)
        for page in PAGES:
            window.pages.show_page(page)
            await window.tasks.idle()
            await asyncio.sleep(PAINTED)
            path = folder / f"{page}-{choice.name.lower()}.png"
            window.grab().save(str(path))
            files.append(str(path))
    return files
