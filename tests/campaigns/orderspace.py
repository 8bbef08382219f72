"""Orderspace's edits and acts, and how its stand-in's own data tell what became of them.

Its lists are behind by a second; the desk reckons with a little more. Orders move the stock of their goods: what is
counted by hand here is in none of those that are replaced or dispatched.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from desktop.sandbox.ledger import Visit
from tests.campaigns.deeds import Means, Sort
from tests.campaigns.shared import figure, is_said, naming, repeated, words

LIST_LAG, LAG = "list_lag=1", 1.3
PLACES = "site_features=both"
"""The goods of this site say where they lie."""
MOVED = ("invoiced", "paid", "dispatched")
NEW, STARTED = ("new",), ("released", "part_fulfilled")
"""The orders that are replaced, and those that are dispatched."""

# ── customers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _keys(table: str) -> Callable[[Any], list[str]]:
    return lambda site: [row.key for row in getattr(site, table).rows()]


def _customer(member: str) -> Callable[[Any, str], str]:
    return lambda site, key: str(site.customers.row(key).document()[member])


_name, _phone = _customer("company_name"), _customer("phone")
NAME = Sort(
    name="name of a customer", kind="customers", field="name", column="name", picks=_keys("customers"),
    wish=words("House"), said=_name, borne=is_said(_name),
)  # fmt: skip
PHONE = Sort(
    name="phone of a customer", kind="customers", field="phone", column="phone", picks=_keys("customers"),
    wish=words("01 555"), said=_phone, borne=is_said(_phone),
)  # fmt: skip

# ── stock: the place of a variant, which goes out with its whole product; levels, several in one request ──────────


def _variants(site: Any) -> Iterator[Any]:  # noqa: ANN401 - the stand-in's own data
    for row in site.products.rows():
        yield from row.document()["product_variants"]


def _variant(site: Any, key: str) -> Any:  # noqa: ANN401
    return next(variant for variant in _variants(site) if variant["id"] == key)


def _alone(site: Any) -> dict[str, str]:  # noqa: ANN401
    """The variant of each product that has but one → the product."""
    products = (row.document() for row in site.products.rows())
    return {each["product_variants"][0]["id"]: each["id"] for each in products if len(each["product_variants"]) == 1}


def _place(site: Any, key: str) -> str:  # noqa: ANN401
    return str(_variant(site, key)["location"])


def _sku(site: Any, key: str) -> str:  # noqa: ANN401
    return str(_variant(site, key)["sku"])


def _on_hand(site: Any, key: str) -> str:  # noqa: ANN401
    return str(site.levels.row(_sku(site, key)).document()["on_hand"])


def _still(site: Any) -> list[str]:  # noqa: ANN401
    """Variants that are counted, and are in no order that is open."""
    orders = [row.document() for row in site.orders.rows() if row.facts["status"] in (*NEW, *STARTED)]
    moving = {line["sku"] for order in orders for line in order["order_lines"]}
    return [each["id"] for each in _variants(site) if each["sku"] not in moving and site.levels.row(each["sku"])]


PLACE = Sort(
    name="place of a variant", kind="stock", field="place", column="place",
    picks=lambda site: list(_alone(site)), wish=words("Shelf"), said=_place, borne=is_said(_place),
    names=lambda site, key, wish: (_alone(site)[key],),
)  # fmt: skip
LEVELS = Sort(
    name="stock of several", kind="stock", field="on_hand", column="on_hand", typed=int, together=3, picks=_still,
    wish=figure, said=_on_hand, borne=is_said(_on_hand), names=lambda site, key, wish: (_sku(site, key),),
)  # fmt: skip

# ── orders: a part is dispatched; one takes the place of another, by a creation, two looks and a deletion ─────────


def _orders(site: Any, states: Sequence[str]) -> list[Any]:  # noqa: ANN401
    return [row.document() for row in site.orders.rows() if row.facts["status"] in states]


def _left(order: Any) -> Iterator[Any]:  # noqa: ANN401
    """Lines of which something can be dispatched."""
    goods = (line for line in order["order_lines"] if line["sku"] and not line["on_hold"])
    return (line for line in goods if line["quantity"] > line["dispatched"])


def _one_unit(site: Any, key: str, number: int) -> str:  # noqa: ANN401
    line = next(_left(site.orders.row(key).document()))
    return json.dumps({"lines": json.dumps({line["id"]: "1"}), "tracking": f"Parcel {number}"})


def _dispatches(site: Any, key: str, wish: str) -> int:  # noqa: ANN401
    """Those of the order that say it, each with the one unit."""
    tracking = json.loads(wish)["tracking"]
    made = [row.document() for row in site.dispatches.rows() if row.facts["order_id"] == key]
    return sum(_units(each) for each in made if each["comments"] == tracking)


def _units(dispatch: Any) -> int:  # noqa: ANN401
    return sum(line["quantity"] for line in dispatch["dispatch_lines"])


DISPATCH = Sort(
    name="dispatch of a part", kind="orders", act="dispatch_part", wish=_one_unit, inputs=json.loads,
    picks=lambda site: [order["id"] for order in _orders(site, STARTED) if any(_left(order))], borne=_dispatches,
)  # fmt: skip


def _is_to_be_had(site: Any, order: Any) -> bool:  # noqa: ANN401
    """Whether all its goods can be ordered once more, although the order itself still holds them."""
    wanted: Counter[str] = Counter()
    for line in order["order_lines"]:
        wanted[line["sku"]] += line["quantity"]
    active = {
        variant["sku"]
        for row in site.products.rows() if row.facts["active"]
        for variant in row.document()["product_variants"]
    }  # fmt: skip
    levels = {sku: row.document()["available"] for sku in wanted if (row := site.levels.row(sku))}
    return all(sku in active and units <= levels.get(sku, units) for sku, units in wanted.items() if sku)


def _as_new(site: Any) -> list[str]:  # noqa: ANN401
    """New orders of which nothing has moved."""
    orders = [
        order for order in _orders(site, NEW) if not any(line[name] for line in order["order_lines"] for name in MOVED)
    ]
    return [order["id"] for order in orders if _is_to_be_had(site, order)]


def _is_replaced(site: Any, key: str, wish: str) -> int:  # noqa: ANN401
    """How many orders bear the wish, when the old one is gone."""
    made = [row for row in site.orders.rows() if row.document()["customer_po_number"] == wish]
    return 0 if site.orders.row(key) else len(made)


REPLACE = Sort(
    name="replace an order", kind="orders", act="replace", requests=2, looks=2, picks=_as_new, wish=words("PO"),
    inputs=lambda wish: {"po_number": wish}, borne=_is_replaced, names=lambda site, key, wish: (key, wish),
)  # fmt: skip

# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


def read_again(visits: Sequence[Visit]) -> int:
    """The history of orders and dispatches is walked by months, of which all but the newest one are closed."""
    return repeated(f"{visit.path}?{visit.query}" for visit in visits if "created_before" in visit.query)


def has_caught_up(site: Any) -> bool:  # noqa: ANN401
    """Whether the lists show all that was written."""
    tables = (site.orders, site.customers, site.products, site.levels, site.dispatches)
    return all({row.key: row for row in table.listed()} == {row.key: row for row in table.rows()} for table in tables)


MEANS = Means(
    vendor="orderspace", account=0, data=lambda account: account.site, read_again=read_again,
    touches=naming("sku", "order_id", "customer_po_number"),
    edits=(NAME, LEVELS, PLACE, PHONE), acts=(REPLACE, DISPATCH), orders=300, stock=160,
    profile=(LIST_LAG, PLACES), lag=LAG, has_caught_up=has_caught_up, echoes=True,
)  # fmt: skip
