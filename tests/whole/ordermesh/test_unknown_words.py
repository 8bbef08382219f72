"""Words of OrderMesh’s that nobody has seen (0 d). Its stand-in reckons an order’s word: the wire tells another one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.questions import Filter
from desktop.sandbox.wire import Answer, Request
from tests.whole.acting import fields, form
from tests.whole.ordermesh.mesh_desk import mesh_room
from tests.whole.there import There

WORD = "InEmbroidery"


def tell(there: There, monkeypatch: pytest.MonkeyPatch, member: str, now: str, word: str) -> None:
    """Where orders say `now`, they say another word."""
    platform = there.sandbox.world.platforms[there.vendor]
    usual, spelled = platform.answer, re.compile(rf'("{member}":\s*)"{now}"'.encode())

    def answer(request: Request) -> Answer:
        said = usual(request)
        return replace(said, body=spelled.sub(rf'\g<1>"{word}"'.encode(), said.content()))

    monkeypatch.setattr(platform, "answer", answer)


async def test_an_unknown_status_stands_in_table_filter_and_pane_and_counts_as_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with mesh_room(tmp_path) as desk:
        tell(desk.there, monkeypatch, "status", "Open", WORD)
        keys = {key for key in desk.there.ids() if desk.there.record(key)["order"]["status"] == "Open"}
        await desk.connect()
        found = await desk.page(filters=(Filter(column="vendor_state", how="among", values=(WORD,)),))
        assert {row.key for row in found.rows} == keys != set()
        key = found.rows[0].key
        shown = await fields(desk, key)
        assert shown["vendor_state"].value == WORD
        assert shown["ship_to.city"].locked == "", "only what is known to be final locks"
        opened = await form(desk, key)
        assert WORD in [cell.value for line in opened.lines[0].lines for cell in line.cells]
        assert any(WORD in raw.text for raw in opened.raw)


async def test_an_unknown_currency_stands_beside_its_amounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    async with mesh_room(tmp_path) as desk:
        for member in ("currency", "currencyCode"):
            tell(desk.there, monkeypatch, member, "USD", "XQQ")
        await desk.connect()
        rows = (await desk.page()).rows
        assert "XQQ" in {row.values["currency"] for row in rows}
        assert all(row.values["total"] is not None for row in rows)
