"""Each mutant is made from a copy of the program's source, and the tests that guard its rule must go red."""

from pathlib import Path

import pytest

from tests.campaigns.kill import MEANS
from tests.campaigns.verdict import FAULTS
from tests.mutants.growing import apply, copy, run
from tests.mutants.mutants import MUTANTS, Kill, Mutant


def grow(mutant: Mutant, folder: Path) -> None:
    """The program and its tests, with the mutant's patch."""
    copy(folder)
    apply(mutant.patch, folder)


def counts(kill: Kill, printed: str) -> dict[str, int]:
    """What the campaign's table says of the place."""
    (row,) = [line for line in printed.splitlines() if line.startswith(kill.place) and ":" not in line]
    _, *found = row.removeprefix(kill.place).split()
    return dict(zip(FAULTS, map(int, found), strict=True))


@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS if mutant.kill], ids=lambda mutant: mutant.name)
def test_a_mutant_that_is_killed_at_its_place_is_found_out(mutant: Mutant, tmp_path: Path) -> None:
    kill = mutant.kill
    assert kill is not None
    grow(mutant, tmp_path)
    settle = str(kill.settle)
    ended = run(
        tmp_path,
        "tests.campaigns",
        "kill",
        "--runs",
        "1",
        "--place",
        kill.place,
        "--settle",
        settle,
        "--vendor",
        next(iter(MEANS)),
    )
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert counts(kill, ended.stdout)[kill.fault] > 0, ended.stdout


@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS if mutant.tests], ids=lambda mutant: mutant.name)
def test_a_mutant_turns_its_tests_red(mutant: Mutant, tmp_path: Path) -> None:
    grow(mutant, tmp_path)
    ended = run(tmp_path, "pytest", "-q", "-p", "no:cacheprovider", mutant.tests)
    assert ended.returncode == pytest.ExitCode.TESTS_FAILED, ended.stdout + ended.stderr
    assert f"FAILED {mutant.tests}::" in ended.stdout
