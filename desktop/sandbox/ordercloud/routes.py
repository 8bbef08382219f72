"""Which act answers which operation (contract 2.8, 6.2, 6.8, 7, 8, 9.1)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.sandbox.ordercloud import (
    acts,
    addressing,
    all_lines,
    beside,
    customers,
    lines,
    order_lists,
    orders,
    products,
    schedules,
    shipments,
)
from desktop.sandbox.ordercloud.call import Call
from desktop.sandbox.ordercloud.orders import within_order
from desktop.sandbox.ordercloud.resource import Resource
from desktop.sandbox.ordercloud.shapes import ADDRESS_ASSIGNMENT, GROUP_ASSIGNMENT, Shape
from desktop.sandbox.wire import Answer

Act = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A method and a path below the version, {} for each id."""

    method: str
    path: str
    pattern: re.Pattern[str]
    act: Act


def _at(path: str, **acts_by_method: Act) -> Iterator[Route]:
    pattern = re.compile(re.escape(path).replace(r"\{\}", "([^/]+)"))
    for method, act in acts_by_method.items():
        yield Route(method=method, path=path, pattern=pattern, act=act)


def _of_order(path: str, **acts_by_method: Act) -> Iterator[Route]:
    within = {method: within_order(act) for method, act in acts_by_method.items()}
    return _at(f"/orders/{{}}/{{}}{path}", **within)


def _whole(path: str, resource: Resource, **otherwise: Act) -> Iterator[Route]:
    """All six operations of a kind of record."""
    usual = {"GET": resource.list, "POST": resource.post}
    yield from _at(
        path, **{method: otherwise.get("LIST" if method == "GET" else method, usual[method]) for method in usual}
    )
    single = {"GET": resource.get, "PUT": resource.put, "PATCH": resource.patch, "DELETE": resource.delete}
    yield from _at(f"{path}/{{}}", **{**single, "GET": otherwise.get("GET", resource.get)})


def _assignments(shape: Shape, kind: str, own: str) -> Act:
    return customers.listed(kind, shape, own)


def _customers() -> Iterator[Route]:
    buyer = "/buyers/{}"
    yield from _whole("/buyers", customers.BUYERS)
    yield from _whole(f"{buyer}/users", customers.USERS, LIST=customers.list_users)
    yield from _at("/buyerusers", GET=customers.list_all_users)
    yield from _at(f"{buyer}/users/{{}}/moveto/{{}}", POST=customers.move_user)
    yield from _at(f"{buyer}/users/{{}}/unlock", POST=customers.unlock_user)
    yield from _at(f"{buyer}/users/{{}}/tokens", DELETE=customers.revoke_tokens)
    yield from _whole(f"{buyer}/usergroups", customers.GROUPS)
    yield from _at(
        f"{buyer}/usergroups/assignments",
        GET=_assignments(GROUP_ASSIGNMENT, "groupassignments", "userGroupID userID"),
        POST=customers.post_group_assignment,
    )
    yield from _at(f"{buyer}/usergroups/{{}}/assignments/{{}}", DELETE=customers.delete_group_assignment)
    yield from _whole(f"{buyer}/addresses", customers.ADDRESSES)
    narrowed = "addressID userID userGroupID level isShipping isBilling"
    yield from _at(
        f"{buyer}/addresses/assignments",
        GET=_assignments(ADDRESS_ASSIGNMENT, "addressassignments", narrowed),
        POST=customers.post_address_assignment,
    )
    yield from _at(f"{buyer}/addresses/{{}}/assignments", DELETE=customers.delete_address_assignment)
    yield from _at(f"{buyer}/spendingaccounts", GET=customers.SPENDING_ACCOUNTS.list)
    yield from _at(f"{buyer}/spendingaccounts/{{}}", GET=customers.SPENDING_ACCOUNTS.get)


