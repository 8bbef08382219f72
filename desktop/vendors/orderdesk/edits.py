"""How an edit is sent: the whole record, read fresh, with the changes in it; and how its end is looked up (13 b)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.changes import ADD_LINE, REMOVE_LINE, Change
from desktop.records import Value
from desktop.vendors.addresses import address
from desktop.vendors.comparing import is_as_wanted
from desktop.vendors.contract import (
    NOTHING,
    Ask,
    Batch,
    Document,
    Documents,
    Facts,
    Field,
    Found,
    Json,
    Request,
    Resource,
    Step,
    Stop,
)
from desktop.vendors.orderdesk.steps import Wish, step
from desktop.vendors.overlay import applied
from desktop.vendors.tables import decode, find_field, keyed_lines, refusal

Finish = Callable[[Document, Document], Document | Stop]
"""The body to be sent, from the changed document and the fresh one."""


def answered(member: str, part: str, needs: str) -> Callable[[Json], Documents | None]:
    """The record in a write's own answer; None where the answer holds none, or not all of it."""

    def truth(answer: Json) -> Documents | None:
        record = answer.get(member) if isinstance(answer, dict) else None
        return {part: record} if isinstance(record, dict) and "id" in record and needs in record else None

    return truth


def put_whole(
    table: Resource, path: str, member: str, finish: Finish, truth: Callable[[Json], Documents | None], exact: str = "",
    batch: Batch | None = None,
) -> Callable[[str, Sequence[Change]], tuple[Step, ...]]:  # fmt: skip
    """All changes in one step: PUT the fresh record with the changes: what is left out would be blanked (3.4, 6).

    `exact` names a field that others move too: another value than before and than wanted tells nothing.
    """

    def request(facts: Facts) -> Wish:
        fresh = facts.fresh.get(table.part)
        if fresh is None:
            return Stop(because="It is not there any more.")
        if problem := _problem(table, facts):
            return Stop(because=problem)
        changed = applied(table, facts.fresh, facts.changes)[table.part]
        if changed == fresh:
            return NOTHING
        body = finish(changed, fresh)
        return body if isinstance(body, Stop) else Request(method="PUT", path=address(path, facts.key), body=body)

    def happened(before: Sequence[Json], now: Sequence[Json], facts: Facts) -> Found:
        was, document = _document(before, member), _document(now, member)
        found = _judge(table, was, document, facts)
        if exact and found.verdict == "no" and was is not None and document is not None:
            found = _judge_figure(table, exact, was, document, facts)
        return replace(found, answer={member: document}) if found.verdict == "yes" else found

    def look(facts: Facts) -> tuple[Ask, ...]:
        return (Ask(request=Request(method="GET", path=address(path, facts.key))),)

    saving = step("save", request, look, happened, truth=truth, batch=batch)
    return lambda key, changes: (replace(saving, changes=tuple(changes)),)


def _problem(table: Resource, facts: Facts) -> str:
    lines = {key for key, _ in keyed_lines(table, facts.fresh)}
    lines |= {change.line for change in facts.changes if change.field == ADD_LINE}
    for change in facts.changes:
        if problem := refusal(table, facts.fresh, facts.context, change):
            return problem
        if change.line and change.field != REMOVE_LINE and change.line not in lines:
            return "A line that was to be changed is not there any more."
    return ""


# ── whether it happened ───────────────────────────────────────────────────────────────────────────────────────────


def _document(looks: Sequence[Json], member: str) -> Document | None:
    found = looks[0].get(member) if looks and isinstance(looks[0], dict) else None
    return found if isinstance(found, dict) else None


GONE = Found(verdict="no", words="It is not there any more.")


def _judge(table: Resource, before: Document | None, now: Document | None, facts: Facts) -> Found:
    """Fields by their codecs; added lines by new line ids against before."""
    if now is None:
        return GONE
    added = [change.line for change in facts.changes if change.field == ADD_LINE]
    if not added:
        return Found(verdict="yes" if not _unmet(table, now, facts.changes) else "no")
    if before is None:
        return Found(verdict="cannot tell", words="It is not known which lines it had before.")
    known = dict(keyed_lines(table, {table.part: before}))
    new = [line for key, line in keyed_lines(table, {table.part: now}) if key not in known]
    ours = [
        sum(_is_line(table, line, [change for change in facts.changes if change.line == key]) for line in new)
        for key in added
    ]
    if not any(ours):
        return Found(verdict="no")
    if len(new) == len(added) and all(ours):
        return Found(verdict="yes")
    return Found(verdict="cannot tell", words=f"{len(new)} lines are new there, {len(added)} were to be added.")


def _is_line(table: Resource, line: Document, changes: Sequence[Change]) -> bool:
    fields = [(find_field(table, change.field, change.line), change) for change in changes]
    return all(
        field.codec.same(_value(table, field, line), change.wanted)
        for field, change in fields
        if field is not None and change.field in ("code", "name", "quantity")
    )


def _value(table: Resource, field: Field, document: Document) -> Value:
    try:
        return decode(table, field, {table.part: document})
    except ValueError:
        return None


def _unmet(table: Resource, now: Document, changes: Sequence[Change]) -> list[Change]:
    """The changes of fields and removals of lines that the document does not show."""
    lines = dict(keyed_lines(table, {table.part: now}))
    added = {change.line for change in changes if change.field == ADD_LINE}
    unmet = []
    for change in changes:
        if change.field == REMOVE_LINE:
            is_met = change.line not in lines
        elif change.line in added:
            is_met = True
        else:
            document = lines.get(change.line) if change.line else now
            field = find_field(table, change.field, change.line)
            is_met = document is not None and field is not None and _shows(table, field, document, change)
        if not is_met:
            unmet.append(change)
    return unmet


def _shows(table: Resource, field: Field, document: Document, change: Change) -> bool:
    try:
        return is_as_wanted(field.codec, change, decode(table, field, {table.part: document}))
    except ValueError:
        return False


def _judge_figure(table: Resource, exact: str, before: Document, now: Document, facts: Facts) -> Found:
    """A figure that orders move as well: n = yes, the figure before = no, another = cannot tell."""
    change = next((change for change in facts.changes if change.field == exact), None)
    field = find_field(table, exact)
    if change is None or field is None:
        return Found(verdict="no")
    was, figure = _value(table, field, before), _value(table, field, now)
    if field.codec.same(was, figure) and not field.codec.same(was, change.wanted):
        return Found(verdict="no")
    words = f"{field.label} was {was} before, was to be {change.wanted}, and is {figure} now."
    return Found(verdict="cannot tell", words=words)
