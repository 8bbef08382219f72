"""The first data of a site, made without a server."""

from datetime import timedelta
from typing import Any

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.orderspace.plans import SEVERN
from desktop.sandbox.orderspace.site import Site
from desktop.sandbox.stage import Stage
from tests.sandbox.desks import NOW
from tests.sandbox.orderspace.sites import Json, documents


def made(name: str = SEVERN.name, *, orders: int = 60, stock: int = 60, seed: int = 1, later: float = 0) -> Site:
    now = NOW + timedelta(seconds=later)
    stage = Stage(Options(orders=orders, stock=stock, seed=seed, now=now, vendors=("orderspace",)), VENDORS)
    account: Any = stage.world.account("orderspace", name)
    site: Site = account.site
    return site


def lines_of(site: Site) -> list[Json]:
    return [line for order in documents(site.orders) for line in order["order_lines"]]


def variants_of(site: Site) -> list[Json]:
    return [variant for product in documents(site.products) for variant in product["product_variants"]]
