"""How edits of OrderCloud's orders are sent (11.1, 6.7), and whether a write of unclear end has happened (16 b)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.vendors.contract import Document, Documents, Json, Request, Step, Stop
from desktop.vendors.ordercloud.order_edits import write
from tests.vendors.cloud_orders import TOKEN, address, documents, facts, judged, line, listed, order, said, sent

NEEDED = datetime(2026, 12, 24, 8, tzinfo=UTC)
NOTE = Change(field="note", seen="Ring", wanted="Call first")
SHIPPING = Change(field="shipping", seen=Decimal("4.95"), wanted=Decimal("7.25"))
BILL_CITY = Change(field="bill_to.City", seen="Perth", wanted="Fremantle")
SHIP_CITY = Change(field="ship_to.City", seen="Perth", wanted="Fremantle")
LINE_CITY = Change(field="ship_to.City", line="L1", seen="Perth", wanted="Fremantle")
LINE_XP = Change(field="xp", line="L1", seen="", wanted="Cut: thin")
GROWN = f'Days: ["{"x" * 8_000}"]; Cut: thin'
QUANTITY = Change(field="quantity", line="L1", seen=4, wanted=6)
NEW_LINE = (
    Change(field=ADD_LINE, line="+1"),
    Change(field="code", line="+1", seen="", wanted="P2"),
    Change(field="quantity", line="+1", seen=1, wanted=3),
)
DRAFT = documents("Unsubmitted")
FREMANTLE = address("2 Bill Rd", City="Fremantle")
GONE: Documents = {}


def only(*changes: Change) -> Step:
    (step,) = write("98403", changes)
    return step


def stopped(found: Documents, *changes: Change) -> str:
    first, *_ = write("98403", changes)
    request = first.request(facts(found, *changes))
    assert isinstance(request, Stop), request
    return request.because


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "request_sent"),
    [
        ([NOTE, SHIPPING], ("PATCH", "", {"Comments": "Call first", "ShippingCost": Decimal("7.25")})),
        ([Change(field="note", seen="Ring", wanted="")], ("PATCH", "", {"Comments": None})),
        ([Change(field="tax", seen=Decimal("0"), wanted=Decimal("3"))], ("PATCH", "", {"TaxCost": Decimal("3")})),
        ([Change(field="xp.PO", seen="PO-8", wanted="PO-9")], ("PATCH", "", {"xp": {"PO": "PO-9"}})),
        ([Change(field="xp.Gift", seen="", wanted="7")], ("PATCH", "", {"xp": {"Gift": "7"}})),
        ([Change(field="xp.Rush", seen="true", wanted="false")], ("PATCH", "", {"xp": {"Rush": False}})),
        (
            [Change(field="xp.Delivery/Window/From", seen="06:00", wanted="07:00")],
            ("PATCH", "", {"xp": {"Delivery": {"Window": {"From": "07:00"}, "Days": [1, 3]}}}),
        ),
        ([Change(field="billing_address", seen="", wanted="dock")], ("PATCH", "", {"BillingAddressID": "dock"})),
        ([Change(field="shipping_address", seen="", wanted="dock")], ("PATCH", "", {"ShippingAddressID": "dock"})),
        ([QUANTITY], ("PATCH", "/lineitems/L1", {"Quantity": 6})),
        (
            [Change(field="price", line="L1", seen=Decimal("2.5"), wanted=Decimal("3"))],
            ("PATCH", "/lineitems/L1", {"UnitPrice": Decimal("3")}),
        ),
        (
            [Change(field="own_price", line="L1", seen=True, wanted=False)],
            ("PATCH", "/lineitems/L1", {"UnitPrice": None}),
        ),
        (
            [Change(field="needed", line="L1", seen=None, wanted=NEEDED)],
            ("PATCH", "/lineitems/L1", {"DateNeeded": "2026-12-24T08:00:00+00:00"}),
        ),
        (
            [Change(field="needed", line="L1", seen=NEEDED, wanted=None)],
            ("PATCH", "/lineitems/L1", {"DateNeeded": None}),
        ),
        (
            [Change(field="cost_centre", line="L1", seen="", wanted="Bar")],
            ("PATCH", "/lineitems/L1", {"CostCenter": "Bar"}),
        ),
        (
            [Change(field="stock_place", line="L1", seen="", wanted="north")],
            ("PATCH", "/lineitems/L1", {"InventoryRecordID": "north"}),
        ),
        ([LINE_XP], ("PATCH", "/lineitems/L1", {"xp": {"Cut": "thin"}})),
    ],
)  # fmt: skip
def test_only_the_keys_that_change_are_patched(
    changes: list[Change], request_sent: tuple[str, str, Json]
) -> None:  # fmt: skip
    assert sent(documents(), *changes) == [request_sent]


def test_of_a_line_s_xp_whole_first_level_keys_are_sent_and_only_those_that_change() -> None:
    found = documents("Open", line("L1", xp={"Cut": "thin", "Count": 3, "Gift": {"Card": "no", "Days": [1]}}))
    wanted = "Cut: thin; Count: 4; Gift/Card: yes; Gift/Days: [1]; Tag: 7"
    assert sent(found, Change(field="xp", line="L1", seen="", wanted=wanted)) == [
        ("PATCH", "/lineitems/L1", {"xp": {"Count": 4, "Gift": {"Card": "yes", "Days": [1]}, "Tag": "7"}})
    ]


def test_lines_are_added_under_an_id_of_ours_and_taken_out() -> None:
    assert sent(DRAFT, *NEW_LINE) == [
        ("POST", "/lineitems", {"ID": f"{TOKEN}-1", "ProductID": "P2", "Quantity": 3})
    ]  # fmt: skip
    assert sent(DRAFT, Change(field=REMOVE_LINE, line="L2")) == [("DELETE", "/lineitems/L2", None)]


@pytest.mark.parametrize(
    ("found", "change", "method", "path", "body"),
    [
        (documents(), BILL_CITY, "PATCH", "/billto", {"City": "Fremantle"}),
        (documents(BillingAddressID="yard"), BILL_CITY, "PATCH", "/billto", {"City": "Fremantle"}),
        (documents("Unsubmitted"), BILL_CITY, "PATCH", "/billto", {"City": "Fremantle"}),
        (documents(), SHIP_CITY, "PATCH", "/shipto", {"City": "Fremantle"}),
        (documents("AwaitingApproval", ShippingAddressID="yard"), SHIP_CITY, "PATCH", "/shipto", {"City": "Fremantle"}),
    ],
)
def test_some_fields_of_an_address_are_corrected(
    found: Documents, change: Change, method: str, path: str, body: Json
) -> None:
    assert sent(found, change) == [(method, path, body)]


@pytest.mark.parametrize(
    ("change", "path", "members"),
    [
        (BILL_CITY, "/billto", {"BillingAddressID": "yard"}),
        (SHIP_CITY, "/shipto", {"ShippingAddressID": "yard"}),
    ],
)
def test_on_a_draft_an_address_that_was_set_by_its_id_is_replaced_whole(
    change: Change, path: str, members: dict[str, str]
) -> None:
    """6.7: there a correction is refused. What is not shown goes with it; what says which saved one it was does not."""
    ((method, where, body),) = sent(documents("Unsubmitted", **members), change)
    assert (method, where) == ("PUT", path)
    assert (body["City"], body["AddressName"], body["xp"]) == ("Fremantle", "The yard", {"gate": 1})
    assert not {"ID", "DateCreated", "Street2"} & body.keys()


def test_where_there_is_no_address_a_whole_one_is_put_or_it_is_said_what_is_missing() -> None:
    none = documents(BillingAddress=None)
    typed = [
        Change(field=f"bill_to.{name}", seen="", wanted=value)
        for name, value in (("Street1", "1 Dock Rd"), ("City", "Bern"), ("Country", "CH"))
    ]
    assert sent(none, *typed) == [("PUT", "/billto", {"Street1": "1 Dock Rd", "City": "Bern", "Country": "CH"})]
    assert stopped(none, BILL_CITY) == "The address has no street and no country."


def test_a_line_s_own_address_is_put_whole() -> None:
    ((method, path, body),) = sent(documents(), LINE_CITY)
    assert (method, path) == ("PUT", "/lineitems/L1/shipto")
    assert (body["Street1"], body["City"], body["AddressName"]) == ("9 Yard St", "Fremantle", "The yard")
    none = documents("Open", line("L1", ShippingAddress=None))
    assert stopped(none, LINE_CITY) == "The address has no street and no country."


def test_the_order_goes_first_then_its_addresses_then_its_lines_each_under_a_name_that_stays() -> None:
    changes = (QUANTITY, LINE_CITY, SHIP_CITY, BILL_CITY, NOTE, *NEW_LINE, Change(field=REMOVE_LINE, line="L2"))
    names = [step.name for step in write("98403", changes)]
    assert names == ["order", "billto", "shipto", "line L1", "line L1 shipto", "add +1", "remove L2"]
    assert [only(change).name for change in (NOTE, SHIP_CITY)] == ["order", "shipto"]
    delivered = [change for step in write("98403", changes) for change in step.changes]
    assert sorted(map(repr, delivered)) == sorted(map(repr, changes))


@pytest.mark.parametrize("key", ["a/b", "98403"])
def test_paths_hold_ids_as_one_step(key: str) -> None:
    (step,) = write(key, (Change(field="quantity", line="x/y", seen=1, wanted=2),))
    known = facts(documents("Open", line("x/y")))
    request = step.request(known)
    assert isinstance(request, Request)
    assert said(request)[1] == "/lineitems/x%2Fy"


# ── what is not sent ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("found", "changes", "why"),
    [
        (GONE, [NOTE], "The order is not there any more."),
        (GONE, [BILL_CITY], "The order is not there any more."),
        (documents("Open", line("L2")), [QUANTITY], "not there any more"),
        (documents("Open", line("L2")), [LINE_CITY], "not there any more"),
        (documents("Open", line("L1", QuantityShipped=7)), [QUANTITY], "7 are shipped already"),
        (DRAFT, NEW_LINE[:1], "The new line has no product ID."),
        (documents(xp="text"), [Change(field="xp.PO", seen="PO-8", wanted="PO-9")], "cannot be changed so"),
        (
            documents(xp={"PO": "PO-8", "Notes": "x" * 7_990}),
            [Change(field="xp.PO", seen="PO-8", wanted="PO-9")],
            "8000 bytes",
        ),
        (
            documents("Open", line("L1", xp={"Count": 3})),
            [LINE_XP],
            "so: “Count” cannot be taken out",
        ),
        (documents("Open", line("L1", xp="text")), [LINE_XP], "cannot be changed so"),
        (documents("Open", line("L1", xp={"Days": ["x" * 8_000]})), [replace(LINE_XP, wanted=GROWN)], "8000 bytes"),
        (documents(), [Change(field="billing_address", seen="", wanted="dock"), BILL_CITY], "an edit of its own"),
        (documents(), [Change(field="shipping_address", seen="", wanted="dock"), SHIP_CITY], "an edit of its own"),
    ],
)
def test_what_cannot_be_sent_says_why(found: Documents, changes: Sequence[Change], why: str) -> None:
    assert why in stopped(found, *changes)


def test_a_saved_address_and_one_of_a_line_go_together() -> None:
    changes = (Change(field="shipping_address", seen="", wanted="dock"), LINE_CITY)
    assert [path for _, path, _ in sent(documents(), *changes)] == ["", "/lineitems/L1/shipto"]


# ── whether it has happened ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "now", "verdict"),
    [
        ([NOTE], order(Comments="Call first"), "yes"),
        ([NOTE], order(), "no"),
        ([NOTE], order(Comments="Third"), "no"),
        ([NOTE], None, "no"),
        ([NOTE, SHIPPING], order(Comments="Call first"), "no"),
        ([BILL_CITY], order(BillingAddress=FREMANTLE), "yes"),
        ([BILL_CITY], order(), "no"),
        ([BILL_CITY], order(BillingAddress=None), "no"),
        ([QUANTITY], line("L1", Quantity=6), "yes"),
        ([QUANTITY], line("L1"), "no"),
        ([Change(field="own_price", line="L1", seen=True, wanted=False)], line("L1"), "yes"),
        ([Change(field="own_price", line="L1", seen=True, wanted=False)], line("L1", PriceOverridden=True), "no"),
        ([LINE_CITY], line("L1", ShippingAddress=FREMANTLE), "yes"),
        ([LINE_CITY], line("L1"), "no"),
        (NEW_LINE, line(f"{TOKEN}-1"), "yes"),
        (NEW_LINE, None, "no"),
        ([Change(field=REMOVE_LINE, line="L2")], None, "yes"),
        ([Change(field=REMOVE_LINE, line="L2")], line("L2"), "no"),
        ([SHIP_CITY], listed(line("L1", ShippingAddress=FREMANTLE), line("L2", ShippingAddress=FREMANTLE)), "yes"),
        ([SHIP_CITY], listed(line("L1", ShippingAddress=FREMANTLE), line("L2")), "no"),
        ([SHIP_CITY], listed(), "no"),
    ],
)
def test_a_write_has_happened_when_it_is_there_as_wanted(
    changes: Sequence[Change], now: Json, verdict: str
) -> None:  # fmt: skip
    assert judged(only(*changes), [None], [now], facts(documents(), *changes)) == verdict


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ([NOTE], ""),
        ([BILL_CITY], ""),
        ([SHIP_CITY], "/lineitems"),
        ([QUANTITY], "/lineitems/L1"),
        ([LINE_CITY], "/lineitems/L1"),
        (NEW_LINE, f"/lineitems/{TOKEN}-1"),
        ([Change(field=REMOVE_LINE, line="L2")], "/lineitems/L2"),
    ],
)
def test_each_step_looks_at_what_it_changes_where_nothing_lags(changes: Sequence[Change], path: str) -> None:
    (ask,) = only(*changes).look(facts(documents()))
    assert said(ask.request)[:2] == ("GET", path)


def test_an_answer_tells_the_order_alone_and_what_moves_lines_is_read_again() -> None:
    after: Document = order(Comments="Call first")
    assert only(NOTE).truth(after) == {"order": after}
    assert only(BILL_CITY).truth(after) == {"order": after}
    assert only(NOTE).truth({}) is None
    for change in (SHIP_CITY, QUANTITY, Change(field="shipping_address", seen="", wanted="dock")):
        assert only(change).truth(after) is None
