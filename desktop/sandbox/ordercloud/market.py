"""One marketplace: its records by kind and owner, what lists still see of them, who may sign in."""

import json
import random
from collections import deque
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from desktop.sandbox.clock import Clock
from desktop.sandbox.kept import Findings, Spellings
from desktop.sandbox.ordercloud.money import spell_time
from desktop.sandbox.ordercloud.tokens import Client, Login, Tokens

Record = dict[str, Any]
Scope = tuple[str, ...]
"""Kind of record, then the IDs of what it lies under: ("users", buyer), ("records", product, variant)."""

Found = TypeVar("Found")

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_UNDER = {
    "buyers": ("users", "usergroups", "addresses", "groupassignments", "addressassignments", "spendingaccounts"),
    "products": ("variants", "records"),
    "orders": ("lines", "payments", "orderpromotions", "approvals"),
    "shipments": ("items",),
}
"""Kind of record → what lies under it."""
_LAGGING = ("orders", "lines", "products")


def spell(value: object) -> bytes:
    """JSON as this vendor writes it: compact and in UTF-8."""
    return _ENCODER.encode(value).encode()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Market:
    """The state of one marketplace. A stored record is never changed in place: who read it keeps what was read."""

    def __init__(self, name: str, seller: str, currency: str | None, switches: Mapping[str, str], clock: Clock) -> None:
        self.name = name
        self.seller = seller
        self.currency = currency
        self.switches = switches
        self.clock = clock
        self.active = True
        self.clients: dict[str, Client] = {}
        self.logins: dict[str, Login] = {}
        self.roles: tuple[str, ...] = ()
        self.tokens = Tokens(clock, name)
        self.limits: dict[str, float] = {}
        """Buyer → the total above which its orders need approval."""
        self.rule_groups: dict[str, str] = {}
        """Buyer → the group of staff that approves them."""
        self.promotions: dict[str, Record] = {}
        self.digits = 0
        """Where IDs are numbers, the last one given; else 0."""
        self._spellings = Spellings()
        self._findings = Findings()
        self._changes = 0
        self._rng = random.Random(f"{name} ids")
        self._tables: dict[Scope, dict[str, Record]] = {}
        self._seen: dict[Scope, dict[str, Record]] = {}
        self._waiting: deque[tuple[float, Scope, str, Record | None]] = deque()

    def is_on(self, switch: str) -> bool:
        return self.switches[switch] == "yes"

    def stamp(self) -> str:
        return spell_time(self.clock.now())

    def new_id(self) -> str:
        if self.digits:
            self.digits += 1
            return str(self.digits)
        return "".join(self._rng.choices(_SIGNS[:62], k=22))

    # ── records ──

    def table(self, *scope: str) -> Mapping[str, Record]:
        """The records of one kind and owner by ID, in the order of their making."""
        return self._tables.get(scope, {})

    def scopes(self, kind: str) -> list[Scope]:
        return [scope for scope in self._tables if scope[0] == kind]

    def load(self, scope: Scope, records: dict[str, Record]) -> None:
        """Take a whole table at the beginning."""
        self._changes += 1
        self._tables[scope] = records

    def put(self, scope: Scope, id: str, record: Record) -> Record:
        self._remember(scope, id, record)
        self._changes += 1
        self._tables.setdefault(scope, {})[id] = record
        return record

    def drop(self, scope: Scope, id: str) -> None:
        self._remember(scope, id, None)
        self._changes += 1
        del self._tables[scope][id]

    def rename(self, scope: Scope, id: str, new: str) -> None:
        """Move a record and all that lies under it to another ID."""
        self.put(scope, new, {**self._tables[scope][id], "ID": new})
        self.drop(scope, id)
        under = _UNDER.get(scope[0], ())
        for place in [place for place in self._tables if place[0] in under and place[1:2] == (id,)]:
            table = self._tables[place]
            moved = (place[0], new, *place[2:])
            for key, record in list(table.items()):
                self.put(moved, key, record)
                self.drop(place, key)
        if scope[0] == "buyers":
            self._follow(id, new)

    def _follow(self, buyer: str, new: str) -> None:
        """What names a buyer names it by its new ID."""
        for key, order in list(self.table("orders").items()):
            if order["FromCompanyID"] == buyer:
                self.put(("orders",), key, {**order, "FromCompanyID": new})
        for user in list(self.table("users", new).values()):
            self.put(("users", new), user["ID"], {**user, "CompanyID": new})
        if buyer in self.limits:
            self.limits[new] = self.limits.pop(buyer)
            self.rule_groups[new] = self.rule_groups.pop(buyer)

    def spelled(self, record: Record) -> bytes:
        return self._spellings.of(record, lambda: spell(record))

    # ── what lists see ──

    def seen(self, *scope: str) -> Mapping[str, Record]:
        """The records as the search index has them: what was written less than its lag ago is not there yet."""
        self._catch_up()
        if scope == ("products",):
            self._begin_copy(scope)
        return self._seen.get(scope, self.table(*scope))

    def found(self, question: Hashable, work: Callable[[], Found]) -> Found:
        """What a list found, or finds now that a record, what the index has of one, or a switch is another."""
        self._catch_up()
        return self._findings.find((self._changes, *self.switches.values()), question, work)

    def _catch_up(self) -> None:
        if not self._waiting:
            return
        due = self.clock.elapsed() - float(self.switches["index_lag"])
        while self._waiting and self._waiting[0][0] <= due:
            _, place, id, record = self._waiting.popleft()
            self._changes += 1
            copy = self._seen[place]
            if record is None:
                copy.pop(id, None)
            else:
                copy[id] = record

    def republish(self, scope: Scope, id: str) -> None:
        """Let the index take a record anew, because something that it shows has changed."""
        if id in self.table(*scope):
            self._remember(scope, id, self._tables[scope][id])

    def shown_product(self, product: Record) -> Record:
        """A product as served: where records or variants hold the stock, its own figure is their sum (contract 9.3)."""
        records = [record for scope in self.records_of(product["ID"]) for record in self.table(*scope).values()]
        if not records or not product["Inventory"]:
            return product
        sum_of_all = sum(record["QuantityAvailable"] for record in records)
        return {**product, "Inventory": {**product["Inventory"], "QuantityAvailable": sum_of_all}}

    def records_of(self, product: str) -> list[Scope]:
        """Where inventory records of a product lie that has any: under itself, or under its variants."""
        places = [("records", product), *(("records", product, variant) for variant in self.table("variants", product))]
        return [place for place in places if self.table(*place)]

    def _remember(self, scope: Scope, id: str, record: Record | None) -> None:
        if scope[0] not in _LAGGING:
            return
        self._begin_copy(scope)
        shown = None if record is None else self._view(scope, record)
        self._waiting.append((self.clock.elapsed(), scope, id, shown))

    def _begin_copy(self, scope: Scope) -> None:
        """From here on the index has a table of its own; before, it shows what is stored."""
        if scope not in self._seen:
            self._changes += 1
            self._seen[scope] = {key: self._view(scope, old) for key, old in self.table(*scope).items()}

    def _view(self, scope: Scope, record: Record) -> Record:
        return self.shown_product(record) if scope[0] == "products" else record
