"""Every vendor, every kind, every field: a generated world is served, copied and shown, and generated edits arrive."""

import pytest

from desktop.vendors import VENDORS
from tests.whole.rounds.round import rounds

EXAMPLES = 3
"""Worlds of each vendor, in each of which every sort of field is typed into; any number by `tests.campaigns rounds`."""


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_edit_changes_its_field_and_what_moves_with_it_and_nothing_else(vendor: str) -> None:
    score = rounds(vendor, EXAMPLES)
    assert score.wrong == []
    assert score.worlds == EXAMPLES
    assert score.typed > EXAMPLES * len(VENDORS)
