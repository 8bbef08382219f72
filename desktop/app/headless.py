"""The demo without a display: load everything, compare with the sandbox's own records, one JSON object, pictures."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from desktop.app import comparing
from desktop.app.backend import Backend
from desktop.errors import AppError
from desktop.forms import AccountForm
from desktop.records import KINDS
from desktop.ui.frame.navigation import PAGES
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Choice, Theme

PAINTED = 0.2
"""Seconds that a page gets to be painted."""
LOOK_EVERY = 0.05
"""Seconds between two looks at what has been loaded."""

Counts = Mapping[str, Mapping[str, int]]
"""By account and kind: how many records the copy has."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds from when the accounts began to be connected: until one had its first rows, and until it had all.

    One without any rows has the first ones when it is complete.
    """

    visible: float
    complete: float


def _at_once() -> bool:
    return True


async def load_all(
    backend: Backend, limit: float, *, has_begun: Callable[[], bool] = _at_once,
    is_connected: Callable[[], bool] = _at_once,
) -> dict[str, Took]:  # fmt: skip
    """Wait until all accounts are connected and in step; returns what each took, by its id, since it has begun.

    By their vendors' own pace that is long, so what is given up is a load that stands still: TimeoutError after `limit`
    seconds in which no account had anything more.
    """
    engine, began = backend.engine, time.monotonic()
    moved, loaded = began, _loaded(engine.forms)
    visible: dict[str, float] = {}
    took: dict[str, Took] = {}
    while not (is_connected() and engine.forms and len(took) == len(engine.forms)):
        if not has_begun():
            began = time.monotonic()
        seconds = time.monotonic() - began
        for form in engine.forms:
            if form.state == "sign_in" or type(engine.accounts[form.id].trouble) is AppError:
                raise AppError(f"{form.name}: {form.words}")
            is_complete = form.complete and form.state in ("in_step", "read_only")
            if is_complete or any(form.counts.values()):
                visible.setdefault(form.id, seconds)
            if is_complete:
                took.setdefault(form.id, Took(visible[form.id], seconds))
        if (now := _loaded(engine.forms)) != loaded:
            moved, loaded = time.monotonic(), now
        if time.monotonic() - moved > limit:
            waiting = ", ".join(f"{form.name}: {form.words}" for form in engine.forms if form.id not in took)
            raise TimeoutError(f"Nothing more was loaded within {limit:.0f} s ({waiting}).")
        await asyncio.sleep(LOOK_EVERY)
    return took


def _loaded(forms: Sequence[AccountForm]) -> tuple[object, ...]:
    """How far each account is; the same again says that nothing came."""
    return tuple((form.id, dict(form.counts), form.loading, form.progress, form.progress_words) for form in forms)


def summary(backend: Backend, took: Mapping[str, Took], counts: Counts) -> dict[str, Any]:
    """What is printed."""
    accounts: list[dict[str, Any]] = [
        {
            "vendor": form.vendor,
            "name": form.name,
            "state": form.state,
            **counts[form.id],
            "requests": backend.engine.accounts[form.id].client.requests,
            "visible": round(took[form.id].visible, 2),
            "seconds": round(took[form.id].complete, 2),
        }
        for form in backend.engine.forms
    ]
    totals = {name: sum(account[name] for account in accounts) for name in (*KINDS, "requests")}
    return {"accounts": accounts, "totals": totals}


async def compare(backend: Backend, description: Mapping[str, Any]) -> tuple[Counts, list[str]]:
    """How many records each account has, and every difference between the copy and the sandbox's, in words."""
    counts: dict[str, dict[str, int]] = {}
    differences: list[str] = []
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        for form in backend.engine.forms:
            account = backend.engine.accounts[form.id]
            ours = await asyncio.wrap_future(backend.long.ask(comparing.copied, account))
            counts[form.id] = {kind: len(ours[kind]) for kind in KINDS}
            for kind in KINDS:
                theirs = await _records(http, description, form, kind)
                found = comparing.differences(ours[kind], theirs)
                differences += [f"{form.name}, {kind}: {words}" for words in found]
    return counts, differences


async def _records(
    http: httpx.AsyncClient, description: Mapping[str, Any], form: AccountForm, kind: str
) -> Mapping[str, comparing.Hashes]:
    query = {"vendor": form.vendor, "account": form.name, "kind": kind}
    answer = await http.get(f"{description['control']}/records", params=query)
    answer.raise_for_status()
    return dict(answer.json()["records"])


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
