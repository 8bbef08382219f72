"""An order's discounts (3.3): the amount of each is a field of its own; one more is added by an act."""

from collections.abc import Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import money, to_decimal, to_text
from desktop.vendors.contract import Act, Context, Document, Documents, Facts, Found, Json, Listed, Stop, in_turn
from desktop.vendors.orderdesk.checks import TOTALS
from desktop.vendors.orderdesk.records import PART
from desktop.vendors.orderdesk.shapes import put_order
from desktop.vendors.orderdesk.steps import Wish, order_in, order_look, step
from desktop.vendors.places import maps_in
from desktop.vendors.steps import one_more
from desktop.vendors.tables import always

_NEGATIVE = "A discount’s amount is not below 0; it is taken off the total."


def discount_key(row: Document) -> str:
    """What a discount is known by: its name and code, which stay as they are."""
    name, code = to_text(row.get("name")), to_text(row.get("code"))
    return f"{name} ({code})" if name and code else name or code or "without a name"


def _check_rows(rows: Sequence[Document], before: Sequence[Document]) -> str:
    changed = [row for row in rows if row not in before]
    return _NEGATIVE if any((to_decimal(row.get("amount")) or 0) < 0 for row in changed) else ""


DISCOUNTS = Listed(
    prefix="discount.",
    path=("discount_list",),
    key=discount_key,
    label=lambda row: f"Discount {discount_key(row)}",
    member="amount",
    codec=money,
    section="Charges",
    editable=always,
    check=_check_rows,
    moves=("discount", *TOTALS),
    hint="Empty: it is taken off the order.",
)


# ── one more ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _row(inputs: Mapping[str, Value]) -> Document:
    name, code = (to_text(inputs.get(key)).strip() for key in ("name", "code"))
    return {"name": name, "code": code, "amount": money.encode(inputs.get("amount"), 0)}


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    row = _row(inputs)
    if not row["name"] and not row["code"]:
        return "Give the discount a name or a code."
    if row["amount"] is None:
        return "Give the discount’s amount."
    return _NEGATIVE if row["amount"] < 0 else ""


def _request(facts: Facts) -> Wish:
    fresh = facts.fresh.get(PART)
    if fresh is None:
        return Stop(because="The order is not there any more.")
    if problem := _check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=problem)
    rows = [*maps_in(fresh.get("discount_list")), _row(facts.inputs)]
    return put_order(facts.key, {**fresh, "discount_list": rows}, fresh)


def _like_it(looks: Sequence[Json], facts: Facts) -> int | None:
    order = order_in(looks)
    if order is None:
        return None
    return [_said(row) for row in maps_in(order.get("discount_list"))].count(_said(_row(facts.inputs)))


def _said(row: Document) -> tuple[object, ...]:
    return to_text(row.get("name")).strip(), to_text(row.get("code")).strip(), to_decimal(row.get("amount"))


def _happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    was, found = _like_it(before, facts), _like_it(now, facts)
    return one_more(was, found, {"order": order_in(now)}, "discounts like this one")


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    row = _row(inputs)
    return f"Add discount {discount_key(row)}: {to_text(row['amount'])}"


ADD_DISCOUNT = Act(
    name="add_discount",
    label="Add discount",
    allowed=always,
    inputs=lambda documents, context: (
        Input(name="name", label="Name", value="", required=False),
        Input(name="code", label="Code", value="", required=False),
        Input(name="amount", label="Amount", editor="money", hint="Taken off the order’s total."),
    ),
    check=_check,
    tells=_tell,
    steps=in_turn(step("discount", _request, order_look, _happened, sets=False)),
)
