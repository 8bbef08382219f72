"""Each operation of the stand-in is done, by whoever may and by nobody else, and answered as the schemas say.

`DEEDS` has a row for each; an operation without one is a red test.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import httpx
import pytest

from desktop.sandbox.ordercloud.roles import ROLES
from desktop.sandbox.ordercloud.routes import ROUTES
from tests.sandbox.ordercloud.schemas import checked
from tests.sandbox.ordercloud.shops import Json, Shop, opened
from tests.sandbox.ordercloud.test_acts import awaiting
from tests.sandbox.ordercloud.test_customers import USER
from tests.sandbox.ordercloud.test_orders import ADDRESS

NAMED: Json = {"Name": "New"}
SHIPPED: Json = {"OrderID": "{open}", "LineItemID": "{line}", "QuantityShipped": 1}
ALL = "GET PUT PATCH DELETE"
DEEDS: tuple[tuple[str, str, Json], ...] = (
    ("GET", "/me", {}),
    ("GET", "/xpindices", {}),
    # customers
    ("GET POST", "/buyers", NAMED),
    (ALL, "/buyers/{buyer}", NAMED),
    ("GET POST", "/buyers/{buyer}/users", USER),
    (ALL, "/buyers/{buyer}/users/{user}", USER),
    ("POST", "/buyers/{buyer}/users/{user}/moveto/{other}", {}),
    ("POST", "/buyers/{buyer}/users/{user}/unlock", {}),
    ("DELETE", "/buyers/{buyer}/users/{user}/tokens", {}),
    ("GET", "/buyerusers", {}),
    ("GET POST", "/buyers/{buyer}/usergroups", NAMED),
    (ALL, "/buyers/{buyer}/usergroups/{group}", NAMED),
    ("GET POST", "/buyers/{buyer}/usergroups/assignments", {"UserGroupID": "{group}", "UserID": "{user}"}),
    ("DELETE", "/buyers/{buyer}/usergroups/{group}/assignments/{user}", {}),
    ("GET POST", "/buyers/{buyer}/addresses", ADDRESS),
    (ALL, "/buyers/{buyer}/addresses/{address}", ADDRESS),
    ("GET POST", "/buyers/{buyer}/addresses/assignments", {"AddressID": "{address}", "IsShipping": True}),
    ("DELETE", "/buyers/{buyer}/addresses/{address}/assignments", {}),
    ("GET", "/buyers/{saver}/spendingaccounts", {}),
    ("GET", "/buyers/{saver}/spendingaccounts/{savings}", {}),
    # orders
    ("GET", "/orders/{in}", {}),
    ("POST", "/orders/{in}", {"FromCompanyID": "{buyer}", "FromUserID": "{user}"}),
    (ALL, "/orders/{in}/{draft}", {"Comments": "New"}),
    ("GET POST", "/orders/{in}/{draft}/lineitems", {"ProductID": "{plain}", "Quantity": 1}),
    (ALL, "/orders/{in}/{draft}/lineitems/{basket}", {"CostCenter": "New"}),
    ("PUT PATCH", "/orders/{in}/{open}/lineitems/{line}/shipto", ADDRESS),
    ("PUT PATCH", "/orders/{in}/{open}/billto", ADDRESS),
    ("PUT PATCH", "/orders/{in}/{open}/shipto", ADDRESS),
    ("PATCH", "/orders/{in}/{open}/fromuser", {"FirstName": "New"}),
    ("GET", "/lineitems/{in}", {}),
    ("POST", "/orders/{in}/{draft}/submit", {}),
    ("POST", "/orders/{in}/{draft}/validate", {}),
    ("POST", "/orders/{in}/{waiting}/approve", {"Comments": "fine"}),
    ("POST", "/orders/{in}/{waiting}/decline", {"Comments": "no", "AllowResubmit": True}),
    ("POST", "/orders/{in}/{open}/cancel", {}),
    ("POST", "/orders/{in}/{open}/complete", {}),
    ("POST", "/orders/{in}/{open}/ship", {"TrackingNumber": "1Z"}),
    ("POST", "/orders/{in}/{open}/split", {}),
    ("POST", "/orders/{in}/{open}/forward", {}),
    ("POST", "/orders/{in}/{open}/repeat", {}),
    ("GET", "/orders/{in}/{shipped}/shipments", {}),
    ("GET", "/orders/{in}/{paid}/payments", {}),
    ("GET PATCH", "/orders/{in}/{paid}/payments/{payment}", {"Accepted": True}),
    ("GET", "/orders/{in}/{reduced}/promotions", {}),
    ("POST", "/orders/{in}/{draft}/promotions/{code}", {}),
    ("DELETE", "/orders/{in}/{waiting}/promotions/{code}", {}),
    ("GET", "/orders/{in}/{waiting}/approvals", {}),
    ("GET", "/orders/{in}/{waiting}/eligibleapprovers", {}),
    ("GET", "/orders/{in}/{open}/worksheet", {}),
    ("GET", "/orderreturns", {}),
    ("GET", "/orderreturns/{returned}", {}),
    # shipments
    ("GET POST", "/shipments", {"Shipper": "Van"}),
    (ALL, "/shipments/{shipment}", {"Shipper": "Van"}),
    ("GET POST", "/shipments/{shipment}/items", SHIPPED),
    ("GET DELETE", "/shipments/{shipment}/items/{shipped}/{item}", {}),
    ("PUT", "/shipments/{shipment}/shipto", ADDRESS),
    ("PUT", "/shipments/{shipment}/shipfrom", ADDRESS),
    # stock
    ("GET POST", "/products", NAMED),
    (ALL, "/products/{plain}", NAMED),
    ("GET", "/products/{sized}/variants", {}),
    ("GET PUT PATCH", "/products/{sized}/variants/{variant}", NAMED),
    ("GET POST", "/products/{placed}/inventoryrecords", {"AddressID": "{place}"}),
    (ALL, "/products/{placed}/inventoryrecords/{record}", {"AddressID": "{place}"}),
    ("GET POST", "/products/{placed}/inventoryrecords/assignments", {"InventoryRecordID": "{record}"}),
    ("GET POST", "/products/{both}/variants/{size}/inventoryrecords", {"AddressID": "{place}"}),
    (ALL, "/products/{both}/variants/{size}/inventoryrecords/{shelf}", {"AddressID": "{place}"}),
    ("GET POST", "/products/{both}/variants/{size}/inventoryrecords/assignments", {"InventoryRecordID": "{shelf}"}),
    ("GET POST", "/priceschedules", NAMED),
    (ALL, "/priceschedules/{schedule}", NAMED),
    ("POST", "/priceschedules/{schedule}/PriceBreaks", {"Quantity": 7, "Price": 2.5}),
    ("DELETE", "/priceschedules/{schedule}/PriceBreaks?quantity={quantity}", {}),
    ("GET POST", "/addresses", ADDRESS),
    (ALL, "/addresses/{place}", ADDRESS),
    ("GET POST", "/suppliers/{supplier}/addresses", ADDRESS),
    (ALL, "/suppliers/{supplier}/addresses/{farm}", ADDRESS),
)  # fmt: skip


TRIED: Mapping[tuple[str, str], tuple[str, Json]] = {
    (method, re.sub(r"\{\w+\}", "{}", where.partition("?")[0])): (where, body)
    for methods, where, body in DEEDS
    for method in methods.split()
}
"""Operation -> where it is tried, and with what."""
OPERATIONS = pytest.mark.parametrize("operation", [(route.method, route.path) for route in ROUTES], ids=" ".join)
Facts = Mapping[str, str]


def test_each_operation_has_a_row() -> None:
    assert TRIED.keys() == {(route.method, route.path) for route in ROUTES}


@pytest.fixture
async def small() -> AsyncIterator[Shop]:
    async with opened(orders=24, stock=16) as shop:
        yield shop


async def prepared(shop: Shop) -> Facts:
    """Records that everything can be done to, by the names that the rows use."""
    market = shop.market()

    def first(*scope: str) -> str:
        return next(iter(market.table(*scope)))

    def owner(kind: str, wanted: Callable[[str], bool] = lambda id: True) -> str:
        return next(scope[1] for scope in market.scopes(kind) if market.table(*scope) and wanted(scope[1]))

    opened = shop.order("Open", limited=False)["ID"]
    busy = {order["FromCompanyID"] for order in market.table("orders").values() if order["Status"] == "Open"}
    buyer = owner("users", lambda id: id not in busy)
    sized, placed, both = (shop.product(place) for place in (5, 6, 7))
    shipment = owner("items")
    shipped, item = first("items", shipment).split("/")
    facts = {"in": "Incoming", "code": "WELCOME5", "buyer": buyer, "user": first("users", buyer)}
    facts |= {"other": next(id for id in market.table("buyers") if id != buyer), "saver": owner("spendingaccounts")}
    facts |= {"group": "chefs", "address": "shed", "savings": first("spendingaccounts", owner("spendingaccounts"))}
    facts |= {"draft": "TRY", "basket": "only", "open": opened, "line": first("lines", opened)}
    facts |= {"waiting": (await awaiting(shop))["ID"], "paid": owner("payments"), "reduced": owner("orderpromotions")}
    facts |= {"payment": first("payments", owner("payments")), "returned": first("orderreturns")}
    facts |= {"shipment": shipment, "shipped": shipped, "item": item, "plain": shop.product(3), "sized": sized}
    facts |= {"variant": first("variants", sized), "placed": placed, "record": "attic", "both": both}
    facts |= {"size": first("variants", both), "shelf": "loft"}
    facts |= {"schedule": first("schedules"), "quantity": "6", "place": first("addresses"), "supplier": "farm"}
    facts |= {"farm": first("supplieraddresses", "farm")}
    for where, body in PREPARED:
        answer = await shop.larder.post(where.format(**facts), json=filled(body, facts))
        assert answer.is_success, answer.text
    return facts


PREPARED: tuple[tuple[str, Json], ...] = (
    ("/buyers/{buyer}/usergroups", {"ID": "{group}", "Name": "Chefs"}),
    ("/buyers/{buyer}/usergroups/assignments", {"UserGroupID": "{group}", "UserID": "{user}"}),
    ("/buyers/{buyer}/addresses", {**ADDRESS, "ID": "{address}"}),
    ("/buyers/{buyer}/addresses/assignments", {"AddressID": "{address}", "IsShipping": True}),
    ("/orders/{in}", {"ID": "{draft}", "FromCompanyID": "{buyer}", "FromUserID": "{user}"}),
    ("/orders/{in}/{draft}/lineitems", {"ID": "{basket}", "ProductID": "{plain}", "Quantity": 6}),
    ("/orders/{in}/{draft}/lineitems", {"ProductID": "{plain}", "Quantity": 6}),
    ("/orders/{in}/{waiting}/promotions/{code}", {}),
    ("/products/{placed}/inventoryrecords", {"ID": "{record}", "AddressID": "{place}"}),
    ("/products/{both}/variants/{size}/inventoryrecords", {"ID": "{shelf}", "AddressID": "{place}"}),
    ("/priceschedules/{schedule}/PriceBreaks", {"Quantity": 6, "Price": 1}),
)


def filled(body: Json, facts: Facts) -> Json:
    return {name: value.format(**facts) if isinstance(value, str) else value for name, value in body.items()}


Do = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


def deed(operation: tuple[str, str], facts: Facts) -> Do:
    """The operation as its row says."""
    method, (where, body) = operation[0], TRIED[operation]
    sent = filled(body, facts) if method not in ("GET", "DELETE") else None
    return lambda client: client.request(method, where.format(**facts), json=sent)


@OPERATIONS
async def test_it_is_done_by_whoever_may_and_by_nobody_else(small: Shop, operation: tuple[str, str]) -> None:
    roles, do = ROLES[operation], deed(operation, await prepared(small))
    async with await small.signed_in("owner", scope="WebhookAdmin") as nobody:
        refused = await do(nobody)
    if roles:
        error = refused.json()["Errors"][0]
        assert (refused.status_code, error["ErrorCode"]) == (403, "InsufficientRoles")
        assert error["Data"] == {"SufficientRoles": [*roles], "AssignedRoles": ["WebhookAdmin"]}
    async with await small.signed_in("owner") as owner:
        count = len(checked)
        answer = await do(owner)
    assert answer.is_success, answer.text
    assert len(checked) == count + 1
    for role in roles:
        async with await small.signed_in("owner", scope=role) as holder:
            assert (await do(holder)).status_code != 403, role
