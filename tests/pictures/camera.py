"""Takes pictures: a window with everything that lies over it, in both themes and at both sizes, as small PNG files."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.ui.kit.theme import Choice, Theme
from tests.pictures.palette import develop, own_colors

SIZES = ((1280, 800), (1920, 1080))
THEMES = (Choice.LIGHT, Choice.DARK)
TURN = 0.02
"""Seconds in which Qt hands out what waits for it: a window is laid out and dressed anew."""

Size = tuple[int, int]
Settle = Callable[[], Awaitable[None]]


class Camera:
    """Saves pictures of what is on screen to a folder; another process develops them while the next are taken."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self.folder = folder
        self.theme = theme
        self._darkroom = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        self._developed: list[Future[Path]] = []

    async def shoot(
        self, name: str, window: QWidget, settle: Settle, sizes: Sequence[Size] = SIZES,
        dressed: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """One picture for each theme and size.

        `settle` waits until the window has read what it shows; `dressed` is done when it has another theme.
        """
        for size in sizes:
            window.resize(*size)
            await settle()
            for choice in THEMES:
                self.theme.choose(choice)
                dressed()
                await turn()
                self._develop(picture(window), f"{name}-{choice.name.lower()}-{size[0]}x{size[1]}.png")
        self.theme.choose(Choice.LIGHT)
        window.resize(*sizes[0])

    def files(self) -> list[Path]:
        """All that were taken, once they are on disk. Raises OSError for one that could not be written."""
        return [developed.result() for developed in self._developed]

    def _develop(self, image: QImage, name: str) -> None:
        pixels, size, own = bytes(image.constBits()), image.size().toTuple(), own_colors(self.theme.tokens)
        self._developed.append(self._darkroom.submit(develop, pixels, size, own, self.folder / name))


async def turn() -> None:
    """Let everything that waits for the loop be done, and painted."""
    for _ in range(3):
        await asyncio.sleep(TURN)


def picture(window: QWidget) -> QImage:
    """A window with the dialogs and menus over it, as a screen would show them."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    painter = QPainter(image)
    for one in sorted(over, key=lambda widget: isinstance(widget, QMenu)):
        painter.drawPixmap(_place(one, window), one.grab())
    painter.end()
    return image


def _place(one: QWidget, window: QWidget) -> QPoint:
    """Dialogs in the middle of their window, where a window manager puts them; menus where they opened, on screen."""
    box = QRect(one.pos() - window.mapToGlobal(QPoint(0, 0)), one.size())
    if isinstance(one, QDialog):
        box.moveCenter(window.rect().center())
    box.moveRight(min(box.right(), window.rect().right()))
    return box.topLeft()
