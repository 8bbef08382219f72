"""What every answer has, and how calls are refused that make no sense (contract 2, 6.1, 16, 17.3, 17.4)."""

from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from tests.sandbox.ordermentum.houses import ID, House, opened


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("text/html, application/json;q=0.9", 200),
        ("application/*", 200),
        ("text/html", 406),
        ("application/json;q=0, text/html", 406),
        ("", 406),
    ],
)
async def test_json_must_be_wanted(house: House, accept: str, status: int) -> None:
    answer = await house.harbour.get("/v2/orders", params={"supplierId": ID}, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/v1/nothing", 404, "NotFoundError"),
        ("GET", "/v3/orders", 404, "NotFoundError"),
        ("GET", "/v1/orders/00000000-0000-4000-8000-000000000000", 404, "NotFoundError"),
        ("GET", "/v1/orders/x/nothing", 404, "NotFoundError"),
        ("PUT", "/v1/orders", 405, "MethodNotAllowedError"),
        ("POST", "/v2/orders", 405, "MethodNotAllowedError"),
        ("POST", "/v1/purchasers", 405, "MethodNotAllowedError"),
        ("DELETE", "/v1/orders/delivery-dates", 405, "MethodNotAllowedError"),
        ("POST", "/v1/webhook", 404, "NotFoundError"),
        ("GET", "/v1/inventory-services", 404, "NotFoundError"),
    ],
)
async def test_unknown_paths_and_wrong_verbs_are_refused_in_three_members(
    house: House, method: str, path: str, status: int, name: str
) -> None:
    answer = await house.harbour.request(method, path)
    assert answer.status_code == status
    body = answer.json()
    assert (body["name"], body["code"]) == (name, status)
    assert isinstance(body["message"], str)


@pytest.mark.parametrize("body", [b"{", b"[]", b"3", b'{"a": NaN}', b'{"a": "\\ud800"}', b"[" * 100_000, b"\xff"])
async def test_a_body_that_is_no_object_is_refused(house: House, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    for method, path in (("POST", "/v1/orders"), ("PATCH", f"/v1/orders/{house.order().id}")):
        answer = await house.harbour.request(method, path, content=body, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["name"] == "BadRequestError"
        assert not house.last_write().applied


async def test_a_body_says_that_it_is_json(house: House) -> None:
    path = f"/v1/orders/{house.order().id}"
    assert (await house.harbour.patch(path, content=b'{"comment": "x"}')).status_code == 400


async def test_every_answer_carries_the_time_of_its_server(house: House) -> None:
    for path in ("/v2/orders", "/v1/nothing"):
        answer = await house.harbour.get(path, params={"supplierId": ID})
        dated = parsedate_to_datetime(answer.headers["date"])
        assert abs((dated - house.sandbox.clock.now()).total_seconds()) < 2


FAULTS: dict[str, tuple[int, str]] = {
    "unauthorized": (401, "UnauthorizedError"),
    "vanish": (404, "NotFoundError"),
    "failed": (500, "InternalServerError"),
    "offline": (503, "ServiceUnavailableError"),
    "veto": (403, "ForbiddenError"),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_faults_speak_in_the_vendors_words_and_once(house: House, name: str) -> None:
    house.fault(name)
    answer = await house.harbour.get("/v1/purchasers", params={"supplierId": ID})
    assert (answer.status_code, answer.json()["name"]) == FAULTS[name]
    assert (await house.harbour.get("/v1/purchasers", params={"supplierId": ID})).status_code == 200


async def test_a_vetoed_order_write_is_told_as_a_cart(house: House) -> None:
    order = house.order()
    house.fault("veto", where={"method": "PATCH"})
    answer = await house.harbour.patch(f"/v1/orders/{order.id}", json={"comment": "never"})
    assert answer.status_code == 400
    assert answer.json()["cart"]["errors"] == [{"type": "error", "message": "Orders for this day are closed"}]
    assert house.supplier().orders.rows[order.id] is order


async def test_a_server_may_fail_once_and_be_slow() -> None:
    """The switches "500 once" and "delay" of the contract are faults here."""
    async with opened(orders=3, stock=3) as house:
        house.fault("server_error")
        house.fault("drip", where={"path": "/v1/suppliers"}, amount=0.0005)
        assert (await house.harbour.get("/v2/orders", params={"supplierId": ID})).status_code == 500
        assert (await house.harbour.get("/v2/orders", params={"supplierId": ID})).status_code == 200
        told: Any = (await house.harbour.get(f"/v1/suppliers/{ID}")).json()
        assert told["timezone"] == "Australia/Sydney"


async def test_a_row_of_a_list_can_be_spoilt(house: House) -> None:
    house.fault("bad_record", garbage="nan", row=1)
    answer = await house.harbour.get("/v1/purchasers", params={"supplierId": ID})
    assert b'"spoilt":NaN' in answer.content


@pytest.mark.parametrize("path", ["/v1/leads", "/v1/users?retailerId=7492729e-980d-49e0-a1f5-6812bef9bfdf"])
async def test_what_needs_another_access_is_forbidden(house: House, path: str) -> None:
    answer = await house.harbour.get(path)
    assert (answer.status_code, answer.json()["name"]) == (403, "ForbiddenError")
