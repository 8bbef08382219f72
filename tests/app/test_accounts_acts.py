"""Connections in the real window: the form of a real platform, and each act of an account's menu."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from keyring.errors import KeyringError, KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.forms import AccountForm
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.parts.notices import ErrorBox, Notice
from desktop.ui.tables.row_table import RowTable
from tests.app.real_desk import CONTROL, RealDesk, real_desk
from tests.ui.sight import focused

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


def account(desk: RealDesk) -> AccountForm:
    (form,) = desk.session.backend.engine.forms
    return form


async def press(desk: RealDesk, name: str) -> None:
    """An act of the only account's row."""
    desk.window.pages.show_page("connections")
    tables = desk.window.findChildren(RowTable)
    table = (await desk.until(lambda: [table for table in tables if table.isVisible()]))[0]
    table.act_wanted.emit(account(desk).id, name)


def fields(form: ConnectForm) -> Sequence[QLineEdit]:
    return [line for line in form.findChildren(QLineEdit) if line.isVisible()]


def type_address(desk: RealDesk, form: ConnectForm) -> None:
    """Have the form connect to the sandbox."""
    desk.buttons("Advanced", form)[0].click()
    address = fields(form)[-1]
    address.setFocus()
    address.selectAll()
    desk.type(next(iter(desk.there.described["servers"].values())))


async def draft(desk: RealDesk) -> None:
    """Edit the first order, and leave it so: a letter more in its e-mail address."""
    await desk.open_row()
    desk.field("email").setFocus()
    desk.key(Qt.Key.Key_F2)
    desk.type("x")
    desk.key(Qt.Key.Key_Return)
    await desk.until(desk.drafted)


async def test_an_account_is_connected_by_what_is_typed(tmp_path: Path) -> None:
    async with real_desk(tmp_path, accounts=0) as desk:
        found = desk.there.described
        typed = list(found["accounts"][0]["credentials"].values())
        await desk.until(lambda: desk.window.pages.name == "connections")
        desk.key(Qt.Key.Key_1)
        form = desk.window.findChildren(ConnectForm)[0]
        for text in (f"  {typed[0]} ", typed[1][:-2]):
            desk.type(text)
            desk.key(Qt.Key.Key_Tab)
        type_address(desk, form)
        desk.key(Qt.Key.Key_Return, CONTROL)
        box = form.findChildren(ErrorBox)[0]
        await desk.until(box.accessibleName)
        assert "did not accept this API key" in box.accessibleName()
        assert not desk.session.backend.engine.forms
        secret = fields(form)[2]
        secret.setFocus()
        secret.selectAll()
        desk.type(f" {typed[1]}  ")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.session.backend.engine.forms)
        await desk.in_step()
        await desk.begin()
        assert len(desk.page.table.rows) == 30


WAYS = ("Escape", "Cancel", "Close", "another page")


async def type_account(desk: RealDesk) -> ConnectForm:
    """Fill in the form of the sandbox's first account."""
    found = desk.there.described
    await desk.until(lambda: desk.window.pages.name == "connections")
    desk.key(Qt.Key.Key_1)
    form = desk.window.findChildren(ConnectForm)[0]
    for text in found["accounts"][0]["credentials"].values():
        desk.type(text)
        desk.key(Qt.Key.Key_Tab)
    type_address(desk, form)
    return form


@pytest.mark.parametrize("way", WAYS)
async def test_an_account_that_is_called_off_while_its_test_runs_is_not_saved_when_it_passes(
    tmp_path: Path, way: str
) -> None:
    async with real_desk(tmp_path, accounts=0) as desk:
        form = await type_account(desk)
        await desk.there.fault("drip", amount=0.003)  # the first answer is long in coming
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.seen)
        if way == "Escape":
            desk.key(Qt.Key.Key_Escape)
        elif way == "another page":
            desk.window.pages.show_page("journal")
        else:
            next(each for each in form.findChildren(QPushButton) if each.accessibleName() == way).click()
        await desk.until(lambda: desk.there.seen == 2)  # the first answer was good: the test goes on, and passes
        other = await desk.connect(1)
        assert list(desk.session.backend.engine.accounts) == [other]
        assert desk.keeps_secrets_of() == {other}


