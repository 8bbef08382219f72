"""The gateway's limit, and the time that every answer carries (contract 8, 11)."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

from tests.sandbox.desks import NOW
from tests.sandbox.ordermesh.meshes import Mesh, opened


async def test_the_tenth_request_of_a_second_is_refused_for_all_services_together() -> None:
    async with opened(pace=1.0) as mesh:
        mesh.pass_time(60)
        paths = ("/v1/orders?pageSize=1", "/v1/notes", "/catalog/v1/merchantCatalog")
        answers = [await mesh.harbor.get(paths[place % 3]) for place in range(10)]
        assert [answer.status_code for answer in answers] == [200] * 9 + [429]
        assert answers[-1].headers["retry-after"] == "5"
        words = "Rate limit is exceeded. Try again in 5 seconds."
        assert answers[-1].json() == {"statusCode": 429, "message": words}
        assert (await mesh.deich.get("/v1/notes")).status_code == 200
        mesh.pass_time(1.1)
        assert (await mesh.harbor.get("/v1/notes")).status_code == 200


async def test_a_faster_pace_lets_the_second_pass_sooner() -> None:
    async with opened(pace=10.0) as mesh:
        mesh.pass_time(60)
        while (answer := await mesh.harbor.get("/v1/notes")).status_code == 200:
            pass
        assert answer.headers["retry-after"] == "1"
        mesh.pass_time(0.11)
        assert [(await mesh.harbor.get("/v1/notes")).status_code for _ in range(2)] == [200, 200]


async def test_pace_off_never_refuses(mesh: Mesh) -> None:
    assert {(await mesh.harbor.get("/v1/notes?pageSize=1")).status_code for _ in range(25)} == {200}


async def test_every_answer_carries_the_time(mesh: Mesh) -> None:
    for later in (timedelta(), timedelta(hours=5)):
        answers = [
            await mesh.harbor.get("/v1/orders"),
            await mesh.harbor.get("/v1/orders/none"),
            await mesh.harbor.get("/nothing"),
            await mesh.root.get("/v1/orders"),
            await mesh.root.post("/user/v1/login", json={}),
            await mesh.harbor.delete("/v1/notes/none"),
        ]
        assert {answer.status_code for answer in answers} == {200, 400, 401, 404}
        for answer in answers:
            assert timedelta() <= parsedate_to_datetime(answer.headers["date"]) - NOW - later < timedelta(minutes=5)
        mesh.pass_time(5 * 3_600)
