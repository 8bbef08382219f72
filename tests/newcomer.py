"""What docs/adding-a-vendor.md tells a newcomer to do, done: its blocks in a checkout of their own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "adding-a-vendor.md"
VENDOR = "greengate"
"""The invented one."""
TABLES, STAND_IN, RECORDED = f"desktop/vendors/{VENDOR}", f"desktop/sandbox/{VENDOR}", f"tests/vendors/{VENDOR}"
LISTS = ("desktop/vendors/__init__.py", "desktop/sandbox/__init__.py")
"""Both have the names of all vendors."""
_block = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> dict[str, str]:
    """Path → what the page says stands there; for a list of vendors, the name that is added."""
    found = _block.findall(PAGE.read_text("utf-8"))
    assert len({path for path, _ in found}) == len(found), "a path is told once"
    return dict(found)


def sources() -> Iterator[tuple[str, str]]:
    """The vendor's side: its tables, and what is odd about it."""
    return ((path, text) for path, text in blocks().items() if path.startswith(TABLES))


def follow(folder: Path) -> None:
    """Copy the project into a folder, and do there what the page says."""
    ignored = shutil.ignore_patterns("__pycache__", "*.png", "pictures", ".*")
    for name in ("desktop", "tests", "packaging", "resources", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path, text in blocks().items():
        file = folder / path
        if path in LISTS:
            file.write_text(_with(file.read_text("utf-8"), text.strip()), encoding="utf-8")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    ended = run(folder, "-m", "tests.described")
    assert ended.returncode == 0, ended.stderr


def _with(whole: str, name: str) -> str:
    """A list of vendors with one more name at its end."""
    place = re.search(r"(?m)^NAMES = \([^)]*", whole)
    assert place is not None
    return f"{whole[: place.end()]}, {name}{whole[place.end() :]}"


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command of Python's in the newcomer's checkout."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
