"""Every call of the API by method and path (contract 5); what is not here is answered by an HTML page."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desktop.sandbox.orderspace import categories, customers, dispatches, invoices, orders, products, settings, stock
from desktop.sandbox.orderspace.call import Call
from desktop.sandbox.wire import Answer

Act = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path below the API's base, at most one id in it, with what answers it."""

    method: str
    path: re.Pattern[str]
    act: Act


def _route(method: str, path: str, act: Act) -> Route:
    return Route(method, re.compile(re.escape(path).replace(r"\{id\}", "(?P<id>[^/]+)") + "/?"), act)


ROUTES = (
    _route("GET", "/orders", orders.list_orders),
    _route("GET", "/orders/{id}", orders.ORDERS.get),
    _route("POST", "/orders", orders.post_order),
    _route("DELETE", "/orders/{id}", orders.delete_order),
    _route("GET", "/customers", customers.CUSTOMERS.page),
    _route("GET", "/customers/{id}", customers.CUSTOMERS.get),
    _route("POST", "/customers", customers.post_customer),
    _route("PUT", "/customers/{id}", customers.put_customer),
    _route("DELETE", "/customers/{id}", customers.delete_customer),
    _route("GET", "/products", products.PRODUCTS.page),
    _route("GET", "/products/{id}", products.PRODUCTS.get),
    _route("POST", "/products", products.post_product),
    _route("PUT", "/products/{id}", products.put_product),
    _route("DELETE", "/products/{id}", products.delete_product),
    _route("GET", "/inventory_levels", stock.LEVELS.page),
    _route("POST", "/inventory_levels", stock.post_levels),
    _route("GET", "/dispatches", dispatches.DISPATCHES.page),
    _route("GET", "/dispatches/{id}", dispatches.DISPATCHES.get),
    _route("POST", "/dispatches", dispatches.post_dispatch),
    _route("GET", "/invoices", invoices.INVOICES.page),
    _route("GET", "/invoices/{id}", invoices.INVOICES.get),
    _route("POST", "/invoices", invoices.post_invoice),
    _route("DELETE", "/invoices/{id}", invoices.delete_invoice),
    _route("GET", "/categories", categories.CATEGORIES.page),
    _route("GET", "/categories/{id}", categories.CATEGORIES.get),
    _route("POST", "/categories", categories.post_category),
    _route("PUT", "/categories/{id}", categories.put_category),
    _route("DELETE", "/categories/{id}", categories.delete_category),
    _route("GET", "/price_lists", settings.PRICE_LISTS.page),
    _route("GET", "/price_lists/{id}", settings.PRICE_LISTS.get),
    _route("POST", "/price_lists", settings.post_price_list),
    _route("PUT", "/price_lists/{id}", settings.put_price_list),
    _route("DELETE", "/price_lists/{id}", settings.delete_price_list),
    _route("GET", "/customer_groups", settings.lists("customer_groups", lambda site: site.groups)),
    _route("GET", "/payment_terms", settings.lists("payment_terms", lambda site: site.terms)),
    _route("GET", "/tax_rates", settings.lists("tax_rates", lambda site: site.rates)),
    _route("GET", "/preorder_windows", settings.lists("preorder_windows", lambda site: site.windows)),
    _route("GET", "/webhooks", settings.WEBHOOKS.page),
    _route("GET", "/webhooks/{id}", settings.WEBHOOKS.get),
    _route("POST", "/webhooks", settings.post_webhook),
    _route("PUT", "/webhooks/{id}", settings.put_webhook),
    _route("DELETE", "/webhooks/{id}", settings.delete_webhook),
)


def find_route(method: str, path: str) -> tuple[Route, str] | None:
    """The route of a path, and the id in it."""
    for route in ROUTES:
        found = route.path.fullmatch(path) if route.method == method else None
        if found:
            return route, found.groupdict().get("id", "")
    return None
