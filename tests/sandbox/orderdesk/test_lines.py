"""Order items by their own paths (contract 4)."""

from tests.sandbox.desks import Desk, Json, opened


async def first_line(desk: Desk) -> tuple[Json, Json, str]:
    order = next(order for order in await desk.newest(40) if len(order["order_items"]) > 1)
    line = order["order_items"][0]
    return order, line, f"/orders/{order['id']}/order-items"


async def test_lines_are_listed_and_read_singly(desk: Desk) -> None:
    order, line, path = await first_line(desk)
    listed = (await desk.hall.get(path)).json()
    assert listed["order_items"] == order["order_items"]
    assert (await desk.hall.get(f"{path}/{line['id']}")).json()["order_item"] == line
    assert (await desk.hall.get(f"{path}/1")).status_code == 404


async def test_an_added_line_gets_defaults_and_moves_the_totals(desk: Desk) -> None:
    order, _, path = await first_line(desk)
    sent = {"name": "Second Widget", "code": "widget2", "price": 12.99, "variation_list": {"Size": "Large"}}
    answer = (await desk.hall.post(path, json=sent)).json()
    assert answer["message"] == "Order Item Added"
    assert not {"order_item", "id"} & answer.keys()
    after = await desk.order(order["id"])
    assert after["order_items"][-1].items() >= {**sent, "quantity": 1, "weight": 0, "delivery_type": "ship"}.items()
    assert round(after["order_total"] - order["order_total"], 2) == 12.99


async def test_a_replaced_line_is_blank_where_nothing_was_sent(desk: Desk) -> None:
    order, line, path = await first_line(desk)
    answer = (await desk.hall.put(f"{path}/{line['id']}", json={"name": "Widget", "price": 2})).json()
    assert answer["message"] == "Order Item Updated"
    after = (await desk.order(order["id"]))["order_items"][0]
    assert (after["id"], after["name"], after["price"]) == (line["id"], "Widget", 2)
    assert (after["quantity"], after["code"], after["delivery_type"]) == (0, "", "")
    assert f"order_items.{line['id']}.quantity" in desk.writes()[-1].absent


async def test_a_deleted_line_is_gone(desk: Desk) -> None:
    order, line, path = await first_line(desk)
    answer = (await desk.hall.delete(f"{path}/{line['id']}")).json()
    assert answer["message"] == f"Order Item {line['id']} Deleted"
    assert line not in (await desk.order(order["id"]))["order_items"]


async def test_whether_side_writes_move_the_stamp_of_the_order_is_a_switch() -> None:
    for setting, moves in (("yes", True), ("no", False)):
        async with opened(profile=(f"side_writes_stamp={setting}",)) as desk:
            order, line, path = await first_line(desk)
            paths = {
                path: {"name": "Dill"},
                f"/orders/{order['id']}/order-history": {"note": "Called"},
                f"/orders/{order['id']}/shipments": {"tracking_number": "n/a"},
            }
            for write, body in paths.items():
                before = (await desk.order(order["id"]))["date_updated"]
                desk.sandbox.clock.push(5)
                assert (await desk.hall.post(write, json=body)).json()["status"] == "success"
                assert ((await desk.order(order["id"]))["date_updated"] > before) is moves, write
            assert line["id"]


async def test_the_status_of_such_a_post_is_a_switch() -> None:
    for status in (200, 201):
        async with opened(profile=(f"post_status={status}",)) as desk:
            _, _, path = await first_line(desk)
            assert (await desk.hall.post(path, json={"name": "Dill"})).status_code == status
