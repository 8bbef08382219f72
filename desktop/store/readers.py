"""A thread that owns one connection for reading, and answers questions in turn."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, TypeVarTuple

from desktop.store.database import Connection

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    number: int
    future: Future[Any]
    run: Callable[[Connection], object]


class Reader:
    """Runs plain functions of a connection, one after the other, on a thread of its own.

    A question that is cancelled, by its asker or by a newer one in its lane, is dropped before it runs, interrupted
    while it runs, and its answer is dropped after it ran. Without a lane a question waits for its turn.
    """

    def __init__(self, name: str, open_connection: Callable[[], Connection]) -> None:
        self._open = open_connection
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._lock = threading.RLock()  # a future that is cancelled calls back on the thread that cancels it
        self._asked = 0
        self._newest: dict[str, Future[Any]] = {}
        self._running = 0
        self._connection: Connection | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._thread.start()

    def ask(
        self, function: Callable[[Connection, *Given], Answer], *arguments: *Given, lane: str = ""
    ) -> "Future[Answer]":
        """Have `function(connection, *arguments)` run. The future is cancelled when the question has become stale."""
        future: Future[Answer] = Future()
        with self._lock:
            if self._is_closed:
                future.cancel()
                return future
            self._asked = number = self._asked + 1
            older = self._newest.get(lane)
            if lane:
                self._newest[lane] = future
            future.add_done_callback(lambda _: self._forget(number, future, lane))
            self._questions.put(
                _Question(number=number, future=future, run=lambda connection: function(connection, *arguments))
            )
        if older is not None:
            older.cancel()
        return future

    def close(self) -> None:
        """Cancel what waits, interrupt what runs, and close the connection."""
        with self._lock:
            self._is_closed = True
        with suppress(Empty):
            while (question := self._questions.get_nowait()) is not None:
                question.future.cancel()
        self._questions.put(None)
        self._interrupt(self._running)
        self._thread.join()

    def _forget(self, number: int, future: "Future[Any]", lane: str) -> None:
        with self._lock:
            if self._newest.get(lane) is future:
                del self._newest[lane]
            if future.cancelled():
                self._interrupt(number)

    def _interrupt(self, number: int) -> None:
        """Interrupt that question and no other: the lock keeps the thread from going on to the next meanwhile."""
        with self._lock:
            if number and number == self._running and self._connection is not None:
                self._connection.interrupt()

    def _live(self) -> None:
        while (question := self._questions.get()) is not None:
            with self._lock:
                if question.future.cancelled():
                    continue
                self._running = question.number
            self._answer(question)
        if self._connection is not None:
            self._connection.close()

    def _answer(self, question: _Question) -> None:
        answer: object = None
        failure: BaseException | None = None
        try:
            if self._connection is None:
                self._connection = self._open()
            answer = question.run(self._connection)
        except BaseException as error:  # noqa: BLE001 - it is not ours: the asker gets it
            failure = error
        with self._lock:
            self._running = 0
        with suppress(InvalidStateError):  # cancelled meanwhile: nobody waits for the answer
            if failure is None:
                question.future.set_result(answer)
            else:
                question.future.set_exception(failure)
