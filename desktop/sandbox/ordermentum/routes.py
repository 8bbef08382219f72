"""Which act answers which call (contract 7.1, 8.1, 9.1, 10 to 15)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.sandbox.ordermentum import (
    beside_orders,
    events,
    groups,
    identity,
    invoices,
    orders,
    products,
    purchasers,
    retailers,
    stock,
)
from desktop.sandbox.ordermentum.call import Call
from desktop.sandbox.ordermentum.groups import Group
from desktop.sandbox.wire import Answer

Act = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and a path, {} for each id."""

    method: str
    pattern: re.Pattern[str]
    act: Act


def _at(path: str, **acts: Act) -> Iterator[Route]:
    pattern = re.compile(re.escape(path).replace(r"\{\}", "([^/]+)"))
    for method, act in acts.items():
        yield Route(method=method, pattern=pattern, act=act)


def _read_only(group: Group) -> Iterator[Route]:
    yield from _at(f"/v1/{group.kind}", GET=group.list)
    yield from _at(f"/v1/{group.kind}/{{}}", GET=group.get)


def _orders() -> Iterator[Route]:
    order = "/v1/orders/{}"
    yield from _at("/v2/orders", GET=orders.list_summaries)
    yield from _at("/v1/orders", GET=orders.list_orders, POST=orders.post_order)
    yield from _at("/v1/orders/delivery-dates", GET=beside_orders.list_delivery_days)
    yield from _at(order, GET=orders.get_order, PATCH=orders.patch_order)
    yield from _at(order, PUT=orders.put_order, DELETE=orders.delete_order)
    yield from _at(f"{order}/receive", POST=beside_orders.receive_order)
    yield from _at(f"{order}/resolve-issue", POST=beside_orders.resolve_issue)
    yield from _at("/v1/order-issues", POST=beside_orders.post_issue)
    yield from _at("/v1/cart/validate", POST=beside_orders.validate_cart)
    yield from _at("/v1/events", GET=events.list_events)


def _customers() -> Iterator[Route]:
    purchaser = "/v1/purchasers/{}"
    yield from _at("/v1/purchasers", GET=purchasers.list_purchasers)
    yield from _at("/v1/purchasers/signup", POST=purchasers.sign_up)
    yield from _at(purchaser, GET=purchasers.get_purchaser)
    yield from _at(purchaser, PATCH=purchasers.patch_purchaser, PUT=purchasers.put_purchaser)
    yield from _at(f"{purchaser}/payment-method", PUT=purchasers.put_payment_method)
    yield from _at(f"{purchaser}/products/{{}}/variants", GET=purchasers.list_prices)
    yield from _at("/v1/retailers", GET=retailers.list_retailers)
    yield from _at("/v1/retailers/{}", GET=retailers.get_retailer, PATCH=retailers.patch_retailer)
    yield from _at("/v1/retailers/{}/payment-methods", GET=retailers.list_payment_methods)


def _goods() -> Iterator[Route]:
    product = "/v1/products/{}"
    yield from _at("/v2/products", GET=products.list_summaries)
    yield from _at("/v2/products/{}/search", POST=products.search_products)
    yield from _at("/v1/products", GET=products.list_products, POST=products.post_product)
    for name in ("most-ordered", "trending", "recommendations"):
        yield from _at(f"/v1/products/{name}", GET=products.list_favoured)
    yield from _at(product, GET=products.get_product, DELETE=products.delete_product)
    yield from _at(product, PUT=products.put_product, PATCH=products.put_product)
    yield from _at(f"{product}/variants", GET=products.list_variants_of)
    yield from _at(f"{product}/variants/{{}}", GET=products.get_variant)
    yield from _at("/v1/variants", GET=products.list_variants)
    yield from _at("/v1/variants/{}", GET=products.get_variant)
    yield from _read_only(groups.CATEGORIES)


def _stock() -> Iterator[Route]:
    yield from _at("/stock/v1/locations", GET=stock.list_locations, POST=stock.post_location)
    yield from _at("/stock/v1/items", GET=stock.list_items)
    yield from _at("/stock/v1/items/{}", GET=stock.get_item, PUT=stock.put_item, PATCH=stock.patch_item)
    yield from _at("/v1/stock-locations", GET=stock.list_stock_locations)


def _money() -> Iterator[Route]:
    invoice = "/v1/invoices/{}"
    yield from _at("/v2/invoices", GET=invoices.list_summaries)
    yield from _at("/v1/invoices", GET=invoices.list_invoices)
    yield from _at(invoice, GET=invoices.get_invoice, PUT=invoices.put_invoice)
    yield from _at(f"{invoice}/pay", PUT=invoices.pay_invoice)
    yield from _at(f"{invoice}/payment-sent", PUT=invoices.mark_sent, DELETE=invoices.unmark_sent)
    yield from _at(f"{invoice}/payment-request", POST=invoices.request_payment)
    yield from _at("/v1/exports", POST=invoices.post_export)
    yield from _at("/v1/exports/{}", GET=invoices.get_export)
    yield from _at("/v1/exports/{}/download", GET=invoices.download_export)
    yield from _read_only(groups.CREDIT_NOTES)
    yield from _at("/v1/price-groups", GET=groups.PRICE_GROUPS.list, POST=groups.PRICE_GROUPS.post)
    yield from _at("/v1/price-groups/{}", GET=groups.PRICE_GROUPS.get, DELETE=groups.PRICE_GROUPS.delete)


def _all_else() -> Iterator[Route]:
    schedule = "/v1/purchaser-schedules/{}"
    yield from _at("/v1/purchaser-schedules", GET=groups.STANDING_ORDERS.list)
    yield from _at(schedule, GET=groups.STANDING_ORDERS.get, PUT=groups.change_schedule)
    yield from _at(f"{schedule}/run", DELETE=groups.skip_run, POST=groups.reinstate_run)
    yield from _at("/v1/projections", GET=groups.list_projections)
    for group in (groups.VISIBILITY_GROUPS, groups.SCHEDULES, groups.PROPERTIES, groups.INTEGRATIONS):
        yield from _read_only(group)
    yield from _at("/v1/webhooks", GET=groups.WEBHOOKS.list, POST=groups.post_webhook)
    yield from _at("/v1/webhooks/{}", GET=groups.WEBHOOKS.get, PUT=groups.WEBHOOKS.put, DELETE=groups.WEBHOOKS.delete)
    yield from _at("/v1/suppliers/{}", GET=identity.get_supplier)
    yield from _at("/v1/profile", GET=identity.get_profile)
    yield from _at("/v2/profiles", GET=identity.get_profile)
    yield from _at("/v1/users", GET=identity.list_users)
    yield from _at("/v1/users/{}/password", PATCH=identity.forbid)
    yield from _at("/v1/user/password", POST=identity.forbid)
    yield from _at("/v1/leads", GET=identity.forbid)


ROUTES = (*_orders(), *_customers(), *_goods(), *_stock(), *_money(), *_all_else())
