"""Customers: how they are served and changed (contract 8, 17.8, 17.11, 17.12)."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from tests.sandbox.ordermentum.houses import ID, House, Json

WRITABLE: Json = {
    "retailerAlias": "Corner House",
    "reference": "C-77",
    "externalCustomerId": "XRO-1",
    "deliveryInstructions": "Cold room",
    "notes": "Pays late",
    "paymentDelay": 21,
    "stopCredit": True,
    "disabled": True,
    "minimumOrderValue": "250.0000",
}


def who(house: House, place: int = 0) -> str:
    return list(house.supplier().purchasers.rows)[place]


async def change(house: House, id: str, verb: str = "PATCH", **body: Any) -> httpx.Response:  # noqa: ANN401
    return await house.harbour.request(verb, f"/v1/purchasers/{id}", json=body)


async def test_a_row_of_the_list_is_the_single_record(house: House) -> None:
    rows = await house.list("/v1/purchasers", pageSize=50)
    assert len(rows) == 16
    for row in rows[:4]:
        assert await house.get(f"/v1/purchasers/{row['id']}") == row
        assert row["supplier"]["sharedSecret"]
        assert row["retailer"]["id"] == row["retailerId"]
    assert all(len(row) >= 54 for row in rows)


async def test_values_are_as_mixed_as_the_vendors(house: House) -> None:
    rows = await house.list("/v1/purchasers", pageSize=50)

    def kinds(name: str) -> set[str]:
        return {type(row[name]).__name__ for row in rows}

    assert kinds("minimumOrderValue") == {"int", "str", "NoneType"}
    assert kinds("defaultPaymentMethodType") == {"dict", "str"}
    assert kinds("stopCredit") == {"bool", "str"}
    assert {"Unknown"} & {row["retailerAddressLine"] for row in rows}
    assert {row["visibilityGroup"] is None for row in rows} == {True, False}
    groups = [row["priceGroup"] for row in rows if row["priceGroup"]]
    assert all(group["created_at"] for group in groups)
    assert rows[0]["paymentMethodTypes"].keys() == {"value", "display"}
    padded = [row["id"] for row in rows if row["id"].endswith("00000000")]
    assert 0 < len(padded) < 16


@pytest.mark.parametrize("verb", ["PATCH", "PUT"])
async def test_every_writable_member_is_taken_and_the_stamp_moves(house: House, verb: str) -> None:
    id = who(house)
    before = await house.get(f"/v1/purchasers/{id}")
    group = next(iter(house.supplier().groups["price-groups"].rows))
    house.pass_time(5)
    after = (await change(house, id, verb, **WRITABLE, priceGroupId=group)).json()
    assert after == await house.get(f"/v1/purchasers/{id}")
    assert after.items() >= (WRITABLE | {"priceGroupId": group}).items()
    assert after["priceGroup"]["id"] == group
    assert after["updatedAt"] > before["updatedAt"]
    others = before.keys() - WRITABLE.keys() - {"priceGroupId", "priceGroup", "updatedAt"}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}


async def test_what_is_left_out_stays_and_nothing_clears(house: House) -> None:
    id = who(house)
    await change(house, id, notes="kept", reference="R")
    after = (await change(house, id, "PUT", reference=None)).json()
    assert (after["notes"], after["reference"]) == ("kept", None)
    assert (await change(house, id, priceGroupId=None)).json()["priceGroup"] is None


@pytest.mark.parametrize(
    ("sent", "kept"), [(300, "300.0000"), ("100.34", "100.3400"), (0.5, "0.5000"), (None, "0.0000")]
)
async def test_money_is_kept_with_four_decimals(house: House, sent: object, kept: str) -> None:
    after = (await change(house, who(house), minimumOrderValue=sent)).json()
    assert after["minimumOrderValue"] == kept
    assert Decimal(kept) == Decimal(str(sent or 0))


@pytest.mark.parametrize(
    "wrong",
    [
        {"minimumOrderValue": "much"},
        {"minimumOrderValue": -1},
        {"stopCredit": "perhaps"},
        {"disabled": 1},
        {"paymentDelay": "soon"},
        {"paymentDelay": -1},
        {"priceGroupId": "nothing"},
        {"notes": ["a"]},
    ],
)
async def test_values_that_fit_nothing_are_refused(house: House, wrong: Json) -> None:
    answer = await change(house, who(house), **wrong)
    assert (answer.status_code, answer.json()["name"]) == (400, "BadRequestError")
    assert next(iter(wrong)) in answer.json()["message"]
    assert not house.last_write().applied


async def test_members_of_the_retailer_have_no_effect_and_are_noted(house: House) -> None:
    id = who(house)
    before = await house.get(f"/v1/purchasers/{id}")
    after = (await change(house, id, retailerEmail="x@y.example", name="X", nonsense=1)).json()
    assert (after["retailerEmail"], after["name"]) == (before["retailerEmail"], before["name"])
    assert "nonsense" not in after
    assert {*house.last_write().ignored} == {"retailerEmail", "name", "nonsense"}


async def test_the_verb_may_be_missing(house: House) -> None:
    for setting in ("405", "404"):
        await house.set("patch_off", setting)
        assert (await change(house, who(house), notes="x")).status_code == 405
    assert (await change(house, who(house), "PUT", notes="x")).json()["notes"] == "x"


async def test_the_other_verb_may_replace(house: House) -> None:
    await house.set("purchaser_put_replaces", "on")
    id = who(house)
    await change(house, id, **WRITABLE)
    after = (await change(house, id, "PUT", notes="alone")).json()
    assert after["notes"] == "alone"
    blanks = {
        "retailerAlias": "",
        "reference": "",
        "paymentDelay": 0,
        "stopCredit": False,
        "minimumOrderValue": "0.0000",
    }
    assert after.items() >= blanks.items()
    assert {*house.last_write().absent} == {*WRITABLE, "priceGroupId"} - {"notes"}
    kept = (await change(house, id, notes="patched", reference="R")).json()
    assert kept["retailerAlias"] == ""


async def test_members_may_be_ignored_under_a_status_that_says_success(house: House) -> None:
    await house.set("purchaser_ignores", "notes+minimumOrderValue+stopCredit")
    id = who(house)
    before = await house.get(f"/v1/purchasers/{id}")
    answer = await change(house, id, notes="lost", stopCredit=True, reference="taken")
    assert answer.status_code == 200
    assert (answer.json()["notes"], answer.json()["reference"]) == (before["notes"], "taken")
    assert {*house.last_write().ignored} == {"notes", "stopCredit"}


async def test_disabled_customers_are_listed_or_must_be_asked_for(house: House) -> None:
    usual = await house.list("/v1/purchasers", pageSize=50)
    await house.set("hide_disabled", "on")
    shown = {row["id"] for row in await house.list("/v1/purchasers", pageSize=50)}
    asked = {row["id"] for row in await house.list("/v1/purchasers", pageSize=50, disabled="true")}
    assert len(asked) == 2
    assert shown | asked == {row["id"] for row in usual}
    assert not shown & asked
    assert (await house.harbour.get(f"/v1/purchasers/{next(iter(asked))}")).status_code == 200


async def test_what_has_changed_is_found_by_its_stamp(house: House) -> None:
    id = who(house, 4)
    marker = (await house.get("/v1/purchasers", supplierId=ID))["data"][0]["createdAt"]
    house.pass_time(5)
    await change(house, id, notes="new")
    stamp = (await house.get(f"/v1/purchasers/{id}"))["updatedAt"]
    (row,) = await house.list("/v1/purchasers", **{"updatedAt[gte]": stamp})
    assert row["id"] == id
    assert len(await house.list("/v1/purchasers", **{"createdAt[gte]": marker})) == 1


async def test_a_payment_method_has_a_call_of_its_own(house: House) -> None:
    body = {"paymentMethodId": None, "defaultPaymentMethodType": "direct"}
    answer = await house.harbour.put(f"/v1/purchasers/{who(house)}/payment-method", json=body)
    assert answer.json()["defaultPaymentMethodType"] == {"value": "direct", "display": "Direct Debit"}
    body["defaultPaymentMethodType"] = "shells"
    assert (await house.harbour.put(f"/v1/purchasers/{who(house)}/payment-method", json=body)).status_code == 400


async def test_a_retailer_signs_up_once(house: House) -> None:
    supplier = house.supplier()
    known = {row.document["retailerId"] for row in supplier.purchasers.rows.values()}
    stranger = next(id for id in supplier.retailers.rows if id not in known)
    body = {"supplierId": ID, "retailerId": stranger, "isTrading": True}
    one = await house.harbour.post("/v1/purchasers/signup", json=body)
    assert one.status_code == 201
    assert (await house.harbour.post("/v1/purchasers/signup", json=body)).json()["id"] == one.json()["id"]
    assert len(await house.list("/v1/purchasers", pageSize=50)) == 17


async def test_a_customer_is_told_the_prices_of_variants(house: House) -> None:
    supplier = house.supplier()
    product = next(row for row in supplier.products.rows.values() if row.document["prices"])
    buyer = next(row for row in supplier.purchasers.rows.values() if row.document["priceGroupId"])
    found = await house.get(f"/v1/purchasers/{buyer.id}/products/{product.id}/variants")
    assert [row["id"] for row in found["data"]] == [*product.variants]
    price = product.document["prices"][buyer.document["priceGroupId"]]
    assert Decimal(found["data"][0]["price"]) == Decimal(str(price))
    seen = await house.get(f"/v1/products/{product.id}", retailerId=buyer.document["retailerId"], supplierId=ID)
    assert Decimal(seen["price"]) == Decimal(str(price))


async def test_retailers_are_read_and_write_themselves(house: House) -> None:
    (row, *_) = (await house.get("/v1/retailers", search="corner"))["data"]
    assert row["name"] == "The Corner Cafe"
    assert await house.get(f"/v1/retailers/{row['id']}") == row
    assert (await house.harbour.patch(f"/v1/retailers/{row['id']}", json={"abn": "1"})).status_code == 403
    methods = await house.get(f"/v1/retailers/{row['id']}/payment-methods")
    assert isinstance(methods, list)
    assert methods[0]["createdAt"].endswith("GMT+0000 (UTC)")
