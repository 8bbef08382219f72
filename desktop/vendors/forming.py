"""What the window shows of a record, a conflict and a vendor, made from tables and documents as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import msgspec

from desktop.changes import Entry
from desktop.forms import ActForm, Raw, RecordForm, Section, Total, VendorForm
from desktop.records import Customer, Kind, Note, Order, Record
from desktop.vendors.conflict_form import conflict_form
from desktop.vendors.contract import Context, Documents, Field, Json, Resource, Vendor
from desktop.vendors.derived_form import derived_form, orders_section, units_section
from desktop.vendors.field_forms import Layers, currency_of, field_form, lines_form
from desktop.vendors.overlay import overlay
from desktop.vendors.rows import decode as decoded
from desktop.vendors.tables import decode, fields_of, find_field
from desktop.vendors.tallies import COUNTED, counted, is_tallied
from desktop.vendors.totals import untold
from desktop.vendors.wording import describe, describe_each, heading, title

__all__ = ["conflict_form", "describe", "describe_each", "documents_of", "record_form", "vendor_form"]


class Kept(Protocol):
    """One record as the local copy keeps it; `documents` are the raw bytes of each part."""

    @property
    def row(self) -> int: ...
    @property
    def account(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def key(self) -> str: ...
    @property
    def documents(self) -> Mapping[str, bytes]: ...
    @property
    def gone(self) -> bool: ...
    @property
    def unread(self) -> str: ...
    @property
    def as_of(self) -> datetime | None: ...


def record_form(
    vendor: Vendor,
    context: Context,
    kept: Kept,
    entries: Sequence[Entry] = (),
    shares: Sequence[Mapping[str, Json]] = (),
    locked: str = "",
) -> RecordForm:
    """Everything the detail pane shows of one record.

    `shares` are the parts that a derived record is put together from, or the tally beside one of the vendor's own;
    `locked` is why nothing may be changed at all.
    """
    resource = vendor.resources[kept.kind]
    form = RecordForm(
        row=kept.row,
        account=kept.account,
        kind=kept.kind,
        key=kept.key,
        title=kept.key,
        record=None,
        sections=(),
        raw=tuple(Raw(part=part, text=_pretty(body)) for part, body in kept.documents.items()),
        entries=tuple(entries),
        unread=kept.unread,
        gone=kept.gone,
        as_of=kept.as_of,
    )
    if resource.fold is not None:
        return derived_form(resource, context, form, shares)
    if kept.unread:
        return form
    locked = locked or (f"{vendor.label} does not have this any more." if kept.gone else "")
    try:
        form = _with_contents(resource, context, form, documents_of(resource, kept), locked)
        return _with_orders(form, shares) if is_tallied(resource) else form
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        return replace(form, unread=str(error))


def _with_orders(form: RecordForm, tallies: Sequence[Mapping[str, Json]]) -> RecordForm:
    """What orders come to stands behind what the vendor says of a customer or an item."""
    record = form.record and counted(form.record, tallies)
    if isinstance(record, Customer):
        return replace(form, record=record, sections=(*form.sections, orders_section(record, COUNTED)))
    sections = [units_section(tally, COUNTED) for tally in tallies]
    return replace(form, record=record, sections=(*form.sections, *sections))


def documents_of(resource: Resource, kept: Kept) -> Documents:
    """What tables read of a record. Raises ValueError and its like for what cannot be read."""
    return resource.view(kept.key, {part: decoded(body) for part, body in kept.documents.items()})


def _with_contents(
    resource: Resource, context: Context, form: RecordForm, documents: Documents, locked: str
) -> RecordForm:
    edits = [entry for entry in form.entries if not entry.act]
    changes = tuple(change for entry in edits for change in entry.changes)
    laid = overlay(resource, documents, changes)
    record = resource.derive(laid, context)
    submitted = {
        (change.field, change.line): entry.state != "draft" for entry in edits for change in entry.changes
    }  # fmt: skip
    layers = Layers(
        resource=resource,
        context=context,
        truth=documents,
        laid=laid,
        changes=changes,
        submitted=submitted,
        untold=untold(resource, documents, changes),
        currency=currency_of(record),
        locked=locked,
    )
    return replace(
        form,
        title=heading(record),
        named=title(record),
        record=record,
        sections=_sections(layers),
        lines=tuple(lines_form(layers, lines) for lines in resource.lines),
        totals=_totals(layers),
        notes=_notes(resource, record),
        history=record.history if isinstance(record, Order) else (),
        acts=_acts(resource, documents, context, locked),
    )


def _notes(resource: Resource, record: Record) -> tuple[Note, ...]:
    """The notes that no field shows."""
    are_fields = any(listed.is_notes for listed in resource.listed)
    return () if are_fields or not isinstance(record, Order) else record.notes


def _sections(layers: Layers) -> tuple[Section, ...]:
    shown = [field for field in _fields(layers) if not field.hidden]
    names = dict.fromkeys(field.section for field in shown)
    return tuple(
        Section(name=name, fields=tuple(field_form(layers, field) for field in shown if field.section == name))
        for name in names
    )


def _fields(layers: Layers) -> Iterable[Field]:
    """Those of the record as it will be, and each that the user emptied away in its place, until that is sent."""
    was, laid = (
        {field.name: field for field in fields_of(layers.resource, documents, layers.context)}
        for documents in (layers.truth, layers.laid)
    )
    own = {change.field for change in layers.changes if not change.line}
    return ({name: field for name, field in was.items() if name in laid or name in own} | laid).values()


def _totals(layers: Layers) -> tuple[Total, ...]:
    totals = []
    for name in layers.resource.totals:
        field = find_field(layers.resource, name)
        if field is None:
            continue
        value = None if name in layers.untold else decode(layers.resource, field, layers.laid)
        before = decode(layers.resource, field, layers.truth)
        is_changed = name in layers.untold or not field.codec.same(before, value)
        totals.append(
            Total(
                label=field.label,
                value=value,
                currency=layers.currency,
                before=before if is_changed else None,
                changed=is_changed,
            )
        )
    return tuple(totals)


def _acts(resource: Resource, documents: Documents, context: Context, locked: str) -> tuple[ActForm, ...]:
    forms = []
    for act in resource.acts:
        try:
            refused, inputs = locked or act.allowed(documents, context), act.inputs(documents, context)
        except ValueError as error:
            refused, inputs = f"Part of this record cannot be read: {error}.", ()
        forms.append(
            ActForm(
                name=act.name,
                label=act.label,
                inputs=inputs,
                refused=refused,
                warning=act.warning,
                final=act.final,
                is_note=act.is_note,
            )
        )
    return tuple(forms)


def _pretty(body: bytes) -> str:
    """The JSON as it came, with line breaks; what is no JSON is shown as it is."""
    try:
        return msgspec.json.format(body, indent=2).decode()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return body.decode("utf-8", "replace")


def vendor_form(vendor: Vendor) -> VendorForm:
    """A vendor to connect to."""
    return VendorForm(
        id=vendor.id,
        label=vendor.label,
        badge=vendor.badge,
        summary=vendor.summary,
        credentials=vendor.credentials,
        options=vendor.options,
        scope=vendor.scope,
        servers=vendor.servers,
        note=vendor.note,
    )
