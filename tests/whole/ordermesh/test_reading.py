"""OrderMesh on the real engine: loaded as it is there under every setting, kept up with, quiet where nothing is."""

from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Unconfirmed
from desktop.sandbox import PROFILES
from tests.whole.acting import connect_and_end, form, refresh
from tests.whole.ordermesh.deeds import is_open, shipments
from tests.whole.ordermesh.mesh_desk import differences, mesh_room, order
from tests.whole.room import Room, later

ONE_PAGE = "page_ignored"
SETTINGS = [each for each in PROFILES["ordermesh"] if each not in (f"{ONE_PAGE}=yes", "prefixed=yes")]


def first(desk: Room, *, is_done: bool = False) -> str:
    """An open order with a shipment, or one that is done."""
    return next(
        key
        for key in desk.there.ids()
        if shipments(desk.there.record(key)) and is_open(desk.there.record(key)) is not is_done
    )


# ── all of it ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_every_document_of_an_account_is_here_as_it_is_there(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, orders=230, stock=230) as desk:
        account = await desk.connect()
        assert await differences(desk, account) == []
        for kind in ("orders", "customers", "stock"):
            page = await desk.page(kind)
            assert len(page.rows) == len(desk.there.ids(kind))
            assert not any(row.marks for row in page.rows)


@pytest.mark.parametrize("setting", SETTINGS)
async def test_so_it_is_under_each_setting_of_the_stand_in(tmp_path: Path, setting: str) -> None:
    async with mesh_room(tmp_path, orders=104, stock=104, profile=(setting,)) as desk:
        assert await differences(desk, await desk.connect()) == []


async def test_services_below_another_prefix_are_found_where_the_connection_says(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, profile=("prefixed=yes",)) as desk:
        api = desk.there.described["servers"]["api"]
        report = await desk.try_to_connect(*desk.wanted(servers={"api": api}))
        assert "not confirmed: set it in the connection" in report.hint
        servers = {"api": api, "orders": f"{api}/order", "notes": f"{api}/order"}
        assert await differences(desk, await desk.connect(servers=servers)) == []


async def test_a_list_of_which_only_the_first_page_is_shown_is_said_to_be_incomplete(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, orders=130, profile=(f"{ONE_PAGE}=yes",)) as desk:
        account = await desk.connect(waits=False)
        told = await desk.shows("waiting")
        assert "first page" in told.words
        assert not told.complete
        await desk.until(lambda: desk.form(account).counts.get("orders"))
        assert not any(row.gone for row in (await desk.page()).rows)


async def test_a_walk_goes_on_where_the_program_ended(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, orders=230) as desk:
        assert await differences(desk, await connect_and_end(desk, 9)) == []


# ── kept up with ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_where_nothing_is_new_a_round_costs_one_request(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, orders=130) as desk:
        await desk.connect()
        await desk.quiet()
        before = desk.there.seen
        await desk.quiet()
        assert [each.partition("?")[0] for each in desk.there.asked(before)] == ["/v1/orders"]


