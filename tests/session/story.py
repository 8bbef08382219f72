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
PASSPHRASE = "a quiet harbour at dawn"


@dataclass
class Sandbox:
    """The sandbox in a process of its own, asked by its control address."""

    description: dict[str, Any]

    def get(self, what: str) -> Any:  # noqa: ANN401 - JSON
        with urlopen(f"{self.description['control']}/{what}", timeout=10) as answer:  # noqa: S310 - loopback
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
    vendor = next(iter(there.description["vendors"].values()))
    account = vendor["accounts"][0]
    screen.shoot("01-recovery-code")
    screen.press("Escape")
    screen.shoot("02-first-start")
    screen.press("1")
    screen.shoot("03-connect")
    screen.type(account["credentials"]["store_id"])
    screen.press("Tab")
    screen.type("half a key")
    screen.press("Tab", "Tab", "Tab", "space", "Tab", "ctrl+a")
    screen.type(vendor["servers"]["api"])
    screen.press("ctrl+Return")
    until(lambda: there.asked_for("/test"), "the connection is tested")
    screen.shoot("04-wrong-key")
    screen.press(*["shift+Tab"] * 4, "ctrl+a")
    screen.type(account["credentials"]["api_key"])
    screen.press("ctrl+Return")
    until(lambda: there.asked_for("/inventory-items"), "everything is fetched")
    screen.shoot("05-connected")


def edit(screen: Screen, there: Sandbox) -> None:
    """Open the second order, change its e-mail address and its first line, and send both."""
    screen.press("alt+1", "Down", "Down", "Return")
    screen.shoot("06-order")
    screen.press("Tab", "F2", "ctrl+a")
    screen.type("orders@new.example")
    screen.press("Return")
    screen.shoot("07-edited")
    screen.press("ctrl+Return")
    screen.shoot("08-submitted")
    until(lambda: len(there.writes()) == 1, "the edit arrives")
    (write,) = there.writes()
    assert write["method"] == "PUT", write
    assert write["body"]["email"] == "orders@new.example", write
    assert not write["absent"], write
    screen.shoot("09-confirmed")


def note(screen: Screen, there: Sandbox) -> None:
    """Add a note to the order that is open, and look at what else can be done to it."""
    screen.press("ctrl+m")
    screen.type("Call before delivery")
    screen.shoot("10-note")
    screen.press("ctrl+Return")
    until(lambda: len(there.writes()) == 2, "the note arrives")
    notes = there.writes()[1]["body"]["order_notes"]
    assert [entry["content"] for entry in notes].count("Call before delivery") == 1, notes
    screen.press("ctrl+period")
    screen.shoot("11-acts")
    screen.press("Escape")


def find(screen: Screen) -> None:
    """Filter the list by a word, look at the other pages."""
    screen.press("Escape", "ctrl+f")
    screen.type("tea room")
    screen.shoot("12-found")
    screen.press("Escape", "Escape", "alt+2")
    screen.shoot("13-customers")
    screen.press("alt+3")
    screen.shoot("14-stock")
    screen.press("alt+5")
    screen.shoot("15-journal")


def go_offline(screen: Screen, there: Sandbox) -> None:
    """The line is down: edit all the same, and submit; it waits in the outbox."""
    there.send("POST", "fault", {"vendor": next(iter(there.description["vendors"])), "name": "reset", "times": None})
    screen.press("F5", "alt+1", "Home", "Return", "Tab", "F2", "ctrl+a")
    screen.type("offline@new.example")
    screen.press("Return", "ctrl+Return")
    screen.press("ctrl+shift+p")
    screen.shoot("16-offline")


def come_back(screen: Screen, there: Sandbox) -> None:
    """After a restart the line is back, and what waited goes out by itself, once."""
    there.send("DELETE", "fault")
    until(lambda: len(there.writes()) == 3, "what waited arrives")
    write = there.writes()[2]
    assert write["body"]["email"] == "offline@new.example", write
    screen.press("alt+4")
    screen.shoot("17-drained")


def tell_story(screen: Screen, folder: Path) -> int:
    """The whole of it; returns how many pictures were taken."""
    with sandbox() as there:
        with desk(screen, folder):
            connect(screen, there)
            edit(screen, there)
            note(screen, there)
            find(screen)
            go_offline(screen, there)
        with desk(screen, folder):
            come_back(screen, there)
        assert len(there.writes()) == 3, there.writes()
    return len(list(screen.pictures.glob("*.png")))
