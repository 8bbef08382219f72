"""python -m tests.session.ear FILE …: the real program, writing down what a screen reader would hear of its windows.

Everything after FILE goes to the desk. The file is JSON: how often it was written, where the keyboard is, all words.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QWidget

from desktop.app import window_run
from desktop.app.main import main
from desktop.ui.kit.theme import Theme

OFTEN = 100
"""Milliseconds from one listening to the next."""


def words() -> Iterator[str]:
    """All that is seen, window by window; the text that is typed is told by nobody."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            for part in (window, *window.findChildren(QWidget)):
                if part.isVisible():
                    yield from _of(part)


def _of(part: QWidget) -> Iterator[str]:
    yield part.accessibleName()
    if isinstance(part, QDialog):
        yield part.accessibleDescription()
    if isinstance(part, QLabel):
        yield part.text()
    if isinstance(part, QAbstractItemView):
        model = part.model()
        for row in range(model.rowCount()):
            cells = (model.index(row, column, QModelIndex()) for column in range(model.columnCount()))
            yield " | ".join(str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or "") for cell in cells)


def listen(told: Path) -> QTimer:
    """Write down what is heard, for as long as the timer lives."""
    times = 0

    def write() -> None:
        nonlocal times
        times += 1
        focused: QWidget | None = QApplication.focusWidget()
        at = focused.accessibleName() if focused else ""
        heard = {"times": times, "focus": at, "words": [one for one in words() if one]}
        unfinished = told.with_suffix(".new")
        unfinished.write_text(json.dumps(heard), encoding="utf-8")
        unfinished.replace(told)

    timer = QTimer(interval=OFTEN)
    timer.timeout.connect(write)
    timer.start()
    return timer


def run(told: Path, arguments: list[str]) -> int:
    """Run the desk with an ear at it; returns its exit code."""
    open_window = window_run.open_window

    async def overheard(options: Namespace, folder: Path, theme: Theme) -> int:
        timer = listen(told)
        try:
            return await open_window(options, folder, theme)
        finally:
            timer.stop()

    window_run.open_window = overheard
    return main(arguments)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
