"""Rows and record forms of the made-up world: its truth with the unsent changes laid over it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry, is_added, table_of
from desktop.forms import ActForm, FieldForm, Input, LineForm, LinesForm, Raw, RecordForm, Section, Total
from desktop.questions import Row
from desktop.records import Note, Order, Value
from tests.ui.desk_world import ACTS, FIELDS, NOW, ORDER_LINES, FieldOf, Made, TableOf

Edited = Mapping[tuple[str, str], tuple[Change, bool]]
"""(field, line) → the change and whether it is on its way."""


def edited(entries: Sequence[Entry]) -> Edited:
    return {
        (change.field, change.line): (change, entry.state != "draft")
        for entry in entries
        for change in entry.changes
    }  # fmt: skip


def row_of(made: Made, entries: Sequence[Entry]) -> Row:
    values: dict[str, Value] = dict(made.columns)
    changed: dict[str, Value] = {}
    changes = edited(entries)
    for field in FIELDS[made.kind]:
        if not field.column:
            continue
        values[field.column] = made.truth[field.name]
        if (field.name, "") in changes:
            changed[field.column] = made.truth[field.name]
            values[field.column] = changes[field.name, ""][0].wanted
    if made.kind == "orders":
        values["vendor_state"] = {"1": "New", "2": "Prepared", "3": "Closed"}[str(values["vendor_state"])]
        values["lines"] = len(made.lines)
        values["total"] = goods(made) + (amount(made.truth["freight"]))
    marks = tuple(dict.fromkeys([entry.state for entry in entries] + (["unread"] if made.unread else [])))
    return Row(
        id=made.row, account=made.account, key=made.key, values=values, changed=changed, marks=marks,
        locked=made.locked, gone=made.gone, as_of=NOW,
    )  # fmt: skip


def amount(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def goods(made: Made) -> Decimal:
    return sum((amount(line["quantity"]) * amount(line["price"]) for line in made.lines.values()), Decimal(0))


def form_of(made: Made, entries: Sequence[Entry]) -> RecordForm:
    changes = edited(entries)
    currency = str(made.columns.get("currency", ""))
    fields = made.fields or FIELDS[made.kind]
    names = list(dict.fromkeys(field.section for field in fields))
    sections = tuple(
        Section(
            name=name,
            fields=tuple(
                field_form(field, made.truth[field.name], changes.get((field.name, "")), currency, made.locked)
                for field in fields
                if field.section == name
            ),
        )
        for name in names
    )
    orders = made.kind == "orders"
    return RecordForm(
        row=made.row, account=made.account, kind=made.kind, key=made.key, title=made.title,
        record=order_of(made) if orders and not made.unread else None,
        sections=() if made.unread else sections,
        lines=() if made.unread else tuple(lines_of(made, table, changes, currency) for table in made.tables),
        totals=totals_of(made, changes, currency) if orders and not made.unread else (),
        notes=(Note(text="Ask for the dock key", by="Lucia", at=NOW),) if orders else (),
        history=(Note(text="placed", by="Lucia Ferrante", at=NOW), Note(text="copied")) if orders else (),
        acts=acts_of(made), raw=(Raw(part=made.kind, text=raw_text(made)),), entries=tuple(entries),
        origin=made.origin, unread=made.unread, gone=made.gone, as_of=NOW,
    )  # fmt: skip


def acts_of(made: Made) -> tuple[ActForm, ...]:
    """Those that go by lines have all of each line left."""
    left = json.dumps({key: str(line["quantity"]) for key, line in made.lines.items() if "quantity" in line})
    return tuple(
        replace(act, inputs=tuple(asked if asked.left is None else of_lines(asked, left) for asked in act.inputs))
        for act in ACTS[made.kind]
    )


def of_lines(asked: Input, left: str) -> Input:
    return replace(asked, value=left, left=left)


def raw_text(made: Made) -> str:
    if made.unread:
        return '{"id": "broken'
    return f'{{"id": "{made.key}", "buyer": {{"name": "<i>Lucia</i>", "vat": null}}, "tags": ["a", 2.50]}}'


def order_of(made: Made) -> Order:
    return Order(
        id=made.key, number=str(made.columns["number"]), customer=str(made.columns["customer"]),
        state=made.columns["state"], vendor_state="New", currency=str(made.columns["currency"]),  # type: ignore[arg-type] # a state of the world
        total=goods(made) + amount(made.truth["freight"]),
    )  # fmt: skip


def field_form(
    field: FieldOf, value: Value, change: tuple[Change, bool] | None, currency: str, locked: str = ""
) -> FieldForm:
    return FieldForm(
        name=field.name, label=field.label, editor=field.editor, value=change[0].wanted if change else value,
        before=value if change else None, changed=change is not None, submitted=bool(change and change[1]),
        locked=field.locked or locked, choices=field.choices, limit=field.limit,
        currency=currency if field.editor == "money" else "", hint=field.hint,
    )  # fmt: skip


def lines_of(made: Made, table: TableOf, changes: Edited, currency: str) -> LinesForm:
    added = [line for name, line in changes if name == ADD_LINE]
    lines: list[LineForm] = []
    for key in [key for key in (*made.lines, *added) if table_of(key, made.tables) is table]:
        truth = dict(made.lines.get(key, {}))
        cells = []
        for column in table.fields:
            change = changes.get((column.name, key))
            value = shown_amount(truth, changes, key) if column.name == "amount" else truth.get(column.name)
            locked = made.locked or ("" if is_added(key, table) else column.settled)
            cells.append(field_form(column, value, change, currency, locked))
        lines.append(
            LineForm(
                key=key, name=name_of(cells), cells=tuple(cells), added=key in added,
                removed=(REMOVE_LINE, key) in changes,
            )
        )  # fmt: skip
    columns = tuple(field_form(column, None, None, currency) for column in table.fields)
    return LinesForm(
        prefix=table.prefix, label=table.label, row=table.row, columns=columns, lines=tuple(lines), add=made.locked,
        remove=made.locked or table.remove,
    )  # fmt: skip


def name_of(cells: Sequence[FieldForm]) -> str:
    named = {cell.name: str(cell.value or "") for cell in cells}
    return named.get("name") or named.get("code") or " ".join(filter(None, named.values()))


def shown_amount(truth: Mapping[str, Value], changes: Edited, key: str) -> Decimal:
    shown = dict(truth)
    for name in ("quantity", "price"):
        if (name, key) in changes:
            shown[name] = changes[name, key][0].wanted
    return amount(shown.get("quantity")) * amount(shown.get("price"))


def totals_of(made: Made, changes: Edited, currency: str) -> tuple[Total, ...]:
    before = goods(made)
    form = lines_of(made, ORDER_LINES, changes, currency)
    after = sum((amount(line.cells[-1].value) for line in form.lines if not line.removed), Decimal(0))
    freight = amount(made.truth["freight"])
    return (
        Total(label="Goods", value=after, currency=currency, before=before, changed=after != before),
        Total(label="Freight", value=freight, currency=currency),
        Total(
            label="Total", value=after + freight, currency=currency, before=before + freight, changed=after != before
        ),
    )
