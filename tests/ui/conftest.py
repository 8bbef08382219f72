"""Async tests of the window run on Qt's own event loop, so that keys, timers and coroutines meet as they do at work."""

from collections.abc import Callable, Iterator

import pytest
import qasync
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.theme import Choice, Theme


@pytest.fixture
def anyio_backend(qapp: QApplication) -> tuple[str, dict[str, Callable[[], qasync.QEventLoop]]]:
    qapp.setQuitOnLastWindowClosed(False)  # the last window of a test would stop the loop
    return "asyncio", {"loop_factory": lambda: qasync.QEventLoop(qapp, already_running=False)}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The whole program dressed by the system's choice."""
    made = Theme(qapp.styleHints())
    made.apply(qapp)
    return made


@pytest.fixture
def sight_theme(qapp: QApplication) -> Iterator[Theme]:
    """The whole program dressed, with the usual locale; both are put back."""
    made = Theme(qapp.styleHints())
    made.apply(qapp)
    before = QLocale()
    QLocale.setDefault(QLocale("en_AU"))
    yield made
    made.choose(Choice.SYSTEM)
    QLocale.setDefault(before)
