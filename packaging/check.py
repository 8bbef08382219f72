"""README command 2: the same set-up, then linter, formatter, types and the whole test suite, with one summary."""

import os
import subprocess
import sys
import time
from pathlib import Path

import interpreter

# Twice as many processes as processors: half of what a test takes are moments that it waits for, and with three times
# as many it takes longer. One that has nothing left takes from the end of what another has, so that tests that share
# a desk stay together.
WORKERS = ["--numprocesses", str(2 * (os.cpu_count() or 1)), "--dist", "worksteal"]

# Tests come last, so that their closing line stands right above the summary.
CHECKS = {
    "lint": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
    "types": ["-m", "mypy"],
    "tests": ["-m", "pytest", *WORKERS],
}


def run_checks(python: "Path", root: "Path", test_arguments: "list[str]") -> "dict[str, tuple[int, float]]":
    """Name -> (exit code, seconds); each runs even when another failed."""
    environ = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # Hundreds of programs start: each would compile all that it imports again where nothing compiled may be kept.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    outcomes = {}
    for name, arguments in CHECKS.items():
        extra = test_arguments if name == "tests" else []
        print(f"== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.call([str(python), *arguments, *extra], cwd=root, env=environ, stdin=subprocess.DEVNULL)
        outcomes[name] = (code, time.monotonic() - began)
    return outcomes


def summary(outcomes: "dict[str, tuple[int, float]]") -> str:
    """One row a check: its name, how it ended, its seconds."""
    rows = [f"{'check':<8}{'result':<14}{'seconds':>8}"]
    for name, (code, seconds) in outcomes.items():
        rows.append(f"{name:<8}{'good' if code == 0 else f'exit code {code}':<14}{seconds:>8.1f}")
    return "\n".join(rows)


def worst(codes: "list[int]") -> int:
    """A check that was killed (a negative code) counts as its shell would say it: 128 and the signal."""
    return max(128 - code if code < 0 else code for code in codes)


def check(test_arguments: "list[str]") -> int:
    # Only now: these may use words that the Python that was asked first cannot read.
    import environment

    outcomes = run_checks(environment.make_ready(), environment.ROOT, test_arguments)
    print("\n" + summary(outcomes), flush=True)
    return worst([code for code, _ in outcomes.values()])


if __name__ == "__main__":
    sys.exit(interpreter.run(__file__, check))
