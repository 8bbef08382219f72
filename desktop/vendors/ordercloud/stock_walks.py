"""How OrderCloud's stock is walked (9, 11.2, 16 a): products by last ID; below each page what belongs to them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from desktop.vendors.codecs import to_instant, to_text
from desktop.vendors.contract import Ask, Context, Document, Heard, Json, Rows, Turn, Walk
from desktop.vendors.ordercloud.lists import (
    OVERLAP,
    Query,
    ask_by_id,
    begin_by_id,
    below,
    chunks,
    has_more,
    ids_in,
    key_of,
    listed,
    server_time,
    stamp,
    step_by_id,
)
from desktop.vendors.ordercloud.login import lacks
from desktop.vendors.ordercloud.stock_records import (
    PART,
    SCHEDULE,
    VARIANT,
    holds_none,
    inventory,
    is_by_variant,
    record_part,
)

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
WITH_RECORDS = ("InventoryRecords.AddressID", "*")
"""Only products that have inventory records; not every marketplace knows the question (9.3)."""

Task = list[Json]
"""What is still to be asked below a page: what it is, and of whom."""


def key(product: Document) -> str:
    """Whose document a product is; nobody's where it holds no stock (9.1). Raises ValueError, KeyError."""
    found = key_of(product)
    if "/" in found:
        raise ValueError("its ID is none")
    return "" if holds_none(product) else found


PRODUCTS = Rows(member="Items", owner=key, part=PART)
NOBODYS = Rows(member="Items", owner=lambda product: "", part=PART)


def variants_of(product: str, page: int) -> Ask:
    """A page of a product's variants."""
    rows = Rows(member="Items", owner=lambda variant: product, part=VARIANT, id=key_of)
    return listed(below("products", product, "variants"), rows, page, _BY_ID)


def records_of(product: str, variant: str, page: int) -> Ask:
    """A page of the inventory records of a product, or of one of its variants."""
    rows = Rows(member="Items", owner=lambda record: product, part=record_part(variant, ""), id=key_of)
    of_variant = ("variants", variant) if variant else ()
    return listed(below("products", product, *of_variant, "inventoryrecords"), rows, page, _BY_ID)


_BY_ID: Query = (("sortBy", "ID"),)


# ── a walk ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _walk(
    name: str, *, prices: bool = False, places: bool = False, follows: bool = False,
    query: Callable[[str], Query | None] = lambda marker: (), every: timedelta = timedelta(),
) -> Walk:  # fmt: skip
    """All products that the query has; with them their prices, or the variants and inventory records that hold stock.

    `follows`: those of which something is another are read singly. `query(marker)` None: it cannot be asked yet.
    """

    def first(marker: str, context: Context) -> Json:
        asked = query(marker)
        if asked is None:
            return None
        sees_prices = prices and not lacks(context, "PriceScheduleReader", "PriceScheduleAdmin")
        state = {"list": begin_by_id(asked), "todo": [], "owners": {}, "split": []}
        return {**state, "prices": sees_prices, "places": places, "time": "", "progress": None, "words": ""}

    def then(state: Json, heard: Heard) -> Turn:
        state, follow = _after(state, heard) if state["todo"] else (_page(state, heard), [])
        is_over = state["list"] is None and not state["todo"]
        return Turn(
            state=None if is_over else state, marker=state["time"], follow=tuple(follow), follow_changed=follows,
            progress=1.0 if is_over else state["progress"], words=state["words"],
        )  # fmt: skip

    return Walk(name=name, first=first, ask=_ask, next=then, every=every)


def _ask(state: Json) -> Ask:
    if not state["todo"]:
        ask = ask_by_id(state["list"], "/products", PRODUCTS)
        return replace(ask, optional=bool(state["list"]["query"]))
    what, *of_whom = state["todo"][0]
    if what == "variants":
        return variants_of(*of_whom)
    if what == "records":
        return records_of(of_whom[0], "", of_whom[1])
    named = ("ID", "|".join(of_whom))
    if what == "placed":
        return replace(listed("/products", NOBODYS, 1, (named, WITH_RECORDS, *_BY_ID)), optional=True)
    owners = state["owners"]
    rows = Rows(member="Items", owner=lambda schedule: tuple(owners.get(key_of(schedule), ())), part=SCHEDULE)
    return replace(listed("/priceschedules", rows, 1, (named, *_BY_ID)), optional=True)


def _page(state: Json, heard: Heard) -> Json:
    """After a page of products: what is asked below it."""
    turn = step_by_id(state["list"], heard, "products")
    told = {"progress": turn.progress, "words": turn.words} if turn.state else {}
    rows = [row for row in heard.rows if not holds_none(row)]
    owners: dict[str, list[str]] = {}
    for row in rows if state["prices"] else ():
        if schedule := to_text(row.get("DefaultPriceScheduleID")):
            owners.setdefault(schedule, []).append(key_of(row))
    todo: list[Task] = [["prices", *ids] for ids in chunks(list(owners))]
    if state["places"]:  # none has inventory records whose stock was never set up (5.2)
        todo += [["placed", *ids] for ids in chunks(ids_in([row for row in rows if inventory(row)]))]
    split = ids_in([row for row in rows if is_by_variant(row)])
    return {**state, **told, "list": turn.state, "time": state["time"] or server_time(heard), "owners": owners,
            "todo": todo, "split": split}  # fmt: skip


def _after(state: Json, heard: Heard) -> tuple[Json, list[str]]:
    """After an answer below a page: what else is asked for it, and which products are read singly."""
    (what, *of_whom), *todo = state["todo"]
    state = {**state, "todo": todo}
    if what == "prices":
        return state, []
    if what == "placed":
        return _after_placed(state, of_whom, heard)
    if has_more(heard, of_whom[1]):
        state["todo"] = [[what, of_whom[0], of_whom[1] + 1], *todo]
    return state, []


def _after_placed(state: Json, ids: Sequence[str], heard: Heard) -> tuple[Json, list[str]]:
    """Which products have records is one question. They are read whole: a variant of which it is not known yet
    that places hold its stock would be taken for one that holds it itself. Where nobody answers, each is asked (9.3).
    """
    split, placed = state["split"], ids_in(heard.rows)
    if heard.status == 200:
        follow = [id for id in ids if id in placed]
        todo = [["variants", id, 1] for id in ids if id in split and id not in placed]
    else:
        follow = [id for id in ids if id in split]
        todo = [["records", id, 1] for id in ids if id not in split]
    return {**state, "todo": [*state["todo"], *todo]}, follow


# ── the walks (16 a) ──────────────────────────────────────────────────────────────────────────────────────────────


def _changed_since(marker: str) -> Query | None:
    try:
        since = to_instant(marker)
    except ValueError:
        return None
    return (("Inventory.LastUpdated", f">{stamp(since - OVERLAP)}"),) if since else None


ALL = _walk("products", prices=True)
PLACES = _walk("variants and places", places=True)
CHANGED = _walk("stock changed", follows=True, query=_changed_since)
"""Of one whose stock has moved; names and prices do not move that stamp, nor do the figures of its variants."""
ANEW = _walk("products anew", prices=True, follows=True, every=HOURLY)
PLACES_ANEW = _walk("variants and places anew", places=True, every=DAILY)
SWEEP = _walk("products swept")
