"""Forms: what the detail pane, a conflict and the connect form are shown, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry, EntryState
from desktop.forms import FieldForm, LineForm, RecordForm
from desktop.records import Kind
from desktop.vendors import VENDORS, forming, mapping
from desktop.vendors.contract import Document
from desktop.vendors.orderdesk import VENDOR
from desktop.vendors.orderdesk.orders import ORDERS
from desktop.vendors.rows import encode
from tests.vendors.made import CONTEXT, item, order
from tests.vendors.recorded import RECORDED, Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record as the copy keeps it."""

    kind: Kind = "orders"
    documents: Mapping[str, bytes]
    unread: str = ""
    gone: bool = False
    row: int = 7
    account: str = "a1"
    key: str = "4091036031"
    as_of: datetime | None = field(default=datetime(2026, 11, 21, 5, 30, tzinfo=UTC))


def entry(*changes: Change, state: EntryState = "draft", act: str = "") -> Entry:
    return Entry(
        id=1, account="a1", kind="orders", key="4091036031", row=7, title="t", act=act, changes=changes, state=state,
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
    )  # fmt: skip


def form_of(document: Document, *entries: Entry, locked: str = "", **kept: Any) -> RecordForm:  # noqa: ANN401
    return forming.record_form(
        VENDOR, CONTEXT, Kept(documents={"order": encode(document)}, **kept), entries, (), locked
    )


def field_of(form: RecordForm, name: str) -> FieldForm:
    return next(one for section in form.sections for one in section.fields if one.name == name)


def cell(line: LineForm, name: str) -> FieldForm:
    return next(one for one in line.cells if one.name == name)


@pytest.mark.parametrize("recorded", RECORDED, ids=str)
def test_every_recorded_document_has_its_form(recorded: Recorded) -> None:
    bodies = {part: encode(document) for part, document in recorded.documents.items()}
    kept = Kept(kind=recorded.resource.kind, documents=bodies, key=recorded.key)
    form = forming.record_form(recorded.vendor.at(recorded.context), recorded.context, kept)
    assert form.unread == ""
    assert form.record is not None
    assert form.title
    names = [one.name for section in form.sections for one in section.fields]
    assert len(names) == len(set(names))
    for section in form.sections:
        for one in section.fields:
            assert not one.changed
            assert one.label
    assert [raw.part for raw in form.raw] == list(bodies)


def test_fields_stand_in_their_sections_with_limit_choices_and_reason() -> None:
    form = form_of(order(checkout_data={"Gift": "x"}))
    assert [section.name for section in form.sections][:3] == ["", "Ship to", "Bill to"]
    assert "Checkout details" in [section.name for section in form.sections]
    assert field_of(form, "checkout.Gift").value == "x"
    assert field_of(form, "ship_to.city").limit == 100
    assert "Voided" in [choice.value for choice in field_of(form, "payment").choices]
    assert field_of(form, "number").locked
    assert field_of(form, "po_number").locked == ""
    assert field_of(form, "tax").currency == "EUR"


def test_an_unsent_edit_is_shown_with_the_value_before() -> None:
    form = form_of(order(), entry(Change(field="email", seen="myemail@server.com", wanted="new@server.com")))
    shown = field_of(form, "email")
    assert (shown.value, shown.before, shown.changed, shown.submitted) == (
        "new@server.com", "myemail@server.com", True, False,
    )  # fmt: skip


def test_a_submitted_edit_cannot_be_undone_here_until_it_is_edited_again() -> None:
    change = Change(field="email", seen="myemail@server.com", wanted="new@server.com")
    assert field_of(form_of(order(), entry(change, state="waiting")), "email").submitted
    later = entry(replace(change, wanted="third@server.com"))
    form = form_of(order(), entry(change, state="waiting"), later)
    assert field_of(form, "email").value == "third@server.com"
    assert not field_of(form, "email").submitted


def test_lines_show_what_is_changed_added_and_taken_out() -> None:
    changes = (
        Change(field="quantity", line="71", seen=4, wanted=5),
        Change(field=REMOVE_LINE, line="72"),
        Change(field=ADD_LINE, line="+1"),
        Change(field="name", line="+1", wanted="Basil"),
    )
    (lines,) = form_of(order(), entry(*changes)).lines
    first, second, third = lines.lines
    assert (cell(first, "quantity").value, cell(first, "quantity").before) == (5, 4)
    assert (cell(first, "amount").value, cell(first, "amount").before) == (Decimal("12.50"), Decimal("10.00"))
    assert second.removed
    assert not first.removed
    assert third.added
    assert cell(third, "name").value == "Basil"
    assert [column.name for column in lines.columns] == [one.name for one in first.cells]
    assert [column.name for column in lines.columns][:5] == ["code", "name", "quantity", "price", "amount"]


