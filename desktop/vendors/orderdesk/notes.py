"""Staff notes inside an order, and lines in its history: two different things (3.5)."""

from collections.abc import Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.addresses import address
from desktop.vendors.codecs import paragraph, stamp, to_instant, to_text
from desktop.vendors.contract import (
    Act,
    Ask,
    Context,
    Document,
    Documents,
    Facts,
    Found,
    Json,
    Listed,
    Request,
    Stop,
    in_turn,
)
from desktop.vendors.orderdesk.checks import HISTORY_ENTRIES, HISTORY_LIMIT, NOTES_LIMIT, STAMP
from desktop.vendors.orderdesk.records import HISTORY, PART
from desktop.vendors.orderdesk.shapes import history_request, put_order
from desktop.vendors.orderdesk.steps import Wish, order_in, order_look, step
from desktop.vendors.places import maps_in
from desktop.vendors.steps import one_more
from desktop.vendors.tables import always

OUR_NAME = "Wholedesk"
_STAMP_LENGTH = 19


def _text(inputs: Mapping[str, Value]) -> str:
    return to_text(inputs.get("text")).strip()


def _tell(what: str, inputs: Mapping[str, Value]) -> str:
    return f"{what}: {_text(inputs)}"


# ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _size(notes: Sequence[Document]) -> int:
    return sum(len(to_text(note.get(part))) for note in notes for part in ("date_added", "username", "content"))


def _fits(text: str, by: str, order: Document) -> str:
    if not text:
        return "Type the note first."
    size = _size(maps_in(order.get("order_notes"))) + _STAMP_LENGTH + len(by) + len(text)
    if size <= NOTES_LIMIT:
        return ""
    return (
        f"All notes of an order together may have {NOTES_LIMIT} characters, or Order Desk loses some; with this one "
        f"they have {size}. Add it as a history line instead."
    )


def _check_notes(notes: Sequence[Document], before: Sequence[Document]) -> str:
    """Why the notes cannot be kept like this; ones that were too long already may still become shorter."""
    size = _size(notes)
    if size <= NOTES_LIMIT or size < _size(before):
        return ""
    return f"All notes of an order together may have {NOTES_LIMIT} characters; with this they have {size}."


NOTES = Listed(
    prefix="order_note.",
    path=("order_notes",),
    key=lambda note: f"{to_text(note.get('date_added'))} {to_text(note.get('username'))}".strip() or "without a name",
    label=lambda note: to_text(note.get("username")) or "Note",
    member="content",
    codec=paragraph,
    section="Staff notes",
    editable=always,
    check=_check_notes,
    moves=STAMP,
    hint="Empty: the note is taken out of the order.",
    at=lambda note: to_instant(note.get("date_added")),
    is_notes=True,
)


def _check_note(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    return _fits(_text(inputs), OUR_NAME, documents[PART])


def _note_request(facts: Facts) -> Wish:
    fresh = facts.fresh.get(PART)
    if fresh is None:
        return Stop(because="The order is not there any more.")
    text, by = _text(facts.inputs), facts.by or OUR_NAME
    if problem := _fits(text, by, fresh):
        return Stop(because=problem)
    note = {"date_added": stamp(facts.now), "username": by, "content": text}
    return put_order(facts.key, {**fresh, "order_notes": [*maps_in(fresh.get("order_notes")), note]}, fresh)


def _notes_like(looks: Sequence[Json], facts: Facts) -> int | None:
    order = order_in(looks)
    if order is None:
        return None
    text, by = _text(facts.inputs), facts.by or OUR_NAME
    notes = [
        (to_text(note.get("content")).strip(), to_text(note.get("username"))) for note in _rows(order, "order_notes")
    ]
    return notes.count((text, by))


def _rows(order: Document, member: str) -> list[Document]:
    try:
        return maps_in(order.get(member))
    except ValueError:
        return []


def _note_happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    was, found = _notes_like(before, facts), _notes_like(now, facts)
    return one_more(was, found, {"order": order_in(now)}, "notes with this text")


# ── history ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _has_room(documents: Documents, context: Context) -> str:
    entries = _rows(documents.get(HISTORY, {}), "order_history")
    return "" if len(entries) < HISTORY_ENTRIES else f"An order’s history holds {HISTORY_ENTRIES} entries; it is full."


def _check_line(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    text = _text(inputs)
    if not text:
        return "Type the line first."
    return (
        ""
        if len(text) <= HISTORY_LIMIT
        else f"A history line may have {HISTORY_LIMIT} characters; this has {len(text)}."
    )


def _line_request(facts: Facts) -> Wish:
    if problem := _check_line(facts.inputs, facts.fresh, facts.context):
        return Stop(because=problem)
    body = {"note": _text(facts.inputs), "source_name": facts.by or OUR_NAME}
    return Request(method="POST", path=f"{address('/orders', facts.key)}/order-history", body=body)


def _line_look(facts: Facts) -> tuple[Ask, ...]:
    return (Ask(request=history_request(facts.key, facts.fresh.get(PART, {}))),)


def _lines_like(looks: Sequence[Json], facts: Facts) -> int | None:
    """How often the text stands in the order's history; None when the history cannot be read."""
    answer = looks[0] if looks and isinstance(looks[0], dict) else {}
    for order in _rows(answer, "orders"):
        if to_text(order.get("id")) == facts.key and "order_history" in order:
            text = _text(facts.inputs)
            return sum(to_text(line.get("note")).strip() == text for line in _rows(order, "order_history"))
    return None


def _line_happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    return one_more(_lines_like(before, facts), _lines_like(now, facts), {}, "history lines with this text")


ADD_NOTE = Act(
    name="add_note",
    label="Add note",
    is_note=True,
    allowed=always,
    inputs=lambda documents, context: (
        Input(name="text", label="Note", editor="paragraph", limit=NOTES_LIMIT, hint="Staff notes, kept in the order."),
    ),
    check=_check_note,
    tells=lambda inputs, context: _tell("Note", inputs),
    steps=in_turn(step("note", _note_request, order_look, _note_happened, sets=False)),
)
ADD_HISTORY = Act(
    name="add_history",
    label="Add history line",
    allowed=_has_room,
    inputs=lambda documents, context: (
        Input(
            name="text",
            label="Line",
            editor="paragraph",
            limit=HISTORY_LIMIT,
            hint="Stays for good: history cannot be edited or removed.",
        ),
    ),
    check=_check_line,
    tells=lambda inputs, context: _tell("History line", inputs),
    steps=in_turn(step("history", _line_request, _line_look, _line_happened, sets=False)),
)
