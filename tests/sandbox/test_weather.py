"""Which requests a fault strikes, and ready-made weather."""

from typing import Any

import httpx
import pytest

from desktop.sandbox.faults import WEATHER, Faults
from tests.plain import NO_TLS
from tests.sandbox.desks import Desk, opened


async def test_a_fault_strikes_once_where_it_fits_and_then_no_more(desk: Desk) -> None:
    desk.fault("server_error", where={"path": "/orders$", "query": "offset=10", "method": "GET"})
    assert (await desk.hall.get("/orders", params={"offset": 0})).status_code == 200
    assert (await desk.hall.get("/test")).status_code == 200
    assert (await desk.hall.get("/orders", params={"offset": 10})).status_code == 500
    assert (await desk.hall.get("/orders", params={"offset": 10})).status_code == 200


async def test_a_fault_may_skip_some_and_strike_several_or_for_ever(desk: Desk) -> None:
    desk.fault("server_error", where={"skip": 2}, times=2)
    assert [(await desk.hall.get("/test")).status_code for _ in range(5)] == [200, 200, 500, 500, 200]
    desk.fault("server_error", times=None)
    assert [(await desk.hall.get("/test")).status_code for _ in range(3)] == [500] * 3
    desk.sandbox.faults.clear()
    assert (await desk.hall.get("/test")).status_code == 200


async def test_a_fault_may_be_for_one_account_alone(desk: Desk) -> None:
    desk.fault("server_error", vendor="orderdesk", account="Alster Kontor", times=None)
    assert (await desk.hall.get("/test")).status_code == 200
    assert (await desk.kontor.get("/test")).status_code == 500


@pytest.mark.parametrize(
    "wrong",
    [{"name": "nonsense"}, {"name": "reset", "where": {"path": "("}}, {"name": "reset", "where": {"port": 1}}, {}],
)
def test_a_fault_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"fault|pattern|where"):
        Faults(seed=1).add(wrong)


@pytest.mark.parametrize("name", WEATHER)
async def test_weather_is_a_function_of_the_seed(name: str) -> None:
    seen = []
    for _ in range(2):
        async with opened(orders=5, faults=(name,)) as desk:
            async with httpx.AsyncClient(headers=desk.hall.headers, verify=NO_TLS) as client:
                for _ in range(150):
                    try:
                        await client.get(f"{desk.hall.base_url}test")
                    except httpx.TransportError:
                        continue
            seen.append([visit.fault for visit in desk.sandbox.ledger.visits])
    assert seen[0] == seen[1]
    assert any(seen[0])
    assert all(seen[0]) is (name == "outage")
