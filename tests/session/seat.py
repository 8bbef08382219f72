"""Who sits at the desk: presses keys on its screen, looks at it, and hears what it says."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.session.screen import Screen, until
from tests.session.there import ROOT

PASSPHRASE = "a quiet harbour at dawn"
MOST_STEPS = 40


@dataclass
class Seat:
    """One start of the program. `told` is the file that its ear writes."""

    screen: Screen
    told: Path

    def heard(self) -> dict[str, Any]:
        """What was heard last: how often was listened, where the keyboard is, all words."""
        found: dict[str, Any] = json.loads(self.told.read_text(encoding="utf-8"))
        return found

    def now(self) -> dict[str, Any]:
        """What is heard from now on: what was listened to before this call does not count."""
        past = self.heard()["times"] + 2
        until(lambda: self.heard()["times"] >= past, "the window is listened to")
        return self.heard()

    def hears(self, words: str) -> str:
        """Wait until something says these words; all that says them."""

        def said() -> str:
            return "\n".join(one for one in self.now()["words"] if words in one)

        return until(said, f"the desk says “{words}”")

    def hears_no_more(self, words: str) -> None:
        """Wait until nothing says these words."""
        until(lambda: not any(words in one for one in self.now()["words"]), f"nobody says “{words}” any more")

    def press(self, *keys: str) -> None:
        self.screen.press(*keys)

    def go_to(self, name: str, key: str = "Tab") -> None:
        """Press a key until the keyboard is on what is called so."""
        for _ in range(MOST_STEPS):
            if self.now()["focus"].startswith(name):
                return
            self.press(key)
        raise AssertionError(f"{MOST_STEPS} times {key} do not lead to {name}: {self.now()['focus']}")

    def type_over(self, text: str, key: str = "Return") -> None:
        """Type over the field or cell that the keyboard is on, and leave it by that key."""
        self.press("F2", "ctrl+a")
        self.screen.type(text)
        self.press(key)

    def open_cell(self, column: str) -> None:
        """Open the cell of that column in the line that the keyboard is on, and select what it says."""
        for _ in range(MOST_STEPS):
            self.press("F2")
            if self.now()["focus"] == column:
                return self.press("ctrl+a")
            self.press("Escape", "Right")
        raise AssertionError(f"no cell is called {column}")

    def id_on_show(self) -> str:
        """The platform's id of the record that is open."""
        (found,) = set(re.findall(r"’s id: (\d+)", self.hears("’s id: ")))
        return str(found)

    def shoot(self, name: str) -> None:
        self.screen.shoot(name)


@contextmanager
def seat(screen: Screen, folder: Path) -> Iterator[Seat]:
    """The real program in a real window while the block runs; it is closed as a user closes it."""
    secret, told = folder.parent / "passphrase", folder.parent / "told.json"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    told.unlink(missing_ok=True)
    with secret.open("rb") as given:
        command = [sys.executable, "-m", "tests.session.ear", str(told), "--data", str(folder)]
        command += ["--passphrase-fd", str(given.fileno())]
        process = subprocess.Popen(command, cwd=ROOT, env=screen.environment, pass_fds=(given.fileno(),))
    try:
        screen.wait_for_window()
        until(told.exists, "the window is listened to")
        yield Seat(screen, told)
    finally:
        screen.press("alt+F4")
        process.terminate()
        process.wait(20)
