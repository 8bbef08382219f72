"""Whole orders replaced by PUT (contract 3.3, 3.4, 11)."""

from typing import Any

import pytest

from tests.sandbox.desks import Desk, Json, opened


async def put(desk: Desk, order: Json) -> Json:
    answer = await desk.hall.put(f"/orders/{order['id']}", json=order)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()["order"]
    return found


async def with_lines(desk: Desk) -> Json:
    return next(order for order in await desk.newest(40) if len(order["order_items"]) > 1)


@pytest.mark.parametrize("normalisation", ["one", "none", "all"])
async def test_every_order_sent_back_as_read_stays_as_it_is_but_for_its_stamp(normalisation: str) -> None:
    async with opened(orders=80, profile=(f"normalisation={normalisation}",)) as desk:
        for client in (desk.hall, desk.kontor):
            for order in (await client.get("/orders", params={"limit": 500})).json()["orders"]:
                answer = (await client.put(f"/orders/{order['id']}", json=order)).json()["order"]
                assert answer | {"date_updated": ""} == order | {"date_updated": ""}
                assert answer["date_updated"] > order["date_updated"]
        assert all(write.absent == () for write in desk.writes())


async def test_a_put_blanks_what_it_leaves_out_and_the_ledger_names_it(desk: Desk) -> None:
    order = await with_lines(desk)
    sent = {name: order[name] for name in ("order_items", "customer", "source_id", "date_added")}
    after = await put(desk, {"id": order["id"], **sent})
    assert (after["email"], after["payment_status"], after["shipping_total"]) == ("", "", 0)
    assert (after["checkout_data"], after["discount_list"], after["order_notes"]) == ([], [], [])
    assert set(after["shipping"].values()) == {""}
    assert after["customer"] == order["customer"]
    absent = desk.writes()[-1].absent
    assert {"email", "shipping_method", "checkout_data", "discount_list", "order_notes", "shipping"} <= {*absent}
    assert not {"customer", "order_items", "source_id"} & {*absent}


async def test_a_member_missing_inside_an_address_or_line_is_blanked_and_named(desk: Desk) -> None:
    order = await with_lines(desk)
    line = order["order_items"][0]
    del order["shipping"]["city"], line["weight"]
    after = await put(desk, order)
    assert after["shipping"]["city"] == ""
    assert after["order_items"][0]["weight"] == 0
    assert desk.writes()[-1].absent == ("shipping.city", f"order_items.{line['id']}.weight")


async def test_a_null_counts_as_blank(desk: Desk) -> None:
    order = await with_lines(desk)
    order["shipping"]["phone"] = order["email"] = order["order_items"][0]["code"] = None
    after = await put(desk, order)
    assert (after["shipping"]["phone"], after["email"], after["order_items"][0]["code"]) == ("", "", "")


async def test_lines_with_an_id_are_changed_without_one_added_and_left_out_removed(desk: Desk) -> None:
    order = await with_lines(desk)
    kept, dropped = order["order_items"][0], order["order_items"][1]
    kept["quantity"] = 77
    order["order_items"] = [kept, {"name": "Fresh Dill", "code": "DILL", "price": 1.25}]
    after = await put(desk, order)
    assert after["order_items"][0]["id"] == kept["id"]
    assert dropped["id"] not in {line["id"] for line in after["order_items"]}
    added = after["order_items"][1]
    assert (added["quantity"], added["delivery_type"], added["metadata"]) == (1, "ship", [])
    assert after["quantity_total"] == 78


async def test_a_line_with_a_strange_id_is_added_under_a_new_one_and_the_ledger_says_so(desk: Desk) -> None:
    order = await with_lines(desk)
    after = await put(desk, {**order, "order_items": [{**order["order_items"][0], "id": "77"}]})
    assert after["order_items"][0]["id"] not in {"77", *(line["id"] for line in order["order_items"])}
    assert "order_items.77.id" in desk.writes()[-1].ignored


async def test_lines_are_untouched_where_a_put_says_nothing_of_them(desk: Desk) -> None:
    order = await with_lines(desk)
    lines = order.pop("order_items")
    assert (await put(desk, order))["order_items"] == lines
    assert desk.writes()[-1].absent == ("order_items",)


async def test_what_the_server_reckons_and_keeps_itself_is_ignored_in_a_put(desk: Desk) -> None:
    order = await with_lines(desk)
    wrong: dict[str, Any] = {"order_total": 1, "product_total": 2, "email_count": "99", "folder_id": 21657}
    wrong |= {"order_shipments": [{"id": "1"}], "date_updated": "1999-01-01 00:00:00"}
    after = await put(desk, {**order, **wrong})
    assert all(after[name] == order[name] for name in wrong if name != "date_updated")
    assert after["date_updated"] >= "2026-11-20 09:30:00"
    assert {*wrong, "id"} <= {*desk.writes()[-1].ignored}


