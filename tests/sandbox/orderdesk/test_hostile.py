"""Whatever a body holds, the stand-in answers, and what it keeps stays servable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.stage import Stage
from desktop.sandbox.wire import Answer, Request, read_json
from tests.sandbox.desks import HALL, NOW, Json, sign
from tests.sandbox.wild import wild

BASE = "/orderdesk/api/v2"
WILD = wild()


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(Options(orders=6, stock=6, now=NOW, pace=None), VENDORS)


def send(stage: Stage, method: str, path: str, body: object = None) -> Answer:
    account = stage.world.account("orderdesk", HALL)
    headers = {name.lower(): value for name, value in sign(account.credentials).items()}
    content = b"" if body is None else json.dumps(body).encode("utf-8", "surrogatepass")
    return stage.respond(Request(method=method, path=BASE + path, headers=headers, body=content))


def read(stage: Stage, path: str) -> Json:
    value = read_json(send(stage, "GET", path).content())
    assert isinstance(value, dict)
    return value


def is_sound(stage: Stage) -> bool:
    """Lists can be read, sorted and hashed."""
    for kind in ("orders", "stock", "customers"):
        hashes = stage.world.hashes("orderdesk", HALL, kind).values()
        assert all(len(hash) == 64 for each in hashes for hash in each.values())
    dates = [order["date_added"] for order in read(stage, "/orders")["orders"]]
    return dates == sorted(dates, reverse=True)


@given(data=st.data(), value=WILD)
def test_any_value_in_any_member_of_an_order(stage: Stage, data: st.DataObject, value: object) -> None:
    order = data.draw(st.sampled_from(read(stage, "/orders")["orders"]))
    path, place = f"/orders/{order['id']}", order
    while True:
        key = data.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = value
    assert send(stage, "PUT", path, order).status in (200, 400)
    assert is_sound(stage)


@given(data=st.data(), value=WILD)
def test_any_value_in_any_member_of_a_line_a_note_or_a_stock_item(
    stage: Stage, data: st.DataObject, value: object
) -> None:
    order = read(stage, "/orders")["orders"][0]
    line = {"name": "Dill", "code": "D", "price": 1, "quantity": 2, "weight": 1, "metadata": [], "id": ""}
    line[data.draw(st.sampled_from(sorted(line)))] = value
    assert send(stage, "POST", f"/orders/{order['id']}/order-items", line).status in (200, 400)
    assert send(stage, "PUT", f"/orders/{order['id']}", {**order, "order_items": [line]}).status in (200, 400)
    assert send(stage, "PUT", f"/orders/{order['id']}", {**order, "order_notes": [value]}).status in (200, 400)
    item = read(stage, "/inventory-items")["inventory_items"][0]
    path = f"/inventory-items/{item['id']}"
    item[data.draw(st.sampled_from(sorted(item)))] = value
    assert send(stage, "PUT", path, item).status in (200, 400)
    assert is_sound(stage)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/orders"),
        ("POST", "/move-orders"),
        ("POST", "/batch-shipments"),
        ("PUT", "/batch-inventory-items"),
        ("POST", "/inventory-items"),
        ("POST", "/orders/{id}/shipments"),
        ("POST", "/orders/{id}/order-history"),
    ],
)
@given(
    value=WILD, name=st.sampled_from(["order_id_list", "tracking_number", "order_items", "id", "note", "name", "code"])
)
def test_any_body_for_every_other_write(stage: Stage, method: str, path: str, value: object, name: str) -> None:
    id = read(stage, "/orders")["orders"][0]["id"]
    whole = {"destination_folder_name": "New", "order_id": id, "customer": {"company": "Fig"}, name: value}
    for body in (value, whole, [whole]):
        answer = send(stage, method, path.format(id=id), body)
        assert answer.status in (200, 201, 400, 404)
    assert is_sound(stage)


def test_nesting_without_end_is_refused(stage: Stage) -> None:
    order = read(stage, "/orders")["orders"][-1]
    deep = b"[" * 900 + b"]" * 900
    body = json.dumps({**order, "assigned_label": "X"}).encode().replace(b'"X"', deep)
    account = stage.world.account("orderdesk", HALL)
    headers = {name.lower(): value for name, value in sign(account.credentials).items()}
    answer = stage.respond(Request(method="PUT", path=f"{BASE}/orders/{order['id']}", headers=headers, body=body))
    assert answer.status in (200, 400)
    assert is_sound(stage)
