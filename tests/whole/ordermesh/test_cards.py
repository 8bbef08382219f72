"""What of cards comes with orders of OrderMesh: kept nowhere, whichever way an order comes (6.3)."""

from pathlib import Path
from typing import Any

from tests.whole.acting import changes_of, refresh, send
from tests.whole.ends import UNSEEN
from tests.whole.ordermesh.deeds import is_open
from tests.whole.ordermesh.mesh_desk import mesh_room, order
from tests.whole.room import Room

CODE = "A417093"
PAYMENT = {
    "method": "CreditCard", "subMethod": "Visa", "cardFirst4": "4111", "cardLast4": "1881", "billingInfo": None,
    "customerTransactions": [
        {"total": 24.5, "currencyCode": "USD", "transactionDate": None, "transactionId": "T1",
         "authorizationCode": CODE}
    ],
}  # fmt: skip
WORDS = ("cardFirst4", "cardLast4", "authorizationCode", CODE)
"""What must be found nowhere: the names under which it came, and a value that nothing else has."""


PATCH = {"method": "PATCH", "path": r"/v1/orders/[^/]+$"}


async def connected(desk: Room) -> str:
    """An account with an open order that was paid by card; returns the order."""
    key = next(key for key in desk.there.ids() if is_open(desk.there.record(key)))
    await desk.there.change(key, "customerPaymentMethods", value=[PAYMENT])
    await desk.connect()
    return key


async def found(desk: Room, key: str) -> list[str]:
    """Which of them are in the copy of the order, in the outbox, in the journal or anywhere else of the desk."""
    stored = await desk.stored(key)
    held = [body.decode() for body in stored.documents.values()]
    assert any('"transactionId":"T1"' in body.replace(" ", "") for body in held), "all else of the payment is kept"
    held += await desk.work(lambda: _rows(desk.backend.desk_file))
    return sorted({word for word in WORDS for text in held if word in text})


def _rows(db: Any) -> list[str]:  # noqa: ANN401
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [str(row) for name in tables for row in db.execute(f'SELECT * FROM "{name}"')]


async def test_what_an_edit_is_answered_is_kept_without_the_card(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        key = await connected(desk)
        await send(desk, key, "orders", {"shipping_method": "Same day"})
        assert order(desk, key)["customerShippingMethod"] == "Same day"
        assert b"Same day" in (await desk.stored(key)).documents["order"]
        assert await found(desk, key) == []
        await refresh(desk, key)
        assert await found(desk, key) == []


async def test_what_is_looked_at_before_an_edit_and_behind_an_unclear_end_is_kept_without_it(tmp_path: Path) -> None:
    async with mesh_room(tmp_path) as desk:
        key = await connected(desk)
        await UNSEEN.strike(desk, PATCH)
        (change,) = await changes_of(desk, key, "orders", {"shipping_method": "Same day"})
        await desk.submit(await desk.edit(key, change))
        await desk.until(lambda: desk.entry(key).state == "checking")
        assert desk.entry(key).attempt.before, "the look before it is kept until its end is clear"
        assert await found(desk, key) == []
        await desk.delivered()
        assert await found(desk, key) == []
