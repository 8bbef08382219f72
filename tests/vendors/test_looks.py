"""What shows whether a step has happened, at every vendor: known after a restart too, when nothing is read yet."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import Facts, Step
from desktop.vendors.tables import decode, fields_of, keyed_lines
from tests.vendors.recorded import RECORDED, Recorded

NOW = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)


def edits(recorded: Recorded) -> Iterator[tuple[Step, ...]]:
    """The steps of an edit of each field that may be edited, and of each line."""
    resource, documents = recorded.resource, recorded.documents
    for field in fields_of(resource, documents, recorded.context):
        if not field.editable(documents, recorded.context):
            value = decode(resource, field, documents)
            yield resource.write(recorded.key, (Change(field=field.name, seen=value, wanted=value),))
    for key, _ in keyed_lines(resource, documents):
        yield resource.write(recorded.key, (Change(field="quantity", line=key, seen=1, wanted=2),))


def acts(recorded: Recorded) -> Iterator[tuple[Mapping[str, Value], tuple[Step, ...]]]:
    """What the form of each act gives that may be done, and the steps."""
    for act in recorded.resource.acts:
        if not act.allowed(recorded.documents, recorded.context):
            inputs = {each.name: each.value for each in act.inputs(recorded.documents, recorded.context)}
            yield inputs, act.steps(inputs)


@pytest.mark.parametrize("recorded", RECORDED, ids=str)
def test_a_step_says_what_it_looks_at_before_anything_was_read(recorded: Recorded) -> None:
    for inputs, steps in (*(({}, steps) for steps in edits(recorded)), *acts(recorded)):
        facts = Facts(key=recorded.key, fresh={}, context=recorded.context, inputs=inputs, token="0" * 20, now=NOW)
        for step in steps:
            assert {ask.request.method for ask in step.look(facts)} <= {"GET"}, step.name
