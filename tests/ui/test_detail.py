"""The pane of a record: edited in place, undone, sent; drafts that last, and texts that come back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.errors import AppError, Offline
from desktop.records import Kind
from desktop.ui.detail.field_rows import FieldRow
from desktop.ui.parts.labels import Label
from tests.ui.desk_stand import DeskStand
from tests.ui.list_stand import ListStand

CTRL = Qt.KeyboardModifier.ControlModifier
ORDER = 5


async def opened(qtbot: QtBot, row: int = ORDER, kind: Kind = "orders", **more: object) -> ListStand:
    stand = await ListStand(qtbot, kind, **more).begin()  # type: ignore[arg-type] # as ListStand takes them
    await stand.open(row)
    return stand


def field(stand: ListStand, name: str) -> FieldRow:
    rows = stand.page.pane.details.findChildren(FieldRow)
    return next(row for row in rows if row.field.name == name and row.isVisibleTo(stand.page.pane))


async def edit(stand: ListStand, name: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field(stand, name).setFocus()
    stand.press(Qt.Key.Key_F2)
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    stand.type(text)
    stand.press(key)
    await stand.tasks.idle()


def states(stand: ListStand) -> list[str]:
    return [entry.state for entry in stand.desk.entries]


def drafted(stand: ListStand) -> dict[str, object]:
    return {change.field: change.wanted for entry in stand.desk.entries for change in entry.changes}


# ── showing ──


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
    assert "This record could not be read. This is no JSON." in stand.said(stand.page.pane.details)
    stand.page.pane.tabs.choose("raw")
    index = stand.page.pane.raw.tree.model().index(0, 1)
    assert index.data() == '{"id": "broken'


async def test_a_record_that_is_gone_says_so(qtbot: QtBot) -> None:
    desk = DeskStand()
    desk.world[ORDER].gone = True
    stand = await opened(qtbot, stand=desk)
    assert "It is gone on the platform. The last copy stays here." in stand.said(stand.page.pane.details)


# ── editing ──


async def test_a_changed_field_shows_old_and_new_and_is_kept(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    value = field(stand, "po_number").value
    assert (value.old, value.text, drafted(stand)) == ("PO 7745", "NL-2291", {"po_number": "NL-2291"})
    assert "1 field changed, not sent" in stand.said(stand.page.pane.foot)


async def test_escape_leaves_the_field_as_it_was(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291", Qt.Key.Key_Escape)
    assert (drafted(stand), stand.page.pane.isVisible()) == ({}, True)


async def test_a_value_set_back_is_no_change(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    await edit(stand, "po_number", "PO 7745")
    assert stand.desk.entries == []
    assert field(stand, "po_number").value.old is None


async def test_the_same_text_again_asks_for_nothing(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "delivery_on").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert stand.desk.asked("edit") == []


@pytest.mark.parametrize(("locale", "text"), [("en_US", "1,284.5"), ("de_DE", "1.284,5"), ("de_DE", "1284,50")])
async def test_amounts_are_typed_by_locale(qtbot: QtBot, locale: str, text: str) -> None:
    stand = await opened(qtbot, locale=locale)
    await edit(stand, "deposit", text)
    assert drafted(stand) == {"deposit": Decimal("1284.5")}


async def test_a_day_is_typed_in_digits_and_shown_in_words(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "delivery_on", "25/11/2026")
    assert (field(stand, "delivery_on").value.text, drafted(stand)) == (
        "Wed 25 Nov",
        {"delivery_on": date(2026, 11, 25)},
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("deposit", "a lot", "This is not an amount. Type it like 1,284.50."),
        ("delivery_on", "31/11/2026", "That day does not exist. Type it like 24/11/2026."),
        ("po_number", "x" * 41, "At most 40 characters fit here; these are 41."),
    ],
)
async def test_what_cannot_be_read_stays_in_the_field_with_the_reason(
    qtbot: QtBot, name: str, text: str, words: str
) -> None:
    stand = await opened(qtbot)
    await edit(stand, name, text)
    assert (field(stand, name).value.error, field(stand, name).value.text, drafted(stand)) == (words, text, {})
    field(stand, name).setFocus()
    stand.press(Qt.Key.Key_F2)
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == text
    stand.press(Qt.Key.Key_Escape)
    assert field(stand, name).value.error == ""


async def test_a_text_that_cannot_be_read_is_not_sent_around(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    await edit(stand, "deposit", "a lot")
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert stand.desk.asked("submit") == []
    assert isinstance(stand.focused(), QLineEdit)


async def test_a_choice_is_taken_from_the_list(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    field(stand, "folder").setFocus()
    stand.press(Qt.Key.Key_F2)
    box = stand.focused()
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    await stand.tasks.idle()
    assert (drafted(stand), field(stand, "folder").value.text) == ({"folder": "2"}, "Prepared")


async def test_while_a_change_is_saved_the_field_says_so(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    release = stand.desk.hold("edit")
    field(stand, "po_number").setFocus()
    stand.press(Qt.Key.Key_F2)
    stand.type("NL-2291")
    stand.press(Qt.Key.Key_Return)
    value = field(stand, "po_number").value
    assert (value.text, value.is_saving) == ("NL-2291", True)
    release()
    await stand.tasks.idle()
    assert not field(stand, "po_number").value.is_saving


async def test_a_change_that_cannot_be_saved_comes_back_to_the_editor(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    stand.desk.fail("edit", AppError("The disk is full.", "Free some space, then press Enter."))
    await edit(stand, "po_number", "NL-2291")
    line = stand.focused()
    assert isinstance(line, QLineEdit)
    assert line.text() == "NL-2291"
    assert "The disk is full." in field(stand, "po_number").value.error
    stand.press(Qt.Key.Key_Return)
    await stand.tasks.idle()
    assert drafted(stand) == {"po_number": "NL-2291"}


# ── undo ──


async def test_each_field_is_undone_by_itself(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    await edit(stand, "ship_to", "Elsewhere")
    field(stand, "po_number").undo_wanted.emit()
    await stand.tasks.idle()
    assert drafted(stand) == {"ship_to": "Elsewhere"}


async def test_ctrl_z_goes_back_step_by_step(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    for text in ("one", "two"):
        await edit(stand, "po_number", text)
    await edit(stand, "ship_to", "Elsewhere")
    seen = []
    for _ in range(3):
        stand.press(Qt.Key.Key_Z, CTRL)
        await stand.tasks.idle()
        seen.append(drafted(stand))
    assert seen == [{"po_number": "two"}, {"po_number": "one"}, {}]


async def test_ctrl_z_also_undoes_what_was_typed_before_the_restart(qtbot: QtBot) -> None:
    desk = DeskStand()
    first = await opened(qtbot, stand=desk)
    await edit(first, "po_number", "NL-2291")
    first.page.close()
    again = await opened(qtbot, stand=desk)
    assert field(again, "po_number").value.text == "NL-2291"
    again.press(Qt.Key.Key_Z, CTRL)
    await again.tasks.idle()
    assert desk.entries == []


async def test_discard_asks_once_and_undoes_everything(qtbot: QtBot) -> None:
    stand = await opened(qtbot)
    await edit(stand, "po_number", "NL-2291")
    stand.page.pane.foot.discard_wanted.emit()
    await stand.tasks.idle()
    assert drafted(stand) == {"po_number": "NL-2291"}
    stand.press_answer("Throw away")
    await stand.tasks.idle()
    assert stand.desk.entries == []


# ── sending ──


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
    desk.entries = [replace(desk.entries[0], state="refused", words="PO <i>is</i> closed")]
    desk.news.outbox_changed.emit()
    await stand.tasks.idle()
    words = stand.said(stand.page.pane.foot)
    assert "“PO <i>is</i> closed”" in words
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


async def test_stock_without_a_line_is_sent_on_the_last_known_value(qtbot: QtBot) -> None:
    stand = await opened(qtbot, 20_001, "stock")
    await edit(stand, "on_hand", "40")
    stand.desk.fail("refresh", Offline("Acme cannot be reached.", "It is tried again."))
    stand.press(Qt.Key.Key_Return, CTRL)
    await stand.tasks.idle()
    assert "Acme cannot be reached." in stand.question()
    assert "Acme still has 12. Send 40?" in stand.question()
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
