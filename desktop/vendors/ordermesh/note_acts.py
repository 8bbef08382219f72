"""Adding a note to an order (5.2, 7), and telling afterwards whether it was added."""

from collections.abc import Mapping, Sequence

from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.codecs import to_text
from desktop.vendors.contract import Act, Ask, Context, Document, Documents, Facts, Found, Json, Request, in_turn
from desktop.vendors.ordermesh.lists import SIZE, begin
from desktop.vendors.ordermesh.notes import NOTE_ROWS, asked_for
from desktop.vendors.ordermesh.routes import request as routed
from desktop.vendors.ordermesh.steps import NO, given, new_rows, one_of, step, untold
from desktop.vendors.places import maps_in
from desktop.vendors.tables import always


def _look_at_notes(facts: Facts) -> tuple[Ask, ...]:
    return (Ask(request=asked_for(facts.context, facts.key, begin()), rows=NOTE_ROWS),)


def _check_note(inputs: Mapping[str, Value], documents: Documents, context: Context) -> str:
    return "" if given(inputs, "text") else "Type the note first."


def _notes_in(looks: Sequence[Json]) -> list[Document] | None:
    answer = looks[0] if looks else None
    return maps_in(answer.get("notes"), "notes") if isinstance(answer, dict) else None


def _is_noted(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
    """One new note of this order with this text; the list may hold those of others as well (7, 14 b)."""
    was, there = _notes_in(before), _notes_in(now)
    if was is None or there is None:
        return untold("The notes could not be read.")
    if any("orderId" not in note for note in there):
        return untold("The notes do not say of which order they are.")

    def is_ours(note: Document) -> bool:
        return to_text(note.get("orderId")) == facts.key and to_text(note.get("text")).strip() == given(
            facts.inputs, "text"
        )

    found = one_of(new_rows(was, there, is_ours), "notes")
    is_cut = found is NO and len(there) >= SIZE
    return untold(f"There are more than {SIZE} notes in the list.") if is_cut else found


def _send_note(facts: Facts) -> Request:
    return routed(facts.context, "add_note", body={"orderId": facts.key, "text": given(facts.inputs, "text")})


ADD_NOTE = Act(
    name="add_note", label="Add note", allowed=always, is_note=True, check=_check_note,
    inputs=lambda documents, context: (Input(name="text", label="Note", editor="paragraph"),),
    tells=lambda inputs, context: f"Note: {given(inputs, 'text')}",
    steps=in_turn(step("note", _check_note, _send_note, _look_at_notes, _is_noted, sets=False)),
)  # fmt: skip
