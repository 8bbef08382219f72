"""Tests of the whole program run on Qt's own event loop, as the window does at work."""

from collections.abc import Callable, Iterator

import pytest
import qasync
from PySide6.QtWidgets import QApplication


@pytest.fixture
def anyio_backend(qapp: QApplication) -> tuple[str, dict[str, Callable[[], qasync.QEventLoop]]]:
    qapp.setQuitOnLastWindowClosed(False)  # the last window of a test would stop the loop
    return "asyncio", {"loop_factory": lambda: qasync.QEventLoop(qapp, already_running=False)}


@pytest.fixture(autouse=True)
def nothing_stays_open(qapp: QApplication) -> Iterator[None]:
    """A dialog that a test leaves open is not there for the next one."""
    yield
    for left in qapp.topLevelWidgets():
        left.hide()
