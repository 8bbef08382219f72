"""Invoicing an order (5.6), whole or in part, and taking an invoice away again."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.forms import Choice, Input
from desktop.records import Value
from desktop.vendors.codecs import to_decimal, to_text
from desktop.vendors.contract import (
    Act,
    Ask,
    Context,
    Document,
    Documents,
    Facts,
    Found,
    Json,
    Request,
    Step,
    Stop,
    in_turn,
    steady,
)
from desktop.vendors.orderspace.answers import LABEL
from desktop.vendors.orderspace.lists import key_of
from desktop.vendors.orderspace.order_lists import INVOICE, PART, TEMPLATE
from desktop.vendors.orderspace.order_records import line_key, lines_of, parts_of_sort, status
from desktop.vendors.orderspace.references import TERMS, choices_of
from desktop.vendors.orderspace.steps import GONE, at, delete, listed, one_more
from desktop.vendors.places import maps_in
from desktop.vendors.quantities import chosen

Units = dict[str, Decimal]
"""Order line → units."""

_CENT = Decimal("0.01")


# ── what is open (6.2) ────────────────────────────────────────────────────────────────────────────────────────────


def _open(order: Document) -> Units:
    """Order line → units that are not invoiced yet, those for shipping as well. Raises ValueError."""
    open_lines: Units = {}
    for line in lines_of(order):
        ordered, invoiced = (to_decimal(line.get(name)) or Decimal(0) for name in ("quantity", "invoiced"))
        if ordered > invoiced:
            open_lines[line_key(line)] = ordered - invoiced
    return open_lines


def _may_invoice(documents: Documents, context: Context) -> str:
    order = documents[PART]
    if status(order) in ("cancelled", TEMPLATE):
        return f"The order is {status(order)}."
    return "" if _open(order) else "All of it is on an invoice."


def _inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    left = json.dumps({key: str(units) for key, units in _open(documents[PART]).items()})
    terms = (Choice(value="", label="as the customer has them"), *choices_of(context, TERMS))
    return (
        Input(name="lines", label="Lines", value=left, left=left),
        Input(name="invoice_date", label="Invoice date", editor="day", required=False, hint="Empty: today, there."),
        Input(name="terms", label="Payment terms", editor="choice", value="", choices=terms, required=False),
        Input(name="due_date", label="Due", editor="day", required=False, hint="In the place of payment terms."),
        Input(name="comments", label="Comments", editor="paragraph", value="", required=False),
    )


def _wanted(inputs: Mapping[str, Value]) -> Units:
    return chosen(inputs.get("lines"))


def _check(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    try:
        wanted, left = _wanted(inputs), _open(documents[PART])
    except ValueError as error:
        return f"The quantities cannot be read: {error}."
    names = {line_key(line): to_text(line.get("name")) for line in lines_of(documents[PART])}
    for key, units in wanted.items():
        if units < 0 or units != units.to_integral_value():
            return f"{names.get(key, key)}: whole units are invoiced."
        if units > left.get(key, Decimal(0)):
            return f"{names.get(key, key)}: {left.get(key, Decimal(0))} are left to invoice."
    if inputs.get("terms") and inputs.get("due_date"):
        return "Choose payment terms or a day, not both."
    return "" if wanted else "Choose what is invoiced."


def _tell(inputs: Mapping[str, Value], context: Context) -> str:
    units = sum(_wanted(inputs).values(), Decimal(0))
    return f"Invoice {units} {'unit' if units == 1 else 'units'}"


# ── the step (17 b) ───────────────────────────────────────────────────────────────────────────────────────────────


def _request(facts: Facts) -> Request | Stop:
    order = facts.fresh.get(PART)
    if order is None:
        return GONE
    if because := _may_invoice(facts.fresh, facts.context) or _check(facts.inputs, facts.fresh, facts.context):
        return Stop(because=because)
    rows = [{"order_line_id": key, "quantity": int(units)} for key, units in _wanted(facts.inputs).items()]
    body: Document = {"customer_id": to_text(order.get("customer_id")), "orders": [{"id": facts.key}]}
    days = {
        name: day.isoformat() for name in ("invoice_date", "due_date") if isinstance(day := _input(facts, name), date)
    }
    texts = {"payment_terms_id": _input(facts, "terms"), "comments": _input(facts, "comments")}
    body |= days | {name: text for name, text in texts.items() if text}
    return Request(method="POST", path="/invoices", body={"invoice": {**body, "invoice_lines": rows}})


def _input(facts: Facts, name: str) -> Value:
    return facts.inputs.get(name)


def _look(facts: Facts) -> tuple[Ask, ...]:
    """Invoices of the customer since the order was placed: it has none that are older (5.6)."""
    order = facts.fresh.get(PART, {})
    of_customer = ("customer_id", to_text(order.get("customer_id")))
    return (listed("/invoices", of_customer, ("created_since", to_text(order.get("created")))),) if order else ()


def _happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One more invoice of the order; with these lines and what they come to it is ours."""
    order = facts.fresh.get(PART)
    if order is None:
        return Found(verdict="cannot tell", words="The order is not there any more.")
    wanted = _wanted(facts.inputs)
    total = _total(order, wanted)

    def is_like(invoice: Document) -> bool:
        return [to_text(each.get("id")) for each in maps_in(invoice.get("orders"), "orders")] == [facts.key]

    def is_ours(invoice: Document) -> bool:
        return is_like(invoice) and _units_of(invoice) == wanted and to_decimal(invoice.get("gross_total")) == total

    return one_more(before, now, "invoices", is_ours, is_like)


