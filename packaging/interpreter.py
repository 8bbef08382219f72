"""Finding a Python that Wholedesk runs on; kept to words that a much older Python can read, so that it can say so."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

OLDEST = (3, 11)
TOO_NEW = (3, 14)  # qasync hangs there when the desk closes
CANDIDATES = [["python3.13"], ["python3.12"], ["python3.11"], ["py", "-3.13"], ["py", "-3.12"], ["py", "-3.11"]]


def is_suitable(version: "tuple[int, int]") -> bool:
    return OLDEST <= version < TOO_NEW


def find_suitable(candidates: "list[list[str]]") -> "list[str]":
    """The first of these commands that starts a suitable Python, with its full path; empty when none does."""
    question = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] < {TOO_NEW})"
    for name, *options in candidates:
        path = shutil.which(name)
        if path is None:
            continue
        try:
            answer = subprocess.run(
                [path, *options, "-c", question], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError:
            continue
        if answer.returncode == 0:  # a launcher may be there without the Python that it names
            return [path, *options]
    return []


def continue_elsewhere(script: str, arguments: "list[str]") -> int:
    """Run the script by a suitable Python, or say that there is none; its exit code."""
    command = find_suitable(CANDIDATES)
    if not command:
        this = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(
            f"Wholedesk needs Python 3.11, 3.12 or 3.13; this is {this}. Install one and start again.", file=sys.stderr
        )
        return 1
    command = [*command, script, *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def run(script: "str", work: "Callable[[list[str]], int]") -> int:
    """Do the work of a command with the arguments given, by a suitable Python, here or elsewhere; its exit code."""
    if not is_suitable(sys.version_info[:2]):
        return continue_elsewhere(str(Path(script).resolve()), sys.argv[1:])
    # Only now: it may use words that the Python that was asked first cannot read.
    import words

    return words.exit_code_of(lambda: work(sys.argv[1:]))
