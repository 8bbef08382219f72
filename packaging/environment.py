"""The checkout's own Python environment, `.venv`: made once from the hash-pinned lock, and again if unfinished."""

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import libraries
from words import DISK_FULL, NOT_WRITABLE, Stopped, explain, say

ROOT = Path(__file__).resolve().parents[1]
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
OFFLINE = (
    "The packages could not be downloaded: the network or the package index does not answer. "
    "Check the connection and start again."
)
# What pip's output holds -> what is said instead of it; the first that fits.
CAUSES = (
    (("No space left on device", "Errno 28", "not enough space on the disk", "Disk quota exceeded"), DISK_FULL),
    (("Read-only file system", "Permission denied"), NOT_WRITABLE),
    (
        ("DO NOT MATCH THE HASHES",),
        "A package that was downloaded is not the one that was pinned, so nothing of it was installed. "
        "Clear pip's cache (`pip cache purge`) and start again, on another network if you can.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError"),
        "The package index could not be trusted: something between here and there shows another certificate. "
        "Behind a company's proxy, name its certificate file in PIP_CERT and start again.",
    ),
    (
        ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "ProtocolError", "name resolution"),
        OFFLINE,
    ),
    (
        ("No matching distribution",),
        "There are no ready-made packages for this system. Wholedesk runs on 64-bit Linux from Debian 12 or "
        "Ubuntu 22.04 on, Windows 10 and macOS 13.",
    ),
)


def make_ready(root: Path = ROOT) -> Path:
    """Install what is missing, or nothing when all is there; the environment's Python."""
    folder, lock = root / ".venv", root / "packaging" / "requirements.txt"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    missing = libraries.missing_libraries(libraries.needed_libraries(os.environ))
    is_root = os.name != "nt" and os.geteuid() == 0
    try:
        stamp = wanted_stamp(lock.read_bytes())
        if not is_ready(folder, python, stamp):
            libraries.provide(missing | libraries.missing_venv(), is_root=is_root)
            with alone_in(root):
                if not is_ready(folder, python, stamp):
                    build(folder, python, lock)
                    (folder / "wholedesk-ready").write_text(stamp)  # written last: without it all is made again
        else:
            libraries.provide(missing, is_root=is_root)
    except OSError as error:
        raise Stopped(explain(error, root)) from error
    return python


def wanted_stamp(lock: bytes) -> str:
    return f"Python {sys.version_info.major}.{sys.version_info.minor}, lock {hashlib.sha256(lock).hexdigest()}\n"


def is_ready(folder: Path, python: Path, stamp: str) -> bool:
    try:
        return python.exists() and (folder / "wholedesk-ready").read_text() == stamp
    except OSError:
        return False


@contextmanager
def alone_in(root: Path) -> Iterator[None]:
    """Two starts at once must not build the same environment; the later one waits for the first."""
    with (root / ".venv.lock").open("w") as file:
        if not take(file, wait=False):
            say("Another start is setting up this folder. Waiting until it is done.")
            while not take(file, wait=True):
                pass
        yield


if sys.platform == "win32":
    import msvcrt

    def take(file: IO[str], *, wait: bool) -> bool:
        """Whether the lock is ours now; waiting ends after ten seconds by itself."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def take(file: IO[str], *, wait: bool) -> bool:
        """Whether the lock is ours now."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def build(folder: Path, python: Path, lock: Path) -> None:
    """Make the environment afresh; a half-made one is cleared away, pip's own cache keeps what was downloaded."""
    say("Setting up Wholedesk. The first time, about 90 MB are downloaded; this may take some minutes.")
    began = time.monotonic()
    with suppress(FileNotFoundError):
        (folder / "wholedesk-ready").unlink()
    # Started from inside the environment, its own Python would be cleared away under its feet.
    base = getattr(sys, "_base_executable", None) or sys.executable
    run_or_explain([base, "-I", "-m", "venv", "--clear", str(folder)], folder)
    pip = [str(python), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    run_or_explain([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)], folder)
    say(f"Set-up done in {time.monotonic() - began:.0f} s.")


def run_or_explain(command: list[str], folder: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    done = libraries.run_quietly(command, environ)
    if done.returncode != 0:
        raise Stopped(cause_of(done.stdout, folder.parent))


def cause_of(output: str, root: Path) -> str:
    """The sentence for what pip or venv said; their own last words when we do not know better."""
    if shutil.disk_usage(root).free < 1_000_000:
        return DISK_FULL
    for signs, sentence in CAUSES:
        if any(sign in output for sign in signs):
            return sentence.format(folder=root)
    last_words = "\n  ".join(output.strip().splitlines()[-4:]) or "nothing"
    return (
        f"The packages could not be installed. The last words were:\n\n  {last_words}\n\nStart again; it begins afresh."
    )


def desk_environ(environ: Mapping[str, str], root: Path) -> dict[str, str]:
    """The desk is found by its root, so that relative paths in its arguments keep meaning the user's own folder."""
    return {name: value for name, value in environ.items() if name != "PYTHONHOME"} | {"PYTHONPATH": str(root)}
