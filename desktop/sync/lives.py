"""The tasks that an account lives by: begun, ended, and begun anew when one of them ends by trouble."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime

from desktop.errors import AppError
from desktop.store.failures import worded
from desktop.sync.account import Account
from desktop.sync.troubles import Trouble
from desktop.sync.waits import heard

Life = Callable[[Account], Coroutine[object, object, None]]

FAULT = AppError("Something went wrong in Wholedesk itself.", "Start it again; your unsent changes are kept.")


class Lives:
    """Guards the lives of every account. `told()` says that an account's state has changed.

    `pauses` are the seconds before a life begins anew after it ended by trouble; what was wrong is shown until it
    has stood for as long as the pause, a fault of the program for the longest.
    """

    def __init__(
        self, lives: Mapping[str, Life], *,
        now: Callable[[], datetime], told: Callable[[], None], pauses: Sequence[float],
    ) -> None:  # fmt: skip
        self._lives = lives
        self._now = now
        self._told = told
        self._pauses = pauses
        self._resting: dict[tuple[str, str], asyncio.Event] = {}

    def hurry(self, account: Account) -> None:
        """Begin anew now what waits after trouble: the user may have mended it."""
        for name in self._lives:
            if (resting := self._resting.get((account.id, name))) is not None:
                resting.set()

    def begin(self, account: Account) -> None:
        """Begin an account's lives, unless it is paused or not let in."""
        if account.settings.paused or account.is_locked_out:
            return
        account.working = True
        begin = asyncio.get_running_loop().create_task
        account.tasks = [begin(self._guard(account, name, life)) for name, life in self._lives.items()]

    async def end(self, account: Account) -> None:
        """End an account's lives; none is cut between its first and last commit, for commits never wait."""
        tasks, account.tasks = account.tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for name in self._lives:
            account.troubles.clear(name)

    async def _guard(self, account: Account, name: str, life: Life) -> None:
        """Live one life again and again until it ends by itself."""
        tries = 0
        stands = 0.0  # seconds after which the life that was begun anew is well again
        while True:
            task = asyncio.get_running_loop().create_task(life(account))
            try:
                done, _ = await asyncio.wait([task], timeout=stands or None)
                if not done:
                    tries, stands = 0, 0.0
                    account.troubles.clear(name)
                    self._told()
                    await asyncio.wait([task])
            except asyncio.CancelledError:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                raise
            if (error := task.exception()) is None:
                return
            pause = self._pauses[min(tries, len(self._pauses) - 1)]
            tries += 1
            told = worded(error)  # what a file of ours refused, wherever in a life it was met
            is_fault = not isinstance(told, AppError)
            stands = max(stands, self._pauses[-1] if is_fault else pause)
            self._report(account, name, told)
            if await self._rest(account, name, pause) and not is_fault:
                tries, stands = 0, self._pauses[0]

    async def _rest(self, account: Account, name: str, pause: float) -> bool:
        """Wait before a life begins anew; returns whether that was cut short."""
        self._resting[account.id, name] = resting = asyncio.Event()
        try:
            return await heard(resting, pause)
        finally:
            del self._resting[account.id, name]

    def _report(self, account: Account, name: str, error: BaseException) -> None:
        """Trouble of ours (a full disk) is said as it is; any other error is a fault: shown and logged."""
        if not isinstance(error, AppError):
            asyncio.get_running_loop().call_exception_handler(
                {"message": "a task of an account ended", "exception": error}
            )
            error = FAULT
        account.working = False
        account.troubles.note(name, Trouble(error=error, since=self._now()))
        self._told()
