"""OrderCloud's orders: one record from its documents, and what may be edited in which state with which role (6.5)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.forms import FieldForm, RecordForm
from desktop.records import Order, Value
from desktop.vendors import forming, mapping, pairs, tables
from desktop.vendors.contract import Ask, Context, Document, Documents, Heard
from desktop.vendors.ordercloud import VENDOR
from desktop.vendors.ordercloud.line_xp import flat as line_xp_codec
from desktop.vendors.ordercloud.orders import ORDERS
from desktop.vendors.rows import decode, encode
from tests.vendors.cloud_orders import (
    STAFF,
    STAFF_ROLES,
    STAMP,
    STATUSES,
    address,
    documents,
    line,
    order,
    view,
    with_roles,
)
from tests.vendors.test_forming import Kept
from tests.whole.ordercloud.typed import KEYS, XPS

ON_THE_WAY = ("Unsubmitted", "AwaitingApproval", "Open")
DRAFTS = ("Unsubmitted",)


def record(found: Documents, context: Context = STAFF) -> Order:
    made = mapping.shown(ORDERS, view(found), context, ()).record
    assert isinstance(made, Order)
    return made


def form(found: Documents, context: Context = STAFF) -> RecordForm:
    bodies = {part: encode(document) for part, document in found.items()}
    return forming.record_form(VENDOR, context, Kept(kind="orders", key="98403", documents=bodies))


def refusal(
    found: Documents, field: str, line: str = "", wanted: Value = None, *, context: Context = STAFF
) -> str:  # fmt: skip
    return mapping.refusal(ORDERS, view(found), context, Change(field=field, line=line, wanted=wanted))


def without(*roles: str) -> Context:
    return with_roles(*(role for role in STAFF_ROLES if role not in roles))


# ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_order_is_put_together_from_itself_and_its_lines() -> None:
    found = record(documents())
    assert (found.number, found.contact, found.email) == ("98403", "Ann Jones", "ann@x.example")
    assert (found.state, found.vendor_state, found.currency) == ("new", "Open", "USD")
    assert (found.subtotal, found.shipping, found.discount, found.total) == (
        Decimal("20"), Decimal("4.95"), Decimal("5"), Decimal("19.95"),
    )  # fmt: skip
    assert found.placed_at == found.updated_at == datetime(2026, 11, 20, 10, 0, 0, 570_000, UTC)
    assert (found.bill_to.street, found.ship_to.street) == (("2 Bill Rd",), ("9 Yard St",))
    assert [(each.code, each.name) for each in found.lines] == [("P1", "Figs")] * 2
    assert [(each.quantity, each.amount) for each in found.lines] == [(Decimal(4), Decimal(10))] * 2


@pytest.mark.parametrize(
    ("variant", "name"),
    [(None, "Figs"), ({"Name": "Figs Small"}, "Figs Small"), ({"Name": "Small"}, "Figs, Small"), ([], "Figs")],
)
def test_a_line_says_which_variant_it_is_wherever_it_is_named(variant: object, name: str) -> None:
    """11: two lines of one product may be of two variants, and a parcel is packed by what they are called."""
    found = documents("Open", line("L1", Variant=variant))
    (row,) = form(found).lines[0].lines
    assert row.name == next(cell.value for cell in row.cells if cell.name == "name") == name
    assert record(found).lines[0].name == name
    packed = {**found, "shipment:s1": {"ID": "s1"}, "item:s1/L1": {**line("L1", Variant=variant), "QuantityShipped": 2}}
    assert record(packed).shipments[0].contents == f"2 × {name}"


@pytest.mark.parametrize(
    ("status", "shipped", "state"),
    [
        ("Unsubmitted", 0, "draft"),
        ("AwaitingApproval", 0, "to_approve"),
        ("Open", 0, "new"),
        ("Open", 1, "part_sent"),
        ("open", 1, "part_sent"),
        ("Completed", 4, "sent"),
        ("Declined", 0, "cancelled"),
        ("Canceled", 2, "cancelled"),
        ("OnHold", 0, "other"),
    ],
)
def test_its_state_is_told_by_its_status_and_its_lines(status: str, shipped: int, state: str) -> None:
    found = record(documents(status, line("L1", QuantityShipped=shipped)))
    assert (found.state, found.vendor_state) == (state, status)


def test_the_shop_s_own_status_stands_beside_where_the_user_says_where_it_is() -> None:
    found = documents(xp={"Shipping": {"Status": "Packed"}, "PO": "PO-8"})
    assert record(found, with_roles(status_path="xp.Shipping.Status")).vendor_state == "Open, Packed"
    assert record(found, with_roles(status_path="xp.PO.Nothing")).vendor_state == "Open"
    assert record(documents(xp="text"), with_roles(status_path="xp.PO")).vendor_state == "Open"


def test_an_old_order_with_fewer_members_and_one_whose_buyer_is_gone_are_read() -> None:
    old = {name: value for name, value in order("Completed").items() if name not in (
        "LastUpdated", "Fees", "Gratuity", "BaseDiscount",
    )}  # fmt: skip
    old |= {"LineItems": None, "FromUser": None, "FromUserID": None, "DateCompleted": "2026-11-21T10:00:00+00:00"}
    found = record({"order": old, "line:L1": line("L1")})
    assert found.updated_at == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert (found.customer, found.contact, len(found.lines)) == ("Harbour & Sons", "", 1)
    named = Context(references={"buyers": {"b1": "Nonna Lucia Group"}})
    assert record(documents(), named).customer == "Nonna Lucia Group"
    assert record(documents(BillingAddress=None, FromCompanyID="4004")).customer == "4004"


@pytest.mark.parametrize(("told", "read", "shown"), [(3, 0, 3), (3, 1, 1), (0, 0, 0), (None, 0, 0)])
def test_an_order_whose_lines_were_not_read_yet_has_as_many_as_it_says(told: int | None, read: int, shown: int) -> None:
    lines = {f"line:L{number}": line(f"L{number}") for number in range(read)}
    found = record({"order": {**order(), "LineItemCount": told}, **lines})
    assert mapping.COLUMNS["orders"]["lines"](found) == shown


def test_lines_that_go_to_several_addresses_give_the_order_none() -> None:
    found = record(documents("Open", line("L1"), line("L2", ShippingAddress=address("1 Dock Rd"))))
    assert found.ship_to.street == ()
    same = line("L2", ShippingAddress=address(ID="other", DateCreated=None, xp=None))
    assert record(documents("Open", line("L1"), same)).ship_to.street == ("9 Yard St",)
    bundle = line("L2", IsBundle=True, ShippingAddress=None)
    assert record(documents("Open", line("L1"), bundle)).ship_to.street == ("9 Yard St",)


BESIDE: Documents = {
    "payment:p1": {
        "ID": "p1", "Type": "CreditCard", "DateCreated": STAMP, "Amount": Decimal("19.95"), "Accepted": True,
        "Transactions": [{"Type": "Capture", "Amount": Decimal("19.95"), "Succeeded": True}],
    },
    "promotion:W5": {"Code": "W5", "Name": "5 off", "Amount": Decimal("5"), "DateApplied": STAMP},
    "approval:r1": {
        "ApprovalRuleID": "r1", "Status": "Approved", "DateCompleted": STAMP, "Comments": "Fine",
        "Approver": {"FirstName": "Dana", "LastName": "Whitfield"},
    },
    "return:x1": {"ID": "x1", "Status": "Open", "RefundAmount": Decimal("2.5"), "DateSubmitted": STAMP},
    "shipment:s1": {"ID": "s1", "Shipper": "Own Van", "TrackingNumber": "1Z", "DateShipped": STAMP, "Cost": 3},
    "item:s1/L1": {"OrderID": "98403", "LineItemID": "L1", "QuantityShipped": 2, "Product": {"Name": "Figs"}},
}  # fmt: skip


def test_what_lies_beside_an_order_is_shown_with_it() -> None:
    found = record({**documents(), **BESIDE})
    assert found.payment == "paid"
    assert [(note.text, note.by) for note in found.history] == [
        ("Approval: Approved, “Fine”", "Dana Whitfield"),
        ("Promotion W5 (5 off): −5", ""),
        ("Payment by CreditCard: 19.95, accepted, Capture 19.95 succeeded", ""),
        ("Return x1: Open, 2.5", ""),
    ]
    (parcel,) = found.shipments
    assert (parcel.carrier, parcel.tracking, parcel.contents) == ("Own Van", "1Z", "2 × Figs")


@pytest.mark.parametrize(
    ("payment", "told"),
    [
        ({"Accepted": True, "Transactions": []}, "accepted"),
        ({"Accepted": False, "Transactions": []}, "unknown"),
        ({"Accepted": True, "Transactions": [{"Amount": 5, "Succeeded": True}]}, "accepted"),
        ({"Accepted": True, "Transactions": [{"Amount": 50, "Succeeded": False}]}, "accepted"),
    ],
)
def test_paid_is_only_what_was_executed_to_the_whole_total(payment: Document, told: str) -> None:
    """6.8: the platform has no word for it."""
    rest = {"ID": "p1", "Type": "PurchaseOrder", "Amount": None, "DateCreated": STAMP}
    found = record({**documents(), "payment:p1": {**rest, **payment}})
    assert found.payment == told
    assert found.history[0].text.startswith("Payment by PurchaseOrder: the rest, ")


def test_what_lies_beside_is_asked_for_when_an_order_is_opened_and_may_be_refused() -> None:
    assert ORDERS.more is not None
    asks = ORDERS.more("a-1", documents(), STAFF)
    assert [ask.request.path.removeprefix("/v1") for ask in asks] == [
        "/orders/Incoming/a-1/payments", "/orders/Incoming/a-1/promotions", "/orders/Incoming/a-1/approvals",
        "/orderreturns", "/shipments", "/shipments",
    ]  # fmt: skip
    assert all(ask.optional and ask.replaces for ask in asks)
    assert [dict(ask.request.query).get("orderID") for ask in asks[4:]] == ["a-1", None]
    assert dict(asks[5].request.query)["ID"] == "a-1-*"


IN_ADDRESSES = with_roles(*STAFF_ROLES, "AddressReader")
SAVED = {"saved:yard": address(), "saved:dock": address("1 Dock Rd", ID="dock", AddressName="Dock")}


def test_the_buyer_s_saved_addresses_are_asked_for_as_long_as_the_order_may_go_elsewhere() -> None:
    """6.7. One page of them: a buyer that is a whole shop's may have thousands."""
    assert ORDERS.more is not None
    for status in STATUSES:
        *_, last = ORDERS.more("98403", documents(status), IN_ADDRESSES)
        is_asked = last.request.path == "/v1/buyers/b1/addresses"
        assert is_asked is (status in ON_THE_WAY)
        assert not is_asked or (last.optional, last.replaces, last.then) == (True, "saved:", None)
    *_, last = ORDERS.more("98403", documents(), STAFF)
    assert last.request.path != "/v1/buyers/b1/addresses"  # the account may not read them


