"""No body whatever breaks the stand-in: odd members are refused, or taken and answered as the schemas say."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from desktop.sandbox.ordercloud import shapes
from desktop.sandbox.ordercloud.shapes import Shape
from tests.sandbox.ordercloud.shops import Json, Shop
from tests.sandbox.ordercloud.test_orders import ADDRESS, code, path

ODD: tuple[object, ...] = (
    *(None, True, 7, -1, 1.5, 1e300, 2**40, "", "x" * 5_000, [], [None], [[]], ["x"], {}, {"a": {"b": []}}),
)
WITHIN: tuple[object, ...] = (None, True, -1, 1.5, "", [None], {"a": 1})
"""Of members of members."""
CALM = (200, 201, 400, 404, 409)


def first(shop: Shop, *scope: str) -> str:
    return next(iter(shop.market().table(*scope)))


def buyer_with(shop: Shop, kind: str) -> str:
    return next(id for id in shop.market().table("buyers") if shop.market().table(kind, id))


def below(kind: str) -> Callable[[Shop], str]:
    """The path of something of a buyer."""

    def where(shop: Shop) -> str:
        buyer = buyer_with(shop, kind)
        return f"/buyers/{buyer}/{kind}/{first(shop, kind, buyer)}"

    return where


def of_draft(rest: str = "") -> Callable[[Shop], str]:
    return lambda shop: path(shop.order("Unsubmitted"), rest)


def line(shop: Shop) -> str:
    order = shop.order("Unsubmitted")
    return path(order, f"/lineitems/{first(shop, 'lines', order['ID'])}")


TARGETS: Mapping[str, tuple[Callable[[Shop], str], Shape, str]] = {
    "order": (of_draft(), shapes.ORDER, ""),
    "line": (line, shapes.LINE, "ProductID"),
    "billto": (of_draft("/billto"), shapes.ADDRESS, ""),
    "shipto": (of_draft("/shipto"), shapes.ADDRESS, ""),
    "buyer": (lambda shop: f"/buyers/{first(shop, 'buyers')}", shapes.BUYER, ""),
    "user": (below("users"), shapes.USER, ""),
    "group": (below("usergroups"), shapes.USER_GROUP, ""),
    "address": (below("addresses"), shapes.ADDRESS, ""),
    "product": (lambda shop: f"/products/{shop.product(6)}", shapes.PRODUCT, ""),
    "variant": (
        lambda shop: f"/products/{shop.product(5)}/variants/{first(shop, 'variants', shop.product(5))}",
        shapes.VARIANT,
        "",
    ),
    "record": (
        lambda shop: f"/products/{shop.product(6)}/inventoryrecords/{first(shop, 'records', shop.product(6))}",
        shapes.RECORD,
        "AddressID",
    ),
    "schedule": (lambda shop: f"/priceschedules/{first(shop, 'schedules')}", shapes.SCHEDULE, ""),
    "shipment": (lambda shop: f"/shipments/{first(shop, 'shipments')}", shapes.SHIPMENT, ""),
}
"""Where it lies, what can be written of it, and the reference that a replacement has to name as it is."""
ROWS: Mapping[str, tuple[str, ...]] = {
    "Specs": ("SpecID", "OptionID", "Value", "Colour"),
    "PriceBreaks": ("Quantity", "Price", "SalePrice", "Colour"),
}
"""The members of rows within a record, and one that there is not."""


def odd_bodies(shape: Shape) -> Iterator[Json]:
    for name, kind in shape.written.items():
        odd: list[object] = [None] if name == "ID" else [*ODD]  # another ID would be another place
        if isinstance(kind, Shape):
            odd += [{inner: value} for inner in kind.written for value in WITHIN]
        for inner in ROWS.get(name, ()):
            odd += [[{"Quantity": 1, "Price": 1, "SpecID": "size", inner: value}] for value in WITHIN]
        yield from ({name: value} for value in odd)


@pytest.mark.parametrize("name", TARGETS)
async def test_odd_members_are_refused_or_answered_as_the_schemas_say(shop: Shop, name: str) -> None:
    where, shape, reference = TARGETS[name]
    target = where(shop)
    whole = dict.fromkeys(shape.needs, "x") | ({"Active": True} if "Active" in shape.needs else {})
    whole |= ADDRESS if shape is shapes.ADDRESS else {}
    if reference:
        whole[reference] = (await shop.larder.get(target)).json()[reference]
    for body in odd_bodies(shape):
        for method, sent in (("PATCH", body), ("PUT", whole | body)):
            answer = await shop.larder.request(method, target, json=sent)
            assert answer.status_code in CALM, (method, sent, answer.text)


@pytest.mark.parametrize("name", ["order", "line", "buyer", "product"])
async def test_an_id_of_null_renames_nothing(shop: Shop, name: str) -> None:
    target = TARGETS[name][0](shop)
    for method in ("PATCH", "GET"):
        body = {"ID": None} if method == "PATCH" else None
        assert (await shop.larder.request(method, target, json=body)).json()["ID"] == target.rpartition("/")[2]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("line", {"Specs": ["size"]}),
        ("line", {"Specs": [{"OptionID": "l"}]}),
        ("order", {"Gratuity": -1}),
        ("product", {"QuantityMultiplier": 0}),
        ("schedule", {"MinQuantity": 0}),
        ("schedule", {"PriceBreaks": [{"Quantity": -1, "Price": 2}]}),
    ],
)
async def test_what_is_less_than_it_may_be_is_refused(shop: Shop, name: str, body: Json) -> None:
    assert code(await shop.larder.patch(TARGETS[name][0](shop), json=body)) == (400, "ValidationFailure")
