"""A marketplace as control and judges see it: its records, and changes made by somebody else."""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any

from desktop.sandbox.ordercloud.market import Market, Record
from desktop.sandbox.ordercloud.records import all_records, parts_of, scope_of
from desktop.sandbox.ordercloud.tokens import Client, Login
from desktop.sandbox.ordercloud.totals import keep_order, priced
from desktop.sandbox.places import set_at
from desktop.sandbox.stand_in import Path, Unknown

Invent = Callable[[str, Mapping[str, object]], str]
"""Makes and keeps what arrives, by its kind, with the members that are given; gives its ID."""


class MarketAccount:
    """One marketplace, made when it is first asked for: nobody waits for those that he does not use.

    clients: the IDs of its API clients; make: the market with its first data, and what makes arrivals.

    Besides orders, drafts, customers and stock, `change` knows "tokens" (id: a username, or * for all; path state:
    expired or revoked), "logins" (id: a username; paths Active, password, roles, must_change) and "clients" (id;
    paths active, secrets, least, most).
    """

    def __init__(
        self,
        name: str,
        clients: Collection[str],
        credentials: Mapping[str, str],
        currency: str,
        make: Callable[[], tuple[Market, Invent]],
    ) -> None:
        self.name = name
        self._clients = clients
        self._make = make
        self.credentials = {**dict.fromkeys(("client_id", "client_secret", "username", "password"), ""), **credentials}
        self.options = {"currency": currency}

    @cached_property
    def _made(self) -> tuple[Market, Invent]:
        return self._make()

    @property
    def market(self) -> Market:
        return self._made[0]

    def knows(self, client: str, token: str) -> bool:
        """Whether this client, or the bearer of this token, however old, speaks for it."""
        return client in self._clients or ("_made" in self.__dict__ and token in self.market.tokens.sessions)

    def records(self, kind: str) -> Mapping[str, Mapping[str, bytes]]:
        return all_records(self.market, kind)

    def change(self, kind: str, id: str, changes: Mapping[Path, object]) -> None:
        """A path begins with the name of a part ("order", "line:7"); where it does not, the record's own is meant."""
        if kind in ("tokens", "logins", "clients"):
            for path, value in changes.items():
                self._change_rights(kind, id, str(path[0]), value)
            return
        parts = parts_of(self.market, kind, id)
        changed: dict[str, Record] = {}
        for path, value in changes.items():
            part, inner = (str(path[0]), path[1:]) if path[0] in parts else (next(iter(parts)), path)
            changed[part] = set_at(dict(changed.get(part, parts[part])), inner, value)
        for part, record in changed.items():
            self._keep(kind, id, part, record, parts)
        if kind in ("orders", "drafts"):
            keep_order(self.market, self.market.table("orders")[id])

    def create(self, kind: str, document: Mapping[str, object] | None) -> str:
        return self._made[1](kind, document or {})

    def remove(self, kind: str, id: str) -> None:
        parts = parts_of(self.market, kind, id)
        first = next(iter(parts))
        doomed = [part for part in parts if part.startswith("line:")] if first == "order" else []
        for part in [*doomed, first]:
            self.market.drop(*scope_of(kind, id, part, parts))
        if first.startswith(("record:", "variant:")):
            self.market.republish(("products",), id.partition("/")[0])

    def _keep(self, kind: str, id: str, part: str, record: Record, parts: Mapping[str, Any]) -> None:
        scope, key = scope_of(kind, id, part, parts)
        if part.startswith("record:"):
            record = {**record, "LastUpdated": self.market.stamp()}
        elif part == "product" or part.startswith("variant:"):
            inventory = record["Inventory"]
            record = {**record, "Inventory": inventory and {**inventory, "LastUpdated": self.market.stamp()}}
        elif part.startswith("line:"):
            record = priced(record)
        self.market.put(scope, key, record)
        if kind == "stock":
            self.market.republish(("products",), id.partition("/")[0])

    def _change_rights(self, kind: str, id: str, name: str, value: object) -> None:
        market = self.market
        if kind == "tokens":
            sessions = None if id == "*" else market.tokens.of_user(id)
            market.tokens.end(sessions, revoke=value == "revoked")
            return
        holder: Login | Client | None = market.clients.get(id.upper())
        if kind == "logins":
            holder = market.logins.get(id.casefold())
        if isinstance(holder, Login) and name == "Active":
            holder.user = {**holder.user, "Active": value}
        elif holder is not None and hasattr(holder, name):
            setattr(holder, name, tuple(value) if isinstance(value, list) else value)
        else:
            raise Unknown(f"there is no {name!r} of {id!r} among {kind}")