def _orders() -> Iterator[Route]:
    yield from _at("/orders/{}", GET=order_lists.list_orders, POST=orders.post_order)
    yield from _of_order("", GET=orders.get_order, PATCH=orders.patch_order, DELETE=orders.delete_order)
    yield from _at("/orders/{}/{}", PUT=orders.put_order)
    yield from _of_order("/lineitems", GET=lines.list_lines, POST=lines.post_line)
    yield from _of_order(
        "/lineitems/{}", GET=lines.get_line, PUT=lines.put_line, PATCH=lines.patch_line, DELETE=lines.delete_line
    )
    yield from _of_order("/lineitems/{}/shipto", PUT=addressing.put_line_ship_to, PATCH=addressing.patch_line_ship_to)
    yield from _of_order("/billto", PUT=addressing.put_bill_to, PATCH=addressing.patch_bill_to)
    yield from _of_order("/shipto", PUT=addressing.put_ship_to, PATCH=addressing.patch_ship_to)
    yield from _of_order("/fromuser", PATCH=orders.patch_from_user)
    yield from _at("/lineitems/{}", GET=all_lines.list_all_lines)
    for name, act in _ACTS.items():
        yield from _of_order(f"/{name}", POST=act)
    yield from _of_order("/shipments", GET=shipments.list_shipments_of_order)
    yield from _of_order("/payments", GET=beside.PAYMENTS.list)
    yield from _of_order("/payments/{}", GET=beside.PAYMENTS.get, PATCH=beside.patch_payment)
    yield from _of_order("/promotions", GET=beside.PROMOTIONS.list)
    yield from _of_order("/promotions/{}", POST=acts.add_promotion, DELETE=acts.remove_promotion)
    yield from _of_order("/approvals", GET=beside.APPROVALS.list)
    yield from _of_order("/eligibleapprovers", GET=beside.list_approvers)
    yield from _of_order("/worksheet", GET=beside.get_worksheet)
    yield from _at("/orderreturns", GET=beside.RETURNS.list)
    yield from _at("/orderreturns/{}", GET=beside.RETURNS.get)


_ACTS: dict[str, Act] = {
    "submit": acts.submit_order,
    "approve": acts.approve_order,
    "decline": acts.decline_order,
    "cancel": acts.cancel_order,
    "complete": acts.complete_order,
    "ship": shipments.ship_order,
    "validate": acts.validate_order,
    "split": acts.split_order,
    "forward": acts.split_order,
    "repeat": acts.repeat_order,
}


def _shipments() -> Iterator[Route]:
    yield from _whole("/shipments", shipments.SHIPMENTS, LIST=shipments.list_shipments)
    yield from _at("/shipments/{}/items", GET=shipments.list_items, POST=shipments.post_item)
    yield from _at("/shipments/{}/items/{}/{}", GET=shipments.get_item, DELETE=shipments.delete_item)
    yield from _at("/shipments/{}/shipto", PUT=shipments.put_address)
    yield from _at("/shipments/{}/shipfrom", PUT=shipments.put_address)


def _stock() -> Iterator[Route]:
    product, variant = "/products/{}", "/products/{}/variants/{}"
    yield from _whole("/products", products.PRODUCTS, LIST=products.list_products, GET=products.get_product)
    yield from _at(f"{product}/variants", GET=products.VARIANTS.list)
    yield from _at(variant, GET=products.VARIANTS.get, PUT=products.VARIANTS.put, PATCH=products.VARIANTS.patch)
    for above, resource in ((product, products.RECORDS), (variant, products.VARIANT_RECORDS)):
        yield from _whole(f"{above}/inventoryrecords", resource)
        yield from _at(
            f"{above}/inventoryrecords/assignments",
            GET=products.list_record_assignments,
            POST=products.post_record_assignment,
        )
    yield from _whole("/priceschedules", schedules.SCHEDULES)
    yield from _at("/priceschedules/{}/PriceBreaks", POST=schedules.post_break, DELETE=schedules.delete_break)
    yield from _whole("/addresses", products.SELLER_ADDRESSES)
    yield from _whole("/suppliers/{}/addresses", products.SUPPLIER_ADDRESSES)


def _others() -> Iterator[Route]:
    yield from _at("/me", GET=beside.get_me)
    yield from _at("/xpindices", GET=beside.XP_INDICES.list)


ROUTES: tuple[Route, ...] = (*_customers(), *_orders(), *_shipments(), *_stock(), *_others())
