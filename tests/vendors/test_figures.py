"""Figures of stock that orders move too: only what was wanted is done, only what was before is not done."""

from decimal import Decimal

import pytest

from desktop.vendors.figures import added, judge

FOUND = [
    (5, 8, 8, "yes"),
    (5, 5, 8, "no"),
    (5, 5, 5, "yes"),
    (5, 7, 8, "cannot tell"),
    (5, None, 8, "cannot tell"),
    (None, 8, 8, "yes"),
    (None, None, 8, "no"),
    (None, None, None, "no"),
]


def number(figure: int | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


@pytest.mark.parametrize(("old", "new", "wanted", "verdict"), FOUND)
def test_a_figure_is_judged_by_what_it_was_before(
    old: int | None, new: int | None, wanted: int | None, verdict: str
) -> None:
    found = judge(number(old), number(new), number(wanted), {"said": "so"})
    assert found.verdict == verdict
    assert found.answer == ({"said": "so"} if verdict == "yes" else None)


def test_another_figure_is_told_with_what_it_was_and_was_to_be() -> None:
    assert judge(Decimal(5), Decimal(7), Decimal(8), {}).words == "It was 5 before, was to be 8, and is 7 now."


@pytest.mark.parametrize("typed", [Decimal(0), "", None, "0"])
def test_nothing_is_not_added(typed: Decimal | str | None) -> None:
    with pytest.raises(ValueError, match="nothing comes or goes"):
        added({"by": typed})
