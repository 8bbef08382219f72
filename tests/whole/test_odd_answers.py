"""Answers of an odd shape: nothing stands still for ever because of one value, and what is odd is said in words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Rejected
from tests.whole.comparison import is_the_same
from tests.whole.room import room

OLDEST = {"path": "/orders$", "query": "limit=1&"}


@pytest.mark.parametrize("odd", ["garbage", "2019", "0000-00-00 00:00:00", 20190101, None, "0001-01-01T00:00:00+14:00"])
async def test_an_oldest_order_of_an_odd_date_does_not_stop_the_history(tmp_path: Path, odd: Any) -> None:  # noqa: ANN401
    async with room(tmp_path, orders=10, stock=2) as desk:
        await desk.there.fault("bad_record", member="date_added", json=odd, where=OLDEST)
        account = await desk.connect()
        await is_the_same(desk, account)


def stumble(*_: Any) -> Any:  # noqa: ANN401 - stands for any of a walk's functions
    raise KeyError("a member that no answer has")


@pytest.mark.parametrize("part", ["first", "ask", "next"])
async def test_a_walk_that_cannot_make_sense_of_an_answer_fails_in_words(tmp_path: Path, part: str) -> None:
    async with room(tmp_path, orders=2, stock=2) as desk:
        account_id = await desk.connect()
        engine = desk.backend.engine
        account = engine.accounts[account_id]
        resource = account.vendor.resources["stock"]
        changes: dict[str, Any] = {part: stumble}
        odd = replace(resource.news[0], name="odd", **changes)
        with pytest.raises(Rejected, match="could not be understood"):
            await desk.backend.worker.ask(lambda: engine.pull.walk(account, resource, odd, "news"))
