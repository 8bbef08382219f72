"""Every vendor, every kind, every recorded document: read, written back, edited; one suite for all of them."""

import copy
import json

import pytest

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, table_of
from desktop.records import KINDS, Value
from desktop.vendors import VENDORS, mapping
from desktop.vendors.contract import OF_LINE, Context, Document, Documents, Field, Vendor, Walk
from desktop.vendors.places import read, write
from desktop.vendors.rows import decode, encode
from desktop.vendors.tables import fields_of, keyed_lines, misfit, part_of, with_keys
from tests.vendors.recorded import RECORDED, Recorded
from tests.vendors.values import OTHER

ONE_LINE = 56
"""Letters that a label and the hint beside it may have in the form that connects."""

every_document = pytest.mark.parametrize("recorded", RECORDED, ids=str)
every_vendor = pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda vendor: vendor.id)


def fields(recorded: Recorded) -> tuple[Field, ...]:
    return fields_of(recorded.resource, recorded.documents, recorded.context)


def value_of(recorded: Recorded, field: Field, documents: Documents) -> Value:
    return mapping.decode(recorded.resource, field, documents)


def other_value(recorded: Recorded, field: Field, documents: Documents) -> Value:
    return next(
        value
        for value in OTHER[field.codec.editor]
        if not misfit(recorded.resource, field, value, documents)
        and not field.codec.same(value, value_of(recorded, field, documents))
    )  # fmt: skip


def without(document: Document, path: tuple[str, ...]) -> Document:
    """The document without what lies at the path; the map that holds it counts as a map even where it was none."""
    place, leaf = path[:-1], path[-1]
    held = dict(read(document, place) or {})
    held.pop(leaf, None)
    return write(document, place, held) if place else held


def test_every_kind_that_a_vendor_has_is_recorded_or_derived() -> None:
    for vendor in VENDORS.values():
        recorded = {item.resource.kind for item in RECORDED if item.vendor is vendor}
        derived = {kind for kind, resource in vendor.resources.items() if resource.fold}
        assert recorded | derived == set(vendor.resources)
        assert set(vendor.resources) <= set(KINDS)


@every_document
def test_a_recorded_document_is_read(recorded: Recorded) -> None:
    shown = mapping.shown(recorded.resource, recorded.documents, recorded.context, ())
    assert shown.record.id == recorded.key
    assert shown.search
    assert not shown.changed


@every_document
def test_reading_changes_nothing_of_the_document(recorded: Recorded) -> None:
    before = copy.deepcopy(dict(recorded.documents))
    mapping.shown(recorded.resource, recorded.documents, recorded.context, ())
    assert dict(recorded.documents) == before


@every_document
def test_what_is_written_back_unchanged_is_what_the_vendor_wrote(recorded: Recorded) -> None:
    for field in fields(recorded):
        document = recorded.documents.get(part_of(recorded.resource, field), {})
        wire = read(document, field.path)
        again = field.codec.encode(field.codec.decode(wire), wire)
        assert again == wire, field.name
        assert type(again) is type(wire), field.name
    for lines in recorded.resource.lines:
        for _, line in with_keys(lines, recorded.documents[recorded.resource.part]):
            for field in lines.fields:
                wire = read(line, field.path)
                assert field.codec.encode(field.codec.decode(wire), wire) == wire, field.name


@every_document
def test_a_document_survives_the_way_to_json_and_back_figure_by_figure(recorded: Recorded) -> None:
    for document in recorded.documents.values():
        again = decode(encode(document))
        assert again == document
        assert json.loads(encode(document)) == json.loads(encode(again))


@every_document
def test_an_edit_of_a_field_changes_its_path_and_nothing_else(recorded: Recorded) -> None:
    for field in fields(recorded):
        if field.editable(recorded.documents, recorded.context):
            continue
        wanted = other_value(recorded, field, recorded.documents)
        before = copy.deepcopy(dict(recorded.documents))
        change = Change(field=field.name, seen=value_of(recorded, field, recorded.documents), wanted=wanted)
        changed = mapping.applied(recorded.resource, recorded.documents, [change])
        assert dict(recorded.documents) == before, f"{field.name}: the original was touched"
        assert field.codec.same(value_of(recorded, field, changed), wanted), field.name
        part = part_of(recorded.resource, field)
        assert without(changed[part], field.path) == without(before[part], field.path), field.name


@every_document
def test_an_edit_moves_only_what_the_field_declares(recorded: Recorded) -> None:
    for field in fields(recorded):
        if field.editable(recorded.documents, recorded.context):
            continue
        wanted = other_value(recorded, field, recorded.documents)
        laid = mapping.overlay(recorded.resource, recorded.documents, [Change(field=field.name, wanted=wanted)])
        moved = {
            other.name
            for other in fields_of(recorded.resource, laid, recorded.context)
            if not other.codec.same(value_of(recorded, other, recorded.documents), value_of(recorded, other, laid))
        }
        assert moved - {field.name} <= set(field.moves), field.name


