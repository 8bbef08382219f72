"""Discounts typed in the real window arrive as they were meant: grouped amounts, odd codes, one that is taken off."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from tests.app.real_desk import CONTROL, RealDesk, real_desk

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it


async def open_discounted(desk: RealDesk) -> tuple[str, str]:
    """Open an order with one discount; its key, and the name of the discount's field."""
    key = next(key for key in desk.there.ids() if len(desk.there.record(key)["discount_list"]) == 1)
    await desk.open_row(next(at for at, row in enumerate(desk.page.table.rows) if row.key == key))
    return key, next(name for name in desk.rows() if name.startswith("discount."))


async def type_over(desk: RealDesk, field: str, text: str) -> None:
    desk.field(field).setFocus()
    desk.key(Qt.Key.Key_F2)
    desk.key(Qt.Key.Key_A, CONTROL)
    if text:
        desk.type(text)
    else:
        desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_Return)
    await desk.until(desk.drafted)
    await desk.window.tasks.idle()


async def send(desk: RealDesk) -> None:
    desk.key(Qt.Key.Key_Return, CONTROL)
    await desk.until(lambda: desk.there.applied and not desk.outbox())


def amounts(desk: RealDesk, key: str) -> list[Decimal]:
    return [Decimal(str(row["amount"])) for row in desk.there.record(key)["discount_list"]]


async def test_an_amount_typed_with_its_thousands_apart_is_sent_as_it_is_meant(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key, field = await open_discounted(desk)
        await type_over(desk, field, "1,200")
        assert desk.field(field).value.text.startswith("1,200.00")
        await send(desk)
        assert amounts(desk, key) == [Decimal(1200)]


async def test_a_discount_taken_off_can_be_undone_in_its_place_until_it_is_sent(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key, field = await open_discounted(desk)
        before = desk.field(field).value.text
        await type_over(desk, field, "")
        assert (desk.field(field).value.text, desk.field(field).value.old) == ("", before)
        desk.field(field).setFocus()
        desk.key(Qt.Key.Key_Z, CONTROL)
        await desk.until(lambda: not desk.drafted() and desk.field(field).value.text == before)
        await desk.window.tasks.idle()
        await type_over(desk, field, "")
        await send(desk)
        assert amounts(desk, key) == []
        await desk.until(lambda: field not in desk.rows())


async def test_a_semicolon_in_the_code_of_a_discount_stays_there(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key, _ = await open_discounted(desk)
        (old,) = desk.there.record(key)["discount_list"]
        desk.key(Qt.Key.Key_Period, CONTROL)
        menu = await desk.until(lambda: [each for each in desk.pane.findChildren(QMenu) if each.isVisible()])
        next(action for action in menu[0].actions() if action.text() == "Add discount").trigger()
        menu[0].close()
        (dialog,) = await desk.until(desk.dialogs)
        await desk.until(dialog.isActiveWindow)
        for line, text in zip(dialog.findChildren(QLineEdit), ("Spring; early", "A;1", "2.50"), strict=True):
            line.setFocus()
            desk.type(text)
        dialog.go()
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        added = {"name": "Spring; early", "code": "A;1", "amount": Decimal("2.5")}
        assert [{**row, "amount": Decimal(str(row["amount"]))} for row in desk.there.record(key)["discount_list"]] == [
            {**old, "amount": Decimal(str(old["amount"]))}, added,
        ]  # fmt: skip
        name = "discount.Spring; early (A;1)"
        await desk.until(lambda: name in desk.rows())
        desk.window.activateWindow()  # after a dialog, for no window manager gives the keyboard back here
        await desk.until(desk.window.isActiveWindow)
        await type_over(desk, name, "3")
        sent = len(desk.there.applied)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: len(desk.there.applied) > sent and not desk.outbox())
        assert desk.there.record(key)["discount_list"][1]["code"] == "A;1"
        assert amounts(desk, key)[1] == 3
