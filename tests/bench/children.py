"""Measured work runs in processes of its own: a task goes in as JSON, figures come out as JSON."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]
Task = Mapping[str, Any]

ROOT = Path(__file__).resolve().parents[2]
MIB = 1024  # /proc counts memory in KiB


def ask(module: str, task: Task) -> dict[str, Any]:
    """Run `tests.bench.<module>` on a task and return its figures. CalledProcessError when it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that is installed has been compiled
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}"], input=json.dumps(task), stdout=subprocess.PIPE,
        cwd=ROOT, env=environment, check=True, text=True,
    )  # fmt: skip
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def answer(work: Callable[[Task], Figures]) -> None:
    """The other end: do the work that standard input asks for."""
    print(json.dumps(work(json.load(sys.stdin))))


def memory(name: str) -> float:
    """MiB of this process: `VmRSS` now, `VmHWM` at most so far. (rusage would count what came before the exec.)"""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / MIB
    raise KeyError(name)


def cpu_seconds(process: int) -> float:
    """The CPU that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