@pytest.mark.parametrize("name", ["billing_address", "shipping_address"])
def test_a_saved_address_is_chosen_by_its_name_or_typed_by_its_id_where_they_are_not_known(name: str) -> None:
    def field(found: Documents) -> FieldForm:
        shown = form(found)
        return next(field for section in shown.sections for field in section.fields if field.name == name)

    known = field({**documents(), **SAVED})
    assert (known.editor, [(choice.value, choice.label) for choice in known.choices]) == (
        "choice", [("dock", "Dock, 1 Dock Rd, Perth"), ("yard", "The yard, 9 Yard St, Perth")],
    )  # fmt: skip
    many = {f"saved:{number}": address(ID=str(number)) for number in range(100)}  # a page full: there may be more
    for found in (documents(), {**documents(), **many}):
        assert (field(found).editor, field(found).choices, field(found).locked) == ("text", (), "")


def test_of_shipments_whose_id_begins_so_only_those_begun_here_for_this_order_are_its_own() -> None:
    assert ORDERS.more is not None
    rows = ORDERS.more("a-1", documents(), STAFF)[5].rows
    assert rows is not None
    token = "0123456789abcdef0123"
    told = {id: rows.owner({"ID": id}) for id in (f"a-1-{token}", f"a-1-2-{token}", "a-1-x", token)}
    assert told == {f"a-1-{token}": "a-1", f"a-1-2-{token}": "", "a-1-x": "", token: ""}


