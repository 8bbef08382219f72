"""Notes (contract 5.2)."""

import pytest

from desktop.sandbox.ordermesh.plans import HARBOR_PRINT
from tests.sandbox.ordermesh.meshes import Json, Mesh, wrong


async def new_note(mesh: Mesh, text: str = "My new note") -> Json:
    sent = {"orderId": mesh.some_order("Open")["id"], "text": text}
    answer = await mesh.harbor.post("/v1/notes", json=sent)
    assert answer.status_code == 201
    found: Json = answer.json()["note"]
    return found


async def of_order(mesh: Mesh, id: str) -> list[Json]:
    found: list[Json] = (await mesh.harbor.get("/v1/notes", params={"orderId": id})).json()["notes"]
    return found


async def test_a_note_tells_whose_it_is_and_when_it_was_made(mesh: Mesh) -> None:
    note = await new_note(mesh)
    assert note.keys() == {"id", "orderId", "text", "createdBy", "createdAt", "updatedAt"}
    assert (note["text"], note["createdBy"], note["updatedAt"]) == ("My new note", HARBOR_PRINT.client_id, None)
    assert (await mesh.harbor.get(f"/v1/notes/{note['id']}")).json() == {"note": note}
    assert (await of_order(mesh, note["orderId"]))[0] == note


async def test_the_same_note_twice_is_two_notes(mesh: Mesh) -> None:
    first, second = await new_note(mesh), await new_note(mesh)
    assert first["id"] != second["id"]
    assert [note["text"] for note in await of_order(mesh, first["orderId"])][:2] == ["My new note"] * 2


async def test_notes_are_listed_of_one_order_or_all(mesh: Mesh) -> None:
    notes = (await mesh.harbor.get("/v1/notes")).json()["notes"]
    assert len({note["orderId"] for note in notes}) > 1
    id = notes[0]["orderId"]
    assert await of_order(mesh, id) == [note for note in notes if note["orderId"] == id]
    assert await of_order(mesh, "none") == []


async def test_a_put_replaces_the_note_and_one_without_its_order_belongs_to_none(mesh: Mesh) -> None:
    note = await new_note(mesh)
    path = f"/v1/notes/{note['id']}"
    after = (await mesh.harbor.put(path, json={**note, "text": "Other words"})).json()["note"]
    assert after == {**note, "text": "Other words", "updatedAt": after["updatedAt"]}
    assert after["updatedAt"] >= note["createdAt"]
    assert {*mesh.writes()[-1].ignored} == {"id", "createdBy", "createdAt"}
    lost = (await mesh.harbor.put(path, json={"text": "Lost"})).json()["note"]
    assert (lost["text"], lost["orderId"]) == ("Lost", None)
    assert mesh.writes()[-1].absent == ("orderId",)
    assert note["id"] not in {each["id"] for each in await of_order(mesh, note["orderId"])}


async def test_a_note_is_deleted(mesh: Mesh) -> None:
    note = await new_note(mesh)
    answer = await mesh.harbor.delete(f"/v1/notes/{note['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert wrong(await mesh.harbor.get(f"/v1/notes/{note['id']}")) == (404, None)
    assert wrong(await mesh.harbor.delete(f"/v1/notes/{note['id']}")) == (404, None)


async def test_a_note_has_a_log(mesh: Mesh) -> None:
    note = await new_note(mesh)
    await mesh.harbor.put(f"/v1/notes/{note['id']}", json={**note, "text": "Other words"})
    logs = (await mesh.harbor.get(f"/v1/notes/{note['id']}/auditLogs")).json()["auditLogs"]
    assert [log["action"] for log in logs] == ["Created", "Updated"]


@pytest.mark.parametrize(
    ("sent", "status", "name"),
    [
        ({"text": "x"}, 400, "OrderId"),
        ({"text": "x", "orderId": "none"}, 404, None),
        ({"orderId": "{order}"}, 400, "Text"),
        ({"orderId": "{order}", "text": " "}, 400, "Text"),
        ({"orderId": "{order}", "text": 5}, 400, "Text"),
    ],
)
async def test_a_note_needs_an_order_and_words(mesh: Mesh, sent: Json, status: int, name: str | None) -> None:
    id = mesh.some_order("Open")["id"]
    filled = {key: id if value == "{order}" else value for key, value in sent.items()}
    assert wrong(await mesh.harbor.post("/v1/notes", json=filled)) == (status, name)
    assert wrong(await mesh.harbor.put("/v1/notes/none", json={"text": "x"})) == (404, None)
