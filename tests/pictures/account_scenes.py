"""Pictures of accounts: their dialogs, the form that connects them and what it says, and the states they may be in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desktop.forms import AccountState
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.filters.narrowing import Narrowing
from tests.pictures.real_desk import NOW
from tests.pictures.stage import Scene, Stage

NOBODY = "http://127.0.0.1:9"
"""A port of this computer at which nothing listens."""


async def connections(stage: Stage) -> None:
    stage.real.window.pages.show_page("connections")


async def name_dialog(stage: Stage) -> None:
    _act(stage, "rename")


async def removal(stage: Stage) -> None:
    _act(stage, "remove")


async def settings_dialog(stage: Stage) -> None:
    _act(stage, "options")


async def sign_in(stage: Stage) -> None:
    _act(stage, "sign_in")


# ── the form, and each sentence that it has for a failure ────────────────────────────────────────────────────────


async def empty_form(stage: Stage) -> None:
    await _form(stage)


async def missing(stage: Stage) -> None:
    """Nothing is typed but an address that is none: it is not even tried."""
    form = await _form(stage)
    _fill(form, {"Address": "orderdesk"})
    form.start()


async def wrong_key(stage: Stage) -> None:
    await _try(stage, api_key="half of the key")


async def wrong_store(stage: Stage) -> None:
    await _try(stage, store_id="99999")


async def no_line(stage: Stage) -> None:
    await _try(stage, api=NOBODY)


async def no_platform(stage: Stage) -> None:
    """Something answers there that is not the platform."""
    await stage.real.there("fault", name="html_200", times=1)
    await _try(stage)


async def in_trouble(stage: Stage) -> None:
    await stage.real.there("fault", name="server_error", status=503, times=1)
    await _try(stage)


async def too_fast(stage: Stage) -> None:
    await stage.real.there("fault", name="throttle", wait=40, times=1)
    await _try(stage)


async def already_there(stage: Stage) -> None:
    await _try(stage)


async def works(stage: Stage) -> None:
    """Only a test: all steps are good, and nothing is saved."""
    form = await _form(stage)
    _fill_in(stage, form, {})
    next(button for button in form.findChildren(QAbstractButton) if button.accessibleName() == "Only test").click()
    await stage.real.settle()


async def under_way(stage: Stage) -> None:
    """The platform takes its time."""
    await stage.real.there("fault", name="stall", times=1)
    form = await _form(stage)
    _fill_in(stage, form, {})
    form.start()
    stage.is_busy = True


async def _try(stage: Stage, **wrong: str) -> None:
    form = await _form(stage)
    _fill_in(stage, form, wrong)
    form.start()
    await stage.real.settle()


async def _form(stage: Stage) -> ConnectForm:
    real = stage.real
    real.window.pages.connect_account(real.desk.vendors()[0].id)
    await real.settle()
    return next(form for form in real.window.findChildren(ConnectForm) if form.isVisible())


def _fill_in(stage: Stage, form: ConnectForm, wrong: Mapping[str, str]) -> None:
    """What the first account is connected with, but for what shall be wrong."""
    vendor = stage.real.desk.vendors()[0]
    there: dict[str, Any] = stage.real.demo.description["vendors"][vendor.id]
    given = {**there["accounts"][0]["credentials"], **there["servers"], **wrong}
    _fill(form, {asked.label: str(given[asked.name]) for asked in (*vendor.credentials, *vendor.servers)})


def _fill(form: ConnectForm, texts: Mapping[str, str]) -> None:
    for line in form.findChildren(QLineEdit):
        if line.accessibleName() in texts:
            line.setText(texts[line.accessibleName()])


# ── states ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def paused(stage: Stage) -> None:
    account = stage.real.desk.accounts()[0].id
    await stage.real.desk.pause(account, True)
    await _until(stage, "paused")
    stage.afterwards = lambda: stage.real.desk.pause(account, False)
    await connections(stage)


async def read_only(stage: Stage) -> None:
    account = stage.real.desk.accounts()[0].id
    await stage.real.desk.set_read_only(account, True)
    await _until(stage, "read_only")
    stage.afterwards = lambda: stage.real.desk.set_read_only(account, False)
    await stage.narrow_to(stage.drafted)
    await stage.open("orders", stage.drafted.id)


async def offline(stage: Stage) -> None:
    """The line has been away for forty minutes."""
    await _cut_line(stage)
    await stage.narrow(Narrowing(text="umber"))


async def offline_accounts(stage: Stage) -> None:
    await _cut_line(stage)
    await connections(stage)

    async def mend() -> None:
        real = stage.real
        _set_clock(stage, NOW)
        await real.calm()
        await real.desk.fetch_now()
        await real.until(lambda: all(account.state == "in_step" for account in real.desk.accounts()))

    stage.afterwards = mend


async def paced(stage: Stage) -> None:
    """The second account is asked to wait; the first goes on."""
    real = stage.real
    await real.there("fault", 1, name="throttle", wait=40, times=1)
    await real.desk.fetch_now()
    await real.until(lambda: real.desk.accounts()[1].state == "waiting")
    await connections(stage)


async def refused(stage: Stage) -> None:
    """The key was changed at the platform: nothing is fetched until somebody signs in."""
    await stage.real.there("fault", name="unauthorized", times=None)
    await stage.real.desk.fetch_now()
    await _until(stage, "sign_in")
    await connections(stage)


async def _cut_line(stage: Stage) -> None:
    real = stage.real
    if all(account.state == "offline" for account in real.desk.accounts()):
        return
    await real.everywhere("fault", name="reset", times=None)
    await real.desk.fetch_now()
    await real.until(lambda: all(account.state == "offline" for account in real.desk.accounts()))
    _set_clock(stage, NOW + timedelta(minutes=40))


def _set_clock(stage: Stage, at: datetime) -> None:
    real = stage.real
    real.clock.at = at
    real.window.hide()
    real.window.show()  # the strip's own clock is told then
    real.window.activateWindow()


async def _until(stage: Stage, state: AccountState) -> None:
    await stage.real.until(lambda: stage.real.desk.accounts()[0].state == state)


def _act(stage: Stage, act: str) -> None:
    stage.real.window.pages.show_page("connections")
    table, account = stage.account_row()
    table.act_wanted.emit(account, act)


ACCOUNTS: Mapping[str, Scene] = {
    "connections": connections, "account-name": name_dialog, "account-removal": removal,
    "account-settings": settings_dialog, "sign-in": sign_in, "connect": empty_form, "connect-missing": missing,
    "connect-error": wrong_key, "connect-store": wrong_store, "connect-line": no_line,
    "connect-stranger": no_platform, "connect-trouble": in_trouble, "connect-pace": too_fast,
    "connect-twice": already_there, "connect-works": works, "connect-busy": under_way,
    "paused": paused, "read-only": read_only,
}  # fmt: skip

HARD_TIMES: Mapping[str, Scene] = {
    "offline": offline, "offline-accounts": offline_accounts, "paced": paced, "refused": refused,
}  # fmt: skip
"""In this order, and after all others: an account does not come out of them by itself."""
