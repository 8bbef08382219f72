"""Ordermentum's limits of requests by families, where they come earlier than told, and where all wait for one (6.2)."""

import asyncio
from pathlib import Path

import pytest

from desktop.sandbox.ledger import Visit
from desktop.sandbox.ordermentum.limits import family
from tests.whole.acting import refresh
from tests.whole.ordermentum.supplier_desk import differences, supplier_room
from tests.whole.paced import MINUTE, PACE, behind, refused, used_up

READS = 40
"""More orders than may be read singly in a minute."""


def named(visit: Visit) -> str:
    """The family of a request."""
    found = family(visit.method, visit.path.replace("/api", "", 1))
    return found[0] if found else ""


@pytest.mark.parametrize("early", ["0", "3"])
async def test_more_orders_than_a_minute_has_are_read_one_by_one_and_none_is_refused(
    tmp_path: Path, early: str
) -> None:
    async with supplier_room(tmp_path, profile=(f"limit_early={early}",), pace=PACE) as desk:
        account = await desk.connect()
        for key in desk.there.ids()[:READS]:
            await refresh(desk, key)
        visits = desk.there.sandbox.ledger.visits
        assert [named(visit) for visit in visits].count("Individual Order Fetch") >= READS
        assert not refused(desk.there)
        assert await differences(desk, account) == []


@pytest.mark.parametrize("scope", ["family", "credential"])
async def test_where_others_use_up_one_family_it_waits_and_the_rest_with_it_only_if_the_vendor_wants_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    async with supplier_room(tmp_path, profile=(f"limit_scope={scope}",), pace=PACE) as desk:
        limits = desk.there.account().supplier.limits
        account = await desk.connect()
        key, item = desk.there.ids()[0], desk.there.ids("stock")[0]
        used_up(
            desk.there, monkeypatch, lambda request: request.path.endswith(f"/v1/orders/{key}"),
            lambda: [limits.take("key", "GET", f"/v1/orders/{key}") for _ in range(READS)].clear(),
        )  # fmt: skip
        opened = asyncio.ensure_future(refresh(desk, key))
        await desk.until(lambda: refused(desk.there))
        await asyncio.gather(refresh(desk, item, "stock"), opened)
        first, *others = refused(desk.there)
        assert len(others) == (scope == "credential")
        same = [visit for visit in behind(desk.there, first) if named(visit) == named(first)]
        assert same[0].time - first.time >= MINUTE
        await desk.quiet()
        assert await differences(desk, account) == []
