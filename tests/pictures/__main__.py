"""python -m tests.pictures FOLDER [NAME …]: pictures of every page and dialog, in both themes and at both sizes."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

SCREEN = {"screens": [{"name": "pictures", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}]}


def main() -> int:
    """Exit code 0 when every picture was taken."""
    if len(sys.argv) < 2:
        sys.stderr.write("Say which folder the pictures go to.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        _settle_environment(Path(folder))
        return _run(Path(sys.argv[1]), Path(folder), frozenset(sys.argv[2:]))


def _settle_environment(folder: Path) -> None:
    """Before Qt is loaded: a screen of its own that is large enough, and no traits of this computer."""
    screen = folder / "screen.json"
    screen.write_text(json.dumps(SCREEN), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "UTC"


def _run(pictures: Path, data: Path, wanted: Collection[str]) -> int:
    import qasync
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from desktop.ui.kit.theme import Choice, Theme
    from tests.pictures.camera import Camera
    from tests.pictures.taking import take_all

    QLocale.setDefault(QLocale("en_GB"))
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    app.setCursorFlashTime(0)  # a caret that blinks would be on one picture and not on the next
    theme = Theme(app.styleHints())
    theme.choose(Choice.LIGHT)
    theme.apply(app)
    pictures.mkdir(parents=True, exist_ok=True)
    camera = Camera(pictures, theme)
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(take_all(camera, data, wanted))
    files = camera.files()
    size = sum(path.stat().st_size for path in files)
    sys.stdout.write(f"{len(files)} pictures, {size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