async def test_totals_follow_every_write(desk: Desk) -> None:
    order = await with_lines(desk)
    order["order_items"] = [{"name": "Glue", "price": "10", "quantity": 3, "weight": 0.5}]
    order |= {"shipping_total": 11.17, "handling_total": 0.5, "tax_total": 1.2}
    order["discount_list"] = [{"name": "Discount", "code": "MN234DX78", "amount": "1.70"}]
    after = await put(desk, order)
    totals = [after[f"{name}_total"] for name in ("quantity", "weight", "product", "discount", "order")]
    assert totals == [3, 1.5, 30, 1.7, 41.17]


async def test_unknown_members_are_kept_when_sent_back_and_ignored_when_new(desk: Desk) -> None:
    order = next(order for order in await desk.newest(40) if "assigned_label" in order)
    after = await put(desk, {**order, "assigned_label": "Red", "invented": 1})
    assert after["assigned_label"] == "Red"
    assert "invented" not in after
    assert "invented" in desk.writes()[-1].ignored


@pytest.mark.parametrize(("switch", "mask"), [("yes", "xxxxxxxxxxxx4242"), ("no", "")])
async def test_a_mask_that_is_not_sent_back_survives_by_a_switch(switch: str, mask: str) -> None:
    async with opened(profile=(f"mask_kept={switch}",)) as desk:
        order = await with_lines(desk)
        after = await put(desk, {**order, "cc_number": "4242424242424242"})
        assert after["cc_number_masked"] == "xxxxxxxxxxxx4242"
        assert "cc_number" not in after
        assert (await put(desk, after))["cc_number_masked"] == "xxxxxxxxxxxx4242"
        del after["cc_number_masked"]
        assert (await put(desk, after))["cc_number_masked"] == mask


async def test_a_put_may_answer_without_the_order_by_a_switch() -> None:
    async with opened(profile=("put_answer=bare",)) as desk:
        order = await with_lines(desk)
        answer = await desk.hall.put(f"/orders/{order['id']}", json={**order, "email": "new@example.com"})
        assert "order" not in answer.json()
        assert (await desk.order(order["id"]))["email"] == "new@example.com"


@pytest.mark.parametrize(
    ("setting", "stores"), [("one", (True, False)), ("none", (False, False)), ("all", (True, True))]
)
async def test_a_normalising_store_rewrites_letters_and_phones(setting: str, stores: tuple[bool, bool]) -> None:
    names = {
        "first_name": "ana",
        "last_name": "LOPEZ",
        "address1": "12 alder street",
        "city": "BEND",
        "company": "KING & CO",
    }
    given = {**names, "postal_code": "v6b 1a1", "country": "ca", "phone": "(503) 555 0142"}
    async with opened(profile=(f"normalisation={setting}",)) as desk:
        for client, changed in zip((desk.hall, desk.kontor), stores, strict=True):
            order = (await client.get("/orders", params={"limit": 1, "offset": 25})).json()["orders"][0]
            order["customer"] |= given
            answer = (await client.put(f"/orders/{order['id']}", json=order)).json()["order"]["customer"]
            expected = {"first_name": "Ana", "last_name": "Lopez", "address1": "12 Alder Street", "city": "BEND"}
            expected |= {"company": "King & Co", "postal_code": "V6B 1A1", "country": "CA", "phone": "503-555-0142"}
            assert answer.items() >= (expected if changed else given).items()


async def test_notes_together_hold_two_thousand_characters_and_the_rest_is_lost(desk: Desk) -> None:
    order = await with_lines(desk)
    note = {"date_added": "2026-11-20 09:00:00", "username": "Dana", "content": "x" * 1_500}
    after = await put(desk, {**order, "order_notes": [note, note]})
    assert [len(note["content"]) for note in after["order_notes"]] == [1_500, 2_000 - 1_523 - 23]


async def test_a_note_without_a_date_is_stamped(desk: Desk) -> None:
    order = await with_lines(desk)
    after = await put(desk, {**order, "order_notes": [{"username": "Dana", "content": "Call first"}]})
    assert after["order_notes"][0]["date_added"] == after["date_updated"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"shipping_total": "a lot"},
        {"shipping_total": "NaN"},
        {"shipping_total": 10**400},
        {"tax_total": 1e15},
        {"email": ["a"]},
        {"checkout_data": "PO 1"},
        {"order_notes": ["call"]},
        {"order_items": "none"},
        {"checkout_data": {"PO Number": "x" * 3_600}},
    ],
)
async def test_a_value_that_fits_nowhere_is_refused_and_nothing_changes(desk: Desk, wrong: Json) -> None:
    order = await with_lines(desk)
    answer = await desk.hall.put(f"/orders/{order['id']}", json={**order, **wrong})
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert await desk.order(order["id"]) == order
    assert not desk.writes()[-1].applied
