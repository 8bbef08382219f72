"""The copy held against the sandbox's records: every document of every record, by its name."""

from collections.abc import Mapping

import pytest

from desktop.app.comparing import Copied, Hashes, differences

ORDER = {"order": "a", "line:1": "b", "line:2": "c"}
GOOD = {"product": "p", "record:/1": "q", "record:/2": "r"}
TOLD = {"P": {"product": "p"}, "P//1": {"record:/1": "q", "product": "p"}, "P//2": {"record:/2": "r", "product": "p"}}
"""A product and its two places, each with the documents that it is told by."""


def found(ours: Mapping[str, Copied], theirs: Mapping[str, Hashes]) -> list[str]:
    return list(differences(ours, theirs))


def product(hashes: Hashes = GOOD) -> dict[str, Copied]:
    """The same in the copy, where all of their documents are with the product."""
    return {"P": Copied("", hashes), "P//1": Copied("P", hashes), "P//2": Copied("P", hashes)}


def test_a_record_of_the_same_documents_is_the_same() -> None:
    assert found({"1": Copied("", ORDER)}, {"1": ORDER}) == []


@pytest.mark.parametrize(
    "here",
    [
        {**ORDER, "order": "another"},
        {**ORDER, "line:2": "another"},
        {**ORDER, "line:3": "too many"},
        {"order": "a", "line:1": "b"},
        {"line:1": "b", "line:2": "c"},
        {},
    ],
)
def test_each_document_counts(here: dict[str, str]) -> None:
    records = {"1": ORDER, "2": ORDER}
    copy = {"1": Copied("", here), "2": Copied("", ORDER)}
    assert found(copy, records) == ["1 with another content, for example 1."]


def test_what_was_read_because_somebody_looked_is_not_held_against_it() -> None:
    assert found({"1": Copied("", {**ORDER, "payment:7": "x", "history": "y"})}, {"1": ORDER}) == []


def test_missing_records_and_strange_ones_are_named() -> None:
    copy = {"1": Copied("", ORDER), "3": Copied("", ORDER)}
    assert found(copy, {"1": ORDER, "2": ORDER, "4": ORDER}) == [
        "2 missing here, for example 2.",
        "1 not there, for example 3.",
    ]


def test_records_that_have_their_documents_together_are_compared_together() -> None:
    assert found(product(), TOLD) == []


@pytest.mark.parametrize(
    "here", [{**GOOD, "record:/2": "another"}, {**GOOD, "record:/3": "x"}, {"product": "p", "record:/1": "q"}]
)
def test_a_document_of_one_of_them_counts_too(here: dict[str, str]) -> None:
    assert found(product(here), TOLD) == ["1 with another content, for example P."]


def test_a_row_that_only_one_side_has_is_named() -> None:
    without = {key: copied for key, copied in product().items() if key != "P//2"}
    assert "1 missing here, for example P//2." in found(without, TOLD)
    assert "1 not there, for example P//3." in found({**product(), "P//3": Copied("P", GOOD)}, TOLD)