def test_each_shipment_is_read_with_what_is_in_it_of_this_order() -> None:
    assert ORDERS.more is not None
    filled = ORDERS.more("98403", documents(), STAFF)[4]
    assert filled.then is not None
    meta = {"Meta": {"TotalPages": 1}}
    (contents,) = filled.then(
        Heard(request=filled.request, headers={}, envelope=meta, rows=[{"ID": "s1"}], count=1)
    )  # fmt: skip
    assert contents.request.path == "/v1/shipments/s1/items"
    assert isinstance(contents, Ask)
    assert contents.rows is not None
    assert contents.rows.owner({"OrderID": "98403"}) == "98403"
    assert contents.rows.owner({"OrderID": "another"}) == ""


def test_orders_are_found_by_the_shop_s_own_fields() -> None:
    assert "PO-8" in mapping.shown(ORDERS, view(documents()), STAFF, ()).search
    assert "old shop" in mapping.shown(ORDERS, view(documents(xp="old shop")), STAFF, ()).search


# ── what may be edited (6.5) ──────────────────────────────────────────────────────────────────────────────────────


LATER = datetime(2027, 1, 1, tzinfo=UTC)
ROWS = [
    ("note", "", "Call", STATUSES),
    ("xp.PO", "", "PO-9", STATUSES),
    ("shipping", "", Decimal("7"), ON_THE_WAY),
    ("tax", "", Decimal("7"), ON_THE_WAY),
    ("billing_address", "", "dock", ON_THE_WAY),
    ("bill_to.City", "", "Bern", ON_THE_WAY),
    ("shipping_address", "", "dock", ON_THE_WAY),
    ("ship_to.City", "", "Bern", ON_THE_WAY),
    ("quantity", "L1", 5, ON_THE_WAY),
    ("price", "L1", Decimal("3"), ON_THE_WAY),
    ("needed", "L1", LATER, ON_THE_WAY),
    ("cost_centre", "L1", "Bar", ON_THE_WAY),
    ("ship_to.City", "L1", "Bern", ON_THE_WAY),
    (ADD_LINE, "+1", None, DRAFTS),
    (REMOVE_LINE, "L1", None, DRAFTS),
    ("number", "", "other", ()),
    ("vendor_state", "", "Completed", ()),
    ("buyer", "", "b2", ()),
    ("submitted_at", "", LATER, ()),
    ("total", "", Decimal("1"), ()),
    ("code", "L1", "P2", ()),
    ("shipped", "L1", 2, ()),
]
"""Each row of 11.1 for orders, and what is not possible there: field, line, value, the statuses in which it is open."""


