"""An act of several steps whose last one makes an end of the record: it is done when that is, and not before."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from desktop.vendors.contract import Resource, Vendor, in_turn
from desktop.vendors.orderdesk import VENDOR
from tests.sync.wire import Bench, bench

ORDERS = VENDOR.resources["orders"]
ACTS = {act.name: act for act in ORDERS.acts}
NOTE = {"text": "It goes today."}


def noted_and_deleted() -> Mapping[str, Vendor]:
    """Deleting an order that gets a note before."""
    (note,), (delete,) = ACTS["add_note"].steps({}), ACTS["delete"].steps({})
    act = replace(ACTS["delete"], name="note_and_delete", steps=in_turn(note, delete))
    orders: Resource = replace(ORDERS, acts=(*ORDERS.acts, act), news=())
    return {VENDOR.id: replace(VENDOR, resources={**VENDOR.resources, "orders": orders})}


async def ended(made: Bench, key: str, act: str) -> str:
    """Do it to an order that others delete at once; what becomes of it."""
    await made.there.remove(key)
    made.act(key, act, NOTE)
    await made.until(lambda: not made.busy())
    return next((entry.state for entry in made.engine.pending.all), "done")


async def test_a_record_that_others_have_deleted_before_the_first_step_is_not_told_as_done(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=noted_and_deleted()) as made:
        first, second, *_ = made.there.ids()
        assert await ended(made, first, "delete") == "done"
        assert await ended(made, second, "note_and_delete") == "refused"
        assert "does not have this record any more" in made.engine.pending.all[0].words


async def test_all_steps_are_sent_and_the_record_is_gone(tmp_path: Path) -> None:
    async with bench(tmp_path, vendors=noted_and_deleted()) as made:
        key = made.there.ids()[0]
        made.act(key, "note_and_delete", NOTE)
        await made.until(lambda: not made.engine.pending.all)
        assert key not in made.there.ids()
        assert [write.method for write in made.there.applied] == ["PUT", "DELETE"]