def _units_of(invoice: Document) -> Units:
    rows = maps_in(invoice.get("invoice_lines"), "invoice_lines")
    return {to_text(row.get("order_line_id")): to_decimal(row.get("quantity")) or Decimal(0) for row in rows}


def _total(order: Document, units: Units) -> Decimal:
    """What these lines come to with tax, as Orderspace reckons (13)."""
    total = Decimal(0)
    for line in lines_of(order):
        price, rate = (to_decimal(line.get(name)) or Decimal(0) for name in ("unit_price", "tax_rate"))
        amount = _rounded(units.get(line_key(line), Decimal(0)) * price)
        total += amount + _rounded(amount * rate / 100)
    return total


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


INVOICE_IT = Act(
    name="invoice", label="Invoice", allowed=_may_invoice, inputs=_inputs, check=_check, tells=_tell,
    warning=f"{LABEL} may mail the customer. A new order is then invoiced: its payment is awaited.",
    steps=in_turn(
        steady(Step(name="invoice", request=_request, look=_look, happened=_happened, sets=False), LABEL)
    ),
)  # fmt: skip


# ── taking one away (7) ───────────────────────────────────────────────────────────────────────────────────────────


def _may_delete(documents: Documents, context: Context) -> str:
    return "" if parts_of_sort(documents, INVOICE) else "It has no invoice."


def _delete_inputs(documents: Documents, context: Context) -> tuple[Input, ...]:
    invoices = parts_of_sort(documents, INVOICE)
    choices = tuple(Choice(value=key_of(each), label=to_text(each.get("number")) or key_of(each)) for each in invoices)
    first = choices[-1].value if choices else ""
    return (Input(name="invoice", label="Invoice", editor="choice", value=first, choices=choices),)


def _check_delete(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    known = [key_of(each) for each in parts_of_sort(documents, INVOICE)]
    return "" if to_text(inputs.get("invoice")) in known else "Choose an invoice of the order."


def _delete_steps(inputs: Mapping[str, Value]) -> tuple[Step, ...]:
    return (delete("delete invoice", lambda facts: at("invoices", to_text(inputs.get("invoice")))),)


DELETE_INVOICE = Act(
    name="delete_invoice", label="Delete an invoice", allowed=_may_delete, inputs=_delete_inputs, check=_check_delete,
    warning=f"{LABEL} deletes the invoice for good, with what was paid of it, for all orders that are on it.",
    final=True, steps=_delete_steps, moves=lambda inputs: (to_text(inputs.get("invoice")),),
    told_in=(Request(method="GET", path="/invoices"),),
)  # fmt: skip
