"""A small checkout with the real scripts: its lock names one package, which lies in a folder instead of an index."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
DESK = """
import json, os, pathlib, sys
import stand_in
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "home": str(pathlib.Path(__file__).parents[1]),
                  "packages": stand_in.VERSION}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """Its root, the folder of its packages, and the folder where its user stands."""

    root: Path
    packages: Path
    user: Path

    def start(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            check=False,
            capture_output=True,
            encoding="utf-8",
            cwd=self.user,
            env=self.environ(environ),
        )

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "packaging" / "start.py"), *arguments]

    def environ(self, more: Mapping[str, str]) -> dict[str, str]:
        """A plain C locale and an index that is this folder; nothing of the person's own pip settings."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.packages.as_uri()}
        return {**kept, **pip, "LANG": "C", **more}

    def pin(self, version: str, *, sha256: str = "") -> None:
        """Let the lock name this version; its package is made so that the hash fits, unless another one is given."""
        wheel = make_wheel(self.packages, version)
        pinned = sha256 or hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock = self.root / "packaging" / "requirements.txt"
        lock.write_text(f"stand-in=={version} --hash=sha256:{pinned}\n", encoding="utf-8")


def make_checkout(folder: Path) -> Checkout:
    root, packages, user = folder / "Großhandel – мой стол", folder / "packages", folder / "the user's folder"
    desktop = root / "desktop"
    for place in (desktop, packages, user):
        place.mkdir(parents=True)
    shutil.copytree(SCRIPTS, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (desktop / "__init__.py").touch()
    (desktop / "__main__.py").write_text(DESK, encoding="utf-8")
    checkout = Checkout(root=root, packages=packages, user=user)
    checkout.pin("1.0")
    return checkout


def make_wheel(folder: Path, version: str) -> Path:
    info = f"stand_in-{version}.dist-info"
    wheel = folder / f"stand_in-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("stand_in.py", f"VERSION = {version!r}\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: stand-in\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", f"stand_in.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return wheel


def said_by_the_desk(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    """The one JSON object on standard output; anything else there is a failure."""
    said = json.loads(done.stdout)
    assert isinstance(said, dict)
    return said
