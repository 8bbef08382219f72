"""The packages of a lock of npm: fetched once, by the person's own settings, and whole or not at all."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest

BUILD = Path(__file__).resolve().parents[2] / "build"
TRIES, SECONDS = 2, 130  # both together end before a test that hangs is shown
OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--no-progress")


def packages_of(lock: Path, npm: str, environ: Mapping[str, str]) -> Path:
    """The folder of what `package.json` and its lock in `lock` name. A folder by that name is complete: it is installed
    elsewhere and renamed, so that neither a slow registry nor an end in the middle leaves a part of it."""
    named = hashlib.sha256((lock / "package-lock.json").read_bytes()).hexdigest()[:16]
    there = BUILD / f"packages-{named}"
    if not there.exists():
        BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="packages-", dir=BUILD, ignore_cleanup_errors=True) as work:
            folder = Path(work) / "all"
            _install(lock, folder, npm, environ)
            try:
                folder.rename(there)
            except OSError:
                if not there.exists():  # another run was first: what it installed is the same
                    raise
    return there / "node_modules"


def node_with(name: str, lock: Path, environ: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The program that runs an SDK, and the environment in which it finds it. Skips, by its name, without npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip(f"npm is not on this machine, so {name} cannot be had")
    return node, {**os.environ, "NODE_PATH": str(packages_of(lock, npm, environ))}


async def work(lock: Path, sdk: tuple[str, dict[str, str]], task: object) -> Any:  # noqa: ANN401 - JSON
    """Have the SDK do a task by the script beside its lock; returns what that found."""
    node, environ = sdk
    told = json.dumps(task).encode()
    done = await anyio.run_process([node, "work.js"], input=told, cwd=lock, env=environ, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def _install(lock: Path, folder: Path, npm: str, environ: Mapping[str, str]) -> None:
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(lock / name, folder)
    for _ in range(TRIES):
        try:
            done = subprocess.run(
                [npm, "ci", *OPTIONS], check=False, cwd=folder, env=environ, stdin=subprocess.DEVNULL,
                capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            words = f"npm took longer than {SECONDS} s"
            continue
        if done.returncode == 0:
            return
        words = done.stderr + done.stdout
    raise AssertionError(f"the packages could not be installed: {words}")