@every_document
def test_a_changed_line_field_leaves_the_other_lines_alone(recorded: Recorded) -> None:
    for key, line in keyed_lines(recorded.resource, recorded.documents):
        lines = table_of(key, recorded.resource.lines)
        assert lines is not None
        for field in lines.fields:
            if field.editable(recorded.documents, recorded.context):
                continue
            beside = {recorded.resource.part: line, OF_LINE: line}
            if field.codec.editor == "flag" and misfit(recorded.resource, field, not read(line, field.path), beside):
                continue  # it has two values, and may not be turned to the other one
            wanted = other_value(recorded, field, beside)
            change = Change(field=field.name, line=key, wanted=wanted)
            laid = mapping.overlay(recorded.resource, recorded.documents, [change])
            after = dict(keyed_lines(recorded.resource, laid))
            assert field.codec.same(field.codec.decode(read(after[key], field.path)), wanted)
            assert without(after[key], field.path) == without(line, field.path)
            others = [other for other in keyed_lines(recorded.resource, recorded.documents) if other[0] != key]
            assert [(k, after[k]) for k, _ in others] == others
            moved = {
                other.name
                for other in fields_of(recorded.resource, laid, recorded.context)
                if not other.codec.same(value_of(recorded, other, recorded.documents), value_of(recorded, other, laid))
            }
            assert moved <= set(field.moves), field.name


@every_document
def test_lines_come_and_go_without_touching_the_others(recorded: Recorded) -> None:
    old = keyed_lines(recorded.resource, recorded.documents)
    for lines in recorded.resource.lines:
        new = f"{lines.prefix}+1"
        typed = (each for each in lines.fields if not each.choices and each.codec.editor == "text")
        field = next(typed, lines.fields[0])
        added = [Change(field=ADD_LINE, line=new), Change(field=field.name, line=new, wanted="Basil")]
        with_line = keyed_lines(recorded.resource, mapping.applied(recorded.resource, recorded.documents, added))
        assert [keyed for keyed in with_line if keyed in old] == old
        ((_, line),) = [keyed for keyed in with_line if keyed not in old]
        assert read(line, field.path) == "Basil"
    for removed, _ in old:
        gone = [Change(field=REMOVE_LINE, line=removed)]
        left = keyed_lines(recorded.resource, mapping.applied(recorded.resource, recorded.documents, gone))
        assert left == [keyed for keyed in old if keyed[0] != removed]


@every_document
def test_a_fresh_record_that_nobody_touched_collides_with_nothing(recorded: Recorded) -> None:
    for field in fields(recorded):
        if field.editable(recorded.documents, recorded.context):
            continue
        seen = value_of(recorded, field, recorded.documents)
        wanted = other_value(recorded, field, recorded.documents)
        change = Change(field=field.name, seen=seen, wanted=wanted)
        assert mapping.collisions(recorded.resource, recorded.documents, [change]).as_seen == (change,)
        met = mapping.applied(recorded.resource, recorded.documents, [change])
        assert mapping.collisions(recorded.resource, met, [change]).as_wanted == (change,)
        strange = Change(field=field.name, seen=wanted, wanted=None)
        if not field.codec.same(None, seen):
            assert mapping.collisions(recorded.resource, recorded.documents, [strange]).conflicts, field.name


@every_document
def test_each_act_answers_whether_it_may_be_done(recorded: Recorded) -> None:
    for act in recorded.resource.acts:
        assert isinstance(act.allowed(recorded.documents, recorded.context), str)
        names = [wanted.name for wanted in act.inputs(recorded.documents, recorded.context)]
        assert len(names) == len(set(names))
        assert act.steps({})
        if act.final:
            assert act.warning, f"{act.name} is final and must say so"
        if act.is_note:
            asked = act.inputs(recorded.documents, recorded.context)
            assert [each.editor for each in asked] == ["paragraph"], "a note is some words, and nothing else"
            assert not act.final


@every_vendor
def test_names_are_said_once(vendor: Vendor) -> None:
    for resource in vendor.resources.values():
        names = [field.name for field in resource.fields]
        assert len(names) == len(set(names))
        assert set(resource.totals) <= set(names)
        for field in resource.fields:
            assert set(field.moves) <= set(names), field.name
        acts = [act.name for act in resource.acts]
        assert len(acts) == len(set(acts))


@every_vendor
def test_a_walk_begins_with_a_state_that_is_json_and_small(vendor: Vendor) -> None:
    for resource in vendor.resources.values():
        walks: tuple[Walk, ...] = (
            *resource.history,
            *resource.news,
            *(walk for sweep in resource.sweeps for walk in sweep.walks),
        )
        assert len({walk.name for walk in walks}) == len(walks)
        for walk in walks:
            state = walk.first("", Context())
            if state is None:  # of a list that this account did not ask for, or that cannot be asked for yet
                continue
            assert json.loads(json.dumps(state)) == state
            assert walk.ask(state).request.method == "GET"


@every_vendor
def test_the_connect_form_says_what_is_secret_and_where_to_find_it(vendor: Vendor) -> None:
    assert any(wanted.editor == "secret" for wanted in vendor.credentials)
    assert all(wanted.hint for wanted in vendor.credentials)
    for wanted in (*vendor.credentials, *vendor.options, *vendor.servers):
        assert len(f"{wanted.label}{wanted.hint}") <= ONE_LINE, f"{wanted.hint!r} is cut beside its label"
    assert vendor.login_hint
    for server in vendor.servers:
        assert str(server.value).startswith("https://")


@every_vendor
def test_every_request_finds_its_bucket(vendor: Vendor) -> None:
    for probe in vendor.probes:
        assert vendor.limits.limit_key(probe.request) in vendor.limits.buckets
        assert probe.request.server in {server.name for server in vendor.servers}
