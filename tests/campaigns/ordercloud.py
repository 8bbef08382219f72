"""OrderCloud's edits and acts, and how its stand-in's own data tell what became of them.

Its index is behind by a second, in lists and for single products; the desk reckons with a little more.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from desktop.sandbox.ledger import Visit
from tests.campaigns.deeds import Means, Sort
from tests.campaigns.shared import figure, is_said, repeated, words

INDEX_LAG, LAG = "index_lag=1", 1.3
MADE_HERE = 20
"""Letters and digits behind the ID of an order in that of a shipment that the desk makes for it."""

# ── orders and customers ──────────────────────────────────────────────────────────────────────────────────────────


def _table(name: str) -> Callable[[Any], dict[str, Any]]:
    def table(market: Any) -> dict[str, Any]:  # noqa: ANN401 - the stand-in's own data
        found: dict[str, Any] = market.table(name)
        return found

    return table


_orders, _buyers, _products = _table("orders"), _table("buyers"), _table("products")


def _in_state(*states: str) -> Callable[[Any], list[str]]:
    """Incoming orders in one of these states; drafts are not shown."""

    def picks(market: Any) -> list[str]:  # noqa: ANN401
        incoming = (order for order in _orders(market).values() if order["ToCompanyID"] == market.seller)
        return [order["ID"] for order in incoming if order["Status"] in states]

    return picks


def _comments(market: Any, key: str) -> str:  # noqa: ANN401
    return str(_orders(market)[key]["Comments"] or "")


def _name(market: Any, key: str) -> str:  # noqa: ANN401
    return str(_buyers(market)[key]["Name"])


COMMENTS = Sort(
    name="comments", kind="orders", field="note", column="note", picks=_in_state("Open", "Completed", "Canceled"),
    wish=words("Leave at gate"), said=_comments, borne=is_said(_comments),
)  # fmt: skip
NAME = Sort(
    name="name of a customer", kind="customers", field="name", column="name",
    picks=lambda market: list(_buyers(market)), wish=words("House"), said=_name, borne=is_said(_name),
)  # fmt: skip


def _moved(name: str, act: str, to: str, *states: str) -> Sort:
    """An act after which the order is in another state. Every other order is left to be shipped."""

    def status(market: Any, key: str) -> str:  # noqa: ANN401
        return str(_orders(market)[key]["Status"])

    return Sort(
        name=name, kind="orders", act=act, column="vendor_state",
        picks=lambda market: [key for key in _in_state(*states)(market) if int(key) % 2],
        wish=lambda market, key, number: to, said=status, borne=is_said(status),
    )  # fmt: skip


CANCEL = _moved("cancel", "cancel", "Canceled", "Open", "AwaitingApproval")
COMPLETE = _moved("complete", "complete", "Completed", "Open")

# ── shipping a part: the shipment, two items, its date ────────────────────────────────────────────────────────────


def _left(market: Any, key: str) -> dict[str, int]:  # noqa: ANN401
    """Line → units that are on no shipment yet."""
    lines = market.table("lines", key).values()
    units = {line["ID"]: line["Quantity"] - line["QuantityShipped"] for line in lines if not line["IsBundle"]}
    return {id: left for id, left in units.items() if left > 0}


def _to_ship(market: Any) -> list[str]:  # noqa: ANN401
    return [key for key in _in_state("Open")(market) if len(_left(market, key)) > 1 and not int(key) % 2]


def _parcel(market: Any, key: str, number: int) -> str:  # noqa: ANN401
    """What the act is given: a unit or two of two lines, and a tracking number of its own."""
    first, *_, last = (left := _left(market, key))
    units = {first: "1", last: str(min(left[last], 2))}
    return json.dumps({"lines": json.dumps(units), "tracking": f"Parcel {number}"})


def _is_shipped(market: Any, key: str, wish: str) -> int:  # noqa: ANN401
    """How many shipments there are of it, half ones too; none if no one has its date, the wanted units, and no more."""
    asked = json.loads(wish)
    wanted = {id: int(units) for id, units in json.loads(asked["lines"]).items()}
    made = [row for row in market.table("shipments").values() if row["TrackingNumber"] == asked["tracking"]]
    whole = [row for row in made if row["DateShipped"] and _units(market, row["ID"], key) == wanted]
    return len(made) if whole else 0


def _units(market: Any, shipment: str, order: str) -> dict[str, int]:  # noqa: ANN401
    """Line → units in a shipment; those of other orders under an ID that no line has."""
    items = market.table("items", shipment).values()
    return {item["LineItemID"] if item["OrderID"] == order else "": item["QuantityShipped"] for item in items}


SHIP = Sort(
    name="ship a part", kind="orders", act="ship_part", requests=4, picks=_to_ship, wish=_parcel,
    inputs=json.loads, borne=_is_shipped,
)  # fmt: skip

# ── stock: of a product itself, and of a variant ──────────────────────────────────────────────────────────────────
# Not at a place: the product's own document then has another sum, which no window shows and the desk reads hourly.


def _counted(market: Any, *, by_variant: bool) -> Iterator[str]:  # noqa: ANN401
    """Products that are counted themselves, or by variant, and not by place."""
    for id, product in _products(market).items():
        inventory = product["Inventory"] or {}
        if inventory.get("Enabled") and inventory["VariantLevelTracking"] is by_variant and not market.records_of(id):
            yield id


def _of_product(market: Any, key: str) -> str:  # noqa: ANN401
    return str(_products(market)[key]["Inventory"]["QuantityAvailable"])


def _of_variant(market: Any, key: str) -> str:  # noqa: ANN401
    product, variant = key.split("/")
    return str(market.table("variants", product)[variant]["Inventory"]["QuantityAvailable"])


QUANTITY = Sort(
    name="stock of a product", kind="stock", field="on_hand", column="on_hand", typed=int, wish=figure,
    picks=lambda market: list(_counted(market, by_variant=False)), said=_of_product, borne=is_said(_of_product),
)  # fmt: skip
OF_VARIANT = Sort(
    name="stock of a variant", kind="stock", field="on_hand", column="on_hand", typed=int, wish=figure,
    picks=lambda market: [
        f"{id}/{variant}" for id in _counted(market, by_variant=True) for variant in market.table("variants", id)
    ],
    said=_of_variant, borne=is_said(_of_variant),
)  # fmt: skip

# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def touches(path: str, body: Any, key: str) -> bool:  # noqa: ANN401 - any JSON
    """Whether a write is about a record: its path says so, or it is about a shipment that was made for the order."""
    steps = [unquote(step) for step in path.split("/")]
    named = [*steps, *(str(body.get(name)) for name in ("ID", "OrderID"))] if isinstance(body, dict) else steps
    is_made = any(name.startswith(f"{key}-") and len(name) == len(key) + 1 + MADE_HERE for name in named)
    return is_made or set(filter(None, key.split("/"))) <= set(named)


def read_again(visits: Sequence[Visit]) -> int:
    """The history of orders is walked by windows of the date of submitting, and its lines with them."""
    return repeated(
        f"{visit.path}?{visit.query}"
        for visit in visits
        if "sortBy=%21DateSubmitted" in visit.query or "sortBy=Order.DateSubmitted" in visit.query
    )


def has_caught_up(market: Any) -> bool:  # noqa: ANN401
    """Whether the index shows all that was written."""
    goods = {id: market.shown_product(product) for id, product in _products(market).items()}
    tables = [("orders",), *market.scopes("lines")]
    return market.seen("products") == goods and all(market.seen(*each) == market.table(*each) for each in tables)


MEANS = Means(
    vendor="ordercloud", account=0, data=lambda account: account.market, touches=touches, read_again=read_again,
    edits=(COMMENTS, NAME, QUANTITY, OF_VARIANT), acts=(SHIP, CANCEL, COMPLETE), orders=300, stock=30,
    profile=(INDEX_LAG,), lag=LAG, has_caught_up=has_caught_up,
)  # fmt: skip
