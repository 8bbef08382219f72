"""A copy of the program and its tests, in which one text of one file stands in place of another."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("desktop", "tests")
LONGEST = 180.0
"""Seconds after which a mutant's run has hung."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """In one file, one text in place of another; `old` stands there exactly once."""

    path: str
    old: str
    new: str


def copy(folder: Path) -> None:
    """The program and its tests as they are."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)


def patched(patch: Patch, folder: Path = ROOT) -> str:
    """What the patched file says."""
    text = (folder / patch.path).read_text(encoding="utf-8")
    assert text.count(patch.old) == 1, f"{patch.path} has changed: mend the patch, so that its rule stays guarded"
    return text.replace(patch.old, patch.new)


def apply(patch: Patch, folder: Path) -> None:
    """Put the patch into a copy."""
    (folder / patch.path).write_text(patched(patch, folder), encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m …` within the copy. Raises TimeoutExpired."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip
