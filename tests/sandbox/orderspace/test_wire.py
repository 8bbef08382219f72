"""Headers, bodies and the forms of refusal (contract 1, 4)."""

import re
import uuid

import httpx
import pytest

from tests.sandbox.orderspace.sites import Json, Sites


async def test_an_answer_carries_the_usual_headers(sites: Sites) -> None:
    headers = (await sites.severn.get("/orders")).headers
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert re.fullmatch(r'W/"[0-9a-f]{32}"', headers["etag"])
    assert headers["cache-control"] == "max-age=0, private, must-revalidate"
    assert str(uuid.UUID(headers["x-request-id"])) == headers["x-request-id"]
    assert float(headers["x-runtime"]) >= 0
    assert headers["strict-transport-security"]
    assert headers["date"].startswith("Fri, 20 Nov 2026 09:30:")


async def test_no_two_answers_have_one_request_id_and_equal_bodies_have_one_tag(sites: Sites) -> None:
    first, second = [(await sites.severn.get("/tax_rates")).headers for _ in range(2)]
    assert first["x-request-id"] != second["x-request-id"]
    assert first["etag"] == second["etag"] != (await sites.severn.get("/payment_terms")).headers["etag"]


@pytest.mark.parametrize("path", ["/orders/42", "/nothing"])
async def test_a_404_is_not_cached_and_has_no_tag(sites: Sites, path: str) -> None:
    headers = (await sites.severn.get(path)).headers
    assert headers["cache-control"] == "no-cache"
    assert "etag" not in headers
    assert headers["x-request-id"]
    assert headers["x-runtime"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/customers/_03dy67p3", "Couldn't find a customer with ID _03dy67p3"),
        ("/orders/42", "Couldn't find order with id 42"),
        ("/products/42", "Couldn't find product with id 42"),
        ("/dispatches/42", "Couldn't find dispatch with id 42"),
        ("/invoices/42", "Couldn't find invoice with id 42"),
        ("/categories/42", "Couldn't find category with id 42"),
        ("/price_lists/42", "Couldn't find price list with id 42"),
        ("/webhooks/42", "Couldn't find webhook with id 42"),
    ],
)
async def test_a_record_that_is_not_there_is_told_in_words(sites: Sites, path: str, words: str) -> None:
    for method in ("GET", "DELETE") if "dispatches" not in path else ("GET",):
        answer = await sites.severn.request(method, path)
        assert answer.status_code == 404
        assert answer.json() == {"message": words}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("GET", "/orders/or_1/order_lines"),
        ("PUT", "/orders/{order}"),
        ("PATCH", "/orders/{order}"),
        ("PUT", "/dispatches/{dispatch}"),
        ("PATCH", "/dispatches/{dispatch}"),
        ("DELETE", "/dispatches/{dispatch}"),
        ("PUT", "/invoices/{invoice}"),
        ("PATCH", "/invoices/{invoice}"),
        ("PATCH", "/customers/{customer}"),
        ("PUT", "/inventory_levels"),
        ("GET", "/customer_groups/cg_1"),
        ("POST", "/tax_rates"),
    ],
)
async def test_a_path_or_method_that_does_not_exist_answers_a_page(sites: Sites, method: str, path: str) -> None:
    site = sites.site()
    tables = {"order": site.orders, "dispatch": site.dispatches, "invoice": site.invoices, "customer": site.customers}
    ids = {name: next(iter(table.rows())).key for name, table in tables.items()}
    answer = await sites.severn.request(method, path.format(**ids), json={"order": {"reference": "x"}})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>404 Page Not Found</title>" in answer.text
    assert not any(write.applied for write in sites.writes())


BAD = [b"", b"{", b"[]", b"null", b'{"a": NaN}', b'{"order": "\\ud800"}', b"[" * 100_000, b'{"order": 1e999}', b"\xff"]


@pytest.mark.parametrize("body", [*BAD, b"{}", b'{"customer_id": "cu_1", "order_lines": []}', b'{"order": []}'])
async def test_a_body_that_is_no_wrapped_object_is_refused_without_words(sites: Sites, body: bytes) -> None:
    answer = await sites.severn.post("/orders", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.content) == (400, b"")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-length"] == "0"


async def test_a_body_that_does_not_say_it_is_json_is_none(sites: Sites) -> None:
    body = b'{"category": {"name": "Dresses"}}'
    assert (await sites.severn.post("/categories", content=body)).status_code == 400
    named = {"content-type": "application/json; charset=utf-8"}
    assert (await sites.severn.post("/categories", content=body, headers=named)).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/orders", {"order": {"order_lines": []}}),
        ("/orders", {"order": {"customer_id": "cu_1"}}),
        ("/customers", {"customer": {"phone": "1"}}),
        ("/inventory_levels", {"inventory_level": []}),
        ("/inventory_levels", {"inventory_levels": {}}),
    ],
)
async def test_what_a_call_cannot_do_without_is_missed_without_words(sites: Sites, path: str, body: Json) -> None:
    answer = await sites.severn.post(path, json=body)
    assert (answer.status_code, answer.content) == (400, b"")


async def test_ids_are_told_apart_by_letter_case(sites: Sites) -> None:
    key = next(row.key for row in sites.site().customers.rows() if row.key != row.key.lower())
    assert (await sites.severn.get(f"/customers/{key}")).status_code == 200
    assert (await sites.severn.get(f"/customers/{key.lower()}")).status_code == 404


async def test_members_beside_the_wrapper_are_noted_as_ignored(sites: Sites) -> None:
    body = {"category": {"name": "Dresses", "slug": "dresses"}, "notify": True}
    assert (await sites.severn.post("/categories", json=body)).status_code == 200
    assert sites.writes()[-1].ignored == ("notify", "slug")


@pytest.mark.parametrize(
    ("fault", "status", "type"),
    [
        ("unauthorized", 401, "text/html"),
        ("throttle", 429, "text/html; charset=utf-8"),
        ("failed", 500, "text/html; charset=utf-8"),
        ("offline", 503, "text/html; charset=utf-8"),
        ("vanish", 404, "application/json; charset=utf-8"),
        ("veto", 422, "application/json; charset=utf-8"),
        ("error_200", 200, "text/html; charset=utf-8"),
    ],
)
async def test_faults_speak_as_the_vendor_does(sites: Sites, fault: str, status: int, type: str) -> None:
    sites.sandbox.faults.add({"name": fault, "vendor": "orderspace"})
    answer = await sites.severn.get(f"/customers/{sites.customer()['id']}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, type)
    assert (await sites.severn.get("/customers")).status_code == 200


async def test_a_fault_can_strike_the_token_server_too(sites: Sites) -> None:
    sites.sandbox.faults.add({"name": "unauthorized", "where": {"path": "token"}})
    answer = await sites.token.post("/oauth/token", data=dict(sites.account().credentials))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


async def test_vanish_names_the_record_in_the_words_of_its_kind(sites: Sites) -> None:
    sites.sandbox.faults.add({"name": "vanish"})
    id = sites.customer()["id"]
    assert (await sites.severn.get(f"/customers/{id}")).json()["message"].endswith(f"a customer with ID {id}")


async def test_a_throttle_names_a_wait_only_where_the_fault_does(sites: Sites) -> None:
    sites.sandbox.faults.add({"name": "throttle"})
    assert "retry-after" not in (await sites.severn.get("/orders")).headers
    sites.sandbox.faults.add({"name": "throttle", "wait": 7})
    answer: httpx.Response = await sites.severn.get("/orders")
    assert (answer.content, answer.headers["retry-after"]) == (b"", "7")
