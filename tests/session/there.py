"""The other side of the session: the sandbox in a process of its own, asked and changed by its control address."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Sandbox:
    """The platform that is asked for a store and a key, with its first account."""

    description: dict[str, Any]

    @property
    def vendor(self) -> str:
        """Its id."""
        found: dict[str, Any] = self.description["vendors"]
        return next(id for id, each in found.items() if "store_id" in each["accounts"][0]["credentials"])

    @property
    def described(self) -> Any:  # noqa: ANN401 - JSON
        return self.description["vendors"][self.vendor]

    @property
    def account(self) -> Any:  # noqa: ANN401 - JSON
        return self.described["accounts"][0]

    def get(self, what: str) -> Any:  # noqa: ANN401 - JSON
        with urlopen(f"{self.description['control']}/{what}", timeout=10) as answer:  # noqa: S310 - loopback
            return json.load(answer)

    def send(self, method: str, what: str, body: object = None) -> None:
        content = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.description['control']}/{what}", data=content, method=method)  # noqa: S310 - loopback
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            answer.read()

    def writes(self) -> list[dict[str, Any]]:
        """What was written and taken, in its order."""
        return [write for write in self.get("ledger")["writes"] if write["applied"]]

    def asked_for(self, path: str) -> int:
        """How often an address was asked for."""
        return sum(visit["path"].endswith(path) for visit in self.get("requests")["requests"])

    def change(self, kind: str, key: str, name: str, value: object) -> None:
        """Somebody else sets a value in a record."""
        who = {"vendor": self.vendor, "account": self.account["name"], "kind": kind, "id": key}
        self.send("POST", "change", {**who, "changes": [{"path": [name], "value": value}]})

    def cut_the_line(self) -> None:
        """No request gets through any more."""
        self.send("POST", "fault", {"vendor": self.vendor, "name": "reset", "times": None})

    def mend(self) -> None:
        """The line is back."""
        self.send("DELETE", "fault")


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
