"""Making a merchant: who may sign in, what there is, and what arrives later."""

import random
from collections.abc import Mapping

from desktop.sandbox.clock import Clock
from desktop.sandbox.options import Options
from desktop.sandbox.ordermesh.account import Invent, MerchantAccount
from desktop.sandbox.ordermesh.first_documents import first_notes, first_order
from desktop.sandbox.ordermesh.first_orders import Inventor
from desktop.sandbox.ordermesh.first_shipments import first_shipment
from desktop.sandbox.ordermesh.first_stock import fill_catalogues
from desktop.sandbox.ordermesh.goods import make_goods
from desktop.sandbox.ordermesh.merchant import Merchant
from desktop.sandbox.ordermesh.pace import Window
from desktop.sandbox.ordermesh.plans import Plan
from desktop.sandbox.ordermesh.rows import Later, OrderRow, ShipmentRow, note_row, words_of
from desktop.sandbox.ordermesh.sketches import Parcel, Sketch
from desktop.sandbox.ordermesh.stamps import rank
from desktop.sandbox.ordermesh.tokens import Tokens
from desktop.sandbox.ordermesh.totals import word_of
from desktop.sandbox.trade import make_businesses


def open_merchant(plan: Plan, options: Options, switches: Mapping[str, str], clock: Clock) -> MerchantAccount:
    """A merchant whose first data are a function of plan, seed, numbers and time."""

    def make() -> tuple[Merchant, Invent]:
        merchant = Merchant(plan, switches, clock)
        return merchant, _fill(merchant, options)

    return MerchantAccount(plan, Tokens(plan, clock), Window(clock, options.pace), switches, make)


def _fill(merchant: Merchant, options: Options) -> Invent:
    plan = merchant.plan
    rng = random.Random(f"{plan.name} {options.seed}")
    goods = make_goods(max(options.stock, 100), plan)
    fill_catalogues(merchant, goods, options.stock)
    businesses = make_businesses(max(20, options.orders * 17 // 100), plan.region, rng)
    inventor = Inventor(merchant, businesses, goods, rng)
    for sketch in inventor.first(options.orders):
        _load(merchant, sketch)

    def invent() -> str:
        return merchant.save_order(first_order(plan, inventor.arriving())).id

    return invent


def _load(merchant: Merchant, sketch: Sketch) -> None:
    """An order that was always there, to be written down later."""
    plan, created = merchant.plan, rank(sketch.made_at)
    short_id = f"O{sketch.first_number:08d}"
    order = OrderRow(
        id=sketch.id,
        created=created,
        updated=rank(sketch.updated_at, created),
        short_id=short_id,
        safe_id=sketch.safe_id,
        external_id=sketch.external_id or "",
        merchant_id=sketch.seller,
        status=word_of(pick.status for pick in sketch.picks),
        item_ids=tuple(pick.id for pick in sketch.picks),
        shipment_ids=tuple(parcel.id for parcel in sketch.parcels),
        words=words_of(sketch.address, short_id, sketch.external_id, sketch.safe_id),
        has_cards=sketch.pays_by_card,
        text=Later(lambda: first_order(plan, sketch)),
    )
    shipments = [_shipment(plan, sketch, parcel) for parcel in sketch.parcels]
    merchant.load(order, shipments, [note_row(note) for note in first_notes(plan, sketch)])


def _shipment(plan: Plan, sketch: Sketch, parcel: Parcel) -> ShipmentRow:
    return ShipmentRow(
        id=parcel.id,
        created=rank(sketch.routed_at),
        updated=rank(sketch.sent_at if parcel.packed else sketch.routed_at),
        order_id=sketch.id,
        vendor_id=parcel.maker.vendor.id,
        item_ids=tuple(sketch.picks[place].id for place in parcel.places),
        text=Later(lambda: first_shipment(plan, sketch, parcel)),
    )
