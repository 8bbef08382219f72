"""Every page of the real desk with six accounts at all vendors, whatever keeps them: no words cut, nothing over it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.frame.navigation import PAGES
from desktop.ui.kit.theme import Choice
from desktop.vendors import VENDORS
from tests.app.real_desk import RealDesk, real_desk
from tests.app.sight import look

STALLED: Mapping[str, Any] = {"name": "stall", "where": {"method": "GET", "skip": 6}}
TROUBLES: Mapping[str, Mapping[str, Any]] = {
    "waiting": {"name": "throttle", "wait": "600"},
    "offline": {"name": "server_error", "status": 503},
    "sign_in": {"name": "unauthorized"},
}
"""The state of an account → the fault that brings it about."""
HELD: Mapping[str, Mapping[str, object]] = {"paused": {"paused": True}, "read_only": {"read_only": True}}
"""The state of an account → what its user has set."""


@asynccontextmanager
async def six(folder: Path, qapp: QApplication, fault: Mapping[str, Any] | None = None) -> AsyncIterator[RealDesk]:
    """A desk with one account at each vendor and a second at the first, in the program's own dress.

    `fault`: what happens to their requests from the beginning on.
    """
    async with real_desk(folder, orders=400 if fault else 20, accounts=0) as desk:
        desk.theme.apply(qapp)
        first = desk.there
        for vendor in VENDORS:
            desk.there = first.at(vendor)
            for number in range(2 if vendor == first.vendor else 1):
                if fault:
                    await desk.there.fault(**fault, times=None, account=desk.there.account(number).name)
                await desk.connect(number, waits=False)
        yield desk
        desk.theme.choose(Choice.SYSTEM)


def states(desk: RealDesk) -> list[str]:
    return [form.state for form in desk.session.backend.engine.forms]


async def look_at_all(desk: RealDesk) -> list[str]:
    found = []
    for name in PAGES:
        desk.window.pages.show_page(name)
        found += await look(desk, name)
    return found


async def test_six_accounts_that_load_are_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with six(tmp_path, qapp, STALLED) as desk:
        await desk.until(lambda: states(desk) == ["working"] * 6)
        assert await look_at_all(desk) == []


@pytest.mark.parametrize("state", HELD)
async def test_six_accounts_that_are_held_are_seen_whole(state: str, tmp_path: Path, qapp: QApplication) -> None:
    async with six(tmp_path, qapp) as desk:
        await desk.until(lambda: states(desk) == ["in_step"] * 6, patience=120.0)
        connections = desk.session.backend.engine.connections
        for account in tuple(desk.session.backend.engine.accounts):
            await desk.session.backend.worker.ask(partial(connections.change, account, **HELD[state]))
        await desk.until(lambda: states(desk) == [state] * 6)
        assert await look_at_all(desk) == []


@pytest.mark.parametrize("state", TROUBLES)
async def test_six_accounts_in_trouble_are_seen_whole(state: str, tmp_path: Path, qapp: QApplication) -> None:
    async with six(tmp_path, qapp) as desk:
        await desk.until(lambda: states(desk) == ["in_step"] * 6, patience=120.0)
        for vendor in VENDORS:
            await desk.there.at(vendor).fault(**TROUBLES[state], times=None)
        await desk.session.backend.worker.ask(desk.session.backend.engine.fetch_now)
        await desk.until(lambda: states(desk) == [state] * 6)
        assert await look_at_all(desk) == []
