"""Every edit of an order at OrderCloud that is one request (11.1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from desktop.vendors.ordercloud.line_xp import flat
from tests.whole.deeds import Deed, Document
from tests.whole.ordercloud.order_world import DOCK, YARD, furnish, is_status, lines, lines_of, order_of
from tests.whole.there import There

ORDER = r"/orders/Incoming/[^/]+$"
BILL_TO, SHIP_TO = r"/orders/Incoming/[^/]+/billto$", r"/orders/Incoming/[^/]+/shipto$"
LINES, LINE = r"/orders/Incoming/[^/]+/lineitems$", r"/orders/Incoming/[^/]+/lineitems/[^/]+$"
LINE_SHIP_TO = r"/orders/Incoming/[^/]+/lineitems/[^/]+/shipto$"

Path = tuple[str, ...]
OPEN = is_status("Open")
NEEDED = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)


def _at(document: Any, path: Path) -> Any:  # noqa: ANN401 - JSON
    for name in path:
        document = document[name]
    return document


def _typed(value: Any) -> Value:  # noqa: ANN401 - JSON
    """As the desk reads it: every number with a fraction is exact."""
    return Decimal(str(value)) if isinstance(value, float) else value


def _first(document: Document) -> str:
    return str(lines(document)[0]["ID"])


def of_draft(deed: Deed) -> Deed:
    """The same done to a basket."""
    fits = is_status("Unsubmitted")
    return replace(deed, name=f"{deed.name} of a draft", fits=fits, theirs="drafts", options={"drafts": "yes"})


# ── the order's own values ────────────────────────────────────────────────────────────────────────────────────────


def _set(name: str, field: str, path: Path, wanted: Value, at: str = ORDER, method: str = "PATCH") -> Deed:
    def changes(document: Document) -> tuple[Change, ...]:
        return (Change(field=field, seen=_typed(_at(document["order"], path)), wanted=wanted),)

    def times(there: There, key: str, before: Document) -> int:
        return int(_typed(_at(order_of(there, key), path)) == wanted != _typed(_at(before["order"], path)))

    return Deed(name=name, method=method, path=at, fits=OPEN, prepare=furnish, changes=changes, times=times)


def _has_po(document: Document) -> bool:
    xp = document["order"]["xp"]
    return OPEN(document) and isinstance(xp, dict) and "PO" in xp


def _new_po(document: Document) -> tuple[Change, ...]:
    return (Change(field="xp.PO", seen=document["order"]["xp"]["PO"], wanted="PO-4711"),)


def _times_po(there: There, key: str, before: Document) -> int:
    xp = order_of(there, key)["xp"]
    assert {**xp, "PO": ""} == {**before["order"]["xp"], "PO": ""}
    return int(xp["PO"] == "PO-4711")


# ── addresses (6.7) ───────────────────────────────────────────────────────────────────────────────────────────────


def _ship_to(document: Document) -> tuple[Change, ...]:
    return (Change(field="ship_to.City", seen=lines(document)[0]["ShippingAddress"]["City"], wanted="Fremantle"),)


def _all_go_there(wanted: str) -> Callable[[There, str, Document], int]:
    """1 when every line is shipped to this town, with the rest of the address as it was."""

    def times(there: There, key: str, before: Document) -> int:
        found = [line["ShippingAddress"] for line in lines_of(there, key)]
        assert {address["AddressName"] for address in found} == {"The dock"}
        return int({address["City"] for address in found} == {wanted})

    return times


def _all_go_to_the_dock(there: There, key: str, before: Document) -> int:
    return int({line["ShippingAddressID"] for line in lines_of(there, key)} == {DOCK})


def _line_ship_to(document: Document) -> tuple[Change, ...]:
    line = lines(document)[0]
    seen = line["ShippingAddress"]["City"]
    return (Change(field="ship_to.City", line=line["ID"], seen=seen, wanted="Fremantle"),)


def _one_goes_there(there: There, key: str, before: Document) -> int:
    return sum(line["ShippingAddress"]["City"] == "Fremantle" for line in lines_of(there, key))


ADDRESSES = (
    _set("billing address by its ID", "billing_address", ("BillingAddressID",), DOCK),
    _set("billing address corrected", "bill_to.City", ("BillingAddress", "City"), "Fremantle", BILL_TO),
    of_draft(
        _set("billing address replaced", "bill_to.City", ("BillingAddress", "City"), "Fremantle", BILL_TO, "PUT")
    ),
    Deed(
        name="shipping address by its ID", method="PATCH", path=ORDER, fits=OPEN, prepare=furnish,
        changes=lambda document: (Change(field="shipping_address", seen=YARD, wanted=DOCK),),
        times=_all_go_to_the_dock,
    ),
    Deed(
        name="shipping address corrected", method="PATCH", path=SHIP_TO, fits=OPEN, prepare=furnish, changes=_ship_to,
        times=_all_go_there("Fremantle"),
    ),
    of_draft(
        Deed(
            name="shipping address replaced", method="PUT", path=SHIP_TO, prepare=furnish, changes=_ship_to,
            times=_all_go_there("Fremantle"),
        )
    ),
    Deed(
        name="shipping address of a line", method="PUT", path=LINE_SHIP_TO, fits=OPEN, prepare=furnish,
        changes=_line_ship_to, times=_one_goes_there,
    ),
)  # fmt: skip


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _says(value: Any, wanted: Value) -> bool:  # noqa: ANN401 - JSON
    """An instant may be spelled in several ways."""
    if isinstance(wanted, datetime):
        return bool(value) and datetime.fromisoformat(value) == wanted
    return _typed(value) == wanted


def _of_line(name: str, field: str, member: str, wanted: Value) -> Deed:
    def changes(document: Document) -> tuple[Change, ...]:
        line = lines(document)[0]
        return (Change(field=field, line=line["ID"], seen=_typed(line[member]), wanted=wanted),)

    def times(there: There, key: str, before: Document) -> int:
        now = next(line for line in lines_of(there, key) if line["ID"] == _first(before))
        return int(_says(now[member], wanted) and not _says(lines(before)[0][member], wanted))

    return Deed(name=name, method="PATCH", path=LINE, fits=OPEN, prepare=furnish, changes=changes, times=times)


def _new_xp(document: Document) -> tuple[Change, ...]:
    line = lines(document)[0]
    seen = str(flat.decode(line["xp"]))
    return (Change(field="xp", line=line["ID"], seen=seen, wanted="; ".join(filter(None, (seen, "Gift: yes")))),)


def _times_gift(there: There, key: str, before: Document) -> int:
    now = next(line for line in lines_of(there, key) if line["ID"] == _first(before))["xp"] or {}
    assert {**now, "Gift": ""} == {**(lines(before)[0]["xp"] or {}), "Gift": ""}
    return int(now.get("Gift") == "yes")


def _new_line(document: Document) -> tuple[Change, ...]:
    return (
        Change(field=ADD_LINE, line="+1"),
        Change(field="code", line="+1", seen="", wanted=lines(document)[0]["ProductID"]),
        Change(field="quantity", line="+1", seen=1, wanted=2),
        Change(field="price", line="+1", seen=None, wanted=Decimal("9.75")),
    )


def _times_added(there: There, key: str, before: Document) -> int:
    return len(lines_of(there, key)) - len(lines(before))


def _without_the_last(document: Document) -> tuple[Change, ...]:
    return (Change(field=REMOVE_LINE, line=lines(document)[-1]["ID"]),)


EDITS = (
    _set("comments", "note", ("Comments",), "Call the kitchen first"),
    Deed(
        name="xp", method="PATCH", path=ORDER, fits=_has_po, prepare=furnish, changes=_new_po, times=_times_po,
    ),
    _set("shipping cost", "shipping", ("ShippingCost",), Decimal("7.25")),
    _set("tax", "tax", ("TaxCost",), Decimal("3.15")),
    *ADDRESSES,
    _of_line("quantity of a line", "quantity", "Quantity", 31),
    _of_line("price of a line", "price", "UnitPrice", Decimal("9.75")),
    _of_line("day a line is needed", "needed", "DateNeeded", NEEDED),
    _of_line("cost centre of a line", "cost_centre", "CostCenter", "Bar"),
    Deed(
        name="xp of a line", method="PATCH", path=LINE, fits=OPEN, prepare=furnish, changes=_new_xp, times=_times_gift,
    ),
    of_draft(_of_line("stock place of a line", "stock_place", "InventoryRecordID", "north")),
    of_draft(
        Deed(
            name="new line", method="POST", path=LINES, prepare=furnish, changes=_new_line, times=_times_added,
        )
    ),
    of_draft(
        Deed(
            name="line taken out", method="DELETE", path=LINE, prepare=furnish, changes=_without_the_last,
            times=lambda there, key, before: -_times_added(there, key, before),
        )
    ),
)  # fmt: skip
