"""One window for one data folder: a second start raises the first window instead of opening the files twice."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_WITHIN = 1000  # milliseconds
RAISE = b"raise\n"


def _name(folder: Path) -> str:
    whose = f"{getpass.getuser()} {folder.resolve()}"
    return "wholedesk-" + hashlib.sha256(whose.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def raise_first(folder: Path) -> bool:
    """Ask the window that has this folder open to come to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(ANSWER_WITHIN):
        return False
    socket.write(RAISE)
    socket.waitForBytesWritten(ANSWER_WITHIN)
    answered = socket.waitForReadyRead(ANSWER_WITHIN)
    socket.disconnectFromServer()
    return answered


class FirstWindow(QObject):
    """Listens for later starts on the same folder."""

    raise_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(_name(folder)):
            QLocalServer.removeServer(_name(folder))  # left behind by a program that was killed
            self._server.listen(_name(folder))

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.write(RAISE)
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
