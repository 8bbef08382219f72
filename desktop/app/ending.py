"""Ending by signal: Ctrl+C and the system's end close the window as a user would."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class EndBySignal(QObject):
    """Calls `end` on the GUI thread when the program is told to end. Python's own handlers never run while Qt waits."""

    def __init__(self, end: Callable[[], None]) -> None:
        super().__init__()
        self._ours, self._its = socket.socketpair()
        for end_of_pair in (self._ours, self._its):
            end_of_pair.setblocking(False)
        signal.set_wakeup_fd(self._its.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        self._end = end

    def _heard(self) -> None:
        self._ours.recv(64)
        self._end()

    def close(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._ours.close()
        self._its.close()
