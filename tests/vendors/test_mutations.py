"""Whatever a vendor sends, its record is shown, or listed with the reason and its raw text; its siblings are fine."""

import pytest

from desktop.vendors import VENDORS
from desktop.vendors.contract import Rows, Vendor
from desktop.vendors.forming import record_form
from desktop.vendors.ordermesh.lists import key_of
from desktop.vendors.rows import encode, read_row
from tests.vendors.mutations import MARK, VALUES, places, spoilt
from tests.vendors.recorded import RECORDED
from tests.vendors.spoiling import Kept, spoil

MANY = 2_000
"""Mutations of each vendor's samples; any number by `python -m tests.campaigns hostile`."""

every_vendor = pytest.mark.parametrize("vendor", VENDORS.values(), ids=lambda vendor: vendor.id)


@every_vendor
def test_a_spoilt_sample_is_shown_or_listed_with_its_reason_and_costs_no_sibling(vendor: Vendor) -> None:
    score = spoil(vendor, MANY)
    assert score.wrong == []
    assert MANY / 10 < score.read < MANY  # most harms are small


def test_a_mutation_is_at_its_place_and_nowhere_else() -> None:
    document = {"a": {"b": [1, {"c": "x"}]}, "d": 2}
    assert set(places(document)) == {("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1), ("a", "b", 1, "c"), ("d",)}
    assert spoilt(document, ("a", "b", 1, "c"), b"NaN") == b'{"a":{"b":[1,{"c":NaN}]},"d":2}'
    assert spoilt(document, ("a", "b", 0), None) == b'{"a":{"b":[{"c":"x"}]},"d":2}'
    assert spoilt(document, (), b"7").endswith(b'"d":2,"more than is known":7}')
    assert MARK.encode() not in b"".join(VALUES)


def test_a_row_of_which_a_member_cannot_be_read_is_of_the_same_sort_as_before() -> None:
    rows = Rows(member="orders", owner=key_of, part="", id=lambda row: "order" if "items" in row else "summary")
    (piece,) = read_row(b'{"items":[{"number":NaN}],"id":"o1"}', rows)
    assert (piece.key, piece.part, piece.document) == ("o1", "order", None)
    (piece,) = read_row(b'{"items":NaN,"id":NaN}', Rows(member="notes", owner=key_of, part="note:", id=key_of))
    assert (piece.key[:7], piece.part[:12]) == ("unread-", "note:unread-")


def test_a_field_whose_choices_cannot_be_told_hides_no_other() -> None:
    recorded = next(each for each in RECORDED if each.vendor.id == "orderspace" and each.resource.kind == "customers")
    spoiled = encode({**recorded.documents["customer"], "status": ["closed"]})
    kept = Kept(kind="customers", key=recorded.key, documents={"customer": spoiled})
    form = record_form(recorded.vendor, recorded.context, kept)
    fields = {field.name: field for section in form.sections for field in section.fields}
    assert form.unread == ""
    assert (fields["status"].choices, fields["name"].locked) == ((), "")
    assert "cannot be read" in fields["status"].locked
