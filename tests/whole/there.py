"""The vendor's side of a whole-way test: what came, what is there, and ways to disturb both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx

from desktop.sandbox import Sandbox
from tests.plain import NO_TLS


def _has_parts(records: Mapping[str, Mapping[str, bytes]]) -> bool:
    """Whether some record has a document that another has not, or several."""
    first = set(next(iter(records.values())))
    return len(first) > 1 or any(first != each.keys() for each in records.values())


@dataclass(frozen=True)
class There:
    """One vendor in the sandbox of a room: the first one where none is named."""

    sandbox: Sandbox
    named: str = ""

    @property
    def vendor(self) -> str:
        """The vendor's id."""
        return self.named or next(iter(self.sandbox.description["vendors"]))  # type: ignore[call-overload]

    def at(self, vendor: str) -> "There":
        """Another vendor in the same sandbox."""
        return replace(self, named=vendor)

    @property
    def described(self) -> Mapping[str, Any]:
        """Servers and accounts, as the sandbox's command prints them."""
        return self.sandbox.description["vendors"][self.vendor]  # type: ignore[index,no-any-return]

    # ── what came ──

    @property
    def writes(self) -> list[Any]:
        """Every write that it took, in order."""
        return self.sandbox.ledger.writes

    @property
    def applied(self) -> list[Any]:
        """The writes that changed something."""
        return [write for write in self.writes if write.applied]

    @property
    def seen(self) -> int:
        """How many requests have come so far."""
        return len(self.sandbox.ledger.visits)

    def asked(self, since: int = 0) -> list[str]:
        """What was read after the first `since` requests: paths below the server, with their queries."""
        reads = [visit for visit in self.sandbox.ledger.visits[since:] if visit.method == "GET"]
        base = self.described["servers"]["api"].rpartition(self.vendor)[2]
        return [visit.path.removeprefix(base) + (f"?{visit.query}" if visit.query else "") for visit in reads]

    # ── what is there ──

    def account(self, number: int = 0) -> Any:  # noqa: ANN401 - whatever its stand-in makes of it
        return self.sandbox.world.platforms[self.vendor].accounts[number]

    def store(self, number: int = 0) -> Any:  # noqa: ANN401 - as above
        """The account's own data."""
        return self.account(number).store

    def ids(self, kind: str = "orders", number: int = 0) -> list[str]:
        return list(self.account(number).records(kind))

    def record(self, key: str, kind: str = "orders", number: int = 0) -> Any:  # noqa: ANN401 - JSON
        """The documents of a record by name, as the vendor has them now; None when there is no such record.

        Where the vendor has but one of each record, that one by itself.
        """
        records = self.account(number).records(kind)
        documents = {name: json.loads(body) for name, body in records.get(key, {}).items()}
        return (documents if _has_parts(records) else next(iter(documents.values()))) if documents else None

    def hashes(self, kind: str = "orders", number: int = 0) -> dict[str, dict[str, str]]:
        """The hash of every document by its name, by the record's key."""
        return self.sandbox.world.hashes(self.vendor, self.account(number).name, kind)

    # ── disturbing ──

    async def control(self, what: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Tell the sandbox something by its control address."""
        async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
            answer = await http.post(f"{self.sandbox.description['control']}/{what}", json=body)
            answer.raise_for_status()
            return answer.json()

    async def fault(self, name: str, *, times: int | None = 1, **more: Any) -> None:  # noqa: ANN401
        """Have it fail in one of its ways."""
        await self.control("fault", {"vendor": self.vendor, "name": name, "times": times, **more})

    def mend(self) -> None:
        """Take all faults away."""
        self.sandbox.faults.clear()

    async def change(self, key: str, *path: str | int, value: object, kind: str = "orders", number: int = 0) -> None:
        """Somebody else sets a value in a record."""
        changes = [{"path": list(path), "value": value}]
        who = {"vendor": self.vendor, "account": self.account(number).name}
        await self.control("change", {**who, "kind": kind, "id": key, "changes": changes})

    async def create(self, document: Mapping[str, Any] | None = None, number: int = 0) -> str:
        """A new order arrives, an invented one where none is given; returns its id."""
        who = {"vendor": self.vendor, "account": self.account(number).name}
        return str((await self.control("create", {**who, "kind": "orders", "document": document}))["id"])

    async def remove(self, key: str, kind: str = "orders", number: int = 0) -> None:
        """Somebody else deletes a record."""
        who = {"vendor": self.vendor, "account": self.account(number).name}
        await self.control("remove", {**who, "kind": kind, "id": key})
