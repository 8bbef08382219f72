"""What a first order has besides customer and lines: folder, payment, notes, discounts, parcels, totals."""

import random
from datetime import datetime, timedelta

from desktop.sandbox.orderdesk.plans import Plan
from desktop.sandbox.orderdesk.shapes import Document
from desktop.sandbox.orderdesk.stamps import spell

_HOUR = 3_600
_WISHES = ("Back door, ring twice.", "No substitutes please.", "Before 7 am.", "Leave with the porter.", "Pallet only.")
_REMARKS = ("Called to confirm.", "Moved to Thursday's run.", "Card declined, asked for another.", "VIP, add samples.")


def add_trimmings(order: Document, plan: Plan, rng: random.Random, age: float, now: datetime) -> None:
    """age: seconds since the order was placed."""
    moved = now - timedelta(seconds=age * rng.random() ** 3 if age < 40 * _HOUR else age - 40 * _HOUR * rng.random())
    order["date_updated"] = max(str(order["date_added"]), spell(moved))
    order["folder_id"] = _folder(plan, age / _HOUR, rng)
    draw = rng.random()
    if draw < 0.45:
        wish = {"Order Notes": rng.choice(_WISHES)} if draw < 0.1 else {}
        order["checkout_data"] = {"PO Number": plan.form_po.format(n=rng.randint(1_000, 9_999)), **wish}
    if rng.random() < 0.12:
        note = {"username": rng.choice(plan.staff), "content": rng.choice(_REMARKS)}
        order["order_notes"] = [{"date_added": order["date_updated"], **note}]
    if rng.random() < 0.4:
        _pay_by_card(order, rng)
    if rng.random() < 0.08:
        order["discount_list"] = [{"name": "Trade discount", "code": "TRADE", "amount": f"{rng.randint(2, 18)}.50"}]
    if plan.profile.folders[int(str(order["folder_id"]))] == "Closed" and rng.random() < 0.5:
        order["order_shipments"] = [_parcel(order, plan, rng)]
    if age > 640 * 86_400:
        del order["refund_total"]  # old payloads lack it (contract 3.3)


def add_totals(order: Document, plan: Plan, rng: random.Random) -> None:
    """The server's figures, in whole hundredths; an order in fifty serves its prices as texts."""
    lines = order["order_items"] if isinstance(order["order_items"], list) else []
    goods = quantity = weight = 0
    for line in lines:
        goods += round(line["price"] * 100) * line["quantity"]
        quantity += line["quantity"]
        weight += round(line["weight"] * 1_000) * line["quantity"]
    freight = rng.choice((0, 0, 950, 1_800, 1_117))
    tax = goods * plan.tax // 100
    discounts = order["discount_list"] if isinstance(order["discount_list"], list) else []
    off = sum(round(float(row["amount"]) * 100) for row in discounts)
    total = money(goods + freight + tax - off)
    order.update(
        quantity_total=quantity,
        weight_total=weight // 1_000 if weight % 1_000 == 0 else weight / 1_000,
        product_total=money(goods),
        shipping_total=money(freight),
        tax_total=money(tax),
        discount_total=money(off),
        order_total=total,
        processor_balance=total,
    )
    if rng.random() < 0.02:
        for line in lines:
            line["price"] = f"{line['price']:g}" if isinstance(line["price"], int) else f"{line['price']:.2f}"


def money(hundredths: int) -> int | float:
    """As PHP writes it."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def _folder(plan: Plan, hours: float, rng: random.Random) -> int:
    """Where an order of that age lies."""
    draw = rng.random()
    if draw < 0.03:
        wanted = "Canceled"
    elif hours > 96 and draw < 0.99:
        wanted = "Closed"
    elif draw > 0.93:
        wanted = "On Hold"
    elif hours > 48:
        wanted = "Ready to Ship" if draw > 0.4 else "Prepared"
    else:
        wanted = "New" if hours < 20 or draw < 0.5 else "Prepared"
    ids = {name: id for id, name in plan.profile.folders.items()}
    return ids.get(wanted, ids["Prepared"])


def _pay_by_card(order: Document, rng: random.Random) -> None:
    order["cc_number_masked"] = f"xxxxxxxxxxxx{rng.randint(1000, 9999)}"
    order["cc_exp"] = f"{rng.randint(1, 12):02d}/{rng.randint(2027, 2031)}"
    order["payment_type"] = rng.choice(("Visa", "MasterCard", "American Express"))
    order["payment_status"] = rng.choice(("Approved", "Authorized", "Captured", "Captured", "Pending"))
    order["processor_response"] = f"Authorize.net Transaction ID: {rng.randint(10**9, 10**10)}"


def _parcel(order: Document, plan: Plan, rng: random.Random) -> Document:
    number = f"1Z{rng.randint(10**9, 10**10)}"
    return {
        "id": str(int(str(order["id"])) // 3),
        "order_id": order["id"],
        "store_id": plan.profile.id,
        "tracking_number": number,
        "carrier_code": "UPS",
        "shipment_method": "Ground",
        "weight": "3.55",
        "cost": "",
        "status": "",
        "tracking_url": f"https://www.ups.com/track?tracknum={number}",
        "label_format": "",
        "label_image": "",
        "print_status": "0",
        "order_items": "",
        "cart_shipment_id": "",
        "label_shipment_id": "",
        "date_shipped": str(order["date_updated"])[:10],
        "date_added": order["date_updated"],
    }
