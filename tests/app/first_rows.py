"""The program on a desk that a passphrase opens, in a process of its own: what it has read when its rows are shown."""

import asyncio
import json
import sys
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from desktop.app.options import read_options
from desktop.app.window_run import open_window
from desktop.ui.kit.theme import Theme
from desktop.ui.lists.page import ListPage


async def read_until_shown(folder: Path, theme: Theme) -> list[str]:
    """The names of the modules; the passphrase comes by standard input."""
    options = read_options(["--data", str(folder), "--passphrase-fd", "0"])
    start = asyncio.ensure_future(open_window(options, folder, theme))
    while not (found := _pages()):  # noqa: ASYNC110 - nobody tells that a page has been made
        await asyncio.sleep(0)
    modules: list[str] = []
    shown = asyncio.Event()
    found[0].rows.shown.connect(lambda: modules.extend(() if shown.is_set() else sorted(sys.modules)))
    found[0].rows.shown.connect(shown.set)
    await shown.wait()
    found[0].window().close()
    await start
    return modules


def _pages() -> list[ListPage]:
    return [each for each in QApplication.allWidgets() if isinstance(each, ListPage)]


def main() -> None:
    app = QApplication(["first rows"])
    app.setQuitOnLastWindowClosed(False)
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        modules = loop.run_until_complete(read_until_shown(Path(sys.argv[1]), Theme(app.styleHints())))
    json.dump(modules, sys.stdout)


if __name__ == "__main__":
    main()
