"""Order Desk's stand-in: one value, made of what its contract says and leaves open."""

import random
from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options, Switch
from desktop.sandbox.orderdesk.account import StoreAccount
from desktop.sandbox.orderdesk.first_orders import Inventor
from desktop.sandbox.orderdesk.first_stock import make_stock
from desktop.sandbox.orderdesk.pace import Bucket
from desktop.sandbox.orderdesk.plans import Plan, plans
from desktop.sandbox.orderdesk.platform import BASE, OrderDesk
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.stand_in import StandIn
from desktop.sandbox.trade import make_businesses, make_products

SWITCHES = (
    Switch(name="normalisation", settings=("one", "none", "all"), says="stores that rewrite letter case and phones"),
    Switch(name="side_writes_stamp", says="date_updated is moved by writes of lines, shipments and history"),
    Switch(name="history_on_get", says="get_order_history is honoured on a single GET"),
    Switch(name="mask_kept", says="the card's mask survives a PUT that does not send it back"),
    Switch(name="put_answer", settings=("whole", "bare"), says="a PUT of an order answers with the order"),
    Switch(name="end_date", settings=("exclusive", "inclusive"), says="whether an end date belongs to its window"),
    Switch(name="post_status", settings=("200", "201"), says="of a POST that makes no order and no stock item"),
    Switch(name="duplicate_status", settings=("200", "400"), says="of a shipment that is refused as a duplicate"),
    Switch(name="shipment_answer", settings=("bare", "whole"), says="a new shipment is in the answer"),
    Switch(name="stock_put_answer", settings=("bare", "whole"), says="a changed stock item is in the answer"),
    Switch(name="stock_total", settings=("right", "zero"), says='total_records of stock, or always "0"'),
    Switch(name="stock_offset", settings=("honoured", "ignored"), says="offset of the stock list"),
)

_WITH_HISTORY = 500
"""The newest orders come with a line of history; the rest have none, as orders brought in by an import do not."""

SETS = {"quirks": ("stock_total=zero", "stock_offset=ignored"), "strict": ("mask_kept=no", "history_on_get=no")}


def open_desk(options: Options, switches: Mapping[str, str], clock: Clock) -> OrderDesk:
    """Both stores with their first data."""
    return OrderDesk([_open_store(plan, options, switches, clock) for plan in plans(switches["normalisation"])])


def _open_store(plan: Plan, options: Options, switches: Mapping[str, str], clock: Clock) -> StoreAccount:
    rng = random.Random(f"{plan.profile.name} {options.seed}")
    store = Store(plan.profile, switches, clock, Bucket(clock, options.pace))
    products = make_products(max(options.stock, 100), plan.form_code)
    businesses = make_businesses(max(20, options.orders * 17 // 100), plan.region, rng)
    items = make_stock(plan, products[: options.stock], clock.start, rng)
    store.stock = {int(str(item["id"])): item for item in items}
    store.next_stock = max(store.stock, default=store.next_stock)
    inventor = Inventor(plan, store, businesses, products, rng)
    store.load(inventor.first(options.orders, clock.start))
    for _, id in store.by_added[-_WITH_HISTORY:]:
        order = store.orders[id]
        words = f"Order imported from {order.source[0]}"
        store.history[id].append({"source_name": order.source[0], "note": words, "date_added": order.added})
    return StoreAccount(store, inventor.arriving, plan.currency)


STAND_IN = StandIn(id="orderdesk", servers={"api": BASE}, switches=SWITCHES, sets=SETS, shown=2, open=open_desk)
