"""A record that is gone: its row stays, carries no entry and adds nothing; and what an earlier life left half done."""

import asyncio
from pathlib import Path

from desktop.store import theirs
from desktop.store.database import transaction
from tests.whole.room import Room, room


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
    """After a change of tables, and after a draft on it has come and gone."""
    async with room(tmp_path) as desk:
        account = await desk.connect()
        key, customer = await lonely(desk)
        stored = await desk.stored(key)
        engine = desk.backend.engine
        resource = engine.accounts[account].vendor.resources["orders"]
        await desk.work(lambda: engine.filing.gone(engine.accounts[account], resource, key))

        def age() -> None:
            with transaction(engine._cache):  # noqa: SLF001 - as another version of the tables would have left it
                engine._cache.execute("UPDATE records SET mapping = 'old' WHERE id = ?", (stored.row,))  # noqa: SLF001

        await desk.work(age)
        await desk.backend.worker.ask(lambda: engine.filing.remake(engine.accounts[account], resource))
        await desk.work(lambda: engine.filing.reshow(engine.accounts[account], resource, key))
        again = await desk.stored(key)
        assert again.gone
        assert again.mapping != "old"
        assert again.as_of == stored.as_of
        assert customer not in {row.key for row in (await desk.page("customers")).rows}
        assert theirs


async def test_an_answer_of_an_earlier_life_does_not_hide_what_others_did_since(tmp_path: Path) -> None:
    """The program ends between the commits of a confirm; before it is started again, somebody else edits the order."""

    def end(place: str) -> None:
        if place == "between the commits of a confirm" and not ended:
            ended.append(place)
            raise asyncio.CancelledError

    ended: list[str] = []
    async with room(tmp_path, at=end) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.act(key, "add_note", {"text": "call first"})
        await desk.until(lambda: ended)
        await desk.close()
        await desk.there.change(key, "shipping_method", value="Own van")
        await desk.open()
        await desk.in_step()
        await desk.delivered()
        assert desk.outbox() == ()
        assert (await desk.truth(key))["shipping_method"] == "Own van"
        assert len(desk.there.applied) == 1
