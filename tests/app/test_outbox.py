"""The outbox and the journal in the real window: taken back, refused, in conflict, thrown away, found again."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.sync.engine import Terms
from desktop.ui.journal.page import JournalPage
from desktop.ui.outbox.asked import AskedPane
from desktop.ui.outbox.conflict import ConflictPane
from desktop.ui.outbox.table import OutboxTable
from desktop.ui.parts.choices import Dropdown
from desktop.ui.tables.row_table import RowTable
from tests.app.real_desk import ALT, CONTROL, TERMS, RealDesk, real_desk

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # offscreen cannot, and menus ask for it
LONG = Terms(grace=timedelta(hours=1), settle=TERMS.settle, pauses=TERMS.pauses)


async def send(desk: RealDesk, text: str) -> str:
    """Change the e-mail address of the first order, and submit it; returns the order's key."""
    await desk.open_row()
    await desk.type_over("email", text)
    desk.key(Qt.Key.Key_Return, CONTROL)
    return desk.page.table.rows[0].key


def is_told_twice(desk: RealDesk, widget: QWidget, words: str) -> bool:
    return desk.said(widget).count(words) == 2


def table(desk: RealDesk) -> OutboxTable:
    return desk.window.findChildren(OutboxTable)[0]


async def test_what_was_just_submitted_is_taken_back_by_ctrl_z_and_is_a_draft_again(tmp_path: Path) -> None:
    async with real_desk(tmp_path, terms=LONG) as desk:
        await send(desk, "orders@new.example")
        await desk.until(lambda: desk.states() == ["waiting"])
        await desk.window.tasks.idle()
        desk.key(Qt.Key.Key_Z, CONTROL)
        await desk.until(lambda: desk.states() == ["draft"])
        await desk.window.tasks.idle()
        desk.key(Qt.Key.Key_Z, CONTROL)
        await desk.until(lambda: not desk.outbox())
        assert not desk.there.writes


async def test_a_refused_change_says_why_and_is_tried_again_or_mended(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        where = {"method": "PUT"}
        await desk.there.fault("status", times=2, status=400, where=where)
        key = await send(desk, "orders@new.example")
        await desk.until(lambda: desk.states() == ["refused"])
        desk.key(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        await desk.until(lambda: table(desk).isVisible())
        (entry,) = desk.outbox()
        assert entry.words
        table(desk).act_wanted.emit(entry.id, "retry")
        await desk.until(
            lambda: desk.there.seen and desk.states() == ["refused"] and desk.outbox()[0].revision > entry.revision
        )
        table(desk).act_wanted.emit(entry.id, "edit")
        await desk.until(lambda: desk.window.pages.name == "orders" and desk.states() == ["draft"])
        desk.there.mend()
        await desk.window.tasks.idle()
        await desk.type_over("email", "mended@new.example")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert desk.there.record(key)["email"] == "mended@new.example"


async def test_a_conflict_is_answered_field_by_field(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        key = desk.page.table.rows[0].key
        await desk.there.change(key, "email", value="theirs@new.example")
        await desk.there.change(key, "shipping_method", value="Their van")
        await desk.type_over("email", "mine@new.example")
        method = next(name for name, row in desk.rows().items() if row.field.label == "Shipping method")
        await desk.type_over(method, "My van")
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.states() == ["conflict"])
        await desk.press("Answer", desk.pane)
        await desk.until(lambda: [each for each in desk.window.findChildren(ConflictPane) if each.isVisible()])
        for key_press in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
            desk.key(key_press)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        found = desk.there.record(key)
        assert sorted((found["email"], found["shipping_method"])) in (
            sorted(("mine@new.example", "Their van")),
            sorted(("theirs@new.example", "My van")),
        )


async def test_a_conflict_tells_every_total_and_the_one_that_goes_out_is_the_one_that_comes(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        key = desk.page.table.rows[0].key
        lines, currency = desk.there.record(key)["order_items"], desk.page.table.rows[0].values["currency"]
        goods = sum(Decimal(str(line["price"])) * line["quantity"] for line in lines)
        for name in ("handling_total", "tax_total"):
            await desk.there.change(key, name, value=0)
        await desk.there.change(key, "discount_list", value=[])
        await desk.there.change(key, "shipping_total", value=10)
        desk.key(Qt.Key.Key_F5)
        await desk.until(lambda: desk.field("shipping").field.value == 10)
        await desk.type_over("shipping", "20")
        await desk.there.change(key, "shipping_total", value=30)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.states() == ["conflict"])
        await desk.press("Answer", desk.pane)
        pane = desk.window.findChildren(ConflictPane)[0]
        await desk.until(pane.isVisible)
        told = [f"{goods + shipping:,.2f}" for shipping in (10, 20, 30)]
        assert "  ".join((f"Total, {currency}", *told)) in desk.said(pane)
        for key_press, total in ((Qt.Key.Key_Right, told[2]), (Qt.Key.Key_Left, told[1])):
            desk.key(key_press)
            await desk.until(partial(is_told_twice, desk, pane, total))
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        assert Decimal(str(desk.there.record(key)["order_total"])) == goods + 20


async def test_a_change_of_unknown_end_is_thrown_away_and_what_is_there_is_shown(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.begin("stock")
        await desk.open_row()
        key = desk.page.table.rows[0].key
        await desk.count_unseen(key)
        await desk.press("Answer", desk.pane)
        pane = desk.window.findChildren(AskedPane)[0]
        await desk.until(pane.isVisible)
        await desk.press("Discard", pane)
        await desk.until(desk.dialogs)
        assert desk.outbox()
        await desk.press("Throw away")
        await desk.until(lambda: not desk.outbox())
        await desk.begin("stock")
        await desk.until(lambda: desk.page.table.rows[0].values["on_hand"] == 488)
        assert desk.page.table.rows[0].marks == ()
        assert len(desk.there.writes) == 1


async def test_the_journal_is_filtered_and_leads_to_the_record(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        key = await send(desk, "orders@new.example")
        await desk.until(lambda: desk.there.applied and not desk.outbox())
        desk.key(Qt.Key.Key_5, ALT)
        page = desk.window.findChildren(JournalPage)[0]
        rows = page.findChildren(RowTable)[0]
        await desk.until(lambda: len(rows.row_keys()) > 4)
        everything = len(rows.row_keys())
        sort = next(each for each in page.findChildren(Dropdown) if each.accessibleName() == "Entries")
        sort.choose("confirmed")
        await desk.until(lambda: len(rows.row_keys()) == 1)
        rows.opened.emit(rows.row_keys()[0])
        await desk.until(lambda: desk.window.pages.name == "orders" and desk.pane.isVisible())
        assert desk.page.table.rows[0].key == key
        desk.key(Qt.Key.Key_5, ALT)
        sort.choose("")
        await desk.until(lambda: len(rows.row_keys()) >= everything)
        page.findChildren(QLineEdit)[0].setFocus()
        desk.type("no such words")
        await desk.until(lambda: not rows.isVisible())


async def test_a_change_is_sent_although_ctrl_enter_follows_in_the_same_breath(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.open_row()
        desk.field("email").setFocus()
        desk.overtype("orders@new.example")
        desk.key(Qt.Key.Key_Return)
        await desk.until(lambda: desk.outbox() and not desk.pane.edits.typed.saving)
        desk.key(Qt.Key.Key_Return, CONTROL)
        await desk.until(lambda: desk.there.applied and not desk.outbox())