def test_totals_say_what_they_will_become() -> None:
    form = form_of(order(), entry(Change(field="quantity", line="71", seen=4, wanted=6)))
    labels = [total.label for total in form.totals]
    assert labels == ["Goods", "Discount", "Shipping", "Handling", "Tax", "Total"]
    assert (form.totals[-1].value, form.totals[-1].changed) == (Decimal("35.00"), True)
    assert not form.totals[2].changed


def test_notes_and_history_are_told_with_whom_and_when() -> None:
    notes = [{"date_added": "2026-11-20 05:30:00", "username": "Ben", "content": "Old"}]
    history = {"order_history": [{"source_name": "API", "note": "Moved", "date_added": "2026-11-20 05:31:00"}]}
    bodies = {"order": encode(order(order_notes=notes)), "history": encode(history)}
    form = forming.record_form(VENDOR, CONTEXT, Kept(documents=bodies))
    told = [section.fields for section in form.sections if section.name == "Staff notes"]
    ((note,),) = told
    assert (note.value, note.label, note.at) == ("Old", "Ben", datetime(2026, 11, 20, 5, 30, tzinfo=UTC))
    assert form.notes == ()
    assert [(note.text, note.by) for note in form.history] == [("Moved", "API")]


@pytest.mark.parametrize("state", ["draft", "waiting"])
def test_a_note_or_discount_that_is_emptied_stays_in_its_place_with_its_old_value(state: EntryState) -> None:
    whole = order(
        order_notes=[
            {"date_added": f"2026-11-20 05:3{minute}:00", "username": name, "content": f"by {name}"}
            for minute, name in enumerate(("Ben", "Eve"))
        ],
        discount_list=[{"name": "Spring", "amount": 3}, {"name": "Trade", "amount": 2}],
    )
    plain = form_of(whole)
    names = {one.label: one.name for section in plain.sections for one in section.fields}
    note, discount = names["Ben"], names["Discount Spring"]
    emptied = Change(field=note, seen="by Ben", wanted=""), Change(field=discount, seen=Decimal(3), wanted=None)
    form = form_of(whole, entry(*emptied, state=state))
    places = [
        [(section.name, one.name) for section in each.sections for one in section.fields] for each in (plain, form)
    ]
    assert places[0] == places[1]
    assert [(field_of(form, name).value, field_of(form, name).before) for name in (note, discount)] == [
        ("", "by Ben"), (None, Decimal(3)),
    ]  # fmt: skip
    assert {field_of(form, change.field).submitted for change in emptied} == {state != "draft"}


def test_acts_come_with_their_reason_warning_and_sensible_values() -> None:
    acts = {act.name: act for act in form_of(order(folder_id=4)).acts}
    assert "already" in acts["cancel"].refused
    assert acts["delete"].final
    assert acts["delete"].warning
    assert "mail" in acts["move"].warning
    assert acts["move"].inputs[0].value == "1"
    assert acts["add_shipment"].inputs[0].left is not None


def test_an_account_that_may_only_be_read_locks_all_with_its_reason() -> None:
    form = form_of(order(), locked="Harbour is read-only here.")
    assert {one.locked for section in form.sections for one in section.fields} == {"Harbour is read-only here."}
    assert {act.refused for act in form.acts} == {"Harbour is read-only here."}
    (lines,) = form.lines
    assert lines.add == lines.remove == "Harbour is read-only here."


def test_a_record_that_is_gone_can_only_be_read() -> None:
    form = form_of(order(), gone=True)
    assert form.gone
    assert "does not have this any more" in field_of(form, "email").locked


def test_a_record_that_no_codec_can_read_is_shown_raw_with_the_reason() -> None:
    kept = Kept(documents={"order": b'{"id":"1","order_total":NaN}'}, unread="not readable as JSON")
    form = forming.record_form(VENDOR, CONTEXT, kept)
    assert form.unread == "not readable as JSON"
    assert form.raw[0].text == '{"id":"1","order_total":NaN}'
    assert form.sections == ()
    assert form_of(order(order_total="a lot")).unread


