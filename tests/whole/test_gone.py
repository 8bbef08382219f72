"""A record that is gone: its row stays, carries no entry and adds nothing; and what an earlier life left half done."""

import asyncio
import re
from pathlib import Path

from tests.whole.broken_off import EndsAt
from tests.whole.room import Room, later, room, terms

PIECES = r"limit=500|search_start_date=2000"
"""In the request for the last page of the history."""


async def lonely(desk: Room) -> tuple[str, str]:
    """An order whose customer has no other one, and the key of that customer."""
    for row in (await desk.page("customers")).rows:
        if row.values["orders"] == 1:
            email = str(row.values["email"]).casefold()
            keys = [key for key in desk.there.ids() if str(desk.there.record(key)["email"]).casefold() == email]
            if len(keys) == 1:
                return keys[0], row.key
    raise AssertionError("every customer has several orders")


async def test_a_deleted_order_is_shown_as_gone_without_an_entry_and_its_customer_with_it(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key, customer = await lonely(desk)
        await desk.act(key, "delete")
        await desk.delivered()
        row = await desk.row(key)
        assert row.gone
        assert row.marks == ()
        assert not (await desk.stored(key)).overlaid
        assert customer not in {row.key for row in (await desk.page("customers")).rows}


async def test_what_is_gone_stays_gone_when_it_is_decoded_anew(tmp_path: Path) -> None:
    """Rows are decoded anew when the lists that forms choose from have changed."""
    async with room(tmp_path) as desk:
        await desk.connect()
        key, customer = await lonely(desk)
        await desk.act(key, "delete")
        await desk.delivered()
        before = await desk.stored(key)
        desk.there.store().folders[max(desk.there.store().folders) + 1] = "Made since"
        desk.terms = terms(now=later(2))
        await desk.reopen()
        await desk.in_step()
        await desk.quiet()
        after = await desk.stored(key)
        assert after.mapping != before.mapping
        assert after.gone
        assert after.as_of == before.as_of
        assert customer not in {row.key for row in (await desk.page("customers")).rows}


async def test_an_answer_of_an_earlier_life_does_not_hide_what_others_did_since(tmp_path: Path) -> None:
    """The program ends between the commits of a confirm; before it is started again, somebody else edits the order."""
    end = EndsAt("between the commits of a confirm")
    async with room(tmp_path, at=end) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.act(key, "add_note", {"text": "call first"})
        await desk.until(lambda: end.has_ended)
        await desk.close()
        await desk.there.change(key, "shipping_method", value="By mule")
        await desk.open()
        await desk.in_step()
        await desk.delivered()
        assert desk.outbox() == ()
        assert (await desk.truth(key))["shipping_method"] == "By mule"
        assert len(desk.there.applied) == 1


async def test_a_history_that_had_come_to_its_end_is_not_walked_again(tmp_path: Path) -> None:
    """The program ends between its last page and the note that it is complete."""

    def history() -> list[str]:
        return [asked for asked in desk.there.asked() if "order_by=date_added" in asked]

    def end(place: str) -> None:
        is_last = history() and {"limit=500", "search_start_date=2000"} <= set(re.findall(PIECES, history()[-1]))
        if place == "page" and is_last and not ended:
            ended.append(place)
            raise asyncio.CancelledError

    ended: list[str] = []
    async with room(tmp_path, at=end) as desk:
        await desk.connect(waits=False)
        await desk.until(lambda: ended)
        await desk.reopen()
        await desk.in_step()
        assert len(history()) == len(set(history()))
        assert len((await desk.page()).rows) == len(desk.there.ids())
