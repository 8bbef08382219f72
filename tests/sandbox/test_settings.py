"""What is set for one vendor alone: how much, which switches, what time; and what every vendor's answers carry."""

from argparse import ArgumentParser
from email.utils import parsedate_to_datetime

import httpx
import pytest

from desktop.sandbox import VENDORS, Options
from desktop.sandbox.ledger import readable_body
from desktop.sandbox.options import Switch, add_options, read_options
from desktop.sandbox.server import Server
from desktop.sandbox.stage import Stage
from desktop.sandbox.wire import Answer, Request
from tests.plain import NO_TLS
from tests.sandbox.desks import HALL, NOW, Desk

DELAY = Switch(name="delay", settings=("3", "0"), span=(0, 120), says="seconds")


def options(*arguments: str) -> Options:
    parser = ArgumentParser()
    add_options(parser)
    return read_options(parser.parse_args(arguments))


def test_how_many_orders_there_are_may_differ_by_vendor() -> None:
    chosen = options("--orders", "70,one=5", "--stock", "two=9")
    assert [chosen.at(name).orders for name in ("one", "two")] == [5, 70]
    assert [chosen.at(name).stock for name in ("one", "two")] == [600, 9]
    assert options().at("one").orders == 2_000


def test_a_sandbox_may_be_of_some_vendors_alone() -> None:
    (vendor, *_) = VENDORS
    stage = Stage(Options(orders=1, stock=1, now=NOW, vendors=(vendor.id,)), VENDORS)
    assert [*stage.world.platforms] == [vendor.id]


@pytest.mark.parametrize("wrong", [Options(vendors=("nobody",)), Options(orders_at={"nobody": 1})])
def test_a_vendor_that_there_is_not_is_told(wrong: Options) -> None:
    with pytest.raises(ValueError, match="nobody"):
        Stage(wrong, VENDORS)


@pytest.mark.parametrize("setting", ["3", "0", "77", "120"])
def test_a_number_is_set_within_its_span(setting: str) -> None:
    DELAY.check(setting)


@pytest.mark.parametrize("setting", ["121", "-1", "", "soon"])
def test_a_number_outside_its_span_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="0 to 120"):
        DELAY.check(setting)


def test_no_two_switches_have_one_name() -> None:
    names = [switch.name for vendor in VENDORS for switch in vendor.switches]
    assert len(set(names)) == len(names)


async def test_a_switch_is_set_while_the_sandbox_runs(desk: Desk) -> None:
    item = await desk.item()
    path = f"/inventory-items/{item['id']}"
    assert "inventory_item" not in (await desk.hall.put(path, json=item)).json()
    wish = {"vendor": "orderdesk", "name": "stock_put_answer", "setting": "whole"}
    assert (await desk.control.post("/switch", json=wish)).status_code == 200
    assert "inventory_item" in (await desk.hall.put(path, json=item)).json()
    shown = (await desk.control.get("/switch", params={"vendor": "orderdesk"})).json()["switches"]
    assert shown["stock_put_answer"] == "whole"


@pytest.mark.parametrize("change", [{"vendor": "nobody"}, {"name": "nothing"}, {"setting": "never"}])
async def test_a_switch_that_makes_no_sense_is_told(desk: Desk, change: dict[str, str]) -> None:
    wish = {"vendor": "orderdesk", "name": "stock_put_answer", "setting": "whole"} | change
    answer = await desk.control.post("/switch", json=wish)
    assert answer.status_code == 400
    assert any(value in answer.json()["error"] for value in change.values())


async def test_every_answer_carries_its_servers_time_which_may_jump_by_itself(desk: Desk) -> None:
    async def lead() -> float:
        dated = parsedate_to_datetime((await desk.hall.get("/nothing")).headers["date"])
        return (dated - desk.sandbox.clock.now()).total_seconds()

    assert -2 < await lead() <= 0
    jumped = await desk.control.post("/clock", json={"vendor": "orderdesk", "push": 3_600})
    assert jumped.json()["now"].startswith("2026-11-20T10:30")
    assert 3_598 < await lead() <= 3_600
    await desk.control.post("/clock", json={"vendor": "orderdesk", "push": -7_200})
    assert -3_602 < await lead() <= -3_600
    await desk.control.post("/clock", json={"push": 60})  # all go with the sandbox's own
    assert -3_602 < await lead() <= -3_600
    assert (await desk.control.post("/clock", json={"vendor": "nobody", "push": 1})).status_code == 400


@pytest.mark.parametrize(("name", "status"), [("failed", 500), ("offline", 503), ("veto", 500)])
async def test_a_vendor_refuses_in_its_own_words_before_anything_is_done(desk: Desk, name: str, status: int) -> None:
    before = desk.sandbox.world.hashes("orderdesk", HALL, "stock")
    item = await desk.item()
    desk.fault(name)
    answer = await desk.hall.put(f"/inventory-items/{item['id']}", json={**item, "stock": 1})
    assert (answer.status_code, answer.json()["status"]) == (status, "error")
    assert desk.sandbox.world.hashes("orderdesk", HALL, "stock") == before


def test_a_form_is_shown_by_its_fields() -> None:
    headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    request = Request(method="POST", path="/", headers=headers, body=b"name=Z%C3%A9+1&empty=&name=last")
    assert request.form() == readable_body(request) == {"name": "last", "empty": ""}
    assert Request(method="POST", path="/", headers={}, body=b"name=1").form() == {}


async def test_an_answer_without_content_has_neither_body_nor_length() -> None:
    server = Server(lambda request: Answer(status=204, headers=(), body=b"never sent"))
    port = await server.start(0)
    try:
        async with httpx.AsyncClient(verify=NO_TLS) as client:
            for _ in range(2):  # the connection is kept
                answer = await client.delete(f"http://127.0.0.1:{port}/")
                assert (answer.status_code, answer.content) == (204, b"")
                assert "content-length" not in answer.headers
    finally:
        await server.stop()
