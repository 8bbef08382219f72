"""The limit of requests, by the sandbox's clock (contract 4, 13)."""

from desktop.sandbox.orderspace.pace import EARLY
from tests.sandbox.orderspace.sites import TOKEN, Sites, opened


async def statuses(sites: Sites, number: int) -> list[int]:
    return [(await sites.severn.get("/tax_rates")).status_code for _ in range(number)]


async def test_sixty_pass_in_a_minute_and_the_next_is_refused_without_a_body() -> None:
    async with opened(pace=1.0) as sites:
        assert set(await statuses(sites, 60)) == {200}
        refused = await sites.severn.get("/tax_rates")
        assert (refused.status_code, refused.content) == (429, b"")
        assert "retry-after" not in refused.headers
        assert (await sites.tidewater.get("/tax_rates")).status_code == 200  # its own token, its own limit


async def test_the_window_slides() -> None:
    async with opened(pace=1.0) as sites:
        await statuses(sites, 40)
        sites.pass_time(40)
        assert await statuses(sites, 21) == [200] * 20 + [429]
        sites.pass_time(21)
        assert await statuses(sites, 41) == [200] * 40 + [429]


async def test_or_it_is_each_minute_of_the_clock_by_the_switch() -> None:
    async with opened(pace=1.0, profile=("limit_window=fixed",)) as sites:
        sites.pass_time(30)
        assert await statuses(sites, 61) == [200] * 60 + [429]
        sites.pass_time(31)
        assert await statuses(sites, 61) == [200] * 60 + [429]


async def test_a_pace_of_two_makes_minutes_of_thirty_seconds() -> None:
    async with opened(pace=2.0) as sites:
        assert await statuses(sites, 61) == [200] * 60 + [429]
        sites.pass_time(30.1)
        assert await statuses(sites, 1) == [200]


async def test_requests_for_tokens_and_refused_tokens_do_not_count() -> None:
    async with opened(pace=1.0) as sites:
        for _ in range(70):
            assert (await sites.token.post(TOKEN, data={"grant_type": "x"})).status_code == 400
            headers = {"authorization": "Bearer none"}
            assert (await sites.severn.get("/orders", headers=headers)).status_code == 401
        assert await statuses(sites, 60) == [200] * 60


async def test_pace_off_never_refuses(sites: Sites) -> None:
    assert set(await statuses(sites, 130)) == {200}


async def test_a_call_within_a_minute_after_a_refusal_is_noted_in_the_ledger() -> None:
    async with opened(pace=1.0) as sites:
        await statuses(sites, 61)
        sites.pass_time(30)
        await statuses(sites, 1)
        assert [visit.note for visit in sites.visits()[-2:]] == ["", EARLY]
        assert (await sites.control.get("/requests")).json()["requests"][-1]["note"] == EARLY


async def test_a_call_that_waited_for_a_minute_is_not_noted() -> None:
    async with opened(pace=1.0) as sites:
        await statuses(sites, 61)
        sites.pass_time(61)
        await statuses(sites, 1)
        assert {visit.note for visit in sites.visits()} == {""}


async def test_the_minute_is_counted_after_a_refusal_by_a_fault_as_well() -> None:
    async with opened(pace=1.0) as sites:
        sites.sandbox.faults.add({"name": "throttle"})
        assert await statuses(sites, 2) == [429, 200]
        assert (await sites.token.post(TOKEN, data=dict(sites.account().credentials))).status_code == 400
        assert [visit.note for visit in sites.visits()[-3:]] == ["", EARLY, ""]
