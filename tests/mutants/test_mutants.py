"""Each mutant is made from a copy of the program's source, and the tests that guard its rule must go red."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.kill import MEANS
from tests.campaigns.verdict import FAULTS
from tests.mutants.mutants import MUTANTS, Kill, Mutant, Patch

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("desktop", "tests")
LONGEST = 180.0
"""Seconds after which a mutant's run has hung."""


def grow(mutant: Mutant, folder: Path) -> None:
    """The program and its tests, with the mutant's patch."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    apply(mutant.patch, folder)


def apply(patch: Patch, folder: Path) -> None:
    path = folder / patch.path
    text = path.read_text(encoding="utf-8")
    assert text.count(patch.old) == 1, f"{patch.path} has changed: mend the patch, so that its rule stays guarded"
    path.write_text(text.replace(patch.old, patch.new), encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m …` within the mutant."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip


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
