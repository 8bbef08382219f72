"""The second command of the README: every check runs, one summary, the exit code of the worst."""

import sys
from pathlib import Path

import pytest

import check

PROJECT = """
[tool.mypy]
files = ["test_one.py"]
[tool.pytest]
addopts = ["-p", "no:cacheprovider"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "test_one.py").write_text(
        "import os\n\n\ndef test_one() -> None: assert False\ndef test_two() -> None: pass\n"
    )
    return tmp_path


def test_every_check_runs_even_when_another_failed(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outcomes = check.run_checks(Path(sys.executable), project, [])
    assert {name: code for name, (code, _) in outcomes.items()} == {"lint": 1, "format": 1, "types": 0, "tests": 1}
    assert "1 failed, 1 passed" in capfd.readouterr().out


def test_arguments_reach_the_tests(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "CHECKS", {"tests": check.CHECKS["tests"]})
    assert check.run_checks(Path(sys.executable), project, ["-k", "two"])["tests"][0] == 0
    assert "= 1 passed in " in capfd.readouterr().out


def test_what_is_compiled_is_kept_for_the_next_program(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(check, "CHECKS", {"look": ["-c", "import sys; sys.exit(sys.dont_write_bytecode)"]})
    assert check.run_checks(Path(sys.executable), project, [])["look"][0] == 0


def test_the_worst_exit_code_is_the_verdict() -> None:
    assert check.worst([0, 0]) == 0
    assert check.worst([0, 1, 2, 0]) == 2
    assert check.worst([1, -9]) == 137


def test_the_summary_says_how_each_check_ended() -> None:
    _, lint, tests = check.summary({"lint": (0, 0.31), "tests": (1, 75.04)}).splitlines()
    assert lint.split() == ["lint", "good", "0.3"]
    assert tests.split() == ["tests", "exit", "code", "1", "75.0"]
