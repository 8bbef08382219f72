"""The first inventory of a store: a function of its plan and the seed."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from desktop.sandbox.orderdesk.plans import Plan
from desktop.sandbox.orderdesk.shapes import Document
from desktop.sandbox.orderdesk.stamps import spell
from desktop.sandbox.trade import Product

LONG_NAME = ("Hand-Cut Antipasti Selection with Marinated Artichokes, Sun-Dried Tomatoes, Olives and Capers " * 4)[:300]

_ODD_NAMES = (LONG_NAME, "זיתים שחורים מגולענים 5 ק״ג", "Espresso Beans “Nº 7” ☕ 1 kg", "حمص مسلوق جاهز للتقديم")
_NUMBERS_ASIDE = (0, 0, -3, -13, 4)


def make_stock(plan: Plan, products: Sequence[Product], now: datetime, rng: random.Random) -> Iterator[Document]:
    """One item for each product. The first few show what is rare: long, right-to-left and doubled names, no stock."""
    id = plan.profile.first_stock
    for place, product in enumerate(products):
        id += rng.randint(1, 3)
        added = now - timedelta(days=rng.randint(30, 900), seconds=rng.randint(0, 86_000))
        item: Document = {
            "id": id,
            "name": product.name,
            "code": product.code,
            "price": _money(product.price),
            "cost": _money(product.cost),
            "weight": product.weight / 1_000,
            "stock": rng.randint(4, 480),
            "update_source": rng.choice(("Shopify", "Manual", "WooCommerce")),
            "location": rng.choice(plan.places),
            "manufacturer_sku": rng.choice((None, None, "", f"M{rng.randint(10_000, 99_999)}")),
            "variation_list": {"Pack": product.name.rsplit(" ", 2)[-2]} if place % 9 == 4 else [],
            "metadata": {"origin": plan.region.country} if place % 7 == 3 else [],
            "date_added": spell(added),
            "date_updated": spell(added + (now - added) * rng.random()),
        }
        _make_odd(item, place, products)
        yield item


def _make_odd(item: Document, place: int, products: Sequence[Product]) -> None:
    if 10 <= place < 10 + len(_ODD_NAMES):
        item["name"] = _ODD_NAMES[place - 10]
    elif place in (20, 21):
        item["name"] = products[20].name
    elif place in range(30, 30 + len(_NUMBERS_ASIDE)):
        item["stock"] = _NUMBERS_ASIDE[place - 30]
    elif place % 50 == 40:
        item["price"] = f"{float(str(item['price'])):.2f}"
    elif place % 50 == 45:
        del item["metadata"], item["manufacturer_sku"]


def _money(hundredths: int) -> int | float:
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
