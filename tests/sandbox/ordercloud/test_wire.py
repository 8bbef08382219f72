"""How answers look on the wire: their time, numbers and dates, and what only some lists tell (contract 3.4, 4.2)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.sandbox.desks import NOW
from tests.sandbox.ordercloud.shops import FORM, KONTOR, LARDER, Shop
from tests.sandbox.ordercloud.test_acts import open_order
from tests.sandbox.ordercloud.test_orders import path

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{2,7}\+00:00")
LISTS = ("/orders/Incoming", "/orders/Incoming?IsSubmitted=false", "/lineitems/Incoming", "/buyers", "/buyerusers")
ALL_LISTS = (*LISTS, "/products", "/priceschedules", "/shipments", "/addresses", "/orderreturns")


async def test_every_answer_carries_the_running_time_of_the_vendor(shop: Shop) -> None:
    async def answers() -> list[httpx.Response]:
        shop.fault("throttle", where={"path": "/v1/buyers"})
        shop.fault("server_error", where={"path": "/v1/products"}, status=502)
        order = path(shop.order("Open"))
        return [
            await shop.larder.get("/me"),
            await shop.larder.get("/orders/Incoming"),
            await shop.larder.get("/orders/Incoming/gone"),
            await shop.larder.patch(order, json={"Comments": "x"}),
            await shop.larder.patch(order, json={"Comments": 1}),
            await shop.root.get("/v1/me"),
            await shop.root.get("/nothing"),
            await shop.root.post(FORM, data={"client_id": "x"}),
            await shop.larder.get("/buyers"),
            await shop.larder.get("/products"),
        ]

    for later in (timedelta(), timedelta(hours=5)):
        found = await answers()
        assert {answer.status_code for answer in found} == {200, 404, 400, 401, 429, 502}
        for answer in found:
            told = parsedate_to_datetime(answer.headers["date"])
            assert timedelta() <= told - NOW - later < timedelta(minutes=5), answer.request.url
        shop.pass_time(timedelta(hours=5).total_seconds())


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a value with the name of its member; what shops keep in xp is theirs."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key == "xp" else texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)
    elif isinstance(value, str):
        yield name, value


@pytest.mark.parametrize("account", [LARDER, KONTOR])
async def test_dates_have_their_offset_and_two_to_seven_digits(shop: Shop, account: str) -> None:
    client = shop.larder if account == LARDER else shop.kontor
    found = []
    for where in ALL_LISTS:
        answer = (await client.get(where, params={"pageSize": 100})).json()
        found += [text for name, text in texts(answer) if re.match(r"Date|LastUpdated|Sale(Start|End)", name)]
    assert len(found) > 200
    assert [text for text in found if not DATE.fullmatch(text)] == []


async def test_dates_that_were_written_come_back_as_the_vendor_spells_them(shop: Shop) -> None:
    order = await open_order(shop)
    for sent, wanted in (
        ("2027-01-01T10:00:00Z", "2027-01-01T10:00:00.00+00:00"),
        ("2027-01-01T12:00:00+02:00", "2027-01-01T10:00:00.00+00:00"),
        ("2027-01-01T10:00:00.5", "2027-01-01T10:00:00.50+00:00"),
    ):
        after = await shop.larder.patch(path(order, "/lineitems/only"), json={"DateNeeded": sent})
        assert after.json()["DateNeeded"] == wanted


async def test_money_is_a_bare_number_of_units_also_where_it_is_nothing(shop: Shop) -> None:
    order = await open_order(shop)
    raw = (await shop.larder.get(path(order))).text
    for name in ("ShippingCost", "TaxCost", "Gratuity", "Fees", "PromotionDiscount"):
        assert f'"{name}":0.0' in raw
    assert re.search(r'"Total":\d+(\.\d+)?[,}]', raw)
    product = shop.market().table("products")[shop.product(0)]
    schedule = f"/priceschedules/{product['DefaultPriceScheduleID']}"
    breaks = [{"Quantity": 1, "Price": 20}, {"Quantity": 9, "Price": 91.2945}]
    await shop.larder.patch(schedule, json={"PriceBreaks": breaks})
    assert re.findall(r'"Price":([^,]+),', (await shop.larder.get(schedule)).text) == ["20", "91.2945"]


async def test_only_lines_across_orders_have_a_next_key_and_only_products_facets(shop: Shop) -> None:
    for where in ALL_LISTS:
        meta = (await shop.larder.get(where)).json()["Meta"]
        assert (meta.keys() >= {"NextPageKey"}) is where.startswith("/lineitems"), where
        assert ("Facets" in meta) is (where == "/products"), where
