"""A thread that owns one connection for reading, and answers questions in turn."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, TypeVarTuple

from desktop.store.database import Connection
from desktop.store.failures import in_words

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")

STEPS_BETWEEN_LOOKS = 50_000
"""SQLite's steps between two looks at whether the answer is still wanted: a millisecond or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    future: Future[Any]
    run: Callable[[Connection], object]


class Reader:
    """Runs plain functions of a connection, one after the other, on a thread of its own.

    A question that is cancelled, by its asker or by a newer one in its lane, is dropped before it runs, stopped while
    it runs, and its answer is dropped after it ran. Without a lane a question waits for its turn.
    """

    def __init__(self, name: str, open_connection: Callable[[], Connection]) -> None:
        self._open = open_connection
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._lock = threading.Lock()  # of the lanes and of closing
        self._newest: dict[str, Future[Any]] = {}
        self._running: Future[Any] | None = None
        self._connection: Connection | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._thread.start()

    def ask(
        self, function: Callable[[Connection, *Given], Answer], *arguments: *Given, lane: str = ""
    ) -> "Future[Answer]":
        """Have `function(connection, *arguments)` run. The future is cancelled when the question has become stale."""
        future: Future[Answer] = Future()  # it stays pending until it is answered, so that it can always be cancelled
        with self._lock:
            if self._is_closed:
                future.cancel()
                return future
            older = self._newest.get(lane)
            if lane:
                self._newest[lane] = future
            self._questions.put(_Question(future=future, run=lambda connection: function(connection, *arguments)))
        if older is not None:
            older.cancel()
        return future

    def close(self) -> None:
        """Drop what waits, stop what runs, and close the connection."""
        with self._lock:
            self._is_closed = True
        with suppress(Empty):
            while (question := self._questions.get_nowait()) is not None:
                question.future.cancel()
        self._questions.put(None)
        if (running := self._running) is not None:
            running.cancel()
        self._thread.join()

    def _live(self) -> None:
        while (question := self._questions.get()) is not None:
            self._running = question.future
            if not (self._is_closed or question.future.cancelled()):
                self._answer(question)
            self._running = None
        if self._connection is not None:
            self._connection.close()

    def _opened(self) -> Connection:
        if self._connection is None:
            connection = self._open()
            # Connection.interrupt() is lost when the statement has not begun yet; this is not.
            connection.set_progress_handler(self._is_stale, STEPS_BETWEEN_LOOKS)
            self._connection = connection
        return self._connection

    def _is_stale(self) -> bool:
        return self._running is not None and self._running.cancelled()

    def _answer(self, question: _Question) -> None:
        answer: object = None
        failure: BaseException | None = None
        try:
            with in_words():
                answer = question.run(self._opened())
        except BaseException as error:  # noqa: BLE001 - it is not ours: the asker gets it
            failure = error
        with suppress(InvalidStateError):  # cancelled meanwhile: nobody waits for the answer
            if failure is None:
                question.future.set_result(answer)
            else:
                question.future.set_exception(failure)
