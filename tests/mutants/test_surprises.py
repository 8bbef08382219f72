"""The table of a contract's surprises names tests that there are and rules that stand in the code, for each section."""

import ast

import pytest

from tests.mutants.all_surprises import SURPRISES
from tests.mutants.growing import ROOT, patched
from tests.mutants.surprises import Surprise

SECTIONS = ("2", "3.2", "3.3", "3.4", "3.5", "3.6", "4", "5", "6", "8", "11", "12")
"""Those of Order Desk's contract that state surprises."""


def functions_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_of_the_contract_that_states_surprises_has_its_rows(section: str) -> None:
    assert [one for one in SURPRISES if one.section == section or one.section.startswith(f"{section}.")]


def test_each_surprise_is_said_once() -> None:
    said = [one.words for one in SURPRISES]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("surprise", SURPRISES, ids=lambda one: f"{one.section} {one.words}")
def test_a_surprise_has_its_test_and_the_rule_that_it_holds(surprise: Surprise) -> None:
    """That the test is red without the rule is shown by `python -m tests.mutants`."""
    file, _, name = surprise.test.partition("::")
    assert name.startswith("test_")
    assert name.partition("[")[0] in functions_in(file)
    ast.parse(patched(surprise.patch))
