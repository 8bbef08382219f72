"""README command 1: sets up what is missing, then starts the desk with the arguments given."""

import os
import subprocess
import sys

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


if __name__ == "__main__":
    sys.exit(interpreter.run(__file__, start))