async def test_pausing_and_going_on(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await press(desk, "pause")
        await desk.until(lambda: account(desk).state == "paused")
        await press(desk, "go_on")
        await desk.until(lambda: account(desk).state == "in_step")


async def test_loading_history_is_paused_and_goes_on(tmp_path: Path) -> None:
    async with real_desk(tmp_path, accounts=0) as desk:
        await desk.there.fault("reset", times=None, where={"path": "/orders$", "query": "limit=500"})
        await desk.connect(waits=False)
        await press(desk, "pause_history")
        await desk.until(lambda: account(desk).history_paused)
        desk.there.mend()
        await press(desk, "load_history")
        await desk.in_step()
        assert not account(desk).history_paused


async def test_a_read_only_account_says_so_and_lets_nothing_be_typed(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await press(desk, "read_only")
        await desk.until(lambda: account(desk).read_only)
        await desk.begin()
        await desk.open_row()
        assert desk.pane.details.first_row(editable=True) is None
        assert "read-only" in desk.field("email").field.locked
        await press(desk, "allow_sending")
        await desk.until(lambda: not account(desk).read_only)
        await desk.begin()
        await desk.until(lambda: desk.pane.details.first_row(editable=True))


async def test_an_account_gets_another_name_and_colour(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await press(desk, "rename")
        await desk.until(lambda: focused(desk.window).window() in desk.dialogs())
        desk.type("Pier")
        await desk.press("Keep")
        await desk.until(lambda: account(desk).name == "Pier")
        await desk.reopen()
        assert account(desk).name == "Pier"


async def test_another_currency_is_shown_at_once_and_after_a_restart_and_nobody_is_asked(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        asked = desk.there.seen
        await press(desk, "options")
        await desk.until(lambda: focused(desk.window).window() in desk.dialogs())
        desk.type("CHF")
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: account(desk).options == {"currency": "CHF"})
        await desk.begin("stock")
        await desk.until(lambda: {row.values["currency"] for row in desk.page.table.rows} == {"CHF"})
        assert desk.there.seen == asked
        await desk.open_row()
        assert desk.field("price").field.currency == "CHF"
        await desk.reopen()
        await desk.begin("stock")
        assert {row.values["currency"] for row in desk.page.table.rows} == {"CHF"}


async def test_signing_in_again_with_a_wrong_key_changes_nothing(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await press(desk, "sign_in")
        form = desk.window.findChildren(ConnectForm)[0]
        desk.type("wrong")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(form.findChildren(ErrorBox)[0].accessibleName)
        assert account(desk).state == "in_step"


TROUBLES = (
    (KeyringError("denied"), "refuses to work with Wholedesk. Allow it in your system and try again."),
    (KeyringLocked("locked"), "is locked. Unlock it and try again."),
)


@pytest.mark.parametrize(("trouble", "words"), TROUBLES, ids=["refuses", "locked"])
async def test_an_account_whose_secret_cannot_be_forgotten_stays_whole(
    tmp_path: Path, trouble: Exception, words: str
) -> None:
    async with real_desk(tmp_path) as desk:
        await draft(desk)
        key, before = desk.page.table.rows[0].key, desk.outbox()
        desk.keyring.trouble = trouble
        await press(desk, "remove")
        await desk.press("Throw them away and remove")
        name = account(desk).name
        told = f"{name} was not removed; it works as before. The system keyring {words}"
        await desk.until(lambda: [each for each in desk.window.findChildren(Notice) if each.accessibleName() == told])
        assert account(desk).state == "in_step"
        assert desk.outbox() == before
        assert desk.keeps_secrets_of() == {account(desk).id}
        await desk.begin()
        assert len(desk.page.table.rows) == 30
        await desk.open_row()
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key)["email"].endswith("x")
        desk.keyring.trouble = None
        await press(desk, "remove")
        await desk.press("Remove")
        await desk.until(lambda: not desk.session.backend.engine.forms)
        assert desk.keeps_secrets_of() == set()


async def test_removing_an_account_asks_about_what_was_not_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await draft(desk)
        await press(desk, "remove")
        await desk.until(desk.dialogs)
        assert "1 change has not been sent yet." in desk.dialogs()[0].accessibleDescription()
        await desk.press("Throw them away and remove")
        await desk.until(lambda: not desk.session.backend.engine.forms)
        assert desk.outbox() == ()
        desk.window.pages.show_page("orders")
        await desk.until(lambda: not desk.page.table.rows)
