"""Fields and lines as forms: what is shown, what it was before, why it may not be edited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from desktop.changes import REMOVE_LINE, Change, is_added, table_of
from desktop.forms import Choice, FieldForm, LineForm, LinesForm
from desktop.records import Order, Record, StockItem, Value
from desktop.vendors.codecs import to_decimal
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Field, Lines, Resource
from desktop.vendors.overlay import changes_in, laid_lines
from desktop.vendors.places import maps_in, read
from desktop.vendors.tables import name_of, part_of, with_keys
from desktop.vendors.totals import moves

AMOUNT, PRICE = "amount", "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """A record's documents, with the unsent changes over them; `submitted`: (field, line) → on its way; `untold`: the
    sums of which nobody can tell before the changes are sent what they come to.
    """

    resource: Resource
    context: Context
    truth: Documents
    laid: Documents
    changes: tuple[Change, ...]
    submitted: Mapping[tuple[str, str], bool]
    untold: frozenset[str]
    currency: str
    locked: str


def currency_of(record: Record) -> str:
    """What the amounts of a record are in; "" where it does not tell."""
    return record.currency if isinstance(record, Order | StockItem) else ""


def field_form(layers: Layers, field: Field) -> FieldForm:
    """One field of the record."""
    part = part_of(layers.resource, field)
    return _form(layers, field, "", layers.laid.get(part, {}), layers.truth.get(part, {}))


def _form(layers: Layers, field: Field, line: str, laid: Document, truth: Document | None) -> FieldForm:
    value, trouble = _value(field, laid)
    before = None if truth is None else value if truth is laid else _value(field, truth)[0]
    is_moved = bool(line) and truth is not None and truth is not laid and not field.codec.same(before, value)
    changed = (field.name, line) in layers.submitted or is_moved
    choices = _choices(layers, field)
    is_text = bool(trouble) or (field.is_typed_too and not choices)
    return FieldForm(
        name=field.name,
        label=field.label,
        editor="text" if is_text else field.codec.editor,
        value=value,
        before=before if changed else None,
        changed=changed,
        submitted=layers.submitted.get((field.name, line), False),
        locked=layers.locked or trouble or _lock(layers, field, line, truth),
        choices=choices,
        limit=field.limit,
        currency=(field.currency or layers.currency) if field.codec.editor == "money" else "",
        hint=field.hint,
        at=field.at,
    )


def _lock(layers: Layers, field: Field, line: str, truth: Document | None) -> str:
    lines = table_of(line, layers.resource.lines) if line else None
    if lines is None:
        return field.editable(layers.truth, layers.context)
    settled = "" if is_added(line, lines) else field.settled
    return settled or field.editable({**layers.truth, OF_LINE: truth or {}}, layers.context)


def _choices(layers: Layers, field: Field) -> tuple[Choice, ...]:
    """What a field may be; nothing to choose from where part of the record cannot be read."""
    try:
        return field.choices(layers.truth, layers.context) if field.choices else ()
    except ValueError:
        return ()


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


def lines_form(layers: Layers, lines: Lines) -> LinesForm:
    """A table with the cells of its lines: the vendor's, those taken out as well, then the added ones."""
    document = layers.truth.get(layers.resource.part, {})
    truth = dict(with_keys(lines, document))
    own = changes_in(layers.resource, lines, layers.changes)
    kept = [change for change in own if change.field != REMOVE_LINE]
    laid = laid_lines(layers.resource, lines, document, kept)
    computed = _computed(layers, lines, own)
    removed = {change.line for change in own if change.field == REMOVE_LINE}
    blank = lines.new()
    return LinesForm(
        prefix=lines.prefix,
        label=lines.label,
        row=lines.row,
        columns=_cells(layers, lines, "", blank, blank),
        lines=tuple(
            LineForm(
                key=key,
                name=name_of(lines, line, layers.laid),
                cells=_cells(layers, lines, key, computed.get(key, line), truth.get(key)),
                added=key not in truth,
                removed=key in removed,
            )
            for key, line in laid
        ),
        add=layers.locked or lines.add(layers.truth, layers.context),
        remove=layers.locked or lines.remove(layers.truth, layers.context),
    )


def _computed(layers: Layers, lines: Lines, own: Sequence[Change]) -> Mapping[str, Document]:
    """The lines that stay, with what the vendor will compute anew of them; nothing where nothing is changed in them."""
    if not own:
        return {}
    part = layers.resource.part
    keys = [key for key, _ in laid_lines(layers.resource, lines, layers.truth.get(part, {}), own)]
    shown = maps_in(read(layers.laid.get(part, {}), lines.path), lines.path[-1])
    return dict(zip(keys, shown, strict=True))


def _cells(layers: Layers, lines: Lines, key: str, laid: Document, truth: Document | None) -> tuple[FieldForm, ...]:
    cells = []
    for field in lines.fields:
        cells.append(_form(layers, field, key, laid, truth) if key else _column(layers, field, laid))
        if field.name == PRICE:
            cells.append(_amount(layers, lines, key, laid, truth))
    return tuple(cells)


def _column(layers: Layers, field: Field, blank: Document) -> FieldForm:
    return FieldForm(
        name=field.name,
        label=field.label,
        editor=field.codec.editor,
        value=field.codec.decode(read(blank, field.path)),
        locked=layers.locked or field.editable(layers.truth, layers.context),
        choices=_choices(layers, field),
        limit=field.limit,
        currency=layers.currency if field.codec.editor == "money" else "",
        hint=field.hint,
    )


def _amount(layers: Layers, lines: Lines, key: str, laid: Document, truth: Document | None) -> FieldForm:
    """What a line comes to; no vendor's field, so that a change of it is never sent."""
    is_told = not _price_is_untold(layers, key)
    value = _product(lines, laid) if is_told else None
    before = _product(lines, truth) if truth is not None else None
    is_changed = truth is not None and value != before
    return FieldForm(
        name=AMOUNT,
        label="Amount",
        editor="money",
        value=value,
        before=before if is_changed else None,
        changed=is_changed,
        locked="Quantity × price." if is_told else "It is not known before it is sent.",
        currency=layers.currency,
    )


def _price_is_untold(layers: Layers, key: str) -> bool:
    """Whether a line's price may move with what is changed in it, and nobody can tell to what."""
    own = [change for change in layers.changes if key and change.line == key] if layers.untold else []
    is_typed = any(change.field == PRICE for change in own)
    return not is_typed and any(PRICE in moves(layers.resource, change) for change in own)


def _product(lines: Lines, line: Document) -> Decimal | None:
    factors = []
    for field in lines.fields:
        if field.name in ("quantity", PRICE):
            try:
                factors.append(to_decimal(field.codec.decode(read(line, field.path))))
            except ValueError:
                return None
    if len(factors) != 2 or factors[0] is None or factors[1] is None:
        return None
    return factors[0] * factors[1]