async def test_a_new_order_comes_with_the_next_round(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        account = await desk.connect()
        key = await desk.there.create()
        await desk.quiet()
        await desk.until(lambda: desk.form(account).counts.get("orders") == len(desk.there.ids()))
        assert (await desk.row(key)).values["number"] == order(desk, key)["shortId"]


async def test_what_becomes_of_open_orders_and_their_shipments_is_read_by_the_hour(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        account = await desk.connect()
        key = first(desk)
        await desk.there.change(key, "status", value="On The Press")
        await desk.quiet()
        desk.terms = desk.terms.__class__(**{**_members(desk.terms), "now": later(0.05)})
        await desk.reopen()
        await desk.in_step()
        await desk.quiet()
        assert await differences(desk, account) == []


def _members(terms: Any) -> dict[str, Any]:  # noqa: ANN401
    return {name: getattr(terms, name) for name in terms.__slots__}


async def test_an_order_that_is_opened_shows_its_notes_and_its_past(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = first(desk)
        await refresh(desk, key)
        shown = await form(desk, key)
        assert shown.history
        assert all(note.text for note in shown.history)


async def test_an_order_that_is_gone_is_known_by_its_own_404(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        key = first(desk)
        await desk.there.remove(key)
        with pytest.raises(Unconfirmed):  # which counts for nothing before that address has answered
            await refresh(desk, key)
        await refresh(desk, first(desk))
        await refresh(desk, key)
        assert (await desk.row(key)).gone


async def test_a_guess_that_has_answered_stays_confirmed_over_a_restart(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        account = await desk.connect()
        await refresh(desk, first(desk))
        await desk.until(lambda: "GET /v1/orders/{}" in desk.backend.engine.accounts[account].client.confirmed)
        await desk.change(account, name="Another name")  # whatever tells of the accounts keeps it
        await desk.until(lambda: "GET /v1/orders/{}" in desk.backend.engine.accounts[account].settings.confirmed)
        await desk.reopen()
        assert "GET /v1/orders/{}" in desk.backend.engine.accounts[account].client.confirmed


# ── rights ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "off", "counted"),
    [("/catalog/", {"stock"}, {"orders", "customers"}), ("/v1/orders", {"orders", "customers"}, {"stock"})],
    ids=["the catalogue", "orders"],
)
async def test_a_kind_that_a_client_may_not_have_is_off_with_the_reason_and_the_rest_in_step(
    tmp_path: Path, path: str, off: set[str], counted: set[str]
) -> None:
    """5, 8: a 403 is about what was asked for alone."""
    async with mesh_room(tmp_path) as desk:
        await desk.there.fault("veto", times=None, where={"path": path})
        report = await desk.try_to_connect(*desk.wanted())
        assert not report.title
        assert [step.ok for step in report.steps].count(False) == 1
        assert report.steps[0].ok, "it was reached"
        await desk.in_step()
        assert desk.form().refused.keys() == off
        assert {kind for kind, count in desk.form().counts.items() if count} == counted
        for words in desk.form().refused.values():
            assert words.startswith("These credentials may not do this: “You do not have permission to do this.”")
        desk.there.mend()  # somebody gives the right
        await desk.until(lambda: not desk.form().refused)
        await desk.in_step()
        assert desk.form().counts.keys() == off | counted


# ── what is made of orders ────────────────────────────────────────────────────────────────────────────────────────


async def test_accounts_and_recipients_say_what_they_are_put_together_from(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        await desk.connect()
        rows = (await desk.page("customers")).rows
        accounts = [row for row in rows if row.key.startswith("account:")]
        recipients = [row for row in rows if row.key.startswith("recipient:")]
        assert accounts
        assert len(accounts) + len(recipients) == len(rows)
        assert all(str(row.values["origin"]).startswith("The account that sells") for row in accounts)
        assert sum(row.values["orders"] for row in accounts) == len(desk.there.ids())  # type: ignore[misc] # numbers


async def test_stock_tells_how_many_units_open_orders_want_and_no_figure_of_its_own(tmp_path: Path) -> None:
    async with mesh_room(tmp_path, orders=130) as desk:
        await desk.connect()
        wanted: dict[str, int] = {}
        for key in desk.there.ids():
            for item in order(desk, key)["items"]:
                if item["status"] in ("Open", "CustomerCareHold"):
                    sku = item["originalSKU"] or item["sku"]
                    wanted[sku] = wanted.get(sku, 0) + item["quantity"]
        rows = {row.key: row for row in (await desk.page("stock")).rows}
        shared = rows.keys() & wanted.keys()
        assert shared
        for key in shared:
            assert rows[key].values["in_orders"] == wanted[key]
        assert {row.values["in_orders"] for key, row in rows.items() if key not in wanted} <= {0}
        assert {row.values["on_hand"] for row in rows.values()} == {None}
        assert desk.form().uncounted.startswith("Not provided by this vendor")
        falling = [row.key for row in (await desk.page("stock", sort="in_orders", descending=True)).rows]
        assert [wanted.get(key, 0) for key in falling] == sorted((wanted.get(key, 0) for key in rows), reverse=True)
