"""The anchor of a start: a bare window of Qt, from the start of the process to its first painting."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.children import Figures, Task, answer, memory


class Bare(QMainWindow):
    """Ends the program when it has been painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


def show(task: Task) -> Figures:
    app = QApplication(["bare"])
    window = Bare()
    window.resize(1280, 800)
    window.show()
    app.exec()
    return {"at": time.monotonic(), "cpu": time.process_time(), "memory": memory("VmRSS")}


if __name__ == "__main__":
    answer(show)