@pytest.mark.parametrize(("field", "key", "wanted", "states"), ROWS, ids=[f"{row[0]} {row[1]}".strip() for row in ROWS])
@pytest.mark.parametrize("status", STATUSES)
def test_what_may_be_edited_depends_on_the_status_and_else_says_why(
    status: str, field: str, key: str, wanted: Value, states: tuple[str, ...]
) -> None:
    reason = refusal(documents(status), field, key, wanted)
    assert (reason == "") is (status in states), reason
    assert reason == "" or reason.endswith(".")


@pytest.mark.parametrize("field", ["note", "xp.PO", "shipping", "tax", "bill_to.City", "ship_to.City"])
def test_every_edit_needs_the_role_for_orders(field: str) -> None:
    wanted: Value = Decimal("7") if field in ("shipping", "tax") else "x"
    assert refusal(documents(), field, "", wanted, context=without("OrderAdmin")) == (
        "Your account needs the role OrderAdmin."
    )


@pytest.mark.parametrize(
    ("field", "key", "role"),
    [
        ("shipping", "", "OverrideShipping"),
        ("tax", "", "OverrideTax"),
        ("price", "L1", "OverrideUnitPrice"),
        ("own_price", "L1", "OverrideUnitPrice"),
    ],
)
def test_an_override_needs_its_own_role_as_well(field: str, key: str, role: str) -> None:
    assert (
        refusal(documents(), field, key, Decimal("7"), context=without(role)) == f"Your account needs the role {role}."
    )
    wanted: Value = False if field == "own_price" else Decimal("7")
    assert refusal(documents(), field, key, wanted, context=with_roles("FullAccess")) == ""
    unknown = Context(options={"currency": "USD"})
    assert refusal(documents(), field, key, wanted, context=unknown) == ""  # then the platform says it


@pytest.mark.parametrize(
    ("field", "key", "wanted", "why"),
    [
        ("quantity", "L1", 2, "3 are shipped already; it cannot be less."),
        ("quantity", "L1", 3, ""),
        ("quantity", "L2", 0, "A line has at least 1."),
        ("quantity", "L2", None, "A line has at least 1."),
        ("shipping", "", Decimal("-1"), "It is not below 0."),
        ("shipping", "", None, "Type 0 for none."),
        ("tax", "", Decimal("0"), ""),
        ("price", "L1", None, "Take “Own price” off for the list price."),
        ("price", "L1", Decimal("-2"), "It is not below 0."),
        ("own_price", "L1", True, "Type the price instead."),
        ("own_price", "L2", False, ""),
        ("note", "", "x" * 2_001, "characters"),
        ("bill_to.Country", "", "AUS", "characters"),
    ],
)
def test_a_value_that_the_platform_would_not_take_is_refused_while_it_is_typed(
    field: str, key: str, wanted: Value, why: str
) -> None:
    found = documents("Open", line("L1", QuantityShipped=3), line("L2", PriceOverridden=True))
    reason = refusal(found, field, key, wanted)
    assert why in reason
    assert (why == "") is (reason == "")


