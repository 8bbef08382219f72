"""The stand-in's answers beside those that the vendor's reference prints: the same members of the same types."""

import httpx
import pytest

from tests.sandbox.desks import Desk, Json
from tests.sandbox.printed import Printed

# Optional in every answer (contract 2.1), or the reference's own slips.
OPTIONAL = (".message", ".execution_time", ".normalizeCapitalization")

# Maps hold what anybody put there, and an empty one is a list; a price is a number or a text (contract 2.2).
LOOSE = ("checkout_data", "order_metadata", "variation_list", "metadata", "folders", "price")

PRINTED = Printed(
    vendor="orderdesk",
    is_free=lambda place, theirs, ours: place.endswith(LOOSE),
    optional=OPTIONAL,
)
sample, missing = PRINTED.sample, PRINTED.missing


@pytest.fixture
async def rich(desk: Desk) -> tuple[Desk, str]:
    """A desk with an order that has a line with a variation, a discount, a note and a shipment; and its path."""
    order = sample("order.object")
    order |= {"id": "", "source_id": "RICH", "folder_id": None}
    id = (await desk.hall.post("/orders", json=order)).json()["order"]["id"]
    for name in ("shipment.create.request", "order_history.create.request"):
        path = f"/orders/{id}/{'shipments' if 'shipment' in name else 'order-history'}"
        assert (await desk.hall.post(path, json=sample(name))).status_code == 200
    return desk, f"/orders/{id}"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("test.get", "/test"),
        ("store.get", "/store"),
        ("order.get", "{order}"),
        ("orders.list", "/orders?source_id=RICH"),
        ("order_items.list", "{order}/order-items"),
        ("order_item.get", "{order}/order-items/{item}"),
        ("shipments.list", "{order}/shipments"),
        ("shipment.get", "{order}/shipments/{shipment}"),
        ("inventory_items.list", "/inventory-items"),
        ("inventory_item.get", "/inventory-items/{stock}"),
    ],
)
async def test_reads_have_the_members_and_types_of_the_reference(rich: tuple[Desk, str], name: str, path: str) -> None:
    desk, order = rich
    document = (await desk.hall.get(order)).json()["order"]
    ids = {"item": document["order_items"][0]["id"], "shipment": document["order_shipments"][0]["id"]}
    answer = await desk.hall.get(path.format(order=order, stock=(await desk.item())["id"], **ids))
    assert missing(sample(name), answer.json()) == []


async def test_an_order_object_keeps_what_the_reference_puts_into_it(rich: tuple[Desk, str]) -> None:
    desk, path = rich
    theirs, ours = sample("order.object"), (await desk.hall.get(path)).json()["order"]
    assert missing(theirs, ours) == []
    for name in ("shipping", "customer", "return_address", "checkout_data", "discount_list", "order_total", "cc_exp"):
        assert ours[name] == theirs[name], name
    assert ours["order_items"][0]["variation_list"] == {"Size": "Small", "Color": "Black"}


@pytest.mark.parametrize(
    ("name", "method", "path", "request_name"),
    [
        ("order_item.create", "POST", "{order}/order-items", "order_item.create.request"),
        ("order_item.update", "PUT", "{order}/order-items/{item}", "order_item.update.request"),
        ("shipment.create", "POST", "{order}/shipments", "shipment.create.minimal.request"),
        ("inventory_item.create", "POST", "/inventory-items", "inventory_item.create.request"),
        ("inventory_item.update", "PUT", "/inventory-items/{stock}", "inventory_item.update.request"),
        ("order_history.create", "POST", "{order}/order-history", "order_history.create.request"),
    ],
)
async def test_writes_take_the_references_bodies_and_answer_in_its_words(
    rich: tuple[Desk, str], name: str, method: str, path: str, request_name: str
) -> None:
    desk, order = rich
    document = (await desk.hall.get(order)).json()["order"]
    for shipment in document["order_shipments"]:
        await desk.hall.delete(f"{order}/shipments/{shipment['id']}")
    filled = path.format(order=order, item=document["order_items"][0]["id"], stock=(await desk.item())["id"])
    answer: Json = (await desk.hall.request(method, filled, json=sample(request_name))).json()
    theirs = sample(name)
    assert missing(theirs, answer) == []
    assert answer.get("message") == theirs.get("message")


async def test_a_second_shipment_of_one_number_is_refused_in_the_references_words(rich: tuple[Desk, str]) -> None:
    desk, order = rich
    answer = await desk.hall.post(f"{order}/shipments", json=sample("shipment.create.request"))
    assert answer.json() | {"execution_time": ""} == sample("shipment.create.duplicate") | {"execution_time": ""}


@pytest.mark.parametrize("name", ["orders.move.by_id.request", "orders.move.by_name.request"])
async def test_moves_take_both_forms_of_the_reference(rich: tuple[Desk, str], name: str) -> None:
    desk, order = rich
    body = sample(name)
    body["order_id_list"] = [int(order.rsplit("/", 1)[1]), int((await desk.newest())[0]["id"])]
    if "destination_folder_id" in body:
        body["destination_folder_id"] = 21655
    answer = (await desk.hall.post("/move-orders", json=body)).json()
    assert missing(sample("orders.move"), answer) == []
    assert answer["results"][0]["message"] == sample("orders.move")["results"][0]["message"]


@pytest.mark.parametrize(("name", "path"), [("shipment.delete", "shipments"), ("inventory_item.delete", "stock")])
async def test_deletions_say_what_is_gone_as_the_reference_does(rich: tuple[Desk, str], name: str, path: str) -> None:
    desk, order = rich
    shipments = (await desk.hall.get(f"{order}/shipments")).json()["shipments"]
    id = str((await desk.item())["id"] if path == "stock" else shipments[0]["id"])
    full = f"/inventory-items/{id}" if path == "stock" else f"{order}/shipments/{id}"
    answer: httpx.Response = await desk.hall.delete(full)
    words = [word for word in sample(name)["message"].split() if not word.isdigit()]
    assert answer.json()["message"].split() == [*words[:-1], id, words[-1]]
