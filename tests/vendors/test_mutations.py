"""Whatever a vendor sends, its record is shown, or listed with the reason and its raw text; nothing is thrown."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from desktop.records import Kind
from desktop.vendors import VENDORS, mapping
from desktop.vendors.contract import Vendor
from desktop.vendors.forming import documents_of, record_form
from desktop.vendors.rows import encode
from tests.vendors.mutations import MARK, VALUES, mutations, places, spoilt
from tests.vendors.recorded import RECORDED, Recorded

MANY = 2_000
"""Mutations of each vendor's samples."""
NOT_READ = (ValueError, TypeError, KeyError, ArithmeticError)
"""What the desk expects of tables that cannot make sense of a document."""

every_vendor = pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda vendor: vendor.id)


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


def trouble_with(recorded: Recorded, kept: Kept) -> str:
    """Why a row of it cannot be made, as the copy keeps it; "" where it can."""
    try:
        mapping.shown(recorded.resource, documents_of(recorded.resource, kept), recorded.context, ())
    except NOT_READ as error:
        return str(error) or type(error).__name__
    return ""


@every_vendor
def test_a_spoilt_sample_is_shown_or_listed_with_its_reason(vendor: Vendor) -> None:
    chance = random.Random(f"{vendor.id} spoilt")
    samples = [recorded for recorded in RECORDED if recorded.vendor is vendor]
    read = 0
    for _ in range(MANY):
        recorded = chance.choice(samples)
        bodies = mutations(recorded.documents, chance)
        kept = Kept(kind=recorded.resource.kind, key=recorded.key, documents=bodies)
        kept = replace(kept, unread=trouble_with(recorded, kept))
        form = record_form(vendor.at(recorded.context), recorded.context, kept)
        assert (form.record is None) is bool(form.unread)
        assert kept.unread in ("", form.unread)
        assert {raw.part for raw in form.raw} == set(bodies)
        read += form.record is not None
    assert MANY / 10 < read < MANY  # most harms are small


def test_a_mutation_is_at_its_place_and_nowhere_else() -> None:
    document = {"a": {"b": [1, {"c": "x"}]}, "d": 2}
    assert set(places(document)) == {("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1), ("a", "b", 1, "c"), ("d",)}
    assert spoilt(document, ("a", "b", 1, "c"), b"NaN") == b'{"a":{"b":[1,{"c":NaN}]},"d":2}'
    assert spoilt(document, ("a", "b", 0), None) == b'{"a":{"b":[{"c":"x"}]},"d":2}'
    assert spoilt(document, (), b"7").endswith(b'"d":2,"more than is known":7}')
    assert MARK.encode() not in b"".join(VALUES)


def test_a_field_whose_choices_cannot_be_told_hides_no_other() -> None:
    recorded = next(each for each in RECORDED if each.vendor.id == "orderspace" and each.resource.kind == "customers")
    spoiled = encode({**recorded.documents["customer"], "status": ["closed"]})
    kept = Kept(kind="customers", key=recorded.key, documents={"customer": spoiled})
    form = record_form(recorded.vendor, recorded.context, kept)
    fields = {field.name: field for section in form.sections for field in section.fields}
    assert form.unread == ""
    assert (fields["status"].choices, fields["name"].locked) == ((), "")
    assert "cannot be read" in fields["status"].locked
