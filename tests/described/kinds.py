"""What the tables of one kind say: its fields, tables of rows, acts, what is not possible, its lists."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from desktop.forms import Input
from desktop.vendors.comparing import STAMPS
from desktop.vendors.contract import UNREADABLE, Act, Codec, Context, Field, Lines, Resource, Vendor, Walk
from tests.described import asked
from tests.described.reasons import Rule, rule_of, sentences
from tests.described.words import Notes, bullets, code, span, table
from tests.vendors.recorded import Recorded

Named = Callable[[Codec], str]
"""The name of a codec; who asks takes it down as one to be explained."""

HEADS = ("Field", "Name", "Where", "Form", "Edited", "Remarks")


def kind_lines(
    vendor: Vendor, resource: Resource, recorded: list[Recorded], named: Named, when: str = ""
) -> Iterator[str]:
    """The chapter of one kind, as it is with this choice of the account."""
    notes = Notes()
    yield f"## {resource.kind.capitalize()}{f' ({when})' if when else ''}"
    yield ""
    if resource.origin or resource.fold:
        yield f"{resource.origin or 'Put together from orders.'} Nothing of it is sent by itself."
        yield ""
    yield from _lists(resource, recorded, recorded[0].context if recorded else Context())
    yield from _fields(vendor, resource, recorded, named, notes)
    for lines in resource.lines:
        yield from _rows(lines, named, notes)
    yield from _totals(resource)
    yield from _acts(resource, recorded, notes)
    if told := notes.lines():
        yield "### Reasons"
        yield ""
        yield from told


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fields(vendor: Vendor, resource: Resource, recorded: list[Recorded], named: Named, notes: Notes) -> Iterator[str]:
    own = {field.name for field in resource.fields}
    of_account = (
        [field for field in vendor.at(recorded[0].context).resources[resource.kind].fields if field.name not in own]
        if recorded
        else []
    )
    rows = [_field(field, resource.part, named, notes) for field in resource.fields]
    rows += [_field(field, resource.part, named, notes, "of the account’s own list") for field in of_account]
    for extras in resource.extras:
        where = ".".join((*extras.path, "…"))
        form = code(named(extras.codec))
        what = "a field for each leaf of this tree" if extras.is_tree else "a field for each key of this map"
        remarks = _joined((what, _moved(extras.moves)))
        name, edited = code(f"{extras.prefix}…"), _edited(rule_of(extras.editable), notes)
        rows.append((extras.section, name, code(where), form, edited, remarks))
    for listed in resource.listed:
        where = ".".join((*listed.path, "…", listed.member))
        remarks = _joined(("a field for each row of this list", listed.hint, _moved(listed.moves)))
        name, edited = code(f"{listed.prefix}…"), _edited(rule_of(listed.editable), notes)
        rows.append((listed.section, name, code(where), code(named(listed.codec)), edited, remarks))
    if rows:
        yield "### Fields"
        yield ""
        yield from table(HEADS, rows)
    sent = dict.fromkeys(request for each in recorded for request in asked.edits_of(each))
    if sent:
        yield f"An edit is sent as {', '.join(map(code, sent))}, and looked up where its end was not seen."
        yield ""


def _field(field: Field, part: str, named: Named, notes: Notes, more: str = "") -> tuple[str, ...]:
    where = ".".join(field.path)
    label = f"{field.section}: {field.label}" if field.section else field.label
    remarks = (
        more, field.hint, f"up to {field.limit} signs" if field.limit else "",
        _chosen(field),
        _checked(field, notes),
        f"only while the row is new: {field.settled}" if field.settled else "", _moved(field.moves),
    )  # fmt: skip
    place = f"{code(where)} of {field.part}" if field.part and field.part != part else code(where)
    edited = _edited(rule_of(field.editable), notes)
    return label, code(field.name), place, code(named(field.codec)), edited, _joined(remarks)


def _chosen(field: Field) -> str:
    if field.choices is None:
        return ""
    return "chosen from a list, or typed where there is none" if field.is_typed_too else "chosen from a list"


def _edited(rule: Rule, notes: Notes) -> str:
    words = {"always": "yes", "never": "no", "unless": "yes, unless" if rule.reasons else "as the record tells"}
    return f"{words[rule.may]} {notes.marks(rule.reasons)}".strip()


def _moved(names: Iterable[str]) -> str:
    """What moves with it; a stamp of the last change moves with everything."""
    told = ", ".join(code(name) for name in names if name not in STAMPS)
    return f"moves {told}" if told else ""


def _checked(field: Field, notes: Notes) -> str:
    if field.check is None:
        return ""
    marks = notes.marks(sentences(field.check))
    return f"not every value {marks}" if marks else "checked before it is sent"


def _joined(remarks: Iterable[str]) -> str:
    return "; ".join(remark.rstrip(".") for remark in remarks if remark)


def _rows(lines: Lines, named: Named, notes: Notes) -> Iterator[str]:
    yield f"### Table: {lines.label}"
    yield ""
    yield from table(HEADS, (_field(field, "", named, notes) for field in lines.fields))
    added, removed = _edited(rule_of(lines.add), notes), _edited(rule_of(lines.remove), notes)
    a = "An" if lines.row[0] in "aeiou" else "A"
    yield f"Lies at {code('.'.join(lines.path))}. {a} {lines.row} is added: {added}; taken out: {removed}."
    yield ""


def _totals(resource: Resource) -> Iterator[str]:
    if resource.totals:
        how = "are reckoned anew for an edit" if resource.recompute else "are told by the vendor alone"
        yield f"Totals ({', '.join(map(code, resource.totals))}) {how}."
        yield ""


# ── acts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _acts(resource: Resource, recorded: list[Recorded], notes: Notes) -> Iterator[str]:
    rules = {act.name: rule_of(act.allowed) for act in resource.acts}
    possible = [act for act in resource.acts if rules[act.name].may != "never"]
    if possible:
        yield "### Acts"
        yield ""
        heads = ("Act", "Name", "Allowed", "Asks for", "Sent as", "Says")
        yield from table(heads, (_act(act, rules[act.name], recorded, notes) for act in possible))
    if len(possible) < len(resource.acts):
        yield "### Not possible"
        yield ""
        impossible = (act for act in resource.acts if act not in possible)
        yield from table(
            ("Act", "Name", "Why"),
            ((act.label, code(act.name), " ".join(rules[act.name].reasons)) for act in impossible),
        )


def _act(act: Act, rule: Rule, recorded: list[Recorded], notes: Notes) -> tuple[str, ...]:
    inputs = _asked(act, recorded)
    runs = [asked.act_of(one, act) for one in recorded]
    if not any(runs):  # what it is done to is in no recorded record
        runs = [asked.act_of(one, act, invented=True) for one in recorded]
    if recorded:
        runs += asked.staged(recorded[0].vendor, act)
    fullest_first = sorted(runs, key=len, reverse=True)  # it says in which order they are sent
    sent = dict.fromkeys(request for run in fullest_first for request in run)
    says = (act.warning, "Final." if act.final else "", "The record is no more after it." if act.gone else "")
    return (
        act.label, code(act.name), _edited(rule, notes), inputs,
        ", ".join(map(code, sent)), " ".join(filter(None, says)),
    )  # fmt: skip


def _asked(act: Act, recorded: list[Recorded]) -> str:
    """What an act asks for of every record that has a form for it; what only some have is left to them."""
    forms = [form for one in recorded if (form := {each.name: each for each in _inputs(act, one)})]
    if not forms:
        return ""
    common = [each for name, each in forms[0].items() if all(name in form for form in forms)]
    told = [f"{each.label}{'' if each.required else ' (may stay empty)'}" for each in common]
    more = ["and what the record has"] if any(len(form) > len(common) for form in forms) else []
    return ", ".join([*told, *more])


def _inputs(act: Act, recorded: Recorded) -> Iterator[Input]:
    try:
        yield from (each for each in act.inputs(recorded.documents, recorded.context) if not each.is_kept)
    except UNREADABLE:
        return


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lists(resource: Resource, recorded: list[Recorded], context: Context) -> Iterator[str]:
    rows = [("at first", *_walk(resource, walk, context)) for walk in resource.history]
    rows += [(_pace(walk.every), *_walk(resource, walk, context)) for walk in resource.news]
    for sweep in resource.sweeps:
        when = "in every round, for what has left it" if sweep.states else "once a day, for what is gone"
        rows += [(when, *_walk(resource, walk, context)) for walk in sweep.walks]
    if rows:
        yield "### Lists"
        yield ""
        yield from table(("When", "List", "Begins with", "May be behind"), rows)
    for words, more in (("One record is read by", False), ("One that is opened, also by", True)):
        asks = (request for each in recorded for request in asked.reads_of(each, more=more))
        if reads := {re.sub(r"=[^&]*", "", request): request for request in asks}:
            yield f"{words}:"
            yield ""
            yield from bullets(map(code, reads.values()))
    if resource.again is not None:
        yield "Some records are read again by the clock, because no list tells what becomes of them."
        yield ""


def _walk(resource: Resource, walk: Walk, context: Context) -> tuple[str, str, str]:
    state = walk.first("", context)
    state = walk.first(asked.MARKER, context) if state is None else state
    if state is None:
        return code(walk.name), "only where something is to be asked for", ""
    request = walk.ask(state).request
    behind = resource.lag(request)
    return code(walk.name), code(asked.told(request)), span(behind) if behind else ""


def _pace(every: timedelta) -> str:
    return f"at most every {span(every)}" if every else "in every round"
