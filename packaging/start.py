"""README command 1: sets up what is missing, then starts the desk with the arguments given."""

import os
import subprocess
import sys
from pathlib import Path

import interpreter


def start(arguments: "list[str]") -> int:
    # Only now: these may use words that the Python that was asked first cannot read.
    import environment

    python = environment.make_ready()
    # -P: nothing in the user's own folder is taken for a module of ours.
    command = [str(python), "-P", "-m", "desktop", *arguments]
    environ = environment.desk_environ(os.environ, environment.ROOT)
    if os.name != "nt":
        os.execve(python, command, environ)
    return run_to_its_end(command, environ)


def run_to_its_end(command: "list[str]", environ: "dict[str, str]") -> int:
    """Where a process cannot become another one: wait, leaving Ctrl+C to the desk; its exit code."""
    process = subprocess.Popen(command, env=environ)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def main() -> int:
    if not interpreter.is_suitable(sys.version_info[:2]):
        return interpreter.continue_elsewhere(str(Path(__file__).resolve()), sys.argv[1:])
    import words

    return words.exit_code_of(lambda: start(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
