"""A vendor's stand-in as the tests of its folder hold it: what is set, what came, what others change."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import httpx

from desktop.sandbox import Sandbox
from desktop.sandbox.ledger import Visit, Write
from desktop.sandbox.options import Switch


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The sandbox of one vendor; control: a client of its control paths. `first` is the name of its first account."""

    vendor: ClassVar[str]
    first: ClassVar[str]

    sandbox: Sandbox
    control: httpx.AsyncClient

    async def set(self, name: str, setting: str = "yes") -> None:
        wish = {"vendor": self.vendor, "name": name, "setting": setting}
        assert (await self.control.post("/switch", json=wish)).status_code == 200

    def fault(self, name: str, **more: object) -> None:
        self.sandbox.faults.add({"name": name, "vendor": self.vendor, **more})

    def pass_time(self, seconds: float) -> None:
        self.sandbox.clock.push(seconds)

    def writes(self) -> list[Write]:
        return self.sandbox.ledger.writes

    def visits(self) -> list[Visit]:
        return self.sandbox.ledger.visits

    async def change(self, kind: str, id: str, *changes: tuple[list[Any], Any]) -> httpx.Response:
        """Others change parts of a record of the first account: where, and to what."""
        rows = [{"path": path, "value": value} for path, value in changes]
        wish = {"vendor": self.vendor, "account": self.first, "kind": kind, "id": id, "changes": rows}
        return await self.control.post("/change", json=wish)


def never_set(folder: Path, switches: Iterable[Switch]) -> list[str]:
    """The switches that no test of a folder sets."""
    sources = "".join(path.read_text("utf-8") for path in folder.glob("test_*.py"))
    return [each.name for each in switches if not re.search(rf'"{each.name}[="]', sources)]