def test_the_address_of_all_lines_is_edited_only_where_there_is_one() -> None:
    differ = documents("Open", line("L1"), line("L2", ShippingAddress=address("1 Dock Rd")))
    assert "line by line" in refusal(differ, "ship_to.City", "", "Bern")
    assert refusal(differ, "ship_to.City", "L1", "Bern") == ""
    assert "there is none" in refusal({"order": order(LineItemCount=0)}, "ship_to.City", "", "Bern")
    none = documents("Open", line("L1", ShippingAddress=None))
    assert refusal(none, "ship_to.City", "", "Bern") == ""


def test_a_new_line_takes_the_address_of_the_order() -> None:
    laid = mapping.shown(ORDERS, view(documents("Unsubmitted")), STAFF, (Change(field=ADD_LINE, line="+1"),))
    assert len(laid.record.lines) == 3  # type: ignore[union-attr] # an order
    field = tables.find_field(ORDERS, "ship_to.City", "+1")
    assert field is not None
    assert field.check is not None
    assert "goes where the order goes" in field.check("Bern", {"of line": {"ID": ""}})


# ── xp (3.6) ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_xp_is_a_tree_whose_leaves_keep_their_kind_and_whose_lists_stay() -> None:
    (section,) = [each for each in form(documents()).sections if each.name == "Custom (xp)"]
    shown = {field.name: (field.value, field.locked) for field in section.fields}
    assert {name: value for name, (value, _) in shown.items()} == {
        "xp.PO": "PO-8", "xp.Rush": "true", "xp.Delivery/Window/From": "06:00", "xp.Delivery/Days": "[1,3]",
    }  # fmt: skip
    assert "A list" in shown["xp.Delivery/Days"][1]
    assert "true or false" in refusal(documents(), "xp.Rush", "", "perhaps")
    assert refusal(documents(), "xp.Rush", "", "false") == ""


@pytest.mark.parametrize("xp", ["brought over", 7, [1, 2]])
def test_xp_that_is_no_map_is_shown_as_it_is(xp: object) -> None:
    (section,) = [each for each in form(documents(xp=xp)).sections if each.name == "Custom (xp)"]
    (only,) = section.fields
    assert only.locked


@pytest.mark.parametrize("xp", [None, {}, {"PO": None}])
def test_keys_that_the_user_wants_are_offered_where_an_order_does_not_have_them(xp: object) -> None:
    """3.6: as texts, and with a warning; the one that is shown as the order's own status is among them."""
    wants = with_roles(*STAFF_ROLES, own_fields="xp.Gift, Delivery.Note,, ", status_path="xp.State")
    fields = {field.name: field for field in _xp(documents(xp=xp), wants)}
    new = [fields[name] for name in ("xp.Gift", "xp.Delivery/Note", "xp.State")]
    assert [(field.value, field.locked, "becomes a text" in field.hint) for field in new] == [("", "", True)] * 3
    assert all(field.hint == "" for name, field in fields.items() if name == "xp.PO")
    assert refusal(documents(xp=xp), "xp.Gift", "", "7") == ""


def test_no_key_is_offered_where_no_value_can_be() -> None:
    """Beside a text, in a list, above what is there; one that is there is shown once."""
    wants = with_roles(*STAFF_ROLES, own_fields="PO.Number, Delivery, Delivery.Days.First, Rush")
    names = [field.name for field in _xp(documents(), wants)]
    assert names == ["xp.PO", "xp.Rush", "xp.Delivery/Window/From", "xp.Delivery/Days"]
    assert [field.name for field in _xp(documents(xp="brought over"), wants)] == ["xp."]


def _xp(found: Documents, context: Context) -> tuple[FieldForm, ...]:
    (section,) = [each for each in form(found, context).sections if each.name == "Custom (xp)"]
    return section.fields


