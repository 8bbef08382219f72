"""Fields and lines as forms: what is shown, what it was before, why it may not be edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from desktop.changes import REMOVE_LINE, Change
from desktop.forms import FieldForm, LineForm, LinesForm
from desktop.records import Value
from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import Context, Document, Documents, Field, Lines, Resource
from desktop.vendors.overlay import laid_lines
from desktop.vendors.places import read
from desktop.vendors.tables import keyed_lines, part_of

AMOUNT = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """A record's documents, with the unsent changes over them; `submitted`: (field, line) → on its way."""

    resource: Resource
    context: Context
    truth: Documents
    laid: Documents
    changes: tuple[Change, ...]
    submitted: Mapping[tuple[str, str], bool]
    currency: str
    locked: str


def field_form(layers: Layers, field: Field) -> FieldForm:
    """One field of the record."""
    part = part_of(layers.resource, field)
    return _form(layers, field, "", layers.laid.get(part, {}), layers.truth.get(part, {}))


def _form(layers: Layers, field: Field, line: str, laid: Document, truth: Document | None) -> FieldForm:
    changed = (field.name, line) in layers.submitted
    value, trouble = _value(field, laid)
    before = _value(field, truth)[0] if changed and truth is not None else None
    return FieldForm(
        name=field.name,
        label=field.label,
        editor="text" if trouble else field.codec.editor,
        value=value,
        before=before,
        changed=changed,
        submitted=layers.submitted.get((field.name, line), False),
        locked=layers.locked or trouble or field.editable(layers.truth, layers.context),
        choices=field.choices(layers.context) if field.choices else (),
        limit=field.limit,
        currency=layers.currency if field.codec.editor == "money" else "",
        hint=field.hint,
        at=field.at,
    )


def _value(field: Field, document: Document) -> tuple[Value, str]:
    """The field's value; where it cannot be read, what stands there as text, and why."""
    try:
        wire = read(document, field.path)
    except ValueError as error:
        return "", f"It cannot be read: {error}."
    try:
        return field.codec.decode(wire), ""
    except ValueError as error:
        return msgspec.json.Encoder(decimal_format="number").encode(wire).decode(), f"It cannot be read: {error}."


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def lines_form(layers: Layers) -> LinesForm | None:
    """The lines with their cells: the vendor's, those taken out as well, then the added ones."""
    lines = layers.resource.lines
    if lines is None:
        return None
    truth = dict(keyed_lines(layers.resource, layers.truth))
    kept = [change for change in layers.changes if change.line and change.field != REMOVE_LINE]
    laid = laid_lines(layers.resource, lines, layers.truth.get(layers.resource.part, {}), kept)
    removed = {change.line for change in layers.changes if change.field == REMOVE_LINE}
    blank = lines.new()
    return LinesForm(
        columns=_cells(layers, lines, "", blank, blank),
        lines=tuple(
            LineForm(
                key=key,
                cells=_cells(layers, lines, key, line, truth.get(key)),
                added=key not in truth,
                removed=key in removed,
            )
            for key, line in laid
        ),
        add=layers.locked or lines.add(layers.truth, layers.context),
        remove=layers.locked or lines.remove(layers.truth, layers.context),
    )


def _cells(layers: Layers, lines: Lines, key: str, laid: Document, truth: Document | None) -> tuple[FieldForm, ...]:
    cells = []
    for field in lines.fields:
        cells.append(_form(layers, field, key, laid, truth) if key else _column(layers, field, laid))
        if field.name == "price":
            cells.append(_amount(layers, lines, laid, truth))
    return tuple(cells)


def _column(layers: Layers, field: Field, blank: Document) -> FieldForm:
    return FieldForm(
        name=field.name,
        label=field.label,
        editor=field.codec.editor,
        value=field.codec.decode(read(blank, field.path)),
        locked=layers.locked or field.editable(layers.truth, layers.context),
        choices=field.choices(layers.context) if field.choices else (),
        limit=field.limit,
        currency=layers.currency if field.codec.editor == "money" else "",
        hint=field.hint,
    )


def _amount(layers: Layers, lines: Lines, laid: Document, truth: Document | None) -> FieldForm:
    """What a line comes to; no vendor's field, so that a change of it is never sent."""
    value, before = _product(lines, laid), _product(lines, truth) if truth is not None else None
    is_changed = truth is not None and value != before
    return FieldForm(
        name=AMOUNT,
        label="Amount",
        editor="money",
        value=value,
        before=before if is_changed else None,
        changed=is_changed,
        locked="Quantity × price.",
        currency=layers.currency,
    )


def _product(lines: Lines, line: Document) -> Decimal | None:
    factors = []
    for field in lines.fields:
        if field.name in ("quantity", "price"):
            try:
                factors.append(to_decimal(field.codec.decode(read(line, field.path))))
            except ValueError:
                return None
    if len(factors) != 2 or factors[0] is None or factors[1] is None:
        return None
    return factors[0] * factors[1]
