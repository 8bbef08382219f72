"""A virtual screen with keys and pictures: Xvfb, openbox, xdotool and ImageMagick's import, each missed by name."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

Fact = TypeVar("Fact")
TOOLS = ("Xvfb", "openbox", "xdotool", "import")
PATIENCE = 25.0
"""Seconds after which a fact that does not come is a failure."""
PAUSE = 0.05


def missing_tools() -> list[str]:
    """Programs that a session needs and this computer does not have."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Screen:
    """Types on one display and takes pictures of it."""

    def __init__(self, display: str, pictures: Path) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        self.pictures = pictures

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, as xdotool names them."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(PAUSE)

    def type(self, text: str) -> None:
        """Type text as a person would, only faster."""
        self._xdotool("type", "--delay", "5", text)

    def wait_for_window(self) -> None:
        """Wait until a window of the desk is shown."""
        self._xdotool("search", "--sync", "--onlyvisible", "--name", "Wholedesk")

    def shoot(self, name: str) -> Path:
        """Save a picture of the whole screen when it has stood still for a moment."""
        path = self.pictures / f"{name}.png"
        last = b""
        for _ in range(20):
            now = subprocess.run(
                ["import", "-window", "root", "rgb:-"], env=self.environment, capture_output=True, check=True
            ).stdout
            if now == last:
                break
            last = now
            time.sleep(0.15)
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)
        return path

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout


@contextmanager
def screen(pictures: Path, size: str = "1400x900") -> Iterator[Screen]:
    """A virtual screen while the block runs."""
    ours, its = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(its), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(its,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(its)
        try:
            with os.fdopen(ours) as told:
                display = f":{told.readline().strip()}"
            found = Screen(display, pictures)
            with subprocess.Popen(["openbox"], env=found.environment, stderr=subprocess.DEVNULL) as manager:
                try:
                    yield found
                finally:
                    manager.terminate()
        finally:
            server.terminate()


def until(fact: Callable[[], Fact], words: str) -> Fact:
    """Wait until `fact()` is true and return it."""
    ends = time.monotonic() + PATIENCE
    while not (found := fact()):
        if time.monotonic() > ends:
            raise TimeoutError(f"It did not come to this: {words}")
        time.sleep(PAUSE)
    return found