def test_one_unreadable_field_is_shown_as_it_is_and_locked() -> None:
    form = form_of(order(refund_total="a lot", cc_exp={"odd": 1}))
    assert field_of(form, "refunded").value == '"a lot"'
    assert "cannot be read" in field_of(form, "card_expiry").locked
    assert field_of(form, "email").locked == ""


def test_raw_documents_keep_their_figures_as_sent() -> None:
    kept = Kept(documents={"order": encode(order()).replace(b'"price":2.50', b'"price":2.500')})
    assert '"price": 2.500' in forming.record_form(VENDOR, CONTEXT, kept).raw[0].text


def test_a_derived_customer_says_from_what_and_can_only_be_read() -> None:
    shares = [dict(part.body) for part in mapping.shown(ORDERS, {"order": order()}, CONTEXT, ()).parts]
    kept = Kept(kind="customers", documents={}, key="email:myemail@server.com")
    form = forming.record_form(VENDOR, CONTEXT, kept, (), shares)
    assert form.title == "Bingo Little"
    told = [form.origin, *(str(one.value) for section in form.sections for one in section.fields)]
    assert sum(words.lower().count("put together") for words in told) == 1
    assert field_of(form, "email").value == "myemail@server.com"
    assert field_of(form, "orders").value == 1
    assert all(one.locked for section in form.sections for one in section.fields)
    assert form.acts == ()
    assert forming.record_form(VENDOR, CONTEXT, kept).sections == ()


def test_stock_has_no_lines_and_no_totals() -> None:
    kept = Kept(kind="stock", documents={"item": encode(item())}, key="2510")
    form = forming.record_form(VENDOR, CONTEXT, kept)
    assert form.lines == ()
    assert form.totals == ()
    assert field_of(form, "on_hand").value == 48
    assert field_of(form, "on_hand").editor == "count"


# ── conflicts and vendors ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_conflict_shows_the_clashing_fields_with_all_three_values() -> None:
    clash = Change(field="quantity", line="71", seen=4, wanted=5, theirs=6)
    fine = Change(field="email", seen="a", wanted="b")
    merged = Change(field="note", seen="", wanted="x", theirs="x")
    form = forming.conflict_form(ORDERS, replace(entry(clash, fine, state="conflict"), merged=(merged,)), CONTEXT, {})
    assert [(row.field, row.label, row.seen, row.wanted, row.theirs) for row in form.rows] == [
        ("quantity", "Quantity", 4, 5, 6)
    ]
    assert form.merged[0].label == "Customer’s note"
    assert form.editors["quantity", "71"] == "count"
    assert form.currency == "EUR"


def test_a_conflict_is_told_in_the_currency_of_its_record() -> None:
    own = {"order": order(order_metadata={"currency": "NZD"})}
    clash = Change(field="email", seen="a", wanted="b", theirs="c")
    assert forming.conflict_form(ORDERS, entry(clash, state="conflict"), CONTEXT, own).currency == "NZD"
    assert forming.conflict_form(ORDERS, entry(clash, state="conflict"), CONTEXT, {"order": order()}).currency == "EUR"
    assert forming.conflict_form(ORDERS, entry(clash, state="conflict"), CONTEXT, {}).currency == "EUR"


def test_every_amount_of_an_order_is_in_the_currency_that_it_names() -> None:
    form = form_of(order(order_metadata={"currency": "usd"}, discount_list=[{"name": "S", "amount": 1}]))
    amounts = [one for section in form.sections for one in section.fields if one.editor == "money"]
    (lines,) = form.lines
    amounts += [cell for line in lines.lines for cell in line.cells if cell.editor == "money"]
    amounts += [column for column in lines.columns if column.editor == "money"]
    assert {one.currency for one in amounts} | {total.currency for total in form.totals} == {"USD"}


def test_a_line_that_vanished_clashes_visibly() -> None:
    change = Change(field="quantity", line="71", seen=4, wanted=5)
    found = mapping.collisions(ORDERS, {"order": order(order_items=[])}, [change])
    form = forming.conflict_form(ORDERS, entry(*found.conflicts, state="conflict"), CONTEXT, {})
    assert [row.theirs for row in form.rows] == [""]


def test_a_vendor_is_shown_with_its_credentials_and_servers() -> None:
    for vendor in VENDORS.values():
        form = forming.vendor_form(vendor)
        assert (form.id, form.label, form.credentials) == (vendor.id, vendor.label, vendor.credentials)
        assert form.servers == vendor.servers
