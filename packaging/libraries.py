"""The system's own libraries that Qt needs on Linux: which are missing, and how they come."""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping

from words import Stopped, say

Find = Callable[[str], str | None]  # a program's name -> its path
Run = Callable[[list[str]], subprocess.CompletedProcess[str]]

# Library -> Debian package; measured on a bare Debian 12.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
FOR_WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0"}


def needed_libraries(environ: Mapping[str, str], platform: str = sys.platform) -> dict[str, str]:
    """Library -> Debian package, by whether there is a display and of which kind."""
    if not platform.startswith("linux"):
        return {}  # the wheels bring everything there
    needed = dict(ALWAYS)
    if environ.get("DISPLAY"):
        needed |= FOR_A_WINDOW
    if environ.get("WAYLAND_DISPLAY"):
        needed |= FOR_WAYLAND
    return needed


def can_load(library: str) -> bool:
    """Asks the loader itself, which is right on every distribution."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_venv() -> dict[str, str]:
    """Debian's bare python3 cannot make environments: it comes without the package that puts pip into them."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return {}
    return {"venv": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"}


def missing_libraries(needed: Mapping[str, str], is_there: Callable[[str], bool] = can_load) -> dict[str, str]:
    return {library: package for library, package in needed.items() if not is_there(library)}


def command_to_type(packages: Iterable[str], *, has_sudo: bool) -> str:
    """The one line that installs these packages when typed by a person who is not root."""
    work = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    return f"sudo sh -c {shlex.quote(work)}" if has_sudo else f"su -c {shlex.quote(work)}"


def run_quietly(command: list[str], environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Its output is kept and not shown: standard output belongs to the desk. Without an environment, that of apt."""
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environ or {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
    )


def provide(missing: Mapping[str, str], *, is_root: bool, find: Find = shutil.which, run: Run = run_quietly) -> None:
    """Install what is missing, as root by apt; otherwise say exactly what to do, and stop."""
    if not missing:
        return
    if not find("apt-get"):
        raise Stopped(
            f"This system lacks {', '.join(missing)}. Install the packages that bring them, then start again. "
            f"(Debian's packages for them are {', '.join(missing.values())}.)"
        )
    if not is_root:
        command = command_to_type(missing.values(), has_sudo=find("sudo") is not None)
        raise Stopped(
            "Wholedesk needs packages of the system that are not here yet. "
            f"Install them by this command, then start again:\n\n  {command}\n"
        )
    say(f"Installing packages of the system: {', '.join(missing.values())}.")
    install_by_apt(list(missing.values()), run)


def install_by_apt(packages: list[str], run: Run) -> None:
    options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    install = ["apt-get", "install", *options, *packages]
    # Lists that are absent or old make the first try fail at once; only then are fresh ones worth their time.
    if run(install).returncode == 0:
        return
    update = run(["apt-get", "update", "-q"])
    again = run(install)
    if again.returncode != 0:
        lines = (update.stdout + again.stdout).splitlines()
        complaints = dict.fromkeys(line for line in lines if line.startswith(("E:", "W:")))
        last_words = "\n  ".join(list(complaints)[-4:])
        raise Stopped(
            "The packages of the system could not be installed. apt-get said:\n\n"
            f"  {last_words}\n\nCheck the network and the free space of the disk, then start again."
        )
