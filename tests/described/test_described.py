"""What docs/vendors says of each vendor is what its tables say now, and says all of it."""

import pytest

from desktop.vendors import VENDORS
from desktop.vendors.contract import Documents, Resource, Vendor
from desktop.vendors.tables import never
from tests.described.document import COMMAND, FOLDER, assumed_in, document_of, others_of, path_of
from tests.described.reasons import Rule, rule_of
from tests.described.words import code

every_vendor = pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda vendor: vendor.id)


def test_every_vendor_has_its_document_and_no_other_has_one() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == {path_of(vendor).name for vendor in VENDORS.values()}, COMMAND


@every_vendor
def test_a_document_says_what_the_tables_say_now(vendor: Vendor) -> None:
    assert path_of(vendor).read_text("utf-8") == document_of(vendor), f"it is not current: {COMMAND}"


def rows_of(vendor: Vendor) -> set[str]:
    """The first two cells of every row of every table."""
    lines = path_of(vendor).read_text("utf-8").splitlines()
    return {"|".join(line.split(" | ")[:2]).removeprefix("| ") for line in lines if line.startswith("| ")}


def named_in(resource: Resource) -> set[str]:
    """What the tables of a kind have, as a document names it."""
    fields = [*resource.fields, *(field for lines in resource.lines for field in lines.fields)]
    labels = {
        (f"{field.section}: " if field.section else "") + field.label + "|" + code(field.name) for field in fields
    }
    extras = {f"{each.section}|{code(each.prefix + '…')}" for each in resource.extras}
    extras |= {f"{each.section}|{code(each.prefix + '…')}" for each in resource.listed}
    return labels | extras | {f"{act.label}|{code(act.name)}" for act in resource.acts}


@every_vendor
def test_every_field_act_and_list_of_the_tables_is_named(vendor: Vendor) -> None:
    rows, text = rows_of(vendor), path_of(vendor).read_text("utf-8")
    for resource in (*vendor.resources.values(), *(other for _, other in others_of(vendor))):
        assert named_in(resource) <= rows
        walks = (*resource.history, *resource.news, *(walk for sweep in resource.sweeps for walk in sweep.walks))
        lists = {row.partition("|")[2] for row in rows}
        assert {code(walk.name) for walk in walks} <= lists
        assert all(f"### Table: {lines.label}" in text for lines in resource.lines)
    for each in (*vendor.credentials, *vendor.options, *vendor.servers):
        assert f"{each.label}|{code(each.name)}" in rows
    assert all(words in text for words in assumed_in(vendor))


SENT_AS = 4
"""The cell of an act that says so."""


def sent_as(vendor: Vendor, act: str) -> list[str]:
    """The requests of an act, in the order in which the document tells them."""
    lines = path_of(vendor).read_text("utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if f" | `{act}` | " in line]
    acts = (row for row in cells if len(row) > SENT_AS)
    return [request.split("`")[1] for row in acts for request in row[SENT_AS].split(", ") if "`" in request]


@every_vendor
def test_every_act_tells_what_is_sent_for_it(vendor: Vendor) -> None:
    acts = [act for resource in vendor.resources.values() for act in resource.acts]
    possible = [act.name for act in acts if rule_of(act.allowed).may != "never"]
    assert not [name for name in possible if not sent_as(vendor, name)]


def test_an_act_on_what_no_recorded_record_has_tells_its_request_all_the_same() -> None:
    assert sent_as(VENDORS["ordercloud"], "take_back") == ["DELETE /v1/shipments/{shipment}"]


def test_requests_that_depend_on_each_other_are_told_in_their_order() -> None:
    """No recorded order has all that an act is about: the one of which most is sent says the order."""
    asked = [
        (request.partition(" ")[0], request.rpartition("/")[2])
        for request in sent_as(VENDORS["ordercloud"], "ship_part")
    ]
    assert [(method, last if "-" not in last else "") for method, last in asked] == [
        ("POST", "shipments"), ("POST", "items"), ("PATCH", ""),
    ]  # fmt: skip


def test_an_act_that_looks_before_it_sends_tells_what_it_sends() -> None:
    """What only looks comes first, and the rest depends on what it shows."""
    assert sent_as(VENDORS["ordermentum"], "new_order") == [
        "GET /v1/purchasers/{id}", "GET /v1/variants", "POST /v1/orders",
    ]  # fmt: skip


@every_vendor
def test_what_is_never_possible_says_why(vendor: Vendor) -> None:
    text = " ".join(path_of(vendor).read_text("utf-8").split())
    for resource in vendor.resources.values():
        rules = [rule_of(field.editable) for field in resource.fields] + [rule_of(act.allowed) for act in resource.acts]
        for rule in rules:
            if rule.may == "never":
                assert rule.reasons
            assert all(" ".join(reason.split()).replace("|", "\\|") in text for reason in rule.reasons)


# ── reasons are read from the source ──────────────────────────────────────────────────────────────────────────────

KEPT = "It is kept by the shop."


def _missing(documents: Documents) -> str:
    return f"There is no {len(documents)} here."


def rule(documents: Documents, context: object) -> str:
    """May be done in the morning."""
    if "a" in documents:
        return KEPT
    return "It is not Monday." if "b" in documents else _other(documents)


def _other(documents: Documents) -> str:
    return "" if "c" in documents else f"{KEPT} {_missing(documents)}"


def test_the_sentences_of_a_rule_are_those_that_it_may_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (rule, _other, _missing):  # only a vendor's own functions are looked into
        monkeypatch.setattr(function, "__module__", "desktop.vendors.orchard.rules")
    found = rule_of(rule)
    assert (found.may, found.reasons[:2]) == ("unless", (KEPT, "It is not Monday."))
    assert "There is no … here." in found.reasons


def test_a_rule_that_is_always_or_never_so_is_told_as_that() -> None:
    first, second = (lambda documents, context: "It is blue."), (lambda documents, context: "It is red.")
    assert rule_of(never(KEPT)) == Rule("never", (KEPT,))
    assert rule_of(first) == Rule("unless", ("It is blue.",))
    assert rule_of(second) == Rule("unless", ("It is red.",))
