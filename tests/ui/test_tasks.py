"""Coroutines of the window: kept, cancelled by key, and none of their errors lost."""

import asyncio
import sys

import pytest

from desktop.errors import AppError, Offline
from desktop.ui.kit.tasks import Tasks


class Said:
    """What the user was shown."""

    def __init__(self) -> None:
        self.words: list[tuple[str, str]] = []

    def __call__(self, title: str, hint: str) -> None:
        self.words.append((title, hint))


async def fail(error: Exception) -> None:
    await asyncio.sleep(0)
    raise error


async def test_an_error_is_shown_with_what_to_do() -> None:
    said = Said()
    tasks = Tasks(said)
    tasks.start(fail(Offline("Acme cannot be reached.", "Your edits are kept.")))
    await tasks.idle()
    assert said.words == [("Acme cannot be reached.", "Your edits are kept.")]


async def test_who_started_the_work_may_take_its_error() -> None:
    said, taken = Said(), list[AppError]()
    tasks = Tasks(said)
    tasks.start(fail(AppError("The disk is full.")), failed=taken.append)
    await tasks.idle()
    assert (said.words, [error.title for error in taken]) == ([], ["The disk is full."])


async def test_a_newer_question_abandons_the_older_one_of_its_key() -> None:
    tasks, answers = Tasks(Said()), list[str]()
    gate = asyncio.Event()

    async def ask(answer: str) -> None:
        await gate.wait()
        answers.append(answer)

    tasks.start(ask("old"), key="rows")
    tasks.start(ask("other"), key="record")
    tasks.start(ask("new"), key="rows")
    gate.set()
    await tasks.idle()
    assert sorted(answers) == ["new", "other"]


async def test_abandoned_work_is_no_error() -> None:
    said = Said()
    tasks = Tasks(said)
    tasks.start(_wait(), key="rows")
    tasks.cancel("rows")
    await tasks.idle()
    assert said.words == []


async def test_closing_ends_what_still_waits() -> None:
    tasks = Tasks(Said())
    tasks.start(_wait())
    tasks.close()
    await tasks.idle()


async def test_what_was_typed_is_written_although_the_window_closes() -> None:
    tasks, written = Tasks(Said()), list[str]()

    async def write() -> None:
        await asyncio.sleep(0)
        written.append("NL-2291")

    tasks.start(write(), must_end=True)
    tasks.close()
    await tasks.idle()
    assert written == ["NL-2291"]


async def test_a_mistake_of_ours_is_told_and_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    said, logged = Said(), list[BaseException]()
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: logged.append(error))
    tasks = Tasks(said)
    tasks.start(fail(ZeroDivisionError("oops")))
    await tasks.idle()
    assert said.words == [
        ("Something went wrong in the desk itself.", "Your changes are kept. Try again, or start the desk anew.")
    ]
    assert [type(error) for error in logged] == [ZeroDivisionError]


async def _wait() -> None:
    await asyncio.Event().wait()


def test_a_clock_that_ticks_after_the_loop_has_ended_begins_nothing() -> None:
    tasks = Tasks(lambda title, hint: None)
    began = []

    async def work() -> None:
        began.append(True)

    tasks.start(work(), key="tick")
    assert began == []
