"""One window for one data folder: a second start raises the first window instead of opening the files twice."""

import asyncio
import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_WITHIN = 2.0  # seconds
RAISE = b"raise\n"


def name_of(folder: Path) -> str:
    """Under which name the window of a folder listens."""
    whose = f"{getpass.getuser()} {folder.resolve()}"
    return "wholedesk-" + hashlib.sha256(whose.encode("utf-8", "surrogateescape")).hexdigest()[:24]


async def raise_first(folder: Path) -> bool:
    """Ask the window that has this folder open to come to the front; False when none answers in time."""
    answered = asyncio.get_running_loop().create_future()

    def tell(answer: bool) -> None:
        if not answered.done():
            answered.set_result(answer)

    socket = QLocalSocket()
    socket.connected.connect(lambda: socket.write(RAISE))
    socket.readyRead.connect(lambda: tell(True))
    socket.errorOccurred.connect(lambda error: tell(False))
    socket.connectToServer(name_of(folder))
    try:
        return await asyncio.wait_for(answered, ANSWER_WITHIN)
    except TimeoutError:
        return False
    finally:
        socket.abort()


class FirstWindow(QObject):
    """Listens, from `listen` on, for later starts on the same folder."""

    raise_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> None:
        """Begin to listen. Only for who holds the folder's claim: what listened before is dead then, not just busy."""
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left behind by a program that was killed
            self._server.listen(self._name)

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.write(RAISE)
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
