"""Breaks each surprising rule of a contract in a copy of the program, and tells which test does not go red.

`python -m tests.mutants` tries all of them, two seconds each; `python -m tests.mutants 3.2 5` those of some sections.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.all_surprises import SURPRISES
from tests.mutants.growing import ROOT, apply, copy, run
from tests.mutants.surprises import Surprise

RED = 1
"""What pytest ends with where tests failed; anything else is no proof."""


def is_red(surprise: Surprise, folder: Path) -> bool:
    """Whether the test fails in this copy once the rule is broken there. The copy is as before afterwards."""
    broken = folder / surprise.patch.path
    apply(surprise.patch, folder)
    try:
        return run(folder, "pytest", "-q", "-x", "-p", "no:cacheprovider", surprise.test).returncode == RED
    except subprocess.TimeoutExpired:
        return False
    finally:
        broken.write_bytes((ROOT / surprise.patch.path).read_bytes())


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(sections: list[str]) -> int:
    wanted = [one for one in SURPRISES if not sections or one.section in sections]
    green = 0
    with tempfile.TemporaryDirectory() as name:
        copy(Path(name))
        for surprise in wanted:
            if not is_red(surprise, Path(name)):
                green += 1
                say(f"not red: {surprise.section} {surprise.words}: {surprise.test}")
    say(f"{len(wanted) - green} of {len(wanted)} rules turn their test red when they are broken")
    return int(bool(green))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
