"""Every recorded sample has its use: answers are heard, refusals told, and the requests are what we send."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.changes import Change
from desktop.errors import AppError
from desktop.records import Value
from desktop.vendors import VENDORS
from desktop.vendors.contract import Answer, Document, Facts, Json, Login, Request, Step, Vendor
from desktop.vendors.rows import decode, encode
from tests.vendors.recorded import RECORDED, SECTIONS, Indexed, Recorded, index_of, indexed, raw_sample, samples_of

NOW = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)

every_vendor = pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda vendor: vendor.id)


def answer_of(told: Indexed) -> Answer:
    """The sample as it came from the wire."""
    row = told.row
    body = raw_sample(told.vendor.id, row["file"])
    request = Request(method=row["method"], path=row["path"])
    return Answer(request=request, status=row.get("status", 200), headers={}, body=body, at=NOW)


def steps_of(vendor: Vendor) -> Iterator[Step]:
    for resource in vendor.resources.values():
        yield from resource.write("", ())
        for act in resource.acts:
            yield from act.steps({})


@every_vendor
def test_every_sample_is_used_and_every_one_that_is_named_is_there(vendor: Vendor) -> None:
    index = index_of(vendor.id)
    assert set(index) <= set(SECTIONS)
    assert {row["file"] for rows in index.values() for row in rows} == samples_of(vendor.id)


@pytest.mark.parametrize("told", indexed("answers"), ids=str)
def test_a_recorded_answer_is_a_success(told: Indexed) -> None:
    assert told.vendor.refusal(answer_of(told)) is None


@pytest.mark.parametrize("told", [told for told in indexed("answers") if told.row["method"] != "GET"], ids=str)
def test_an_answer_that_does_not_hold_the_record_is_not_taken_for_it(told: Indexed) -> None:
    """A row whose answer holds all of a record says so; after any other the record is read again."""
    holding = [step for step in steps_of(told.vendor) if step.truth(told.sample) is not None]
    assert bool(holding) is told.row.get("holds", False)


@pytest.mark.parametrize("told", indexed("refusals"), ids=str)
def test_a_recorded_refusal_is_told_in_the_vendors_words(told: Indexed) -> None:
    error = told.vendor.refusal(answer_of(told))
    assert isinstance(error, AppError)
    assert type(error).__name__ == told.row["error"]
    assert told.vendor.words(answer_of(told)) == told.row["words"]
    assert told.row["words"] in f"{error.title} {error.hint}"
    assert not error.unclear


@pytest.mark.parametrize("told", indexed("others"), ids=str)
def test_a_sample_of_what_we_never_do_says_why_and_is_not_spoilt_by_reading(told: Indexed) -> None:
    assert told.row["why"]
    assert decode(encode(told.sample)) == told.sample


# ── signing in ────────────────────────────────────────────────────────────────────────────────────────────────────


def login_of(vendor: Vendor) -> Login:
    assert vendor.login is not None
    return vendor.login


@pytest.mark.parametrize("told", indexed("logins"), ids=str)
def test_a_recorded_login_is_what_we_send_but_for_what_we_want_to_do(told: Indexed) -> None:
    request = login_of(told.vendor).ask(told.row["credentials"], told.row.get("refresh", ""))
    sent = dict(request.form) or request.body
    assert sent.keys() == told.sample.keys()
    assert {**sent, "scope": ""} == {**told.sample, "scope": ""}


@pytest.mark.parametrize("told", indexed("tokens"), ids=str)
def test_a_recorded_token_is_read(told: Indexed) -> None:
    token = login_of(told.vendor).read(told.sample, None)
    assert token.access == told.sample[told.row.get("member", "access_token")]
    assert (token.seconds, token.refresh) == (told.row["seconds"], told.row["refresh"])


@pytest.mark.parametrize("told", indexed("barred"), ids=str)
def test_a_login_that_was_refused_says_why(told: Indexed) -> None:
    body = raw_sample(told.vendor.id, told.row["file"])
    request = login_of(told.vendor).ask({"client_id": "1", "client_secret": "2"}, "")
    answer = Answer(request=request, status=400, headers={}, body=body, at=NOW)
    assert login_of(told.vendor).refusal(answer).title == told.row["words"]


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────────────


def record_of(told: Indexed) -> Recorded:
    """The recorded document that the request is about."""
    return next(each for each in RECORDED if each.vendor is told.vendor and each.file == told.row["of"])


def step_of(told: Indexed, recorded: Recorded) -> tuple[Step, tuple[Change, ...]]:
    row = told.row
    if "act" in row:
        (act,) = (act for act in recorded.resource.acts if act.name == row["act"])
        (step,) = act.steps(row["inputs"])
        return step, ()
    changes = tuple(Change(**change) for change in row["changes"])
    (step,) = recorded.resource.write(row["key"], changes)
    return step, changes


def at(body: Json, path: list[Any]) -> Any:  # noqa: ANN401 - JSON has no narrower type
    for key in path:
        body = body[key]
    return body


@pytest.mark.parametrize("told", indexed("requests"), ids=str)
def test_a_recorded_request_is_what_we_send(told: Indexed) -> None:
    """Member by member: but for what the row says, and with all else that the document holds where it goes whole."""
    row, recorded = told.row, record_of(told)
    step, changes = step_of(told, recorded)
    inputs: dict[str, Value] = row.get("inputs", {})
    facts = Facts(
        key=row["key"], fresh=recorded.documents, context=recorded.context, changes=changes, inputs=inputs,
        by=row.get("by", "Ada"), now=NOW,
    )  # fmt: skip
    request = step.request(facts)
    assert isinstance(request, Request)
    assert (request.method, request.path) == (row["method"], row["path"])
    path, within = row.get("at", []), row.get("within", [])
    kept: Document = at(recorded.documents[recorded.resource.part], path) if row.get("whole") else {}
    expected = {**kept, **at(told.sample, within), **row.get("but", {})}
    assert at(request.body, [*within, *path]) == {
        name: value for name, value in expected.items() if name not in row.get("without", ())
    }
