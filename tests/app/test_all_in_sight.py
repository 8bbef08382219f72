"""Every page, pane and dialog of the real desk on the sandbox's own records: no words cut, nothing over anything."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from desktop.records import KINDS
from desktop.sync.engine import Terms
from desktop.ui.connections.connect_form import ConnectForm
from desktop.ui.filters.kinds import FILTERS
from desktop.ui.filters.narrowing import Narrowing
from desktop.ui.frame.navigation import PAGES, Navigation
from desktop.ui.kit.theme import Choice
from desktop.ui.outbox.asked import AskedPane
from desktop.ui.outbox.conflict import ConflictPane
from desktop.ui.parts.strip import Light
from desktop.ui.tables.row_table import RowTable
from desktop.vendors import VENDORS
from tests.app.real_desk import CONTROL, TERMS, RealDesk, real_desk
from tests.app.sight import SIZES, at_rest, look, over
from tests.ui.sight import faults

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it

NOTE = "Back door, ring twice. No substitutes, please; the chef calls at six if the fish is late again."
LONG = Terms(grace=timedelta(hours=1), settle=TERMS.settle, pauses=TERMS.pauses)


@asynccontextmanager
async def dressed(folder: Path, qapp: QApplication, terms: Terms = TERMS, vendor: str = "") -> AsyncIterator[RealDesk]:
    """A desk of two accounts in the program's own dress."""
    async with real_desk(folder, orders=60, accounts=2, terms=terms, vendor=vendor) as desk:
        desk.theme.apply(qapp)
        await desk.until(
            lambda: all(form.complete and form.state == "in_step" for form in desk.session.backend.engine.forms),
            patience=60.0,
        )
        lights = desk.window.findChildren(Light)
        await desk.until(lambda: all("In step" in light.accessibleName() for light in lights))  # the window knows it
        yield desk
        desk.theme.choose(Choice.SYSTEM)


async def look_over(desk: RealDesk, name: str) -> list[str]:
    """The same for what has opened over the window, which is closed then."""
    await desk.until(lambda: over(desk))
    found = await look(desk, name)
    for one in over(desk):
        one.close()
    await desk.until(lambda: not over(desk))
    return found


async def test_every_page_is_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with dressed(tmp_path, qapp) as desk:
        found = []
        for name in PAGES:
            desk.window.pages.show_page(name)
            found += await look(desk, name)
        await desk.begin()
        desk.page.rows.narrow(Narrowing(text="nobody of that name"))
        found += await look(desk, "nothing found")
        assert found == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("vendor", VENDORS)
async def test_every_tab_of_every_record_is_seen_whole(
    vendor: str, kind: str, tmp_path: Path, qapp: QApplication
) -> None:
    async with dressed(tmp_path, qapp, vendor=vendor) as desk:
        await desk.begin(kind)
        found = []
        for line in (0, 5):
            await desk.open_row(line)
            for tab in range(desk.pane.tabs.count()):
                desk.pane.tabs.setCurrentIndex(tab)
                if desk.pane.lines.isVisible() and (rows := desk.pane.lines.view.table.lines()):
                    desk.pane.lines.view.table.choose(rows[0].key)
                found += await look(desk, f"{kind} {line} {desk.pane.tabs.key}")
        assert found == []


async def test_a_changed_day_and_time_is_seen_whole_in_every_record(tmp_path: Path, qapp: QApplication) -> None:
    """Records have other fields than the one before them: their rows are used again in another order."""
    async with dressed(tmp_path, qapp) as desk:
        desk.window.resize(*SIZES[0])
        found = []
        for line in range(0, 20, 4):
            await desk.open_row(line)
            desk.field("placed_at").setFocus()
            desk.overtype("19/02/2026 23:30")
            desk.key(Qt.Key.Key_Return)
            await desk.until(lambda: desk.field("placed_at").value.old is not None)
            await desk.window.tasks.idle()
            await at_rest(desk)
            found += faults(desk.window)
        assert found == []


def menu(desk: RealDesk) -> QMenu:
    """The menu of acts that is open."""
    return next(each for each in desk.pane.findChildren(QMenu) if each.isVisible())


