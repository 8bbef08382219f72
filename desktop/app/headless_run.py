"""`--demo --headless`: load everything, compare it with the sandbox's own records, print one JSON object, end."""

import asyncio
import json
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.app import headless
from desktop.errors import AppError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.app.session import Session

STILL = 300.0
"""Seconds in which nothing more is loaded after which loading is given up; what vendors have one wait for is less."""


def run_headless(options: Namespace, folder: Path) -> int:
    """Returns 0 when ids and contents of every account are those of the sandbox, else 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    import qasync
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from desktop.app.window_run import local_locale

    QLocale.setDefault(local_locale())
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        code: int = loop.run_until_complete(load_and_compare(options, folder, app))
    return code


async def load_and_compare(options: Namespace, folder: Path, app: "QApplication") -> int:
    """As `run_headless`, on a loop that runs."""
    from PySide6.QtCore import QLocale

    from desktop.app.keys import handed_over, key_of, nobody_to_ask
    from desktop.app.session import Session, pace_of
    from desktop.app.window_run import local_zone
    from desktop.ui.kit.theme import Choice, Theme
    from desktop.ui.words.values import Values

    theme = Theme(app.styleHints())
    theme.changed.connect(lambda: theme.apply(app))
    theme.choose(Choice.LIGHT)
    theme.apply(app)
    opened = await key_of(options, folder, nobody_to_ask(), await handed_over(options))
    if opened is None:
        return 1
    values = Values(locale=QLocale(), zone=local_zone())
    session = Session(options, folder, opened, theme, values, pace=pace_of(options))
    await session.start()
    try:
        took = await headless.load_all(
            session.backend, STILL, has_begun=lambda: session.demo is not None, is_connected=connected(session)
        )
        counts, differences = await headless.compare(session.backend, description_of(session))
        found = headless.summary(session.backend, took, counts)
        found["files"] = await headless.pictures(session.window, theme, _pictures_folder())
    except (AppError, TimeoutError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        session.window.close()
        await session.stop()
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    for words in differences:
        sys.stderr.write(f"{words}\n")
    return 1 if differences else 0


def connected(session: "Session") -> Callable[[], bool]:
    """Whether all accounts are connected, as a question. It raises AppError once they will not be."""

    def is_connected() -> bool:
        if session.failed is not None:
            raise session.failed
        return session.is_ready.is_set()

    return is_connected


def description_of(session: "Session") -> Mapping[str, Any]:
    """Where the made-up accounts are served."""
    if session.demo is None:
        raise AppError("The made-up accounts did not start.")
    return session.demo.description


def _pictures_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="wholedesk-pictures-"))
