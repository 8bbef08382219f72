"""The pane of a record: what it shows, and how its changes are sent, taken back and refused."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import AppError, Offline
from desktop.forms import Total
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.detail.totals import Totals
from desktop.ui.parts.labels import Label
from desktop.ui.parts.sections import TotalsRow
from tests.ui.desk_stand import DeskStand
from tests.ui.desk_world import FIELDS
from tests.ui.detail_stand import ORDER, edit, field, opened, states
from tests.ui.list_stand import ListStand

CTRL = Qt.KeyboardModifier.ControlModifier


async def test_the_head_says_who_how_much_and_where_it_stands(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    words = stand.said(stand.page.pane.head)
    for part in ("5 of 40", "as of 05:31", "Café Zéphyr 🥐", "647.20", "AUD", "Harbour", "OM-48296", "Sent", "New"):
        assert part in words


async def test_text_of_a_vendor_is_never_html(qtbot: QtBot) -> None:
    stand = await opened(qtbot, 14)
    assert "<b>Two Sparrows</b> <img src=x>" in stand.said(stand.page.pane.head)
    formats = {label.textFormat() for label in stand.page.findChildren(Label)}
    assert formats == {Qt.TextFormat.PlainText}


async def test_a_locked_field_says_why_and_cannot_be_typed_in(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    row = field(stand, "freight")
    assert row.value.reason == "Set by the customer’s group at Acme."
    row.setFocus()
    stand.press(Qt.Key.Key_F2)
    assert not isinstance(stand.focused(), QLineEdit)


async def test_every_field_has_a_name_for_screen_readers(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    focus = field(stand, "po_number").focusProxy()
    assert focus is not None
    assert focus.accessibleName() == "PO number: NL-2291, was PO 7745, not sent"


async def test_a_reason_that_most_fields_share_is_told_once_above_them(qtbot: QtBot) -> None:
    desk = DeskStand()
    made = desk.world[ORDER]
    shared = "Acme lets no order be changed."
    fields = made.fields or FIELDS["orders"]
    made.fields = tuple(replace(each, locked=each.locked or shared) for each in fields)
    stand = await opened(qtbot, stand=desk)
    details = stand.page.pane.details
    assert stand.said(details).count(shared) == 1
    reasons = [row.value.reason for row in details.findChildren(FieldRow)]
    assert set(reasons) == {"", "Set by the customer’s group at Acme.", "Acme stamps it."}
    assert not any(row.value.can_edit for row in details.findChildren(FieldRow))


async def test_a_derived_customer_says_from_what_and_is_read_only(qtbot: QtBot) -> None:
    stand = await opened(qtbot, 10_003, "customers")
    told = "Read-only here. Put together from orders with this e-mail address."
    assert told in stand.said(stand.page.pane.details)
    assert not any(row.value.can_edit for row in stand.page.pane.details.findChildren(FieldRow))
    assert stand.page.pane.foot.isHidden()


async def test_a_record_that_cannot_be_read_is_shown_raw_with_the_reason(qtbot: QtBot) -> None:
    desk = DeskStand()
    desk.world[ORDER].unread = "This is no JSON."
    stand = await opened(qtbot, stand=desk)
    said = "This record could not be read. It is kept as it came, see Raw. The reason: This is no JSON."
    assert said in stand.said(stand.page.pane.details)
    stand.page.pane.tabs.choose("raw")
    index = stand.page.pane.raw.tree.model().index(0, 1)
    assert index.data() == '{"id": "broken'


async def test_a_record_that_is_gone_says_so(qtbot: QtBot) -> None:
    desk = DeskStand()
    desk.world[ORDER].gone = True
    stand = await opened(qtbot, stand=desk)
    assert "It is gone on the platform. The last copy stays here." in stand.said(stand.page.pane.details)


async def test_the_record_that_is_seen_is_kept_fresh_and_no_other(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    assert stand.desk.open == {place(stand, ORDER)}
    stand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    await stand.tasks.idle()
    assert stand.page.pane.row is not None
    other = place(stand, stand.page.pane.row)
    assert stand.desk.open == {other} != {place(stand, ORDER)}
    stand.page.hide()
    assert stand.desk.open == set()
    stand.page.show()
    assert stand.desk.open == {other}
    stand.page.close_pane()
    assert stand.desk.open == set()


async def test_a_sum_that_only_the_platform_can_tell_is_not_shown_as_if_it_were_known(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    totals = Totals(stand.theme, stand.values)
    qtbot.addWidget(totals)
    rows = (
        Total(label="Goods", value=None, currency="EUR", before=Decimal(20), changed=True),
        Total(label="Freight", value=Decimal("4.95"), currency="EUR"),
        Total(label="Total", value=None, currency="EUR", before=Decimal("24.95"), changed=True),
    )
    totals.show_totals(rows)
    assert [row.accessibleName() for row in totals.findChildren(TotalsRow)] == [
        "Goods –", "Freight 4.95", "Total not known before it is sent",
    ]  # fmt: skip
    form = await stand.desk.record(ORDER)
    assert form is not None
    stand.page.pane.head.show_record(replace(form, totals=rows), None)
    assert "647.20" not in stand.said(stand.page.pane.head)


def place(stand: ListStand, row: int) -> tuple[str, str, str]:
    made = stand.desk.world[row]
    return made.account, made.kind, made.key


async def test_ctrl_enter_submits_and_ctrl_z_takes_it_back(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert states(stand) == ["waiting"]
    assert "Goes out in 10 s" in stand.said(stand.page.pane.foot)
    assert not field(stand, "po_number").value.can_edit
    stand.press(Qt.Key.Key_Z, CTRL)
    await stand.tasks.idle()
    assert states(stand) == ["draft"]
    assert field(stand, "po_number").value.can_edit


async def test_ctrl_enter_takes_along_what_is_just_being_typed(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("NL-2291")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert [(entry.state, entry.changes[0].wanted) for entry in stand.desk.entries] == [("waiting", "NL-2291")]


async def test_another_row_keeps_what_was_being_typed(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("NL-2291")
    stand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    await stand.tasks.idle()
    assert [(entry.row, entry.changes[0].wanted) for entry in stand.desk.entries] == [(ORDER, "NL-2291")]
    assert field(stand, "po_number").value.text == "PO 7746"


async def test_a_refusal_shows_the_platforms_words_and_three_ways(qtbot: QtBot) -> None:
    desk = DeskStand()
    stand = await opened(qtbot, stand=desk)
    await edit(stand, "po_number", "NL-2291")
    desk.entries = [replace(desk.entries[0], state="refused", words="Acme says: “PO <i>is</i> closed”")]
    desk.news.outbox_changed.emit()
    await stand.tasks.idle()
    words = stand.said(stand.page.pane.foot)
    assert words.count("Acme says: “PO <i>is</i> closed”") == words.count("“") == 1
    for name in ("Retry", "Edit", "Discard"):
        assert stand.button(name).isVisible()
    stand.click(stand.button("Edit"))
    await stand.tasks.idle()
    assert states(stand) == ["draft"]


async def test_a_conflict_is_answered_elsewhere(qtbot: QtBot) -> None:
    desk = DeskStand()
    stand = await opened(qtbot, stand=desk)
    await edit(stand, "po_number", "NL-2291")
    desk.entries = [replace(desk.entries[0], state="conflict")]
    desk.news.outbox_changed.emit()
    await stand.tasks.idle()
    wanted: list[int] = []
    stand.page.answer_wanted.connect(wanted.append)
    stand.click(stand.button("Answer"))
    assert wanted == [desk.entries[0].id]


async def test_stock_is_sent_only_after_the_fresh_value_was_seen(qtbot: QtBot) -> None:
    stand = await opened(qtbot, 20_001, "stock")
    await edit(stand, "on_hand", "40")
    stand.desk.fresh[20_001] = {"on_hand": Decimal(46)}
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert "On hand: Acme has 46 now (you saw 12). Send 40?" in stand.question()
    assert states(stand) == ["draft"]
    stand.press_answer("Send")
    await stand.tasks.idle()
    assert states(stand) == ["waiting"]


async def test_what_is_to_be_known_of_a_field_is_told_once_more_before_stock_is_sent(qtbot: QtBot) -> None:
    """A tip is seen by whoever has a mouse and waits."""
    stand = await opened(qtbot, 20_001, "stock")
    await edit(stand, "on_hand", "40")
    await edit(stand, "cost", "2")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert "Send 40?" in stand.question()
    assert stand.question().count("Acme tells it to nobody.") == 1


async def test_stock_without_a_line_is_sent_on_the_last_known_value(qtbot: QtBot) -> None:
    stand = await opened(qtbot, 20_001, "stock")
    await edit(stand, "on_hand", "40")
    stand.desk.fail("refresh", Offline("Acme cannot be reached.", "It is tried again."))
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert "Acme cannot be reached." in stand.question()
    assert "12 when Acme was last read. Send 40?" in stand.question()
    stand.press_answer("Not yet")
    await stand.tasks.idle()
    assert states(stand) == ["draft"]


async def test_a_change_from_elsewhere_is_shown_while_typing_goes_on(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("NL-")
    stand.desk.world[ORDER].truth["ship_to"] = "Moved away"
    stand.desk.news.rows_changed.emit(frozenset({"orders"}))
    await stand.tasks.idle()
    stand.type("2291")
    assert field(stand, "ship_to").value.text == "Moved away"
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == "NL-2291"
    stand.press(Qt.Key.Key_Escape)


async def test_old_answers_do_not_reach_another_record(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("record")
    stand.page.pane.show_record(6)
    stand.page.pane.show_record(7)
    release()
    await stand.tasks.idle()
    assert "OM-48294" in stand.said(stand.page.pane.head)


async def test_a_value_is_copied_by_key(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "ship_to").setFocus()
    stand.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "118 Norton St, Leichhardt NSW 2040"


async def test_the_pane_is_seen_when_its_record_is_there(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.page.close_pane()
    release = stand.desk.hold("record")
    stand.page.table.choose(7)
    stand.press(Qt.Key.Key_Return)
    await stand.once()
    assert not stand.page.pane.isVisible()  # else it would show the one that was open before
    release()
    await stand.tasks.idle()
    assert stand.page.pane.isVisible()
    assert "OM-48294" in stand.said(stand.page.pane.head)


async def test_a_text_that_cannot_be_taken_waits_in_its_record(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "deposit").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("a dozen")
    stand.page.focus_rows()
    await stand.open(7)
    assert field(stand, "deposit").value.error == ""
    stand.page.focus_rows()
    await stand.open(ORDER)
    assert field(stand, "deposit").value.text == "a dozen"
    assert field(stand, "deposit").value.error


async def test_a_text_that_could_not_be_kept_waits_in_its_record(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.desk.fail("edit", AppError("The disk is full.", "Free some space."))
    release = stand.desk.hold("edit")
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("NL-2291")
    stand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    while not stand.page.pane.shows(ORDER + 1):
        await stand.once()
    release()
    await stand.tasks.idle()
    assert stand.errors == [("The disk is full.", "Free some space.")]
    stand.page.focus_rows()
    await stand.open(ORDER)
    assert field(stand, "po_number").value.text == "NL-2291"


@pytest.mark.parametrize("tab", ["details", "lines"])
async def test_the_total_is_in_sight_whatever_is_scrolled(tab: str, qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.page.resize(1084, 580)  # in the smallest window
    stand.page.pane.tabs.choose(tab)
    QApplication.processEvents()
    for at in (0, stand.page.pane.details.verticalScrollBar().maximum()):
        stand.page.pane.details.verticalScrollBar().setValue(at)
        assert {words.text() for words in seen_whole(stand.page.pane)} >= {"Total", "647.20"}


def seen_whole(widget: QWidget) -> list[Label]:
    return [label for label in widget.findChildren(Label) if label.visibleRegion().boundingRect() == label.rect()]
