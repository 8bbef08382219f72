"""The story of the session: a new user connects a store, edits, acts, works offline, starts again, and all arrives."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.session.screen import Screen, until

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "a quiet harbour at dawn"  # noqa: S105 - of a throw-away desk


@dataclass
class Sandbox:
    """The sandbox in a process of its own, asked by its control address."""

    description: dict[str, Any]

    def get(self, what: str) -> Any:  # noqa: ANN401 - JSON
        with urlopen(f"{self.description['control']}/{what}", timeout=10) as answer:
            return json.load(answer)

    def send(self, method: str, what: str, body: object = None) -> None:
        content = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.description['control']}/{what}", data=content, method=method)  # noqa: S310 - loopback
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            answer.read()

    def writes(self) -> list[dict[str, Any]]:
        return [write for write in self.get("ledger")["writes"] if write["applied"]]

    def asked_for(self, path: str) -> int:
        return sum(visit["path"].endswith(path) for visit in self.get("requests")["requests"])


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """A sandbox while the block runs."""
    command = [sys.executable, "-m", "desktop.sandbox", "--port", "0", "--orders", "400", "--pace", "off"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Sandbox(json.loads(process.stdout.readline()))
        finally:
            process.terminate()


@contextmanager
def desk(screen: Screen, folder: Path) -> Iterator[None]:
    """The real program in a real window while the block runs; it is closed as a user closes it."""
    secret = folder.parent / "passphrase"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    with secret.open("rb") as given:
        command = [sys.executable, "-m", "desktop", "--data", str(folder), "--passphrase-fd", str(given.fileno())]
        process = subprocess.Popen(command, cwd=ROOT, env=screen.environment, pass_fds=(given.fileno(),))
    try:
        screen.wait_for_window()
        yield
    finally:
        screen.press("alt+F4")
        process.terminate()
        process.wait(20)


def connect(screen: Screen, there: Sandbox) -> None:
    """First start: keep the recovery code for later, choose the platform, type what it asks for."""
    ((_, vendor),) = there.description["vendors"].items()
    account = vendor["accounts"][0]
    screen.shoot("01-recovery-code")
    screen.press("Escape")
    screen.wait_for_window()
    screen.shoot("02-first-start")
    screen.press("1")
    screen.shoot("03-connect")
    screen.press("Tab")
    screen.type(account["credentials"]["store_id"])
    screen.press("Tab")
    screen.type("half a key")
    screen.press("Tab", "Tab", "Tab", "space", "Tab", "ctrl+a")
    screen.type(vendor["servers"]["api"])
    screen.press("ctrl+Return")
    until(lambda: there.asked_for("/test"), "the connection is tested")
    screen.shoot("04-wrong-key")


def tell(screen: Screen, words: str) -> None:
    """Say on standard error where the story is."""
    sys.stderr.write(f"{words}\n")
