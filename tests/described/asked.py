"""What is asked of a vendor, as its tables ask it: lists, one record, edits and acts, each request in one line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import unquote

from desktop.changes import Change
from desktop.forms import Input
from desktop.records import Value
from desktop.vendors.contract import (
    UNREADABLE,
    Act,
    Ask,
    Context,
    Document,
    Facts,
    Field,
    Heard,
    Json,
    Request,
    Resource,
    Step,
    Vendor,
    Walk,
)  # fmt: skip
from desktop.vendors.tables import decode, fields_of, misfit
from tests.vendors.recorded import RECORDED, Recorded, acted, index_of, sample
from tests.vendors.values import OTHER

NOW = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
MARKER = "2026-11-20T05:25:00Z"
"""When the last run was, as the server told it."""
MOST = 20
"""Requests of one walk that are told at most."""
_IDS = ("id", "sku", "code")
SHORT = 3
"""Signs that every id has more of; a shorter text may be anything."""
_time = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][0-9:.]+)?(?:Z|[+-]\d\d:\d\d)?")


def told(request: Request, recorded: Recorded | None = None) -> str:
    """A request in one line: times as {time}, the record's own key as {id}, other ids by the members that have them."""
    ids = _ids(recorded) if recorded else {}
    path = "/".join(ids.get(unquote(step), step) for step in request.path.split("/"))
    path = path.replace("%7B", "{").replace("%7D", "}")
    query = "&".join(f"{name}={ids.get(value) or _time.sub('{time}', value)}" for name, value in request.query)
    server = f" (server “{request.server}”)" if request.server != "api" else ""
    return f"{request.method} {path}{f'?{query}' if query else ''}{server}"


def _ids(recorded: Recorded) -> dict[str, str]:
    """The ids in a record, each with what stands for it."""
    found: dict[str, str] = {}
    for document in recorded.documents.values():
        for name, value in _members(document):
            if name.casefold().endswith(_IDS) and value.__class__ in (str, int) and len(str(value)) > SHORT:
                found.setdefault(str(value), f"{{{name}}}")
    return {**found, recorded.key: "{id}"}


def _members(value: Json) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        yield from value.items()
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _members(inner)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def quiet(vendor: Vendor, walk: Walk, context: Context) -> list[str]:
    """All requests of a walk of the news when nothing is new."""
    state = walk.first(MARKER, context)
    found: list[str] = []
    while state is not None and len(found) < MOST:
        ask = walk.ask(state)
        found.append(told(ask.request))
        state = walk.next(state, _nothing(vendor, ask)).state
    return found


def _nothing(vendor: Vendor, ask: Ask) -> Heard:
    """An answer without rows; what has none anyway is as it was recorded."""
    headers = {"date": format_datetime(NOW, usegmt=True)}
    answers = index_of(vendor.id).get("answers", ()) if ask.rows is None else ()
    here = (row["file"] for row in answers if (row["method"], row["path"]) == ("GET", ask.request.path))
    envelope: Document = next((sample(vendor.id, file) for file in here), {})
    return Heard(request=ask.request, headers=headers, envelope=envelope)


# ── one record ────────────────────────────────────────────────────────────────────────────────────────────────────


def recorded_of(vendor: Vendor, resource: Resource) -> list[Recorded]:
    what = (resource.kind, resource.part)
    return [each for each in RECORDED if each.vendor is vendor and (each.resource.kind, each.resource.part) == what]


def reads_of(recorded: Recorded, *, more: bool = False) -> list[str]:
    """What reads one record whole, or what is told only of one that is opened."""
    resource, key = recorded.resource, recorded.key
    ask = resource.more if more else resource.read
    if ask is None:
        return []
    try:
        if more:
            asks: Iterable[Ask] = resource.more(key, recorded.documents, recorded.context) if resource.more else ()
        else:
            where = resource.place(key, recorded.documents) if resource.place else key
            asks = resource.read(where, recorded.context) if resource.read else ()
        return list(dict.fromkeys(told(each.request, recorded) for each in _followed(asks, recorded, 0)))
    except UNREADABLE:
        return []


def _followed(asks: Iterable[Ask], recorded: Recorded, depth: int) -> Iterator[Ask]:
    for ask in asks:
        yield ask
        rows: Sequence[Document] = ()
        if ask.rows is not None and ask.rows.part in recorded.documents:
            rows = (recorded.documents[ask.rows.part],)
        heard = Heard(request=ask.request, headers={}, envelope={}, rows=rows, count=len(rows))
        if ask.then is not None and depth < MOST:
            yield from _followed(ask.then(heard), recorded, depth + 1)


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def edits_of(recorded: Recorded) -> Iterator[str]:
    """What an edit of each field is sent as."""
    resource, documents, context = recorded.resource, recorded.documents, recorded.context
    for field in fields_of(resource, documents, context):
        if field.editable(documents, context):
            continue
        seen = decode(resource, field, documents)
        for wanted in _others(recorded, field, seen):
            changes = (Change(field=field.name, seen=seen, wanted=wanted),)
            yield from sent(recorded, resource.write(recorded.key, changes), changes=changes)


def _others(recorded: Recorded, field: Field, seen: Value) -> list[Value]:
    """A value that a field may take instead."""
    offered = [choice.value for choice in field.choices(recorded.documents, recorded.context)] if field.choices else []
    fits = (
        value
        for value in (*offered, *OTHER[field.codec.editor])
        if not field.codec.same(value, seen) and not misfit(recorded.resource, field, value, recorded.documents)
    )  # fmt: skip
    return list(fits)[:1]


def act_of(recorded: Recorded, act: Act, *, invented: bool = False) -> list[str]:
    """What an act is sent as, with what its form offers; invented: where that is nothing, what it would be."""
    try:
        asked = act.inputs(recorded.documents, recorded.context)
        inputs = {each.name: _typed(each) for each in asked}
        if invented:
            inputs |= {each.name: f"{{{each.name}}}" for each in asked if each.editor == "choice" and not each.choices}
        return list(sent(recorded, act.steps(inputs), inputs=inputs))
    except UNREADABLE:
        return []


def staged(vendor: Vendor, act: Act) -> list[list[str]]:
    """What an act is sent as for each of the records that only the index tells of."""
    found = acted(vendor, act.name)
    return [list(sent(one, act.steps(inputs), inputs=inputs, answers=answers)) for one, inputs, answers in found]


def _typed(asked: Input) -> Value:
    """What stands in an input, or what somebody might type."""
    if asked.value is not None or asked.left is not None:
        return asked.value if asked.left is None else asked.left
    if asked.choices:
        return asked.choices[0].value
    return OTHER[asked.editor][0] if asked.required else None


def sent(
    recorded: Recorded, steps: Sequence[Step], *, changes: tuple[Change, ...] = (),
    inputs: Mapping[str, Value] | None = None, answers: Mapping[str, Json] | None = None,
) -> Iterator[str]:  # fmt: skip
    """The requests of these steps, as far as they can be told with no more answers of those before than these."""
    facts = Facts(
        key=recorded.key, fresh=recorded.documents, context=recorded.context, changes=changes, inputs=inputs or {},
        answers=answers or {}, by="Ada", token="token", now=NOW,
    )  # fmt: skip
    for step in steps:
        try:
            request = step.request(facts)
        except UNREADABLE:
            continue
        if isinstance(request, Request) and all(request.path.split("/")[1:]):
            yield told(request, recorded).partition("?")[0]
