"""Where OrderMesh's operations lie (section 5): one table, in which a connection may put another address.

Most addresses are guesses of the contract's: until one has answered, its 404 says nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from desktop.vendors.contract import Context, Json, Request
from desktop.vendors.ordermesh.login import CATALOGUE, NOTES, ORDERS, SHIPMENTS

Query = tuple[tuple[str, str], ...]

ADDRESSES = "addresses"
"""The option in which other addresses are set: "cancel=/v1/orders/{}/void; hold=…"."""


@dataclass(frozen=True, slots=True)
class Route:
    """One operation; `{}` stands for each id. `is_guess`: the contract does not know the address for certain."""

    method: str
    server: str
    path: str
    is_guess: bool = True


ROUTES: Mapping[str, Route] = {
    "orders": Route("GET", ORDERS, "/v1/orders"),
    "order_list": Route("GET", ORDERS, "/v1/orders/list"),
    "order": Route("GET", ORDERS, "/v1/orders/{}"),
    "change_order": Route("PATCH", ORDERS, "/v1/orders/{}"),
    "change_item": Route("PATCH", ORDERS, "/v1/orders/{}/items/{}"),
    "cancel": Route("POST", ORDERS, "/v1/orders/{}/cancel"),
    "hold": Route("POST", ORDERS, "/v1/orders/{}/customerCareHold"),
    "history": Route("GET", ORDERS, "/v1/orders/{}/auditLogs"),
    "refund": Route("POST", ORDERS, "/v1/orders/refunds"),
    "notes": Route("GET", NOTES, "/v1/notes", is_guess=False),
    "add_note": Route("POST", NOTES, "/v1/notes", is_guess=False),
    "shipment": Route("GET", SHIPMENTS, "/v1/{}", is_guess=False),
    "add_package": Route("POST", SHIPMENTS, "/v1/{}"),
    "change_package": Route("PATCH", SHIPMENTS, "/v1/{}/packages/{}"),
    "create_shipment": Route("POST", SHIPMENTS, "/v1/order/{}/vendor/{}"),
    "delete_shipment": Route("DELETE", SHIPMENTS, "/v1/{}"),
    "cancel_shipment": Route("PATCH", SHIPMENTS, "/v1/{}/cancel"),
    "unassign": Route("POST", SHIPMENTS, "/v1/{}/unassign"),
    "resubmit": Route("POST", SHIPMENTS, "/v1/{}/resubmit"),
    "reroute": Route("POST", SHIPMENTS, "/v1/reroute"),
    "variants": Route("GET", CATALOGUE, "/v1/merchantCatalog/effective/variants/list", is_guess=False),
    "catalogues": Route("GET", CATALOGUE, "/v1/merchantCatalog"),
    "catalogue": Route("GET", CATALOGUE, "/v1/merchantCatalog/{}"),
    "change_catalogue": Route("PATCH", CATALOGUE, "/v1/merchantCatalog", is_guess=False),
}
"""The rows O1 to S16 and C1 to C7 that the desk uses."""

_PLACE = re.compile(r"\{[^}]*\}")


def request(context: Context, name: str, *ids: str, query: Query = (), body: Json = None) -> Request:
    """The request of an operation, at the address that the connection sets, else at the contract's."""
    route = ROUTES[name]
    path = set_in(context).get(name, route.path)
    left = [quote(id, safe="") for id in ids]
    whole = _PLACE.sub(lambda place: left.pop(0) if left else "", path)
    guess = f"{route.method} {path}" if route.is_guess else ""
    return Request(method=route.method, path=whole, query=query, body=body, server=route.server, guess=guess)


def set_in(context: Context) -> Mapping[str, str]:
    """The addresses that the connection sets; what is no address, or of nothing that is known, is left."""
    pairs = (each.partition("=") for each in context.options.get(ADDRESSES, "").split(";"))
    found = {name.strip(): path.strip() for name, _, path in pairs}
    return {name: path for name, path in found.items() if name in ROUTES and path.startswith("/")}