def test_xp_may_have_8000_bytes_and_not_one_more() -> None:
    room = 8_000 - len(encode({"PO": ""}))
    found = documents(xp={"PO": ""})
    assert refusal(found, "xp.PO", "", "x" * room) == ""
    assert "8000 bytes as JSON; with this it has 8001" in refusal(found, "xp.PO", "", "x" * (room + 1))
    assert "8000 bytes" in refusal(found, "xp.PO", "", "é" * (room // 2 + 1))  # bytes, not letters


# ── what is shown only ────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_in_no_edit_of_the_contract_is_shown_and_says_why_it_stays() -> None:
    """Gratuity: the platform would take it, 11.1 does not list it."""
    shown = form(documents("Unsubmitted", Gratuity=7))
    fields = {field.name: field for section in shown.sections for field in section.fields}
    assert (fields["gratuity"].value, fields["gratuity"].locked) == (Decimal(7), "It is for the buyer to give.")


# ── xp of a line (3.6, 6.5) ───────────────────────────────────────────────────────────────────────────────────────

LINE_XP = {"Cut": "thin", "Count": 3, "Rush": True, "Gift": {"Card": "no"}, "Days": [1, 3], "Note": None}
AS_TEXT = "Cut: thin; Count: 3; Rush: true; Gift/Card: no; Days: [1,3]; Note: "


def line_xp(xp: object, status: str = "Open") -> tuple[Value, str]:
    shown = form(documents(status, line("L1", xp=xp)))
    cell = next(cell for cell in shown.lines[0].lines[0].cells if cell.name == "xp")
    return cell.value, cell.locked


def test_xp_of_a_line_is_one_text_that_may_be_edited_in_every_state() -> None:
    for status in STATUSES:
        assert line_xp(LINE_XP, status) == (AS_TEXT, "")
        assert line_xp(None, status) == ("", "")
        assert line_xp("brought over", status) == ("brought over", "It is no map of values; it is shown as it is.")
    assert "OrderAdmin" in refusal(documents(), "xp", "L1", "Cut: thin", context=without("OrderAdmin"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (AS_TEXT.replace("thin", "thick").replace("Count: 3", "Count: 12"), ""),
        (f"Gift/Wrap: red; {AS_TEXT}; Tag: blue", ""),
        (AS_TEXT.replace("Count: 3", "Count: many"), "“Count”: a number was expected"),
        (AS_TEXT.replace("Rush: true", "Rush: maybe"), "“Rush”: it is true or false here"),
        (AS_TEXT.replace("[1,3]", "[1]"), "“Days”: it is more than one value here"),
        (AS_TEXT.replace("Cut: thin; ", ""), "“Cut” cannot be taken out"),
        (f"{AS_TEXT}; Cut/Deep: yes", "“Cut/Deep” cannot be there"),
        (f"{AS_TEXT}; Tag: a; Tag: b", "“Tag” stands there twice"),
        (f"{AS_TEXT}; : b", "needs a name"),
        ("thin", "it is written like"),
        (f"{AS_TEXT}; Tag: {'x' * 8_000}", "8000 bytes"),
    ],
)
def test_values_of_a_line_s_xp_keep_their_kind_and_new_ones_are_texts(typed: str, why: str) -> None:
    reason = refusal(documents("Open", line("L1", xp=LINE_XP)), "xp", "L1", typed)
    assert why in reason
    assert (why == "") is (reason == "")


@given(xp=XPS)
def test_xp_of_a_line_is_read_and_written_back_as_it_was(xp: object) -> None:
    """Names with blanks around them, colons, slashes; nothing, lists, bare numbers."""
    found = decode(encode(xp))
    assert line_xp_codec.encode(line_xp_codec.decode(found), found) == found


@given(xp=XPS, typed=st.dictionaries(KEYS, st.text("ab1/~:;\\{} ", max_size=5), max_size=3), data=st.data())
def test_what_is_typed_into_xp_of_a_line_is_refused_or_stands_there_afterwards(
    xp: object, typed: dict[str, str], data: st.DataObject
) -> None:
    """Beside what is there, over it, or in place of it: what the desk would wait for is what it will read."""
    found = decode(encode(xp))
    said = dict(pairs.typed(str(line_xp_codec.decode(found)))) if isinstance(found, dict) else {}
    over = {name: data.draw(st.sampled_from([item, item, "7"])) for name, item in said.items()}
    wanted = pairs.written({**over, **typed}.items())
    try:
        sent = line_xp_codec.encode(wanted, found)
    except ValueError:
        return
    assert line_xp_codec.same(line_xp_codec.decode(decode(encode(sent))), wanted)


# ── where a line is taken from (6.5) ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", STATUSES)
def test_the_stock_place_of_a_line_is_chosen_until_the_order_is_submitted(status: str) -> None:
    reason = refusal(documents(status), "stock_place", "L1", "north")
    assert reason == ("" if status in DRAFTS else "Where stock is taken from is chosen before the order is submitted.")
