"""The program's process as its parent sees it: born, asked, killed."""

import asyncio
import multiprocessing
import signal
from typing import Any

from tests.campaigns.looks import Look
from tests.campaigns.program import Birth, live

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.campaigns.program"])
"""A life begins as a copy of a process that has imported everything and runs nothing: in milliseconds."""

PATIENCE = 60.0
"""Seconds after which a process that does not answer has broken down."""


class Killed(Exception):
    """The process is dead by SIGKILL: what was asked last has no answer."""


class Process:
    """One life of the program. Every question but the last one is answered, or raises Killed."""

    def __init__(self, birth: Birth) -> None:
        self.birth = birth
        self._pipe, its = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=live, args=(its, birth), daemon=True)
        self._process.start()
        its.close()

    async def ask(self, command: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever the command answers
        """Have the program do something and wait for its answer. Raises Killed."""
        try:
            self._pipe.send((command, arguments))
        except OSError:
            self._bury()
        return await asyncio.to_thread(self.receive)

    def receive(self) -> Any:  # noqa: ANN401
        """The next answer; blocks. The first one of a life is what it shows when it has opened. Raises Killed."""
        try:
            if not self._pipe.poll(PATIENCE):
                raise TimeoutError("the program does not answer")
            return self._pipe.recv()
        except (EOFError, ConnectionError):
            return self._bury()

    async def opened(self) -> Look:
        """The first look."""
        look: Look = await asyncio.to_thread(self.receive)
        return look

    async def dies(self) -> None:
        """Wait until it has killed itself. TimeoutError when it goes on living."""
        try:
            await asyncio.to_thread(self.receive)
        except Killed:
            return
        raise AssertionError("the program answered nobody's question")

    def kill(self) -> None:
        """SIGKILL, from outside."""
        self._process.kill()

    async def end(self) -> None:
        """Close the pipe; the program ends in order."""
        self._pipe.close()
        await asyncio.to_thread(self._process.join, PATIENCE)
        self._process.close()

    def _bury(self) -> None:
        self._process.join(PATIENCE)
        code = self._process.exitcode
        self._pipe.close()
        if code != -signal.SIGKILL:
            raise AssertionError(f"the program broke down by itself, exit code {code}")
        raise Killed
