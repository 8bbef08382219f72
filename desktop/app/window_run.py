"""The desk in a window: Qt and its loop started, the key asked for, the window shown, and everything ended in order."""

import asyncio
import gc
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import qasync
from PySide6.QtCore import QLocale, QTimeZone
from PySide6.QtWidgets import QApplication

from desktop.app.ending import EndBySignal
from desktop.app.key_questions import KeyQuestions
from desktop.app.keys import handed_over, key_of
from desktop.app.single import FirstWindow, raise_first
from desktop.errors import AppError
from desktop.ui.kit.theme import Choice, Theme
from desktop.ui.words.values import Values

if TYPE_CHECKING:
    from desktop.app.session import Session


def run_window(options: Namespace, folder: Path) -> int:
    """Show the desk until its window is closed; returns the exit code."""
    QLocale.setDefault(local_locale())
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Wholedesk")
    app.setQuitOnLastWindowClosed(False)
    theme = Theme(app.styleHints())
    if options.theme:
        theme.choose(Choice[options.theme.upper()])
    theme.apply(app)
    theme.changed.connect(lambda: theme.apply(app))
    gc.disable()  # what is made until the window stands is there to stay
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        code: int = loop.run_until_complete(open_window(options, folder, theme))
    return code


async def open_window(options: Namespace, folder: Path, theme: Theme) -> int:
    """Open the desk of a folder and wait until its window is closed; returns the exit code."""
    if await raise_first(folder):
        return 0
    first, questions = FirstWindow(folder), KeyQuestions(theme)
    try:
        session = await _begin(options, folder, theme, first, questions)
        if isinstance(session, int):
            return session
        questions.close()
        ending = EndBySignal(session.close)
        gc.freeze()
        gc.enable()
        await session.ended()
        first.close()  # who starts the desk from now on gets a window of its own
        ending.close()
        await session.stop()
        return 0
    finally:
        gc.enable()
        questions.close()
        first.close()


async def _begin(
    options: Namespace, folder: Path, theme: Theme, first: FirstWindow, questions: KeyQuestions
) -> "Session | int":
    """Open the desk, asking again where it cannot be; the exit code where it is not to be opened here."""
    passphrase = await handed_over(options)  # who hands one over is told at the terminal that it cannot be read
    while True:
        try:
            opening = asyncio.ensure_future(key_of(options, folder, questions.ask(), passphrase))
            passphrase = ""
            await asyncio.sleep(0)
            from desktop.app.session import Session, pace_of  # while the keyring, or the passphrase, takes its time

            opened = await opening
            if opened is None:
                return 0
            values, pace = Values(locale=QLocale(), zone=local_zone()), pace_of(options)
            session = Session(options, folder, opened, theme, values, pace=pace)
            first.listen()  # the folder is ours from here on
            await session.start()
            session.window.fit(session.window.screen().availableSize())
            first.raise_wanted.connect(session.raise_window)
            return session
        except AppError as error:  # another desk, a wrong key, a full disk: said in words, and asked again
            first.close()
            if await raise_first(folder):
                return 0
            if not await questions.locked(error):
                return 1
            if await raise_first(folder):  # it may have been busy, and holds the folder still
                return 0


def local_locale() -> QLocale:
    """How this computer writes numbers and days; British English where it says nothing, for C groups no digits."""
    system = QLocale.system()
    return QLocale("en_GB") if system.language() == QLocale.Language.C else system


def local_zone() -> ZoneInfo:
    """The zone of this computer; UTC where it has no name that is known here."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
