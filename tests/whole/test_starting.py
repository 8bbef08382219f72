"""A start that fails after the files are open: it is said, and the folder can be opened again at once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.errors import AppError
from tests.whole.room import room

ERRORS = [AppError("The disk is full.", "Make room."), ZeroDivisionError("a fault")]


@pytest.mark.parametrize("error", ERRORS, ids=["trouble", "fault"])
async def test_a_start_that_fails_leaves_the_folder_free(tmp_path: Path, error: Exception) -> None:
    failing: list[Exception] = []

    def now() -> datetime:
        if failing:
            raise failing[0]
        return datetime.now(UTC)

    async with room(tmp_path, now=now) as desk:
        await desk.connect()
        await desk.type(desk.there.ids()[0], {"shipping_method": "Tram"})
        await desk.close()
        failing.append(error)
        with pytest.raises(type(error), match=str(error)):
            await desk.open()
        failing.clear()
        await desk.open()
        await desk.in_step()
        assert [entry.state for entry in desk.outbox()] == ["draft"]
