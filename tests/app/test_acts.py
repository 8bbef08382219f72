"""Each act of an order from its menu in the real window to the platform; lines added, taken off and undone."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from desktop.ui.detail.act_dialog import ActDialog
from desktop.ui.detail.lines import LinesTable
from desktop.vendors import VENDORS
from tests.app.real_desk import CONTROL, TERMS, RealDesk, real_desk

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


FIGURES = {"Amount", "Weight", "Cost"}
"""Inputs that take a number only."""


async def acts(desk: RealDesk) -> QMenu:
    desk.key(Qt.Key.Key_Period, CONTROL)
    found: list[QMenu] = await desk.until(lambda: [each for each in desk.pane.findChildren(QMenu) if each.isVisible()])
    return found[0]


async def every_act(desk: RealDesk) -> list[str]:
    menu = await acts(desk)
    labels = [action.text() for action in menu.actions() if action.isEnabled()]
    menu.close()
    return labels


async def fill(desk: RealDesk, dialog: ActDialog) -> None:
    """Something in every field of the dialog."""
    await desk.until(dialog.isActiveWindow)
    for box in dialog.findChildren(QPlainTextEdit):
        box.setFocus()
        desk.type("As agreed")
    for line in dialog.findChildren(QLineEdit):
        if not line.text():
            line.setFocus()
            name = line.accessibleName().partition(" (")[0]
            desk.type("12.50" if name in FIGURES else "1Z999")


async def test_every_act_arrives_once(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        labels = await every_act(desk)
        assert len(labels) > 4
        for line, label in enumerate(labels):
            row = await desk.open_row(line)
            before = len(desk.there.writes)
            menu = await acts(desk)
            action = next((each for each in menu.actions() if each.text() == label), None)
            assert action is not None, f"{label} of {row}"
            action.trigger()
            menu.close()
            await desk.until(lambda: [each for each in desk.dialogs() if isinstance(each, ActDialog)])
            (dialog,) = desk.dialogs()
            assert isinstance(dialog, ActDialog)
            assert str(desk.page.table.rows[line].values["number"]) in desk.said(dialog)  # which of a customer's orders
            await fill(desk, dialog)
            dialog.go()
            if desk.buttons("Back", dialog):  # it warned
                dialog.go()
            await desk.until(lambda: not desk.dialogs())
            await desk.until(lambda: desk.outbox() or len(desk.there.writes) > before)  # noqa: B023 - awaited here
            await desk.until(lambda: not desk.outbox())
            assert len(desk.there.writes) == before + 1, label


ASKING = [
    (vendor.id, act.label)
    for vendor in VENDORS.values()
    for act in vendor.resources["orders"].acts
    if act.only_asks
]  # fmt: skip
"""What can be asked of orders without anything being changed."""
ANSWERED = re.compile("Answered, now|Refused")


@pytest.mark.parametrize(("vendor", "label"), ASKING)
async def test_what_a_platform_was_asked_it_tells_where_it_was_asked_without_a_grace(
    tmp_path: Path, vendor: str, label: str
) -> None:
    """Of some orders it would not take more, and says so in the same place."""
    async with real_desk(tmp_path, terms=replace(TERMS, grace=timedelta(hours=1)), vendor=vendor) as desk:
        for line in range(len(desk.page.table.rows)):
            row = await desk.open_row(line)
            menu = await acts(desk)
            action = next((each for each in menu.actions() if each.text() == label and each.isEnabled()), None)
            menu.close()
            if action is None:
                continue
            action.trigger()
            (dialog,) = await desk.until(lambda: [each for each in desk.dialogs() if isinstance(each, ActDialog)])
            dialog.go()
            said = await desk.until(lambda: ANSWERED.search(desk.said(desk.pane.foot)))
            if said[0] == "Answered, now":
                break
            await desk.press("Discard", desk.pane.foot)
            (asked,) = await desk.until(desk.dialogs)
            await desk.press("Throw away", asked)
            await desk.until(lambda: not desk.outbox() and not desk.dialogs())
        assert "It comes to " in desk.said(desk.pane.foot)
        assert desk.outbox() == ()
        assert not desk.there.applied
        await desk.open_row(0 if line else 1)
        assert "Answered" not in desk.said(desk.pane.foot)
        assert await desk.open_row(line) == row
        await desk.until(lambda: "Answered, now" in desk.said(desk.pane.foot))


async def test_lines_are_added_changed_and_taken_off(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        line = next(at for at, row in enumerate(desk.page.table.rows) if 3 < int(str(row.values["lines"])) < 10)
        key = desk.page.table.rows[line].key
        before = desk.there.record(key)["order_items"]
        await desk.open_row(line)
        table = desk.pane.details.findChildren(LinesTable)[0]
        first, second = (each.key for each in table.lines()[:2])
        table.setFocus()
        table.choose(first, "quantity")
        desk.overtype("77")
        desk.key(Qt.Key.Key_Return)
        table.choose(second, "quantity")
        desk.key(Qt.Key.Key_Delete)
        await desk.until(lambda: len([each for entry in desk.outbox() for each in entry.changes]) == 2)
        await desk.press("Add line", desk.pane)
        await desk.until(lambda: table.is_typing)
        for text in ("NEW-1", "New goods", "3", "2.50"):
            desk.type(text)
            desk.key(Qt.Key.Key_Tab)
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: len(table.lines()) == len(before) + 1)
        await desk.window.tasks.idle()
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        after = desk.there.record(key)["order_items"]
        assert len(desk.there.applied) == 1
        assert after[0]["quantity"] == 77
        assert before[1]["id"] not in [item["id"] for item in after]
        assert (after[-1]["name"], after[-1]["quantity"], Decimal(str(after[-1]["price"]))) == (
            "New goods",
            3,
            Decimal("2.5"),
        )
