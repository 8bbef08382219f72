"""What nobody should keep of Ordermentum's answers (7.2, 18.10): shared secrets, the e-mails of its users."""

from pathlib import Path

from desktop.records import KINDS
from desktop.sandbox.ordermentum.plans import HARBOUR
from tests.whole.acting import refresh, send, submit
from tests.whole.ordermentum.deeds import is_open
from tests.whole.ordermentum.supplier_desk import supplier_room
from tests.whole.room import Room

USER = {"id": "u-1", "fullName": "Pat Quiet", "email": "pat@harbourlarder.example"}
SECRETS = ("sharedSecret", "shared_secret", HARBOUR.secret, USER["email"], *(user.username for user in HARBOUR.users))
NAMES = ("updatedBy", "chargedBy", "chargedByUser", "charged_by_user", "cancelled_by")


async def kept(desk: Room) -> str:
    """All that is kept: the documents of every record, and the whole of the file with outbox and journal."""
    found = []
    for kind in KINDS:
        for row in (await desk.page(kind)).rows:
            found += [body.decode() for body in (await desk.stored(row.key, kind)).documents.values()]

    def rows() -> list[str]:
        db = desk.backend.desk_file
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [str(row) for name in tables for row in db.execute(f'SELECT * FROM "{name}"')]

    return "\n".join([*found, *await desk.work(rows)])


async def none_is_kept(desk: Room) -> None:
    everything = await kept(desk)
    assert [secret for secret in SECRETS if secret in everything] == []


async def test_no_secret_is_kept_of_what_is_read_sent_looked_at_and_refused(tmp_path: Path) -> None:
    async with supplier_room(tmp_path) as desk:
        await desk.connect()
        key, other = [key for key in desk.there.ids() if is_open(desk.there.record(key))][:2]
        for name in NAMES:
            await desk.there.change(key, "order", name, value=USER)
            await desk.there.change(other, "order", name, value=USER)
        await desk.quiet()
        await refresh(desk, key)
        await none_is_kept(desk)
        assert "Pat Quiet" in await kept(desk), "what he is called is no secret"

        await send(desk, key, "orders", {"note": "Ring twice"})
        assert desk.outbox() == ()
        await none_is_kept(desk)

        await desk.there.fault("failed", where={"method": "PATCH"}, times=None)
        entry = await submit(desk, other, "orders", {"note": "Ring thrice"})
        await desk.until(lambda: desk.entry(other).state == "checking" or desk.entry(other).words)
        assert desk.entry(other).id == entry.id
        await none_is_kept(desk)
        desk.there.mend()
        await desk.delivered()
        await none_is_kept(desk)
