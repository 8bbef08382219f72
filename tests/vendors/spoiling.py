"""Spoiling a vendor's samples, any number of times: what its tables, and the page that they came in, make of each."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.records import Kind
from desktop.vendors import mapping
from desktop.vendors.contract import Rows, Vendor
from desktop.vendors.forming import documents_of, record_form
from desktop.vendors.rows import cut, encode, read_row
from tests.vendors.mutations import mutations
from tests.vendors.recorded import RECORDED, Recorded

NOT_READ = (ValueError, TypeError, KeyError, ArithmeticError)
"""What the desk expects of tables that cannot make sense of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record as the copy keeps it."""

    kind: Kind
    key: str
    documents: Mapping[str, bytes]
    row: int = 1
    account: str = "a1"
    gone: bool = False
    unread: str = ""
    as_of: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Score:
    """How many spoilt records were read all the same, and what was wrong with how others were met."""

    read: int = 0
    wrong: list[str]


def spoil(vendor: Vendor, many: int, seed: str = "spoilt") -> Score:
    """So many mutations of a vendor's samples, the same for the same seed."""
    chance = random.Random(f"{vendor.id} {seed}")
    samples = [recorded for recorded in RECORDED if recorded.vendor is vendor]
    score = Score(wrong=[])
    for number in range(many):
        recorded = chance.choice(samples)
        bodies = mutations(recorded.documents, chance)
        kept = Kept(kind=recorded.resource.kind, key=recorded.key, documents=bodies)
        found = [*_met(recorded, kept, score), *_beside(recorded, bodies)]
        score.wrong += [f"{recorded}, mutation {number}: {words}" for words in found]
    return score


def _met(recorded: Recorded, kept: Kept, score: Score) -> Iterator[str]:
    """A record is shown, or listed with the reason and all of its raw text."""
    kept = replace(kept, unread=trouble_with(recorded, kept))
    form = record_form(recorded.vendor.at(recorded.context), recorded.context, kept)
    score.read += form.record is not None
    if (form.record is None) is not bool(form.unread) or kept.unread not in ("", form.unread):
        yield f"it is shown as “{form.unread}”, and was kept as “{kept.unread}”"
    if {raw.part for raw in form.raw} != set(kept.documents):
        yield "not all of its raw text is there"


def trouble_with(recorded: Recorded, kept: Kept) -> str:
    """Why a row of it cannot be made, as the copy keeps it; "" where it can."""
    try:
        mapping.shown(recorded.resource, documents_of(recorded.resource, kept), recorded.context, ())
    except NOT_READ as error:
        return str(error) or type(error).__name__
    return ""


def _beside(recorded: Recorded, bodies: Mapping[str, bytes]) -> Iterator[str]:
    """In a page between two others, a spoilt row costs none of them, and is kept byte by byte."""
    part = recorded.resource.part
    rows = _list_of(recorded)
    if rows is None or part not in bodies:
        return
    whole, spoilt = encode(recorded.documents[part]), bodies[part]
    page = b'{"before":1,' + encode(rows.member) + b":[" + b",".join((whole, spoilt, whole)) + b'],"after":2}'
    _, raws = cut(page, rows)
    if raws != [whole, spoilt, whole]:
        yield "a page with it is not cut into its rows"
    for piece in read_row(spoilt, rows):
        if piece.body != spoilt or (piece.document is None and not (piece.trouble and piece.key)):
            yield "its row is not listed by a key, with the reason and its bytes"
    if [piece.trouble for raw in (raws[0], raws[-1]) for piece in read_row(raw, rows) if piece.trouble]:
        yield "the rows beside it are lost"


def _list_of(recorded: Recorded) -> Rows | None:
    """How the rows of a list of such records are cut; None where no list brings them whole."""
    for walk in recorded.resource.history:
        state = walk.first("", recorded.context)
        rows = walk.ask(state).rows if state is not None else None
        if rows is not None and rows.member and rows.part == recorded.resource.part:
            return rows
    return None