async def test_every_dialog_and_menu_over_an_order_is_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with dressed(tmp_path, qapp) as desk:
        await desk.open_row()
        desk.pane.show_menu()
        labels = [action.text() for action in menu(desk).actions() if action.isEnabled()]
        assert len(labels) > 4
        found = await look_over(desk, "menu")
        for label in labels:
            desk.pane.show_menu()
            opened = menu(desk)
            next(action for action in opened.actions() if action.text() == label).trigger()
            opened.close()
            found += await look_over(desk, label)
        for offered in (each for each in FILTERS["orders"] if each.means != "flag"):
            desk.page.filters.edit(offered.column)
            found += await look_over(desk, f"filter {offered.column}")
        assert found == []


async def test_the_question_before_stock_is_sent_is_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with dressed(tmp_path, qapp) as desk:
        await desk.begin("stock")
        await desk.open_row()
        await desk.type_over("on_hand", "1200")
        desk.key(Qt.Key.Key_Return, CONTROL)
        assert await look_over(desk, "stock question") == []


async def test_connections_with_their_forms_and_dialogs_are_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with dressed(tmp_path, qapp) as desk:
        desk.window.pages.show_page("connections")
        account = desk.session.backend.engine.forms[0].id
        table = next(each for each in desk.window.findChildren(RowTable) if account in each.row_keys())
        found = []
        for act in ("rename", "options", "remove"):
            table.act_wanted.emit(account, act)
            found += await look_over(desk, act)
        desk.window.findChildren(Navigation)[0].keys_wanted.emit()
        found += await look_over(desk, "keys")
        desk.window.offer_recovery_code()
        found += await look_over(desk, "recovery code")
        table.act_wanted.emit(account, "sign_in")
        found += await look(desk, "sign in")
        found += await look_at_a_refused_form(desk)
        assert found == []


async def look_at_a_refused_form(desk: RealDesk) -> list[str]:
    desk.window.pages.connect_account(desk.there.vendor)
    form = next(each for each in desk.window.findChildren(ConnectForm) if each.isVisible())
    found = await look(desk, "connect")
    servers = {each.label: each.name for each in desk.session.backend.engine.vendors[desk.there.vendor].servers}
    for line in form.findChildren(QLineEdit):
        name = servers.get(line.accessibleName())
        line.setText(desk.there.described["servers"][name] if name else "half of the key")
    since = desk.there.seen
    form.start()
    await desk.until(lambda: desk.there.seen > since)
    return [*found, *await look(desk, "connect, refused")]


async def test_the_first_start_is_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with real_desk(tmp_path, accounts=0) as desk:
        desk.theme.apply(qapp)
        assert await look(desk, "first start") == []
        desk.theme.choose(Choice.SYSTEM)


async def test_a_conflict_and_all_that_waits_beside_it_is_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with dressed(tmp_path, qapp) as desk:
        await desk.open_row(0)
        await desk.type_over("email", "the.purchasing.department@a-very-long-name-of-a-shop.example")
        await desk.there.fault("status", times=1, status=400, where={"method": "PUT"})
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.states() == ["refused"])
        found = await look(desk, "refused")
        desk.there.mend()
        first = next(row for row in desk.page.table.rows[1:] if row.key in desk.there.ids())
        await desk.open_row([row.id for row in desk.page.table.rows].index(first.id))
        for name, value in (("email", "theirs@new.example"), ("shipping_method", NOTE)):
            await desk.there.change(first.key, name, value=value)
        await desk.type_over("email", "mine@new.example")
        method = next(name for name, row in desk.rows().items() if row.field.label == "Shipping method")
        await desk.type_over(method, "Our own van")
        found += await look(desk, "drafted")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: "conflict" in desk.states())
        found += await look(desk, "conflict in its record")
        await desk.press("Answer", desk.pane)
        await desk.until(lambda: [each for each in desk.window.findChildren(ConflictPane) if each.isVisible()])
        found += await look(desk, "conflict")
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
            desk.key(key)
        found += await look(desk, "conflict, chosen")
        assert found == []


async def test_a_change_of_unknown_end_is_seen_whole(tmp_path: Path, qapp: QApplication) -> None:
    async with dressed(tmp_path, qapp) as desk:
        await desk.begin("stock")
        keys = [row.key for row in desk.page.table.rows]
        key = next(key for key in keys if key in desk.there.ids("stock"))
        await desk.open_row(keys.index(key))
        await desk.count_unseen(key)
        found = await look(desk, "asked in its record")
        await desk.press("Answer", desk.pane)
        await desk.until(desk.window.findChildren(AskedPane)[0].isVisible)
        assert [*found, *await look(desk, "asked")] == []
