"""Rows made again, behind, when an account's options or tables are others: from the copy alone, whatever its line."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from desktop.errors import AppError
from desktop.sync.account import Account
from desktop.sync.filing import Filing


class Remaking:
    """One task for each account at most. `take_references` gives an account the lists that rows are made with."""

    def __init__(self, filing: Filing, take_references: Callable[[Account], None]) -> None:
        self._filing = filing
        self._take_references = take_references
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def begin(self, account: Account) -> None:
        """Use the account's options as they are now, and make every row again that was made with others."""
        await self.end(account)
        self._take_references(account)
        self._tasks[account.id] = asyncio.get_running_loop().create_task(self._run(account))

    async def end(self, account: Account) -> None:
        """Leave it where it stands; rows that are not made again yet are the first ones of the next time."""
        if task := self._tasks.pop(account.id, None):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _run(self, account: Account) -> None:
        with suppress(AppError):  # a full disk, say: the next round goes on with it, and says what is wrong
            for resource in account.resources():
                await self._filing.remake(account, resource)
