"""The whole way, without the window: connect, rows, edit, submit, the ledger has it, shown as confirmed."""

from pathlib import Path

from desktop.changes import Change
from tests.whole.line import line_to
from tests.whole.room import Room, room


async def test_an_edit_is_delivered_once_and_shown_as_confirmed(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        draft = await desk.type(key, {"shipping_method": "Own van"})
        assert draft.state == "draft"
        assert (await desk.row(key)).marks == ("draft",)
        await desk.submit(draft)
        await desk.delivered()
        assert desk.outbox() == ()
        assert [(write.method, write.applied, write.absent) for write in desk.there.writes] == [("PUT", True, ())]
        assert (await desk.truth(key))["shipping_method"] == "Own van"
        assert (await desk.row(key)).marks == ()


async def test_what_was_done_offline_goes_out_by_itself_after_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path) as desk, line_to(desk.there) as line:
        await desk.connect(servers=line.servers)
        first, second, *_ = desk.there.ids()
        await line.cut()
        await desk.send(first, {"po_number": "PO while offline"})
        await desk.act(second, "add_note", {"text": "Typed on the train"})
        form = await desk.shows("offline")
        assert "cannot be reached" in form.words
        await desk.reopen()
        await desk.shows("offline")
        assert [entry.state for entry in desk.outbox()] == ["waiting", "waiting"]
        assert (await desk.row(first)).values["po"] == "PO while offline"
        assert (await desk.row(first)).marks == ("waiting",)
        assert [row.key for row in (await desk.page(text="PO while offline")).rows] == [first]
        assert desk.there.writes == []
        await line.mend()
        await desk.delivered()
        assert desk.outbox() == ()
        assert [write.applied for write in desk.there.writes] == [True, True]
        assert desk.there.record(first)["checkout_data"]["PO Number"] == "PO while offline"
        assert [note["content"] for note in desk.there.record(second)["order_notes"]][-1] == "Typed on the train"
        await desk.in_step()


async def test_a_draft_is_kept_over_a_restart_and_never_sent_by_itself(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.type(key, {"po_number": "PO 77"})
        await desk.reopen()
        await desk.quiet()
        draft = desk.entry(key)
        assert draft.state == "draft"
        assert [(change.field, change.wanted) for change in draft.changes] == [("po_number", "PO 77")]
        row = await desk.row(key)
        assert (row.values["po"], row.marks) == ("PO 77", ("draft",))
        assert desk.there.writes == []
        await desk.submit(draft)
        await desk.delivered()
        assert len(desk.there.applied) == 1


async def test_a_change_back_to_what_was_seen_leaves_no_draft(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        before = (await desk.row(key)).values
        draft = await desk.type(key, {"po_number": "PO 77"})
        (change,) = draft.changes
        row = (await desk.row(key)).id
        back = Change(field=change.field, seen=change.wanted, wanted=change.seen)
        await desk.work(lambda: desk.backend.engine.drafts.edit(row, [back]))
        assert desk.outbox() == ()
        assert (await desk.row(key)).values == before
        assert (await desk.row(key)).marks == ()


# ── taking back ───────────────────────────────────────────────────────────────────────────────────────────────────


async def take_back(desk: Room, key: str) -> None:
    entry = desk.entry(key)
    await desk.work(lambda: desk.backend.engine.drafts.take_back([entry.id]))


async def test_what_is_taken_back_within_the_grace_is_a_draft_again(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        entry = await desk.send(key, {"po_number": "PO 77"})
        assert desk.entry(key).state == "waiting"
        await take_back(desk, key)
        assert desk.entry(key).state == "draft"
        await desk.submit(desk.entry(key))
        await desk.work(lambda: desk.backend.engine.drafts.send_now(entry.id))
        await desk.delivered()
        assert len(desk.there.writes) == 1


async def test_an_act_that_is_taken_back_is_withdrawn(tmp_path: Path) -> None:
    async with room(tmp_path, grace=60) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.act(key, "cancel")
        await take_back(desk, key)
        assert desk.outbox() == ()
        assert desk.there.writes == []


async def test_nothing_goes_out_before_the_grace_is_over(tmp_path: Path) -> None:
    async with room(tmp_path, grace=0.6) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        submitted = desk.there.sandbox.clock.now().timestamp()
        await desk.send(key, {"po_number": "PO 77"})
        await desk.delivered()
        put = next(visit for visit in desk.there.sandbox.ledger.visits if visit.method == "PUT")
        assert put.time - submitted >= 0.6


async def test_what_is_taken_back_while_it_is_read_fresh_is_not_sent(tmp_path: Path) -> None:
    async with room(tmp_path) as desk:
        await desk.connect()
        first, second, *_ = desk.there.ids("stock")
        seen = desk.there.seen
        await desk.there.fault("drip", amount=0.0001, where={"method": "GET", "path": f"/{first}$"})
        await desk.send(first, {"place": "Dock Z"}, kind="stock")
        await desk.until(lambda: desk.there.seen > seen)
        await take_back(desk, first)
        await desk.send(second, {"place": "Dock Z"}, kind="stock")
        await desk.delivered()
        assert [(write.path.rpartition("/")[2], write.applied) for write in desk.there.writes] == [(second, True)]
        assert [entry.state for entry in desk.outbox()] == ["draft"]


async def test_what_is_typed_while_the_first_edit_is_on_its_way_stays(tmp_path: Path) -> None:
    typed: list[str] = []

    def type_more(place: str) -> None:
        if place == "before send" and not typed:
            typed.append(place)
            entry = desk.outbox()[0]
            more = Change(field="email", seen="", wanted="new@buyer.example")
            desk.backend.engine.drafts.edit(entry.row, [more])

    async with room(tmp_path, at=type_more) as desk:
        await desk.connect()
        key = desk.there.ids()[0]
        await desk.send(key, {"po_number": "PO 77"})
        await desk.delivered()
        assert len(desk.there.applied) == 1
        assert [(entry.state, entry.changes[0].field) for entry in desk.outbox()] == [("draft", "email")]
        row = await desk.row(key)
        assert (row.values["po"], row.values["email"], row.marks) == ("PO 77", "new@buyer.example", ("draft",))
