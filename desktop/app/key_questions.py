"""Asking for the key in small windows before the desk is open."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from desktop.app.keys import FORGOTTEN, AskKey
from desktop.errors import AppError
from desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.opening.key_dialogs import KeyPage

Page = TypeVar("Page", bound="KeyPage")
Told = asyncio.Future[str | None]


class KeyQuestions:
    """One small window at a time; each question waits for its answer without blocking the loop.

    A window is read when it is asked for: where the key is simply had, the desk is there sooner.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._page: KeyPage | None = None
        self._told: Told = asyncio.get_running_loop().create_future()

    def ask(self) -> AskKey:
        """The questions as functions."""
        return AskKey(choose=self._choose, passphrase=self._passphrase, recover=self._recover)

    async def locked(self, error: AppError) -> bool:
        """Say why the desk cannot be opened; True when it is to be tried again."""
        from desktop.ui.opening.key_dialogs import LockedPage

        self.close()
        page = self._open(LockedPage(self._theme, error.title, error.hint))
        page.retry_wanted.connect(partial(self._tell, "again"))
        return await self._answer() is not None

    async def _choose(self, error: AppError | None) -> str | None:
        from desktop.ui.opening.key_dialogs import ChoosePassphrase

        page = self._page
        if not isinstance(page, ChoosePassphrase):
            page = self._open(ChoosePassphrase(self._theme))
            page.chosen.connect(self._tell)
        elif error is not None:
            page.tell_error(error.title, error.hint)
        return await self._answer()

    async def _passphrase(self, wrong: AppError | None) -> str | None:
        from desktop.ui.opening.key_dialogs import AskPassphrase

        page = self._page
        if not isinstance(page, AskPassphrase):
            page = self._open(AskPassphrase(self._theme))
            page.typed.connect(self._tell)
            page.recovery_wanted.connect(partial(self._tell, FORGOTTEN))
        if wrong is not None:
            page.tell_error(wrong.title, wrong.hint)
        return await self._answer()

    async def _recover(self, error: AppError) -> str | None:
        from desktop.ui.opening.key_dialogs import TypeRecoveryCode

        page = self._page
        if not isinstance(page, TypeRecoveryCode):
            page = self._open(TypeRecoveryCode(self._theme))
            page.typed.connect(self._tell)
        page.tell_error(error.title, error.hint)
        return await self._answer()

    def _open(self, page: Page) -> Page:
        self.close()
        self._page = page
        page.quit_wanted.connect(partial(self._tell, None))
        page.show()
        return page

    def _tell(self, answer: str | None) -> None:
        if not self._told.done():
            self._told.set_result(answer)

    async def _answer(self) -> str | None:
        self._told = asyncio.get_running_loop().create_future()
        return await self._told

    def close(self) -> None:
        """Take the small window away."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
            self._page = None
