"""Order Desk as a whole: routes, credentials, pace and the forms of refusal (contract 1, 2.5, 2.6, 11)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.sandbox.orderdesk import creation, inventory, lines, orders, search, settings, shipments
from desktop.sandbox.orderdesk.account import StoreAccount
from desktop.sandbox.orderdesk.call import Call, Refused
from desktop.sandbox.orderdesk.pace import SIZE
from desktop.sandbox.orderdesk.shapes import Unreadable
from desktop.sandbox.orderdesk.store import Store
from desktop.sandbox.stand_in import Refusal
from desktop.sandbox.wire import Answer, Request, json_answer

BASE = "/api/v2"
_METHODS = {"GET", "POST", "PUT", "DELETE"}

Act = Callable[[Store, Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path with the act that answers it."""

    method: str
    path: re.Pattern[str]
    act: Act


def _route(method: str, path: str, act: Act) -> Route:
    return Route(method, re.compile(re.escape(BASE + path).replace(r"\{id\}", "([^/]+)") + "/?"), act)


ROUTES = (
    _route("GET", "/test", settings.get_test),
    _route("GET", "/store", settings.get_store),
    _route("GET", "/orders", search.list_orders),
    _route("POST", "/orders", creation.post_order),
    _route("GET", "/orders/{id}", orders.get_order),
    _route("PUT", "/orders/{id}", orders.put_order),
    _route("DELETE", "/orders/{id}", orders.delete_order),
    _route("POST", "/orders/{id}/order-history", orders.post_history),
    _route("POST", "/move-orders", orders.move_orders),
    _route("GET", "/orders/{id}/order-items", lines.list_items),
    _route("POST", "/orders/{id}/order-items", lines.post_item),
    _route("GET", "/orders/{id}/order-items/{id}", lines.get_item),
    _route("PUT", "/orders/{id}/order-items/{id}", lines.put_item),
    _route("DELETE", "/orders/{id}/order-items/{id}", lines.delete_item),
    _route("GET", "/orders/{id}/shipments", shipments.list_shipments),
    _route("POST", "/orders/{id}/shipments", shipments.post_shipment),
    _route("GET", "/orders/{id}/shipments/{id}", shipments.get_shipment),
    _route("PUT", "/orders/{id}/shipments/{id}", shipments.put_shipment),
    _route("DELETE", "/orders/{id}/shipments/{id}", shipments.delete_shipment),
    _route("POST", "/batch-shipments", shipments.post_batch),
    _route("GET", "/inventory-items", inventory.list_stock),
    _route("POST", "/inventory-items", inventory.post_stock),
    _route("GET", "/inventory-items/{id}", inventory.get_stock),
    _route("PUT", "/inventory-items/{id}", inventory.put_stock),
    _route("DELETE", "/inventory-items/{id}", inventory.delete_stock),
    _route("PUT", "/batch-inventory-items", inventory.put_batch),
)


class OrderDesk:
    """All stores of one sandbox behind one address."""

    def __init__(self, accounts: Sequence[StoreAccount]) -> None:
        self.accounts = accounts
        self._stores: Mapping[str, Store] = {account.store.profile.id: account.store for account in accounts}

    def owner(self, request: Request) -> str:
        store = self._store(request)
        return store.profile.name if store else ""

    def signs_in(self, request: Request) -> bool:
        return False

    def admit(self, request: Request) -> Answer | None:
        store = self._store(request)
        if store is None:
            return _error(401, "Invalid Store ID")
        if request.headers.get("orderdesk-api-key") != store.profile.key:
            return self.refuse("unauthorized", request)
        wait = store.bucket.take()
        return self.refuse("throttled", request, wait) if wait else None

    def answer(self, request: Request) -> Answer:
        store = self._store(request)
        try:
            return self._act(store, request) if store else _error(401, "Invalid Store ID")
        except Refused as refusal:
            return _error(refusal.status, refusal.message, refusal.errors)
        except Unreadable as error:
            return _error(400, "Invalid Data", [str(error)])
        except RecursionError:
            return _error(400, "Invalid Data", ["nested too deeply"])

    def refuse(self, why: Refusal, request: Request, wait: object = None) -> Answer:
        match why:
            case "unauthorized":
                return _error(401, "Invalid API Key")
            case "missing":
                subject = self.subject(request)
                return _error(
                    404, "Inventory Item Not Found" if subject and subject[0] == "stock" else "Order Not Found"
                )
            case "failed" | "vetoed":
                return _error(500, "Something Went Wrong")
            case "offline":
                return _error(503, "Service Unavailable")
            case "throttled":
                named = () if wait is None else (("x-retry-after", str(wait)),)
                answer = _error(429, "Too Many Requests")
                return replace(answer, headers=answer.headers + named)

    def subject(self, request: Request) -> tuple[str, str] | None:
        for part, kind in (("orders", "orders"), ("inventory-items", "stock")):
            found = re.match(rf"{BASE}/{part}/([^/]+)", request.path)
            if found:
                return kind, found[1]
        return None

    def finish(self, request: Request, answer: Answer) -> Answer:
        store = self._store(request)
        left = ("x-tokens-remaining", str(store.bucket.left if store else SIZE))
        return replace(answer, headers=(*answer.headers, left))

    def _store(self, request: Request) -> Store | None:
        return self._stores.get(request.headers.get("orderdesk-store-id", ""))

    def _act(self, store: Store, request: Request) -> Answer:
        method = request.method
        if method == "POST":
            method = request.headers.get("x-http-method-override", method).upper()
        if method not in _METHODS:
            raise Refused(405, "Method Not Allowed")
        if method == "GET" and request.body:
            raise Refused(400, "Invalid Request", ["a GET has no body"])
        here = [(route, found) for route in ROUTES if (found := route.path.fullmatch(request.path))]
        for route, found in here:
            if route.method == method:
                return route.act(store, Call(request=request, ids=found.groups()))
        raise Refused(405, "Method Not Allowed") if here else Refused(404, "Not Found")


def _error(status: int, message: str, errors: Sequence[str] = ()) -> Answer:
    named = {"errors": list(errors)} if errors else {}
    return json_answer({"status": "error", "message": message, **named, "execution_time": "0.0208 seconds"}, status)
