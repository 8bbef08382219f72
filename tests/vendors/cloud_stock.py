"""Made-up stock of OrderCloud for tests of its tables, and a small market that answers its walks and reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from desktop.changes import Change
from desktop.records import Value
from desktop.vendors.contract import LOGIN, Ask, Context, Document, Documents, Facts, Heard, Request, Turn, Walk
from desktop.vendors.ordercloud.stock import STOCK

STAMP = "2026-03-01T08:00:00.5+00:00"
DATE = "Sun, 01 Mar 2026 09:00:00 GMT"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
ALL_ROLES = ("ProductAdmin", "ProductReader", "PriceScheduleAdmin", "PriceScheduleReader")


def context(*roles: str) -> Context:
    return Context(options={"currency": "USD"}, references={LOGIN: {"roles": list(roles)}})


STAFF = context(*ALL_ROLES)


def product(
    id: str = "P1", *, inventory: Document | None = None, by_variant: bool = False, **members: object
) -> Document:
    """A product that is counted, 40 of it."""
    stock = {
        "Enabled": True, "NotificationPoint": None, "VariantLevelTracking": by_variant, "OrderCanExceed": False,
        "QuantityAvailable": 40, "LastUpdated": STAMP,
    }  # fmt: skip
    whole = {
        "ID": id, "Name": "Figs", "Description": "Fresh figs", "Active": True, "DefaultPriceScheduleID": "S1",
        "VariantCount": 2 if by_variant else 0, "IsParent": False, "IsBundle": False, "DateCreated": STAMP,
        "Inventory": {**stock, **(inventory or {})}, "xp": {"Category": "Fruit", "Shelf": 7},
    }  # fmt: skip
    return {**whole, **members}


def variant(id: str, figure: int | None = 5, **members: object) -> Document:
    stock = {"QuantityAvailable": figure, "NotificationPoint": 3, "LastUpdated": STAMP}
    specs = [{"SpecID": "size", "Name": "Size", "OptionID": "s", "Value": "Small"}]
    return {"ID": id, "Name": "Figs Small", "Active": True, "Inventory": stock, "Specs": specs, "xp": None, **members}


def record(id: str, figure: int = 9, address: str = "Dock A", **members: object) -> Document:
    whole = {
        "ID": id, "OwnerID": "seller", "AddressID": "dock", "Address": {"ID": "dock", "AddressName": address},
        "OrderCanExceed": False, "QuantityAvailable": figure, "NotificationPoint": None, "LastUpdated": STAMP,
        "AllowAllBuyers": True, "xp": None,
    }  # fmt: skip
    return {**whole, **members}


def schedule(id: str = "S1", *breaks: Document, **members: object) -> Document:
    rows = list(breaks) or [price_break(1, "2.5"), price_break(12, "2.25")]
    return {"ID": id, "Name": "Figs price", "Currency": None, "IsOnSale": False, "PriceBreaks": rows, **members}


def price_break(quantity: int, price: str) -> Document:
    return {"Quantity": quantity, "Price": Decimal(price), "SalePrice": None}


def own(good: Document | None = None) -> Documents:
    """A: stock in one figure on the product."""
    return {"product": good or product(), "schedule": schedule()}


def by_variant(good: Document | None = None) -> Documents:
    """B: a figure for each variant."""
    good = good or product(by_variant=True)
    return {**own(good), "variant:V1": variant("V1", 5), "variant:V2": variant("V2", 7)}


def by_place(good: Document | None = None) -> Documents:
    """C: inventory records of the product."""
    return {**own(good), "record:/R1": record("R1", 9), "record:/R2": record("R2", 11, "Dock B")}


def by_both(good: Document | None = None) -> Documents:
    """D: inventory records of each variant; those of two variants may have the same ID."""
    records = {"record:V1/R1": record("R1", 1), "record:V1/R2": record("R2", 2), "record:V2/R1": record("R1", 4)}
    return {**by_variant(good), **records}


def facts(
    key: str,
    documents: Documents,
    *changes: Change,
    context: Context = STAFF,
    inputs: Mapping[str, Value] | None = None,
) -> Facts:
    fresh = STOCK.view(key, documents) if documents else {}
    return Facts(key=key, fresh=fresh, context=context, changes=changes, inputs=inputs or {}, now=NOW)


# ── a market ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Market:
    """Products with their documents; answers as the API does where a walk or a read looks.

    `knows_records`: it can be asked which products have records; `knows_last`: it can be asked for what is behind an
    ID; `as_text`: IDs are sorted as text, and compared as numbers.
    """

    goods: dict[str, Documents] = field(default_factory=dict)
    schedules: dict[str, Document] = field(default_factory=lambda: {"S1": schedule()})
    knows_records: bool = True
    knows_last: bool = True
    as_text: bool = False
    refuses: Callable[[Request], int] = lambda request: 200
    requests: list[Request] = field(default_factory=list)

    def answer(self, ask: Ask) -> Heard:
        request = ask.request
        self.requests.append(request)
        query, steps = dict(request.query), request.path.strip("/").split("/")[1:]
        status = self.refuses(request)
        if "InventoryRecords.AddressID" in query and not self.knows_records:
            status = 400
        if status != 200:
            assert ask.optional, request
            return Heard(request=request, headers={}, envelope={}, status=status)
        if steps[0] == "priceschedules":
            return self._list(ask, [row for id, row in self.schedules.items() if id in query["ID"].split("|")])
        if len(steps) == 1:
            return self._list(ask, self._products(query))
        documents = self.goods[steps[1]]
        if len(steps) == 2:
            return Heard(request=request, headers={"date": DATE}, envelope={}, rows=[documents["product"]], count=1)
        variant = steps[3] if len(steps) > 4 else ""
        prefix = "variant:" if steps[-1] == "variants" else f"record:{variant}/"
        return self._list(ask, [row for part, row in documents.items() if part.startswith(prefix)])

    def _products(self, query: Mapping[str, str]) -> list[Document]:
        rows = [documents["product"] for documents in self.goods.values()]
        rows.sort(key=lambda row: row["ID"] if self.as_text else (len(row["ID"]), row["ID"]))
        asked = query.get("ID", "")
        if asked.startswith(">"):
            after = asked[1:] if self.knows_last else ""
            rows = [row for row in rows if (len(row["ID"]), row["ID"]) > (len(after), after)]
        elif asked:
            rows = [row for row in rows if row["ID"] in asked.split("|")]
        if "InventoryRecords.AddressID" in query:
            rows = [row for row in rows if any(part.startswith("record:") for part in self.goods[row["ID"]])]
        if changed := query.get("Inventory.LastUpdated"):
            stamps = {row["ID"]: (row["Inventory"] or {}).get("LastUpdated", "") for row in rows}
            rows = [row for row in rows if stamps[row["ID"]] > changed[1:]]
        if schedule := query.get("DefaultPriceScheduleID"):
            rows = [row for row in rows if row["DefaultPriceScheduleID"] == schedule]
        return rows

    def _list(self, ask: Ask, rows: Sequence[Document]) -> Heard:
        query = dict(ask.request.query)
        page, size = int(query["page"]), int(query["pageSize"])
        shown = rows[(page - 1) * size : page * size]
        meta = {"TotalCount": len(rows), "TotalPages": -(-len(rows) // size)}
        return Heard(request=ask.request, headers={"date": DATE}, envelope={"Meta": meta}, rows=shown, count=len(shown))

    def paths(self) -> list[str]:
        """What was asked for, without what stands in every question."""
        usual = ("page", "pageSize", "sortBy")
        return [
            request.path.removeprefix("/v1")
            + "".join(f" {name}={value}" for name, value in request.query if name not in usual)
            for request in self.requests
        ]


@dataclass(slots=True, kw_only=True)
class Walked:
    """What a walk has filed (parts by owner), what it wants read singly, and its marker at the end."""

    parts: dict[str, set[str]] = field(default_factory=dict)
    follow: list[str] = field(default_factory=list)
    marker: str = ""
    turns: list[Turn] = field(default_factory=list)


def walk_all(market: Market, walk: Walk, marker: str = "", context: Context = STAFF) -> Walked:
    """Run a walk to its end."""
    found = Walked()
    state = walk.first(marker, context)
    for _ in range(500):
        if state is None:
            return found
        ask = walk.ask(state)
        heard = market.answer(ask)
        assert ask.rows is not None
        for row in heard.rows:
            owner = ask.rows.owner(row)
            part = ask.rows.part + (ask.rows.id(row) if ask.rows.id else "")
            for key in (owner,) if isinstance(owner, str) else owner:
                found.parts.setdefault(key, set()).add(part)
        turn = walk.next(state, heard)
        found.turns.append(turn)
        found.follow += turn.follow
        found.marker = turn.marker or found.marker
        state = turn.state
    raise AssertionError("the walk never ends")


def read_all(market: Market, key: str, context: Context = STAFF) -> tuple[set[str], set[str]]:
    """Read a product whole: its parts, and what the answers replace."""
    assert STOCK.read is not None
    waiting = list(STOCK.read(key, context))
    parts: set[str] = set()
    replaces: set[str] = set()
    while waiting:
        ask = waiting.pop(0)
        heard = market.answer(ask)
        assert ask.rows is not None
        parts |= {ask.rows.part + (ask.rows.id(row) if ask.rows.id else "") for row in heard.rows}
        replaces |= {ask.replaces} if ask.replaces else set()
        waiting[:0] = ask.then(heard) if ask.then else ()
    return parts, replaces
