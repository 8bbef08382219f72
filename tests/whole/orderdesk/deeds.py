"""Everything that can be done at Order Desk."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from tests.whole.deeds import Deed, Document
from tests.whole.there import There

TEXT = "Call the kitchen first"
TRACKING = "1Z9999990001"


def field(name: str, path: tuple[str, ...], wanted: Value) -> Callable[[Document], tuple[Change, ...]]:
    def changes(document: Document) -> tuple[Change, ...]:
        return (Change(field=name, seen=_typed(_at(document, path)), wanted=wanted),)

    return changes


def set_to(path: tuple[str, ...], value: object, kind: str = "orders") -> Callable[[There, str, Document], int]:
    """1 where the value is there now and was not before."""
    return lambda there, key, before: int(_at(there.record(key, kind), path) == value != _at(before, path))


def _at(document: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    for name in path:
        document = document[name]
    return document


def _typed(value: Any) -> Value:  # noqa: ANN401 - JSON
    """As the desk reads it: every number that is no count is exact."""
    return Decimal(str(value)) if isinstance(value, float) else value


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def has_lines(order: Document) -> bool:
    return 2 <= len(order["order_items"]) < 20


def is_unsent(order: Document) -> bool:
    return has_lines(order) and not order["order_shipments"]


def _more_of_the_first(order: Document) -> tuple[Change, ...]:
    line = order["order_items"][0]
    return (Change(field="quantity", line=line["id"], seen=line["quantity"], wanted=line["quantity"] + 100),)


def _times_more(there: There, key: str, before: Document) -> int:
    more = there.record(key)["order_items"][0]["quantity"] - before["order_items"][0]["quantity"]
    return int(more // 100)


def _new_line(order: Document) -> tuple[Change, ...]:
    return (
        Change(field=ADD_LINE, line="+1"),
        Change(field="code", line="+1", seen="", wanted="NEW-1"),
        Change(field="name", line="+1", seen="", wanted="Fresh figs"),
        Change(field="quantity", line="+1", seen=1, wanted=3),
        Change(field="price", line="+1", seen=0, wanted=Decimal("2.50")),
    )


def _times_added(there: There, key: str, before: Document) -> int:
    return sum(line["code"] == "NEW-1" for line in there.record(key)["order_items"])


def _without_the_last(order: Document) -> tuple[Change, ...]:
    return (Change(field=REMOVE_LINE, line=order["order_items"][-1]["id"]),)


def _times_removed(there: There, key: str, before: Document) -> int:
    return len(before["order_items"]) - len(there.record(key)["order_items"])


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────

CANCELED = 21657


def _times_moved(there: There, key: str, before: Document) -> int:
    moves = [line for line in there.store().history[int(key)] if "Moved" in line["note"] or "moved" in line["note"]]
    return len(moves) if there.record(key)["folder_id"] != before["folder_id"] else 0


def _another_folder(order: Document) -> Mapping[str, Value]:
    return {"folder": "21660" if order["folder_id"] != 21660 else "21655"}


def _times_noted(there: There, key: str, before: Document) -> int:
    return sum(note["content"] == TEXT for note in there.record(key)["order_notes"])


def _times_logged(there: There, key: str, before: Document) -> int:
    return sum(line["note"] == TEXT for line in there.store().history[int(key)])


def _times_shipped(there: There, key: str, before: Document) -> int:
    return sum(parcel["tracking_number"] == TRACKING for parcel in there.record(key)["order_shipments"])


def _some_lines(order: Document) -> Mapping[str, Value]:
    return {"tracking": TRACKING, "lines": json.dumps({order["order_items"][0]["id"]: "1"})}


def _all_lines(order: Document) -> Mapping[str, Value]:
    lines = {line["id"]: str(line["quantity"]) for line in order["order_items"]}
    return {"tracking": TRACKING, "lines": json.dumps(lines)}


SPRING: Mapping[str, Value] = {"name": "Spring; early", "code": "A;1", "amount": Decimal("1.25")}


def _times_discounted(there: There, key: str, before: Document) -> int:
    return sum(row["code"] == "A;1" for row in there.record(key)["discount_list"])


def _amounts(order: Document) -> list[Decimal]:
    return [Decimal(str(row["amount"])) for row in order["discount_list"]]


def _other_discount(order: Document) -> tuple[Change, ...]:
    (row,) = order["discount_list"]
    name = f"discount.{row['name']} ({row['code']})"
    return (Change(field=name, seen=Decimal(str(row["amount"])), wanted=Decimal("7.75")),)


def _other_words(order: Document) -> tuple[Change, ...]:
    (note,) = order["order_notes"]
    name = f"order_note.{note['date_added']} {note['username']}"
    return (Change(field=name, seen=note["content"], wanted=TEXT),)


def _times_deleted(there: There, key: str, before: Document) -> int:
    return int(there.record(key) is None)


ONE_ORDER, ONE_ITEM = r"/orders/\d+$", r"/inventory-items/\d+$"

DEEDS = (
    Deed(
        name="edit of the head", method="PUT", path=ONE_ORDER,
        changes=field("shipping_method", ("shipping_method",), "Own van at dawn"),
        times=set_to(("shipping_method",), "Own van at dawn"),
    ),
    Deed(
        name="edit of an address", method="PUT", path=ONE_ORDER,
        changes=field("ship_to.address2", ("shipping", "address2"), "Gate 4"),
        times=set_to(("shipping", "address2"), "Gate 4"),
    ),
    Deed(
        name="edit of a charge", method="PUT", path=ONE_ORDER,
        changes=field("handling", ("handling_total",), Decimal("4.75")), times=set_to(("handling_total",), 4.75),
    ),
    Deed(
        name="edit of a discount", method="PUT", path=ONE_ORDER, fits=lambda order: len(order["discount_list"]) == 1,
        changes=_other_discount,
        times=lambda there, key, before: _amounts(there.record(key)).count(Decimal("7.75")),
    ),
    Deed(
        name="edit of a note", method="PUT", path=ONE_ORDER, fits=lambda order: len(order["order_notes"]) == 1,
        changes=_other_words, times=_times_noted,
    ),
    Deed(
        name="edit of a line", method="PUT", path=ONE_ORDER, fits=has_lines,
        changes=_more_of_the_first, times=_times_more,
    ),
    Deed(
        name="added line", method="PUT", path=ONE_ORDER, fits=has_lines, changes=_new_line, times=_times_added,
    ),
    Deed(
        name="removed line", method="PUT", path=ONE_ORDER, fits=has_lines,
        changes=_without_the_last, times=_times_removed,
    ),
    Deed(
        name="stock", kind="stock", method="PUT", path=ONE_ITEM,
        changes=field("on_hand", ("stock",), 4321), times=set_to(("stock",), 4321, "stock"),
    ),
    Deed(
        name="place in stock", kind="stock", method="PUT", path=ONE_ITEM,
        changes=field("place", ("location",), "Dock Z"), times=set_to(("location",), "Dock Z", "stock"),
    ),
    Deed(
        name="move", method="POST", path="/move-orders$", act="move", inputs=_another_folder, times=_times_moved,
    ),
    Deed(
        name="cancel", method="POST", path="/move-orders$", act="cancel", times=_times_moved,
        fits=lambda order: order["folder_id"] != CANCELED,
    ),
    Deed(
        name="note", method="PUT", path=ONE_ORDER, act="add_note", inputs=lambda order: {"text": TEXT},
        times=_times_noted,
    ),
    Deed(
        name="discount", method="PUT", path=ONE_ORDER, act="add_discount", inputs=lambda order: SPRING,
        times=_times_discounted,
    ),
    Deed(
        name="history line", method="POST", path="/order-history$", act="add_history",
        inputs=lambda order: {"text": TEXT}, times=_times_logged,
    ),
    Deed(
        name="shipment of all", method="POST", path="/shipments$", act="add_shipment", fits=is_unsent,
        inputs=_all_lines, times=_times_shipped,
    ),
    Deed(
        name="shipment of some", method="POST", path="/shipments$", act="add_shipment", fits=is_unsent,
        inputs=_some_lines, times=_times_shipped,
    ),
    Deed(
        name="shipment without a number", method="POST", path="/shipments$", act="add_shipment", fits=has_lines,
        times=lambda there, key, before: len(there.record(key)["order_shipments"]) - len(before["order_shipments"]),
    ),
    Deed(
        name="delete", method="DELETE", path=ONE_ORDER, act="delete", times=_times_deleted,
    ),
)  # fmt: skip
