"""The way into the desk on a computer without a keyring, from its small windows to the real one and back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.options import read_options
from desktop.app.window_run import open_window
from desktop.ui.frame.window import Window
from desktop.ui.kit.theme import Theme
from desktop.ui.opening.key_dialogs import AskPassphrase, ChoosePassphrase, KeyPage, LockedPage, TypeRecoveryCode
from desktop.ui.opening.recovery_dialog import RecoveryDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import Label
from desktop.ui.parts.notices import Notice

Page = TypeVar("Page", bound=QWidget)
PASSPHRASE, OTHER = "a quiet harbour at dawn", "three boats and a bell"
PATIENCE = 30.0


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator["asyncio.Task[int]"]:
    """The program on a folder, until its window is closed."""
    options = read_options(["--data", str(folder)])
    start = asyncio.ensure_future(open_window(options, folder, Theme(QApplication.styleHints())))
    try:
        yield start
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Window | KeyPage) and window.isVisible():
                window.close()
        await asyncio.wait_for(start, PATIENCE)
    finally:
        start.cancel()
        await asyncio.wait([start])


async def until(fact: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not fact():  # noqa: ASYNC110 - what is seen tells nobody that it is
            await asyncio.sleep(0.01)


async def seen(kind: type[Page]) -> Page:
    """Wait until a window of this sort is seen."""

    def shown() -> list[Page]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    await until(shown)
    (window,) = shown()
    window.activateWindow()
    return window


async def told(page: KeyPage, words: str) -> None:
    """Wait until the page says something."""
    await until(lambda: words in page.error.accessibleName())


def fill(page: KeyPage, *texts: str) -> None:
    """Type into its fields, one after the other, and Enter."""
    lines = page.findChildren(QLineEdit)
    for line, text in zip(lines, texts, strict=True):
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
    QTest.keyClick(lines[-1], Qt.Key.Key_Return)


def caches(folder: Path) -> list[Path]:
    return list(folder.glob("cache*"))


def press(window: QWidget, words: str) -> None:
    next(each for each in window.findChildren(Button) if each.accessibleName() == words).click()


async def set_up(folder: Path) -> str:
    """The first start: choose a passphrase; returns the recovery code that is offered."""
    async with started(folder):
        fill(await seen(ChoosePassphrase), PASSPHRASE, PASSPHRASE)
        dialog = await seen(RecoveryDialog)
        code = "-".join(label.text() for label in dialog.findChildren(Label) if label.use.name == "CODE")
        dialog.reject()
    return code


async def test_a_passphrase_is_chosen_and_opens_the_desk_again(tmp_path: Path, qtbot: QtBot) -> None:
    async with started(tmp_path):
        page = await seen(ChoosePassphrase)
        fill(page, "short", "short")
        assert page.isVisible()
        fill(page, PASSPHRASE, OTHER)
        assert page.isVisible()
        fill(page, PASSPHRASE, PASSPHRASE)
        (await seen(RecoveryDialog)).reject()
    async with started(tmp_path):
        asked = await seen(AskPassphrase)
        fill(asked, OTHER)
        await told(asked, "passphrase")
        fill(asked, PASSPHRASE)
        await seen(Window)


async def test_the_recovery_code_sets_a_new_passphrase(tmp_path: Path, qtbot: QtBot) -> None:
    code = await set_up(tmp_path)
    async with started(tmp_path):
        press(await seen(AskPassphrase), "Use the recovery code")
        page = await seen(TypeRecoveryCode)
        fill(page, code[:-1] + ("A" if code[-1] != "A" else "B"))
        await told(page, "code")
        fill(page, code.lower().replace("-", " "))
        fill(await seen(ChoosePassphrase), OTHER, OTHER)
        await seen(Window)
    async with started(tmp_path):
        fill(await seen(AskPassphrase), OTHER)
        await seen(Window)


async def test_a_desk_file_that_is_cut_off_is_told_and_tried_again(tmp_path: Path, qtbot: QtBot) -> None:
    await set_up(tmp_path)
    whole = (tmp_path / "desk").read_bytes()
    (tmp_path / "desk").write_bytes(whole[: len(whole) // 2])
    async with started(tmp_path):
        fill(await seen(AskPassphrase), PASSPHRASE)
        page = await seen(LockedPage)
        assert (tmp_path / "desk").read_bytes() == whole[: len(whole) // 2]
        (tmp_path / "desk").write_bytes(whole)
        press(page, "Try again")
        fill(await seen(AskPassphrase), PASSPHRASE)
        await seen(Window)


async def test_a_cache_that_is_damaged_is_set_aside_and_said(tmp_path: Path, qtbot: QtBot) -> None:
    await set_up(tmp_path)
    (tmp_path / "cache").write_bytes(b"no file of ours" * 1000)
    async with started(tmp_path):
        fill(await seen(AskPassphrase), PASSPHRASE)
        window = await seen(Window)
        await until(lambda: [each for each in window.findChildren(Notice) if "set aside" in each.accessibleName()])
    assert len(caches(tmp_path)) > 1


async def test_giving_up_ends_the_program(tmp_path: Path, qtbot: QtBot) -> None:
    async with started(tmp_path) as start:
        press(await seen(ChoosePassphrase), "Quit")
        assert await asyncio.wait_for(start, PATIENCE) == 0
